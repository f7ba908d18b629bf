#ifndef SCIM_REPLY_H
#define SCIM_REPLY_H

#include <libpq-fe.h>

#include "error.h"

struct json_object;
struct layout;
struct projection;
struct request;
struct text;
struct type;
struct wire;

/*
 * What goes out.  Handlers compute all that can fail first; nothing here
 * fails.
 */

/*
 * One resource: the first row of a result of the request's type.  0, or -1
 * when there is no result, after fail().
 */
int reply_resource(struct request *, int status, const PGresult *);

/*
 * Where the resources of a type are in the rows, and one of them, as
 * reply_resource() sends it: what a projection, or NULL, wants of it.
 */
struct layout *reply_layout(struct request *, const struct type *,
    const struct projection *, const PGresult *rows);
void reply_print(struct text *, const struct layout *, int row);

/* The body of an error. */
void reply_print_error(struct text *, enum failure, const char *detail);

/* Success without a body; the row gives ETag and Location, or is NULL. */
void reply_empty(struct request *, const PGresult *row);

/* The body to be written into; req->status is the caller's to set. */
struct text *reply_text(struct request *);

/* A JSON object that the worker made itself. */
void reply_json(struct request *, struct json_object *);

/* The request's failure as its answer (RFC 7644 3.12). */
void reply_failure(struct request *);

/* Send status line, headers and body. */
void reply_send(struct request *, struct wire *);

#endif
