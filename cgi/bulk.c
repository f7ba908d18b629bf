/*
 * Bulk (RFC 7644 3.7).  All operations are one transaction with a savepoint
 * each, so that one that fails leaves no traces and the others stay; it is
 * committed before the answer is sent.  What plan.c calls a circle is made
 * first, without the references that cannot be known yet, and replaced by
 * the whole when they are; it succeeds or fails as one.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "auth.h"
#include "await.h"
#include "bulk.h"
#include "config.h"
#include "db.h"
#include "json.h"
#include "plan.h"
#include "record.h"
#include "reference.h"
#include "reply.h"
#include "schema.h"

enum {
	TRIES = 5,		/* of a deadlock or serialization failure */
	PAUSE = 2000		/* ms before the next try, at most */
};

struct bulk {
	struct request *req;
	int (*answer)(struct request *);
	struct plan plan;
	struct arena *arena;	/* of the operation at hand */
	size_t sent;		/* a POST of order before it has been sent */
	long errors;
};

/*
 * Without the database or the key nothing more can be done, and what was done
 * is not committed: the failure is the whole Bulk's.
 */
static void
share_failure(struct bulk *b, const struct request *sub)
{
	if (sub->failure != UNAVAILABLE && sub->failure != UNAUTHORIZED)
		return;
	b->req->retry_after = sub->retry_after;
	b->req->sqlstate = arena_string(b->req->arena, sub->sqlstate);
	fail(b->req, sub->failure, "%s", sub->detail);
}

/* The id of what a POST has made by now. */
static const char *
made_id(struct walk *w, const char *bulk_id)
{
	const struct step *to = plan_find(w->plan, bulk_id);

	if (to->made == NULL)
		w->step->incomplete = 1;
	return to->made;
}

/* The data with ids for references; the client's stays, to be repeated. */
static struct json_object *
resolve(struct bulk *b, struct step *step)
{
	struct walk walk = { b->arena, &b->plan, step, made_id, 1 };
	struct json_object *copy;

	if (step->references == NULL || step->req.data == NULL)
		return step->req.data;
	copy = json_copy(step->req.data);
	reference_walk(&walk, json_own(b->arena, copy));
	return copy;
}

/*
 * A request like any other.  It has an arena of its own, for a thousand of
 * them could take any amount of memory; what the result needs is kept.
 */
static struct request
request_of(struct bulk *b, struct step *step, const char *method)
{
	struct request sub = step->req;
	const char *id = plan_resource_id(step);

	sub.arena = b->arena;
	sub.method = method;
	sub.data = resolve(b, step);
	sub.uri = arena_format(b->arena, "%s/%s%s%s", sub.config->base_path,
	    sub.type->endpoint, id == NULL ? "" : "/", id == NULL ? "" : id);
	return sub;
}

/* Its status, or -1. */
static int
conclude(struct bulk *b, struct step *step, const struct request *sub)
{
	struct arena *arena = b->req->arena;

	step->req.failure = sub->failure;
	step->req.detail = arena_string(arena, sub->detail);
	step->req.etag = arena_string(arena, sub->etag);
	step->req.location = arena_string(arena, sub->location);
	share_failure(b, sub);
	arena_reset(b->arena);
	return step->req.failure == NO_FAILURE ? sub->status : -1;
}

static int
perform(struct bulk *b, struct step *step, const char *method)
{
	struct request sub = request_of(b, step, method);

	b->answer(&sub);
	return conclude(b, step, &sub);
}

/* Is it a POST, and all that it refers to made? */
static int
is_ready(const struct step *step)
{
	const struct reference *reference;

	for (reference = step->references; reference != NULL;
	    reference = reference->next)
		if (reference->to->made == NULL)
			return 0;
	return plan_is_post(step) && step->req.failure == NO_FAILURE;
}

/*
 * Send the statement of a POST, which has only one.  0 when none can be sent:
 * then nothing is done or told, and perform() says why.
 */
static int
send_post(struct bulk *b, size_t i)
{
	struct step *step = b->plan.order[i];
	struct request sub;
	int sent = 0;

	if (i < b->sent)
		return 1;
	if (!is_ready(step))
		return 0;
	sub = request_of(b, step, step->req.method);
	sub.sent = &sent;
	b->answer(&sub);
	arena_reset(b->arena);
	if (sent)
		b->sent = i + 1;
	return sent;
}

/*
 * While the database is at it, the next is made ready and sent: else the
 * database would wait for us as we do for it.  A POST either makes something
 * or fails in the database, where what is behind it then has no effect; so
 * the next waits for every other method.
 */
static int
receive_post(struct bulk *b, size_t i)
{
	struct step *step = b->plan.order[i];
	struct request sub = step->req;
	PGresult *row;

	if (i + 1 < b->plan.n)
		send_post(b, i + 1);
	sub.arena = b->arena;
	row = db_receive(&sub);
	if (row != NULL) {
		reply_empty(&sub, row);
		sub.status = 201;
	} else {
		b->sent = i + 1;
	}
	return conclude(b, step, &sub);
}

/* 0 unless it was refused, or what it refers to has failed. */
static int
check(struct step *step)
{
	const struct reference *reference;

	for (reference = step->references; reference != NULL;
	    reference = reference->next)
		if (reference->to->req.failure != NO_FAILURE)
			return fail(&step->req, INVALID_VALUE, "bulkId:%.100s "
			    "does not stand for a resource: its operation "
			    "failed", reference->to->bulk_id);
	return step->req.failure == NO_FAILURE ? 0 : -1;
}

static int
run_step(struct bulk *b, size_t i)
{
	struct step *step = b->plan.order[i];

	step->req.status = i < b->sent ? receive_post(b, i) :
	    perform(b, step, step->req.method);
	if (step->req.status < 0)
		return -1;
	if (plan_is_post(step))
		step->made = strrchr(step->req.location, '/') + 1;
	return 0;
}

/* The first of the steps that fails; end when none does. */
static size_t
try_circle(struct bulk *b, size_t first, size_t end)
{
	struct step **order = b->plan.order;
	size_t i;

	if (end > first + 1 || !send_post(b, first))
		db_savepoint(b->req);
	for (i = first; i < end; i++)
		if (check(order[i]) != 0)
			return i;
	for (i = first; i < end; i++)
		if (run_step(b, i) != 0)
			return i;
	for (i = first; i < end; i++)
		if (order[i]->incomplete && perform(b, order[i], "PUT") < 0)
			return i;
	return end;
}

/* The event of its refusal is committed with what the others did. */
static void
record_step(struct bulk *b, const struct step *step)
{
	struct request req = step->req;

	req.arena = b->arena;
	req.route = b->req->route;
	req.resource_id = plan_resource_id(step);
	record_refused(&req);
	arena_reset(b->arena);
}

/* One step, or several that refer to each other: what one lacks, all lack. */
static void
run_circle(struct bulk *b, size_t first, size_t end)
{
	struct step **order = b->plan.order;
	size_t failed = try_circle(b, first, end), i;

	for (i = first; i < end; i++)
		order[i]->processed = 1;
	if (failed == end || b->req->failure != NO_FAILURE)
		return;
	db_undo(b->req);
	b->errors += (long)(end - first);
	for (i = first; i < end; i++) {
		order[i]->req.location = order[i]->req.etag = NULL;
		order[i]->made = NULL;
		if (i != failed)
			fail(&order[i]->req, INVALID_VALUE, "bulkId:%.100s, "
			    "to which it refers in a circle, failed",
			    order[failed]->bulk_id);
		record_step(b, order[i]);
	}
}

static int
run_all(struct bulk *b)
{
	const struct plan *plan = &b->plan;
	size_t first, end;

	for (first = 0; first < plan->n; first = end) {
		for (end = first + 1; end < plan->n && plan->order[end]->circle
		    == plan->order[first]->circle; end++)
			;
		if (request_us(b->req) > BULK_SECONDS * 1000000)
			return fail(b->req, TOO_LARGE, "The operations take "
			    "more than the limit of %d seconds: nothing was "
			    "changed, send fewer at once", BULK_SECONDS);
		run_circle(b, first, end);
		if (b->req->failure != NO_FAILURE)
			return -1;
		if (plan->fail_on_errors > 0 &&
		    b->errors >= plan->fail_on_errors)
			return 0;
	}
	return 0;
}

/* As it was before the first try. */
static void
rewind_all(struct bulk *b)
{
	struct step *step;
	size_t i;

	b->errors = 0;
	b->sent = 0;
	for (i = 0; i < b->plan.n; i++) {
		step = &b->plan.steps[i];
		step->req.failure = step->refusal;
		step->req.detail = step->detail;
		step->req.location = step->req.etag = step->made = NULL;
		step->processed = step->incomplete = 0;
	}
}

/*
 * Whoever won the deadlock has as much to do as we have done, and would meet
 * us again if we began at once.
 */
static void
give_way(long ms)
{
	struct timespec pause;

	if (ms > PAUSE)
		ms = PAUSE;
	ms -= random() % (ms / 2 + 1);
	pause.tv_sec = ms / 1000;
	pause.tv_nsec = ms % 1000 * 1000000;
	nanosleep(&pause, NULL);
}

static int
run_transaction(struct bulk *b)
{
	struct request *req = b->req;
	long began = 0;
	int try;

	for (try = 0; try <= TRIES; try++) {
		if (try > 0)
			give_way(await_now() - began);
		began = await_now();
		req->failure = NO_FAILURE;
		rewind_all(b);
		if (db_begin(req) == 0 && run_all(b) == 0 &&
		    db_commit(req) == 0)
			return 0;
		if (!db_rollback(req))
			break;
	}
	return -1;
}

static void
free_arena(void *arena)
{
	arena_free(arena);
}

int
bulk_run(struct request *req, int (*answer)(struct request *))
{
	struct json_object *body = request_json(req);
	struct bulk b = { .req = req, .answer = answer };

	if (body == NULL || plan_make(req, body, &b.plan) != 0 ||
	    auth_check(req) != 0)
		return -1;
	b.arena = arena_new();
	arena_defer(req->arena, free_arena, b.arena);
	if (run_transaction(&b) != 0)
		return -1;
	plan_print(reply_text(req), &b.plan);
	req->status = 200;
	return 0;
}
