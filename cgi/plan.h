#ifndef SCIM_PLAN_H
#define SCIM_PLAN_H

#include <stddef.h>

#include "request.h"

struct json_object;

/*
 * A Bulk message (RFC 7644 3.7) made into steps: what is to be done, and in
 * which order, before anything is done.
 */

/* By bulkId, to what a POST of the same Bulk makes. */
struct reference {
	struct step *to;	/* a POST */
	struct reference *next;
};

/* An operation: a request of its own. */
struct step {
	struct request req;	/* type is NULL: its path is none */
	const char *bulk_id;	/* NULL: none */
	const char *id;		/* in its path, NULL: none */
	struct step *target;	/* of a path that ends in bulkId:... */
	struct reference *references;	/* what its path and data name */
	enum failure refusal;	/* found before anything is done */
	const char *detail;	/* of it */
	int circle;		/* equal for steps that wait for each other */

	/* While it runs. */
	const char *made;	/* the id of what its POST made */
	int processed;		/* it has a result */
	int incomplete;		/* made without what a circle refers to */

	/* While the order is sought. */
	int number, lowest, waits;
	struct step *below;
};

struct plan {
	struct step *steps;	/* as they were sent */
	struct step **order;	/* as they are run, circles together */
	size_t n;
	long fail_on_errors;	/* 0: errors do not end it */
	struct json_object *places;	/* of bulkIds in steps */
};

/*
 * The plan of a BulkRequest.  0, or -1 after fail(): INVALID_SYNTAX (no
 * BulkRequest, no Operations, a bulkId that comes twice), INVALID_VALUE
 * (failOnErrors) or TOO_LARGE.  What is wrong with one operation alone is
 * its refusal: its method, path or data, a reference to no POST, or that it
 * and another operation make different users Owner.
 */
int plan_make(struct request *, struct json_object *body, struct plan *);

/* The POST that has a bulkId, or NULL. */
struct step *plan_find(const struct plan *, const char *bulk_id);

int plan_is_post(const struct step *);

/* What its path names by now, or what its POST has made; NULL: not yet. */
const char *plan_resource_id(const struct step *);

/* A BulkResponse of the steps that were processed. */
void plan_print(struct text *, const struct plan *);

/* The parts of plan_make() that look at all steps: order.c, sole.c. */
void plan_order(struct request *, struct plan *);
void plan_sole_owner(struct request *, struct plan *);

#endif
