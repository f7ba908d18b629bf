#ifndef SCIM_BULK_H
#define SCIM_BULK_H

struct request;

/* Locks are held meanwhile, the client waits. */
enum { BULK_SECONDS = 20 };

/*
 * POST /Bulk (RFC 7644 3.7): each operation is a request for which answer,
 * which finds the route, is called.  0, or -1 after fail().
 */
int bulk_run(struct request *, int (*answer)(struct request *));

#endif
