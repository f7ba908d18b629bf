#ifndef SCIM_USER_H
#define SCIM_USER_H

struct request;

enum { DOCUMENT_MAX = 1 << 20 };	/* bytes of a user */

/* The requests on /Users and /Users/{id}: 0, or -1 after fail(). */
int user_create(struct request *);
int user_read(struct request *);
int user_replace(struct request *);
int user_modify(struct request *);
int user_delete(struct request *);

#endif
