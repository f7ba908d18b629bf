/* Discovery (RFC 7644 4, RFC 7643 5 to 7), printed from the tables. */

#include <string.h>

#include "arena.h"
#include "auth.h"
#include "config.h"
#include "discovery.h"
#include "json.h"
#include "reply.h"
#include "request.h"
#include "schema.h"

/* Whoever has a key may look; a filter is refused (RFC 7644 4). */
static int
allowed(struct request *req)
{
	if (request_parameter(req, "filter") != NULL)
		return fail(req, FORBIDDEN, "filter is not possible on "
		    "discovery endpoints: leave it out");
	return auth_check(req);
}

int
discovery_config(struct request *req)
{
	const struct config *config = req->config;

	if (allowed(req) != 0)
		return -1;
	text_format(reply_text(req), "{"
	    "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:"
	    "ServiceProviderConfig\"],"
	    "\"patch\":{\"supported\":true},"
	    "\"bulk\":{\"supported\":true,\"maxOperations\":%ld,"
	    "\"maxPayloadSize\":%ld},"
	    "\"filter\":{\"supported\":true,\"maxResults\":%ld},"
	    "\"changePassword\":{\"supported\":false},"
	    "\"sort\":{\"supported\":true},"
	    "\"etag\":{\"supported\":true},"
	    "\"pagination\":{\"cursor\":true,\"index\":true,"
	    "\"defaultPaginationMethod\":\"index\",\"defaultPageSize\":%ld,"
	    "\"maxPageSize\":%ld,\"cursorTimeout\":%ld},"
	    "\"authenticationSchemes\":[{\"type\":\"oauthbearertoken\","
	    "\"name\":\"SCIM key\",\"description\":\"Authorization: Bearer "
	    "with the organization's SCIM key\","
	    "\"specUri\":\"https://www.rfc-editor.org/info/rfc6750\","
	    "\"primary\":true},{\"type\":\"httpbasic\",\"name\":\"HTTP Basic\","
	    "\"description\":\"The SCIM key as the password, any user name\","
	    "\"specUri\":\"https://www.rfc-editor.org/info/rfc7617\","
	    "\"primary\":false}],"
	    "\"meta\":{\"resourceType\":\"ServiceProviderConfig\","
	    "\"location\":\"%s/ServiceProviderConfig\"}}",
	    config->bulk_operations, config->body_max, config->page_max,
	    config->page_default, config->page_max, config->cursor_timeout,
	    config->base_url);
	req->status = 200;
	return 0;
}

static int
reply_all(struct request *req, struct json_object *resources)
{
	size_t len, n = json_object_array_length(resources);
	const char *bytes = json_text(resources, &len);
	struct text *text = reply_text(req);

	text_format(text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:ListResponse\"],\"totalResults\":%zu,\"startIndex\":1,"
	    "\"itemsPerPage\":%zu,\"Resources\":", n, n);
	text_add(text, bytes, len);
	text_puts(text, "}");
	req->status = 200;
	return 0;
}

int
discovery_types(struct request *req)
{
	struct json_object *list = json_own(req->arena,
	    json_object_new_array());
	const struct type *type;

	if (allowed(req) != 0)
		return -1;
	for (type = types; type->name != NULL; type++)
		json_append(list, json_object_get(
		    type_json(req->arena, type, req->config->base_url)));
	return reply_all(req, list);
}

int
discovery_type(struct request *req)
{
	const struct type *type;

	if (allowed(req) != 0)
		return -1;
	for (type = types; type->name != NULL; type++)
		if (strcmp(type->name, req->resource_id) == 0) {
			reply_json(req, type_json(req->arena, type,
			    req->config->base_url));
			return 0;
		}
	return fail(req, NOT_FOUND, "There is no resource type \"%.200s\"",
	    req->resource_id);
}

int
discovery_schemas(struct request *req)
{
	struct json_object *list = json_own(req->arena,
	    json_object_new_array());
	const struct schema *const *schema;

	if (allowed(req) != 0)
		return -1;
	for (schema = schemas; *schema != NULL; schema++)
		json_append(list, json_object_get(
		    schema_json(req->arena, *schema, req->config->base_url)));
	return reply_all(req, list);
}

int
discovery_schema(struct request *req)
{
	const struct schema *schema;

	if (allowed(req) != 0)
		return -1;
	schema = schema_find(req->resource_id, strlen(req->resource_id));
	if (schema == NULL)
		return fail(req, NOT_FOUND, "There is no schema \"%.200s\"",
		    req->resource_id);
	reply_json(req, schema_json(req->arena, schema, req->config->base_url));
	return 0;
}

/* RFC 7644 3.11: a key is an identity provider's, not a person's. */
int
discovery_me(struct request *req)
{
	return fail(req, NOT_IMPLEMENTED, "/Me is not supported: a SCIM key "
	    "belongs to an identity provider and not to a person");
}
