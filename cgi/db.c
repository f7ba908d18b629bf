/* The connection and the statement table. */

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "config.h"
#include "db.h"
#include "log.h"
#include "prepared.h"
#include "request.h"
#include "route.h"
#include "sqlstate.h"
#include "version.h"

enum {
	TRIES = 5,		/* of a deadlock or serialization failure */
	DEADLINE = 25000,	/* ms, behind PostgreSQL's own time-outs */
	LARGE = 2 << 20,	/* bytes sent or got */
	RETRY_AFTER = 5		/* seconds */
};

/* To add a statement: a name in db.h, a row here, a grant in sql/. */
static const struct {
	const char *name, *sql;
	int parameters;
	int writes;
} statements[STATEMENTS] = {
	[AUTHENTICATE] = { "authenticate",
	    "select * from scim.authenticate($1)", 1, 0 },
	[KEY_USED] = { "key_used", "select scim.key_used($1)", 1, 1 },
	[REQUEST_REFUSED] = { "request_refused",
	    "select scim.request_refused($1,$2,$3,$4,$5,$6,$7,$8,$9)", 9, 1 },
	[HEALTH] = { "health", "select 1", 0, 0 },
	[USER_READ] = { "user_read",
	    "select * from scim.user_read($1,$2,$3)", 3, 0 },
	[USER_LOCK] = { "user_lock",
	    "select * from scim.user_lock($1,$2)", 2, 0 },
	[USER_CREATE] = { "user_create",
	    "select * from scim.user_create($1,$2,$3,$4,$5,$6,$7)", 7, 1 },
	[USER_REPLACE] = { "user_replace",
	    "select * from scim.user_replace($1,$2,$3,$4,$5,$6,$7,$8,$9)", 9, 1 },
	[USER_DELETE] = { "user_delete",
	    "select * from scim.user_delete($1,$2,$3,$4,$5)", 5, 1 },
	[GROUP_READ] = { "group_read",
	    "select * from scim.group_read_unless($1,$2,$3,$4)", 4, 0 },
	[GROUP_CREATE] = { "group_create",
	    "select * from scim.group_create($1,$2,$3,$4,$5,$6,$7,$8)", 8, 1 },
	[GROUP_MODIFY] = { "group_modify", "select * from "
	    "scim.group_modify($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
	    13, 1 },
	[GROUP_DELETE] = { "group_delete",
	    "select * from scim.group_delete($1,$2,$3,$4,$5)", 5, 1 },
};

struct db {
	const struct config *config;
	PGconn *conn;
	unsigned char prepared[STATEMENTS];
	struct prepared searches;
	int unconfirmed;	/* a standby did not confirm the commit */
	int transaction;	/* between db_begin() and its end */
	int broken;		/* it has to be repeated as a whole */
};

struct db *
db_new(const struct config *config)
{
	struct db *db = calloc(1, sizeof(*db));

	if (db != NULL)
		db->config = config;
	return db;
}

void
db_free(struct db *db)
{
	prepared_clear(&db->searches);
	PQfinish(db->conn);
	free(db);
}

/*
 * A COMMIT that stops waiting for its synchronous standby reports success
 * with a warning: not a promise that we pass on.
 */
static void
notice(void *arg, const PGresult *result)
{
	struct db *db = arg;
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *severity =
	    PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	if (sqlstate != NULL && strcmp(sqlstate, "01000") == 0 &&
	    severity != NULL && strcmp(severity, "WARNING") == 0)
		db->unconfirmed = 1;
}

/*
 * Time-outs; and no sequential scans where there is an index: plans are kept
 * as long as the connection, and what is right for the empty tables of a new
 * installation is wrong ever after.  (Costs that say "never" start the JIT.)
 */
const char db_settings[] = "-c statement_timeout=20s -c lock_timeout=3s "
    "-c idle_in_transaction_session_timeout=30s "
    "-c client_connection_check_interval=1s -c timezone=UTC "
    "-c enable_seqscan=off -c jit=off";

PGconn *
db_connect(const struct config *config)
{
	static const char *const names[] = { "dbname", "client_encoding",
	    "fallback_application_name", "connect_timeout", "options", NULL };
	const char *const values[] = { config->database, "UTF8",
	    "scim.fcgi", "3", db_settings, NULL };

	return PQconnectdbParams(names, values, 1);
}

const char *
db_sql(enum statement statement)
{
	return statements[statement].sql;
}

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
cancel(PGconn *conn)
{
	PGcancel *cancel = PQgetCancel(conn);
	char text[256];

	if (cancel != NULL)
		PQcancel(cancel, text, sizeof(text));
	PQfreeCancel(cancel);
}

/*
 * Wait for a part of the result.  A COMMIT that waits for a standby is not
 * ended by statement_timeout, hence a deadline of our own: then cancel, and
 * give it a little more.  0 when the connection is lost or silent.
 */
static int
hear(struct db *db, long *deadline, int *cancelled)
{
	struct pollfd socket = { .fd = PQsocket(db->conn), .events = POLLIN };
	long left = *deadline - now_ms();

	if (left > 0)
		return poll(&socket, 1, (int)left) <= 0 ||
		    PQconsumeInput(db->conn);
	if (*cancelled)
		return 0;
	cancel(db->conn);
	*cancelled = 1;
	*deadline = now_ms() + 2000;
	return 1;
}

/*
 * Wait for the whole result of what was sent, which comes before the
 * statement is committed: it counts when the server is ready again.  NULL when
 * the connection is lost or silent.
 */
static PGresult *
await(struct db *db)
{
	long deadline = now_ms() + DEADLINE;
	int cancelled = 0;
	PGresult *result = NULL, *next;

	for (;;) {
		while (PQisBusy(db->conn)) {
			if (hear(db, &deadline, &cancelled))
				continue;
			PQclear(result);
			return NULL;
		}
		next = PQgetResult(db->conn);
		if (next == NULL)
			return result;
		PQclear(result);
		result = next;
	}
}

/* A statement of the table, or sql when that is given. */
struct call {
	enum statement statement;
	const char *sql;
	const char *const *values;	/* NULL: sql may be several commands */
	int n;
	int commits;		/* not repeated when its outcome is lost */
	int prepared;		/* sql is to be */
};

static PGresult *
prepare_statement(struct db *db, enum statement statement, const char **name)
{
	PGresult *result;

	*name = statements[statement].name;
	if (db->prepared[statement])
		return NULL;
	result = PQprepare(db->conn, *name, statements[statement].sql, 0, NULL);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		return result;
	PQclear(result);
	db->prepared[statement] = 1;
	return NULL;
}

/*
 * Prepare what is to be at its first use on a connection.  NULL and the name
 * (NULL: it is not), or an error's result.
 */
static PGresult *
prepare(struct db *db, const struct call *call, const char **name)
{
	*name = NULL;
	if (!db->config->prepare)
		return NULL;
	if (call->sql == NULL)
		return prepare_statement(db, call->statement, name);
	if (call->prepared)
		return prepared_find(&db->searches, db->conn, call->sql, name);
	return NULL;
}

static PGresult *
send_and_await(struct db *db, const struct call *call, int *sent)
{
	const char *name, *sql = call->sql != NULL ? call->sql :
	    statements[call->statement].sql;
	PGresult *error = prepare(db, call, &name);

	*sent = 0;
	db->unconfirmed = 0;
	if (error != NULL)
		return error;
	if (call->values == NULL)
		*sent = PQsendQuery(db->conn, sql);
	else if (name == NULL)
		*sent = PQsendQueryParams(db->conn, sql, call->n, NULL,
		    call->values, NULL, NULL, 0);
	else
		*sent = PQsendQueryPrepared(db->conn, name, call->n,
		    call->values, NULL, NULL, 0);
	return *sent ? await(db) : NULL;
}

/* A schema that is not for us is as good as no database, until it is. */
static void
check_version(struct db *db)
{
	const char *const values[] = { version_needed };
	const struct call call = { STATEMENTS, version_sql, values, 1, 0, 0 };
	char text[512];
	int sent;
	PGresult *row = send_and_await(db, &call, &sent);

	if (version_judge(db->conn, row, text, sizeof(text)) != 0) {
		log_error("database: %s", text);
		PQfinish(db->conn);
		db->conn = NULL;
	}
	PQclear(row);
}

static void
connect_now(struct db *db)
{
	PQfinish(db->conn);
	memset(db->prepared, 0, sizeof(db->prepared));
	prepared_clear(&db->searches);
	db->conn = db_connect(db->config);
	PQsetNoticeReceiver(db->conn, notice, db);
	if (PQstatus(db->conn) != CONNECTION_OK)
		log_error("database: %s", PQerrorMessage(db->conn));
	else
		check_version(db);
}

/*
 * A connection that is idle and alive.  A server that went away has closed
 * the socket: look before a statement is lost to it.
 */
static int
ready(struct db *db)
{
	struct pollfd socket = { .events = POLLIN };

	if (db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK) {
		socket.fd = PQsocket(db->conn);
		/* Its last words first, the end behind them after that. */
		while (poll(&socket, 1, 0) > 0 && PQconsumeInput(db->conn))
			;
	}
	if (db->conn == NULL || PQstatus(db->conn) != CONNECTION_OK ||
	    PQtransactionStatus(db->conn) != PQTRANS_IDLE)
		connect_now(db);
	return PQstatus(db->conn) == CONNECTION_OK;
}

static int
fail_away(struct request *req)
{
	req->retry_after = RETRY_AFTER;
	return fail(req, UNAVAILABLE, "The database is not available at the "
	    "moment: nothing is known to be changed, try again in %d seconds",
	    RETRY_AFTER);
}

/* Is the result to be kept?  1; 0: try again; -1 after fail(). */
static int
judge(struct request *req, const struct call *call, PGresult *result, int sent)
{
	struct db *db = req->db;
	const char *sqlstate;
	enum cure cure;

	if (PQresultStatus(result) == PGRES_TUPLES_OK ||
	    PQresultStatus(result) == PGRES_COMMAND_OK)
		return db->unconfirmed ? fail_away(req) : 1;
	sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (sqlstate == NULL || PQstatus(db->conn) != CONNECTION_OK) {
		/* Lost: a commit that was sent may have been done. */
		if (PQstatus(db->conn) != CONNECTION_OK &&
		    (!sent || !call->commits))
			return 0;
		return fail_away(req);
	}
	req->sqlstate = arena_copy(req->arena, sqlstate, strlen(sqlstate));
	cure = sqlstate_cure(sqlstate);
	if (cure == PREPARE_AGAIN)
		connect_now(db);
	if (cure == AGAIN || cure == PREPARE_AGAIN)
		return 0;
	/* query_canceled by statement_timeout: the client's search is to blame */
	if (call->statement == STATEMENTS && call->values != NULL &&
	    strcmp(sqlstate, "57014") == 0)
		return fail(req, TOO_MANY, "The search takes too long: narrow "
		    "the filter, or leave out sortBy");
	return cure == AWAY ? fail_away(req) : sqlstate_fail(req, result, sqlstate);
}

static void
clear(void *result)
{
	PQclear(result);
}

/* Of a transaction: what fails to be undone is found by the next statement. */
static void
command(struct db *db, const char *sql)
{
	const struct call call = { STATEMENTS, sql, NULL, 0, 0, 0 };
	int sent;

	PQclear(send_and_await(db, &call, &sent));
}

/*
 * libpq's buffers stay as large as the largest message was: after the members
 * of a large group a new connection is cheaper than 8 MB for ever.
 */
static void
shrink(struct db *db, const struct call *call, const PGresult *result)
{
	size_t size = PQresultMemorySize(result);
	int i;

	for (i = 0; i < call->n; i++)
		if (call->values[i] != NULL)
			size += strlen(call->values[i]);
	if (size < LARGE || db->transaction)
		return;
	PQfinish(db->conn);
	db->conn = NULL;
}

static PGresult *
run(struct request *req, const struct call *call)
{
	struct db *db = req->db;
	PGresult *result;
	int try, kept, sent;
	long began;

	for (try = 0; try <= TRIES && !db->broken; try++) {
		if (!db->transaction && !ready(db))
			break;
		began = now_ms();
		result = send_and_await(db, call, &sent);
		req->spent->database_ms += now_ms() - began;
		req->spent->retries += try > 0;
		kept = judge(req, call, result, sent);
		if (kept > 0) {
			arena_defer(req->arena, clear, result);
			shrink(db, call, result);
			return result;
		}
		PQclear(result);
		if (kept < 0 && db->transaction)
			command(db, "rollback to savepoint operation");
		if (kept < 0)
			return NULL;
		/* What went before in the transaction is lost too. */
		db->broken = db->transaction;
	}
	fail_away(req);
	return NULL;
}

static PGresult *
authenticated(struct request *req, PGresult *result)
{
	if (result == NULL)
		return NULL;
	if (PQntuples(result) == 0) {
		fail(req, UNAUTHORIZED, "The SCIM key is not known here, has "
		    "expired or was revoked: issue a new one and enter it at "
		    "the identity provider");
		return NULL;
	}
	req->authenticated = 1;
	return result;
}

PGresult *
db_run(struct request *req, enum statement statement,
    const char *const *values, int n)
{
	const struct call call = { statement, NULL, values, n,
	    statements[statement].writes && !req->db->transaction, 1 };

	assert(n == statements[statement].parameters);
	return authenticated(req, run(req, &call));
}

PGresult *
db_search(struct request *req, const char *sql, const char *const *values,
    int n, int prepared)
{
	const struct call call = { STATEMENTS, sql, values, n, 0, prepared };

	return authenticated(req, run(req, &call));
}

int
db_begin(struct request *req)
{
	const struct call call = { STATEMENTS, "begin isolation level read "
	    "committed; savepoint operation", NULL, 0, 0, 0 };

	if (run(req, &call) == NULL)
		return -1;
	req->db->transaction = 1;
	return 0;
}

int
db_in_transaction(const struct request *req)
{
	return req->db->transaction;
}

/*
 * The functions in sql/ make the constraints immediate at their end, which
 * lasts: each operation begins as a transaction does.
 */
int
db_savepoint(struct request *req)
{
	const struct call call = { STATEMENTS, "release savepoint operation; "
	    "savepoint operation; set constraints all deferred", NULL, 0, 0,
	    0 };

	return run(req, &call) == NULL ? -1 : 0;
}

void
db_undo(struct request *req)
{
	command(req->db, "rollback to savepoint operation");
}

int
db_commit(struct request *req)
{
	const struct call call = { STATEMENTS, "commit", NULL, 0, 1, 0 };
	PGresult *result = run(req, &call);

	if (result == NULL)
		return -1;
	req->db->transaction = 0;
	/* In a transaction that has failed, COMMIT is a ROLLBACK. */
	return strcmp(PQcmdStatus(result), "COMMIT") == 0 ? 0 :
	    fail_away(req);
}

int
db_rollback(struct request *req)
{
	struct db *db = req->db;
	int broken = db->broken;

	if (db->transaction)
		command(db, "rollback");
	db->transaction = db->broken = 0;
	return broken;
}

const char *
db_value(const PGresult *result, int row, const char *column)
{
	int i = 0, n = PQnfields(result);

	/* PQfnumber() makes a copy of the name each time, to fold it. */
	while (i < n && strcmp(PQfname(result, i), column) != 0)
		i++;
	assert(i < n);
	return PQgetisnull(result, row, i) ? NULL : PQgetvalue(result, row, i);
}

int
db_found(struct request *req, const PGresult *result)
{
	if (!PQgetisnull(result, 0, 0))
		return 0;
	return route_no_resource(req);
}
