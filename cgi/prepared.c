/*
 * Prepared searches.  A client can make up as many texts of them as it likes,
 * so there is a limit.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "prepared.h"

void
prepared_clear(struct prepared *p)
{
	struct entry *entry;
	int i;

	for (i = 0; i < PREPARED; i++) {
		entry = &p->entries[i];
		free(entry->sql);
		entry->sql = NULL;
		snprintf(entry->name, sizeof(entry->name), "search_%d", i);
	}
}

/* NULL, or the result when it is an error's. */
static PGresult *
error_of(PGresult *result)
{
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		return result;
	PQclear(result);
	return NULL;
}

static PGresult *
forget(struct entry *entry, PGconn *conn)
{
	char sql[32];
	PGresult *error;

	snprintf(sql, sizeof(sql), "deallocate %s", entry->name);
	error = error_of(PQexec(conn, sql));
	if (error != NULL)
		return error;
	free(entry->sql);
	entry->sql = NULL;
	return NULL;
}

static PGresult *
prepare(struct entry *entry, PGconn *conn, const char *sql)
{
	PGresult *error = entry->sql != NULL ? forget(entry, conn) : NULL;

	if (error == NULL)
		error = error_of(PQprepare(conn, entry->name, sql, 0, NULL));
	if (error != NULL)
		return error;
	entry->sql = strdup(sql);
	if (entry->sql == NULL)
		arena_exhausted();
	return NULL;
}

PGresult *
prepared_find(struct prepared *p, PGconn *conn, const char *sql,
    const char **name)
{
	struct entry entry;
	PGresult *error;
	int i = 0;

	while (i < PREPARED - 1 && p->entries[i].sql != NULL &&
	    strcmp(p->entries[i].sql, sql) != 0)
		i++;
	entry = p->entries[i];
	if (entry.sql == NULL || strcmp(entry.sql, sql) != 0) {
		error = prepare(&p->entries[i], conn, sql);
		if (error != NULL)
			return error;
		entry = p->entries[i];
	}
	memmove(p->entries + 1, p->entries, (size_t)i * sizeof(entry));
	p->entries[0] = entry;
	*name = p->entries[0].name;
	return NULL;
}
