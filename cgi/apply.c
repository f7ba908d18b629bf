/* PATCH operations on a document (RFC 7644 3.5.2.1 to 3.5.2.3). */

#include "immutable.h"
#include "json.h"
#include "patch.h"
#include "validate.h"
#include "values.h"

/* The object that a document or an extension has under a name. */
static struct json_object *
descend(struct json_object *holder, const char *name)
{
	struct json_object *object = json_object_object_get(holder, name);

	if (object == NULL) {
		object = json_made(json_object_new_object());
		json_add(holder, name, object);
	}
	return object;
}

static void
drop_empty(struct json_object *holder, const char *name)
{
	if (json_object_object_length(json_object_object_get(holder, name)) ==
	    0)
		json_object_object_del(holder, name);
}

static int
apply_single(struct request *req, const struct operation *op,
    struct json_object *holder)
{
	const struct path *path = &op->path;
	const char *name = path->attr->name;
	struct json_object *had;
	int status = 0;

	if (path->sub != NULL) {
		json_set(descend(holder, name), path->sub->name, op->value);
		drop_empty(holder, name);
		return 0;
	}
	had = json_object_get(json_object_object_get(holder, name));
	json_set(holder, name, op->value);
	if (had != NULL && op->value != NULL)
		status = immutable_keep(req, path, had,
		    json_object_object_get(holder, name));
	json_object_put(had);
	return status;
}

static int
apply_attr(struct request *req, const struct operation *op, size_t *visited,
    struct json_object *holder)
{
	if (op->path.attr->flags & MANY)
		return values_apply(req, op, visited, holder);
	return apply_single(req, op, holder);
}

/* RFC 7644 3.5.2.2: to unassign an attribute is to remove it. */
static int
check_immutable(struct request *req, const struct operation *op,
    struct json_object *document)
{
	if (op->op == PATCH_REMOVE || op->value == NULL ||
	    op->path.filter != NULL)
		return immutable_remove(req, &op->path, document);
	return immutable_change(req, &op->path,
	    schema_value(document, &op->path), op->value);
}

static int
apply(struct request *req, const struct operation *op, size_t *visited,
    struct json_object *document)
{
	const struct schema *extension = op->path.extension;

	if (check_immutable(req, op, document) != 0)
		return -1;
	if (extension == NULL)
		return apply_attr(req, op, visited, document);
	if (op->path.attr == NULL) {
		json_object_object_del(document, extension->urn);
		return 0;
	}
	if (apply_attr(req, op, visited, descend(document, extension->urn)) !=
	    0)
		return -1;
	drop_empty(document, extension->urn);
	return 0;
}

static int
is_same(const struct path *a, const struct path *b)
{
	return a->extension == b->extension && a->attr == b->attr;
}

/* Is it the last operation on its attribute? */
static int
is_last(const struct operation *op)
{
	const struct operation *later = op->next;

	while (later != NULL && !is_same(&op->path, &later->path))
		later = later->next;
	return later == NULL;
}

/* Values that have become the same are one, as in a PUT. */
static int
tidy(struct request *req, const struct path *changed,
    struct json_object *document)
{
	const struct path path = { .extension = changed->extension,
	    .attr = changed->attr };
	const char *name = path.attr->name;
	struct json_object *holder = path.extension == NULL ? document :
	    json_object_object_get(document, path.extension->urn);
	struct json_object *value = json_object_object_get(holder, name);

	if (value == NULL)
		return 0;
	if (validate_value(req, &path, value, &value) != 0)
		return -1;
	if (value != NULL)
		json_add(holder, name, json_object_get(value));
	else
		json_object_object_del(holder, name);
	if (path.extension != NULL)
		drop_empty(document, path.extension->urn);
	return 0;
}

int
patch_apply(struct request *req, const struct operation *first,
    struct json_object *document)
{
	const struct operation *op;
	size_t visited = 0;

	for (op = first; op != NULL; op = op->next)
		if (apply(req, op, &visited, document) != 0)
			return patch_blame(req, op->label);
	for (op = first; op != NULL; op = op->next)
		if (op->path.attr != NULL && is_last(op) &&
		    tidy(req, &op->path, document) != 0)
			return -1;
	return 0;
}
