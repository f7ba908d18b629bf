/*
 * Lists (RFC 7644 3.4.2): filter, page and projection.  The total and the
 * page come from one statement, so from one snapshot.
 */

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "db.h"
#include "filter.h"
#include "project.h"
#include "reply.h"
#include "request.h"
#include "schema.h"
#include "search.h"
#include "where.h"

/*
 * The statement: $1 the key, $2 the base URL, then the filter's values, the
 * offset and the count.  One row at least comes when the key is known, so
 * that the total is there for a page without resources.
 */
struct pieces {
	const char *table, *row, *rows;	/* the table and its alias; its rows */
	const char *columns;
	const char *expensive;	/* the attribute that costs a query */
	const char *without;	/* the columns when it is not wanted */
};

static const struct pieces user_pieces = {
	"scim.users", "u", "scim.user_rows", "r.*", "groups",
	"r.seq, r.id, r.version, r.created, r.modified, r.active, r.role, "
	"r.document, null as groups"
};

static const struct pieces group_pieces = {
	"scim.role_groups", "g", "scim.role_group_rows", "r.*", "members",
	"r.seq, r.id, r.version, r.created, r.modified, r.display_name, "
	"r.external_id, null as members"
};

/* The client's numbers; a page is never larger than the limit. */
struct page {
	long start, count;
};

/* A number, 0 when it is not given.  Huge ones are as good as the largest. */
static int
parse_number(struct request *req, const char *name, long standard,
    long *number)
{
	const char *text = request_parameter(req, name);
	char *end;

	*number = standard;
	if (text == NULL || *text == '\0')
		return 0;
	*number = strtol(text, &end, 10);
	if (*end != '\0' || end == text || strchr(" \t\n+", *text) != NULL)
		return fail(req, INVALID_VALUE, "%s must be an integer, not "
		    "\"%.60s\"", name, text);
	return 0;
}

/* RFC 7644 table 6: startIndex below 1 is 1, a negative count is 0. */
static int
parse_page(struct request *req, struct page *page)
{
	const long far = 1000000000000;

	if (parse_number(req, "startIndex", 1, &page->start) != 0 ||
	    parse_number(req, "count", req->config->page_default,
	    &page->count) != 0)
		return -1;
	if (page->start < 1)
		page->start = 1;
	if (page->start > far)
		page->start = far;
	if (page->count < 0)
		page->count = 0;
	if (page->count > req->config->page_max)
		page->count = req->config->page_max;
	return 0;
}

static PGresult *
find_rows(struct request *req, const struct filter *filter,
    const struct page *page)
{
	const struct pieces *p =
	    req->type == user_type ? &user_pieces : &group_pieces;
	struct text condition = { .arena = req->arena };
	struct text sql = { .arena = req->arena };
	struct where where = { .sql = &condition };

	text_format(&condition, "from %s %s where %s.organization_id = "
	    "(select a.organization_id from a)", p->table, p->row, p->row);
	where.values[where.n++] = req->key_hash;
	where.values[where.n++] = req->config->base_url;
	if (filter != NULL) {
		text_puts(&condition, " and ");
		where_add(req, &where, req->type, filter);
	}
	text_format(&sql, "with a as materialized (select * from "
	    "scim.authenticate($1)), "
	    "total as materialized (select count(*) as n %s), "
	    "page as (select %s.id %s order by %s.seq offset ", condition.bytes,
	    p->row, condition.bytes, p->row);
	where.sql = &sql;
	where_value(&where, arena_format(req->arena, "%ld", page->start - 1));
	text_puts(&sql, "::bigint limit ");
	where_value(&where, arena_format(req->arena, "%ld", page->count));
	/* a.organization_id as a plain column, else the rows' function is not
	 * inlined and reads every user. */
	text_format(&sql, "::bigint) select total.n as total, %s from a "
	    "cross join total left join lateral (select r.* from page join "
	    "%s(a.organization_id, $2) r on r.id = page.id) r on true "
	    "order by r.seq",
	    project_wants(req->projection, req->type, p->expensive) ?
	    p->columns : p->without, p->rows);
	return db_search(req, sql.bytes, where.values, where.n);
}

static void
reply_list(struct request *req, const PGresult *rows, const struct page *page)
{
	struct text *text = reply_text(req);
	int n = PQntuples(rows), row;

	if (db_value(rows, 0, "id") == NULL)
		n = 0;
	text_format(text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:ListResponse\"],\"totalResults\":%s,\"startIndex\":%ld,"
	    "\"itemsPerPage\":%d,\"Resources\":[", db_value(rows, 0, "total"),
	    page->start, n);
	for (row = 0; row < n; row++) {
		if (row > 0)
			text_puts(text, ",");
		reply_print(text, req, rows, row);
	}
	text_puts(text, "]}");
	req->status = 200;
}

int
search_read(struct request *req)
{
	const char *text = request_parameter(req, "filter");
	struct filter *filter = NULL;
	struct page page;
	PGresult *rows;

	if (text != NULL) {
		filter = filter_parse(req, req->type, text, strlen(text));
		if (filter == NULL)
			return -1;
	}
	if (parse_page(req, &page) != 0)
		return -1;
	rows = find_rows(req, filter, &page);
	if (rows == NULL)
		return -1;
	reply_list(req, rows, &page);
	return 0;
}
