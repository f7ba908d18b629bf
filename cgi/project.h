#ifndef SCIM_PROJECT_H
#define SCIM_PROJECT_H

#include "schema.h"

struct request;
struct text;

/*
 * attributes and excludedAttributes (RFC 7644 3.9): which parts of a
 * resource the client wants.
 */
struct projection;

/*
 * From the two parameters, comma-separated lists or NULL.  *projection is
 * NULL when neither is given and the type returns nothing on request only: all
 * that there is.  Names the type does not have are ignored.  0, or -1 after
 * fail(INVALID_VALUE) when both are given.
 */
int project_parse(struct request *, const struct type *,
    const char *attributes, const char *excluded, struct projection **);

/* Is attr or attr.sub wanted at all?  Members and groups are other rows. */
int project_wants(const struct projection *, const struct type *,
    const char *attr);

/* Are attributes wanted that are made of the rows of other tables? */
int project_wants_rows(const struct projection *, const struct type *);

/* Cut what is not wanted out of the resource that text has from start on. */
void project_apply(const struct projection *, const struct type *,
    struct text *, size_t start);

#endif
