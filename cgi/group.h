#ifndef SCIM_GROUP_H
#define SCIM_GROUP_H

struct request;

/*
 * The requests on /Groups and /Groups/{id} that resource.c does not answer:
 * 0, or -1 after fail().
 */
int group_create(struct request *);
int group_read(struct request *);
int group_replace(struct request *);
int group_modify(struct request *);

#endif
