/*
 * The guide "What we support".  All but the deviations is printed from the
 * tables that the program runs by, so that it cannot be out of date.
 */

#include <stdio.h>

#include "arena.h"
#include "bulk.h"
#include "config.h"
#include "error.h"
#include "filter.h"
#include "json.h"
#include "members.h"
#include "patch.h"
#include "resource.h"
#include "route.h"
#include "schema.h"
#include "support.h"
#include "validate.h"
#include "value.h"

static const struct limit {
	long most;
	const char *about;
} limits[] = {
	{ JSON_DEPTH, "levels of JSON" },
	{ JSON_CONTAINERS, "objects and lists in a body" },
	{ JSON_NAMES, "member names in the objects of a body" },
	{ JSON_VALUES, "values in a body" },
	{ DOCUMENT_MAX, "bytes of a user" },
	{ USER_NAME_MAX, "bytes of a userName" },
	{ VALIDATE_VALUES, "values of a multi-valued attribute; members" },
	{ MEMBERS_DISPLAYED, "members of a group that come with display" },
	{ MEMBERS_OF_PAGE, "members of all groups on a page of a list" },
	{ FILTER_LENGTH, "bytes of a filter" },
	{ FILTER_DEPTH, "levels of ( ) and [ ] in a filter" },
	{ FILTER_TERMS, "terms of a filter" },
	{ PATCH_OPERATIONS, "operations of a PATCH" },
	{ PATCH_VISITS, "values that a PATCH looks at" },
	{ BULK_SECONDS, "seconds of a Bulk" },
	{ 0, NULL }
};

/*
 * Where we differ from the RFCs, or choose what they leave open.  To add one:
 * a sentence here, and conversations under it in tests/deviations.http.
 */
static const char *const deviations[] = {
	"Groups are roles in projects and teams: POST makes a team's role;",
	"  projects and their groups are made in SQL, not over SCIM.",
	"A group's displayName cannot be changed.",
	"Members of a group are users; members.display is computed.",
	"Large groups come without members.display; a page of a list with more",
	"  members than the limit is refused.",
	"PATCH of a group answers 204, or 200 with (excluded)attributes.",
	"A change that changes nothing keeps version and lastModified.",
	"PATCH add and replace on x[filter].sub create the element that the",
	"  filter describes by eq and and, if there is none.",
	"PATCH remove without a match succeeds.",
	"PATCH remove of active is refused; of statsigOrgRole makes a Member.",
	"Unknown attributes and schema URNs are ignored in bodies; in a PATCH",
	"  path they are 400 invalidPath.",
	"Strings \"True\" and \"False\" are taken for booleans, a lone object for",
	"  a list of one, a string for a manager.",
	"A member that comes twice in a JSON object, in any case, is refused.",
	"password is accepted, but neither stored nor used.",
	"Case: A-Z are a-z where caseExact is false; all else is exact.",
	"userName is an address in the organization's domains, if it has any.",
	"/Me answers 501: a key belongs to no person.",
	"Discovery needs a key, and has the schemas of resources alone.",
	"429 with Retry-After, the limit of a key's rate, is the web server's.",
	NULL
};

/* What every resource has, beside the rows of /Schemas. */
static const struct schema common = {
	"in no schema", "Common", "Attributes of every resource.", common_attrs
};

static void
add_route(struct text *text, const struct route *route, const char *endpoint)
{
	text_format(text, "  %-6s /%s%s\n",
	    route->method != NULL ? route->method : "any", endpoint,
	    route->flags & ITEM ? "/{id}" : !(route->flags & SEARCH) ? "" :
	    *endpoint != '\0' ? "/.search" : ".search");
}

static void
add_routes(struct text *text)
{
	const struct route *route;
	const struct type *type;

	for (route = routes; route->answer != NULL; route++) {
		if (route->endpoint != NULL)
			add_route(text, route, route->endpoint);
		for (type = types; route->endpoint == NULL &&
		    type->name != NULL; type++)
			if (route_is_at(route, type->endpoint, type))
				add_route(text, route, type->endpoint);
	}
	text_puts(text, "  HEAD is possible wherever GET is.\n"
	    "  Beside the base URL, without a key: GET /health, 200 or 503;\n"
	    "  and GET /metrics, for Prometheus on the same host.\n");
}

static const char *
member(struct json_object *object, const char *name)
{
	return json_object_get_string(json_object_object_get(object, name));
}

/* One of the flags of /Schemas, if it is set. */
static void
add_flag(struct text *text, struct json_object *attr, const char *name)
{
	if (json_object_get_boolean(json_object_object_get(attr, name)))
		text_format(text, " %s", name);
}

static void
add_attrs(struct text *text, struct json_object *list, int indent)
{
	struct json_object *attr, *sub;
	size_t i;

	for (i = 0; i < json_object_array_length(list); i++) {
		attr = json_object_array_get_idx(list, i);
		text_format(text, "%*s%-*s %-9s %-9s %s", indent, "",
		    21 - indent, member(attr, "name"), member(attr, "type"),
		    member(attr, "mutability"), member(attr, "returned"));
		add_flag(text, attr, "multiValued");
		add_flag(text, attr, "required");
		add_flag(text, attr, "caseExact");
		text_puts(text, "\n");
		if (json_object_object_get_ex(attr, "subAttributes", &sub))
			add_attrs(text, sub, indent + 2);
	}
}

static void
add_schema(struct text *text, const struct schema *schema)
{
	struct json_object *object = schema_json(text->arena, schema, "");

	text_format(text, "\n%s: %s\n%s\n", schema->name, schema->about,
	    schema->urn);
	add_attrs(text, json_object_object_get(object, "attributes"), 2);
}

static void
add_schemas(struct text *text)
{
	const struct schema *const *schema;

	add_schema(text, &common);
	for (schema = schemas; *schema != NULL; schema++)
		add_schema(text, *schema);
}

static void
add_limits(struct text *text)
{
	const struct limit *limit;

	for (limit = limits; limit->about != NULL; limit++)
		text_format(text, "  %8ld  %s\n", limit->most, limit->about);
}

static void
add_errors(struct text *text)
{
	enum failure failure;
	const struct error *error;

	for (failure = NO_FAILURE + 1; failure < FAILURES; failure++) {
		error = error_find(failure);
		text_format(text, "  %d %-13s  %s\n", error->status,
		    error->scim_type != NULL ? error->scim_type : "-",
		    error->about);
	}
}

static void
add_deviations(struct text *text)
{
	const char *const *line;

	for (line = deviations; *line != NULL; line++)
		text_format(text, "  %s\n", *line);
}

void
support_print(void)
{
	static const struct {
		const char *title;
		void (*add)(struct text *);
	} parts[] = {
		{ "ENDPOINTS", add_routes },
		{ "ATTRIBUTES", add_schemas },
		{ "FILTER OPERATORS", filter_describe },
		{ "LIMITS", add_limits },
		{ "CONFIGURATION", config_describe },
		{ "ERRORS", add_errors },
		{ "DEVIATIONS", add_deviations },
		{ NULL, NULL }
	};
	struct text text = { .arena = arena_new() };
	int i;

	text_puts(&text, "What scim.fcgi " PACKAGE_VERSION " supports of "
	    "SCIM 2.0\n");
	for (i = 0; parts[i].title != NULL; i++) {
		text_format(&text, "\n%s\n", parts[i].title);
		parts[i].add(&text);
	}
	fputs(text.bytes, stdout);
	arena_free(text.arena);
}
