#ifndef SCIM_PREPARED_H
#define SCIM_PREPARED_H

#include <libpq-fe.h>

/* The searches that are prepared on a connection, known by their text. */
enum { PREPARED = 32 };

struct prepared {
	struct entry {
		char *sql;		/* NULL: free, as are all behind it */
		char name[16];
	} entries[PREPARED];		/* the one that was used last first */
};

/* For a new connection, which has none. */
void prepared_clear(struct prepared *);

/*
 * Prepare a search unless it is; what was not used for longest makes room.
 * NULL and its name, or the result of what failed.
 */
PGresult *prepared_find(struct prepared *, PGconn *, const char *sql,
    const char **name);

#endif
