/* The results of a Bulk (RFC 7644 3.7.3), in the client's order. */

#include "arena.h"
#include "config.h"
#include "json.h"
#include "plan.h"
#include "reference.h"
#include "reply.h"
#include "schema.h"

/* RFC 7644 3.7.3: a failed POST has no location, all else has. */
static const char *
location(const struct step *step)
{
	const char *id = plan_resource_id(step);

	if (step->req.location != NULL)
		return step->req.location;
	if (step->req.type == NULL || plan_is_post(step) || id == NULL ||
	    reference_parse(id) != NULL)
		return NULL;
	return arena_format(step->req.arena, "%s/%s/%s",
	    step->req.config->base_url, step->req.type->endpoint, id);
}

static void
print_string(struct text *text, const char *name, const char *value)
{
	if (value == NULL)
		return;
	text_format(text, "\"%s\":", name);
	json_quote(text, value);
	text_puts(text, ",");
}

static void
print_result(struct text *text, const struct step *step)
{
	enum failure failure = step->req.failure;

	text_puts(text, "{");
	print_string(text, "method", step->req.method);
	print_string(text, "bulkId", step->bulk_id);
	print_string(text, "version", step->req.etag);
	print_string(text, "location", location(step));
	text_format(text, "\"status\":\"%d\"", failure == NO_FAILURE ?
	    step->req.status : error_find(failure)->status);
	if (failure != NO_FAILURE) {
		text_puts(text, ",\"response\":");
		reply_print_error(text, failure, step->req.detail);
	}
	text_puts(text, "}");
}

void
plan_print(struct text *text, const struct plan *plan)
{
	const char *comma = "";
	size_t i;

	text_puts(text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:BulkResponse\"],\"Operations\":[");
	for (i = 0; i < plan->n; i++) {
		if (!plan->steps[i].processed)
			continue;
		text_puts(text, comma);
		print_result(text, &plan->steps[i]);
		comma = ",";
	}
	text_puts(text, "]}");
}
