#ifndef SCIM_HEALTH_H
#define SCIM_HEALTH_H

struct request;

/*
 * What is beside the base URL, for who runs the service, and needs no key:
 * GET /health, for load balancers, says nothing but that this process answers
 * and whether it reaches its database (200, or 503 with Retry-After); GET
 * /metrics has the numbers of scim.metrics_text() for Prometheus.  The web
 * server says who may ask for them.  Is one of them asked for?
 */
int health_asked(struct request *);

#endif
