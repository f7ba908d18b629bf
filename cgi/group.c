/*
 * Groups.  What a PUT or PATCH says of members becomes a change set, and SQL
 * does the rest: the group's present members are not read, unless a PATCH's
 * value filter asks for more than ids.
 */

#include <string.h>

#include "arena.h"
#include "change.h"
#include "column.h"
#include "db.h"
#include "group.h"
#include "json.h"
#include "members.h"
#include "patch.h"
#include "reply.h"
#include "request.h"
#include "schema.h"
#include "validate.h"

/* With their display, however many: an integer that no group reaches. */
static const char everybody[] = "2147483647";

/*
 * The ids as an SQL array literal; in *others, what is no UUID and so no id
 * of ours, or NULL.
 */
static const char *
id_array(struct request *req, const char **ids, const char **others)
{
	struct text array = { .arena = req->arena };
	struct text rest = { .arena = req->arena };
	const char *id;

	text_puts(&array, "{");
	for (; *ids != NULL; ids++)
		/* members.value is not caseExact (RFC 7643 8.7.1). */
		if (request_is_id(id = json_fold(req->arena, *ids))) {
			text_puts(&array, array.len > 1 ? "," : "");
			text_puts(&array, id);
		} else {
			text_format(&rest, "%s%.100s", rest.len > 0 ? ", " : "",
			    *ids);
		}
	text_puts(&array, "}");
	*others = rest.bytes;
	return array.bytes;
}

/* The results of a Bulk show no resource. */
static const char *
displayed(const struct request *req)
{
	return db_in_transaction(req) ? NULL :
	    members_displayed(req->arena, req->projection);
}

static PGresult *
read_row(struct request *req, const char *with_display, const char *known)
{
	return db_found(req, db_call(req, GROUP_READ, req->key_hash,
	    req->resource_id, with_display, known));
}

/* For HEAD the members are not read, so there is no length (RFC 9110 8.6). */
int
group_read(struct request *req)
{
	int is_head = strcmp(req->method, "HEAD") == 0;
	PGresult *row = read_row(req, is_head ? NULL : displayed(req),
	    request_versions(req, req->if_none_match, 1));

	if (row == NULL)
		return -1;
	req->is_partial = is_head;
	return reply_resource(req, 200, row);
}

/* The change that a POST or PUT body asks for. */
static int
read_document(struct request *req, struct change *change)
{
	struct json_object *body = request_json(req), *document;

	if (body == NULL || request_same_id(req, body) != 0)
		return -1;
	document = validate_body(req, req->type, body);
	if (document == NULL ||
	    validate_document(req, req->type, document) != 0)
		return -1;
	return change_from_document(req, document, change);
}

/* For value filters that name no ids. */
static struct json_object *
present_members(struct request *req)
{
	struct text list = { .arena = req->arena };
	PGresult *row = read_row(req, everybody, NULL);

	if (row == NULL)
		return NULL;
	members_print(&list, members_lines(req, group_type,
	    column_find(group_type, "members"), NULL),
	    db_value(row, 0, "members"));
	return json_own(req->arena,
	    json_tokener_parse(list.len == 0 ? "[]" : list.bytes));
}

/* The change that a PATCH asks for. */
static int
read_patch(struct request *req, struct change *change)
{
	struct json_object *body = request_json(req);
	struct operation *operations;

	if (body == NULL || patch_parse(req, req->type, req->resource_id, body,
	    &operations) != 0)
		return -1;
	return change_from_operations(req, operations, present_members, change);
}

/* A change as SQL takes it. */
struct wish {
	const char *display_name, *sets_external_id, *external_id;
	const char *replaces, *adds, *others, *removes;
};

/* Who is to leave and has no id of ours is no member. */
static void
state(struct request *req, const struct change *change, struct wish *wish)
{
	const char *strangers;

	wish->display_name = arena_string(req->arena, change->display_name);
	wish->sets_external_id = change->has_external_id ? "t" : "f";
	wish->external_id = arena_string(req->arena, change->external_id);
	wish->replaces = change->replaces ? "t" : "f";
	wish->adds = id_array(req, change->add, &wish->others);
	wish->removes = id_array(req, change->remove, &strangers);
}

/*
 * The body has an arena of its own: its trees are the largest that a request
 * can have, and are gone before the answer is made.
 */
static int
receive(struct request *req, int (*read)(struct request *, struct change *),
    struct wish *wish)
{
	struct request sub = *req;
	struct change change;
	int failed;

	sub.arena = arena_new();
	failed = read(&sub, &change);
	if (failed) {
		req->failure = sub.failure;
		req->detail = arena_string(req->arena, sub.detail);
		req->retry_after = sub.retry_after;
		req->sqlstate = arena_string(req->arena, sub.sqlstate);
	} else {
		state(req, &change, wish);
	}
	arena_free(sub.arena);
	return failed;
}

int
group_create(struct request *req)
{
	struct wish wish;
	PGresult *row;

	if (receive(req, read_document, &wish) != 0)
		return -1;
	row = db_call(req, GROUP_CREATE, req->key_hash, req->id, req->client,
	    wish.display_name, wish.external_id, wish.adds, wish.others,
	    displayed(req));
	return reply_resource(req, 201, row);
}

static PGresult *
change_row(struct request *req, const struct wish *wish,
    const char *with_display)
{
	return db_found(req, db_call(req, GROUP_MODIFY, req->key_hash, req->id,
	    req->client, req->resource_id,
	    request_versions(req, req->if_match, 0), wish->display_name,
	    wish->sets_external_id, wish->external_id, wish->replaces,
	    wish->adds, wish->others, wish->removes, with_display));
}

int
group_replace(struct request *req)
{
	struct wish wish;
	PGresult *row;

	if (receive(req, read_document, &wish) != 0)
		return -1;
	row = change_row(req, &wish, displayed(req));
	return reply_resource(req, 200, row);
}

int
group_modify(struct request *req)
{
	struct wish wish;
	PGresult *row;

	if (receive(req, read_patch, &wish) != 0)
		return -1;
	/* RFC 7644 3.5.2: a body only for who asked for attributes. */
	row = change_row(req, &wish,
	    req->projection == NULL ? NULL : displayed(req));
	if (row == NULL || req->projection != NULL)
		return reply_resource(req, 200, row);
	reply_empty(req, row);
	return 0;
}
