/*
 * What a request asks of a group, as a set of ids that join and a set that
 * leave.  Operations only note who joins or leaves; the last word about each
 * id is found by sorting, so that 100,000 members cost n log n.
 */

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "change.h"
#include "filter.h"
#include "json.h"
#include "patch.h"
#include "request.h"

struct event {
	const char *id;
	size_t number;			/* in the order of the request */
	int joins;
};

struct changes {
	struct request *req;
	struct json_object *(*members)(struct request *);
	struct json_object *present;	/* what members() returned */
	struct event *events;
	size_t n, size, visited;
	struct change *change;
};

static void
note(struct changes *c, const char *id, int joins)
{
	struct event *events = c->events;

	if (c->n == c->size) {
		c->size = c->size == 0 ? 64 : c->size * 2;
		c->events = arena_alloc(c->req->arena,
		    c->size * sizeof(*events));
		if (c->n > 0)
			memcpy(c->events, events, c->n * sizeof(*events));
	}
	c->events[c->n] = (struct event){ id, c->n, joins };
	c->n++;
}

static void
note_all_leave(struct changes *c)
{
	c->n = 0;
	c->change->replaces = 1;
}

/* A canonical list of members, or NULL. */
static int
note_listed(struct changes *c, struct json_object *list, int joins)
{
	size_t i, n = list == NULL ? 0 : json_object_array_length(list);
	struct json_object *member, *type;
	const char *id;

	for (i = 0; i < n; i++) {
		member = json_object_array_get_idx(list, i);
		type = json_object_object_get(member, "type");
		id = json_object_get_string(json_object_object_get(member,
		    "value"));
		if (type != NULL &&
		    json_same(json_object_get_string(type), "Group"))
			return fail(c->req, INVALID_VALUE, "members cannot be "
			    "groups: nested groups are not supported");
		if (id == NULL || *id == '\0')
			return fail(c->req, INVALID_VALUE,
			    "members.value is missing or empty");
		note(c, id, joins);
	}
	return 0;
}

/* Does a filter only name ids: value eq terms joined by or? */
static int
names_ids(const struct filter *filter)
{
	if (filter->op == FILTER_OR)
		return names_ids(filter->left) && names_ids(filter->right);
	return filter->op == FILTER_EQ && filter->value != NULL &&
	    strcmp(filter->path.sub->name, "value") == 0;
}

static void
note_named_leave(struct changes *c, const struct filter *filter)
{
	if (filter->op == FILTER_OR) {
		note_named_leave(c, filter->left);
		note_named_leave(c, filter->right);
	} else {
		note(c, json_object_get_string(filter->value), 0);
	}
}

/* Of the present members, those that match leave. */
static int
note_present_leave(struct changes *c, const struct filter *filter)
{
	struct json_object *member;
	size_t i, n;

	if (c->present == NULL)
		c->present = c->members(c->req);
	if (c->present == NULL)
		return -1;
	n = json_object_array_length(c->present);
	if (patch_visit(c->req, &c->visited, n * filter_terms(filter)) != 0)
		return -1;
	for (i = 0; i < n; i++) {
		member = json_object_array_get_idx(c->present, i);
		if (filter_match_value(filter, member))
			note(c, json_object_get_string(json_object_object_get(
			    member, "value")), 0);
	}
	return 0;
}

/* Of those who joined by earlier operations, those that match leave. */
static int
note_joined_leave(struct changes *c, const struct filter *filter)
{
	struct json_object *member;
	size_t i, n = c->n;

	if (patch_visit(c->req, &c->visited, n * filter_terms(filter)) != 0)
		return -1;
	for (i = 0; i < n; i++) {
		if (!c->events[i].joins)
			continue;
		member = json_made(json_object_new_object());
		json_add(member, "value",
		    json_made(json_object_new_string(c->events[i].id)));
		if (filter_match_value(filter, member))
			note(c, c->events[i].id, 0);
		json_object_put(member);
	}
	return 0;
}

static int
note_matching_leave(struct changes *c, const struct filter *filter)
{
	if (names_ids(filter)) {
		note_named_leave(c, filter);
		return 0;
	}
	if (note_joined_leave(c, filter) != 0)
		return -1;
	return c->change->replaces ? 0 : note_present_leave(c, filter);
}

static int
apply_members(struct changes *c, const struct operation *op)
{
	if (op->path.filter != NULL && op->op != PATCH_REMOVE)
		return fail(c->req, MUTABILITY, "a member cannot be changed: "
		    "remove it and add another");
	if (op->path.filter != NULL)
		return note_matching_leave(c, op->path.filter);
	if (op->op == PATCH_REPLACE ||
	    (op->op == PATCH_REMOVE && op->value == NULL))
		note_all_leave(c);
	return note_listed(c, op->value, op->op != PATCH_REMOVE);
}

static void
set_external_id(struct change *change, struct json_object *value)
{
	change->has_external_id = 1;
	change->external_id = json_object_get_string(value);
}

static int
apply(struct changes *c, const struct operation *op)
{
	const char *name = op->path.attr->name;

	if (strcmp(name, "members") == 0)
		return apply_members(c, op);
	if (strcmp(name, "externalId") == 0)
		set_external_id(c->change, op->value);
	else
		c->change->display_name = json_object_get_string(op->value);
	return 0;
}

/* By id, without regard to case as UUIDs are; then the latest first. */
static int
compare(const void *x, const void *y)
{
	const struct event *a = x, *b = y;
	int sign = json_compare(a->id, b->id);

	return sign != 0 ? sign : (a->number < b->number) -
	    (a->number > b->number);
}

/* The last word about each id decides. */
static void
finish(struct changes *c)
{
	struct change *change = c->change;
	struct event *event = c->events;
	size_t i, size = (c->n + 1) * sizeof(*change->add);

	change->add = arena_alloc(c->req->arena, size);
	change->remove = arena_alloc(c->req->arena, size);
	if (c->n > 0)
		qsort(event, c->n, sizeof(*event), compare);
	for (i = 0; i < c->n; i++) {
		if (i > 0 && json_same(event[i].id, event[i - 1].id))
			continue;
		if (event[i].joins)
			change->add[change->adds++] = event[i].id;
		else if (!change->replaces)
			change->remove[change->removes++] = event[i].id;
	}
}

int
change_from_operations(struct request *req, const struct operation *first,
    struct json_object *(*members)(struct request *), struct change *change)
{
	struct changes c = {
		.req = req, .members = members, .change = change
	};
	const struct operation *op;

	*change = (struct change){ .replaces = 0 };
	for (op = first; op != NULL; op = op->next)
		if (apply(&c, op) != 0)
			return patch_blame(req, op->label);
	finish(&c);
	return 0;
}

int
change_from_document(struct request *req, struct json_object *document,
    struct change *change)
{
	struct changes c = { .req = req, .change = change };

	*change = (struct change){ .replaces = 1 };
	if (note_listed(&c, json_object_object_get(document, "members"), 1) !=
	    0)
		return -1;
	change->display_name = json_object_get_string(
	    json_object_object_get(document, "displayName"));
	set_external_id(change, json_object_object_get(document,
	    "externalId"));
	finish(&c);
	return 0;
}
