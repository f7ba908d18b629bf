#ifndef SCIM_SEARCH_H
#define SCIM_SEARCH_H

struct request;

/*
 * Lists: of the endpoint's type, or of all types at the base URL.  Both
 * return 0, or -1 after fail().
 */

/*
 * GET with the query's parameters (RFC 7644 3.4.2), which req->list keeps when
 * there is no result yet.
 */
int search_read(struct request *);

/* POST of a SearchRequest (RFC 7644 3.4.3): the same, of the body's. */
int search_post(struct request *);

#endif
