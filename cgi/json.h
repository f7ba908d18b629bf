#ifndef SCIM_JSON_H
#define SCIM_JSON_H

#include <json-c/json.h>

struct arena;
struct request;
struct text;

/*
 * A strict reader of RFC 8259 in the I-JSON profile (RFC 7493) that builds
 * json-c trees.  json-c's own parser is not used for what clients send: it
 * takes NaN, single quotes, repeated members and bad UTF-8, and one MiB of
 * "{}," becomes 264 MiB of heap.
 *
 * Refused: whatever the grammar does not have, bytes that are not UTF-8, a
 * lone surrogate, U+0000, a member name that comes twice in an object (also
 * when only A-Z/a-z differ), more than JSON_DEPTH levels, more than
 * JSON_CONTAINERS objects and arrays, more than JSON_NAMES member names in all
 * of them, more than JSON_VALUES values.  100,000 members with four attributes
 * each have 400,000 names; the worst of 16 MiB takes 145 MB (and took 334).
 */
enum {
	JSON_DEPTH = 32,
	JSON_CONTAINERS = 410000,
	JSON_NAMES = 600000,
	JSON_VALUES = 1000000,
	JSON_BRIEF = 80
};

/*
 * The tree of text, owned by the request's arena; or NULL after
 * fail(INVALID_SYNTAX), whose detail names what was wrong and the byte at
 * which.  JSON null as the whole text also fails: SCIM has no use for it.
 */
struct json_object *json_parse(struct request *, const char *text, size_t len);

/*
 * One JSON value at the start of text, as a filter's compValue has it:
 * string, number, true, false or null.  *end is set behind it.  *value is
 * NULL for null; a tree is owned by the arena.  0, or -1 without fail().
 */
int json_scalar(struct arena *, const char *text, size_t len,
    struct json_object **value, size_t *end);

/*
 * The member of an object, names compared without regard to A-Z/a-z; NULL when
 * there is none or it is null, which json_find() tells apart.
 */
struct json_object *json_member(struct json_object *object, const char *name);
int json_find(struct json_object *object, const char *name,
    struct json_object **value);

/* A new value, from now on owned by the arena. */
struct json_object *json_own(struct arena *, struct json_object *);

/*
 * json-c says when memory is out; then the worker ends, as in arena.h.
 * json_made() returns what json-c made; NULL added is JSON null.  A name is
 * not copied: it is a table's or the arena's, and lives as long as the object.
 */
struct json_object *json_made(struct json_object *);
void json_add(struct json_object *object, const char *name,
    struct json_object *value);
void json_append(struct json_object *array, struct json_object *value);

/* A copy; and a member with a copy as its value, NULL: without the member. */
struct json_object *json_copy(struct json_object *value);
void json_set(struct json_object *object, const char *name,
    struct json_object *value);

/*
 * Give back what an object that is complete does not need of the room for 16
 * members that json-c makes in each: of 100,000 members of a group that is
 * most of the memory (measured: a PUT takes 135 MB, not 290).  Of few objects
 * it would cost more than it gives.
 */
void json_fit(struct json_object *object, size_t among);

/* As the wire has it: no blanks, "/" not escaped, UTF-8 as it is. */
const char *json_text(struct json_object *, size_t *len);

/*
 * A value, or a string as a JSON string, for an error's detail: cut behind
 * JSON_BRIEF bytes.
 */
const char *json_brief(struct arena *, struct json_object *);
const char *json_brief_string(struct arena *, const char *);

/* string as a JSON string, with its quotes. */
void json_quote(struct text *, const char *string);

/* Is text well-formed UTF-8 without U+0000? */
int json_utf8(const char *text, size_t len);

/* Comparison and folding for caseExact: false: A-Z as a-z, all else exact. */
char *json_fold(struct arena *, const char *string);
int json_same(const char *, const char *);
int json_compare(const char *, const char *);	/* as strcmp() */

#endif
