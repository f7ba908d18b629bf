/*
 * A Bulk message to a plan (RFC 7644 3.7): each operation read by itself.
 * order.c and sole.c look at all of them.
 */

#include <string.h>

#include "arena.h"
#include "config.h"
#include "json.h"
#include "plan.h"
#include "reference.h"
#include "schema.h"
#include "validate.h"

static const char bulk_urn[] =
    "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/* The methods of operations, and whether they take data. */
static const struct {
	const char *name;
	int data;
} methods[] = {
	{ "POST", 1 }, { "PUT", 1 }, { "PATCH", 1 }, { "DELETE", 0 },
};

enum { METHODS = sizeof(methods) / sizeof(methods[0]) };

int
plan_is_post(const struct step *step)
{
	return step->req.method != NULL &&
	    strcmp(step->req.method, "POST") == 0;
}

const char *
plan_resource_id(const struct step *step)
{
	if (step->target != NULL)
		return step->target->made;
	return step->made != NULL ? step->made : step->id;
}

struct step *
plan_find(const struct plan *plan, const char *bulk_id)
{
	struct json_object *place;
	struct step *step;

	if (!json_object_object_get_ex(plan->places, bulk_id, &place))
		return NULL;
	step = &plan->steps[json_object_get_int64(place)];
	return plan_is_post(step) ? step : NULL;
}

/* A string of an operation, or NULL. */
static const char *
string_of(struct step *step, struct json_object *operation, const char *name)
{
	struct json_object *value = json_member(operation, name);

	if (value == NULL || json_object_is_type(value, json_type_string))
		return json_object_get_string(value);
	fail(&step->req, INVALID_SYNTAX, "%s must be a string, not %s", name,
	    json_brief(step->req.arena, value));
	return NULL;
}

static int
parse_data(struct step *step, struct json_object *operation)
{
	struct json_object *data = json_member(operation, "data");
	const char *method = step->req.method;
	int i;

	for (i = 0; i < METHODS; i++)
		if (method != NULL && strcmp(methods[i].name, method) == 0)
			break;
	if (i == METHODS)
		return fail(&step->req, INVALID_SYNTAX, "method is %s: send "
		    "POST, PUT, PATCH or DELETE, in capitals",
		    method == NULL ? "missing" :
		    json_brief_string(step->req.arena, method));
	if (!methods[i].data)
		return 0;
	if (!json_object_is_type(data, json_type_object))
		return fail(&step->req, INVALID_SYNTAX, "data is %s: the %s "
		    "needs an object", data == NULL ? "missing" :
		    json_brief(step->req.arena, data), method);
	step->req.data = data;
	return 0;
}

/* .search behind an endpoint is a query (RFC 7644 3.4.3), no resource. */
static int
is_segment(const char *id)
{
	return *id != '\0' && id[strcspn(id, "/?#%")] == '\0' &&
	    strcmp(id, ".search") != 0;
}

/* /endpoint or /endpoint/id */
static int
parse_path(struct step *step, const char *path)
{
	const struct type *type;
	size_t len;

	for (type = types; path != NULL && type->name != NULL; type++) {
		len = strlen(type->endpoint);
		if (path[0] != '/' || strncmp(path + 1, type->endpoint, len) !=
		    0 || (path[len + 1] != '\0' && path[len + 1] != '/'))
			continue;
		if (path[len + 1] == '/')
			step->id = path + len + 2;
		if (step->id == NULL || reference_parse(step->id) != NULL ||
		    is_segment(step->id)) {
			step->req.type = type;
			return 0;
		}
	}
	return fail(&step->req, INVALID_VALUE, "path is %s: send the endpoint "
	    "of a resource type, as /Users, or a resource's below it",
	    path == NULL ? "missing" :
	    json_brief_string(step->req.arena, path));
}

static void
parse_step(struct step *step, struct json_object *operation)
{
	if (!json_object_is_type(operation, json_type_object)) {
		fail(&step->req, INVALID_SYNTAX, "The operation must be an "
		    "object, not %s", json_brief(step->req.arena, operation));
		return;
	}
	step->req.method = string_of(step, operation, "method");
	step->bulk_id = string_of(step, operation, "bulkId");
	if (!plan_is_post(step))
		step->req.if_match = string_of(step, operation, "version");
	if (parse_path(step, string_of(step, operation, "path")) == 0 &&
	    parse_data(step, operation) == 0 && plan_is_post(step) &&
	    step->bulk_id == NULL)
		fail(&step->req, INVALID_VALUE, "bulkId is missing: a POST "
		    "needs one, to tell its result");
}

/* A request like the Bulk, of which it is a part. */
static void
start_step(struct step *step, const struct request *req)
{
	step->req = (struct request){
		.arena = req->arena, .config = req->config, .db = req->db,
		.spent = req->spent, .began = req->began,
		.id = req->id, .client = req->client, .authenticated = 1
	};
	memcpy(step->req.key_hash, req->key_hash, sizeof(req->key_hash));
}

static int
parse_steps(struct request *req, struct plan *plan, struct json_object *list)
{
	struct step *step;
	size_t i;

	plan->n = json_object_array_length(list);
	plan->steps = arena_alloc(req->arena, plan->n * sizeof(*step));
	plan->places = json_own(req->arena, json_object_new_object());
	for (i = 0; i < plan->n; i++) {
		step = &plan->steps[i];
		start_step(step, req);
		parse_step(step, json_object_array_get_idx(list, i));
		if (step->bulk_id == NULL)
			continue;
		if (json_object_object_get_ex(plan->places, step->bulk_id,
		    NULL))
			return fail(req, INVALID_SYNTAX, "The bulkId %s comes "
			    "twice: give each operation one of its own",
			    json_brief_string(req->arena, step->bulk_id));
		json_add(plan->places, step->bulk_id,
		    json_made(json_object_new_int64((int64_t)i)));
	}
	return 0;
}

/* 0: never stop (RFC 7644 3.7.3 has it as an integer from 1 on). */
static int
parse_limit(struct request *req, struct plan *plan, struct json_object *value)
{
	plan->fail_on_errors = (long)json_object_get_int64(value);
	if (value == NULL || (json_object_is_type(value, json_type_int) &&
	    plan->fail_on_errors > 0))
		return 0;
	return fail(req, INVALID_VALUE, "failOnErrors must be an integer from "
	    "1 on, not %s", json_brief(req->arena, value));
}

static int
check_list(struct request *req, struct json_object *list)
{
	long max = req->config->bulk_operations;

	if (!json_object_is_type(list, json_type_array) ||
	    json_object_array_length(list) == 0)
		return fail(req, INVALID_SYNTAX,
		    "Operations must be a list of at least one operation");
	if (json_object_array_length(list) > (size_t)max)
		return fail(req, TOO_LARGE, "Operations has %zu operations, "
		    "at most %ld are allowed in a Bulk (maxOperations)",
		    json_object_array_length(list), max);
	return 0;
}

int
plan_make(struct request *req, struct json_object *body, struct plan *plan)
{
	struct json_object *list = json_member(body, "Operations");
	size_t i;

	*plan = (struct plan){ .n = 0 };
	if (validate_message(req, body, bulk_urn) != 0 ||
	    check_list(req, list) != 0 || parse_limit(req, plan,
	    json_member(body, "failOnErrors")) != 0 ||
	    parse_steps(req, plan, list) != 0)
		return -1;
	plan_order(req, plan);
	plan_sole_owner(req, plan);
	for (i = 0; i < plan->n; i++) {
		plan->steps[i].refusal = plan->steps[i].req.failure;
		plan->steps[i].detail = plan->steps[i].req.detail;
	}
	return 0;
}
