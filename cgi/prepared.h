#ifndef SCIM_PREPARED_H
#define SCIM_PREPARED_H

#include <libpq-fe.h>

#include "statement.h"

/* What is prepared on a connection, each at its first use. */
enum {
	PREPARED = 32,		/* searches */
	PREPARED_STATEMENTS = 128
};

struct prepared {
	const struct statement *statements[PREPARED_STATEMENTS];
	int n;
	struct entry {
		char *sql;		/* NULL: free, as are all behind it */
		char name[16];
	} searches[PREPARED];		/* the one that was used last first */
};

/* For a new connection, which has none. */
void prepared_clear(struct prepared *);

/*
 * Prepare a statement of a table, or a search, which is known by its text,
 * unless it is; what was searched for longest ago makes room.  Its name, or
 * NULL and the result of what failed (NULL as await() has it).
 */
const char *prepared_statement(struct prepared *, PGconn *,
    const struct statement *, PGresult **error);
const char *prepared_search(struct prepared *, PGconn *, const char *sql,
    PGresult **error);

#endif
