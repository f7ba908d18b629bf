/*
 * What goes out: a resource from its row, an error, the headers.  A
 * document leaves the database as the bytes that go to the wire; what is
 * ours is put around it, what the client does not want is cut out, and no JSON
 * tree is built.
 */

#include <string.h>

#include "arena.h"
#include "column.h"
#include "config.h"
#include "datetime.h"
#include "db.h"
#include "json.h"
#include "members.h"
#include "project.h"
#include "reply.h"
#include "request.h"
#include "schema.h"
#include "wire.h"

/*
 * What is the same in all rows: columns by their numbers, which to find in each
 * row was a fifth of a page.
 */
struct layout {
	const PGresult *rows;
	const struct type *type;
	const struct projection *projection;
	const char *url;	/* of the type's endpoint */
	int id, version, created, modified;
	int document;		/* -1: none */
	/* Of the type's columns, which have one beside it: */
	struct {
		int column;
		struct lines *lines;	/* of ROWS */
	} *beside;
};

struct layout *
reply_layout(struct request *req, const struct type *type,
    const struct projection *projection, const PGresult *rows)
{
	const struct column *columns = type->table->columns;
	struct layout *layout = arena_alloc(req->arena, sizeof(*layout));
	size_t n = 0, i;

	while (columns[n].path != NULL)
		n++;
	*layout = (struct layout){
		.rows = rows,
		.type = type,
		.projection = projection,
		.url = arena_format(req->arena, "%s/%s/",
		    req->config->base_url, type->endpoint),
		.id = db_column(rows, "id"),
		.version = db_column(rows, "version"),
		.created = db_column(rows, "created"),
		.modified = db_column(rows, "modified"),
		.document = column_has_document(type) ?
		    db_column(rows, "document") : -1,
		.beside = arena_alloc(req->arena, n * sizeof(*layout->beside)),
	};
	for (i = 0; i < n; i++) {
		if (columns[i].beside == NULL)
			continue;
		layout->beside[i].column = db_column(rows, columns[i].beside);
		if (columns[i].kind == ROWS)
			layout->beside[i].lines = members_lines(req, type,
			    &columns[i], projection);
	}
	return layout;
}

/* Has it data under a URN?  Only as a name can "URN" stand before a colon. */
static int
has_member(const char *document, const char *name)
{
	size_t len = strlen(name);
	const char *at = document;

	while ((at = strstr(at, name)) != NULL) {
		at += len;
		if (at[-(long)len - 1] == '"' && *at == '"' &&
		    at[1 + strspn(at + 1, " ")] == ':')
			return 1;
	}
	return 0;
}

static void
print_schemas(struct text *text, const struct type *type,
    const char *document)
{
	const struct schema *const *extension;

	text_join(text, "{\"schemas\":[\"", type->schema->urn, "\"", NULL);
	for (extension = type->extensions; document != NULL &&
	    *extension != NULL; extension++)
		if (has_member(document, (*extension)->urn))
			text_join(text, ",\"", (*extension)->urn, "\"", NULL);
}

static void
print_document(struct text *text, const char *document)
{
	const char *first = strchr(document, '{') + 1;

	first += strspn(first, " \t\r\n");
	if (*first == '}')
		return;
	text_puts(text, ",");
	text_add(text, first, (size_t)(strrchr(document, '}') - first));
}

static void
print_instant(struct text *text, const char *timestamptz)
{
	text_puts(text, "\"");
	datetime_print(text, timestamptz);
	text_puts(text, "\"");
}

/* What is beside the document, but for ROWS. */
static void
print_beside(struct text *text, const struct layout *layout, int row)
{
	const struct column *columns = layout->type->table->columns, *column;
	const char *value;

	for (column = columns; column->path != NULL; column++) {
		if (column->beside == NULL || column->kind == ROWS)
			continue;
		value = db_field(layout->rows, row,
		    layout->beside[column - columns].column);
		if (value == NULL)
			continue;
		text_join(text, ",\"", column->path, "\":", NULL);
		if (column->kind == FLAG)
			text_puts(text, *value == 't' ? "true" : "false");
		else if (column->kind == NUMBER)
			text_puts(text, value);
		else if (column->kind == TIME)
			print_instant(text, value);
		else
			json_quote(text, value);
	}
}

/* Before the end of a printed resource, which is projected by now. */
static void
print_rows(struct text *text, const struct layout *layout, int row)
{
	const struct column *columns = layout->type->table->columns, *column;
	size_t end, start, i;

	for (column = columns; column->path != NULL; column++) {
		if (column->kind != ROWS || column->beside == NULL)
			continue;
		i = (size_t)(column - columns);
		end = text->len = text->len - 1;
		text_join(text, ",\"", column->path, "\":", NULL);
		start = text->len;
		members_print(text, layout->beside[i].lines, db_field(
		    layout->rows, row, layout->beside[i].column));
		if (text->len == start)
			text->len = end;
		text_puts(text, "}");
	}
}

/* The headers that say which resource it is, and in which version. */
static void
identify(struct request *req, const PGresult *row)
{
	req->etag = arena_format(req->arena, "W/\"%s\"",
	    db_value(row, 0, "version"));
	req->location = arena_format(req->arena, "%s/%s/%s",
	    req->config->base_url, req->type->endpoint,
	    db_value(row, 0, "id"));
}

void
reply_print(struct text *text, const struct layout *layout, int row)
{
	const PGresult *rows = layout->rows;
	const char *id = db_field(rows, row, layout->id);
	const char *document = layout->document < 0 ? NULL :
	    db_field(rows, row, layout->document);
	size_t start = text->len;

	print_schemas(text, layout->type, document);
	text_join(text, "],\"id\":\"", id, "\"", NULL);
	if (document != NULL)
		print_document(text, document);
	print_beside(text, layout, row);
	text_join(text, ",\"meta\":{\"resourceType\":\"",
	    layout->type->name, "\",\"created\":", NULL);
	print_instant(text, db_field(rows, row, layout->created));
	text_puts(text, ",\"lastModified\":");
	print_instant(text, db_field(rows, row, layout->modified));
	text_join(text, ",\"location\":\"", layout->url, id,
	    "\",\"version\":\"W/\\\"",
	    db_field(rows, row, layout->version), "\\\"\"}}", NULL);
	if (layout->projection != NULL)
		project_apply(layout->projection, layout->type, text, start);
	print_rows(text, layout, row);
}

struct text *
reply_text(struct request *req)
{
	req->answer = arena_alloc(req->arena, sizeof(*req->answer));
	req->answer->arena = req->arena;
	return req->answer;
}

int
reply_resource(struct request *req, int status, const PGresult *row)
{
	if (row == NULL)
		return -1;
	identify(req, row);
	req->status = status;
	if ((strcmp(req->method, "GET") == 0 ||
	    strcmp(req->method, "HEAD") == 0) &&
	    request_has_version(req, db_value(row, 0, "version")))
		req->status = 304;
	else
		reply_print(reply_text(req), reply_layout(req, req->type,
		    req->projection, row), 0);
	return 0;
}

void
reply_empty(struct request *req, const PGresult *row)
{
	req->status = 204;
	if (row != NULL)
		identify(req, row);
}

void
reply_json(struct request *req, struct json_object *object)
{
	size_t len;
	const char *bytes = json_text(object, &len);

	text_add(reply_text(req), bytes, len);
	req->status = 200;
}

/* RFC 7644 3.12. */
void
reply_print_error(struct text *text, enum failure failure, const char *detail)
{
	const struct error *error = error_find(failure);

	text_format(text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:Error\"],\"status\":\"%d\"", error->status);
	if (error->scim_type != NULL)
		text_format(text, ",\"scimType\":\"%s\"", error->scim_type);
	text_puts(text, ",\"detail\":");
	json_quote(text, detail);
	text_puts(text, "}");
}

/* Okta shows the reason phrase to its administrator, before our detail. */
static const struct {
	int status;
	const char *phrase;
} reasons[] = {
	{ 200, "OK" }, { 201, "Created" }, { 204, "No Content" },
	{ 304, "Not Modified" }, { 400, "Bad Request" },
	{ 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 409, "Conflict" },
	{ 412, "Precondition Failed" }, { 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" }, { 500, "Internal Server Error" },
	{ 501, "Not Implemented" }, { 503, "Service Unavailable" },
};

static const char *
reason(int status)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].phrase;
	return "";
}

void
reply_failure(struct request *req)
{
	req->status = error_find(req->failure)->status;
	req->etag = req->location = NULL;
	reply_print_error(reply_text(req), req->failure, req->detail);
}

/*
 * mod_fcgid and mod_cgid take Location with 200 for a redirect, although
 * Status says otherwise: conf/apache-script.conf tells us, and adds it.
 */
static int
may_locate(const struct request *req, const struct wire *wire)
{
	return req->status != 200 ||
	    wire_param(wire, "LOCATION_IS_REDIRECT") == NULL;
}

static void
add_header(struct text *head, const char *name, const char *value)
{
	if (value != NULL)
		text_join(head, name, ": ", value, "\r\n", NULL);
}

static void
print_headers(struct text *head, const struct request *req,
    const struct wire *wire)
{
	text_format(head, "Status: %d %s\r\n", req->status,
	    reason(req->status));
	add_header(head, "ETag", req->etag);
	add_header(head, "Content-Location", req->location);
	if (may_locate(req, wire))
		add_header(head, "Location", req->location);
	/* RFC 6750 section 3: no error for who has sent no credential. */
	if (req->status == 401)
		add_header(head, "WWW-Authenticate",
		    req->authorization == NULL ? "Bearer realm=\"scim\"" :
		    "Bearer realm=\"scim\", error=\"invalid_token\"");
	if (req->status == 405)
		add_header(head, "Allow", req->allow);
	if (req->status == 503)
		text_format(head, "Retry-After: %d\r\n", req->retry_after);
	if (req->answer != NULL)
		add_header(head, "Content-Type",
		    req->answer_type != NULL ? req->answer_type :
		    "application/scim+json");
	if (req->answer != NULL && !req->is_partial)
		text_format(head, "Content-Length: %zu\r\n",
		    req->answer->len);
	text_puts(head, "\r\n");
}

void
reply_send(struct request *req, struct wire *wire)
{
	struct text head = { .arena = req->arena };

	print_headers(&head, req, wire);
	wire_write(wire, head.bytes, head.len);
	if (req->answer != NULL && strcmp(req->method, "HEAD") != 0)
		wire_write(wire, req->answer->bytes, req->answer->len);
}
