#ifndef SCIM_SORT_H
#define SCIM_SORT_H

#include "schema.h"

struct request;

/* The order of a list (RFC 7644 3.4.2.3). */
struct sort {
	const char *by;			/* NULL: the order of creation */
	int descending;
	const char *sql_type;		/* that the keys are compared as */
	struct path *paths;		/* by type; attr NULL: it has none */
};

/*
 * From the parameters sortBy and sortOrder, for a list of n types.  0, or -1
 * after fail(INVALID_VALUE).
 */
int sort_parse(struct request *, const struct type *, int n, struct sort *);

#endif
