#ifndef SCIM_SEARCH_H
#define SCIM_SEARCH_H

struct request;

/* GET /Users and GET /Groups (RFC 7644 3.4.2): 0, or -1 after fail(). */
int search_read(struct request *);

#endif
