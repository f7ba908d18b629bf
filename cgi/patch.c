/*
 * PATCH messages (RFC 7644 3.5.2) in all their dialects to operations; who
 * sends which is in tests/client-requests.  apply.c and change.c do them.
 */

#include <string.h>

#include "arena.h"
#include "filter.h"
#include "json.h"
#include "operation.h"
#include "patch.h"
#include "request.h"
#include "validate.h"

static const char patch_urn[] =
    "urn:ietf:params:scim:api:messages:2.0:PatchOp";

static const char *const op_names[] = {
	[PATCH_ADD] = "add", [PATCH_REMOVE] = "remove",
	[PATCH_REPLACE] = "replace",
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

static int parse_members(struct message *, const struct schema *,
    struct json_object *);

/* An add or replace of what path names. */
static int
parse_target(struct message *m, const struct path *path,
    struct json_object *value)
{
	if (path->attr == NULL && value != NULL &&
	    !operation_unassigns(path, value))
		return parse_members(m, path->extension, value);
	return operation_set(m, path, value);
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
	    operation_common(&path, "schemas") ||
	    operation_common(&path, "meta"))
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
	int has_value = json_find(operation, "value", &value);
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
		return operation_remove(m, &target, value);
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
