/*
 * Plays filter.test.  The first line of a case is a resource type, maybe
 * "path", and the filter or path, in which <N*text> stands for text N
 * times.  Then come:
 *
 *	is TEXT			how it is printed
 *	invalidFilter TEXT	how it is refused; also invalidPath
 *	yes DOCUMENT		a document that matches
 *	no DOCUMENT		one that does not
 *
 * Whatever is accepted is also printed and parsed again.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

#include "../cgi/arena.h"
#include "../cgi/filter.h"
#include "../cgi/json.h"
#include "../cgi/request.h"

static const char *
expand(struct arena *arena, const char *line)
{
	struct text text = { .arena = arena };
	const char *open, *star, *close;
	int n;

	while ((open = strchr(line, '<')) != NULL &&
	    (star = strchr(open, '*')) != NULL &&
	    (close = strchr(star, '>')) != NULL) {
		text_add(&text, line, (size_t)(open - line));
		for (n = atoi(open + 1); n > 0; n--)
			text_add(&text, star + 1, (size_t)(close - star - 1));
		line = close + 1;
	}
	text_puts(&text, line);
	return text.bytes;
}

static const char *const operators[] = {
	[FILTER_PR] = "pr", [FILTER_EQ] = "eq", [FILTER_NE] = "ne",
	[FILTER_CO] = "co", [FILTER_SW] = "sw", [FILTER_EW] = "ew",
	[FILTER_GT] = "gt", [FILTER_GE] = "ge", [FILTER_LT] = "lt",
	[FILTER_LE] = "le",
};

static void
print_term(struct text *text, const struct filter *term, int in_brackets)
{
	size_t len;

	text_format(text, "%s %s", in_brackets ? term->path.sub->name :
	    schema_print(text->arena, &term->path), operators[term->op]);
	if (term->op != FILTER_PR)
		text_format(text, " %s", json_text(term->value, &len));
}

static void print(struct text *, const struct filter *, int in_brackets);

/* Parentheses only where the tree would be another without them. */
static void
print_operand(struct text *text, const struct filter *operand, int parentheses,
    int in_brackets)
{
	if (parentheses)
		text_puts(text, "(");
	print(text, operand, in_brackets);
	if (parentheses)
		text_puts(text, ")");
}

/* A filter as text that parses to the same tree. */
static void
print(struct text *text, const struct filter *f, int in_brackets)
{
	switch (f->op) {
	case FILTER_AND:
		print_operand(text, f->left, f->left->op == FILTER_OR,
		    in_brackets);
		text_puts(text, " and ");
		print_operand(text, f->right, f->right->op == FILTER_OR ||
		    f->right->op == FILTER_AND, in_brackets);
		break;
	case FILTER_OR:
		print(text, f->left, in_brackets);
		text_puts(text, " or ");
		print_operand(text, f->right, f->right->op == FILTER_OR,
		    in_brackets);
		break;
	case FILTER_NOT:
		text_puts(text, "not ");
		print_operand(text, f->left, 1, in_brackets);
		break;
	case FILTER_VALUE_PATH:
		text_format(text, "%s[",
		    schema_print(text->arena, &f->path));
		print(text, f->left, 1);
		text_puts(text, "]");
		break;
	default:
		print_term(text, f, in_brackets);
	}
}

static const char *
print_path(struct arena *arena, const struct path *path)
{
	struct text text = { .arena = arena };
	struct filter whole = { FILTER_VALUE_PATH, path->filter, NULL, *path,
		NULL };

	if (path->filter == NULL)
		return schema_print(arena, path);
	whole.path.sub = NULL;
	print(&text, &whole, 0);
	if (path->sub != NULL)
		text_format(&text, ".%s", path->sub->name);
	return text.bytes;
}

/* The printed form of what was parsed, NULL when it was refused. */
static const char *
parse(struct request *req, const struct type *type, int is_path,
    const char *line, struct filter **filter)
{
	struct text text = { .arena = req->arena };
	struct path path;

	if (is_path)
		return filter_parse_path(req, type, line, strlen(line),
		    &path) == 0 ? print_path(req->arena, &path) : NULL;
	*filter = filter_parse(req, type, line, strlen(line));
	if (*filter == NULL)
		return NULL;
	print(&text, *filter, 0);
	return text.bytes;
}

static const char *
check(struct request *req, const char *expected, const char *printed,
    const struct filter *filter)
{
	const char *rest = strchr(expected, ' ') + 1, *came = printed;
	struct json_object *document;

	if (strncmp(expected, "invalid", 7) == 0)
		came = req->failure == NO_FAILURE ? printed :
		    arena_format(req->arena, "%s %s",
		    error_find(req->failure)->scim_type, req->detail);
	else if (printed == NULL)
		return req->detail;
	if (strncmp(expected, "invalid", 7) == 0)
		return strcmp(came, expected) == 0 ? NULL : came;
	if (strncmp(expected, "is ", 3) == 0)
		return strcmp(came, rest) == 0 ? NULL : came;
	document = json_parse(req, rest, strlen(rest));
	if (document == NULL)
		return req->detail;
	return filter_match(filter, document) == (expected[0] == 'y') ? NULL :
	    expected[0] == 'y' ? "no match" : "a match";
}

static const char *
play(struct request *req, int lines, char **line)
{
	const struct type *type = cases_type(line[0]);
	const char *text = strchr(line[0], ' ') + 1, *printed, *again, *wrong;
	int is_path = strncmp(text, "path ", 5) == 0, i;
	struct filter *filter = NULL;
	struct request second = { .arena = req->arena };

	if (type == NULL)
		return "no such type";
	text = expand(req->arena, is_path ? text + 5 : text);
	printed = parse(req, type, is_path, text, &filter);
	for (i = 1; i < lines; i++)
		if ((wrong = check(req, line[i], printed, filter)) != NULL)
			return wrong;
	if (printed == NULL)
		return NULL;
	again = parse(&second, type, is_path, printed, &filter);
	if (again == NULL)
		return second.detail;
	return strcmp(again, printed) == 0 ? NULL : again;
}

int
main(int argc, char **argv)
{
	return cases_run(argc, argv, play);
}
