/* Simple values: the data types of RFC 7643 section 2.3. */

#include <string.h>

#include "arena.h"
#include "datetime.h"
#include "json.h"
#include "request.h"
#include "schema.h"
#include "scan.h"
#include "value.h"

static int
is_datetime(const char *text)
{
	struct datetime datetime;

	return datetime_parse(text, &datetime) == 0;
}

/* RFC 4648 section 4; padding may be missing (RFC 7643 section 2.3.6). */
static int
is_base64(const char *text)
{
	size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/");
	const char *padding = text + n;

	if (n % 4 == 1)
		return 0;
	return *padding == '\0' ||
	    (n % 4 == 2 && strcmp(padding, "==") == 0) ||
	    (n % 4 == 3 && strcmp(padding, "=") == 0);
}

/* The data types: how they look in JSON, and what their text must be. */
static const struct kind {
	const char *about;
	enum json_type json;
	int (*is_text)(const char *);
} kinds[] = {
	[STRING] = { "a string", json_type_string, NULL },
	[BOOLEAN] = { "true or false", json_type_boolean, NULL },
	[DECIMAL] = { "a number", json_type_double, NULL },
	[INTEGER] = { "an integer", json_type_int, NULL },
	[DATETIME] = { "a date and time such as 2026-01-31T12:00:00Z",
	    json_type_string, is_datetime },
	[REFERENCE] = { "a URI", json_type_string, NULL },
	[BINARY] = { "base64", json_type_string, is_base64 },
};

static int
is_kind(const struct kind *kind, struct json_object *value)
{
	enum json_type json = json_object_get_type(value);

	if (json == json_type_int && kind->json == json_type_double)
		return 1;
	return json == kind->json && (kind->is_text == NULL ||
	    kind->is_text(json_object_get_string(value)));
}

struct json_object *
value_coerce(struct arena *arena, const struct attr *attr,
    struct json_object *value)
{
	const char *text;

	if (attr->type != BOOLEAN ||
	    !json_object_is_type(value, json_type_string))
		return value;
	text = json_object_get_string(value);
	if (!json_same(text, "true") && !json_same(text, "false"))
		return value;
	return json_own(arena,
	    json_object_new_boolean(json_same(text, "true")));
}

/* The code point of a character that is well-formed UTF-8. */
static unsigned long
code_point(const char *text, size_t len)
{
	const unsigned char *u = (const unsigned char *)text;
	unsigned long code = len == 1 ? u[0] : u[0] & (0x7fu >> len);
	size_t i;

	for (i = 1; i < len; i++)
		code = code << 6 | (u[i] & 0x3f);
	return code;
}

/* Is it a character that one does not see: two names would look the same? */
static int
is_hidden(unsigned long code)
{
	static const struct {
		unsigned long first, last;
	} rows[] = {
		{ 0x00, 0x1f }, { 0x7f, 0x9f },		/* controls */
		{ 0x034f, 0x034f },			/* zero width */
		{ 0x061c, 0x061c },			/* bidi */
		{ 0x115f, 0x1160 },			/* invisible fillers */
		{ 0x180e, 0x180e },			/* zero width */
		{ 0x200b, 0x200f },			/* zero width, bidi */
		{ 0x2028, 0x202e },			/* separators, bidi */
		{ 0x2060, 0x206f },			/* zero width, bidi */
		{ 0x3164, 0x3164 },			/* invisible filler */
		{ 0xfdd0, 0xfdef },			/* noncharacters */
		{ 0xfeff, 0xfeff },			/* zero width */
		{ 0xffa0, 0xffa0 },			/* invisible filler */
		{ 0xe0000, 0xe007f },			/* invisible tags */
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (code >= rows[i].first && code <= rows[i].last)
			return 1;
	return (code & 0xfffe) == 0xfffe;	/* noncharacters */
}

/*
 * What of userName the database leaves to us: it knows the domains, and
 * which names need a plain local@domain.
 */
static int
check_user_name(struct request *req, const struct path *path,
    struct json_object **value)
{
	const char *text = json_object_get_string(*value);
	size_t at, n, len = strlen(text);
	unsigned long code;

	if (len > USER_NAME_MAX)
		return fail(req, INVALID_VALUE,
		    "%s is %zu bytes long, at most %d are allowed",
		    path->attr->name, len, USER_NAME_MAX);
	for (at = 0; at < len; at += n) {
		n = scan_character(text + at, len - at);
		code = code_point(text + at, n);
		if (is_hidden(code))
			return fail(req, INVALID_VALUE,
			    "%s must not contain the character U+%04lX",
			    path->attr->name, code);
	}
	return 0;
}

/* Only canonical values, in any case. */
static int
check_canonical(struct request *req, const struct path *path,
    struct json_object **value)
{
	const char *text = json_object_get_string(*value);
	const char *const *canonical = path->attr->canonical;
	struct text list = { .arena = req->arena };

	for (; *canonical != NULL; canonical++) {
		if (json_same(*canonical, text)) {
			*value = json_own(req->arena,
			    json_object_new_string(*canonical));
			return 0;
		}
		text_format(&list, "%s%s", list.len > 0 ? ", " : "",
		    *canonical);
	}
	return fail(req, INVALID_VALUE, "%s must be one of %s, not %s",
	    path->attr->name, list.bytes, json_brief(req->arena, *value));
}

/*
 * What single string attributes ask beyond their type.  To add a rule: a row
 * with the attribute's name, in the core schema of a type, and its check.
 */
static const struct rule {
	const char *attr;
	int (*check)(struct request *, const struct path *,
	    struct json_object **value);
} rules[] = {
	{ "userName", check_user_name },
	{ "statsigOrgRole", check_canonical },
};

/* A password is quoted nowhere. */
static int
mismatch(struct request *req, const struct path *path, const struct attr *attr,
    struct json_object *value)
{
	const char *name = schema_print(req->arena, path);

	if (attr->flags & NEVER)
		return fail(req, INVALID_VALUE, "%s must be %s", name,
		    kinds[attr->type].about);
	return fail(req, INVALID_VALUE, "%s must be %s, not %s", name,
	    kinds[attr->type].about, json_brief(req->arena, value));
}

int
value_check(struct request *req, const struct path *path,
    struct json_object *value, struct json_object **canonical)
{
	const struct attr *attr = path_leaf(path);
	size_t i;

	*canonical = value_coerce(req->arena, attr, value);
	if (!is_kind(&kinds[attr->type], *canonical))
		return mismatch(req, path, attr, value);
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (path->extension == NULL && path->sub == NULL &&
		    json_same(rules[i].attr, attr->name))
			return rules[i].check(req, path, canonical);
	return 0;
}
