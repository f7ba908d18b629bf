#ifndef SCIM_RESOURCE_H
#define SCIM_RESOURCE_H

struct request;

enum { DOCUMENT_MAX = 1 << 20 };	/* bytes of a document */

/*
 * The requests on the endpoint of a type whose resources are documents, as
 * /Users, and below it; DELETE also on others.  0, or -1 after fail().
 */
int resource_create(struct request *);
int resource_read(struct request *);
int resource_replace(struct request *);
int resource_modify(struct request *);
int resource_delete(struct request *);

#endif
