/*
 * A list as one SQL statement (RFC 7644 3.4.2), so that the total and the
 * page are of one snapshot.  What is asked most is in the statement table, all
 * else is composed here, and goes through row-level security.
 */

#include <string.h>

#include "arena.h"
#include "column.h"
#include "config.h"
#include "db.h"
#include "list.h"
#include "lookup.h"
#include "members.h"
#include "project.h"
#include "request.h"
#include "where.h"

/*
 * The resources of a type that match.  place is a row's number in the list:
 * those of a type stand behind those of the type before.
 */
static void
add_found(struct request *req, struct where *where, const struct list *list,
    int i)
{
	const struct part *part = &list->parts[i];
	const struct table *table = part->type->table;
	const char *row = table->row;

	text_format(where->sql, "select %d as type, %s.id, %s.seq", i, row,
	    row);
	if (i > 0)	/* else the index would not do */
		text_format(where->sql, " + %d * (1::bigint << 56)", i);
	text_puts(where->sql, " as place");
	if (list->sort.by != NULL) {
		text_puts(where->sql, ", (");
		if (list->sort.paths[i].attr == NULL)
			text_puts(where->sql, "null");
		else
			where_key(req, where, part->type,
			    &list->sort.paths[i]);
		text_format(where->sql, ")::%s as key", list->sort.sql_type);
	}
	text_format(where->sql, " from %s %s where %s.organization_id = "
	    WHERE_ORGANIZATION, table->name, row, row);
	if (part->filter != NULL) {
		text_puts(where->sql, " and ");
		where_add(req, where, part->type, part->filter);
	}
}

/*
 * The rows behind the place of a cursor, in a direction.  No key is behind
 * every key (RFC 7644 3.4.2.3), which is PostgreSQL's order too.
 */
static void
add_position(struct where *where, const struct list *list, int descending)
{
	const struct page *page = &list->page;
	const char *sign = descending ? "<" : ">";

	if (strcmp(page->place, "0") == 0)
		return;
	text_puts(where->sql, " where ");
	if (list->sort.by != NULL && page->key != NULL) {
		text_format(where->sql, "(f.key, f.place) %s (", sign);
		where_value(where, page->key);
		text_format(where->sql, "::%s, ", list->sort.sql_type);
		where_value(where, page->place);
		text_format(where->sql, "::bigint)%s",
		    descending ? "" : " or f.key is null");
		return;
	}
	if (list->sort.by != NULL)
		text_puts(where->sql, descending ? "f.key is not null or " :
		    "f.key is null and ");
	text_format(where->sql, "f.place %s ", sign);
	where_value(where, page->place);
	text_puts(where->sql, "::bigint");
}

/* A total order, whose reverse is the other direction. */
static void
add_order(struct text *sql, const struct list *list, const char *row,
    int descending)
{
	const char *way = descending ? " desc" : "";

	text_puts(sql, " order by ");
	if (list->sort.by != NULL)
		text_format(sql, "%s.key%s, ", row, way);
	text_format(sql, "%s.place%s", row, way);
}

/* With a cursor, one row more says whether there is another page. */
static long
rows_wanted(const struct page *page)
{
	return page->count + (page->has_cursor && page->count > 0);
}

static void
add_page(struct request *req, struct where *where, const struct list *list)
{
	const struct page *page = &list->page;
	int descending = list->sort.descending != page->backward;

	text_puts(where->sql, "select * from found f");
	add_position(where, list, descending);
	add_order(where->sql, list, "f", descending);
	text_puts(where->sql, " offset ");
	where_value(where, arena_format(req->arena, "%ld", page->start - 1));
	/* Not a parameter, which the planner thinks a tenth of all. */
	text_format(where->sql, "::bigint limit %ld", rows_wanted(page));
}

/*
 * Is what is found better kept than found twice, for the total and for the
 * page?  Not where an index of columns has it (measured: 0.05 s against 0.3 s
 * for 100,000 with active eq true, but 3.7 s against 1.9 s with title pr).
 */
static int
is_kept(struct request *req, const struct list *list)
{
	int i = 0;

	while (i < list->n && list->parts[i].filter != NULL &&
	    (where_finds_few(req, list->parts[i].type, list->parts[i].filter) ||
	    where_asks_elsewhere(req, list->parts[i].type,
	    list->parts[i].filter)))
		i++;
	return i == list->n;
}

static int
has_beside(const struct part *part, const char *name)
{
	const struct column *column = part->type->table->columns;

	while (column->path != NULL && (column->beside == NULL ||
	    strcmp(column->beside, name) != 0))
		column++;
	return column->path != NULL;
}

/*
 * The columns of a row r of a type.  Those of all types are the same, so that
 * they can stand in one list; what two of them have comes twice.
 */
static void
add_columns(struct text *sql, const struct list *list, const struct part *part)
{
	const struct column *column;
	int i;

	text_format(sql, "r.id, r.version, r.created, r.modified, %s",
	    column_has_document(part->type) ? "r.document" :
	    "null::text as document");
	for (i = 0; i < list->n; i++)
		for (column = list->parts[i].type->table->columns;
		    column->path != NULL; column++)
			if (column->beside != NULL)
				text_format(sql, has_beside(part,
				    column->beside) ? ", r.%s::text" :
				    ", null::text as %s", column->beside);
}

/* The function that reads the page's resources of a type. */
static void
add_function(struct request *req, struct where *where,
    const struct part *part)
{
	text_format(where->sql, "%s(p.ids, ", part->type->table->read);
	if (part->type != group_type) {
		text_format(where->sql, "%s)", project_wants_rows(
		    part->projection, part->type) ? "true" : "false");
		return;
	}
	where_value(where, members_displayed(req->arena, part->projection));
	text_format(where->sql, ", %d)", MEMBERS_OF_PAGE);
}

/* The page's rows of a type. */
static void
add_rows(struct request *req, struct where *where, const struct list *list,
    int i)
{
	const struct part *part = &list->parts[i];
	struct text *sql = where->sql;

	text_format(sql, "select q.type, q.place, %s",
	    list->sort.by != NULL ? "q.key, " : "");
	add_columns(sql, list, part);
	text_format(sql, " from (select array_agg(page.id) as ids from page "
	    "where page.type = %d) p cross join lateral ", i);
	add_function(req, where, part);
	text_format(sql, " r join page q on q.id = r.id and q.type = %d", i);
}

static void
add_search(struct request *req, struct where *where, const struct list *list)
{
	struct text *sql = where->sql;
	int i;

	text_format(sql, "with a as materialized (select o as organization_id, "
	    "$1::text as base_url from scim.acting_organization() o where o is "
	    "not null), found as %smaterialized (",
	    is_kept(req, list) ? "" : "not ");
	for (i = 0; i < list->n; i++) {
		text_puts(sql, i > 0 ? " union all " : "");
		add_found(req, where, list, i);
	}
	text_puts(sql, "), total as materialized (select count(*) as n from "
	    "found), page as materialized (");
	add_page(req, where, list);
	text_puts(sql, ") select total.n as total, r.* from a cross join "
	    "total left join (");
	for (i = 0; i < list->n; i++) {
		text_puts(sql, i > 0 ? " union all " : "");
		add_rows(req, where, list, i);
	}
	text_puts(sql, ") r on true");
	add_order(sql, list, "r", list->sort.descending);
}

/*
 * Those that match are found first and counted, then the page's are read.  $1
 * is the base URL, which a has for its type's sake: few filters ask for it; the
 * others are the filters' values and the page's.  One row at least comes when
 * the key is known, so that the total is there for a page without resources.
 */
static PGresult *
search_rows(struct request *req, const struct list *list)
{
	struct text sql = { .arena = req->arena };
	struct where where = { .sql = &sql };

	where.room = list->n * WHERE_PARAMETERS;
	where.values = arena_alloc(req->arena,
	    (size_t)where.room * sizeof(*where.values));
	where.values[where.n++] = req->config->base_url;
	add_search(req, &where, list);
	return db_search(req, sql.bytes, where.values, where.n);
}

static int
is_walk(const struct list *list)
{
	return list->n == 1 &&
	    list->parts->type->table->statements[PAGE].name != NULL &&
	    list->parts->filter == NULL && list->sort.by == NULL;
}

/*
 * All resources in the order of creation are a walk on an index, from a place
 * that is known without counting.
 */
static PGresult *
walk_rows(struct request *req, const struct list *list)
{
	const struct part *part = list->parts;
	const struct page *page = &list->page;

	return db_run(req, &part->type->table->statements[PAGE], DB_VALUES(
	    req->key_hash,
	    project_wants_rows(part->projection, part->type) ? "t" : "f",
	    page->has_cursor ? NULL :
	    arena_format(req->arena, "%ld", page->start - 1),
	    page->has_cursor && !page->backward ? page->place : NULL,
	    page->backward ? page->place : NULL,
	    arena_format(req->arena, "%ld", rows_wanted(page))));
}

PGresult *
list_rows(struct request *req, const struct list *list)
{
	if (is_walk(list))
		return walk_rows(req, list);
	if (lookup_suits(req, list))
		return lookup_rows(req, list);
	/* A search is alone: it is not even composed before. */
	return req->sent != NULL ? NULL : search_rows(req, list);
}
