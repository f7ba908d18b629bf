/*
 * A turn of a thread: one request, or several.
 *
 * When a quick read is on its way to the database and the next request is there
 * already, that is looked at, and sent behind it if it is one too.  So under
 * load neither the database nor the web server goes to sleep after each of
 * them, nor do we (measured with 16 and 64 connections on two processors: a GET
 * takes 0.76 of the processor time of web server, workers and database, for 1.3
 * times the rate; eight together are no better than four, and pages of a list
 * are worse off).  What is none ends the turn, and is served at its end.
 */

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "auth.h"
#include "db.h"
#include "health.h"
#include "log.h"
#include "project.h"
#include "record.h"
#include "reply.h"
#include "request.h"
#include "route.h"
#include "turn.h"
#include "wire.h"

/*
 * Above LARGE_BODY, a body is parsed only for a key that the database knows.
 * Memory of either goes back to the system.
 */
enum { LARGE_BODY = 65536, LARGE_ANSWER = 1 << 20, TOGETHER = 4 };

struct turn {
	const struct config *config;
	struct arena *arena;
	struct db *db;
	struct job {
		struct wire *wire;
		struct request req;
		struct spent spent;
		int sent;
	} jobs[TOGETHER];
};

struct turn *
turn_new(const struct config *config)
{
	struct turn *turn = calloc(1, sizeof(*turn));
	struct db *db = db_new(config);

	if (turn == NULL || db == NULL)
		arena_exhausted();
	turn->config = config;
	turn->arena = arena_new();
	turn->db = db;
	return turn;
}

void
turn_free(struct turn *turn)
{
	arena_free(turn->arena);
	db_free(turn->db);
	free(turn);
}

/* What can be known of a request without its body and the database. */
static int
receive(struct request *req, struct wire *wire)
{
	request_receive(req, wire);
	if (health_asked(req))
		return 0;
	if (auth_key(req) != 0 || route_find(req) != 0)
		return -1;
	return req->type == NULL ? 0 : project_parse(req, req->type,
	    request_parameter(req, "attributes"),
	    request_parameter(req, "excludedAttributes"), &req->projection);
}

/*
 * A read goes as far as its statement.  One that is not sent then has failed,
 * is answered, or has to be alone.
 */
static void
begin(struct turn *turn, struct job *job, struct wire *wire)
{
	struct request *req = &job->req;

	*job = (struct job){ .wire = wire, .req = {
		.arena = turn->arena, .config = turn->config, .db = turn->db,
		.spent = &job->spent
	} };
	if (receive(req, wire) != 0 || req->route->method == NULL ||
	    strcmp(req->route->method, "GET") != 0)
		return;
	req->sent = &job->sent;
	req->route->answer(req);
	req->sent = NULL;
}

static int
answer(struct request *req, struct wire *wire)
{
	if (req->route->flags & BODY) {
		if (request_body(req, wire) != 0)
			return -1;
		if (req->body_len > LARGE_BODY && auth_check(req) != 0)
			return -1;
	}
	return route_if_none_match(req) == 0 ? req->route->answer(req) : -1;
}

/*
 * Who has no key learns nothing else: a failure that was found before the
 * database saw the key is told only if it knows it (RFC 7644 3.12).
 */
static void
confirm(struct request *req)
{
	enum failure failure = req->failure;
	const char *detail = req->detail;

	if (failure == NO_FAILURE || failure == UNAUTHORIZED ||
	    failure == UNAVAILABLE || req->authenticated)
		return;
	req->failure = NO_FAILURE;
	if (auth_check(req) != 0)
		return;
	req->failure = failure;
	req->detail = detail;
}

static void
finish(struct job *job)
{
	struct request *req = &job->req;

	if (req->failure == NO_FAILURE && req->status == 0)
		answer(req, job->wire);
	confirm(req);
	if (req->failure != NO_FAILURE) {
		record_refused(req);
		reply_failure(req);
	}
	record_names(req);
	log_request(req);	/* on the record before it is answered */
	reply_send(req, job->wire);
	wire_finish(job->wire);
	record_used(req);
}

static int
is_large(const struct request *req)
{
	return req->body_len > LARGE_BODY ||
	    (req->answer != NULL && req->answer->len > LARGE_ANSWER);
}

void
turn_serve(struct turn *turn, struct wire *wire)
{
	struct job *jobs = turn->jobs;
	int i, n = 0, trim = 0;

	do
		begin(turn, &jobs[n], wire);
	while (jobs[n++].sent && n < TOGETHER && (wire = wire_next()) != NULL);
	for (i = 0; i < n; i++)
		if (jobs[i].sent)
			db_hear(&jobs[i].req);
	for (i = 0; i < n; i++) {
		finish(&jobs[i]);
		trim |= is_large(&jobs[i].req);
	}
	arena_reset(turn->arena);
	if (trim)
		malloc_trim(0);		/* its tree was many small pieces */
}
