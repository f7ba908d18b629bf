#ifndef SCIM_IMMUTABLE_H
#define SCIM_IMMUTABLE_H

struct attr;
struct json_object;
struct path;
struct request;
struct type;

/*
 * What is immutable can be given a value, but no other one (RFC 7643 7).  The
 * values of a multi-valued attribute come and go whole, with what is
 * immutable in them.  All return 0, or -1 after fail(MUTABILITY).
 */

/* May what path names be removed from a document? */
int immutable_remove(struct request *, const struct path *,
    struct json_object *document);

/* May an attribute that had a value (NULL: none) be given another? */
int immutable_change(struct request *, const struct path *,
    struct json_object *had, struct json_object *given);

/*
 * A complex value that takes the place of another: what it leaves out of the
 * immutable parts stays (RFC 7644 3.5.2.3).
 */
int immutable_keep(struct request *, const struct path *,
    struct json_object *had, struct json_object *given);

/* The same for the document of a PUT (RFC 7644 3.5.1). */
int immutable_replace(struct request *, const struct type *,
    struct json_object *had, struct json_object *given);

#endif
