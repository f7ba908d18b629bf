#ifndef SCIM_PATCH_H
#define SCIM_PATCH_H

#include <stddef.h>

#include "schema.h"

struct request;

/*
 * PATCH_VISITS bounds operations times values times terms of a filter:
 * without it a body of 16 MiB could keep a worker busy for hours.
 */
enum { PATCH_OPERATIONS = 1000, PATCH_VISITS = 10000000 };

/*
 * A PATCH message (RFC 7644 3.5.2) is first parsed, every operation resolved
 * against the attribute table; then applied to a document, or, for a group,
 * made into a membership change set (change.h).  Path-less values become one
 * operation per member, and so do extensions and complex attributes, so that
 * all dialects meet in one form.
 */
enum patch_op { PATCH_ADD, PATCH_REMOVE, PATCH_REPLACE };

struct operation {
	enum patch_op op;
	const char *label;		/* "Operation 2 (replace title)" */
	struct path path;		/* attr is never NULL but for a URN */
	/*
	 * Canonical.  NULL: unassigned.  Of a remove: the list of the values
	 * that go, NULL for all.
	 */
	struct json_object *value;
	struct operation *next;
};

/*
 * The operations of a PatchOp body in *first, in order.  0, or -1 after
 * fail(), with the number of the operation and its path in the detail.
 * Attributes that a client only repeats (id; schemas and meta of the resource
 * in a path-less value), unknown ones in values, and writeOnly ones are left
 * out, so that *first can be NULL.  An id that is not the resource's is
 * fail(MUTABILITY).
 */
int patch_parse(struct request *, const struct type *, const char *id,
    struct json_object *body, struct operation **first);

/*
 * Change a canonical document in place, and it is canonical again; the
 * operations stay as they are, to be applied again after a lost race.  0, or
 * -1 after fail(): the document is then half changed and of no use.
 */
int patch_apply(struct request *, const struct operation *first,
    struct json_object *document);

/* Put an operation in front of the detail of its failure.  Returns -1. */
int patch_blame(struct request *, const char *label);

/* Count visits of values.  0, or -1 after fail(TOO_LARGE). */
int patch_visit(struct request *, size_t *visited, size_t visits);

#endif
