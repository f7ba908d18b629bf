/* A filter tree against a document: see filter.h for what is decided. */

#include <string.h>
#include <strings.h>

#include "datetime.h"
#include "filter.h"
#include "json.h"

/* What a comparison's sign must be for an operator to hold. */
static int
holds(enum filter_op op, int sign)
{
	switch (op) {
	case FILTER_EQ:
		return sign == 0;
	case FILTER_GT:
		return sign > 0;
	case FILTER_GE:
		return sign >= 0;
	case FILTER_LT:
		return sign < 0;
	default:
		return sign <= 0;
	}
}

/*
 * The worker runs in the C locale, where the str*case* functions fold A-Z
 * only, as behaviour.md has it; bytes of UTF-8 sort as their code points.
 */
static int
match_string(enum filter_op op, const char *value, const char *with, int exact)
{
	int (*compare)(const char *, const char *) =
	    exact ? strcmp : strcasecmp;
	size_t len = strlen(value), n = strlen(with);

	switch (op) {
	case FILTER_CO:
		return (exact ? strstr(value, with) :
		    strcasestr(value, with)) != NULL;
	case FILTER_SW:
		return (exact ? strncmp : strncasecmp)(value, with, n) == 0;
	case FILTER_EW:
		return len >= n && compare(value + len - n, with) == 0;
	default:
		return holds(op, compare(value, with));
	}
}

static int
match_time(enum filter_op op, const char *value, const char *with)
{
	struct datetime a, b;

	return datetime_parse(value, &a) == 0 &&
	    datetime_parse(with, &b) == 0 &&
	    holds(op, datetime_compare(&a, &b));
}

static int
match_number(enum filter_op op, struct json_object *value,
    struct json_object *with)
{
	double a, b;

	if (json_object_is_type(value, json_type_int) &&
	    json_object_is_type(with, json_type_int)) {
		int64_t m = json_object_get_int64(value);
		int64_t n = json_object_get_int64(with);

		return holds(op, (m > n) - (m < n));
	}
	a = json_object_get_double(value);
	b = json_object_get_double(with);
	return holds(op, (a > b) - (a < b));
}

/* RFC 7644 table 3, pr: a value that is not empty, or a part that has one. */
static int
present(struct json_object *value)
{
	struct lh_entry *entry;

	switch (json_object_get_type(value)) {
	case json_type_null:
		return 0;
	case json_type_string:
		return json_object_get_string_len(value) > 0;
	case json_type_object:
		lh_foreach(json_object_get_object(value), entry)
			if (present((struct json_object *)lh_entry_v(entry)))
				return 1;
		return 0;
	default:
		return 1;
	}
}

/* One value, NULL when it is absent, against a term other than ne. */
static int
match_one(const struct filter *f, struct json_object *value)
{
	const struct attr *attr = path_leaf(&f->path);
	enum json_type type = json_object_get_type(value);

	if (f->op == FILTER_PR)
		return present(value);
	if (attr->type == BOOLEAN) {
		if (value == NULL && strcmp(attr->name, "primary") != 0)
			return 0;
		return json_object_get_boolean(value) ==
		    json_object_get_boolean(f->value);
	}
	if (type == json_type_int || type == json_type_double)
		return match_number(f->op, value, f->value);
	if (type != json_type_string)
		return 0;
	if (attr->type == DATETIME)
		return match_time(f->op, json_object_get_string(value),
		    json_object_get_string(f->value));
	return match_string(f->op, json_object_get_string(value),
	    json_object_get_string(f->value), attr->flags & CASE_EXACT);
}

/* Does one of the values in a document match, or the one value in [ ]? */
static int
match_any(const struct filter *f, struct json_object *in, int in_brackets)
{
	const char *sub = f->path.sub != NULL ? f->path.sub->name : NULL;
	struct path whole = { f->path.extension, f->path.attr, NULL, NULL };
	struct json_object *value = in_brackets ? in :
	    schema_value(in, &whole);
	size_t i, n = 1;
	int many = json_object_is_type(value, json_type_array);

	if (value == NULL)
		return 0;
	if (many)
		n = json_object_array_length(value);
	for (i = 0; i < n; i++) {
		struct json_object *one =
		    many ? json_object_array_get_idx(value, i) : value;

		if (match_one(f, sub == NULL ? one :
		    json_object_object_get(one, sub)))
			return 1;
	}
	return 0;
}

static int
match_term(const struct filter *f, struct json_object *in, int in_brackets)
{
	struct filter positive = *f;
	int negated = 0;

	if (f->op == FILTER_NE) {
		positive.op = FILTER_EQ;
		negated = 1;
	}
	if (positive.op == FILTER_EQ && f->value == NULL) {
		positive.op = FILTER_PR;
		negated = !negated;
	}
	return match_any(&positive, in, in_brackets) != negated;
}

static int
match(const struct filter *f, struct json_object *in, int in_brackets)
{
	struct json_object *list;
	size_t i;

	switch (f->op) {
	case FILTER_AND:
		return match(f->left, in, in_brackets) &&
		    match(f->right, in, in_brackets);
	case FILTER_OR:
		return match(f->left, in, in_brackets) ||
		    match(f->right, in, in_brackets);
	case FILTER_NOT:
		return !match(f->left, in, in_brackets);
	case FILTER_VALUE_PATH:
		list = schema_value(in, &f->path);
		if (!json_object_is_type(list, json_type_array))
			return 0;
		for (i = 0; i < json_object_array_length(list); i++)
			if (match(f->left, json_object_array_get_idx(list, i),
			    1))
				return 1;
		return 0;
	default:
		return match_term(f, in, in_brackets);
	}
}

int
filter_match(const struct filter *filter, struct json_object *document)
{
	return match(filter, document, 0);
}

int
filter_match_value(const struct filter *filter, struct json_object *value)
{
	return match(filter, value, 1);
}

size_t
filter_terms(const struct filter *filter)
{
	if (filter == NULL)
		return 0;
	if (filter->left == NULL)
		return 1;
	return filter_terms(filter->left) + filter_terms(filter->right);
}
