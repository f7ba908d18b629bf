#ifndef SCIM_SQLSTATE_H
#define SCIM_SQLSTATE_H

#include <libpq-fe.h>

struct request;

/* What to do about a statement that failed. */
enum cure {
	GIVE_UP,		/* tell the client: sqlstate_fail() */
	AGAIN,			/* repeat it, or its transaction */
	PREPARE_AGAIN,		/* on a new connection */
	AWAY			/* the database is not available: 503 */
};

enum cure sqlstate_cure(const char *sqlstate);

/* An error that repeating does not cure, in the client's words.  -1. */
int sqlstate_fail(struct request *, const PGresult *, const char *sqlstate);

#endif
