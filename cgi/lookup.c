/*
 * What identity providers ask before they create or change something: is
 * there one whose userName, externalId, ... is this?  A filter that is no more
 * than that is a statement of the type's table, several times cheaper than a
 * composed one.  Which attributes: those that are few in its columns; the
 * functions in sql/ name them too.
 */

#include "arena.h"
#include "column.h"
#include "db.h"
#include "json.h"
#include "list.h"
#include "lookup.h"
#include "members.h"
#include "project.h"
#include "request.h"
#include "where.h"

int
lookup_suits(struct request *req, const struct list *list)
{
	const struct filter *f = list->parts->filter;

	return list->n == 1 && f != NULL && f->op == FILTER_EQ &&
	    list->sort.by == NULL && !list->page.has_cursor &&
	    list->page.start == 1 && list->page.count > 0 &&
	    list->parts->type->table->statements[FIND].name != NULL &&
	    where_finds_few(req, list->parts->type, f);
}

/* The value as the attribute's index has it; what is no id is nobody's. */
static const char *
key_of(struct request *req, const struct filter *f, enum column_kind kind)
{
	const char *value = json_object_get_string(f->value);

	if (kind == ID)
		return request_is_id(value) ? value : NULL;
	return path_leaf(&f->path)->flags & CASE_EXACT ? value :
	    json_fold(req->arena, value);
}

PGresult *
lookup_rows(struct request *req, const struct list *list)
{
	const struct part *part = list->parts;
	const struct filter *f = part->filter;
	const struct statement *find = &part->type->table->statements[FIND];
	const char *attribute = schema_print(req->arena, &f->path);
	const char *key = key_of(req, f,
	    column_find(part->type, attribute)->kind);
	const char *most = arena_format(req->arena, "%ld", list->page.count);

	if (part->type != group_type)
		return db_run(req, find, DB_VALUES(req->key_hash,
		    project_wants_rows(part->projection, part->type) ?
		    "t" : "f", attribute, key, most));
	return db_run(req, find, DB_VALUES(req->key_hash,
	    members_displayed(req->arena, part->projection),
	    arena_format(req->arena, "%d", MEMBERS_OF_PAGE), attribute, key,
	    most));
}
