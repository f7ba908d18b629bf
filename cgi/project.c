/* Which parts of a resource go to the client (RFC 7644 section 3.9). */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "request.h"
#include "project.h"

struct projection {
	int excludes;			/* are the paths those not wanted? */
	struct named {
		struct path path;
		struct named *next;
	} *first;
};

/* What the paths say of an attribute, a sub-attribute or an extension. */
enum { NOTHING, PART, WHOLE };

static int
named(const struct projection *projection, const struct path *at)
{
	const struct named *named;
	const struct path *path;
	int found = NOTHING;

	for (named = projection->first; named != NULL; named = named->next) {
		path = &named->path;
		if (path->extension != at->extension ||
		    (path->attr != NULL && at->attr != NULL &&
		    path->attr != at->attr) ||
		    (path->sub != NULL && at->sub != NULL &&
		    path->sub != at->sub))
			continue;
		if ((path->attr == NULL || path->attr == at->attr) &&
		    (path->sub == NULL || path->sub == at->sub))
			return WHOLE;
		found = PART;
	}
	return found;
}

/* The first name of a list without the blanks around it; what follows. */
static const char *
next_name(const char *list, const char **name, size_t *len)
{
	const char *end = list + strcspn(list, ",");

	*name = list + strspn(list, " ");
	for (*len = (size_t)(end - *name);
	    *len > 0 && (*name)[*len - 1] == ' '; (*len)--)
		;
	return *end == ',' ? end + 1 : NULL;
}

/* Take a name, unless the type lacks it or another name covers it. */
static void
add(struct arena *arena, struct projection *projection,
    const struct type *type, const char *name, size_t len)
{
	struct path path;
	struct named *added;

	if (schema_path(type, name, len, &path) != 0 ||
	    named(projection, &path) == WHOLE)
		return;
	added = arena_alloc(arena, sizeof(*added));
	*added = (struct named){ path, projection->first };
	projection->first = added;
}

int
project_parse(struct request *req, const struct type *type,
    const char *attributes, const char *excluded, struct projection **result)
{
	int has_attributes = attributes != NULL && *attributes != '\0';
	int has_excluded = excluded != NULL && *excluded != '\0';
	const char *list = has_attributes ? attributes : excluded, *name;
	size_t len;

	*result = NULL;
	if (has_attributes && has_excluded)
		return fail(req, INVALID_VALUE, "attributes and "
		    "excludedAttributes exclude each other: send one of them");
	if (!has_attributes && !has_excluded && !schema_has(type, ON_REQUEST))
		return 0;
	*result = arena_alloc(req->arena, sizeof(**result));
	(*result)->excludes = !has_attributes;
	while (list != NULL) {
		list = next_name(list, &name, &len);
		add(req->arena, *result, type, name, len);
	}
	return 0;
}

/* How much of it is wanted. */
static int
wanted(const struct projection *projection, const struct path *at)
{
	const struct attr *attr = at->sub != NULL ? at->sub : at->attr;
	int found = projection != NULL ? named(projection, at) : NOTHING;

	if (attr != NULL && attr->flags & NEVER)
		return NOTHING;
	if (attr != NULL && attr->flags & ALWAYS)
		return WHOLE;
	if (projection != NULL && !projection->excludes)
		return found;
	if (found == PART)
		return PART;
	if (attr != NULL && attr->flags & ON_REQUEST)
		return NOTHING;
	return found == WHOLE ? NOTHING : WHOLE;
}

int
project_wants(const struct projection *projection, const struct type *type,
    const char *attr)
{
	struct path path;

	return schema_path(type, attr, strlen(attr), &path) == 0 &&
	    wanted(projection, &path) != NOTHING;
}

static int cut(const struct projection *, const struct path *,
    struct json_object *value);

/* The members of a complex value or of an extension. */
static int
cut_object(const struct projection *projection, const struct path *path,
    struct json_object *object)
{
	struct path part;
	struct lh_entry *entry, *next;

	if (!json_object_is_type(object, json_type_object))
		return 0;
	lh_foreach_safe(json_object_get_object(object), entry, next)
		if (schema_part(path, lh_entry_k(entry), &part) == 0 &&
		    cut(projection, &part,
		    (struct json_object *)lh_entry_v(entry)))
			json_object_object_del(object, lh_entry_k(entry));
	return json_object_object_length(object) == 0;
}

static int
cut_list(const struct projection *projection, const struct path *path,
    struct json_object *list)
{
	size_t i, kept = 0, n = json_object_array_length(list);
	struct json_object *element;

	for (i = 0; i < n; i++) {
		element = json_object_array_get_idx(list, i);
		if (!cut_object(projection, path, element))
			json_object_array_put_idx(list, kept++,
			    json_object_get(element));
	}
	json_object_array_del_idx(list, kept, n - kept);
	return kept == 0;
}

/*
 * Take out of a value what is not wanted.  Is nothing left of it?  What an
 * extension always returns stays when the extension itself is not wanted.
 */
static int
cut(const struct projection *projection, const struct path *path,
    struct json_object *value)
{
	if (path->attr != NULL && wanted(projection, path) == NOTHING)
		return 1;
	if (path->sub != NULL ||
	    (path->attr != NULL && path->attr->type != COMPLEX))
		return 0;
	if (json_object_is_type(value, json_type_array))
		return cut_list(projection, path, value);
	return cut_object(projection, path, value);
}

void
project_apply(const struct projection *projection, const struct type *type,
    struct json_object *resource)
{
	struct lh_entry *entry, *next;
	struct path path;

	lh_foreach_safe(json_object_get_object(resource), entry, next)
		if (schema_member(type, lh_entry_k(entry), &path) == 0 &&
		    cut(projection, &path,
		    (struct json_object *)lh_entry_v(entry)))
			json_object_object_del(resource, lh_entry_k(entry));
}
