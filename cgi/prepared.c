/*
 * Prepared statements.  A client can make up as many texts of searches as it
 * likes, so there is a limit.
 */

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "await.h"
#include "prepared.h"

void
prepared_clear(struct prepared *p)
{
	struct entry *entry;
	int i;

	p->n = 0;
	for (i = 0; i < PREPARED; i++) {
		entry = &p->searches[i];
		free(entry->sql);
		entry->sql = NULL;
		snprintf(entry->name, sizeof(entry->name), "search_%d", i);
	}
}

/* Was it sent and done?  Else error is the result. */
static int
is_done(PGconn *conn, int sent, PGresult **error)
{
	*error = sent ? await(conn) : NULL;
	if (PQresultStatus(*error) != PGRES_COMMAND_OK)
		return 0;
	PQclear(*error);
	*error = NULL;
	return 1;
}

const char *
prepared_statement(struct prepared *p, PGconn *conn,
    const struct statement *statement, PGresult **error)
{
	int i = 0;

	while (i < p->n && p->statements[i] != statement)
		i++;
	if (i < p->n)
		return statement->name;
	assert(i < PREPARED_STATEMENTS);
	if (!is_done(conn, PQsendPrepare(conn, statement->name,
	    statement->sql, 0, NULL), error))
		return NULL;
	p->statements[p->n++] = statement;
	return statement->name;
}

static int
forget(struct entry *entry, PGconn *conn, PGresult **error)
{
	char sql[32];

	snprintf(sql, sizeof(sql), "deallocate %s", entry->name);
	if (!is_done(conn, PQsendQuery(conn, sql), error))
		return -1;
	free(entry->sql);
	entry->sql = NULL;
	return 0;
}

static int
prepare(struct entry *entry, PGconn *conn, const char *sql, PGresult **error)
{
	if (entry->sql != NULL && forget(entry, conn, error) != 0)
		return -1;
	if (!is_done(conn, PQsendPrepare(conn, entry->name, sql, 0, NULL),
	    error))
		return -1;
	entry->sql = strdup(sql);
	if (entry->sql == NULL)
		arena_exhausted();
	return 0;
}

const char *
prepared_search(struct prepared *p, PGconn *conn, const char *sql,
    PGresult **error)
{
	struct entry entry;
	int i = 0;

	while (i < PREPARED - 1 && p->searches[i].sql != NULL &&
	    strcmp(p->searches[i].sql, sql) != 0)
		i++;
	entry = p->searches[i];
	if (entry.sql == NULL || strcmp(entry.sql, sql) != 0) {
		if (prepare(&p->searches[i], conn, sql, error) != 0)
			return NULL;
		entry = p->searches[i];
	}
	memmove(p->searches + 1, p->searches, (size_t)i * sizeof(entry));
	p->searches[0] = entry;
	return p->searches[0].name;
}
