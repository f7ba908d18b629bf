#ifndef SCIM_LOOKUP_H
#define SCIM_LOOKUP_H

#include <libpq-fe.h>

struct list;
struct request;

/* Is the list one that lookup_rows() finds? */
int lookup_suits(struct request *, const struct list *);

/* Its rows, as list_rows() has them, but for type.  NULL after fail(). */
PGresult *lookup_rows(struct request *, const struct list *);

#endif
