/*
 * The terms of a filter: attribute, operator, value (RFC 7644 table 3).  What
 * can be compared with what is in the table of kinds.
 */

#include "arena.h"
#include "datetime.h"
#include "json.h"
#include "parser.h"
#include "request.h"
#include "value.h"

static const char *const op_names[] = {
	[FILTER_PR] = "pr", [FILTER_EQ] = "eq", [FILTER_NE] = "ne",
	[FILTER_CO] = "co", [FILTER_SW] = "sw", [FILTER_EW] = "ew",
	[FILTER_GT] = "gt", [FILTER_GE] = "ge", [FILTER_LT] = "lt",
	[FILTER_LE] = "le",
};

enum {
	EQUAL = 1 << FILTER_EQ | 1 << FILTER_NE,
	PART = 1 << FILTER_CO | 1 << FILTER_SW | 1 << FILTER_EW,
	ORDER = 1 << FILTER_GT | 1 << FILTER_GE | 1 << FILTER_LT |
	    1 << FILTER_LE
};

/*
 * For each type of attribute the operators that RFC 7644 table 3 gives it,
 * and the JSON types of its values.
 */
static const struct kind {
	const char *name;
	unsigned ops, json;
	const char *values;
} kinds[] = {
	[STRING] = { "a string", EQUAL | PART | ORDER,
	    1 << json_type_string, "a string" },
	[BOOLEAN] = { "a boolean", EQUAL,
	    1 << json_type_boolean, "true or false" },
	[DECIMAL] = { "a number", EQUAL | ORDER,
	    1 << json_type_int | 1 << json_type_double, "a number" },
	[INTEGER] = { "an integer", EQUAL | ORDER,
	    1 << json_type_int, "an integer" },
	[DATETIME] = { "a dateTime", EQUAL | ORDER,
	    1 << json_type_string,
	    "a dateTime such as \"2011-05-13T04:42:34Z\"" },
	[REFERENCE] = { "a reference", EQUAL | PART | ORDER,
	    1 << json_type_string, "a string" },
	[BINARY] = { "binary", EQUAL, 1 << json_type_string, "a string" },
};

static int
parse_op(struct parser *p, enum filter_op *op)
{
	parser_blanks(p);
	for (*op = FILTER_PR; *op <= FILTER_LE; (*op)++)
		if (parser_keyword(p, op_names[*op]))
			return 0;
	return parser_refuse(p, p->at, "where an operator is expected: "
	    "eq, ne, co, sw, ew, pr, gt, ge, lt or le");
}

/* Does the value fit the attribute? */
static int
typed(struct parser *p, const struct attr *attr, struct json_object **value)
{
	struct datetime time;

	*value = value_coerce(p->req->arena, attr, *value);
	if (!(kinds[attr->type].json & 1U << json_object_get_type(*value)))
		return 0;
	return attr->type != DATETIME ||
	    datetime_parse(json_object_get_string(*value), &time) == 0;
}

/*
 * Can the term be?  at, op_at and value_at are where its attribute, operator
 * and value stand.
 */
static int
check_term(struct parser *p, struct filter *term, size_t at, size_t op_at,
    size_t value_at)
{
	struct arena *arena = p->req->arena;
	const struct attr *attr = path_leaf(&term->path);
	const struct kind *kind = &kinds[attr->type];

	if (attr->type == COMPLEX)
		return parser_refuse(p, at, "which is complex: "
		    "name one of its sub-attributes");
	if (!(kind->ops & 1U << term->op))
		return parser_refuse(p, op_at, arena_format(arena,
		    "which does not apply to %s: it is %s",
		    schema_print(arena, &term->path), kind->name));
	if (!typed(p, attr, &term->value))
		return parser_refuse(p, value_at, arena_format(arena,
		    "where %s is expected", kind->values));
	return 0;
}

int
term_parse(struct parser *p, size_t at, const struct path *path,
    struct filter **tree)
{
	struct filter *term = *tree = parser_node(p, FILTER_PR, NULL, NULL);
	size_t op_at, value_at;

	if (++p->terms > FILTER_TERMS)
		return parser_over(p, FILTER_TERMS, "terms");
	term->path = *path;
	parser_blanks(p);
	op_at = p->at;
	if (parse_op(p, &term->op) != 0)
		return -1;
	if (term->op == FILTER_PR)
		return 0;
	parser_blanks(p);
	value_at = p->at;
	if (parser_value(p, &term->value) != 0)
		return -1;
	if (term->value == NULL)
		return EQUAL & 1U << term->op ? 0 : parser_refuse(p, value_at,
		    "which can only be compared by eq and ne");
	/* RFC 7644 3.4.2.2 writes emails co, and Entra manager eq. */
	if (path->sub == NULL && path->attr->type == COMPLEX)
		term->path.sub = attr_find(path->attr->sub, "value", 5);
	return check_term(p, term, at, op_at, value_at);
}

void
filter_describe(struct text *text)
{
	enum attr_type type;
	enum filter_op op;

	for (type = STRING; type < COMPLEX; type++) {
		text_format(text, "  %-12s ", kinds[type].name);
		for (op = FILTER_PR; op <= FILTER_LE; op++)
			if (op == FILTER_PR || kinds[type].ops & 1U << op)
				text_format(text, " %s", op_names[op]);
		text_puts(text, "\n");
	}
	text_format(text, "  %-12s  %s\n"
	    "  Other operators compare a complex attribute's value; null goes "
	    "with\n  eq and ne.\n"
	    "  Terms are joined by and, or, not, ( ) and attribute[...].\n",
	    "complex", op_names[FILTER_PR]);
}
