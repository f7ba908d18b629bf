/* The route table (RFC 7644 3.2).  To add a route: a row, and its function. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bulk.h"
#include "column.h"
#include "config.h"
#include "discovery.h"
#include "group.h"
#include "request.h"
#include "resource.h"
#include "route.h"
#include "schema.h"
#include "search.h"

#define ROW(method, endpoint, flags, answer)				\
	{ method, endpoint, flags, answer, #answer }

static int bulk_create(struct request *);	/* looks into the table */

const struct route routes[] = {
	ROW("GET", "", 0, search_read),
	ROW("POST", "", SEARCH | BODY, search_post),
	ROW("GET", NULL, 0, search_read),
	ROW("POST", NULL, SEARCH | BODY, search_post),
	ROW("POST", NULL, DOCUMENT | BODY, resource_create),
	ROW("GET", NULL, DOCUMENT | ITEM, resource_read),
	ROW("PUT", NULL, DOCUMENT | ITEM | BODY, resource_replace),
	ROW("PATCH", NULL, DOCUMENT | ITEM | BODY, resource_modify),
	ROW("POST", "Groups", BODY, group_create),
	ROW("GET", "Groups", ITEM, group_read),
	ROW("PUT", "Groups", ITEM | BODY, group_replace),
	ROW("PATCH", "Groups", ITEM | BODY, group_modify),
	ROW("DELETE", NULL, ITEM, resource_delete),
	ROW("GET", "ServiceProviderConfig", 0, discovery_config),
	ROW("GET", "ResourceTypes", 0, discovery_types),
	ROW("GET", "ResourceTypes", ITEM, discovery_type),
	ROW("GET", "Schemas", 0, discovery_schemas),
	ROW("GET", "Schemas", ITEM, discovery_schema),
	ROW(NULL, "Me", 0, discovery_me),
	ROW("POST", "Bulk", BODY, bulk_create),
	{ .answer = NULL }
};

/* Where a path leads: an endpoint, with ITEM or SEARCH behind it or none. */
struct target {
	const char *endpoint;
	unsigned form;
};

static int
find_target(struct request *req, struct target *target)
{
	const struct type *type;
	const char *segment[2];
	int n = request_path(req, segment, 2);

	*target = (struct target){ "", 0 };
	if (n < 0)
		return -1;
	if (n > 0 && strcmp(segment[n - 1], ".search") == 0) {
		target->form = SEARCH;
		n--;
	}
	if (n > 0)
		target->endpoint = segment[0];
	if (n == 2) {
		target->form = ITEM;
		req->resource_id = segment[1];
	}
	for (type = types; type->name != NULL; type++)
		if (strcmp(type->endpoint, target->endpoint) == 0)
			req->type = type;
	return 0;
}

int
route_is_at(const struct route *route, const char *endpoint,
    const struct type *type)
{
	if (route->endpoint != NULL)
		return strcmp(route->endpoint, endpoint) == 0;
	return type != NULL &&
	    (!(route->flags & DOCUMENT) || column_has_document(type));
}

static int
matches(const struct route *route, const struct request *req,
    const struct target *target)
{
	return route_is_at(route, target->endpoint, req->type) &&
	    (route->flags & (ITEM | SEARCH)) == target->form;
}

/* HEAD is GET without the body, which reply_send() leaves out. */
static int
takes(const struct route *route, const char *method)
{
	return route->method == NULL || strcmp(route->method, method) == 0 ||
	    (strcmp(route->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

/* RFC 7644 3.13: /scim/v1 where the base URL ends in /v2. */
static int
is_other_version(const struct request *req)
{
	const char *base = req->config->base_path;
	size_t len = strlen(base);

	while (len > 0 && isdigit((unsigned char)base[len - 1]))
		len--;
	return len > 1 && base[len - 1] == 'v' && base[len - 2] == '/' &&
	    strncmp(req->uri, base, len) == 0 &&
	    isdigit((unsigned char)req->uri[len]) &&
	    atoi(req->uri + len) != atoi(base + len);
}

/* Beyond these SCIM knows no methods (RFC 7644 3.2). */
static int
is_known(const char *method)
{
	static const char *const methods[] = {
		"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", NULL
	};
	int i;

	for (i = 0; methods[i] != NULL; i++)
		if (strcmp(methods[i], method) == 0)
			return 1;
	return 0;
}

static int
fail_method(struct request *req, const struct target *target)
{
	struct text allow = { .arena = req->arena };
	int i;

	for (i = 0; routes[i].answer != NULL; i++)
		if (matches(&routes[i], req, target)) {
			text_format(&allow, "%s%s", allow.len ? ", " : "",
			    routes[i].method);
			if (strcmp(routes[i].method, "GET") == 0)
				text_puts(&allow, ", HEAD");
		}
	if (allow.len == 0)
		return fail(req, NOT_FOUND, "There is nothing at this path");
	req->allow = allow.bytes;
	return fail(req, METHOD_NOT_ALLOWED, "%.20s is not possible here: "
	    "allowed are %s", req->method, req->allow);
}

int
route_no_resource(struct request *req)
{
	return fail(req, NOT_FOUND, "This organization has no %s with this id",
	    req->type->name);
}

/* The route of a method; NULL: there is none. */
static const struct route *
find(const struct request *req, const struct target *target,
    const char *method)
{
	const struct route *route = routes;

	while (route->answer != NULL &&
	    !(matches(route, req, target) && takes(route, method)))
		route++;
	return route->answer != NULL ? route : NULL;
}

int
route_find(struct request *req)
{
	struct target target;

	if (is_other_version(req))
		return fail(req, INVALID_VERS, "This version of the protocol "
		    "is not supported: the base URL is %s",
		    req->config->base_url);
	if (!is_known(req->method))
		return fail(req, NOT_IMPLEMENTED, "SCIM has no method "
		    "\"%.20s\"", req->method);
	if (find_target(req, &target) != 0)
		return -1;
	req->route = find(req, &target, req->method);
	if (req->route == NULL)
		return fail_method(req, &target);
	return req->type != NULL && req->resource_id != NULL &&
	    !request_is_id(req->resource_id) ? route_no_resource(req) : 0;
}

int
route_if_none_match(struct request *req)
{
	const struct target target = {
		req->type != NULL ? req->type->endpoint : "", ITEM
	};
	const struct route *reader = find(req, &target, "GET");
	struct request seen = *req;

	if (req->if_none_match == NULL || !(req->route->flags & ITEM) ||
	    reader == NULL || reader == req->route)
		return 0;
	seen.method = "GET";
	if (reader->answer(&seen) != 0) {
		req->retry_after = seen.retry_after;
		return fail(req, seen.failure, "%s", seen.detail);
	}
	if (seen.status == 304)
		return fail(req, VERSION_MISMATCH, "The %s is there as %s, "
		    "which If-None-Match excludes: leave that header out to "
		    "change it", req->type->name, seen.etag);
	/* What was seen is changed, or nothing. */
	if (req->if_match == NULL)
		req->if_match = seen.etag;
	return 0;
}

/* An operation of a Bulk takes the way of any request. */
static int
answer_operation(struct request *req)
{
	return route_find(req) == 0 ? req->route->answer(req) : -1;
}

static int
bulk_create(struct request *req)
{
	return bulk_run(req, answer_operation);
}
