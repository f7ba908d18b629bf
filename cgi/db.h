#ifndef SCIM_DB_H
#define SCIM_DB_H

#include <libpq-fe.h>

#include "statement.h"

struct config;
struct request;

/*
 * PostgreSQL.  There is no general query function: every statement is a row
 * of the statement table in statement.c, or of its type's in column.c; only a
 * list's search is composed, by list.c.  A statement is a transaction: when
 * its result is here, it is committed, but for those of a Bulk (db_begin()
 * below).
 */
struct db;

/* Connects at the first request, so that a worker starts without it. */
struct db *db_new(const struct config *);
void db_free(struct db *);

/*
 * Run a statement with its parameters in text form (NULL: null).  The result
 * belongs to the arena.  NULL after fail(): UNAUTHORIZED when the key is
 * unknown, what sql/ raised, UNAVAILABLE when the database is away or the
 * outcome of a write is not known.  Deadlocks and serialization failures are
 * repeated inside.
 */
#define db_call(req, statement, ...)					\
	db_run(req, &statements[statement], DB_VALUES(__VA_ARGS__))
#define DB_VALUES(...)							\
	(const char *const[]){ __VA_ARGS__ },				\
	sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)
PGresult *db_run(struct request *, const struct statement *,
    const char *const *values, int n);

/*
 * Run a composed search, within the fence of the request's key
 * (sql/security.sql).  It is not prepared, else a plan would be kept that does
 * not know how much each of its values finds (measured: 134 ms to 1,430 ms).
 * Nor can it be sent ahead: not with req->sent.
 */
PGresult *db_search(struct request *, const char *sql,
    const char *const *values, int n);

/*
 * One transaction for the operations of a Bulk (RFC 7644 3.7), each between
 * savepoints, so that one that is refused leaves no traces and no statement
 * is repeated alone.  db_begin(); for each operation db_savepoint(), then
 * statements, of which a refused one takes the operation back to its
 * savepoint; db_commit().  0, or -1 after fail(): then all that is left to do
 * is db_rollback().
 */
int db_begin(struct request *);
void db_savepoint(struct request *);
int db_commit(struct request *);

/*
 * An operation of one statement can be sent before the last one's result is
 * here: with req->sent, which replaces db_savepoint(), db_run() only sends,
 * returns NULL without fail(), and *req->sent is 1 unless the statement has
 * to be prepared first.  db_receive() has the results, in their order.  When
 * one is a failure, what was sent behind it is as if it had not been.
 */
PGresult *db_receive(struct request *);

/*
 * A statement that READS_FEW can be sent before those of other requests are
 * heard: with req->sent, as above.  db_hear(), in the order in which they were
 * sent, has its result, or fails the request.  Without req->sent db_run() then
 * returns that result, or runs the statement alone if that may help.  Until all
 * are heard nothing else can be run.
 */
void db_hear(struct request *);

int db_in_transaction(const struct request *);

/* Undo what was done since db_savepoint(). */
void db_undo(struct request *);

/*
 * End a transaction that was not committed, if there is one.  1 when a
 * deadlock, a serialization failure or a lost connection is the reason, so
 * that it can be repeated as a whole; else 0.
 */
int db_rollback(struct request *);

/* A column of a row, NULL for null: by its name, or by its number. */
const char *db_value(const PGresult *, int row, const char *column);
const char *db_field(const PGresult *, int row, int column);
int db_column(const PGresult *, const char *column);

/* The row of a resource; NULL after fail(), of NOT_FOUND when it is empty. */
PGresult *db_found(struct request *, PGresult *row);

#endif
