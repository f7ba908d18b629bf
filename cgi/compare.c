/* One value compared (RFC 7644 table 3), as match.c does. */

#include <string.h>

#include "arena.h"
#include "column.h"
#include "json.h"
#include "request.h"
#include "writer.h"

static void
add_boolean(struct writer *w, const struct attr *attr,
    const struct column *column, const char *value)
{
	if (column->kind == FLAG)
		text_format(w->where->sql, "%s = ", column->value);
	else if (strcmp(attr->name, "primary") == 0)	/* RFC 7643 2.4 */
		text_format(w->where->sql,
		    "coalesce((%s) = 'true', false) = ", column->value);
	else
		text_format(w->where->sql, "((%s) = 'true') = ",
		    column->value);
	where_value(w->where, value);
	text_puts(w->where->sql, "::boolean");
}

static void
add_number(struct writer *w, enum filter_op op, const struct column *column,
    const char *value)
{
	static const char *const signs[] = {
		[FILTER_EQ] = "=", [FILTER_GT] = ">", [FILTER_GE] = ">=",
		[FILTER_LT] = "<", [FILTER_LE] = "<=",
	};

	text_format(w->where->sql, "%s %s ", column->value, signs[op]);
	where_value(w->where, value);
	text_puts(w->where->sql, "::numeric");
}

int
compare_constant(struct request *req, const struct filter *f,
    const char *value)
{
	struct json_object *text = json_own(req->arena,
	    json_made(json_object_new_string(value))), *object;

	if (f->path.sub == NULL)
		return filter_match_value(f, text);
	object = json_own(req->arena, json_made(json_object_new_object()));
	json_add(object, f->path.sub->name, json_object_get(text));
	return filter_match_value(f, object);
}

/* The patterns of operators: what is before, between and after. */
static const struct {
	const char *before, *between, *after;
} operators[] = {
	[FILTER_EQ] = { "(", ") = ", "" },
	[FILTER_CO] = { "pg_catalog.strpos(", ", ", ") > 0" },
	[FILTER_SW] = { "pg_catalog.starts_with(", ", ", ")" },
	[FILTER_EW] = { "pg_catalog.right(", ", pg_catalog.length(", "))" },
	[FILTER_GT] = { "(", ") collate \"C\" > ", "" },
	[FILTER_GE] = { "(", ") collate \"C\" >= ", "" },
	[FILTER_LT] = { "(", ") collate \"C\" < ", "" },
	[FILTER_LE] = { "(", ") collate \"C\" <= ", "" },
};

static void
add_operator(struct writer *w, const char *key, enum filter_op op,
    const char *value)
{
	struct text *sql = w->where->sql;

	text_puts(sql, operators[op].before);
	text_puts(sql, key);
	text_puts(sql, operators[op].between);
	where_value(w->where, value);
	text_puts(sql, operators[op].after);
	if (op == FILTER_EW)
		text_format(sql, " = $%d", w->where->n);
}

/* A short string stands whole in an index, as scim.prefix() cuts it. */
static void
add_text(struct writer *w, const struct filter *f, const struct column *column,
    const char *value)
{
	const char *key = column->key;
	int short_one;

	if (path_leaf(&f->path)->flags & CASE_EXACT)
		key = column->value;
	else
		value = json_fold(w->req->arena, value);
	if (column->kind == ID)
		key = arena_format(w->req->arena, "%s::text", column->value);
	short_one = strlen(value) < COLUMN_PREFIX;
	if (short_one && f->op == FILTER_EQ && column->hint != NULL) {
		writer_paste(w->where->sql, column->hint,
		    arena_format(w->req->arena, "$%d", w->where->n + 1));
		text_puts(w->where->sql, " and ");
	}
	if (short_one && column->prefix != NULL &&
	    (f->op == FILTER_EQ || f->op == FILTER_SW))
		key = column->prefix;
	else if (key == NULL)
		key = arena_format(w->req->arena, "scim.fold(%s)",
		    column->value);
	add_operator(w, key, f->op, value);
}

/* As uuid, for the index; what is none is nobody's id. */
static void
add_id(struct writer *w, const char *column, const char *value)
{
	text_format(w->where->sql, "%s = ", column);
	where_value(w->where, request_is_id(value) ? value : NULL);
	text_puts(w->where->sql, "::uuid");
}

static void
add_uri(struct writer *w, const struct filter *f, const struct column *column,
    const char *value)
{
	size_t len = strlen(value);

	if (f->op == FILTER_EQ) {
		add_id(w, column->key, value + (len < ID_LENGTH ? len :
		    len - ID_LENGTH));
		text_puts(w->where->sql, " and ");
	}
	add_operator(w, column->value, f->op, value);
}

/*
 * PostgreSQL keeps microseconds and would round what is finer.  In between
 * two of them nothing is equal, and what is before is at most the first.
 */
static void
add_time(struct writer *w, const struct filter *f, const struct column *column)
{
	static const char *const signs[][2] = {
		[FILTER_EQ] = { "=", "= null and null >" },
		[FILTER_GT] = { ">", ">" }, [FILTER_GE] = { ">=", ">" },
		[FILTER_LT] = { "<", "<=" }, [FILTER_LE] = { "<=", "<=" },
	};
	const char *value = json_object_get_string(f->value);
	const char *point = strchr(value, '.'), *end;
	size_t digits = point == NULL ? 0 : strspn(point + 1, "0123456789");
	int between = 0;

	if (digits > 6) {
		end = point + 1 + digits;
		between = strspn(point + 7, "0") < digits - 6;
		value = arena_format(w->req->arena, "%.*s%s",
		    (int)(point + 7 - value), value, end);
	}
	text_format(w->where->sql, "%s %s ", column->value,
	    signs[f->op][between]);
	where_value(w->where, value);
	text_puts(w->where->sql, "::timestamptz");
}

void
compare_add(struct writer *w, const struct filter *f,
    const struct column *column)
{
	const char *value = json_object_get_string(f->value);
	const struct attr *attr = path_leaf(&f->path);

	if (attr->type == BOOLEAN)
		add_boolean(w, attr, column, value);
	else if (column->kind == NUMBER)
		add_number(w, f->op, column, value);
	else if (column->kind == TIME)
		add_time(w, f, column);
	else if (column->kind == URI)
		add_uri(w, f, column, value);
	else if (column->kind == ID && f->op == FILTER_EQ)
		add_id(w, column->value, attr->flags & CASE_EXACT ?
		    value : json_fold(w->req->arena, value));
	else
		add_text(w, f, column, value);
}
