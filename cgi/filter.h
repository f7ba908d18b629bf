#ifndef SCIM_FILTER_H
#define SCIM_FILTER_H

#include "schema.h"

struct request;
struct text;

/*
 * Filters (RFC 7644 3.4.2.2): text to tree in filter.c, tree against a
 * document in match.c.  where.c makes SQL of the same tree.
 */
enum filter_op {
	FILTER_AND, FILTER_OR,			/* left, right */
	FILTER_NOT,				/* left */
	FILTER_PR,				/* path */
	FILTER_EQ, FILTER_NE, FILTER_CO, FILTER_SW, FILTER_EW,
	FILTER_GT, FILTER_GE, FILTER_LT, FILTER_LE,	/* path, value */
	FILTER_VALUE_PATH			/* path.attr[left] */
};

enum { FILTER_LENGTH = 8192, FILTER_DEPTH = 20, FILTER_TERMS = 100 };

struct filter {
	enum filter_op op;
	struct filter *left, *right;
	/*
	 * What is compared.  Inside attr[...] path.attr is that attribute and
	 * path.sub the one that the term names.  A complex attribute that has
	 * a "value" and is named without a sub-attribute was given it, except
	 * for pr and null.
	 */
	struct path path;
	struct json_object *value;	/* NULL: null; typed as the attribute */
};

/*
 * Parse a filter on a type.  NULL after fail(INVALID_FILTER) whose detail
 * names the offending word and its position (in characters, from 1).
 * Beyond the grammar: attr[...].sub op value as Entra sends it means
 * attr[... and sub op value]; "True"/"False" strings for booleans; true,
 * false and null in any case.  Of a single-valued attribute, attr[...] is
 * parsed as attr pr and (...).
 */
struct filter *filter_parse(struct request *, const struct type *,
    const char *text, size_t len);

/*
 * The same for resources of this type in a query over all types (RFC 7644
 * 3.4.2.1): an attribute that only another type has is unassigned.
 */
struct filter *filter_parse_any(struct request *, const struct type *,
    const char *text, size_t len);

/*
 * Parse the path of a PATCH operation into *path.  0, or -1 after
 * fail(INVALID_PATH) or, for what stands in [ ], fail(INVALID_FILTER).
 */
int filter_parse_path(struct request *, const struct type *,
    const char *text, size_t len, struct path *);

/*
 * Does the resource match?  Where the RFC leaves it open:
 * - a multi-valued attribute matches when one of its values does; but ne is
 *   always not (... eq ...): no value equals, also when there is none;
 * - eq null is not (... pr), ne null is pr; pr is false for "";
 * - an absent primary is false (RFC 7643 2.4);
 * - strings are ordered by code point, folded unless caseExact; dateTimes
 *   chronologically, in UTC where they name no zone;
 * - not is the plain negation: there is no third truth value.
 */
int filter_match(const struct filter *, struct json_object *document);

/* Does one value of a multi-valued attribute match what stood in [ ]? */
int filter_match_value(const struct filter *, struct json_object *value);

/* The operators of each type of attribute, a line each. */
void filter_describe(struct text *);

/* How many terms a match may have to look at. */
size_t filter_terms(const struct filter *);

#endif
