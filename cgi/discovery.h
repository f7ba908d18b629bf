#ifndef SCIM_DISCOVERY_H
#define SCIM_DISCOVERY_H

struct request;

/*
 * What this service can do (RFC 7644 4): /ServiceProviderConfig,
 * /ResourceTypes, /Schemas; and the endpoints that answer 501.
 */
int discovery_config(struct request *);
int discovery_types(struct request *);
int discovery_type(struct request *);
int discovery_schemas(struct request *);
int discovery_schema(struct request *);
int discovery_me(struct request *);

#endif
