/* What the database is told of a request beside what it changes. */

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "db.h"
#include "json.h"
#include "record.h"
#include "request.h"
#include "route.h"
#include "schema.h"

enum {
	USED_SECONDS = 300,	/* as in scim.key_used() */
	USED_KEYS = 256
};

/* An operation of a Bulk may lack its method. */
static int
would_change(const struct request *req)
{
	return req->route != NULL && !(req->route->flags & SEARCH) &&
	    (req->method == NULL || (strcmp(req->method, "GET") != 0 &&
	    strcmp(req->method, "HEAD") != 0));
}

/* Who a user of no id yet was to be: without it nobody finds the event. */
static const char *
user_name(const struct request *req)
{
	struct json_object *name = json_member(req->data, "userName");

	return req->resource_id == NULL &&
	    json_object_is_type(name, json_type_string) ?
	    json_object_get_string(name) : NULL;
}

void
record_refused(struct request *req)
{
	const struct error *error = error_find(req->failure);
	const char *id = req->resource_id, *sqlstate = req->sqlstate;

	if (!req->authenticated || !would_change(req) ||
	    req->failure == UNAVAILABLE)
		return;
	db_call(req, REQUEST_REFUSED, req->key_hash, req->id, req->client,
	    req->method, req->type == NULL ? "Bulk" : req->type->name,
	    id != NULL && request_is_id(id) ? id : NULL,
	    arena_format(req->arena, "%d", error->status), error->scim_type,
	    req->detail, user_name(req));
	req->sqlstate = sqlstate;
}

/*
 * Each thread knows the keys that it has told of, at the place that their
 * hash says.  Two at one place are told of more often, but not written.
 */
void
record_used(struct request *req)
{
	static _Thread_local struct {
		char key_hash[sizeof(req->key_hash)];
		time_t at;
	} used[USED_KEYS], *here;
	const char place[] = { req->key_hash[2], req->key_hash[3], '\0' };

	if (*req->key_hash == '\0' ||		/* GET /health */
	    !req->authenticated || req->failure == UNAVAILABLE)
		return;
	here = &used[strtoul(place, NULL, 16) % USED_KEYS];
	if (strcmp(here->key_hash, req->key_hash) == 0 &&
	    req->began.tv_sec - here->at < USED_SECONDS)
		return;
	memcpy(here->key_hash, req->key_hash, sizeof(here->key_hash));
	here->at = req->began.tv_sec;
	db_call(req, KEY_USED, req->key_hash);
}
