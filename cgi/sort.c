/*
 * sortBy and sortOrder (RFC 7644 3.4.2.3).  Whatever is refused is
 * invalidValue: invalidPath is for PATCH (RFC 7644 table 9).
 */

#include <string.h>

#include "arena.h"
#include "json.h"
#include "request.h"
#include "sort.h"

/* No locale: strings are in the order of their code points. */
static const char *
sql_type(const struct attr *attr)
{
	switch (attr->type) {
	case DECIMAL:
	case INTEGER:
		return "numeric";
	case DATETIME:
		return "timestamptz";
	default:
		return "text collate \"C\"";
	}
}

/* What sortBy names in a type.  What is never returned is not found. */
static int
find(struct request *req, struct sort *sort, const struct type *type,
    struct path *path)
{
	const struct attr *leaf;

	if (schema_path(type, sort->by, strlen(sort->by), path) != 0 ||
	    (path->attr != NULL && path->attr->flags & NEVER)) {
		path->attr = NULL;
		return 0;
	}
	if (path->attr != NULL && path->sub == NULL)
		path->sub = attr_value(path->attr);
	leaf = path_leaf(path);
	if (leaf == NULL || leaf->type == COMPLEX)
		return fail(req, INVALID_VALUE, "sortBy names %s, which is "
		    "complex: name one of its sub-attributes",
		    schema_print(req->arena, path));
	sort->sql_type = sql_type(leaf);
	return 0;
}

static int
parse_order(struct request *req, struct sort *sort)
{
	const char *order = request_parameter(req, "sortOrder");

	if (order == NULL || *order == '\0' || json_same(order, "ascending"))
		return 0;
	sort->descending = json_same(order, "descending");
	return sort->descending ? 0 : fail(req, INVALID_VALUE, "sortOrder must "
	    "be ascending or descending, not \"%.60s\"", order);
}

int
sort_parse(struct request *req, const struct type *type, int n,
    struct sort *sort)
{
	const char *by = request_parameter(req, "sortBy");
	int i;

	*sort = (struct sort){ .by = NULL };
	if (by == NULL || *by == '\0')
		return 0;
	sort->by = by;
	sort->paths = arena_alloc(req->arena, (size_t)n * sizeof(struct path));
	for (i = 0; i < n; i++)
		if (find(req, sort, &type[i], &sort->paths[i]) != 0)
			return -1;
	if (sort->sql_type == NULL)
		return fail(req, INVALID_VALUE, "sortBy names \"%.60s\", which "
		    "is no attribute of %s", by, n == 1 ? type->name :
		    "any resource");
	return parse_order(req, sort);
}
