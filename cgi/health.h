#ifndef SCIM_HEALTH_H
#define SCIM_HEALTH_H

struct request;

/*
 * GET /health: is the service up?  For load balancers: it is beside the base
 * URL, needs no key, and says nothing but that this process answers and whether
 * it reaches its database (200, or 503 with Retry-After).
 */
int health_asked(struct request *);

/* 0, or -1 after fail(UNAVAILABLE). */
int health_read(struct request *);

#endif
