/*
 * Plays validate.test and project.test: the attribute table, documents
 * against it, and what is cut out of them.
 */

#include <stdlib.h>
#include <string.h>

#include "cases.h"

#include "../cgi/arena.h"
#include "../cgi/filter.h"
#include "../cgi/json.h"
#include "../cgi/project.h"
#include "../cgi/request.h"
#include "../cgi/schema.h"
#include "../cgi/validate.h"

/* What a case is about: "User" and what stands behind it. */
struct subject {
	const struct type *type;
	const char *text;		/* the rest of the first line */
	const char *more;		/* the second line */
};

static struct json_object *
parse(struct request *req, const char *text)
{
	return json_parse(req, text, strlen(text));
}

/* A document or nothing, or how the request failed. */
static const char *
outcome(struct request *req, struct json_object *object)
{
	size_t len;

	if (req->failure != NO_FAILURE)
		return arena_format(req->arena, "%s: %s",
		    error_find(req->failure)->scim_type, req->detail);
	return object == NULL ? "nothing" : json_text(object, &len);
}

/* The first word of *text, which is set behind it. */
static const char *
take_word(struct request *req, const char **text)
{
	size_t len = strcspn(*text, " ");
	const char *word = arena_copy(req->arena, *text, len);

	*text += len + ((*text)[len] == ' ');
	return word;
}

static const char *
play_body(struct request *req, const struct subject *on)
{
	struct json_object *body = parse(req, on->text);

	return outcome(req, body == NULL ? NULL :
	    validate_body(req, on->type, body));
}

/* As body, with the schemas that every body has. */
static const char *
play_post(struct request *req, const struct subject *on)
{
	struct json_object *body = parse(req, on->text), *schema;

	if (body != NULL) {
		schema = json_object_new_array();
		json_object_array_add(schema,
		    json_object_new_string(on->type->schema->urn));
		json_object_object_add(body, "schemas", schema);
		body = validate_body(req, on->type, body);
	}
	return outcome(req, body);
}

static const char *
validate_at(struct request *req, const struct subject *on,
    struct filter *filter)
{
	const char *rest = on->text, *name = take_word(req, &rest);
	struct json_object *list, *canonical;
	struct path path;

	if (schema_path(on->type, name, strlen(name), &path) != 0)
		return "no such attribute";
	path.filter = filter;
	/* In a list, for null to be the value of an attribute. */
	list = parse(req, arena_format(req->arena, "[%s]", rest));
	if (list == NULL || validate_value(req, &path,
	    json_object_array_get_idx(list, 0), &canonical) != 0)
		canonical = NULL;
	return outcome(req, canonical);
}

static const char *
play_value(struct request *req, const struct subject *on)
{
	return validate_at(req, on, NULL);
}

/* A value for what attr[filter] has found. */
static const char *
play_element(struct request *req, const struct subject *on)
{
	struct filter filter = { .op = FILTER_PR };

	return validate_at(req, on, &filter);
}

static const char *
play_document(struct request *req, const struct subject *on)
{
	struct json_object *document = parse(req, on->text);

	validate_document(req, on->type, document);
	return outcome(req, document);
}

static const char *
play_path(struct request *req, const struct subject *on)
{
	struct path path;

	if (schema_path(on->type, on->text, strlen(on->text), &path) != 0)
		return "none";
	return schema_print(req->arena, &path);
}

/* What a path finds in the document of the second line. */
static const char *
play_find(struct request *req, const struct subject *on)
{
	struct path path;

	if (schema_path(on->type, on->text, strlen(on->text), &path) != 0)
		return "none";
	return outcome(req, schema_value(parse(req, on->more), &path));
}

/* Of the attributes of a /Schemas resource the one of that name. */
static struct json_object *
find_attribute(struct json_object *list, const char *name)
{
	struct json_object *attribute;
	size_t i;

	for (i = 0; i < json_object_array_length(list); i++) {
		attribute = json_object_array_get_idx(list, i);
		if (json_same(json_object_get_string(json_object_object_get(
		    attribute, "name")), name))
			return attribute;
	}
	return NULL;
}

/* An attribute as /Schemas has it, but for its description. */
static const char *
play_attr(struct request *req, const struct subject *on)
{
	struct path path;
	const struct schema *schema;
	struct json_object *found, *part;

	if (schema_path(on->type, on->text, strlen(on->text), &path) != 0)
		return "none";
	schema = path.extension != NULL ? path.extension : on->type->schema;
	found = find_attribute(json_object_object_get(schema_json(req->arena,
	    schema, ""), "attributes"), path.attr->name);
	if (path.sub != NULL)
		found = find_attribute(json_object_object_get(found,
		    "subAttributes"), path.sub->name);
	json_object_object_del(found, "name");
	json_object_object_del(found, "description");
	if (json_object_object_get_ex(found, "subAttributes", &part))
		json_object_object_add(found, "subAttributes",
		    json_object_new_int64((int64_t)
		    json_object_array_length(part)));
	return outcome(req, found);
}

/* A schema without its attributes. */
static const char *
play_schema(struct request *req, const struct subject *on)
{
	const struct schema *schema = schema_find(on->text, strlen(on->text));
	struct json_object *object;

	if (schema == NULL)
		return "none";
	object = schema_json(req->arena, schema, "https://scim.example/v2");
	json_object_object_del(object, "attributes");
	return outcome(req, object);
}

static const char *
play_type(struct request *req, const struct subject *on)
{
	return outcome(req, type_json(req->arena, on->type, on->text));
}

static const char *
project(struct request *req, const struct subject *on, const char *attributes,
    const char *excluded)
{
	struct projection *projection;
	struct text text = { .arena = req->arena };

	if (project_parse(req, on->type, attributes, excluded,
	    &projection) != 0)
		return outcome(req, NULL);
	text_puts(&text, on->more);
	project_apply(projection, on->type, &text, 0);
	return text.bytes;
}

static const char *
play_attributes(struct request *req, const struct subject *on)
{
	return project(req, on, on->text, NULL);
}

static const char *
play_excluded(struct request *req, const struct subject *on)
{
	return project(req, on, NULL, on->text);
}

static const char *
play_both(struct request *req, const struct subject *on)
{
	return project(req, on, on->text, on->text);
}

/* attributes or -, excludedAttributes or -, and the attribute. */
static const char *
play_wants(struct request *req, const struct subject *on)
{
	const char *rest = on->text;
	const char *attributes = take_word(req, &rest);
	const char *excluded = take_word(req, &rest);
	struct projection *projection;

	if (project_parse(req, on->type, *attributes == '-' ? NULL :
	    attributes, *excluded == '-' ? NULL : excluded, &projection) != 0)
		return outcome(req, NULL);
	return project_wants(projection, on->type, rest) ? "yes" : "no";
}

static const struct {
	const char *word;
	const char *(*play)(struct request *, const struct subject *);
} directives[] = {
	{ "body", play_body }, { "post", play_post },
	{ "value", play_value }, { "element", play_element },
	{ "document", play_document }, { "path", play_path },
	{ "find", play_find }, { "attr", play_attr },
	{ "schema", play_schema }, { "type", play_type },
	{ "attributes", play_attributes }, { "excluded", play_excluded },
	{ "both", play_both }, { "wants", play_wants },
};

/* A directive, a type and a text; maybe a document; what must come. */
static const char *
play(struct request *req, int lines, char **line)
{
	const char *rest = line[0], *word = take_word(req, &rest), *got;
	struct subject on = { cases_type(rest), NULL, line[1] };
	size_t i;

	take_word(req, &rest);
	on.text = rest;
	for (i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		if (lines < 2 || on.type == NULL ||
		    strcmp(directives[i].word, word) != 0)
			continue;
		got = directives[i].play(req, &on);
		return strcmp(got, line[lines - 1]) == 0 ? NULL : got;
	}
	return "no such case";
}

int
main(int argc, char **argv)
{
	return cases_run(argc, argv, play);
}
