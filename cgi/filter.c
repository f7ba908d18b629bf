/*
 * Filters and PATCH paths (RFC 7644 figures 1 and 7): text to tree.
 * A recursive descent with a function for each rule of the grammar; term.c
 * has the terms, parser.c the words.
 */

#include "arena.h"
#include "json.h"
#include "parser.h"
#include "request.h"

static int parse_or(struct parser *, struct filter **);

/* What stands in ( ) or [ ]. */
static int
parse_group(struct parser *p, char close, struct filter **tree)
{
	if (++p->depth > FILTER_DEPTH)
		return parser_over(p, FILTER_DEPTH, "levels of ( ) and [ ]");
	p->at++;
	if (parse_or(p, tree) != 0)
		return -1;
	parser_blanks(p);
	if (parser_peek(p) != close)
		return parser_refuse(p, p->at, arena_format(p->req->arena,
		    "where \"and\", \"or\" or \"%c\" is expected", close));
	p->at++;
	p->depth--;
	return 0;
}

/* The valFilter in path[...]; a value path has none inside. */
static int
parse_brackets(struct parser *p, const struct path *path,
    struct filter **tree)
{
	if (path_leaf(path) == NULL || path_leaf(path)->type != COMPLEX)
		return parser_refuse(p, p->at,
		    "where no attribute with sub-attributes precedes");
	p->outer = path;
	if (parse_group(p, ']', tree) != 0)
		return -1;
	p->outer = NULL;
	return 0;
}

/* The sub-attribute that stands behind "]." */
static int
parse_sub(struct parser *p, struct path *path)
{
	size_t len;

	p->at++;
	len = parser_name(p);
	path->sub = attr_find(path->attr->sub, p->text + p->at, len);
	if (path->sub == NULL)
		return parser_refuse(p, p->at, arena_format(p->req->arena,
		    "where a sub-attribute of %s is expected",
		    path->attr->name));
	p->at += len;
	return 0;
}

/* attr[valFilter], and attr[valFilter].sub op value as Entra sends it. */
static int
parse_value_path(struct parser *p, const struct path *path,
    struct filter **tree)
{
	struct path sub = *path;
	struct filter *right;
	size_t at;

	if (parse_brackets(p, path, tree) != 0)
		return -1;
	at = p->at + 1;
	if (parser_peek(p) == '.') {
		if (parse_sub(p, &sub) != 0 ||
		    term_parse(p, at, &sub, &right) != 0)
			return -1;
		*tree = parser_node(p, FILTER_AND, *tree, right);
	}
	if (path->attr->flags & MANY) {
		*tree = parser_node(p, FILTER_VALUE_PATH, *tree, NULL);
		(*tree)->path = *path;
		return 0;
	}
	if (++p->terms > FILTER_TERMS)
		return parser_over(p, FILTER_TERMS, "terms");
	*tree = parser_node(p, FILTER_AND,
	    parser_node(p, FILTER_PR, NULL, NULL), *tree);
	(*tree)->left->path = *path;
	return 0;
}

/* Find the name that stands here, in the [ ] around or in the type. */
static int
resolve(struct parser *p, size_t len, struct path *path)
{
	const char *name = p->text + p->at;

	if (p->outer == NULL)
		return schema_path(p->type, name, len, path);
	*path = *p->outer;
	path->sub = attr_find(p->outer->attr->sub, name, len);
	return path->sub == NULL ? -1 : 0;
}

/* In a query over all types: find what only another type has. */
static int
resolve_elsewhere(struct parser *p, size_t len, struct path *path)
{
	const struct type *type;

	for (type = types; p->any_type && p->outer == NULL &&
	    type->name != NULL; type++)
		if (schema_path(type, p->text + p->at, len, path) == 0)
			return 0;
	return -1;
}

/*
 * What a term on an attribute that no resource of the type has comes to:
 * always or never true, as a term on the id that each has.
 */
static struct filter *
unassigned(struct parser *p, const struct filter *term)
{
	int holds = term->op == (term->value == NULL ? FILTER_EQ : FILTER_NE);
	struct filter *id = parser_node(p, holds ? FILTER_PR : FILTER_EQ, NULL,
	    NULL);

	id->path.attr = attr_find(common_attrs, "id", 2);
	return id;
}

static int
refuse_attribute(struct parser *p)
{
	return parser_refuse(p, p->at, arena_format(p->req->arena,
	    "which is no %s of %s",
	    p->outer != NULL ? "sub-attribute" : "attribute",
	    p->outer != NULL ? p->outer->attr->name :
	    p->any_type ? "any resource" : p->type->name));
}

static int
parse_attribute(struct parser *p, struct filter **tree)
{
	size_t at = p->at, len = parser_name(p);
	struct path path;
	int is_foreign;

	if (len == 0)
		return parser_refuse(p, at, "where an attribute is expected");
	is_foreign = resolve(p, len, &path) != 0;
	/* What is never returned must not be guessed by filters either. */
	if ((is_foreign && resolve_elsewhere(p, len, &path) != 0) ||
	    path.attr == NULL || path_leaf(&path)->flags & NEVER)
		return refuse_attribute(p);
	p->at += len;
	if ((parser_peek(p) == '[' ? parse_value_path(p, &path, tree) :
	    term_parse(p, at, &path, tree)) != 0)
		return -1;
	if (is_foreign)
		*tree = unassigned(p, *tree);
	return 0;
}

static int
parse_factor(struct parser *p, struct filter **tree)
{
	int negated = parser_keyword(p, "not");

	parser_blanks(p);
	if (negated && parser_peek(p) != '(')
		return parser_refuse(p, p->at,
		    "where \"(\" is expected after not");
	if (parser_peek(p) != '(')
		return parse_attribute(p, tree);
	if (parse_group(p, ')', tree) != 0)
		return -1;
	if (negated)
		*tree = parser_node(p, FILTER_NOT, *tree, NULL);
	return 0;
}

static int
parse_and(struct parser *p, struct filter **tree)
{
	struct filter *right;

	if (parse_factor(p, tree) != 0)
		return -1;
	while (parser_keyword(p, "and")) {
		if (parse_factor(p, &right) != 0)
			return -1;
		*tree = parser_node(p, FILTER_AND, *tree, right);
	}
	return 0;
}

static int
parse_or(struct parser *p, struct filter **tree)
{
	struct filter *right;

	if (parse_and(p, tree) != 0)
		return -1;
	while (parser_keyword(p, "or")) {
		if (parse_and(p, &right) != 0)
			return -1;
		*tree = parser_node(p, FILTER_OR, *tree, right);
	}
	return 0;
}

static int
check_text(struct parser *p)
{
	if (p->len > FILTER_LENGTH)
		return fail(p->req, p->failure,
		    "The %s has %zu bytes, more than the limit of %d",
		    p->what, p->len, FILTER_LENGTH);
	if (!json_utf8(p->text, p->len))
		return fail(p->req, p->failure, "The %s is not valid UTF-8",
		    p->what);
	parser_blanks(p);
	if (p->at == p->len)
		return fail(p->req, p->failure, "The %s is empty", p->what);
	return 0;
}

static struct filter *
parse(struct parser *p)
{
	struct filter *tree;

	p->what = "filter";
	p->failure = INVALID_FILTER;
	if (check_text(p) != 0 || parse_or(p, &tree) != 0)
		return NULL;
	parser_blanks(p);
	if (p->at < p->len) {
		parser_refuse(p, p->at, "where \"and\" or \"or\" is expected");
		return NULL;
	}
	return tree;
}

struct filter *
filter_parse(struct request *req, const struct type *type, const char *text,
    size_t len)
{
	struct parser p = {
		.req = req, .type = type, .text = text, .len = len
	};

	return parse(&p);
}

struct filter *
filter_parse_any(struct request *req, const struct type *type,
    const char *text, size_t len)
{
	struct parser p = {
		.req = req, .type = type, .any_type = 1, .text = text,
		.len = len
	};

	return parse(&p);
}

/* valuePath ["." subAttr] of figure 7: what follows the attribute. */
static int
parse_path_end(struct parser *p, struct path *path)
{
	struct filter *tree;

	if (parser_peek(p) == '[') {
		if (path_leaf(path) == NULL || !(path_leaf(path)->flags & MANY))
			return parser_refuse(p, p->at,
			    "where no multi-valued attribute precedes");
		p->failure = INVALID_FILTER;
		if (parse_brackets(p, path, &tree) != 0)
			return -1;
		p->failure = INVALID_PATH;
		path->filter = tree;
		if (parser_peek(p) == '.' && parse_sub(p, path) != 0)
			return -1;
	}
	parser_blanks(p);
	return p->at == p->len ? 0 :
	    parser_refuse(p, p->at, "where the path should end");
}

int
filter_parse_path(struct request *req, const struct type *type,
    const char *text, size_t len, struct path *path)
{
	struct parser p = {
		.req = req, .type = type, .what = "path",
		.failure = INVALID_PATH, .text = text, .len = len
	};
	size_t n;

	if (check_text(&p) != 0)
		return -1;
	n = parser_name(&p);
	if (n == 0)
		return parser_refuse(&p, p.at,
		    "where an attribute is expected");
	if (resolve(&p, n, path) != 0)
		return parser_refuse(&p, p.at, arena_format(req->arena,
		    "which is no attribute of %s", type->name));
	p.at += n;
	return parse_path_end(&p, path);
}
