#ifndef SCIM_LIST_H
#define SCIM_LIST_H

#include <libpq-fe.h>

#include "page.h"
#include "sort.h"

struct filter;
struct layout;
struct projection;
struct request;

/* What is asked of one type. */
struct part {
	const struct type *type;
	struct filter *filter;			/* NULL: none */
	struct projection *projection;
	struct layout *layout;			/* of its rows: reply.h */
};

/* What is asked of all of them. */
struct list {
	int n;					/* types */
	struct part *parts;
	struct sort sort;
	struct page page;
};

/*
 * The rows of a page, in their order, with the columns of all types in the
 * list, and of each row
 *	total	how many resources there are on all pages
 *	type	to which of the parts it belongs, when there are several
 *	place	its number in the list
 *	key	what it is sorted by, when there is a sortBy
 * With a cursor there is one row more than count when there is another page.
 * A page without resources is one row whose id is null.  NULL after fail().
 */
PGresult *list_rows(struct request *, const struct list *);

#endif
