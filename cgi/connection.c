/* A connection to PostgreSQL: made, found alive, and used. */

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "await.h"
#include "config.h"
#include "connection.h"
#include "log.h"
#include "version.h"

enum { LARGE = 2 << 20 };	/* bytes sent or got */

/*
 * Time-outs; instants as datetime_print() reads them; and no sequential scans
 * where there is an index: plans are kept as long as the connection, and what
 * is right for the empty tables of a new installation is wrong ever after.
 * (Costs that say "never" start the JIT.)
 */
const char connection_settings[] = "-c statement_timeout=20s "
    "-c lock_timeout=3s -c idle_in_transaction_session_timeout=30s "
    "-c client_connection_check_interval=1s -c timezone=UTC "
    "-c datestyle=ISO -c enable_seqscan=off -c jit=off";

PGconn *
connection_open(const struct config *config)
{
	static const char *const names[] = { "dbname", "client_encoding",
	    "fallback_application_name", "connect_timeout", "options", NULL };
	const char *const values[] = { config->database, "UTF8",
	    "scim.fcgi", "3", connection_settings, NULL };

	return PQconnectdbParams(names, values, 1);
}

/*
 * A COMMIT that stops waiting for its synchronous standby reports success
 * with a warning: not a promise that we pass on.
 */
static void
notice(void *arg, const PGresult *result)
{
	struct connection *c = arg;
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *severity =
	    PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	if (sqlstate != NULL && strcmp(sqlstate, "01000") == 0 &&
	    severity != NULL && strcmp(severity, "WARNING") == 0)
		c->unconfirmed = 1;
}

static int
is_prepared(const struct connection *c, const struct statement *statement)
{
	int i = 0;

	while (i < c->n_prepared && c->prepared[i] != statement)
		i++;
	return i < c->n_prepared;
}

/*
 * Prepare a statement of a table at its first use.  0, or -1 and the result of
 * what failed.
 */
static int
prepare(struct connection *c, const struct statement *statement,
    PGresult **error)
{
	if (is_prepared(c, statement))
		return 0;
	assert(c->n_prepared < PREPARED);
	*error = PQsendPrepare(c->conn, statement->name, statement->sql, 0,
	    NULL) ? await(c->conn) : NULL;
	if (PQresultStatus(*error) != PGRES_COMMAND_OK)
		return -1;
	PQclear(*error);
	c->prepared[c->n_prepared++] = statement;
	return 0;
}

static int
send_values(const struct connection *c, const char *name, const char *sql,
    const char *const *values, int n)
{
	if (name == NULL || !c->config->prepare)
		return PQsendQueryParams(c->conn, sql, n, NULL, values, NULL,
		    NULL, 0);
	return PQsendQueryPrepared(c->conn, name, n, values, NULL, NULL, 0);
}

static int
send_statement(const struct connection *c, const struct statement *statement,
    const char *const *values)
{
	return send_values(c, statement->name, statement->sql, values,
	    statement->parameters);
}

/*
 * In the place of the last one.  The functions in sql/ make the constraints
 * immediate at their end, which lasts: each operation begins as a transaction
 * does.
 */
static int
send_savepoint(const struct connection *c, long n)
{
	char release[64], savepoint[64];

	snprintf(release, sizeof(release), "release operation%ld", n - 1);
	snprintf(savepoint, sizeof(savepoint), "savepoint operation%ld", n);
	return send_values(c, NULL, release, NULL, 0) &&
	    send_values(c, NULL, savepoint, NULL, 0) &&
	    send_values(c, NULL, "set constraints all deferred", NULL, 0);
}

static int
send_call(const struct connection *c, const struct call *call)
{
	if (call->sql == NULL)
		return send_statement(c, call->statement, call->values);
	if (call->values == NULL)
		return PQsendQuery(c->conn, call->sql);
	return send_values(c, NULL, call->sql, call->values, call->n);
}

/*
 * What comes before a statement goes with it as a pipeline: one round trip.
 * Of a search that is the fence of its key (sql/security.sql): one transaction,
 * at whose end the fence is gone.
 */
static int
send_all(const struct connection *c, const struct call *call)
{
	if (!call->ahead && call->savepoint == 0 && call->key_hash == NULL)
		return send_call(c, call);
	return PQenterPipelineMode(c->conn) &&
	    (call->savepoint == 0 || send_savepoint(c, call->savepoint)) &&
	    (call->key_hash == NULL ||
	    send_statement(c, &statements[FENCE], &call->key_hash)) &&
	    send_call(c, call) &&
	    PQpipelineSync(c->conn);
}

int
connection_send(struct connection *c, const struct call *call)
{
	if (c->config->prepare && call->statement != NULL &&
	    !is_prepared(c, call->statement))
		return 0;
	if (!send_all(c, call))
		return 0;
	c->unheard++;
	return 1;
}

PGresult *
connection_receive(struct connection *c)
{
	PGresult *result;

	c->unconfirmed = 0;
	result = await(c->conn);
	c->unheard = result != NULL ? c->unheard - 1 : 0;
	if (c->unheard == 0)
		PQexitPipelineMode(c->conn);
	return result;
}

PGresult *
connection_exec(struct connection *c, const struct call *call, int *sent)
{
	const struct statement *statement = call->key_hash != NULL ?
	    &statements[FENCE] : call->statement;
	PGresult *result;

	assert(c->unheard == 0);
	*sent = 0;
	if (c->config->prepare && statement != NULL &&
	    prepare(c, statement, &result) != 0)
		return result;
	*sent = connection_send(c, call);
	return *sent ? connection_receive(c) : NULL;
}

void
connection_close(struct connection *c)
{
	c->n_prepared = c->unheard = 0;
	PQfinish(c->conn);
	c->conn = NULL;
}

/* A schema that is not for us is as good as no database, until it is. */
static void
check_version(struct connection *c)
{
	const char *const values[] = { version_needed };
	const struct call call = { .sql = version_sql, .values = values,
	    .n = 1 };
	char text[512];
	int sent;
	PGresult *row = connection_exec(c, &call, &sent);

	if (version_judge(c->conn, row, text, sizeof(text)) != 0) {
		log_error("database: %s", text);
		connection_close(c);
	}
	PQclear(row);
}

void
connection_reset(struct connection *c)
{
	connection_close(c);
	c->conn = connection_open(c->config);
	PQsetNoticeReceiver(c->conn, notice, c);
	PQsetnonblocking(c->conn, 1);	/* await() sends what it cannot take */
	if (PQstatus(c->conn) != CONNECTION_OK)
		log_error("database: %s", PQerrorMessage(c->conn));
	else
		check_version(c);
}

/*
 * A server that went away has closed the socket: look before a statement is
 * lost to it.
 */
int
connection_ready(struct connection *c)
{
	struct pollfd socket = { .events = POLLIN };

	if (c->conn != NULL && PQstatus(c->conn) == CONNECTION_OK) {
		socket.fd = PQsocket(c->conn);
		/* Its last words first, the end behind them after that. */
		while (poll(&socket, 1, 0) > 0 && PQconsumeInput(c->conn))
			;
	}
	if (c->conn == NULL || PQstatus(c->conn) != CONNECTION_OK ||
	    PQtransactionStatus(c->conn) != PQTRANS_IDLE)
		connection_reset(c);
	return PQstatus(c->conn) == CONNECTION_OK;
}

void
connection_shrink(struct connection *c, const struct call *call,
    const PGresult *result)
{
	size_t size = PQresultMemorySize(result);
	int i;

	for (i = 0; i < call->n; i++)
		if (call->values[i] != NULL)
			size += strlen(call->values[i]);
	if (size >= LARGE)
		connection_close(c);
}
