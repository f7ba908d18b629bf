/*
 * Filters to SQL (RFC 7644 3.4.2.2): on rows what match.c does on a document,
 * and a test compares the two.  An attribute has a column, or stands in the
 * rows of another table, or is found in the document by its path.
 */

#include <string.h>

#include "arena.h"
#include "filter.h"
#include "json.h"
#include "request.h"
#include "where.h"

enum kind {
	TEXT,			/* key: its folded form; NULL: to be folded */
	ID,			/* uuid */
	FLAG,			/* boolean */
	TIME,			/* timestamptz */
	ROWS			/* multi-valued: the rows m of a query */
};

/*
 * What is not, or not only, in the document.  To add an attribute: a row
 * with the path as schema_print() spells it; inside ROWS, its sub-attributes
 * as rows of their own.
 */
struct column {
	const char *path;
	enum kind kind;
	const char *value, *key;
};

static const struct column user_columns[] = {
	{ "schemas", ROWS, "select from (values"
	    " (1, 'urn:ietf:params:scim:schemas:core:2.0:User'),"
	    " (2, case when pg_catalog.jsonb_exists(u.document::jsonb,"
	    " 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User') then"
	    " 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' end))"
	    " m (seq, uri) where m.uri is not null", NULL },
	{ "schemas.value", TEXT, "m.uri", NULL },
	{ "id", ID, "u.id", NULL },
	{ "userName", TEXT, "u.user_name", "u.user_name_key" },
	{ "externalId", TEXT, "u.external_id", NULL },
	{ "displayName", TEXT, "u.display_name", NULL },
	{ "name.givenName", TEXT, "u.given_name", NULL },
	{ "name.familyName", TEXT, "u.family_name", NULL },
	{ "active", FLAG, "u.active", NULL },
	{ "statsigOrgRole", TEXT, "case when exists (select from scim.owners o"
	    " where o.organization_id = u.organization_id and o.user_id = u.id)"
	    " then 'Owner' else u.role end", NULL },
	{ "meta", TEXT, "'meta'", NULL },
	{ "meta.resourceType", TEXT, "'User'", NULL },
	{ "meta.created", TIME, "u.created_at", NULL },
	{ "meta.lastModified", TIME, "u.modified_at", NULL },
	{ "meta.version", TEXT, "'W/\"' || u.version || '\"'", NULL },
	{ "meta.location", TEXT, "$2::text || '/Users/' || u.id", NULL },
	{ "groups", ROWS, "select from ("
	    "select r.seq, r.id, r.display_name from scim.role_group_members x"
	    " join scim.role_groups r on r.id = x.role_group_id"
	    " where x.organization_id = u.organization_id and x.user_id = u.id"
	    " union all"
	    " select r.seq, r.id, r.display_name from scim.project_owners x"
	    " join scim.role_groups r on r.organization_id = x.organization_id"
	    " and r.project_id = x.project_id and r.owner_group"
	    " where x.organization_id = u.organization_id and x.user_id = u.id"
	    ") m where true", NULL },
	{ "groups.value", ID, "m.id", NULL },
	{ "groups.display", TEXT, "m.display_name", NULL },
	{ "groups.type", TEXT, "'direct'", NULL },
	{ "groups.$ref", TEXT, "$2::text || '/Groups/' || m.id", NULL },
	{ NULL, TEXT, NULL, NULL }
};

static const struct column group_columns[] = {
	{ "schemas", ROWS, "select from (values"
	    " (1, 'urn:ietf:params:scim:schemas:core:2.0:Group')) m (seq, uri)"
	    " where true", NULL },
	{ "schemas.value", TEXT, "m.uri", NULL },
	{ "id", ID, "g.id", NULL },
	{ "externalId", TEXT, "g.external_id", NULL },
	{ "displayName", TEXT, "g.display_name", "g.display_name_key" },
	{ "meta", TEXT, "'meta'", NULL },
	{ "meta.resourceType", TEXT, "'Group'", NULL },
	{ "meta.created", TIME, "g.created_at", NULL },
	{ "meta.lastModified", TIME, "g.modified_at", NULL },
	{ "meta.version", TEXT, "'W/\"' || g.version || '\"'", NULL },
	{ "meta.location", TEXT, "$2::text || '/Groups/' || g.id", NULL },
	{ "members", ROWS, "select from ("
	    "select y.seq, y.id,"
	    " coalesce(nullif(y.display_name, ''), y.user_name) as display"
	    " from scim.role_group_members x"
	    " join scim.users y on y.id = x.user_id"
	    " where x.role_group_id = g.id"
	    " union all select y.seq, y.id,"
	    " coalesce(nullif(y.display_name, ''), y.user_name)"
	    " from scim.project_owners x join scim.users y on y.id = x.user_id"
	    " where g.owner_group and x.organization_id = g.organization_id"
	    " and x.project_id = g.project_id) m where true", NULL },
	{ "members.value", ID, "m.id", NULL },
	{ "members.display", TEXT, "m.display", NULL },
	{ "members.type", TEXT, "'User'", NULL },
	{ "members.$ref", TEXT, "$2::text || '/Users/' || m.id", NULL },
	{ NULL, TEXT, NULL, NULL }
};

/* What is being written: for which type, and inside which list. */
struct writer {
	struct request *req;
	struct where *where;
	const struct type *type;
	enum { NO_LIST, TABLE_LIST, DOCUMENT_LIST } list;
};

void
where_value(struct where *where, const char *value)
{
	where->values[where->n++] = value;
	text_format(where->sql, "$%d", where->n);
}

static const struct column *
find_column(const struct writer *w, const char *path)
{
	const struct column *column =
	    w->type == user_type ? user_columns : group_columns;

	while (column->path != NULL && strcmp(column->path, path) != 0)
		column++;
	return column->path == NULL ? NULL : column;
}

/*
 * Where a path stands in a document, as SQL/JSON's path language has it.
 * Only names of the attribute table go in, which have no quotes.
 */
static const char *
document_path(const struct writer *w, const struct path *path, const char *end)
{
	struct text text = { .arena = w->req->arena };

	text_puts(&text, "'$");
	if (path->extension != NULL)
		text_format(&text, ".\"%s\"", path->extension->urn);
	if (path->attr != NULL)
		text_format(&text, ".\"%s\"", path->attr->name);
	text_format(&text, "%s'", end);
	return text.bytes;
}

/* The column of a singular attribute, or its place in the document. */
static struct column
column_of(const struct writer *w, const struct path *path)
{
	const char *name = schema_print(w->req->arena, path);
	struct column made = { name, TEXT, NULL, NULL };
	const struct column *column;

	if (w->list == TABLE_LIST && path->sub == NULL)
		name = arena_format(w->req->arena, "%s.value", name);
	column = find_column(w, name);
	if (column != NULL)
		return *column;
	if (w->list == DOCUMENT_LIST)
		made.value = arena_format(w->req->arena, "e ->> '%s'",
		    path->sub->name);
	else
		made.value = arena_format(w->req->arena,
		    "u.document::jsonb #>> '{%s%s%s%s%s}'",
		    path->extension ? path->extension->urn : "",
		    path->extension ? "," : "", path->attr->name,
		    path->sub ? "," : "", path->sub ? path->sub->name : "");
	return made;
}

static int
is_boolean(const struct path *path)
{
	return (path->sub ? path->sub : path->attr)->type == BOOLEAN;
}

/* RFC 7643 2.4: a primary that is not there is false. */
static void
add_boolean(struct writer *w, const struct column *column, const char *value)
{
	if (column->kind == FLAG)
		text_format(w->where->sql, "%s = ", column->value);
	else
		text_format(w->where->sql,
		    "coalesce((%s) = 'true', false) = ", column->value);
	where_value(w->where, value);
	text_puts(w->where->sql, "::boolean");
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
add_text(struct writer *w, const struct filter *f, const struct column *column)
{
	const struct attr *attr = f->path.sub ? f->path.sub : f->path.attr;
	struct text *sql = w->where->sql;
	const char *value = json_object_get_string(f->value);
	const char *key = column->value;

	if (column->kind == ID)
		key = arena_format(w->req->arena, "%s::text", key);
	else if (!(attr->flags & CASE_EXACT)) {
		value = json_fold(w->req->arena, value);
		key = column->key ? column->key : arena_format(w->req->arena,
		    "scim.fold(%s)", key);
	}
	text_puts(sql, operators[f->op].before);
	text_puts(sql, key);
	text_puts(sql, operators[f->op].between);
	where_value(w->where, value);
	text_puts(sql, operators[f->op].after);
	if (f->op == FILTER_EW)
		text_format(sql, " = $%d", w->where->n);
}

static void
add_time(struct writer *w, const struct filter *f, const struct column *column)
{
	static const char *const signs[] = {
		[FILTER_EQ] = "=", [FILTER_GT] = ">", [FILTER_GE] = ">=",
		[FILTER_LT] = "<", [FILTER_LE] = "<=",
	};

	text_format(w->where->sql, "%s %s ", column->value, signs[f->op]);
	where_value(w->where, json_object_get_string(f->value));
	text_puts(w->where->sql, "::timestamptz");
}

/* attr op value, for one value of attr. */
static void
add_comparison(struct writer *w, const struct filter *f)
{
	struct column column = column_of(w, &f->path);
	const char *value = json_object_get_string(f->value);

	if (is_boolean(&f->path)) {
		add_boolean(w, &column, value);
	} else if (column.kind == TIME) {
		add_time(w, f, &column);
	} else if (column.kind == ID && f->op == FILTER_EQ) {
		/* As uuid, for the index; what is none is nobody's id. */
		text_format(w->where->sql, "%s = ", column.value);
		where_value(w->where, request_is_id(value) ? value : NULL);
		text_puts(w->where->sql, "::uuid");
	} else {
		add_text(w, f, &column);
	}
}

/* Has the document anything but "" at the end of a path? */
static void
add_anything(struct writer *w, const struct path *path, const char *end)
{
	text_format(w->where->sql, "exists (select from pg_catalog."
	    "jsonb_path_query(u.document::jsonb, %s) p"
	    " where p #>> '{}' <> '')", document_path(w, path, end));
}

/* attr pr, for one value of attr. */
static void
add_presence(struct writer *w, const struct path *path)
{
	struct column column = column_of(w, path);

	text_format(w->where->sql, column.kind == TEXT ? "(%s) <> ''" :
	    "%s is not null", column.value);
}

/* What follows stands in "exists (... and (": the values of a list. */
static void
open_list(struct writer *w, const struct path *path)
{
	struct path list = { path->extension, path->attr, NULL, NULL };
	const struct column *rows =
	    find_column(w, schema_print(w->req->arena, &list));

	text_puts(w->where->sql, "exists (");
	if (rows != NULL && rows->kind == ROWS) {
		w->list = TABLE_LIST;
		text_puts(w->where->sql, rows->value);
	} else {
		w->list = DOCUMENT_LIST;
		text_format(w->where->sql, "select from pg_catalog."
		    "jsonb_path_query(u.document::jsonb, %s) e where true",
		    document_path(w, &list, "[*]"));
	}
	text_puts(w->where->sql, " and (");
}

static void
close_list(struct writer *w)
{
	text_puts(w->where->sql, "))");
	w->list = NO_LIST;
}

/* A complex attribute or extension that is in the document only. */
static int
is_whole(const struct writer *w, const struct path *path)
{
	return path->sub == NULL &&
	    (path->attr == NULL || path->attr->type == COMPLEX) &&
	    find_column(w, schema_print(w->req->arena, path)) == NULL;
}

static void
add_term(struct writer *w, const struct filter *f)
{
	const struct path *path = &f->path;
	int many = w->list == NO_LIST && path->attr != NULL &&
	    path->attr->flags & MANY;

	if (f->op == FILTER_PR && is_whole(w, path)) {
		add_anything(w, path, many ? "[*].*" : ".*");
		return;
	}
	if (many)
		open_list(w, path);
	if (f->op == FILTER_PR)
		add_presence(w, path);
	else
		add_comparison(w, f);
	if (many)
		close_list(w);
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

static void
add(struct writer *w, const struct filter *f)
{
	struct text *sql = w->where->sql;

	switch (f->op) {
	case FILTER_AND:
	case FILTER_OR:
		text_puts(sql, "(");
		add(w, f->left);
		text_puts(sql, f->op == FILTER_AND ? " and " : " or ");
		add(w, f->right);
		text_puts(sql, ")");
		break;
	case FILTER_NOT:
		text_puts(sql, "(");
		add(w, f->left);
		text_puts(sql, ") is not true");
		break;
	case FILTER_VALUE_PATH:
		open_list(w, &f->path);
		add(w, f->left);
		close_list(w);
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

	add(&w, filter);
}

/* The key of one value, as add_comparison() compares it; "" is none, as it
 * is to pr. */
static void
add_key(struct writer *w, const struct path *path)
{
	const struct attr *attr = path->sub ? path->sub : path->attr;
	struct column column = column_of(w, path);

	if (column.kind != TEXT)
		text_puts(w->where->sql, column.value);
	else if (column.key != NULL)
		text_puts(w->where->sql, column.key);	/* never blank */
	else
		text_format(w->where->sql, attr->flags & CASE_EXACT ?
		    "nullif(%s, '')" : "nullif(scim.fold(%s), '')",
		    column.value);
}

void
where_key(struct request *req, struct where *where, const struct type *type,
    const struct path *path)
{
	struct writer w = { req, where, type, NO_LIST };
	struct path list = { path->extension, path->attr, NULL, NULL };
	const struct column *rows =
	    find_column(&w, schema_print(req->arena, &list));

	if (!(path->attr->flags & MANY)) {
		add_key(&w, path);
		return;
	}
	w.list = rows != NULL ? TABLE_LIST : DOCUMENT_LIST;
	text_puts(where->sql, "(select ");
	add_key(&w, path);
	if (rows != NULL)
		text_format(where->sql, "%s order by m.seq limit 1)",
		    rows->value + strlen("select"));
	else
		text_format(where->sql, " from (select coalesce(pg_catalog."
		    "jsonb_path_query_first(u.document::jsonb, %s), pg_catalog."
		    "jsonb_path_query_first(u.document::jsonb, %s))) l (e))",
		    document_path(&w, &list, "[*] ? (@.primary == true)"),
		    document_path(&w, &list, "[0]"));
}
