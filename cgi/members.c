/*
 * Members of groups: SQL gives a line for each, the id and perhaps a display,
 * and what stands around it in JSON is put here.  100,000 ids are 4 MB of
 * result and 15 MB of answer; no tree is built, whatever the client wants.
 */

#include <string.h>

#include "arena.h"
#include "config.h"
#include "members.h"
#include "project.h"
#include "request.h"

enum { ID_LENGTH = 36 };		/* of a UUID's text */

/* The parts of a member (RFC 7643 4.2): which are wanted? */
struct wanted {
	int value, ref, display, type;
};

const char *
members_displayed(struct arena *arena, const struct projection *projection)
{
	if (!project_wants(projection, group_type, "members"))
		return NULL;
	return project_wants(projection, group_type, "members.display") ?
	    arena_format(arena, "%d", MEMBERS_DISPLAYED) : "0";
}

/* Behind a comma; nothing when nothing is wanted of it. */
static void
print_member(struct text *text, const struct wanted *wanted,
    const char *base_url, const char *line, size_t len)
{
	size_t start = text->len;

	text_puts(text, ",{");
	if (wanted->value) {
		text_puts(text, "\"value\":\"");
		text_add(text, line, ID_LENGTH);
		text_puts(text, "\",");
	}
	if (wanted->ref) {
		text_puts(text, "\"$ref\":\"");
		text_puts(text, base_url);
		text_puts(text, "/Users/");
		text_add(text, line, ID_LENGTH);
		text_puts(text, "\",");
	}
	if (wanted->display && len > ID_LENGTH) {
		text_puts(text, "\"display\":");
		text_add(text, line + ID_LENGTH, len - ID_LENGTH);
		text_puts(text, ",");
	}
	if (wanted->type)
		text_puts(text, "\"type\":\"User\",");
	if (text->bytes[text->len - 1] == '{')
		text->len = start;
	else
		text->bytes[text->len - 1] = '}';
}

void
members_print(struct text *text, const struct request *req, const char *lines)
{
	const struct projection *projection = req->projection;
	const struct wanted wanted = {
		project_wants(projection, group_type, "members.value"),
		project_wants(projection, group_type, "members.$ref"),
		project_wants(projection, group_type, "members.display"),
		project_wants(projection, group_type, "members.type"),
	};
	size_t start = text->len, len;

	for (; lines != NULL; lines = lines[len] == '\n' ? lines + len + 1 :
	    NULL) {
		len = strcspn(lines, "\n");
		print_member(text, &wanted, req->config->base_url, lines, len);
	}
	if (text->len > start) {
		text->bytes[start] = '[';	/* for the first comma */
		text_puts(text, "]");
	}
}
