#ifndef SCIM_AWAIT_H
#define SCIM_AWAIT_H

#include <libpq-fe.h>

/*
 * The last result of what was sent, when the server is ready for more: only
 * then is a statement committed, its result comes before.  NULL when the
 * connection is lost, or silent beyond the deadline and a cancellation.
 */
PGresult *await(PGconn *);

/* Milliseconds of a clock that does not jump. */
long await_now(void);

#endif
