/* Bodies against the attribute table: objects, lists, whole documents. */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "request.h"
#include "value.h"
#include "validate.h"

/* Put the canonical form of a client's value into an object. */
static int
add(struct request *req, const struct path *path, struct json_object *value,
    struct json_object *object)
{
	const struct attr *attr = path_leaf(path);
	const char *name = attr != NULL ? attr->name : path->extension->urn;
	struct json_object *canonical;

	if (attr != NULL && attr->flags & READ_ONLY)
		return 0;
	if (validate_value(req, path, value, &canonical) != 0)
		return -1;
	if (canonical != NULL && (attr == NULL || !(attr->flags & WRITE_ONLY)))
		json_add(object, name, json_object_get(canonical));
	return 0;
}

/* The parts of a complex attribute, or the attributes of an extension. */
static int
check_object(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	struct json_object *object;
	struct path part;
	struct lh_entry *entry;

	if (!json_object_is_type(value, json_type_object))
		return fail(req, INVALID_VALUE, "%s must be an object, not %s",
		    schema_print(req->arena, path),
		    json_brief(req->arena, value));
	object = json_own(req->arena, json_object_new_object());
	lh_foreach(json_object_get_object(value), entry)
		if (schema_part(path, lh_entry_k(entry),
		    strlen(lh_entry_k(entry)), &part) == 0 &&
		    add(req, &part, (struct json_object *)lh_entry_v(entry),
		    object) != 0)
			return -1;
	*canonical = json_object_object_length(object) > 0 ? object : NULL;
	return 0;
}

/* A sub-attribute that each value must have: members.value. */
static int
check_parts(struct request *req, const struct path *path,
    struct json_object *object)
{
	struct path part = *path;

	for (part.sub = path->attr->sub; part.sub->name != NULL; part.sub++)
		if (part.sub->flags & REQUIRED && json_object_object_get(object,
		    part.sub->name) == NULL)
			return fail(req, INVALID_VALUE, "%s is missing",
			    schema_print(req->arena, &part));
	return 0;
}

/*
 * One complex value.  Entra sends a string for { "value": string } where the
 * value refers to a resource: manager and members; and an empty one in a
 * single-valued attribute (manager) refers to nothing.
 */
static int
check_complex(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	const struct attr *id = attr_find(path->attr->sub, "value", 5);
	struct json_object *object = value, *part;

	if (json_object_is_type(value, json_type_string) && id != NULL &&
	    (!(path->attr->flags & MANY) || id->flags & IMMUTABLE)) {
		object = json_own(req->arena, json_object_new_object());
		json_add(object, "value", json_object_get(value));
	}
	if (check_object(req, path, object, canonical) != 0)
		return -1;
	part = json_object_object_get(*canonical, "value");
	if (!(path->attr->flags & MANY) &&
	    json_object_is_type(part, json_type_string) &&
	    json_object_get_string_len(part) == 0)
		*canonical = NULL;
	return json_object_object_length(object) > 0 ?
	    check_parts(req, path, *canonical) : 0;
}

static int
check_one(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	if (path->attr->type == COMPLEX)
		return check_complex(req, path, value, canonical);
	return value_check(req, path, value, canonical);
}

/*
 * Was the same (type, value) pair seen (RFC 7643 section 2.4)?  An immutable
 * value, as a member's, is an identity by itself.  Values without "value"
 * are all different.
 */
static int
is_seen(struct text *key, struct json_object *seen, const struct attr *attr,
    struct json_object *element)
{
	const struct attr *id = attr_value(attr);
	struct json_object *value, *type = NULL;
	const char *string;

	if (id == NULL ||
	    (value = json_object_object_get(element, id->name)) == NULL)
		return 0;
	if (!(id->flags & IMMUTABLE))
		type = json_object_object_get(element, "type");
	key->len = 0;
	if (type == NULL)
		text_puts(key, "-");
	else
		json_quote(key, json_fold(key->arena,
		    json_object_get_string(type)));
	string = json_object_get_string(value);
	text_puts(key, id->flags & CASE_EXACT ? string :
	    json_fold(key->arena, string));
	if (json_object_object_get_ex(seen, key->bytes, NULL))
		return 1;
	json_add(seen, arena_copy(key->arena, key->bytes, key->len), NULL);
	return 0;
}

/* RFC 7643 section 2.4: true appears once at most. */
static int
check_primary(struct request *req, const struct path *path,
    struct json_object *list)
{
	struct json_object *primary;
	size_t i, n = json_object_array_length(list), found = 0;

	for (i = 0; i < n; i++) {
		primary = json_object_object_get(
		    json_object_array_get_idx(list, i), "primary");
		found += (size_t)json_object_get_boolean(primary);
	}
	if (found > 1)
		return fail(req, INVALID_VALUE,
		    "%s has %zu primary values, only one can be primary",
		    schema_print(req->arena, path), found);
	return 0;
}

/* A list, or a lone value for a list of one. */
static int
check_list(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	int is_list = json_object_is_type(value, json_type_array);
	const struct attr *id = attr_value(path->attr);
	struct json_object *list, *seen, *element;
	size_t i, n = is_list ? json_object_array_length(value) : 1;
	struct text key = { .arena = req->arena };

	if (n > VALIDATE_VALUES)
		return fail(req, TOO_LARGE, "%s has %zu values, the limit is "
		    "%d: send them in several requests",
		    schema_print(req->arena, path), n, VALIDATE_VALUES);
	list = json_own(req->arena, json_object_new_array());
	seen = n == 1 ? NULL : json_own(req->arena, json_object_new_object());
	for (i = 0; i < n; i++) {
		element = is_list ? json_object_array_get_idx(value, i) : value;
		if (element != NULL &&
		    check_one(req, path, element, &element) != 0)
			return -1;
		/* An empty member must not read as "no members". */
		if (element == NULL && id != NULL && id->flags & REQUIRED)
			return fail(req, INVALID_VALUE, "%s.%s is missing",
			    schema_print(req->arena, path), id->name);
		if (json_object_is_type(element, json_type_object))
			json_fit(element, n);
		if (element != NULL && (n == 1 ||
		    !is_seen(&key, seen, path->attr, element)))
			json_append(list, json_object_get(element));
	}
	*canonical = json_object_array_length(list) > 0 ? list : NULL;
	return check_primary(req, path, list);
}

int
validate_value(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	*canonical = NULL;
	/* RFC 7643 2.5: null and [] are the same as absent. */
	if (value == NULL || (json_object_is_type(value, json_type_array) &&
	    json_object_array_length(value) == 0))
		return 0;
	if (path->sub != NULL)
		return value_check(req, path, value, canonical);
	if (path->attr == NULL)
		return check_object(req, path, value, canonical);
	if (path->attr->flags & MANY && path->filter == NULL)
		return check_list(req, path, value, canonical);
	/* Entra sends a manager in a list. */
	if (path->attr->type == COMPLEX &&
	    json_object_is_type(value, json_type_array) &&
	    json_object_array_length(value) == 1)
		value = json_object_array_get_idx(value, 0);
	return check_one(req, path, value, canonical);
}

/* The URNs that a resource states (RFC 7643 section 3). */
static int
check_schemas(struct request *req, const struct type *type,
    struct json_object *list)
{
	struct json_object *urn;
	const struct type *other;
	size_t i;

	if (list == NULL || (json_object_is_type(list, json_type_array) &&
	    json_object_array_length(list) == 0))
		return fail(req, INVALID_SYNTAX,
		    "schemas is missing: send [\"%s\"]", type->schema->urn);
	if (!json_object_is_type(list, json_type_array))
		return fail(req, INVALID_SYNTAX,
		    "schemas must be a list of URNs, not %s",
		    json_brief(req->arena, list));
	for (i = 0; i < json_object_array_length(list); i++) {
		urn = json_object_array_get_idx(list, i);
		if (!json_object_is_type(urn, json_type_string))
			return fail(req, INVALID_SYNTAX,
			    "schemas must be a list of URNs, not of %s",
			    json_brief(req->arena, urn));
		for (other = types; other->name != NULL; other++)
			if (other != type && json_same(other->schema->urn,
			    json_object_get_string(urn)))
				return fail(req, INVALID_SYNTAX,
				    "schemas names the schema of a %s: "
				    "send [\"%s\"]", other->name,
				    type->schema->urn);
	}
	return 0;
}

struct json_object *
validate_stored(struct request *req, const struct type *type,
    struct json_object *body)
{
	struct json_object *document = json_own(req->arena,
	    json_object_new_object());
	struct lh_entry *entry;
	struct path path;

	lh_foreach(json_object_get_object(body), entry)
		if (schema_member(type, lh_entry_k(entry),
		    strlen(lh_entry_k(entry)), &path) == 0 &&
		    add(req, &path, (struct json_object *)lh_entry_v(entry),
		    document) != 0)
			return NULL;
	return document;
}

struct json_object *
validate_body(struct request *req, const struct type *type,
    struct json_object *body)
{
	if (!json_object_is_type(body, json_type_object)) {
		fail(req, INVALID_SYNTAX, "The body must be a JSON object");
		return NULL;
	}
	if (check_schemas(req, type, json_member(body, "schemas")) != 0)
		return NULL;
	return validate_stored(req, type, body);
}

static int
is_blank(struct json_object *value)
{
	const char *text = json_object_get_string(value);

	return text[strspn(text, " \t\r\n")] == '\0';
}

/* What each value of a complex attribute must have, also after a PATCH. */
static int
check_values(struct request *req, const struct path *path,
    struct json_object *value)
{
	size_t i;

	if (path->attr->sub == NULL || value == NULL)
		return 0;
	if (!json_object_is_type(value, json_type_array))
		return check_parts(req, path, value);
	for (i = 0; i < json_object_array_length(value); i++)
		if (check_parts(req, path,
		    json_object_array_get_idx(value, i)) != 0)
			return -1;
	return check_primary(req, path, value);
}

/* One attribute of a document. */
static int
check_attr(struct request *req, const struct path *path,
    struct json_object *document)
{
	int is_required = (path->attr->flags & REQUIRED) != 0;
	struct json_object *value;

	if (!is_required && path->attr->sub == NULL)
		return 0;
	value = schema_value(document, path);
	if (is_required && value == NULL)
		return fail(req, INVALID_VALUE, "%s is missing",
		    schema_print(req->arena, path));
	if (is_required && is_blank(value))
		return fail(req, INVALID_VALUE, "%s must not be blank",
		    schema_print(req->arena, path));
	return check_values(req, path, value);
}

/* Those of the core schema, or of an extension. */
static int
check_attrs(struct request *req, const struct schema *extension,
    const struct attr *attrs, struct json_object *document)
{
	struct path path = { .extension = extension, .attr = attrs };

	for (; path.attr->name != NULL; path.attr++)
		if (check_attr(req, &path, document) != 0)
			return -1;
	return 0;
}

int
validate_document(struct request *req, const struct type *type,
    struct json_object *document)
{
	const struct schema *const *extension = type->extensions;

	if (check_attrs(req, NULL, type->schema->attrs, document) != 0)
		return -1;
	for (; *extension != NULL; extension++)
		if (json_object_object_get_ex(document, (*extension)->urn,
		    NULL) && check_attrs(req, *extension, (*extension)->attrs,
		    document) != 0)
			return -1;
	return 0;
}

int
validate_message(struct request *req, struct json_object *body,
    const char *urn)
{
	struct json_object *list = json_member(body, "schemas"), *name;
	size_t i;

	if (json_object_is_type(list, json_type_array))
		for (i = 0; i < json_object_array_length(list); i++) {
			name = json_object_array_get_idx(list, i);
			if (json_object_is_type(name, json_type_string) &&
			    json_same(json_object_get_string(name), urn))
				return 0;
		}
	return fail(req, INVALID_SYNTAX, "schemas must be [\"%s\"]", urn);
}
