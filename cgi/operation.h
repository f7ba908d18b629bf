#ifndef SCIM_OPERATION_H
#define SCIM_OPERATION_H

#include <stddef.h>

#include "patch.h"

/* A PATCH message while it is parsed. */
struct message {
	struct request *req;
	const struct type *type;
	const char *id;			/* of the resource */
	struct operation **end;		/* where the next operation goes */
	size_t number;			/* of the one at hand, from 1 */
	enum patch_op op;
	const char *label;
};

/*
 * Append the operations that m->op on path comes to, none if there is nothing
 * to do.  value is the client's; NULL: none.  0, or -1 after fail().
 */
int operation_set(struct message *, const struct path *,
    struct json_object *value);
int operation_remove(struct message *, const struct path *,
    struct json_object *value);

/*
 * Is nothing given to the attribute (RFC 7643 2.5)?  An object for a
 * multi-valued one is a list of one, for a simple one a mistake.
 */
int operation_unassigns(const struct path *, struct json_object *value);

/* Is it the attribute of this name, and not an extension's? */
int operation_common(const struct path *, const char *name);

#endif
