#ifndef SCIM_PREPARED_H
#define SCIM_PREPARED_H

#include <libpq-fe.h>

#include "statement.h"

/* What is prepared on a connection, each at its first use. */
enum { PREPARED = 32 };

struct prepared {
	unsigned char statements[STATEMENTS];
	struct entry {
		char *sql;		/* NULL: free, as are all behind it */
		char name[16];
	} searches[PREPARED];		/* the one that was used last first */
};

/* For a new connection, which has none. */
void prepared_clear(struct prepared *);

/*
 * Prepare a statement of the table, or a search, which is known by its text,
 * unless it is; what was searched for longest ago makes room.  Its name, or
 * NULL and the result of what failed (NULL as await() has it).
 */
const char *prepared_statement(struct prepared *, PGconn *, enum statement,
    PGresult **error);
const char *prepared_search(struct prepared *, PGconn *, const char *sql,
    PGresult **error);

#endif
