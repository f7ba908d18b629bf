/* Look-up in the attribute table, and the notation of RFC 7644 section 3.10. */

#include <string.h>
#include <strings.h>

#include "arena.h"
#include "json.h"
#include "schema.h"

/*
 * Is name, of len bytes, the same as known without regard to case?  Of most the
 * first byte says no: strlen() first takes a fifth more for a projection.
 */
static int
same(const char *known, const char *name, size_t len)
{
	return (*known | 0x20) == (*name | 0x20) && strlen(known) == len &&
	    strncasecmp(known, name, len) == 0;
}

const struct schema *
schema_find(const char *urn, size_t len)
{
	int i;

	for (i = 0; schemas[i] != NULL; i++)
		if (same(schemas[i]->urn, urn, len))
			return schemas[i];
	return NULL;
}

const struct attr *
attr_find(const struct attr *list, const char *name, size_t len)
{
	for (; list != NULL && list->name != NULL; list++)
		if (same(list->name, name, len))
			return list;
	return NULL;
}

const struct attr *
attr_value(const struct attr *attr)
{
	return attr->flags & MANY ? attr_find(attr->sub, "value", 5) : NULL;
}

const struct attr *
path_leaf(const struct path *path)
{
	return path->sub != NULL ? path->sub : path->attr;
}

/*
 * The length of the URN that name begins with, followed by a colon or by
 * nothing; 0 when it begins with another.
 */
static size_t
prefix(const struct schema *schema, const char *name, size_t len)
{
	size_t n = strlen(schema->urn);

	if (len < n || !same(schema->urn, name, n))
		return 0;
	return len == n || name[n] == ':' ? n : 0;
}

/* Find attr[.sub] in a list. */
static int
find_in(const struct attr *list, const char *name, size_t len,
    struct path *path)
{
	const char *dot = memchr(name, '.', len);
	size_t n = dot == NULL ? len : (size_t)(dot - name);

	path->attr = attr_find(list, name, n);
	if (path->attr == NULL)
		return -1;
	if (dot == NULL)
		return 0;
	path->sub = attr_find(path->attr->sub, dot + 1, len - n - 1);
	return path->sub == NULL ? -1 : 0;
}

/* A core or common attribute. */
static int
find_core(const struct type *type, const char *name, size_t len,
    struct path *path)
{
	if (find_in(type->schema->attrs, name, len, path) == 0)
		return 0;
	return path->attr == NULL ? find_in(common_attrs, name, len, path) : -1;
}

int
schema_path(const struct type *type, const char *name, size_t len,
    struct path *path)
{
	size_t n, longest = prefix(type->schema, name, len);
	const struct schema *const *extension;

	*path = (struct path){ .extension = NULL };
	for (extension = type->extensions; *extension != NULL; extension++) {
		n = prefix(*extension, name, len);
		if (n > longest) {
			longest = n;
			path->extension = *extension;
		}
	}
	if (longest > 0 && longest == len)
		return path->extension != NULL ? 0 : -1;
	if (path->extension != NULL)
		return find_in(path->extension->attrs, name + longest + 1,
		    len - longest - 1, path);
	if (longest > 0)
		return find_core(type, name + longest + 1, len - longest - 1,
		    path);
	if (find_core(type, name, len, path) == 0)
		return 0;
	for (extension = type->extensions;
	    path->attr == NULL && *extension != NULL; extension++) {
		path->extension = *extension;
		if (find_in((*extension)->attrs, name, len, path) == 0)
			return 0;
	}
	return -1;
}

int
schema_member(const struct type *type, const char *name, size_t len,
    struct path *path)
{
	const struct schema *const *extension;

	*path = (struct path){ .attr = attr_find(type->schema->attrs, name,
	    len) };
	if (path->attr == NULL)
		path->attr = attr_find(common_attrs, name, len);
	if (path->attr != NULL)
		return 0;
	for (extension = type->extensions; *extension != NULL; extension++)
		if (same((*extension)->urn, name, len)) {
			path->extension = *extension;
			return 0;
		}
	return -1;
}

int
schema_part(const struct path *whole, const char *name, size_t len,
    struct path *part)
{
	*part = *whole;
	if (whole->attr != NULL) {
		part->sub = attr_find(whole->attr->sub, name, len);
		return part->sub == NULL ? -1 : 0;
	}
	part->attr = attr_find(whole->extension->attrs, name, len);
	return part->attr == NULL ? -1 : 0;
}

static int
has(const struct attr *list, unsigned flag)
{
	for (; list != NULL && list->name != NULL; list++)
		if (list->flags & flag || has(list->sub, flag))
			return 1;
	return 0;
}

int
schema_has(const struct type *type, unsigned flag)
{
	const struct schema *const *extension = type->extensions;

	while (*extension != NULL && !has((*extension)->attrs, flag))
		extension++;
	return *extension != NULL || has(type->schema->attrs, flag);
}

const char *
schema_print(struct arena *arena, const struct path *path)
{
	const char *urn = path->extension != NULL ? path->extension->urn : "";
	const char *colon = *urn != '\0' ? ":" : "";

	if (path->attr == NULL)
		return urn;
	if (path->sub == NULL)
		return arena_format(arena, "%s%s%s", urn, colon,
		    path->attr->name);
	return arena_format(arena, "%s%s%s.%s", urn, colon, path->attr->name,
	    path->sub->name);
}

struct json_object *
schema_value(struct json_object *document, const struct path *path)
{
	const char *keys[] = {
		path->extension != NULL ? path->extension->urn : NULL,
		path->attr != NULL ? path->attr->name : NULL,
		path->sub != NULL ? path->sub->name : NULL,
	};
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i] != NULL)
			document = json_object_object_get(document, keys[i]);
	return document;
}
