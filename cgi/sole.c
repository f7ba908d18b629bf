/*
 * An organization has one owner: operations of a Bulk that make different
 * users Owner are all refused before anything is done.
 */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "patch.h"
#include "plan.h"
#include "schema.h"
#include "validate.h"

/* A quick look: is there the word at all? */
static int
says_owner(struct json_object *value)
{
	struct lh_entry *entry;
	size_t i;

	if (json_object_is_type(value, json_type_string))
		return json_same(json_object_get_string(value), "Owner");
	if (json_object_is_type(value, json_type_array))
		for (i = 0; i < json_object_array_length(value); i++)
			if (says_owner(json_object_array_get_idx(value, i)))
				return 1;
	if (json_object_is_type(value, json_type_object))
		lh_foreach(json_object_get_object(value), entry)
			if (says_owner((struct json_object *)
			    lh_entry_v(entry)))
				return 1;
	return 0;
}

/* The role that a PATCH leaves behind, NULL: another or the present one. */
static struct json_object *
patched_role(struct request *quiet, const struct step *step)
{
	struct operation *op;
	struct json_object *role = NULL;

	if (patch_parse(quiet, user_type, step->id == NULL ? "" : step->id,
	    step->req.data, &op) != 0)
		return NULL;
	for (; op != NULL; op = op->next)
		if (op->path.attr != NULL &&
		    strcmp(op->path.attr->name, "statsigOrgRole") == 0)
			role = op->value;
	return role;
}

/* Would it make its user the owner, if nothing else is wrong with it? */
static int
makes_owner(const struct step *step)
{
	struct request quiet = { .arena = step->req.arena };
	struct json_object *role;

	/* Only of what route.c would not answer 405. */
	if (step->req.failure != NO_FAILURE || step->req.type != user_type ||
	    plan_is_post(step) == (step->id != NULL) ||
	    !says_owner(step->req.data))
		return 0;
	if (strcmp(step->req.method, "PATCH") == 0)
		role = patched_role(&quiet, step);
	else
		role = json_member(validate_body(&quiet, user_type,
		    step->req.data), "statsigOrgRole");
	return role != NULL && json_same(json_object_get_string(role), "Owner");
}

/* The POST that makes the user, or what names him by id. */
static const struct step *
subject(const struct step *step)
{
	return step->target != NULL ? step->target : step;
}

static int
same_user(const struct step *a, const struct step *b)
{
	if (subject(a) == subject(b))
		return 1;
	return a->id != NULL && b->id != NULL && strcmp(a->id, b->id) == 0;
}

/*
 * Each operation by itself would replace the owner, and the last would win:
 * as two owners in one request, none of them does.
 */
void
plan_sole_owner(struct request *req, struct plan *plan)
{
	struct step **claims = arena_alloc(req->arena,
	    plan->n * sizeof(*claims));
	size_t i, n = 0;
	int different = 0;

	for (i = 0; i < plan->n; i++)
		if (makes_owner(&plan->steps[i]))
			claims[n++] = &plan->steps[i];
	for (i = 1; i < n; i++)
		different |= !same_user(claims[0], claims[i]);
	for (i = 0; i < n && different; i++)
		fail(&claims[i]->req, INVALID_VALUE,
		    "Cannot set multiple owners");
}
