/*
 * Resources that are documents: users, and any other type whose table has
 * these statements.  What has a column of its own is taken out of the document
 * before it is stored, and reply.c puts it back around it.
 */

#include <assert.h>

#include "arena.h"
#include "column.h"
#include "datetime.h"
#include "db.h"
#include "immutable.h"
#include "json.h"
#include "patch.h"
#include "project.h"
#include "reply.h"
#include "request.h"
#include "resource.h"
#include "schema.h"
#include "validate.h"

enum {
	TRIES = 5,		/* of an edit that holds its resource */
	VALUES = 32		/* of a statement, at most */
};

static const struct statement *
statement_of(const struct request *req, enum verb verb)
{
	return &req->type->table->statements[verb];
}

/* Take an attribute out of a document: its value as SQL reads it, or NULL. */
static const char *
take(struct request *req, struct json_object *document,
    const struct column *column)
{
	struct json_object *value = json_object_object_get(document,
	    column->path);
	const char *string;

	if (value == NULL)
		return NULL;
	if (column->kind == FLAG)
		string = json_object_get_boolean(value) ? "t" : "f";
	else
		string = arena_string(req->arena,
		    json_object_get_string(value));
	json_object_object_del(document, column->path);
	return string;
}

/* Take out what is beside a document, in the order of the columns. */
static int
take_all(struct request *req, struct json_object *document,
    const char *values[VALUES], int n)
{
	const struct column *column = req->type->table->columns;

	for (; column->path != NULL; column++)
		if (column->beside != NULL && column->kind != ROWS) {
			assert(n < VALUES - 1);
			values[n++] = take(req, document, column);
		}
	return n;
}

/* Run a statement whose last parameters are a document. */
static PGresult *
write_row(struct request *req, enum verb verb, const char *values[VALUES],
    int n, struct json_object *document)
{
	size_t len;

	n = take_all(req, document, values, n);
	values[n++] = json_text(document, &len);
	if (len <= DOCUMENT_MAX)
		return db_run(req, statement_of(req, verb), values, n);
	fail(req, TOO_LARGE, "The %s would have %zu bytes, the limit is %d",
	    req->type->name, len, DOCUMENT_MAX);
	return NULL;
}

static struct json_object *
beside_value(struct request *req, const struct column *column,
    const char *value)
{
	struct text instant = { .arena = req->arena };

	if (column->kind == FLAG)
		return json_object_new_boolean(*value == 't');
	if (column->kind == TIME) {
		datetime_print(&instant, value);
		value = instant.bytes;
	}
	return column->kind == NUMBER ? json_tokener_parse(value) :
	    json_object_new_string(value);
}

/* The inverse: the document that PATCH changes, or NULL after fail(). */
static struct json_object *
document_of(struct request *req, const PGresult *row)
{
	const struct column *column = req->type->table->columns;
	struct json_object *document = validate_stored(req, req->type,
	    json_own(req->arena,
	    json_tokener_parse(db_value(row, 0, "document"))));
	const char *value;

	if (document == NULL)
		return NULL;
	for (; column->path != NULL; column++) {
		if (column->beside == NULL || column->kind == ROWS)
			continue;
		value = db_value(row, 0, column->beside);
		if (value != NULL)
			json_add(document, column->path,
			    json_made(beside_value(req, column, value)));
	}
	return document;
}

/* The canonical document of a POST or PUT. */
static struct json_object *
receive(struct request *req)
{
	struct json_object *body = request_json(req);

	if (body == NULL || request_same_id(req, body) != 0)
		return NULL;
	return validate_body(req, req->type, body);
}

int
resource_create(struct request *req)
{
	struct json_object *document = receive(req);
	const char *values[VALUES] = { req->key_hash, req->id, req->client };

	if (document == NULL ||
	    validate_document(req, req->type, document) != 0)
		return -1;
	return reply_resource(req, 201,
	    write_row(req, CREATE, values, 3, document));
}

static PGresult *
read_row(struct request *req, int with_rows)
{
	return db_found(req, db_run(req, statement_of(req, READ), DB_VALUES(
	    req->key_hash, req->resource_id, with_rows ? "t" : "f")));
}

int
resource_read(struct request *req)
{
	return reply_resource(req, 200, read_row(req,
	    project_wants_rows(req->projection, req->type)));
}

static PGresult *
replace_row(struct request *req, struct json_object *document,
    const char *versions)
{
	const char *values[VALUES] = { req->key_hash, req->id, req->client,
	    req->resource_id, versions };

	return db_found(req, write_row(req, REPLACE, values, 5, document));
}

/* What it is to become: by a PATCH's operations, or a PUT's document. */
struct edit {
	const struct operation *operations;
	struct json_object *document;	/* NULL: the operations */
};

/* It is a copy, for the edit may be done once more. */
static struct json_object *
replace_document(struct request *req, const struct edit *edit,
    struct json_object *had)
{
	struct json_object *document = json_own(req->arena,
	    json_copy(edit->document));

	return immutable_replace(req, req->type, had, document) == 0 ?
	    document : NULL;
}

/* RFC 7644 3.5.2.2: removed is unassigned, and that can mean a default. */
static void
add_defaults(const struct type *type, struct json_object *document)
{
	const struct column *column = type->table->columns;

	for (; column->path != NULL; column++)
		if (column->removed != NULL && !json_object_object_get_ex(
		    document, column->path, NULL))
			json_add(document, column->path,
			    json_made(json_object_new_string(column->removed)));
}

static struct json_object *
edit_document(struct request *req, const struct edit *edit,
    struct json_object *document)
{
	if (edit->document != NULL)
		return replace_document(req, edit, document);
	if (patch_apply(req, edit->operations, document) != 0)
		return NULL;
	add_defaults(req->type, document);
	return document;
}

/* Read, change, replace if nobody else has meanwhile. */
static PGresult *
edit_row(struct request *req, const struct edit *edit)
{
	struct json_object *document;
	const char *versions;
	PGresult *row = read_row(req, 0);

	if (row == NULL || request_allows_version(req,
	    db_value(row, 0, "version")) != 0)
		return NULL;
	document = document_of(req, row);
	if (document == NULL ||
	    (document = edit_document(req, edit, document)) == NULL ||
	    validate_document(req, req->type, document) != 0)
		return NULL;
	versions = arena_format(req->arena, "{%s}",
	    db_value(row, 0, "version"));
	return replace_row(req, document, versions);
}

/*
 * Others were faster: once more, while they wait.  A deadlock, which only
 * other requests on owners can make, is repeated as any other is.
 */
static PGresult *
edit_locked(struct request *req, const struct edit *edit)
{
	int is_bulk = db_in_transaction(req), try;
	PGresult *row;

	for (try = 0; try < TRIES; try++) {
		req->failure = NO_FAILURE;
		if (!is_bulk && db_begin(req) != 0)
			return NULL;
		row = db_run(req, statement_of(req, LOCK),
		    DB_VALUES(req->key_hash, req->resource_id));
		if (row != NULL)
			row = edit_row(req, edit);
		if (is_bulk || (row != NULL && db_commit(req) == 0))
			return row;
		if (!db_rollback(req))
			return NULL;
	}
	return NULL;
}

static int
edit(struct request *req, const struct edit *edit)
{
	PGresult *row = edit_row(req, edit);

	if (row == NULL && req->failure == VERSION_MISMATCH &&
	    req->if_match == NULL)
		row = edit_locked(req, edit);
	return reply_resource(req, 200, row);
}

int
resource_replace(struct request *req)
{
	struct json_object *document = receive(req);

	if (document == NULL)
		return -1;
	/* RFC 7644 3.5.1: then it must agree with what it replaces. */
	if (schema_has(req->type, IMMUTABLE))
		return edit(req, &(struct edit){ .document = document });
	if (validate_document(req, req->type, document) != 0)
		return -1;
	return reply_resource(req, 200, replace_row(req, document,
	    request_versions(req, req->if_match, 0)));
}

/* Do operations only give values to what is beside the document? */
static int
are_beside(const struct type *type, const struct operation *op)
{
	const struct column *column;

	for (; op != NULL; op = op->next) {
		column = op->path.extension == NULL ?
		    column_find(type, op->path.attr->name) : NULL;
		if (column == NULL || column->beside == NULL ||
		    op->value == NULL)
			return 0;
	}
	return 1;
}

/* Then nobody need look at what is there: so most who leave are deactivated. */
static int
modify_beside(struct request *req, const struct operation *operations)
{
	struct json_object *document = json_own(req->arena,
	    json_made(json_object_new_object()));
	const char *values[VALUES] = { req->key_hash, req->id, req->client,
	    req->resource_id, request_versions(req, req->if_match, 0) };
	int n;

	if (patch_apply(req, operations, document) != 0)
		return -1;
	n = take_all(req, document, values, 5);
	values[n++] = NULL;			/* the document */
	return reply_resource(req, 200, db_found(req, db_run(req,
	    statement_of(req, REPLACE), values, n)));
}

int
resource_modify(struct request *req)
{
	struct json_object *body = request_json(req);
	struct operation *operations;

	if (body == NULL || patch_parse(req, req->type, req->resource_id, body,
	    &operations) != 0)
		return -1;
	if (req->type->table->null_is_unchanged &&
	    are_beside(req->type, operations))
		return modify_beside(req, operations);
	return edit(req, &(struct edit){ .operations = operations });
}

int
resource_delete(struct request *req)
{
	if (db_found(req, db_run(req, statement_of(req, DELETE), DB_VALUES(
	    req->key_hash, req->id, req->client, req->resource_id,
	    request_versions(req, req->if_match, 0)))) == NULL)
		return -1;
	reply_empty(req, NULL);
	return 0;
}
