/*
 * What resources are sorted by (RFC 7644 3.4.2.3), found where filters find
 * it.
 */

#include "arena.h"
#include "column.h"
#include "request.h"
#include "writer.h"

/* The key of one value, as compare.c has it; "" is none, as it is to pr. */
static void
add_key(struct writer *w, const struct path *path)
{
	const struct column *column = where_column(w, path);
	struct column place;

	if (column == NULL) {
		place = place_of(w, path);
		column = &place;
	}
	if (column->kind == CONSTANT)
		text_format(w->where->sql, "'%s'", column->value);
	else if (column->kind != TEXT)
		text_puts(w->where->sql, column->value);
	else if (column != &place && column->key != NULL)
		text_puts(w->where->sql, column->key);	/* never blank */
	else if (path_leaf(path)->flags & CASE_EXACT)
		text_format(w->where->sql, "nullif(%s, '')", column->value);
	else if (column->key != NULL)
		text_format(w->where->sql, "nullif(%s, '')", column->key);
	else
		text_format(w->where->sql, "nullif(scim.fold(%s), '')",
		    column->value);
}

void
where_key(struct request *req, struct where *where, const struct type *type,
    const struct path *path)
{
	struct writer w = { req, where, type, NO_LIST, 0 };
	struct path list = { path->extension, path->attr, NULL, NULL };
	const struct column *rows = many_rows(&w, path);
	const struct column *column = where_column(&w, &list);

	if (column != NULL && column->kind == SCHEMAS) {
		text_format(where->sql, "'%s'", type->schema->urn);
		return;
	}
	if (!(path->attr->flags & MANY)) {
		add_key(&w, path);
		return;
	}
	w.list = rows != NULL ? TABLE_LIST : DOCUMENT_LIST;
	text_puts(where->sql, "(select ");
	add_key(&w, path);
	text_puts(where->sql, " from ");
	if (rows != NULL)
		text_puts(where->sql, rows->first);
	else
		place_element(&w, &list);
	text_puts(where->sql, ")");
}
