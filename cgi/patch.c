/*
 * PATCH messages (RFC 7644 3.5.2) in all their dialects to operations; who
 * sends which is in tests/client-requests.  apply.c and change.c do them.
 */

#include <string.h>

#include "arena.h"
#include "filter.h"
#include "json.h"
#include "patch.h"
#include "request.h"
#include "validate.h"

static const char patch_urn[] =
    "urn:ietf:params:scim:api:messages:2.0:PatchOp";

static const char *const op_names[] = {
	[PATCH_ADD] = "add", [PATCH_REMOVE] = "remove",
	[PATCH_REPLACE] = "replace",
};

struct message {
	struct request *req;
	const struct type *type;
	const char *id;
	struct operation **end;		/* where the next one goes */
	size_t number;			/* of the operation at hand, from 1 */
	enum patch_op op;
	const char *label;
};

int
patch_blame(struct request *req, const char *label)
{
	req->detail = arena_format(req->arena, "%s: %s", label, req->detail);
	return -1;
}

int
patch_visit(struct request *req, size_t *visited, size_t visits)
{
	*visited += visits;
	return *visited <= PATCH_VISITS ? 0 : fail(req, TOO_LARGE,
	    "the request compares more than %d values: "
	    "send fewer values or operations at once", PATCH_VISITS);
}

/* The operation for details, its path not longer than a line or two. */
static void
set_label(struct message *m, const char *path)
{
	size_t len = strlen(path);

	if (len > 150)
		for (len = 150; (path[len] & 0xc0) == 0x80; len--)
			;
	m->label = arena_format(m->req->arena, "Operation %zu (%s%s%.*s)",
	    m->number, op_names[m->op], len > 0 ? " " : "", (int)len, path);
}

/* A member by name in any case.  Unlike json_member() it tells null. */
static int
find(struct json_object *object, const char *name, struct json_object **value)
{
	struct lh_entry *entry;

	lh_foreach(json_object_get_object(object), entry)
		if (json_same(lh_entry_k(entry), name)) {
			*value = (struct json_object *)lh_entry_v(entry);
			return 1;
		}
	return 0;
}

static int
is_common(const struct path *path, const char *name)
{
	return path->extension == NULL && path->attr != NULL &&
	    strcmp(path->attr->name, name) == 0;
}

/* password is accepted, and nothing is done with it. */
static int
append(struct message *m, const struct path *path, struct json_object *value)
{
	struct operation *operation;

	if (path->attr != NULL && (path->attr->flags & WRITE_ONLY ||
	    (path->sub != NULL && path->sub->flags & WRITE_ONLY)))
		return 0;
	operation = arena_alloc(m->req->arena, sizeof(*operation));
	operation->op = m->op;
	operation->label = m->label;
	operation->path = *path;
	operation->value = value;
	*m->end = operation;
	m->end = &operation->next;
	return 0;
}

static int
check_mutable(struct message *m, const struct path *path)
{
	unsigned flags = path->attr != NULL ? path->attr->flags : 0;

	if (flags & READ_ONLY || (path->sub != NULL &&
	    path->sub->flags & READ_ONLY))
		return fail(m->req, MUTABILITY, "%s is read-only",
		    schema_print(m->req->arena, path));
	if (path->attr != NULL && path->attr->flags & MANY &&
	    path->sub != NULL && path->sub->flags & IMMUTABLE)
		return fail(m->req, MUTABILITY, "%s cannot be changed: "
		    "remove the value and add another",
		    schema_print(m->req->arena, path));
	return 0;
}

/* May the attribute be without a value? */
static int
check_removable(struct message *m, const struct path *path)
{
	if (is_common(path, "active"))
		return fail(m->req, INVALID_VALUE, "active cannot be removed: "
		    "replace it with false to deactivate the user");
	if (path->attr != NULL && (path->sub != NULL ? path->sub :
	    path->attr)->flags & REQUIRED)
		return fail(m->req, m->op == PATCH_REMOVE ? MUTABILITY :
		    INVALID_VALUE, "%s is required and cannot be removed",
		    schema_print(m->req->arena, path));
	return 0;
}

/*
 * Remove with a value, as Entra sends it, takes away the values it lists.  It
 * must never be read as a remove of all (RFC 7644 does not foresee it).
 */
static int
parse_remove_listed(struct message *m, const struct path *path,
    struct json_object *value)
{
	const struct attr *id = attr_value(path->attr);
	struct json_object *list;
	size_t i;

	if (path->sub != NULL)
		return fail(m->req, INVALID_VALUE, "a remove of %s takes no "
		    "value: name the values by %s[%s eq ...]",
		    schema_print(m->req->arena, path), path->attr->name,
		    path->sub->name);
	if (json_object_is_type(value, json_type_array) &&
	    json_object_array_length(value) == 0)
		return 0;
	if (validate_value(m->req, path, value, &list) != 0)
		return -1;
	for (i = 0; list != NULL && i < json_object_array_length(list); i++)
		if (id != NULL && json_object_object_get(
		    json_object_array_get_idx(list, i), id->name) == NULL)
			return fail(m->req, INVALID_VALUE,
			    "%s.%s is missing in a value to remove",
			    path->attr->name, id->name);
	if (list == NULL)
		return fail(m->req, INVALID_VALUE,
		    "%s lists no value to remove", path->attr->name);
	return append(m, path, list);
}

static int
parse_remove(struct message *m, const struct path *path,
    struct json_object *value)
{
	if (check_mutable(m, path) != 0 || check_removable(m, path) != 0)
		return -1;
	if (value != NULL && path->attr != NULL && path->attr->flags & MANY &&
	    path->filter == NULL)
		return parse_remove_listed(m, path, value);
	return append(m, path, NULL);
}

/* RFC 7643 2.5; an object for a multi-valued attribute is a list of one. */
static int
is_unassigned(const struct path *path, struct json_object *value)
{
	if (json_object_is_type(value, json_type_array))
		return json_object_array_length(value) == 0;
	return json_object_is_type(value, json_type_object) &&
	    json_object_object_length(value) == 0 &&
	    (path->attr == NULL || !(path->attr->flags & MANY));
}

/*
 * Does an object name parts to be set one by one, as those of name?  One with
 * a "value", as a manager's, is about another value and stands for itself.
 */
static int
has_parts(const struct path *path, struct json_object *value)
{
	struct json_object *id;

	if (path->attr->type != COMPLEX || path->attr->flags & MANY ||
	    path->sub != NULL || !json_object_is_type(value, json_type_object))
		return 0;
	return attr_find(path->attr->sub, "value", 5) == NULL ||
	    !find(value, "value", &id);
}

/* The value of an add or replace for a simple or whole target. */
static int
parse_whole(struct message *m, const struct path *path,
    struct json_object *value)
{
	struct json_object *canonical;

	if (validate_value(m->req, path, value, &canonical) != 0)
		return -1;
	if (canonical == NULL && check_removable(m, path) != 0)
		return -1;
	/* [null] and {} are mistakes, and must not empty a list. */
	if (canonical == NULL && value != NULL && path->attr->flags & MANY &&
	    path->sub == NULL)
		return fail(m->req, INVALID_VALUE,
		    "%s lists no value: send [] to remove all",
		    path->attr->name);
	return append(m, path, canonical);
}

/* RFC 7644 3.5.2.3: the parts that are not named stay as they are. */
static int
parse_parts(struct message *m, const struct path *path,
    struct json_object *object)
{
	struct path part = *path;
	struct lh_entry *entry;

	lh_foreach(json_object_get_object(object), entry) {
		part.sub = attr_find(path->attr->sub, lh_entry_k(entry),
		    strlen(lh_entry_k(entry)));
		if (part.sub != NULL && !(part.sub->flags & READ_ONLY) &&
		    parse_whole(m, &part,
		    (struct json_object *)lh_entry_v(entry)) != 0)
			return -1;
	}
	return 0;
}

static int parse_members(struct message *, const struct schema *,
    struct json_object *);

/* An add or replace of what path names. */
static int
parse_target(struct message *m, const struct path *path,
    struct json_object *value)
{
	if (is_common(path, "id") &&
	    json_object_is_type(value, json_type_string) &&
	    json_same(json_object_get_string(value), m->id))
		return 0;
	if (check_mutable(m, path) != 0)
		return -1;
	if (is_unassigned(path, value))
		value = NULL;
	if (path->attr == NULL && value != NULL)
		return parse_members(m, path->extension, value);
	if (path->attr != NULL && has_parts(path, value))
		return parse_parts(m, path, value);
	return parse_whole(m, path, value);
}

/*
 * A member of a path-less value: an attribute's name, as Entra sends it also
 * a path.  What the type does not have is ignored, as in a POST.
 */
static int
parse_member(struct message *m, const char *name, struct json_object *value)
{
	struct path path;
	size_t len = strcspn(name, "[");

	if (schema_path(m->type, name, len, &path) != 0 ||
	    is_common(&path, "schemas") || is_common(&path, "meta"))
		return 0;
	set_label(m, name);
	if (name[len] == '[' && filter_parse_path(m->req, m->type, name,
	    strlen(name), &path) != 0)
		return -1;
	return parse_target(m, &path, value);
}

/* The members of a path-less value, or of an extension's object. */
static int
parse_members(struct message *m, const struct schema *extension,
    struct json_object *object)
{
	struct lh_entry *entry;
	const char *name;

	if (!json_object_is_type(object, json_type_object))
		return fail(m->req, INVALID_VALUE,
		    "the value must be an object of attributes, not %s",
		    json_brief(m->req->arena, object));
	lh_foreach(json_object_get_object(object), entry) {
		name = lh_entry_k(entry);
		if (extension != NULL)
			name = arena_format(m->req->arena, "%s:%s",
			    extension->urn, name);
		if (parse_member(m, name,
		    (struct json_object *)lh_entry_v(entry)) != 0)
			return -1;
	}
	return 0;
}

static int
parse_op(struct message *m, struct json_object *operation)
{
	struct json_object *op = json_member(operation, "op");
	struct arena *arena = m->req->arena;

	if (op == NULL)
		return fail(m->req, INVALID_SYNTAX,
		    "op is missing: send add, remove or replace");
	for (m->op = PATCH_ADD; m->op <= PATCH_REPLACE; m->op++)
		if (json_object_is_type(op, json_type_string) &&
		    json_same(json_object_get_string(op), op_names[m->op]))
			return 0;
	return fail(m->req, INVALID_SYNTAX,
	    "op is %s: send add, remove or replace", json_brief(arena, op));
}

/* What an operation has beside its op. */
static int
parse_path_and_value(struct message *m, struct json_object *operation)
{
	struct json_object *path = json_member(operation, "path");
	struct json_object *value = NULL;
	int has_value = find(operation, "value", &value);
	struct path target;

	if (path != NULL && !json_object_is_type(path, json_type_string))
		return fail(m->req, INVALID_SYNTAX,
		    "path must be a string, not %s",
		    json_brief(m->req->arena, path));
	set_label(m, path == NULL ? "" : json_object_get_string(path));
	if (path == NULL && m->op == PATCH_REMOVE)
		return fail(m->req, NO_TARGET, "a remove needs a path");
	if (!has_value && m->op != PATCH_REMOVE)
		return fail(m->req, INVALID_VALUE, "value is missing");
	if (path == NULL)
		return parse_members(m, NULL, value);
	if (filter_parse_path(m->req, m->type, json_object_get_string(path),
	    (size_t)json_object_get_string_len(path), &target) != 0)
		return -1;
	if (m->op == PATCH_REMOVE)
		return parse_remove(m, &target, value);
	return parse_target(m, &target, value);
}

static int
parse_operation(struct message *m, struct json_object *operation)
{
	m->number++;
	m->label = arena_format(m->req->arena, "Operation %zu", m->number);
	if (!json_object_is_type(operation, json_type_object))
		return fail(m->req, INVALID_SYNTAX,
		    "it must be an object, not %s",
		    json_brief(m->req->arena, operation));
	if (parse_op(m, operation) != 0)
		return -1;
	return parse_path_and_value(m, operation);
}

static int
parse_list(struct message *m, struct json_object *list)
{
	size_t i, n = json_object_array_length(list);

	if (n == 0)
		return fail(m->req, INVALID_SYNTAX,
		    "Operations is empty: send at least one");
	if (n > PATCH_OPERATIONS)
		return fail(m->req, TOO_LARGE,
		    "Operations has %zu operations, at most %d are allowed",
		    n, PATCH_OPERATIONS);
	for (i = 0; i < n; i++)
		if (parse_operation(m, json_object_array_get_idx(list, i)) != 0)
			return patch_blame(m->req, m->label);
	return 0;
}

int
patch_parse(struct request *req, const struct type *type, const char *id,
    struct json_object *body, struct operation **first)
{
	struct message m = {
		.req = req, .type = type, .id = id, .end = first
	};
	struct json_object *list = json_member(body, "Operations");

	*first = NULL;
	if (!json_object_is_type(body, json_type_object))
		return fail(req, INVALID_SYNTAX,
		    "The body must be a JSON object, not %s",
		    json_brief(req->arena, body));
	if (validate_message(req, body, patch_urn) != 0)
		return -1;
	if (json_object_is_type(list, json_type_array))
		return parse_list(&m, list);
	if (!json_object_is_type(list, json_type_object))
		return fail(req, INVALID_SYNTAX,
		    "Operations must be a list of operations");
	/* A lone operation is taken as a list of one. */
	return parse_operation(&m, list) == 0 ? 0 :
	    patch_blame(req, m.label);
}
