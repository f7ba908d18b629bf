/*
 * Where filters find what is in the document: in u.folded, whose GIN index
 * answers what equals (@>) and what is there at all (?), or, when it is
 * caseExact, in u.document.
 */

#include "arena.h"
#include "column.h"
#include "json.h"
#include "parser.h"
#include "request.h"
#include "writer.h"

int
place_is_exact(const struct attr *attr)
{
	const struct attr *sub = attr->sub;

	while (sub != NULL && sub->name != NULL && !(sub->flags & CASE_EXACT))
		sub++;
	return attr->flags & CASE_EXACT || (sub != NULL && sub->name != NULL);
}

/* The names of a path, as a document has them, and NULL. */
struct names {
	const char *name[4];
};

static struct names
names_of(const struct writer *w, const struct path *path, int exact)
{
	struct names names = { { NULL } };
	int n = 0;

	if (path->extension != NULL)
		names.name[n++] = path->extension->urn;
	names.name[n++] = path->attr->name;
	if (path->sub != NULL)
		names.name[n++] = path->sub->name;
	while (!exact && n-- > 0)
		names.name[n] = json_fold(w->req->arena, names.name[n]);
	return names;
}

struct column
place_of(const struct writer *w, const struct path *path)
{
	struct text text = { .arena = w->req->arena };
	int exact = w->list == DOCUMENT_LIST ? place_is_exact(path->attr) :
	    place_is_exact(path_leaf(path));
	struct names names = names_of(w, path, exact);
	struct column place = { .kind = TEXT };
	int i;

	if (w->list == DOCUMENT_LIST) {
		text_format(&text, "e ->> '%s'", exact ? path->sub->name :
		    json_fold(w->req->arena, path->sub->name));
	} else {
		text_format(&text, "%s #>> '",
		    exact ? "u.document::jsonb" : "u.folded");
		for (i = 0; names.name[i] != NULL; i++)
			text_format(&text, "%c%s", i == 0 ? '{' : ',',
			    names.name[i]);
		text_puts(&text, "}'");
	}
	place.value = text.bytes;
	place.key = exact ? NULL : text.bytes;
	return place;
}

/* The document that has a list, and the list's name there. */
static const char *
list_of(const struct writer *w, const struct path *list, const char **name)
{
	int exact = place_is_exact(list->attr);

	*name = names_of(w, list, exact).name[0];
	return exact ? "u.document::jsonb" : "u.folded";
}

void
place_elements(struct writer *w, const struct path *list)
{
	const char *name, *document = list_of(w, list, &name);

	text_format(w->where->sql,
	    "pg_catalog.jsonb_path_query(%s, '$.\"%s\"[*]') e",
	    document, name);
}

void
place_element(struct writer *w, const struct path *list)
{
	const char *name, *document = list_of(w, list, &name);

	text_format(w->where->sql, "(select coalesce("
	    "pg_catalog.jsonb_path_query_first(%s, "
	    "'$.\"%s\"[*] ? (@.primary == true)'), "
	    "pg_catalog.jsonb_path_query_first(%s, '$.\"%s\"[0]'))) l (e)",
	    document, name, document, name);
}

/* A value in a document, its root's text. */
static const char *
document_of(const struct writer *w, const struct path *path,
    struct json_object *value)
{
	struct names names = names_of(w, path, 0);
	struct json_object *outer;
	size_t len;
	int n = 0;

	while (names.name[n] != NULL)
		n++;
	while (n-- > 0) {
		outer = json_made(json_object_new_object());
		json_add(outer, names.name[n], value);
		value = outer;
	}
	return json_text(json_own(w->req->arena, value), &len);
}

struct json_object *
place_folded(const struct writer *w, struct json_object *value)
{
	if (json_object_is_type(value, json_type_boolean))
		return json_object_get(value);
	return json_made(json_object_new_string(json_fold(w->req->arena,
	    json_object_get_string(value))));
}

void
place_contains(struct writer *w, const struct path *path,
    struct json_object *value)
{
	text_puts(w->where->sql, "u.folded @> ");
	where_value(w->where, document_of(w, path, value));
	text_puts(w->where->sql, "::jsonb");
}

void
place_anything(struct writer *w, const struct path *path)
{
	struct names names = names_of(w, path, 0);
	int i;

	/* The index knows names, but not from a jsonpath. */
	text_format(w->where->sql, "u.folded ? '%s' and u.folded @? '$",
	    names.name[0]);
	for (i = 0; names.name[i] != NULL; i++)
		text_format(w->where->sql, ".\"%s\"", names.name[i]);
	text_format(w->where->sql,
	    "%s ? (@ != \"\" || @.type() == \"boolean\")'",
	    path_leaf(path)->type == COMPLEX ? ".*" : "");
}
