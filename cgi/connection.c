/* A connection to PostgreSQL: made, found alive, and used. */

#include <poll.h>
#include <string.h>

#include "await.h"
#include "config.h"
#include "connection.h"
#include "log.h"
#include "version.h"

enum { LARGE = 2 << 20 };	/* bytes sent or got */

/*
 * Time-outs; and no sequential scans where there is an index: plans are kept
 * as long as the connection, and what is right for the empty tables of a new
 * installation is wrong ever after.  (Costs that say "never" start the JIT.)
 */
const char connection_settings[] = "-c statement_timeout=20s "
    "-c lock_timeout=3s -c idle_in_transaction_session_timeout=30s "
    "-c client_connection_check_interval=1s -c timezone=UTC "
    "-c enable_seqscan=off -c jit=off";

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

/* At its first use.  The name, or NULL and an error's result. */
static const char *
prepare(struct connection *c, const struct call *call, PGresult **error)
{
	return call->sql == NULL ?
	    prepared_statement(&c->prepared, c->conn, call->statement, error) :
	    prepared_search(&c->prepared, c->conn, call->sql, error);
}

PGresult *
connection_exec(struct connection *c, const struct call *call, int *sent)
{
	const char *name = NULL, *sql = call->sql != NULL ? call->sql :
	    call->statement->sql;
	PGresult *error;

	*sent = 0;
	c->unconfirmed = 0;
	if (c->config->prepare && (call->sql == NULL || call->prepared) &&
	    (name = prepare(c, call, &error)) == NULL)
		return error;
	if (call->values == NULL)
		*sent = PQsendQuery(c->conn, sql);
	else if (name == NULL)
		*sent = PQsendQueryParams(c->conn, sql, call->n, NULL,
		    call->values, NULL, NULL, 0);
	else
		*sent = PQsendQueryPrepared(c->conn, name, call->n,
		    call->values, NULL, NULL, 0);
	return *sent ? await(c->conn) : NULL;
}

void
connection_close(struct connection *c)
{
	prepared_clear(&c->prepared);
	PQfinish(c->conn);
	c->conn = NULL;
}

/* A schema that is not for us is as good as no database, until it is. */
static void
check_version(struct connection *c)
{
	const char *const values[] = { version_needed };
	const struct call call = { NULL, version_sql, values, 1, 0, 0 };
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
