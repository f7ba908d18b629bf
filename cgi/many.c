/*
 * The values of multi-valued attributes: the rows of other tables, or the
 * elements e of a list in the document.
 */

#include <string.h>

#include "arena.h"
#include "column.h"
#include "json.h"
#include "request.h"
#include "writer.h"

const struct column *
many_rows(const struct writer *w, const struct path *path)
{
	struct path list = { path->extension, path->attr, NULL, NULL };
	const struct column *column =
	    column_find(w->type, schema_print(w->req->arena, &list));

	return column != NULL && column->kind == ROWS ? column : NULL;
}

/*
 * Put into object what and-ed eq terms say of one value of a list.  1 when
 * that is all they say, 0 when there is more to be asked.
 */
static int
collect(const struct writer *w, const struct filter *f,
    struct json_object *object)
{
	const char *name;
	int whole;

	if (f->op == FILTER_AND) {
		whole = collect(w, f->left, object);
		return collect(w, f->right, object) && whole;
	}
	/* RFC 7643 2.4: a primary that is not there is false. */
	if (f->op != FILTER_EQ || f->value == NULL ||
	    path_leaf(&f->path)->type == DATETIME ||
	    (path_leaf(&f->path)->type == BOOLEAN &&
	    !json_object_get_boolean(f->value)))
		return 0;
	name = f->path.sub == NULL ? "" :
	    json_fold(w->req->arena, f->path.sub->name);
	if (json_object_object_get_ex(object, name, NULL))
		return 0;
	json_add(object, name, place_folded(w, f->value));
	return !(path_leaf(&f->path)->flags & CASE_EXACT);
}

/* A string as a tsquery has it: 'it''s' */
static const char *
lexeme(const struct writer *w, const char *string, size_t len)
{
	struct text text = { .arena = w->req->arena };

	text_puts(&text, "'");
	for (; len > 0; len--, string++)
		text_format(&text, strchr("'\\", *string) ? "%c%c" : "%c",
		    *string, *string);
	text_puts(&text, "'");
	return text.bytes;
}

/* Of and-ed sw terms on one value of a list: how one of its values begins. */
static void
add_words(const struct writer *w, const struct filter *f, struct text *words)
{
	const struct column *column;
	const char *value;
	size_t len;

	if (f->op == FILTER_AND) {
		add_words(w, f->left, words);
		add_words(w, f->right, words);
	}
	if (f->op != FILTER_SW)
		return;
	column = column_find(w->type, schema_print(w->req->arena, &f->path));
	value = json_fold(w->req->arena, json_object_get_string(f->value));
	for (len = strlen(value); len > 100 || (value[len] & 0xc0) == 0x80;)
		len--;
	if (column == NULL || column->kind != PREFIXES || len == 0)
		return;
	text_format(words, "%s(%s:* | 'MANY')",
	    words->bytes != NULL ? " & " : "", lexeme(w, value, len));
}

/* A sub-attribute that has a value wherever f holds; NULL: it is not known. */
static const struct path *
needed(const struct filter *f)
{
	const struct path *path;

	if (f->op == FILTER_AND) {
		path = needed(f->left);
		return path != NULL ? path : needed(f->right);
	}
	if (f->left != NULL || f->op == FILTER_NE ||
	    (f->op == FILTER_EQ && path_leaf(&f->path)->type == BOOLEAN) ||
	    (f->op != FILTER_PR && f->value == NULL))
		return NULL;
	return &f->path;
}

/*
 * What an index finds of a list in the document that has a value for which f
 * holds.  1 when that is all that f says.
 */
static int
add_found(struct writer *w, const struct path *list, const struct filter *f)
{
	struct json_object *array = json_own(w->req->arena,
	    json_made(json_object_new_array())), *value;
	struct json_object *object = json_own(w->req->arena,
	    json_made(json_object_new_object()));
	struct text words = { .arena = w->req->arena };
	int whole = collect(w, f, object);

	add_words(w, f, &words);
	value = list->attr->sub == NULL ? json_object_object_get(object, "") :
	    object;
	if (json_object_object_length(object) == 0) {
		place_find(w, needed(f) != NULL ? needed(f) : list, NULL,
		    words.bytes);
		return 0;
	}
	json_append(array, json_object_get(value));
	place_find(w, list, json_object_get(array), words.bytes);
	return whole;
}

/* Does f hold for one value of a list that is in the document? */
static void
add_document_list(struct writer *w, const struct path *list,
    const struct filter *f)
{
	struct text *sql = w->where->sql;

	if (add_found(w, list, f))
		return;
	text_puts(sql, " and exists (select from ");
	place_elements(w, list);
	text_puts(sql, " where ");
	w->list = DOCUMENT_LIST;
	where_tree(w, f);
	text_puts(sql, ")");
}

static void
add_rows(struct writer *w, const struct column *rows, const struct filter *f)
{
	struct text condition = { .arena = w->req->arena };
	struct text *sql = w->where->sql;

	w->where->sql = &condition;
	w->list = TABLE_LIST;
	where_tree(w, f);
	w->where->sql = sql;
	writer_paste(sql, rows->value, condition.bytes);
}

void
many_add(struct writer *w, const struct path *path, const struct filter *f)
{
	struct path list = { path->extension, path->attr, NULL, NULL };
	const struct column *rows = many_rows(w, path);

	if (rows != NULL)
		add_rows(w, rows, f);
	else
		add_document_list(w, &list, f);
	w->list = NO_LIST;
}
