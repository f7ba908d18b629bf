/* Plays json.test: what json.h promises, a directive and what it gives. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

#include "../cgi/arena.h"
#include "../cgi/json.h"
#include "../cgi/request.h"

/* A line in which \xNN stands for a byte. */
static void
decode(struct text *text, const char *line)
{
	unsigned byte;
	char c;

	text_puts(text, "");
	for (; *line != '\0'; line++) {
		c = *line;
		if (sscanf(line, "\\x%2x", &byte) == 1) {
			c = (char)byte;
			line += 3;
		}
		text_add(text, &c, 1);
	}
}

/*
 * A body is read from memory of just its size, so that the sanitizer sees a
 * byte too many.
 */
static const char *
parse(struct request *req, struct text *text)
{
	char *exact = malloc(text->len == 0 ? 1 : text->len);
	struct json_object *object;
	size_t len;

	memcpy(exact, text->bytes, text->len);
	object = json_parse(req, exact, text->len);
	free(exact);
	return object == NULL ? req->detail : json_text(object, &len);
}

static const char *
play_parse(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };

	decode(&text, line);
	return parse(req, &text);
}

static const char *
play_scalar(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };
	struct json_object *value;
	size_t end, len;

	decode(&text, line);
	if (json_scalar(req->arena, text.bytes, text.len, &value, &end) != 0)
		return req->failure == NO_FAILURE ? "no" : "fail() was called";
	return arena_format(req->arena, "%zu %s", end,
	    json_text(value, &len));
}

/* So many of a unit, in which # is its number, between open and close. */
static const char *
play_repeat(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };
	char open[8], unit[32], close[8];
	const char *got, *mark;
	int i, count;

	if (sscanf(line, "%d %7s %31s %7s", &count, open, unit, close) != 4)
		return "no such case";
	text_puts(&text, open);
	for (i = 0; i < count; i++) {
		mark = strchr(unit, '#');
		text_puts(&text, i == 0 ? "" : ",");
		if (mark == NULL)
			text_puts(&text, unit);
		else
			text_format(&text, "%.*s%d%s", (int)(mark - unit),
			    unit, i, mark + 1);
	}
	text_puts(&text, close);
	got = parse(req, &text);
	return got == req->detail ? got : "ok";
}

static const char *
play_nest(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };
	int i, depth = atoi(line);

	for (i = 0; i < depth; i++)
		text_puts(&text, i % 2 == 0 ? "{\"a\":" : "[");
	text_puts(&text, "1");
	while (i-- > 0)
		text_puts(&text, i % 2 == 0 ? "}" : "]");
	return parse(req, &text) == req->detail ? req->detail : "ok";
}

static const char *
play_utf8(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };

	decode(&text, line);
	return json_utf8(text.bytes, text.len) ? "yes" : "no";
}

static const char *
play_quote(struct request *req, const char *line)
{
	struct text text = { .arena = req->arena };
	struct text quoted = { .arena = req->arena };

	decode(&text, line);
	json_quote(&quoted, text.bytes);
	return quoted.bytes;
}

static const char *
play_brief(struct request *req, const char *line)
{
	return json_brief_string(req->arena, line);
}

static const char *
play_fold(struct request *req, const char *line)
{
	return json_fold(req->arena, line);
}

static const char *
play_same(struct request *req, const char *line)
{
	const char *blank = strchr(line, ' ');

	return json_same(arena_copy(req->arena, line,
	    (size_t)(blank - line)), blank + 1) ? "yes" : "no";
}

/* The member "name", of an object. */
static const char *
play_member(struct request *req, const char *line)
{
	size_t len;

	return json_text(json_member(json_parse(req, line, strlen(line)),
	    "name"), &len);
}

static const struct {
	const char *word;
	const char *(*play)(struct request *, const char *line);
} directives[] = {
	{ "parse", play_parse }, { "scalar", play_scalar },
	{ "repeat", play_repeat }, { "nest", play_nest },
	{ "utf8", play_utf8 }, { "quote", play_quote },
	{ "brief", play_brief }, { "fold", play_fold },
	{ "same", play_same }, { "member", play_member },
};

/* Two lines: a directive with its text, and what must come. */
static const char *
play(struct request *req, int lines, char **line)
{
	size_t i, len = strcspn(line[0], " ");
	const char *got;

	for (i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		if (lines != 2 || strlen(directives[i].word) != len ||
		    strncmp(directives[i].word, line[0], len) != 0)
			continue;
		got = directives[i].play(req,
		    line[0] + len + (line[0][len] == ' '));
		return strcmp(got, line[1]) == 0 ? NULL : got;
	}
	return "no such case";
}

int
main(int argc, char **argv)
{
	return cases_run(argc, argv, play);
}
