/*
 * Plays patch.test.  The first line of a case is "User DOCUMENT", "Thing
 * DOCUMENT" or "Group MEMBERS", the members being a list of ids.  Each
 * following line that begins with "{" is an operation; one that begins with
 * "body" is the whole message instead, one that begins with "put" a PUT of a
 * group, with "replace" a canonical document in the place of the first;
 * <N*text> stands for text N times with commas between.  The last line is what
 * comes out:
 *
 *	is DOCUMENT		a document after the operations
 *	members ID ...		a group's members after them, sorted
 *	change TEXT		the change set: see print_change()
 *	invalidValue TEXT	the failure; also the other scimTypes, and
 *				"413 TEXT"
 *
 * The resource's id is "2819".  Operations on a document are applied twice, to
 * see that the first time leaves them as they were.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

#include "../cgi/arena.h"
#include "../cgi/change.h"
#include "../cgi/immutable.h"
#include "../cgi/json.h"
#include "../cgi/patch.h"
#include "../cgi/request.h"
#include "../cgi/validate.h"

static const char *group;		/* the members of the case at hand */
static int asked;			/* how often for them */

static struct json_object *
parse(struct request *req, const char *text)
{
	return json_parse(req, text, strlen(text));
}

/* As the database gives the members: display is the id's first letter. */
static struct json_object *
members(struct request *req)
{
	struct json_object *ids = parse(req, group), *list, *member, *id;
	size_t i;

	asked++;
	list = json_own(req->arena, json_object_new_array());
	for (i = 0; i < json_object_array_length(ids); i++) {
		id = json_object_array_get_idx(ids, i);
		member = json_object_new_object();
		json_object_object_add(member, "value", json_object_get(id));
		json_object_object_add(member, "display",
		    json_object_new_string_len(json_object_get_string(id), 1));
		json_object_array_add(list, member);
	}
	return list;
}

static int
is_listed(const char **list, const char *id)
{
	for (; *list != NULL; list++)
		if (json_same(*list, id))
			return 1;
	return 0;
}

/* The members that a change leaves, in order. */
static const char *
print_members(struct request *req, const struct change *change)
{
	struct text text = { .arena = req->arena };
	struct json_object *ids = parse(req, group);
	const char *id, **add = change->add;
	size_t i, n = json_object_array_length(ids);

	text_puts(&text, "members");
	for (i = 0; i < n; i++) {
		id = json_object_get_string(json_object_array_get_idx(ids, i));
		if (!change->replaces && !is_listed(change->remove, id) &&
		    !is_listed(add, id))
			text_format(&text, " %s", id);
	}
	for (; *add != NULL; add++)
		text_format(&text, " %s", *add);
	return text.bytes;
}

/* [=] [+id]... [-id]... [displayName] [externalId] [asked] */
static const char *
print_change(struct request *req, const struct change *change)
{
	struct text text = { .arena = req->arena };
	size_t i;

	text_puts(&text, change->replaces ? "change =" : "change");
	for (i = 0; i < change->adds; i++)
		text_format(&text, " +%s", change->add[i]);
	for (i = 0; i < change->removes; i++)
		text_format(&text, " -%s", change->remove[i]);
	if (change->display_name != NULL)
		text_format(&text, " displayName %s", change->display_name);
	if (change->has_external_id)
		text_format(&text, " externalId %s",
		    change->external_id != NULL ? change->external_id :
		    "(none)");
	if (asked > 0)
		text_format(&text, " asked %d", asked);
	return text.bytes;
}

static void
expand(struct text *text, const char *line)
{
	const char *open, *star, *close;
	int n;

	while ((open = strchr(line, '<')) != NULL &&
	    (star = strchr(open, '*')) != NULL &&
	    (close = strchr(star, '>')) != NULL) {
		text_add(text, line, (size_t)(open - line));
		for (n = atoi(open + 1); n > 0; n--) {
			text_add(text, star + 1, (size_t)(close - star - 1));
			text_puts(text, n > 1 ? "," : "");
		}
		line = close + 1;
	}
	text_puts(text, line);
}

static struct json_object *
message(struct request *req, int operations, char **line)
{
	struct text text = { .arena = req->arena };
	int i;

	if (operations > 0 && strncmp(line[0], "body ", 5) == 0) {
		expand(&text, line[0] + 5);
		return parse(req, text.bytes);
	}
	text_puts(&text, "{\"schemas\":[\"urn:ietf:params:scim:api:messages:"
	    "2.0:PatchOp\"],\"Operations\":[");
	for (i = 0; i < operations; i++) {
		text_puts(&text, i > 0 ? "," : "");
		expand(&text, line[i]);
	}
	text_puts(&text, "]}");
	return parse(req, text.bytes);
}

static const char *
failure(struct request *req)
{
	const struct error *error = error_find(req->failure);

	if (error->scim_type == NULL)
		return arena_format(req->arena, "%d %s", error->status,
		    req->detail);
	return arena_format(req->arena, "%s %s", error->scim_type,
	    req->detail);
}

static const char *
apply_document(struct request *req, const struct type *type,
    const struct operation *first, const char *text)
{
	struct json_object *once = parse(req, text), *twice = parse(req, text);
	size_t len;

	if (once == NULL || patch_apply(req, first, once) != 0 ||
	    validate_document(req, type, once) != 0)
		return failure(req);
	if (patch_apply(req, first, twice) != 0 ||
	    !json_object_equal(once, twice))
		return "another document the second time";
	return arena_format(req->arena, "is %s", json_text(once, &len));
}

/* A PUT's canonical document. */
static const char *
put_document(struct request *req, const struct type *type, const char *had,
    const char *given)
{
	struct json_object *document = parse(req, given);
	size_t len;

	if (document == NULL || immutable_replace(req, type, parse(req, had),
	    document) != 0)
		return failure(req);
	return arena_format(req->arena, "is %s", json_text(document, &len));
}

static const char *
apply_group(struct request *req, const struct operation *first, int whole)
{
	struct change change;

	if (change_from_operations(req, first, members, &change) != 0)
		return failure(req);
	return whole ? print_change(req, &change) :
	    print_members(req, &change);
}

static const char *
put_group(struct request *req, const char *text)
{
	struct json_object *body = parse(req, text), *document;
	struct change change;

	document = body == NULL ? NULL : validate_body(req, group_type, body);
	if (document == NULL ||
	    change_from_document(req, document, &change) != 0)
		return failure(req);
	return print_change(req, &change);
}

static const char *
patch(struct request *req, int lines, char **line)
{
	const struct type *type = cases_type(line[0]);
	struct json_object *body = message(req, lines - 2, line + 1);
	struct operation *first;

	if (type == NULL)
		return "no such type";
	if (body == NULL || patch_parse(req, type, "2819", body, &first) != 0)
		return failure(req);
	if (type != group_type)
		return apply_document(req, type, first,
		    strchr(line[0], ' ') + 1);
	return apply_group(req, first,
	    strncmp(line[lines - 1], "change", 6) == 0);
}

static const char *
play(struct request *req, int lines, char **line)
{
	const char *came;

	group = strchr(line[0], ' ') + 1;
	asked = 0;
	if (strncmp(line[1], "put ", 4) == 0)
		came = put_group(req, line[1] + 4);
	else if (strncmp(line[1], "replace ", 8) == 0)
		came = put_document(req, cases_type(line[0]), group,
		    line[1] + 8);
	else
		came = patch(req, lines, line);
	return strcmp(came, line[lines - 1]) == 0 ? NULL : came;
}

int
main(int argc, char **argv)
{
	return cases_run(argc, argv, play);
}
