/* The words of a filter or a PATCH path, and how the wrong ones are refused. */

#include <string.h>
#include <strings.h>

#include "arena.h"
#include "json.h"
#include "parser.h"
#include "request.h"

int
parser_peek(const struct parser *p)
{
	return p->at < p->len ? p->text[p->at] : '\0';
}

void
parser_blanks(struct parser *p)
{
	while (parser_peek(p) == ' ')
		p->at++;
}

size_t
parser_name(const struct parser *p)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789_-$:.";
	size_t n = 0;

	while (p->at + n < p->len &&
	    memchr(letters, p->text[p->at + n], sizeof(letters) - 1) != NULL)
		n++;
	return n;
}

/* The word at a place as a detail quotes it, without quotes of its own. */
static const char *
word(const struct parser *p, size_t at)
{
	const char *ends = " ()[]\"";
	size_t end = at + 1;

	if (p->text[at] == '"') {
		ends = "\"";
		at = end;
	}
	if (at < end && strchr("()[]", p->text[at]) != NULL)
		ends = NULL;
	while (ends != NULL && end < p->len &&
	    strchr(ends, p->text[end]) == NULL)
		end++;
	return json_brief_string(p->req->arena,
	    arena_copy(p->req->arena, p->text + at, end - at));
}

/* Of a byte, in characters, from 1 on. */
static size_t
position(const struct parser *p, size_t at)
{
	size_t i, before = 0;

	for (i = 0; i < at; i++)
		before += (p->text[i] & 0xc0) != 0x80;
	return before + 1;
}

int
parser_refuse(struct parser *p, size_t at, const char *why)
{
	if (at >= p->len)
		return fail(p->req, p->failure, "The %s ends %s", p->what, why);
	return fail(p->req, p->failure,
	    "The %s has %s at position %zu, %s", p->what, word(p, at),
	    position(p, at), why);
}

int
parser_keyword(struct parser *p, const char *name)
{
	size_t len;

	parser_blanks(p);
	len = parser_name(p);
	if (len != strlen(name) || strncasecmp(p->text + p->at, name, len) != 0)
		return 0;
	p->at += len;
	return 1;
}

int
parser_value(struct parser *p, struct json_object **value)
{
	struct arena *arena = p->req->arena;
	size_t at, end = 0;

	parser_blanks(p);
	at = p->at;
	*value = NULL;
	if (parser_keyword(p, "true"))
		*value = json_own(arena, json_object_new_boolean(1));
	else if (parser_keyword(p, "false"))
		*value = json_own(arena, json_object_new_boolean(0));
	else if (!parser_keyword(p, "null") &&
	    json_scalar(arena, p->text + at, p->len - at, value, &end) != 0)
		return parser_refuse(p, at, "where a value is expected: "
		    "a string in double quotes, a number, true, false or null");
	p->at += end;
	if (p->at < p->len && strchr(" )]", parser_peek(p)) == NULL)
		return parser_refuse(p, p->at, "where a blank is expected");
	return 0;
}

int
parser_over(struct parser *p, int limit, const char *what)
{
	return fail(p->req, INVALID_FILTER,
	    "The %s has %d %s up to position %zu, more than the limit of %d",
	    p->what, limit + 1, what, position(p, p->at), limit);
}

struct filter *
parser_node(struct parser *p, enum filter_op op, struct filter *left,
    struct filter *right)
{
	struct filter *filter = arena_alloc(p->req->arena, sizeof(*filter));

	filter->op = op;
	filter->left = left;
	filter->right = right;
	return filter;
}
