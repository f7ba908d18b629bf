/*
 * Filters to SQL (RFC 7644 3.4.2.2): on rows what match.c does on a document,
 * and a test compares the two.  An attribute has a column (column.c), or is
 * found in the document by its path (place.c).
 *
 * Beside a condition stands, where it is not the same, what an index can
 * find: something that follows from the condition.
 */

#include <assert.h>
#include <string.h>

#include "arena.h"
#include "column.h"
#include "json.h"
#include "parser.h"
#include "request.h"
#include "writer.h"

void
where_value(struct where *where, const char *value)
{
	assert(where->n < WHERE_PARAMETERS);
	where->values[where->n++] = value;
	text_format(where->sql, "$%d", where->n);
}

void
writer_paste(struct text *sql, const char *piece, const char *other)
{
	size_t n;

	for (; piece[n = strcspn(piece, "@")] != '\0'; piece += n + 1) {
		text_add(sql, piece, n);
		text_puts(sql, other);
	}
	text_puts(sql, piece);
}

const struct column *
where_column(const struct writer *w, const struct path *path)
{
	const char *name = schema_print(w->req->arena, path);

	if (w->list == DOCUMENT_LIST)
		return NULL;
	if (w->list == TABLE_LIST && path->sub == NULL)
		name = arena_format(w->req->arena, "%s.value", name);
	return column_find(w->type, name);
}

static void
add_presence(struct writer *w, const struct path *path,
    const struct column *column)
{
	if (column == NULL)
		place_anything(w, path);
	else if (column->kind == TEXT)
		text_format(w->where->sql, "(%s) > ''",
		    column->prefix != NULL ? column->prefix : column->value);
	else
		text_format(w->where->sql, "%s is not null", column->value);
}

/* A term on one value; eq on what only the document has by its index. */
static void
add_one(struct writer *w, const struct filter *f)
{
	const struct column *column = where_column(w, &f->path);
	struct column place;

	if (column == NULL && w->list == NO_LIST && f->op == FILTER_EQ) {
		place_contains(w, &f->path, place_folded(w, f->value));
		if (!(path_leaf(&f->path)->flags & CASE_EXACT))
			return;
		text_puts(w->where->sql, " and ");
	}
	if (column == NULL && (w->list != NO_LIST || f->op != FILTER_PR)) {
		place = place_of(w, &f->path);
		column = &place;
	}
	if (f->op == FILTER_PR)
		add_presence(w, &f->path, column);
	else
		compare_add(w, f, column);
}

static void
add_term(struct writer *w, const struct filter *f)
{
	if (w->list != NO_LIST || !(f->path.attr->flags & MANY))
		add_one(w, f);
	else if (f->op == FILTER_PR && many_rows(w, &f->path) == NULL)
		place_anything(w, &f->path);
	else
		many_add(w, &f->path, f);
}

/* ne is "no value equals"; null is "not present". */
static void
add_leaf(struct writer *w, const struct filter *f)
{
	struct filter plain = *f;
	int negated = f->op == FILTER_NE;

	if (f->op != FILTER_PR && f->value == NULL) {
		plain.op = FILTER_PR;
		negated = f->op == FILTER_EQ;
	} else if (negated) {
		plain.op = FILTER_EQ;
	}
	text_puts(w->where->sql, "(");
	add_term(w, &plain);
	text_puts(w->where->sql, negated ? ") is not true" : ")");
}

/* Does a filter ask the rows of other tables? */
static int
asks_rows(const struct writer *w, const struct filter *f)
{
	if (f->op == FILTER_AND || f->op == FILTER_OR)
		return asks_rows(w, f->left) || asks_rows(w, f->right);
	if (f->op == FILTER_NOT)
		return asks_rows(w, f->left);
	return many_rows(w, &f->path) != NULL;
}

/*
 * PostgreSQL joins the indexes of one table for or, but not with another
 * table's: that would be a scan (measured: 406 ms, the union 0.34 ms).
 */
static void
add_union(struct writer *w, const struct filter *f)
{
	const struct table *table = column_table(w->type);

	if (f->op == FILTER_OR) {
		add_union(w, f->left);
		text_puts(w->where->sql, " union all ");
		add_union(w, f->right);
		return;
	}
	text_format(w->where->sql, "select %s.id from %s %s where "
	    "%s.organization_id = " WHERE_ORGANIZATION " and ",
	    table->row, table->name, table->row, table->row);
	where_tree(w, f);
}

static void
add_or(struct writer *w, const struct filter *f)
{
	struct text *sql = w->where->sql;

	if (w->list == NO_LIST && asks_rows(w, f)) {
		text_format(sql, "(%s.id in (", column_table(w->type)->row);
		add_union(w, f);
		text_puts(sql, "))");
		return;
	}
	text_puts(sql, "(");
	where_tree(w, f->left);
	text_puts(sql, " or ");
	where_tree(w, f->right);
	text_puts(sql, ")");
}

void
where_tree(struct writer *w, const struct filter *f)
{
	struct text *sql = w->where->sql;

	switch (f->op) {
	case FILTER_OR:
		add_or(w, f);
		break;
	case FILTER_AND:
		text_puts(sql, "(");
		where_tree(w, f->left);
		text_puts(sql, " and ");
		where_tree(w, f->right);
		text_puts(sql, ")");
		break;
	case FILTER_NOT:
		text_puts(sql, "(");
		where_tree(w, f->left);
		text_puts(sql, ") is not true");
		break;
	case FILTER_VALUE_PATH:
		text_puts(sql, "(");
		many_add(w, &f->path, f->left);
		text_puts(sql, ")");
		break;
	default:
		add_leaf(w, f);
	}
}

void
where_add(struct request *req, struct where *where, const struct type *type,
    const struct filter *filter)
{
	struct writer w = { req, where, type, NO_LIST };

	where_tree(&w, filter);
}

int
where_finds_few(struct request *req, const struct type *type,
    const struct filter *f)
{
	const struct column *column;

	if (f->op == FILTER_AND)
		return where_finds_few(req, type, f->left) ||
		    where_finds_few(req, type, f->right);
	if (f->op != FILTER_EQ || f->value == NULL)
		return 0;
	column = column_find(type, schema_print(req->arena, &f->path));
	return column != NULL && column->few &&
	    json_object_get_string_len(f->value) < COLUMN_PREFIX;
}
