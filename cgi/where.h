#ifndef SCIM_WHERE_H
#define SCIM_WHERE_H

#include "filter.h"

struct path;
struct request;
struct text;
struct type;

/*
 * A filter as an SQL condition, put together from constant pieces; every
 * word of the client's travels as a parameter.  The condition is on the row
 * of the type's table, whose organization_id the statement has fixed as
 * WHERE_ORGANIZATION, and is null or false where the filter does not match.
 * The statement's parameter $1 is the base URL.
 */
#define WHERE_ORGANIZATION "(select a.organization_id from a)"

/*
 * Of each type in a query.  A term takes three at most: for its list, for
 * itself, for an index.
 */
enum { WHERE_PARAMETERS = 3 * FILTER_TERMS + 16 };

struct where {
	struct text *sql;
	const char **values;		/* of $1, $2, ... */
	int n, room;
};

void where_add(struct request *, struct where *, const struct type *,
    const struct filter *);

/* Does a filter ask other tables, or the document? */
int where_asks_elsewhere(struct request *, const struct type *,
    const struct filter *);

/* Does one index find the few that match, whatever the filter's values? */
int where_finds_few(struct request *, const struct type *,
    const struct filter *);

/*
 * What resources are sorted by (RFC 7644 3.4.2.3), as an SQL expression: the
 * value of a singular attribute, folded unless CASE_EXACT; of a MANY one the
 * primary value's, else the first value's.
 */
void where_key(struct request *, struct where *, const struct type *,
    const struct path *);

/* Add a parameter and write its "$n". */
void where_value(struct where *, const char *value);

#endif
