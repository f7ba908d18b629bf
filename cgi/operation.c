/*
 * One operation of a PATCH on one target (RFC 7644 3.5.2.1 to 3.5.2.3): may
 * it be, and with which value?
 */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "operation.h"
#include "request.h"
#include "validate.h"

int
operation_common(const struct path *path, const char *name)
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
	if (m->type == user_type && operation_common(path, "active"))
		return fail(m->req, INVALID_VALUE, "active cannot be removed: "
		    "replace it with false to deactivate the user");
	if (path->attr != NULL && path_leaf(path)->flags & REQUIRED)
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
remove_listed(struct message *m, const struct path *path,
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

int
operation_remove(struct message *m, const struct path *path,
    struct json_object *value)
{
	if (check_mutable(m, path) != 0 || check_removable(m, path) != 0)
		return -1;
	if (value != NULL && path->attr != NULL && path->attr->flags & MANY &&
	    path->filter == NULL)
		return remove_listed(m, path, value);
	return append(m, path, NULL);
}

/* Is one object its value? */
static int
is_complex(const struct path *path)
{
	return path->attr->type == COMPLEX && path->sub == NULL &&
	    !(path->attr->flags & MANY);
}

int
operation_unassigns(const struct path *path, struct json_object *value)
{
	if (json_object_is_type(value, json_type_array))
		return json_object_array_length(value) == 0;
	return json_object_is_type(value, json_type_object) &&
	    json_object_object_length(value) == 0 &&
	    (path->attr == NULL || is_complex(path));
}

/*
 * Does an object name parts to be set one by one, as those of name?  One with
 * a "value", as a manager's, is about another value and stands for itself.
 */
static int
has_parts(const struct path *path, struct json_object *value)
{
	struct json_object *id;

	if (!is_complex(path) || !json_object_is_type(value, json_type_object))
		return 0;
	return attr_find(path->attr->sub, "value", 5) == NULL ||
	    !json_find(value, "value", &id);
}

/* The value of an add or replace for a simple or whole target. */
static int
set_whole(struct message *m, const struct path *path,
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
set_parts(struct message *m, const struct path *path,
    struct json_object *object)
{
	struct path part = *path;
	struct lh_entry *entry;

	lh_foreach(json_object_get_object(object), entry) {
		part.sub = attr_find(path->attr->sub, lh_entry_k(entry),
		    strlen(lh_entry_k(entry)));
		if (part.sub != NULL && !(part.sub->flags & READ_ONLY) &&
		    set_whole(m, &part,
		    (struct json_object *)lh_entry_v(entry)) != 0)
			return -1;
	}
	return 0;
}

int
operation_set(struct message *m, const struct path *path,
    struct json_object *value)
{
	if (operation_common(path, "id") &&
	    json_object_is_type(value, json_type_string) &&
	    json_same(json_object_get_string(value), m->id))
		return 0;
	if (check_mutable(m, path) != 0)
		return -1;
	if (operation_unassigns(path, value))
		value = NULL;
	if (path->attr != NULL && has_parts(path, value))
		return set_parts(m, path, value);
	return set_whole(m, path, value);
}
