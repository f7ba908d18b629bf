/* The attribute table as JSON: /Schemas and /ResourceTypes (RFC 7643 6, 7). */

#include "arena.h"
#include "json.h"
#include "schema.h"

/* What a flag says, or, with flag 0, what holds when none of them is set. */
struct word {
	unsigned flag;
	const char *word;
};

static const struct word mutability[] = {
	{ READ_ONLY, "readOnly" }, { IMMUTABLE, "immutable" },
	{ WRITE_ONLY, "writeOnly" }, { 0, "readWrite" }
};

static const struct word returned[] = {
	{ ALWAYS, "always" }, { NEVER, "never" },
	{ ON_REQUEST, "request" }, { 0, "default" }
};

static const struct word uniqueness[] = {
	{ SERVER, "server" }, { GLOBAL, "global" }, { 0, "none" }
};

static const char *const type_words[] = {
	[STRING] = "string", [BOOLEAN] = "boolean", [DECIMAL] = "decimal",
	[INTEGER] = "integer", [DATETIME] = "dateTime",
	[REFERENCE] = "reference", [BINARY] = "binary", [COMPLEX] = "complex"
};

static void
add_string(struct json_object *object, const char *name, const char *value)
{
	json_add(object, name, json_made(json_object_new_string(value)));
}

static void
add_flag(struct json_object *object, const char *name, unsigned value)
{
	json_add(object, name, json_made(json_object_new_boolean(value != 0)));
}

static void
add_word(struct json_object *object, const char *name,
    const struct word *words, unsigned flags)
{
	while (words->flag != 0 && !(flags & words->flag))
		words++;
	add_string(object, name, words->word);
}

static void
add_strings(struct json_object *object, const char *name,
    const char *const *strings)
{
	struct json_object *list;

	if (strings == NULL)
		return;
	list = json_made(json_object_new_array());
	for (; *strings != NULL; strings++)
		json_append(list,
		    json_made(json_object_new_string(*strings)));
	json_add(object, name, list);
}

/* Attributes of one level; a complex one brings its own (section 7). */
static struct json_object *
attrs_json(const struct attr *attr)
{
	struct json_object *list = json_made(json_object_new_array()), *object;

	for (; attr->name != NULL; attr++) {
		object = json_made(json_object_new_object());
		add_string(object, "name", attr->name);
		add_string(object, "type", type_words[attr->type]);
		add_flag(object, "multiValued", attr->flags & MANY);
		add_string(object, "description", attr->about);
		add_flag(object, "required", attr->flags & REQUIRED);
		add_strings(object, "canonicalValues", attr->canonical);
		add_flag(object, "caseExact", attr->flags & CASE_EXACT);
		add_word(object, "mutability", mutability, attr->flags);
		add_word(object, "returned", returned, attr->flags);
		add_word(object, "uniqueness", uniqueness, attr->flags);
		add_strings(object, "referenceTypes", attr->references);
		if (attr->sub != NULL)
			json_add(object, "subAttributes",
			    attrs_json(attr->sub));
		json_append(list, object);
	}
	return list;
}

/* A resource of a discovery endpoint as far as all have it alike. */
static struct json_object *
resource(struct arena *arena, const char *kind, const char *id,
    const char *base_url)
{
	struct json_object *object, *about;

	object = json_own(arena, json_object_new_object());
	add_strings(object, "schemas", (const char *const []){ arena_format(
	    arena, "urn:ietf:params:scim:schemas:core:2.0:%s", kind), NULL });
	add_string(object, "id", id);
	about = json_made(json_object_new_object());
	add_string(about, "resourceType", kind);
	add_string(about, "location", arena_format(arena, "%s/%ss/%s",
	    base_url, kind, id));
	json_add(object, "meta", about);
	return object;
}

struct json_object *
schema_json(struct arena *arena, const struct schema *schema,
    const char *base_url)
{
	struct json_object *object = resource(arena, "Schema", schema->urn,
	    base_url);

	add_string(object, "name", schema->name);
	add_string(object, "description", schema->about);
	json_add(object, "attributes", attrs_json(schema->attrs));
	return object;
}

struct json_object *
type_json(struct arena *arena, const struct type *type, const char *base_url)
{
	struct json_object *object = resource(arena, "ResourceType",
	    type->name, base_url), *list, *extension;
	int i;

	add_string(object, "name", type->name);
	add_string(object, "endpoint",
	    arena_format(arena, "/%s", type->endpoint));
	add_string(object, "description", type->about);
	add_string(object, "schema", type->schema->urn);
	list = json_made(json_object_new_array());
	for (i = 0; type->extensions[i] != NULL; i++) {
		extension = json_made(json_object_new_object());
		add_string(extension, "schema", type->extensions[i]->urn);
		add_flag(extension, "required", 0);
		json_append(list, extension);
	}
	json_add(object, "schemaExtensions", list);
	return object;
}
