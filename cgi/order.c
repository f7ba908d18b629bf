/*
 * The order of a Bulk's operations.  A POST runs before those that refer to
 * it (RFC 7644 3.7.2); else the order is the client's.  Those that refer to
 * each other are a circle: the strongly connected components of the graph, in
 * the order in which Tarjan's algorithm finds them, are an order that works.
 */

#include "arena.h"
#include "plan.h"
#include "reference.h"

static struct step *
refer(struct step *step, const struct plan *plan, const char *bulk_id)
{
	struct step *to = plan_find(plan, bulk_id);
	struct reference *reference;

	if (to == NULL) {
		fail(&step->req, INVALID_VALUE, "bulkId:%.100s is the bulkId "
		    "of no POST in this request", bulk_id);
		return NULL;
	}
	reference = arena_alloc(step->req.arena, sizeof(*reference));
	*reference = (struct reference){ to, step->references };
	step->references = reference;
	return to;
}

static const char *
note_reference(struct walk *w, const char *bulk_id)
{
	refer(w->step, w->plan, bulk_id);
	return NULL;
}

static void
find_references(struct step *step, const struct plan *plan)
{
	struct walk walk = { step->req.arena, plan, step, note_reference, 0 };
	const char *bulk_id = step->id == NULL ? NULL :
	    reference_parse(step->id);

	if (bulk_id != NULL)
		step->target = refer(step, plan, bulk_id);
	reference_walk(&walk, step->req.data);
}

struct search {
	struct plan *plan;
	struct step *top;	/* of those that wait */
	size_t ordered;
	int numbers, circles;
};

/* Tarjan 1972: the depth is bounded by the configuration. */
static void
visit(struct search *s, struct step *step)
{
	const struct reference *reference;
	struct step *to;

	step->number = step->lowest = ++s->numbers;
	step->below = s->top;
	s->top = step;
	step->waits = 1;
	for (reference = step->references; reference != NULL;
	    reference = reference->next) {
		to = reference->to;
		if (to->number == 0)
			visit(s, to);
		if (to->waits && to->lowest < step->lowest)
			step->lowest = to->lowest;
	}
	if (step->lowest != step->number)
		return;
	s->circles++;
	do {
		to = s->top;
		s->top = to->below;
		to->waits = 0;
		to->circle = s->circles;
		s->plan->order[s->ordered++] = to;
	} while (to != step);
}

void
plan_order(struct request *req, struct plan *plan)
{
	struct search search = { .plan = plan };
	size_t i;

	for (i = 0; i < plan->n; i++)
		if (plan->steps[i].req.failure == NO_FAILURE)
			find_references(&plan->steps[i], plan);
	plan->order = arena_alloc(req->arena, plan->n * sizeof(*plan->order));
	for (i = 0; i < plan->n; i++)
		if (plan->steps[i].number == 0)
			visit(&search, &plan->steps[i]);
}
