/* What is immutable stays: RFC 7644 3.5.1 (PUT) and 3.5.2 (PATCH). */

#include "immutable.h"
#include "json.h"
#include "request.h"
#include "schema.h"

static const struct attr no_parts[] = { { .name = NULL } };

/* What an extension, or the one value of a complex attribute, is made of. */
static const struct attr *
parts_of(const struct path *path)
{
	if (path->attr == NULL)
		return path->extension->attrs;
	if (path->sub != NULL || path->attr->type != COMPLEX ||
	    path->attr->flags & MANY)
		return no_parts;
	return path->attr->sub;
}

static struct path
part_of(const struct path *whole, const struct attr *part)
{
	struct path path = { whole->extension, whole->attr, part, NULL };

	if (whole->attr == NULL)
		path = (struct path){ whole->extension, part, NULL, NULL };
	return path;
}

static int
refuse(struct request *req, const struct path *path)
{
	return fail(req, MUTABILITY, "%s is immutable and has a value",
	    schema_print(req->arena, path));
}

int
immutable_remove(struct request *req, const struct path *path,
    struct json_object *document)
{
	const struct attr *part;
	struct path at;

	if (schema_value(document, path) == NULL)
		return 0;
	if (path->attr != NULL && path_leaf(path)->flags & IMMUTABLE)
		return refuse(req, path);
	for (part = parts_of(path); part->name != NULL; part++) {
		at = part_of(path, part);
		if (immutable_remove(req, &at, document) != 0)
			return -1;
	}
	return 0;
}

int
immutable_change(struct request *req, const struct path *path,
    struct json_object *had, struct json_object *given)
{
	return !(path_leaf(path)->flags & IMMUTABLE) || had == NULL ||
	    json_object_equal(had, given) ? 0 : refuse(req, path);
}

static int keep(struct request *, const struct path *,
    struct json_object *had, struct json_object *given);

/* The parts of an object that is to take the place of another. */
static int
keep_parts(struct request *req, const struct path *whole,
    const struct attr *parts, struct json_object *had,
    struct json_object *given)
{
	struct path at;

	for (; parts->name != NULL; parts++) {
		at = part_of(whole, parts);
		if (keep(req, &at, had, given) != 0)
			return -1;
	}
	return 0;
}

/* Those of the object under a name, which may have to be made. */
static int
keep_under(struct request *req, const char *name, const struct path *path,
    struct json_object *had, struct json_object *given)
{
	struct json_object *old = json_object_object_get(had, name), *new;
	int status;

	if (old == NULL || parts_of(path)->name == NULL)
		return 0;
	new = json_object_get(json_object_object_get(given, name));
	if (new == NULL)
		new = json_made(json_object_new_object());
	status = keep_parts(req, path, parts_of(path), old, new);
	if (status == 0 && json_object_object_length(new) > 0)
		json_add(given, name, json_object_get(new));
	json_object_put(new);
	return status;
}

/* One attribute of the objects that had it and are given it. */
static int
keep(struct request *req, const struct path *path, struct json_object *had,
    struct json_object *given)
{
	const char *name = path_leaf(path)->name;
	struct json_object *old = json_object_object_get(had, name);
	struct json_object *new = json_object_object_get(given, name);

	if (!(path_leaf(path)->flags & IMMUTABLE))
		return keep_under(req, name, path, had, given);
	if (old != NULL && new == NULL)
		json_add(given, name, json_object_get(old));
	return new == NULL ? 0 : immutable_change(req, path, old, new);
}

int
immutable_keep(struct request *req, const struct path *path,
    struct json_object *had, struct json_object *given)
{
	return keep_parts(req, path, parts_of(path), had, given);
}

int
immutable_replace(struct request *req, const struct type *type,
    struct json_object *had, struct json_object *given)
{
	const struct schema *const *extension;
	struct path path = { .extension = NULL };

	if (keep_parts(req, &path, type->schema->attrs, had, given) != 0)
		return -1;
	for (extension = type->extensions; *extension != NULL; extension++) {
		path.extension = *extension;
		if (keep_under(req, (*extension)->urn, &path, had, given) != 0)
			return -1;
	}
	return 0;
}
