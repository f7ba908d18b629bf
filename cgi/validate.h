#ifndef SCIM_VALIDATE_H
#define SCIM_VALIDATE_H

#include "schema.h"

struct request;

/*
 * Bodies against the attribute table (RFC 7643 2).  A canonical document has
 * only attributes that the type declares, in the schema's spelling and the
 * client's order, values of the declared types, and nothing unassigned: no
 * null, no [], no complex value without parts, no (type, value) pair twice.
 * Extension attributes stand under their URN.  "schemas", readOnly and
 * writeOnly attributes are not in it.  A canonical document is owned by the
 * arena, and shares its strings with what it was made of.
 */

/* Of a multi-valued attribute, members too; more is fail(TOO_LARGE). */
enum { VALIDATE_VALUES = 100000 };

/*
 * The canonical document of a POST or PUT body, or NULL after
 * fail(INVALID_SYNTAX) (no object, "schemas" missing, empty, not strings, or
 * naming another type's core schema) or fail(INVALID_VALUE) (wrong type, two
 * primary values).  Accepted as clients send it: names in any case, "True"
 * and "False" for booleans, a lone object for a multi-valued attribute, a
 * string for a complex attribute with "value" (manager), which "" unassigns,
 * a list of one for a single complex value, unknown attributes and URNs
 * (ignored).  Required attributes are validate_document()'s, but for those
 * of a complex value (members.value).
 */
struct json_object *validate_body(struct request *, const struct type *,
    struct json_object *body);

/*
 * The canonical form of a stored document, which somebody may have written in
 * psql.  As validate_body(), without a look at "schemas".
 */
struct json_object *validate_stored(struct request *, const struct type *,
    struct json_object *document);

/*
 * One value for path (its sub-attribute if it names one, else the attribute,
 * else the whole extension) in canonical form.  *canonical is NULL when the
 * value is unassigned, and is a list when the attribute is MANY and path has
 * neither filter nor sub-attribute.  With a filter and no sub-attribute, one
 * element.  0, or -1 after fail(INVALID_VALUE).
 */
int validate_value(struct request *, const struct path *,
    struct json_object *value, struct json_object **canonical);

/*
 * The rules that hold for a whole document, after PATCH too: required
 * attributes, of an extension where it is there, are there and not blank, each
 * value has what it must have, and at most one is primary.  0, or -1 after
 * fail(INVALID_VALUE).
 */
int validate_document(struct request *, const struct type *,
    struct json_object *document);

/*
 * Is body a message of this URN (RFC 7644 3.1)?  0, or -1 after
 * fail(INVALID_SYNTAX) when its schemas do not say so.
 */
int validate_message(struct request *, struct json_object *body,
    const char *urn);

#endif
