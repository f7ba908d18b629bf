#ifndef SCIM_ROUTE_H
#define SCIM_ROUTE_H

struct request;
struct type;

/*
 * The route table in route.c: which function answers which method at which
 * endpoint.
 */
enum {				/* struct route.flags */
	ITEM = 1 << 0,		/* /endpoint/{id}; else /endpoint */
	SEARCH = 1 << 1,	/* /endpoint/.search */
	BODY = 1 << 2,		/* the request has one */
	DOCUMENT = 1 << 3	/* of types whose resources are documents */
};

struct route {
	const char *method;	/* NULL: any */
	const char *endpoint;	/* "": the base URL, NULL: each type's */
	unsigned flags;
	int (*answer)(struct request *);
	const char *name;	/* for the log */
};

extern const struct route routes[];	/* ends with a NULL answer */

/* Is it a route of an endpoint, which is a resource type's or NULL's? */
int route_is_at(const struct route *, const char *endpoint,
    const struct type *);

/*
 * Find the route of a request and set route, type and resource_id.  0, or -1
 * after fail(NOT_FOUND, METHOD_NOT_ALLOWED or INVALID_VERS).
 */
int route_find(struct request *);

/*
 * What If-None-Match says of a request that would change a resource (RFC 9110
 * 13.1.2): 0, or -1 after fail(VERSION_MISMATCH) when the resource is there in
 * a version that it names, or after what its GET failed with.
 */
int route_if_none_match(struct request *);

/*
 * fail(NOT_FOUND) for the resource that the path names: the same bytes for
 * an id that nobody has, that another organization has, or that is no id.
 */
int route_no_resource(struct request *);

#endif
