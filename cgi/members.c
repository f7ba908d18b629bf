/*
 * Members of groups, and groups of users: SQL gives a line for each, the id
 * and perhaps a display, and what stands around it in JSON is put here.
 * 100,000 ids are 4 MB of result and 15 MB of answer; no tree is built,
 * whatever the client wants.
 */

#include <string.h>

#include "arena.h"
#include "column.h"
#include "config.h"
#include "members.h"
#include "project.h"
#include "request.h"

struct lines {
	const char *base_url, *endpoint, *type;
	/* The parts (RFC 7643 4.1.2 and 4.2): which are wanted? */
	int has_value, has_ref, has_display, has_type;
};

const char *
members_displayed(struct arena *arena, const struct projection *projection)
{
	if (!project_wants(projection, group_type, "members"))
		return NULL;
	return project_wants(projection, group_type, "members.display") ?
	    arena_format(arena, "%d", MEMBERS_DISPLAYED) : "0";
}

static int
wants(struct request *req, const struct type *type,
    const struct column *column, const struct projection *projection,
    const char *part)
{
	return projection == NULL || project_wants(projection, type,
	    arena_format(req->arena, "%s.%s", column->path, part));
}

struct lines *
members_lines(struct request *req, const struct type *type,
    const struct column *column, const struct projection *projection)
{
	struct lines *lines = arena_alloc(req->arena, sizeof(*lines));

	*lines = (struct lines){
		req->config->base_url, column->endpoint,
		column_find(type, arena_format(req->arena, "%s.type",
		    column->path))->value,
		wants(req, type, column, projection, "value"),
		wants(req, type, column, projection, "$ref"),
		wants(req, type, column, projection, "display"),
		wants(req, type, column, projection, "type"),
	};
	return lines;
}

/* Behind a comma; nothing when nothing is wanted of it. */
static void
print_line(struct text *text, const struct lines *lines, const char *line,
    size_t len)
{
	size_t start = text->len;

	text_puts(text, ",{");
	if (lines->has_value) {
		text_puts(text, "\"value\":\"");
		text_add(text, line, ID_LENGTH);
		text_puts(text, "\",");
	}
	if (lines->has_ref) {
		text_join(text, "\"$ref\":\"", lines->base_url, "/",
		    lines->endpoint, "/", NULL);
		text_add(text, line, ID_LENGTH);
		text_puts(text, "\",");
	}
	if (lines->has_display && len > ID_LENGTH) {
		text_puts(text, "\"display\":");
		text_add(text, line + ID_LENGTH, len - ID_LENGTH);
		text_puts(text, ",");
	}
	if (lines->has_type)
		text_join(text, "\"type\":\"", lines->type, "\",", NULL);
	if (text->bytes[text->len - 1] == '{')
		text->len = start;
	else
		text->bytes[text->len - 1] = '}';
}

void
members_print(struct text *text, const struct lines *lines, const char *line)
{
	size_t start = text->len, len;

	for (; line != NULL; line = line[len] == '\n' ? line + len + 1 : NULL) {
		len = strcspn(line, "\n");
		print_line(text, lines, line, len);
	}
	if (text->len > start) {
		text->bytes[start] = '[';	/* for the first comma */
		text_puts(text, "]");
	}
}
