/*
 * What the database is told of a request beside what it changes, and asked
 * beside what it answers.
 */

#include <pthread.h>
#include <stdio.h>
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
	FRESH = 300,		/* seconds, as in scim.key_used() */
	KEYS = 4096,
	NAME = 250		/* bytes, as in scim.is_name() */
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
 * The keys that this process has seen lately, at the place that their hash
 * says: who makes room for another is asked for again.
 */
static struct known {
	char key_hash[KEY_HASH];
	time_t at;
	int is_told;			/* of its use */
	char label[NAME + 1], organization[NAME + 1];
} keys[KEYS];
static pthread_mutex_t keys_lock = PTHREAD_MUTEX_INITIALIZER;

/* The place of the request's key, which may be taken by another. */
static struct known *
place(const struct request *req)
{
	const char hash[] = { req->key_hash[2], req->key_hash[3],
	    req->key_hash[4], '\0' };

	return &keys[strtoul(hash, NULL, 16) % KEYS];
}

static int
is_at(const struct request *req, const struct known *here)
{
	return strcmp(here->key_hash, req->key_hash) == 0;
}

/* The names that are known, and whether they are fresh. */
static int
recall(struct request *req)
{
	const struct known *here = place(req);
	int is_fresh = 0;

	pthread_mutex_lock(&keys_lock);
	if (is_at(req, here)) {
		req->label = arena_string(req->arena, here->label);
		req->organization = arena_string(req->arena,
		    here->organization);
		is_fresh = req->began.tv_sec - here->at < FRESH;
	}
	pthread_mutex_unlock(&keys_lock);
	return is_fresh;
}

static void
remember(const struct request *req)
{
	struct known *here = place(req);

	pthread_mutex_lock(&keys_lock);
	memcpy(here->key_hash, req->key_hash, sizeof(here->key_hash));
	here->at = req->began.tv_sec;
	here->is_told = 0;
	snprintf(here->label, sizeof(here->label), "%s", req->label);
	snprintf(here->organization, sizeof(here->organization), "%s",
	    req->organization);
	pthread_mutex_unlock(&keys_lock);
}

void
record_names(struct request *req)
{
	struct request asking = *req;	/* what fails there stays there */
	PGresult *row;

	if (*req->key_hash == '\0' || recall(req) ||
	    req->failure == UNAUTHORIZED || req->failure == UNAVAILABLE)
		return;
	row = db_call(&asking, KEY_NAMES, asking.key_hash);
	if (row == NULL)
		return;
	req->label = db_value(row, 0, "label");
	req->organization = db_value(row, 0, "organization");
	remember(req);
}

/* Is its use told by now?  From now on it is. */
static int
is_told(const struct request *req)
{
	struct known *here = place(req);
	int was_told = 0;

	pthread_mutex_lock(&keys_lock);
	if (is_at(req, here)) {
		was_told = here->is_told;
		here->is_told = 1;
	}
	pthread_mutex_unlock(&keys_lock);
	return was_told;
}

void
record_used(struct request *req)
{
	if (*req->key_hash == '\0' ||		/* GET /health */
	    !req->authenticated || req->failure == UNAVAILABLE || is_told(req))
		return;
	db_call(req, KEY_USED, req->key_hash);
}
