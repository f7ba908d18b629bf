/*
 * Which parts of a resource go to the client (RFC 7644 section 3.9).  They are
 * cut out of its text: most of a resource is not looked at.
 */

#include <string.h>

#include "arena.h"
#include "column.h"
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
	const char *filter;
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
		/* Microsoft's tests want values by a filter: all are there. */
		filter = has_attributes ? memchr(name, '[', len) : NULL;
		add(req->arena, *result, type, name,
		    filter != NULL ? (size_t)(filter - name) : len);
	}
	return 0;
}

/* How much of it is wanted. */
static int
wanted(const struct projection *projection, const struct path *at)
{
	const struct attr *attr = path_leaf(at);
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

int
project_wants_rows(const struct projection *projection,
    const struct type *type)
{
	const struct column *column = type->table->columns;

	while (column->path != NULL && (column->beside == NULL ||
	    column->kind != ROWS ||
	    !project_wants(projection, type, column->path)))
		column++;
	return column->path != NULL;
}

/*
 * The text is valid JSON, and cut in place: what is kept moves up to the end
 * of what was kept before, which is never behind what is read.
 */
struct cutter {
	const struct projection *projection;
	const struct type *type;
	struct arena *arena;
	const char *at;			/* read next: no blank, comma, colon */
	char *end;			/* of what is kept */
};

/* Behind the string whose opening quote is at hand. */
static const char *
skip_string(const char *at)
{
	while (*++at != '"')
		if (*at == '\\')
			at++;
	return at + 1;
}

static const char *
skip_value(const char *at)
{
	int depth = 0;

	do {
		depth += *at == '{' || *at == '[';
		depth -= *at == '}' || *at == ']';
		at = *at == '"' ? skip_string(at) : at + 1;
	} while (depth > 0 || strchr(" \t\r\n,]}", *at) == NULL);
	return at;
}

/* Keep what ends there. */
static void
keep(struct cutter *c, const char *end)
{
	size_t len = (size_t)(end - c->at);

	memmove(c->end, c->at, len);
	c->end += len;
	c->at = end + strspn(end, " \t\r\n:,");
}

/* What is the member whose name is at hand and ends there?  -1: unknown. */
static int
find(const struct cutter *c, const struct path *whole, const char *end,
    struct path *part)
{
	const char *name = c->at + 1;
	size_t len = (size_t)(end - name) - 1;
	struct json_object *string;

	if (memchr(name, '\\', len) != NULL) {
		if (json_scalar(c->arena, c->at, len + 2, &string, &len) != 0)
			return -1;
		name = json_object_get_string(string);
		len = strlen(name);
	}
	return whole == NULL ? schema_member(c->type, name, len, part) :
	    schema_part(whole, name, len, part);
}

static int cut_parts(struct cutter *, const struct path *);

/*
 * A member of the resource, of an extension or of a complex value: is nothing
 * left of it?  What an extension always returns stays when the extension itself
 * is not wanted.
 */
static int
cut_member(struct cutter *c, const struct path *whole)
{
	const char *end = skip_string(c->at);
	struct path path;
	int is_known = find(c, whole, end, &path) == 0;
	int is_unwanted = is_known && path.attr != NULL &&
	    wanted(c->projection, &path) == NOTHING;

	keep(c, end);
	*c->end++ = ':';
	if (is_known && !is_unwanted && path.sub == NULL &&
	    (path.attr == NULL || path.attr->type == COMPLEX) &&
	    (*c->at == '{' || *c->at == '['))
		return cut_parts(c, &path);
	keep(c, skip_value(c->at));
	return is_unwanted;
}

/* A value of a list: only an object has parts. */
static int
cut_element(struct cutter *c, const struct path *path)
{
	if (*c->at == '{')
		return cut_parts(c, path);
	keep(c, skip_value(c->at));
	return 0;
}

/* An object or a list: is nothing left of it?  What is gone is taken back. */
static int
cut_parts(struct cutter *c, const struct path *path)
{
	int is_object = *c->at == '{', is_empty = 1;
	char *end;

	keep(c, c->at + 1);
	while (*c->at != '}' && *c->at != ']') {
		end = c->end;
		if (!is_empty)
			*c->end++ = ',';
		if ((is_object ? cut_member : cut_element)(c, path))
			c->end = end;
		else
			is_empty = 0;
	}
	keep(c, c->at + 1);
	return is_empty;
}

void
project_apply(const struct projection *projection, const struct type *type,
    struct text *text, size_t start)
{
	char *bytes = text->bytes + start;
	struct cutter c = { projection, type, text->arena, bytes, bytes };

	cut_parts(&c, NULL);
	*c.end = '\0';
	text->len = (size_t)(c.end - text->bytes);
}
