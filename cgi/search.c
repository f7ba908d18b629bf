/*
 * Lists (RFC 7644 3.4.2): what is asked, and the answer.  A list at the base
 * URL is of all types, and an attribute that a type lacks has no value there.
 */

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "filter.h"
#include "json.h"
#include "list.h"
#include "project.h"
#include "reply.h"
#include "request.h"
#include "schema.h"
#include "search.h"
#include "validate.h"

static int
parse_part(struct request *req, const struct type *type, struct part *part)
{
	const char *filter = request_parameter(req, "filter");

	part->type = type;
	if (filter != NULL) {
		part->filter = (req->type != NULL ? filter_parse :
		    filter_parse_any)(req, type, filter, strlen(filter));
		if (part->filter == NULL)
			return -1;
	}
	return project_parse(req, type, request_parameter(req, "attributes"),
	    request_parameter(req, "excludedAttributes"), &part->projection);
}

static int
parse_list(struct request *req)
{
	const struct type *first = req->type != NULL ? req->type : types;
	struct list *list = arena_alloc(req->arena, sizeof(*list));
	int i;

	req->list = list;
	list->n = 1;
	while (req->type == NULL && types[list->n].name != NULL)
		list->n++;
	list->parts = arena_alloc(req->arena,
	    (size_t)list->n * sizeof(struct part));
	for (i = 0; i < list->n; i++)
		if (parse_part(req, &first[i], &list->parts[i]) != 0)
			return -1;
	if (sort_parse(req, first, list->n, &list->sort) != 0)
		return -1;
	return page_parse(req, &list->page);
}

/* The rows that are shown: one more only says that there are more. */
struct shown {
	int from, to, more;
};

static struct shown
shown_rows(const struct page *page, const PGresult *rows)
{
	int n = db_value(rows, 0, "id") == NULL ? 0 : PQntuples(rows);
	int more = n > page->count;

	if (page->backward)
		return (struct shown){ more, n, more };
	return (struct shown){ 0, n - more, more };
}

static void
print_cursor(struct text *text, struct request *req, const struct list *list,
    const PGresult *rows, int row, int backward)
{
	text_format(text, ",\"%s\":\"%s\"",
	    backward ? "previousCursor" : "nextCursor",
	    page_cursor(req, &list->page, backward,
	    db_value(rows, row, "place"),
	    list->sort.by != NULL ? db_value(rows, row, "key") : NULL));
}

/*
 * RFC 9865 2: previousCursor on all pages but the first, nextCursor on all
 * but the last.  When nothing is left before a place, the page behind it has
 * become the first.
 */
static void
print_cursors(struct text *text, struct request *req, const struct list *list,
    const PGresult *rows, const struct shown *shown)
{
	const struct page *page = &list->page;

	if (shown->from == shown->to) {
		if (page->backward)
			text_format(text, ",\"nextCursor\":\"%s\"",
			    page_cursor(req, page, 0, "0", NULL));
		return;
	}
	if (page->backward ? shown->more : strcmp(page->place, "0") != 0)
		print_cursor(text, req, list, rows, shown->from, 1);
	if (page->backward || shown->more)
		print_cursor(text, req, list, rows, shown->to - 1, 0);
}

static void
print_rows(struct text *text, struct request *req, const struct list *list,
    const PGresult *rows, const struct shown *shown)
{
	int type = list->n > 1 ? db_column(rows, "type") : -1, i, row;
	struct part *part;

	for (i = 0; i < list->n; i++) {
		part = &list->parts[i];
		part->layout = reply_layout(req, part->type, part->projection,
		    rows);
	}
	for (row = shown->from; row < shown->to; row++) {
		if (row > shown->from)
			text_puts(text, ",");
		part = &list->parts[type < 0 ? 0 :
		    atoi(db_field(rows, row, type))];
		reply_print(text, part->layout, row);
	}
}

static void
reply_list(struct request *req, const PGresult *rows, const struct list *list)
{
	const struct page *page = &list->page;
	struct shown shown = shown_rows(page, rows);
	struct text *text = reply_text(req);

	text_room(text, 2 * PQresultMemorySize(rows));
	text_format(text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:ListResponse\"],\"totalResults\":%s,",
	    db_value(rows, 0, "total"));
	if (!page->has_cursor)
		text_format(text, "\"startIndex\":%ld,", page->start);
	text_format(text, "\"itemsPerPage\":%d", shown.to - shown.from);
	if (page->has_cursor && page->count > 0)
		print_cursors(text, req, list, rows, &shown);
	text_puts(text, ",\"Resources\":[");
	print_rows(text, req, list, rows, &shown);
	text_puts(text, "]}");
	req->status = 200;
}

int
search_read(struct request *req)
{
	PGresult *rows;

	if (req->list == NULL && parse_list(req) != 0)
		return -1;
	rows = list_rows(req, req->list);
	if (rows == NULL)
		return -1;
	reply_list(req, rows, req->list);
	return 0;
}

/* The members of a SearchRequest (RFC 7644 3.4.3). */
static const struct {
	const char *name;
	enum json_type type;
	const char *what;
} members[] = {
	{ "attributes", json_type_array, "a list of strings" },
	{ "excludedAttributes", json_type_array, "a list of strings" },
	{ "filter", json_type_string, "a string" },
	{ "sortBy", json_type_string, "a string" },
	{ "sortOrder", json_type_string, "a string" },
	{ "startIndex", json_type_int, "an integer" },
	{ "count", json_type_int, "an integer" },
	{ "cursor", json_type_string, "a string" },
};

/* The strings as a parameter of the query has them; NULL: they are none. */
static const char *
join(struct request *req, struct json_object *list)
{
	struct text text = { .arena = req->arena };
	struct json_object *element;
	size_t i;

	text_puts(&text, "");
	for (i = 0; i < json_object_array_length(list); i++) {
		element = json_object_array_get_idx(list, i);
		if (!json_object_is_type(element, json_type_string))
			return NULL;
		text_format(&text, "%s%s", i > 0 ? "," : "",
		    json_object_get_string(element));
	}
	return text.bytes;
}

/* The body's members in the place of the query's parameters. */
static int
take_members(struct request *req, struct json_object *body)
{
	struct json_object *value;
	struct query *query;
	size_t i;

	req->query = NULL;
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		value = json_member(body, members[i].name);
		if (value == NULL)
			continue;
		query = arena_alloc(req->arena, sizeof(*query));
		query->name = members[i].name;
		if (json_object_is_type(value, members[i].type))
			query->value = members[i].type == json_type_array ?
			    join(req, value) : json_object_get_string(value);
		if (query->value == NULL)
			return fail(req, INVALID_VALUE, "%s must be %s, not %s",
			    members[i].name, members[i].what,
			    json_brief(req->arena, value));
		query->next = req->query;
		req->query = query;
	}
	return 0;
}

int
search_post(struct request *req)
{
	struct json_object *body = request_json(req);

	if (body == NULL || validate_message(req, body,
	    "urn:ietf:params:scim:api:messages:2.0:SearchRequest") != 0 ||
	    take_members(req, body) != 0)
		return -1;
	return search_read(req);
}
