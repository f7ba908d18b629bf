#ifndef SCIM_WRITER_H
#define SCIM_WRITER_H

#include "where.h"

struct column;
struct json_object;

/*
 * What where.c and its parts share: where.c has the tree of a filter, many.c
 * the values of multi-valued attributes, compare.c one value, place.c what is
 * in the document, column.c what is not, key.c what is sorted by.  All write
 * to where->sql.
 */
struct writer {
	struct request *req;
	struct where *where;
	const struct type *type;
	enum { NO_LIST, TABLE_LIST, DOCUMENT_LIST } list;
	int by_row;		/* who may match is found already */
};

/* A piece of SQL with another in the place of each @. */
void writer_paste(struct text *sql, const char *piece, const char *other);

/* The condition of a filter: on a row or, inside a list, on its value. */
void where_tree(struct writer *, const struct filter *);

/* The column of an attribute, NULL when only the document has it. */
const struct column *where_column(const struct writer *,
    const struct path *);

/* The rows that a multi-valued attribute is made of, or NULL. */
const struct column *many_rows(const struct writer *, const struct path *);

/* Does the filter hold for one value of the list that path names? */
void many_add(struct writer *, const struct path *, const struct filter *);

/* attr op value, for one value of attr that column says. */
void compare_add(struct writer *, const struct filter *,
    const struct column *);

/* What match.c says of a value that every resource of the type has. */
int compare_constant(struct request *, const struct filter *,
    const char *value);

/* Where an attribute that has no column is in the row, or in its list's e. */
struct column place_of(const struct writer *, const struct path *);

/* The values e of a list, as jsonb. */
void place_elements(struct writer *, const struct path *list);

/* The primary one, else the first: a query's e, NULL when there is none. */
void place_element(struct writer *, const struct path *list);

/* A value as the folded document has it. */
struct json_object *place_folded(const struct writer *, struct json_object *);

/*
 * What an index finds: the folded document has the value, which is taken, at a
 * path or, without one, what the path names, which follows from every condition
 * on it; and it has e-mail addresses that begin with words, if there are any.
 */
void place_find(struct writer *, const struct path *,
    struct json_object *value, const char *words);

/*
 * Write that the row is one of those that select finds; what is and-ed with it
 * is asked of these.  No join: the planner does not know how many a function
 * finds, and would compare each of two's with each (measured: title pr and
 * emails pr among 10,000 takes more than 20 s).
 */
void writer_in(struct writer *, const char *select);

/* What an index finds: the document has an attribute of this name. */
void place_name(struct writer *, const char *name);

/* The document has something that is not "" at or below a path. */
void place_anything(struct writer *, const struct path *);

#endif
