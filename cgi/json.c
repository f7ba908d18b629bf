/* json-c's trees and texts, as this program wants them. */

#include "arena.h"
#include "scan.h"
#include "json.h"

enum { FEW = 100 };		/* objects, of 1 KB each */

struct json_object *
json_made(struct json_object *object)
{
	if (object == NULL)
		arena_exhausted();
	return object;
}

static void
put(void *object)
{
	json_object_put(object);
}

struct json_object *
json_own(struct arena *arena, struct json_object *object)
{
	arena_defer(arena, put, json_made(object));
	return object;
}

void
json_add(struct json_object *object, const char *name,
    struct json_object *value)
{
	if (json_object_object_add_ex(object, name, value,
	    JSON_C_OBJECT_ADD_CONSTANT_KEY) != 0)
		arena_exhausted();
}

void
json_append(struct json_object *array, struct json_object *value)
{
	if (json_object_array_add(array, value) != 0)
		arena_exhausted();
}

struct json_object *
json_copy(struct json_object *value)
{
	struct json_object *made = NULL;

	if (json_object_deep_copy(value, &made, NULL) != 0)
		made = NULL;
	return json_made(made);
}

void
json_set(struct json_object *object, const char *name,
    struct json_object *value)
{
	if (value == NULL)
		json_object_object_del(object, name);
	else if (json_object_object_add(object, name, json_copy(value)) != 0)
		arena_exhausted();
}

/* caseExact: false is about A-Z only, here and in SQL. */
static int
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : (unsigned char)c;
}

int
json_compare(const char *a, const char *b)
{
	while (*a != '\0' && fold(*a) == fold(*b)) {
		a++;
		b++;
	}
	return fold(*a) - fold(*b);
}

int
json_same(const char *a, const char *b)
{
	return json_compare(a, b) == 0;
}

char *
json_fold(struct arena *arena, const char *string)
{
	char *copy = arena_string(arena, string), *at;

	for (at = copy; *at != '\0'; at++)
		*at = (char)fold(*at);
	return copy;
}

int
json_find(struct json_object *object, const char *name,
    struct json_object **value)
{
	struct lh_entry *entry;

	if (!json_object_is_type(object, json_type_object))
		return 0;
	lh_foreach(json_object_get_object(object), entry)
		if (json_same(lh_entry_k(entry), name)) {
			*value = (struct json_object *)lh_entry_v(entry);
			return 1;
		}
	return 0;
}

struct json_object *
json_member(struct json_object *object, const char *name)
{
	struct json_object *value;

	return json_find(object, name, &value) ? value : NULL;
}

void
json_fit(struct json_object *object, size_t among)
{
	struct lh_table *table = json_object_get_object(object);
	int size = table->count + table->count / 2 + 1;

	if (among > FEW && table->size == JSON_OBJECT_DEF_HASH_ENTRIES &&
	    size < table->size && lh_table_resize(table, size) != 0)
		arena_exhausted();
}

const char *
json_text(struct json_object *object, size_t *len)
{
	const char *text = json_object_to_json_string_length(object,
	    JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, len);

	if (text == NULL)
		arena_exhausted();
	return text;
}

void
json_quote(struct text *text, const char *string)
{
	size_t run;

	text_puts(text, "\"");
	for (; *string != '\0'; string++) {
		for (run = 0; (unsigned char)string[run] >= ' ' &&
		    string[run] != '"' && string[run] != '\\'; run++)
			;
		text_add(text, string, run);
		string += run;
		if (*string == '\0')
			break;
		if (*string == '"' || *string == '\\')
			text_format(text, "\\%c", *string);
		else
			text_format(text, "\\u%04x", (unsigned)*string);
	}
	text_puts(text, "\"");
}

int
json_utf8(const char *text, size_t len)
{
	size_t at, n;

	for (at = 0; at < len; at += n)
		if ((n = scan_character(text + at, len - at)) == 0)
			return 0;
	return 1;
}

/* Not more than a line, cut between characters. */
static const char *
brief(struct arena *arena, const char *text, size_t len)
{
	size_t at = 0, n;

	if (len <= JSON_BRIEF)
		return arena_copy(arena, text, len);
	while ((n = scan_character(text + at, len - at)) != 0 &&
	    at + n <= JSON_BRIEF)
		at += n;
	return arena_format(arena, "%.*s...", (int)at, text);
}

const char *
json_brief(struct arena *arena, struct json_object *value)
{
	size_t len;
	const char *text = json_text(value, &len);

	return brief(arena, text, len);
}

const char *
json_brief_string(struct arena *arena, const char *string)
{
	struct text text = { .arena = arena };

	json_quote(&text, string);
	return brief(arena, text.bytes, text.len);
}
