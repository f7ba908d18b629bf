#ifndef SCIM_VALUE_H
#define SCIM_VALUE_H

struct arena;
struct attr;
struct json_object;
struct path;
struct request;

enum { USER_NAME_MAX = 254 };	/* bytes, as of a path in SMTP */

/*
 * Entra sends "True" and "False" for booleans: that boolean, owned by the
 * arena, for an attribute that is one; any other value is returned as it is.
 */
struct json_object *value_coerce(struct arena *, const struct attr *,
    struct json_object *value);

/*
 * One value, not null, of the simple attribute that path names: its type
 * (RFC 7643 2.3), and the rules for single attributes.  *canonical is value
 * itself, or what stands for it, owned by the arena.  0, or -1 after
 * fail(INVALID_VALUE).
 */
int value_check(struct request *, const struct path *,
    struct json_object *value, struct json_object **canonical);

#endif
