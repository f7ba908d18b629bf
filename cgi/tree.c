/*
 * JSON from clients (RFC 8259, RFC 7493): trees are built here, of the words
 * that scan.c reads.  A value is attached to its parent before its own
 * members are read, and the root belongs to the arena, so that a failure is
 * a return.
 */

#include <stdlib.h>

#include "arena.h"
#include "request.h"
#include "scan.h"
#include "json.h"

struct reader {
	struct scan scan;
	int depth, containers, names, values;
	struct text name;		/* of the member at hand */
	const char **sorted;		/* the names of an object */
	int size;			/* of sorted */
};

static int
over(struct reader *r, const char *what, int limit)
{
	return fail(r->scan.req, INVALID_SYNTAX,
	    "The body has %d %s up to byte %zu, more than the limit of %d",
	    limit + 1, what, r->scan.at + 1, limit);
}

/* A scalar, or an object or array that is still empty: see fill(). */
static int
read_value(struct reader *r, struct json_object **value)
{
	int c = scan_blanks(&r->scan);

	if (++r->values > JSON_VALUES)
		return over(r, "values", JSON_VALUES);
	if (c != '{' && c != '[')
		return scan_scalar(&r->scan, value);
	if (++r->containers > JSON_CONTAINERS)
		return over(r, "objects and lists", JSON_CONTAINERS);
	if (r->depth == JSON_DEPTH)
		return over(r, "levels", JSON_DEPTH);
	r->scan.at++;
	*value = json_made(c == '{' ? json_object_new_object() :
	    json_object_new_array_ext(1));
	return 0;
}

/* What follows an element: 1 for a comma, 0 for the end, else -1. */
static int
read_comma(struct reader *r, int close)
{
	int c = scan_blanks(&r->scan);

	if (c != ',' && c != close)
		return scan_unexpected(&r->scan);
	r->scan.at++;
	return c == ',';
}

static int
compare_names(const void *a, const void *b)
{
	return json_compare(*(const char *const *)a, *(const char *const *)b);
}

static int
repeated(struct reader *r, const char *name)
{
	return fail(r->scan.req, INVALID_SYNTAX,
	    "The member %s comes twice in an object (names differ in no more "
	    "than case)", json_brief_string(r->scan.req->arena, name));
}

/*
 * Names that differ in case: sorted, so that an object of any size costs no
 * more than n log n.
 */
static int
check_names(struct reader *r, struct json_object *object)
{
	int i, n = json_object_object_length(object);
	struct lh_entry *entry;

	if (n > r->size) {
		r->size = n * 2;
		r->sorted = arena_alloc(r->scan.req->arena,
		    (size_t)r->size * sizeof(*r->sorted));
	}
	n = 0;
	lh_foreach(json_object_get_object(object), entry)
		r->sorted[n++] = lh_entry_k(entry);
	if (n > 1)
		qsort(r->sorted, (size_t)n, sizeof(*r->sorted), compare_names);
	for (i = 1; i < n; i++)
		if (json_compare(r->sorted[i - 1], r->sorted[i]) == 0)
			return repeated(r, r->sorted[i]);
	return 0;
}

static int fill(struct reader *, struct json_object *);

static int
read_member(struct reader *r, struct json_object *object)
{
	int n = json_object_object_length(object);
	struct json_object *value;
	const char *name;

	if (scan_blanks(&r->scan) != '"')
		return scan_unexpected(&r->scan);
	if (++r->names > JSON_NAMES)
		return over(r, "member names", JSON_NAMES);
	if (scan_string(&r->scan, &r->name) != 0)
		return -1;
	name = arena_copy(r->scan.req->arena, r->name.bytes, r->name.len);
	if (scan_blanks(&r->scan) != ':')
		return scan_unexpected(&r->scan);
	r->scan.at++;
	if (read_value(r, &value) != 0)
		return -1;
	json_add(object, name, value);
	/* Here, because equal names also have equal hashes: n * n probes. */
	return json_object_object_length(object) > n ? fill(r, value) :
	    repeated(r, name);
}

static int
read_element(struct reader *r, struct json_object *array)
{
	struct json_object *value;

	if (read_value(r, &value) != 0)
		return -1;
	json_append(array, value);
	return fill(r, value);
}

/* Read the members or elements of a value that read_value() made. */
static int
fill(struct reader *r, struct json_object *value)
{
	int is_object = json_object_is_type(value, json_type_object);
	int close = is_object ? '}' : ']', more;

	if (!is_object && !json_object_is_type(value, json_type_array))
		return 0;
	r->depth++;
	more = scan_blanks(&r->scan) != close;
	if (!more)
		r->scan.at++;
	while (more > 0) {
		if ((is_object ? read_member : read_element)(r, value) != 0)
			return -1;
		more = read_comma(r, close);
	}
	r->depth--;
	if (more < 0 || !is_object)
		return more;
	json_fit(value, (size_t)r->containers);
	return check_names(r, value);
}

static int
read_text(struct reader *r, struct json_object **root)
{
	if (scan_blanks(&r->scan) < 0)
		return fail(r->scan.req, INVALID_SYNTAX,
		    "The body is empty: send a JSON object");
	if (read_value(r, root) != 0)
		return -1;
	if (*root == NULL)
		return fail(r->scan.req, INVALID_SYNTAX,
		    "The body is null: send a JSON object");
	json_own(r->scan.req->arena, *root);
	if (fill(r, *root) != 0)
		return -1;
	return scan_blanks(&r->scan) < 0 ? 0 : scan_unexpected(&r->scan);
}

struct json_object *
json_parse(struct request *req, const char *text, size_t len)
{
	struct reader r = {
		.scan = { req, text, len, 0, { .arena = req->arena } },
		.name = { .arena = req->arena },
	};
	struct json_object *root = NULL;

	return read_text(&r, &root) == 0 ? root : NULL;
}

int
json_scalar(struct arena *arena, const char *text, size_t len,
    struct json_object **value, size_t *end)
{
	struct request quiet = { .arena = arena };
	struct scan scan = { &quiet, text, len, 0, { .arena = arena } };

	if (scan_scalar(&scan, value) != 0)
		return -1;
	if (*value != NULL)
		json_own(arena, *value);
	*end = scan.at;
	return 0;
}
