/* References by bulkId in the data of a Bulk's operations (RFC 7644 3.7.2). */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "reference.h"

static const char prefix[] = "bulkId:";

enum { PREFIX = sizeof(prefix) - 1 };

const char *
reference_parse(const char *string)
{
	return strncmp(string, prefix, PREFIX) == 0 ? string + PREFIX : NULL;
}

/* members[value eq "bulkId:x"] */
static void
walk_path(struct walk *w, struct json_object *path)
{
	struct text text = { .arena = w->arena };
	const char *at = json_object_get_string(path), *quote, *id;
	size_t len;

	while ((quote = strstr(at, "\"bulkId:")) != NULL) {
		len = strcspn(quote + 1 + PREFIX, "\"");
		id = w->id_of(w, arena_copy(w->arena, quote + 1 + PREFIX, len));
		text_add(&text, at, (size_t)(quote + 1 - at));
		at = quote + 1 + PREFIX + len;
		if (id == NULL)
			text_add(&text, quote + 1, PREFIX + len);
		else
			text_puts(&text, id);
	}
	text_puts(&text, at);
	if (strcmp(text.bytes, json_object_get_string(path)) != 0)
		json_object_set_string(path, text.bytes);
}

/* 1 when the string is to be taken out. */
static int
walk_string(struct walk *w, struct json_object *string)
{
	const char *bulk_id = reference_parse(json_object_get_string(string));
	const char *id = bulk_id == NULL ? NULL : w->id_of(w, bulk_id);

	if (id != NULL)
		json_object_set_string(string, id);
	return bulk_id != NULL && id == NULL && w->drops;
}

static int walk_value(struct walk *, struct json_object *);

static int
walk_object(struct walk *w, struct json_object *object)
{
	json_object_object_foreach(object, name, value) {
		if (json_same(name, "path") &&
		    json_object_is_type(value, json_type_string))
			walk_path(w, value);
		if (!walk_value(w, value))
			continue;
		if (json_same(name, "value"))
			return 1;
		json_object_object_del(object, name);
	}
	return 0;
}

static void
walk_array(struct walk *w, struct json_object *array)
{
	size_t i = 0;

	while (i < json_object_array_length(array))
		if (walk_value(w, json_object_array_get_idx(array, i)))
			json_object_array_del_idx(array, i, 1);
		else
			i++;
}

/* 1 when the value is to be taken out. */
static int
walk_value(struct walk *w, struct json_object *value)
{
	if (json_object_is_type(value, json_type_string))
		return walk_string(w, value);
	if (json_object_is_type(value, json_type_object))
		return walk_object(w, value);
	if (json_object_is_type(value, json_type_array))
		walk_array(w, value);
	return 0;
}

void
reference_walk(struct walk *w, struct json_object *data)
{
	walk_value(w, data);
}
