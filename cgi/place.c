/*
 * Where filters find what is in the document: folded, where a GIN index
 * answers what equals and what is there at all, or, when it is caseExact, in
 * u.document.
 */

#include "arena.h"
#include "column.h"
#include "json.h"
#include "request.h"
#include "writer.h"

/* Is folded not enough for the attribute, or for some of its parts? */
static int
is_exact(const struct attr *attr)
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

/* The same as a jsonpath. */
static const char *
jsonpath_of(const struct writer *w, const struct path *path, int exact)
{
	struct text text = { .arena = w->req->arena };
	struct names names = names_of(w, path, exact);
	int i;

	text_puts(&text, "$");
	for (i = 0; names.name[i] != NULL; i++)
		text_format(&text, ".\"%s\"", names.name[i]);
	return text.bytes;
}

/* The value in e, as text or, with is_json, as it is. */
static void
add_in_element(const struct writer *w, struct text *text,
    const struct path *path, int exact, int is_json)
{
	const char *name;

	if (path->sub == NULL) {
		text_puts(text, is_json ? "e" : "e #>> '{}'");
		return;
	}
	name = path->sub->name;
	text_format(text, "e %s '%s'", is_json ? "->" : "->>",
	    exact ? name : json_fold(w->req->arena, name));
}

static const char *
document(const struct writer *w, int exact)
{
	return exact ? "u.document::jsonb" : w->type->table->folded;
}

static void
add_in_document(const struct writer *w, struct text *text,
    const struct path *path, int exact, int is_json)
{
	struct names names = names_of(w, path, exact);
	int i;

	text_format(text, "%s %s '", document(w, exact),
	    is_json ? "#>" : "#>>");
	for (i = 0; names.name[i] != NULL; i++)
		text_format(text, "%c%s", i == 0 ? '{' : ',', names.name[i]);
	text_puts(text, "}'");
}

/* What reads the data types that are not compared as text. */
static const struct {
	enum column_kind kind;
	const char *function;
} readers[COMPLEX + 1] = {
	[DECIMAL] = { NUMBER, "scim.number" },
	[INTEGER] = { NUMBER, "scim.number" },
	[DATETIME] = { TIME, "scim.instant" },
};

struct column
place_of(const struct writer *w, const struct path *path)
{
	struct text text = { .arena = w->req->arena };
	enum attr_type type = path_leaf(path)->type;
	int exact = is_exact(w->list == DOCUMENT_LIST ? path->attr :
	    path_leaf(path));
	struct column place = { .kind = readers[type].kind };

	if (readers[type].function != NULL)
		text_format(&text, "%s(", readers[type].function);
	(w->list == DOCUMENT_LIST ? add_in_element : add_in_document)(w,
	    &text, path, exact, place.kind == NUMBER);
	if (readers[type].function != NULL)
		text_puts(&text, ")");
	place.value = text.bytes;
	place.key = exact ? NULL : text.bytes;
	return place;
}

void
place_elements(struct writer *w, const struct path *list)
{
	int exact = is_exact(list->attr);

	text_format(w->where->sql, "pg_catalog.jsonb_path_query(%s, '%s[*]') e",
	    document(w, exact), jsonpath_of(w, list, exact));
}

void
place_element(struct writer *w, const struct path *list)
{
	int exact = is_exact(list->attr);
	const char *in = document(w, exact), *jsonpath =
	    jsonpath_of(w, list, exact);

	text_format(w->where->sql, "(select coalesce("
	    "pg_catalog.jsonb_path_query_first(%s, "
	    "'%s[*] ? (@.primary == true)'), "
	    "pg_catalog.jsonb_path_query_first(%s, '%s[0]'))) l (e)",
	    in, jsonpath, in, jsonpath);
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
	if (!json_object_is_type(value, json_type_string))
		return json_object_get(value);
	return json_made(json_object_new_string(json_fold(w->req->arena,
	    json_object_get_string(value))));
}

/* Names as scim.folded() lists them, which has an index. */
static const char *
named(const struct writer *w, const char *const *names)
{
	struct text text = { .arena = w->req->arena };
	int i;

	text_puts(&text, "{\"\": [");
	for (i = 0; names[i] != NULL; i++)
		text_format(&text, "%s\"%s\"", i > 0 ? ", " : "", names[i]);
	text_puts(&text, "]}");
	return text.bytes;
}

/* By a function, because of sql/security.sql. */
static void
add_call(struct writer *w, const char *contains, const char *words)
{
	struct text select = { .arena = w->req->arena }, *sql = w->where->sql;

	w->where->sql = &select;
	text_format(&select, "select * from %s(", w->type->table->with);
	where_value(w->where, contains);
	text_puts(&select, "::jsonb, ");
	if (words != NULL)
		where_value(w->where, words);
	else
		text_puts(&select, "null");
	text_puts(&select, "::tsquery)");
	w->where->sql = sql;
	writer_in(w, select.bytes);
}

static int
is_by_row(const struct writer *w)
{
	return w->by_row || w->type->table->with == NULL;
}

static void
add_contains(struct writer *w, const char *contains)
{
	text_format(w->where->sql, "%s @> ", w->type->table->folded);
	where_value(w->where, contains);
	text_puts(w->where->sql, "::jsonb");
}

void
place_name(struct writer *w, const char *name)
{
	const char *contains = named(w, (const char *const[]){ name, NULL });

	if (is_by_row(w))
		add_contains(w, contains);
	else
		add_call(w, contains, NULL);
}

void
place_find(struct writer *w, const struct path *path,
    struct json_object *value, const char *words)
{
	struct names names = names_of(w, path, 0);
	const char *contains = value != NULL ? document_of(w, path, value) :
	    named(w, names.name);

	if (is_by_row(w))
		add_contains(w, contains);
	else	/* who has the words has the names */
		add_call(w, value == NULL && words != NULL ? NULL : contains,
		    words);
}

void
place_anything(struct writer *w, const struct path *path)
{
	place_find(w, path, NULL, NULL);
	text_format(w->where->sql, " and %s @? '%s%s ? (@ > \"\" || "
	    "@.type() == \"boolean\" || @.type() == \"number\")'",
	    w->type->table->folded, jsonpath_of(w, path, 0),
	    path_leaf(path)->type == COMPLEX ? ".*" : "");
}
