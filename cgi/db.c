/*
 * Statements run and judged, alone or in a Bulk's transaction, and repeated
 * when that helps.
 */

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "await.h"
#include "config.h"
#include "connection.h"
#include "db.h"
#include "request.h"
#include "route.h"
#include "sqlstate.h"

enum {
	TRIES = 5,		/* of a deadlock or serialization failure */
	RETRY_AFTER = 5		/* seconds */
};

struct db {
	struct connection connection;
	int transaction;	/* between db_begin() and its end */
	int broken;		/* it has to be repeated as a whole */
	long savepoint;		/* the one to go back to */
	int savepoint_is_due;	/* the next statement brings another */
};

struct db *
db_new(const struct config *config)
{
	struct db *db = calloc(1, sizeof(*db));

	if (db != NULL)
		db->connection.config = config;
	return db;
}

void
db_free(struct db *db)
{
	connection_close(&db->connection);
	free(db);
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
	struct connection *c = &req->db->connection;
	const char *sqlstate;
	enum cure cure;

	if (PQresultStatus(result) == PGRES_TUPLES_OK ||
	    PQresultStatus(result) == PGRES_COMMAND_OK)
		return c->unconfirmed ? fail_away(req) : 1;
	sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (sqlstate == NULL || PQstatus(c->conn) != CONNECTION_OK) {
		/* Lost: a commit that was sent may have been done. */
		if (PQstatus(c->conn) != CONNECTION_OK &&
		    (!sent || !call->commits))
			return 0;
		return fail_away(req);
	}
	req->sqlstate = arena_string(req->arena, sqlstate);
	cure = sqlstate_cure(sqlstate);
	if (cure == PREPARE_AGAIN)
		connection_reset(c);
	if (cure == AGAIN || cure == PREPARE_AGAIN)
		return 0;
	/* query_canceled by statement_timeout: the search is to blame */
	if (call->key_hash != NULL && strcmp(sqlstate, "57014") == 0)
		return fail(req, TOO_MANY, "The search takes too long: narrow "
		    "the filter, or leave out sortBy");
	return cure == AWAY ? fail_away(req) :
	    sqlstate_fail(req, result, sqlstate);
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
	const struct call call = { .sql = sql };
	int sent;

	PQclear(connection_exec(&db->connection, &call, &sent));
}

/*
 * What was sent behind an operation that has failed: in a transaction that has
 * failed, no statement does anything.
 */
static void
forget(struct db *db)
{
	while (db->connection.unheard > 0) {
		PQclear(connection_receive(&db->connection));
		db->savepoint--;
	}
}

void
db_undo(struct request *req)
{
	struct db *db = req->db;

	if (db->savepoint_is_due)
		return;		/* the operation has run no statement */
	forget(db);
	command(db, arena_format(req->arena,
	    "rollback to savepoint operation%ld", db->savepoint));
}

static void
add_savepoint(struct db *db, struct call *call)
{
	if (!db->savepoint_is_due)
		return;
	db->savepoint_is_due = 0;
	call->savepoint = ++db->savepoint;
}

/* As judge(); a result that is kept is the arena's now, no other is left. */
static int
settle(struct request *req, const struct call *call, PGresult *result,
    int sent)
{
	int kept = judge(req, call, result, sent);

	if (kept > 0)
		arena_defer(req->arena, clear, result);
	else
		PQclear(result);
	if (kept < 0 && req->db->transaction)
		db_undo(req);
	return kept;
}

static PGresult *
run(struct request *req, struct call *call)
{
	struct db *db = req->db;
	PGresult *result;
	int try, kept, sent;
	long began;

	add_savepoint(db, call);
	for (try = 0; try <= TRIES && !db->broken; try++) {
		if (!db->transaction && !connection_ready(&db->connection))
			break;
		began = await_now();
		result = connection_exec(&db->connection, call, &sent);
		req->spent->database_ms += await_now() - began;
		req->spent->retries += try > 0;
		kept = settle(req, call, result, sent);
		if (kept > 0 && !db->transaction)
			connection_shrink(&db->connection, call, result);
		if (kept != 0)
			return kept > 0 ? result : NULL;
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

/* Its savepoint counts when it is on its way. */
static void
send_operation(struct request *req, struct call *call)
{
	struct db *db = req->db;

	assert(*req->sent == 0);	/* it has one statement */
	call->savepoint = db->savepoint + 1;
	if (!connection_send(&db->connection, call))
		return;
	db->savepoint++;
	db->savepoint_is_due = 0;
	*req->sent = 1;
}

/*
 * What is not prepared may be because a pooler shares sessions out, and would
 * have to keep apart which answer is whose.
 */
static void
send_ahead(struct request *req, struct call *call)
{
	struct connection *c = &req->db->connection;

	if (call->statement->does != READS_FEW || !c->config->prepare)
		return;
	if (c->unheard == 0 && !connection_ready(c)) {
		fail_away(req);
		return;
	}
	call->ahead = 1;
	*req->sent = connection_send(c, call);
	if (*req->sent)
		req->spent->database_ms -= await_now();
}

/*
 * What was sent behind one to which there is no answer has none either.  Nor
 * is one awaited behind what the server gave up, for a lock or the time: it
 * would take as long again.
 */
void
db_hear(struct request *req)
{
	struct connection *c = &req->db->connection;
	const struct call call = { .commits = 0 };
	PGresult *result;
	int kept = 0;

	if (c->unheard > 0) {
		result = connection_receive(c);
		kept = settle(req, &call, result, 1);
		if (kept > 0)
			req->heard = result;
		else if (req->failure == UNAVAILABLE && req->sqlstate != NULL)
			c->unheard = 0;
	} else if (PQtransactionStatus(c->conn) == PQTRANS_ACTIVE) {
		kept = fail_away(req);
	}
	req->spent->database_ms += await_now();
	req->spent->retries += kept == 0;	/* now it is alone */
}

PGresult *
db_receive(struct request *req)
{
	struct db *db = req->db;
	long began = await_now();
	PGresult *result = connection_receive(&db->connection);
	const struct call call = { .commits = 0 };
	int kept;

	req->spent->database_ms += await_now() - began;
	kept = settle(req, &call, result, 1);
	if (kept > 0)
		return authenticated(req, result);
	if (kept == 0) {
		db->broken = 1;
		fail_away(req);
	}
	return NULL;
}

PGresult *
db_run(struct request *req, const struct statement *statement,
    const char *const *values, int n)
{
	struct call call = { .statement = statement, .values = values, .n = n,
	    .commits = statement->does == WRITES &&
	    !req->db->transaction };
	PGresult *result = req->heard;

	assert(n == statement->parameters);
	if (req->sent != NULL) {
		(req->db->transaction ? send_operation : send_ahead)(req,
		    &call);
		return NULL;
	}
	if (result != NULL)
		connection_shrink(&req->db->connection, &call, result);
	else
		result = run(req, &call);
	req->heard = NULL;
	return authenticated(req, result);
}

PGresult *
db_search(struct request *req, const char *sql, const char *const *values,
    int n)
{
	struct call call = { .sql = sql, .values = values, .n = n,
	    .key_hash = req->key_hash };

	assert(req->sent == NULL);
	return authenticated(req, run(req, &call));
}

int
db_begin(struct request *req)
{
	struct call call = { .sql = "begin isolation level read committed; "
	    "savepoint operation0" };

	if (run(req, &call) == NULL)
		return -1;
	req->db->transaction = 1;
	req->db->savepoint = 0;
	return 0;
}

int
db_in_transaction(const struct request *req)
{
	return req->db->transaction;
}

void
db_savepoint(struct request *req)
{
	req->db->savepoint_is_due = 1;
}

int
db_commit(struct request *req)
{
	struct call call = { .sql = "commit", .commits = 1 };
	PGresult *result;

	req->db->savepoint_is_due = 0;
	result = run(req, &call);
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

	forget(db);
	if (db->transaction)
		command(db, "rollback");
	req->spent->retries += broken;
	db->transaction = db->broken = db->savepoint_is_due = 0;
	return broken;
}

int
db_column(const PGresult *result, const char *column)
{
	int i = 0, n = PQnfields(result);

	/* PQfnumber() makes a copy of the name each time, to fold it. */
	while (i < n && strcmp(PQfname(result, i), column) != 0)
		i++;
	assert(i < n);
	return i;
}

const char *
db_field(const PGresult *result, int row, int column)
{
	return PQgetisnull(result, row, column) ? NULL :
	    PQgetvalue(result, row, column);
}

const char *
db_value(const PGresult *result, int row, const char *column)
{
	return db_field(result, row, db_column(result, column));
}

PGresult *
db_found(struct request *req, PGresult *row)
{
	if (row == NULL || !PQgetisnull(row, 0, 0))
		return row;
	route_no_resource(req);
	return NULL;
}
