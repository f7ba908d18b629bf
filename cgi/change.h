#ifndef SCIM_CHANGE_H
#define SCIM_CHANGE_H

#include <stddef.h>

struct json_object;
struct operation;
struct request;

/*
 * What a PATCH or PUT asks of a group.  The ids are as the client wrote
 * them, without duplicates, and no id is in both lists.
 */
struct change {
	int replaces;			/* members not in add leave */
	const char **add, **remove;	/* NULL-ended */
	size_t adds, removes;
	const char *display_name;	/* as sent, NULL: not named */
	int has_external_id;
	const char *external_id;	/* NULL: to be removed */
};

/*
 * The change set of the operations on a group.  members is called at most
 * once and only when an operation's value filter is more than value eq
 * terms: it returns the group's present members as a JSON list owned by the
 * arena (or NULL after fail()).  Such a filter sees these members, unless an
 * earlier operation made all leave, and those that earlier operations added,
 * of which only the value is known.  0, or -1 after fail().
 */
int change_from_operations(struct request *, const struct operation *first,
    struct json_object *(*members)(struct request *), struct change *);

/*
 * The change that a canonical Group document asks for, as the body of a PUT:
 * its members and no others, its displayName, its externalId or none.
 * 0, or -1 after fail().
 */
int change_from_document(struct request *, struct json_object *document,
    struct change *);

#endif
