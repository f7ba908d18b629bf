/*
 * Users.  active and statsigOrgRole have columns of their own: they are
 * taken out of the document before it is stored, and reply.c puts them back
 * around it.
 */

#include <string.h>

#include "arena.h"
#include "config.h"
#include "db.h"
#include "immutable.h"
#include "json.h"
#include "patch.h"
#include "reply.h"
#include "request.h"
#include "schema.h"
#include "user.h"
#include "validate.h"

enum { TRIES = 5 };		/* of an edit that holds its user */

/* What user_create and user_replace in sql/ are told; NULL: not said. */
struct account {
	const char *active, *role, *document;
};

static int
split(struct request *req, struct json_object *document,
    struct account *account)
{
	struct json_object *value;
	const char *string;
	size_t len;

	if (json_object_object_get_ex(document, "active", &value))
		account->active = json_object_get_boolean(value) ? "t" : "f";
	if (json_object_object_get_ex(document, "statsigOrgRole", &value)) {
		string = json_object_get_string(value);
		account->role = arena_copy(req->arena, string, strlen(string));
	}
	json_object_object_del(document, "active");
	json_object_object_del(document, "statsigOrgRole");
	account->document = json_text(document, &len);
	if (len > DOCUMENT_MAX)
		return fail(req, TOO_LARGE, "The user would have %zu bytes, the "
		    "limit is %d", len, DOCUMENT_MAX);
	return 0;
}

/* The inverse: the document that PATCH changes, or NULL after fail(). */
static struct json_object *
join(struct request *req, const PGresult *row)
{
	struct json_object *document = validate_stored(req, req->type,
	    json_own(req->arena,
	    json_tokener_parse(db_value(row, 0, "document"))));

	if (document == NULL)
		return NULL;
	json_object_object_add(document, "active",
	    json_object_new_boolean(*db_value(row, 0, "active") == 't'));
	json_object_object_add(document, "statsigOrgRole",
	    json_object_new_string(db_value(row, 0, "role")));
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
user_create(struct request *req)
{
	struct json_object *document = receive(req);
	struct account account = { NULL, NULL, NULL };
	PGresult *row;

	if (document == NULL ||
	    validate_document(req, req->type, document) != 0 ||
	    split(req, document, &account) != 0)
		return -1;
	row = db_call(req, USER_CREATE, req->key_hash, req->id, req->client,
	    req->config->base_url, account.active, account.role,
	    account.document);
	if (row == NULL)
		return -1;
	reply_resource(req, 201, row);
	return 0;
}

static PGresult *
read_row(struct request *req)
{
	PGresult *row = db_call(req, USER_READ, req->key_hash,
	    req->resource_id, req->config->base_url);

	return row == NULL || db_found(req, row) != 0 ? NULL : row;
}

int
user_read(struct request *req)
{
	PGresult *row = read_row(req);

	if (row == NULL)
		return -1;
	reply_resource(req, 200, row);
	return 0;
}

static PGresult *
replace_row(struct request *req, struct json_object *document,
    const char *versions)
{
	struct account account = { NULL, NULL, NULL };
	PGresult *row;

	if (split(req, document, &account) != 0)
		return NULL;
	row = db_call(req, USER_REPLACE, req->key_hash, req->id, req->client,
	    req->config->base_url, req->resource_id, versions, account.active,
	    account.role, account.document);

	return row == NULL || db_found(req, row) != 0 ? NULL : row;
}

/* What a user is to become: by a PATCH's operations, or a PUT's document. */
struct edit {
	const struct operation *operations;
	struct json_object *document;	/* NULL: the operations */
};

/* It is a copy, for the edit may be done once more. */
static struct json_object *
replace_document(struct request *req, const struct edit *edit,
    struct json_object *had)
{
	struct json_object *document = NULL;

	if (json_object_deep_copy(edit->document, &document, NULL) != 0)
		document = NULL;
	json_own(req->arena, json_made(document));
	return immutable_replace(req, req->type, had, document) == 0 ?
	    document : NULL;
}

static struct json_object *
edit_document(struct request *req, const struct edit *edit,
    struct json_object *document)
{
	if (edit->document != NULL)
		return replace_document(req, edit, document);
	if (patch_apply(req, edit->operations, document) != 0)
		return NULL;
	/* Values that have become the same are one, as in a PUT. */
	document = validate_stored(req, req->type, document);
	if (document == NULL)
		return NULL;
	/* RFC 7644 3.5.2.2: removed is unassigned, and that means Member. */
	if (!json_object_object_get_ex(document, "statsigOrgRole", NULL))
		json_object_object_add(document, "statsigOrgRole",
		    json_object_new_string("Member"));
	return document;
}

/* Read, change, replace if nobody else has meanwhile. */
static PGresult *
edit_row(struct request *req, const struct edit *edit)
{
	struct json_object *document;
	const char *versions;
	PGresult *row = read_row(req);

	if (row == NULL || request_allows_version(req,
	    db_value(row, 0, "version")) != 0)
		return NULL;
	document = join(req, row);
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
		row = db_call(req, USER_LOCK, req->key_hash, req->resource_id);
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
	if (row == NULL)
		return -1;
	reply_resource(req, 200, row);
	return 0;
}

int
user_replace(struct request *req)
{
	struct json_object *document = receive(req);
	PGresult *row;

	if (document == NULL)
		return -1;
	/* RFC 7644 3.5.1: then it must agree with what it replaces. */
	if (schema_has(req->type, IMMUTABLE))
		return edit(req, &(struct edit){ .document = document });
	if (validate_document(req, req->type, document) != 0)
		return -1;
	row = replace_row(req, document,
	    request_versions(req, req->if_match, 0));
	if (row == NULL)
		return -1;
	reply_resource(req, 200, row);
	return 0;
}

int
user_modify(struct request *req)
{
	struct json_object *body = request_json(req);
	struct operation *operations;

	if (body == NULL || patch_parse(req, req->type, req->resource_id, body,
	    &operations) != 0)
		return -1;
	return edit(req, &(struct edit){ .operations = operations });
}

int
user_delete(struct request *req)
{
	PGresult *row = db_call(req, USER_DELETE, req->key_hash, req->id,
	    req->client, req->resource_id,
	    request_versions(req, req->if_match, 0));

	if (row == NULL || db_found(req, row) != 0)
		return -1;
	reply_empty(req, NULL);
	return 0;
}
