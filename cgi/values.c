/*
 * PATCH operations on the values of a multi-valued attribute (RFC 7644
 * 3.5.2.1 to 3.5.2.3).
 */

#include <string.h>

#include "filter.h"
#include "immutable.h"
#include "json.h"
#include "patch.h"
#include "request.h"
#include "values.h"

/* An operation at work. */
struct work {
	struct request *req;
	const struct operation *op;
	size_t *visited;
	struct json_object *old, *new;	/* lists; old can be NULL */
	struct json_object *primary;	/* one that the operation wrote */
};

/*
 * Put parts into a value of the list.  Simple values have no parts, and are
 * the same already.
 */
static int
merge(struct work *w, struct json_object *object, struct json_object *parts)
{
	struct path part = w->op->path;
	struct json_object *value;
	struct lh_entry *entry;

	if (!json_object_is_type(parts, json_type_object))
		return 0;
	lh_foreach(json_object_get_object(parts), entry) {
		value = (struct json_object *)lh_entry_v(entry);
		part.sub = attr_find(part.attr->sub, lh_entry_k(entry),
		    strlen(lh_entry_k(entry)));
		if (immutable_change(w->req, &part, json_object_object_get(
		    object, lh_entry_k(entry)), value) != 0)
			return -1;
		json_set(object, lh_entry_k(entry), value);
	}
	return 0;
}

static size_t
length(struct json_object *list)
{
	return list == NULL ? 0 : json_object_array_length(list);
}

/* Are two simple values, or NULLs, the same? */
static int
same(const struct attr *attr, struct json_object *a, struct json_object *b)
{
	if (!json_object_is_type(a, json_type_string) ||
	    !json_object_is_type(b, json_type_string) ||
	    attr->flags & CASE_EXACT)
		return json_object_equal(a, b);
	return json_same(json_object_get_string(a), json_object_get_string(b));
}

/* Have two values the same sub-attribute, also when both lack it? */
static int
same_part(const struct attr *attr, const char *name, struct json_object *a,
    struct json_object *b)
{
	return same(attr_find(attr->sub, name, strlen(name)),
	    json_object_object_get(a, name), json_object_object_get(b, name));
}

/*
 * What a value is known by: its "value" to a remove; to an add also its type,
 * because RFC 7643 2.4 allows each pair once.  Addresses by all they have.
 */
static int
same_value(const struct operation *op, struct json_object *a,
    struct json_object *b)
{
	const struct attr *attr = op->path.attr;

	if (attr_value(attr) == NULL)
		return same(attr, a, b);
	return same_part(attr, "value", a, b) &&
	    (op->op == PATCH_REMOVE || same_part(attr, "type", a, b));
}

static struct json_object *
find_same(const struct operation *op, struct json_object *list,
    struct json_object *value)
{
	size_t i;

	for (i = 0; i < length(list); i++)
		if (same_value(op, json_object_array_get_idx(list, i), value))
			return json_object_array_get_idx(list, i);
	return NULL;
}

static int
is_primary(struct json_object *value)
{
	return json_object_get_boolean(json_object_object_get(value,
	    "primary"));
}

/* Take a value, changed or not, into the new list. */
static void
keep(struct work *w, struct json_object *value)
{
	json_append(w->new, value);
}

static void
keep_changed(struct work *w, struct json_object *value)
{
	keep(w, value);
	if (is_primary(value))
		w->primary = value;
}

/* RFC 7644 3.5.2: who becomes primary takes it from the others. */
static void
settle_primary(struct work *w)
{
	struct json_object *value;
	size_t i;

	if (w->primary == NULL)
		return;
	for (i = 0; i < length(w->new); i++) {
		value = json_object_array_get_idx(w->new, i);
		if (value != w->primary && is_primary(value))
			json_add(value, "primary",
			    json_made(json_object_new_boolean(0)));
	}
}

static void
keep_old(struct work *w)
{
	size_t i;

	for (i = 0; i < length(w->old); i++)
		keep(w, json_object_get(json_object_array_get_idx(w->old, i)));
}

/* Add a list of values: new ones at the end, known ones merged. */
static int
add_listed(struct work *w)
{
	struct json_object *list = w->op->value, *value, *known;
	size_t i, n = length(list);

	if (patch_visit(w->req, w->visited, n * (length(w->old) + n)) != 0)
		return -1;
	keep_old(w);
	for (i = 0; i < n; i++) {
		value = json_object_array_get_idx(list, i);
		known = find_same(w->op, w->new, value);
		if (known == NULL) {
			keep_changed(w, json_copy(value));
			continue;
		}
		if (merge(w, known, value) != 0)
			return -1;
		if (is_primary(known))
			w->primary = known;
	}
	return 0;
}

static int
remove_listed(struct work *w)
{
	struct json_object *list = w->op->value, *value;
	size_t i;

	if (patch_visit(w->req, w->visited, length(w->old) * length(list)) != 0)
		return -1;
	for (i = 0; i < length(w->old); i++) {
		value = json_object_array_get_idx(w->old, i);
		if (find_same(w->op, list, value) == NULL)
			keep(w, json_object_get(value));
	}
	return 0;
}

/* Do to a value that matches what the operation says. */
static int
change_matching(struct work *w, struct json_object *value)
{
	const struct attr *sub = w->op->path.sub;

	if (w->op->value == NULL && sub == NULL)
		return 0;
	if (w->op->op == PATCH_REPLACE && sub == NULL) {
		keep_changed(w, json_copy(w->op->value));
		return 0;
	}
	if (sub != NULL)
		json_set(value, sub->name, w->op->value);
	else if (merge(w, value, w->op->value) != 0)
		return -1;
	if (json_object_object_length(value) > 0)
		keep_changed(w, json_object_get(value));
	return 0;
}

/* Give a value what a filter of eq terms joined by and asks for. */
static int
satisfy(const struct filter *filter, struct json_object *value)
{
	if (filter->op == FILTER_AND)
		return satisfy(filter->left, value) != 0 ? -1 :
		    satisfy(filter->right, value);
	if (filter->op != FILTER_EQ || filter->value == NULL)
		return -1;
	json_set(value, filter->path.sub->name, filter->value);
	return 0;
}

/*
 * Nothing matched.  RFC 7644 3.5.2.3 says noTarget; Entra sets values this
 * way that do not exist yet, so we make one if the filter says which.
 */
static int
create(struct work *w)
{
	const struct path *path = &w->op->path;
	struct json_object *value = json_made(json_object_new_object());
	int status = 0;

	if (path->filter != NULL &&
	    ((path->sub == NULL && w->op->op == PATCH_REPLACE) ||
	    satisfy(path->filter, value) != 0 ||
	    !filter_match_value(path->filter, value))) {
		json_object_put(value);
		return fail(w->req, NO_TARGET, "no value matches the filter");
	}
	if (path->sub != NULL)
		json_set(value, path->sub->name, w->op->value);
	else if (merge(w, value, w->op->value) != 0)
		status = -1;
	keep_changed(w, value);
	return status;
}

/* attr[filter], attr[filter].sub, and attr.sub, which is every value's. */
static int
apply_matching(struct work *w)
{
	const struct filter *filter = w->op->path.filter;
	struct json_object *value;
	size_t i, matches = 0;

	if (patch_visit(w->req, w->visited,
	    length(w->old) * (1 + filter_terms(filter))) != 0)
		return -1;
	for (i = 0; i < length(w->old); i++) {
		value = json_object_array_get_idx(w->old, i);
		if (filter != NULL && !filter_match_value(filter, value)) {
			keep(w, json_object_get(value));
			continue;
		}
		matches++;
		if (change_matching(w, value) != 0)
			return -1;
	}
	return matches > 0 || w->op->value == NULL ? 0 : create(w);
}

static void
replace_listed(struct work *w)
{
	size_t i;

	for (i = 0; i < length(w->op->value); i++)
		keep(w, json_copy(json_object_array_get_idx(w->op->value, i)));
}

static int
apply_list(struct work *w)
{
	if (w->op->path.filter != NULL || w->op->path.sub != NULL)
		return apply_matching(w);
	if (w->op->op == PATCH_REPLACE) {
		replace_listed(w);
		return 0;
	}
	if (w->op->value != NULL)
		return w->op->op == PATCH_ADD ? add_listed(w) :
		    remove_listed(w);
	/* An add of nothing keeps all, a remove without values none. */
	if (w->op->op == PATCH_ADD)
		keep_old(w);
	return 0;
}

int
values_apply(struct request *req, const struct operation *op, size_t *visited,
    struct json_object *holder)
{
	const char *name = op->path.attr->name;
	struct work w = { .req = req, .op = op, .visited = visited };

	w.old = json_object_object_get(holder, name);
	w.new = json_made(json_object_new_array());
	if (apply_list(&w) != 0) {
		json_object_put(w.new);
		return -1;
	}
	settle_primary(&w);
	if (length(w.new) > 0) {
		json_add(holder, name, w.new);
		return 0;
	}
	json_object_put(w.new);
	json_object_object_del(holder, name);
	return 0;
}
