#ifndef SCIM_REQUEST_H
#define SCIM_REQUEST_H

#include <stddef.h>
#include <time.h>

#include "error.h"

struct config;
struct db;
struct json_object;
struct list;
struct pg_result;
struct projection;
struct route;
struct text;
struct type;
struct wire;

enum { KEY_HASH = 2 + 64 + 1 };	/* "\\x", hex, NUL */

/*
 * One request: what came in, what was made of it, what goes out.  All of it
 * lives in the arena.  The pure modules (json, schema, filter, validate,
 * patch, project) touch only arena, failure and detail.
 */
struct request {
	struct arena *arena;
	const struct config *config;
	struct db *db;
	struct timespec began;

	/* The first failure: see fail(). */
	enum failure failure;
	const char *detail;
	const char *allow;		/* of METHOD_NOT_ALLOWED */
	int retry_after;		/* of UNAVAILABLE, seconds */
	const char *sqlstate;		/* for the log */
	struct spent {
		int retries;
		long database_ms;
	} *spent;			/* with the operations of a Bulk */
	int *sent;			/* its statement: see db_hear() */
	struct pg_result *heard;	/* what came of it */

	/* From the web server. */
	const char *method, *uri;
	const char *id;			/* request id: log and events */
	const char *authorization, *content_type, *content_encoding;
	const char *if_match, *if_none_match, *client;
	const char *body;
	size_t body_len;
	struct json_object *data;	/* the body: see request_json() */

	/* From the URI, decoded. */
	const struct route *route;
	const struct type *type;	/* of the endpoint; NULL: no one */
	const char *resource_id;	/* of /Users/{id}, /Schemas/{urn} */
	struct query {
		const char *name, *value;
		struct query *next;
	} *query;
	struct projection *projection;	/* NULL: the default attributes */
	struct list *list;		/* of a search: see search_read() */

	/* The credential's SHA-256 as a bytea literal. */
	char key_hash[KEY_HASH];
	int authenticated;		/* the database has accepted it */
	const char *label, *organization;	/* for the log; NULL: unknown */

	/* The answer. */
	int status;
	const char *etag, *location;
	struct text *answer;		/* NULL: no body */
	const char *answer_type;	/* NULL: SCIM */
	int is_partial;			/* for HEAD: its length is not known */
};

/*
 * Take method, target and headers from the web server.  An empty request is
 * zeroed but for arena, config, db and spent.
 */
void request_receive(struct request *, struct wire *);

/* Microseconds since it began. */
long request_us(const struct request *);

/*
 * Read the body: SCIM or plain JSON, at most config->body_max bytes, as long
 * as was announced.  0, or -1 after fail().
 */
int request_body(struct request *, struct wire *);

/*
 * The segments of the target's path below the base URL's, decoded, at most
 * max of them.  Their number, or -1 after fail(NOT_FOUND) for a path that is
 * not ours or not plain (empty, "." or ".." segments, encoded slashes).  One
 * slash may stand at the end: Microsoft's collection asks for /Users/?filter=.
 */
int request_path(struct request *, const char **segment, int max);

/* The value of a query parameter, or NULL; names without regard to case. */
const char *request_parameter(const struct request *, const char *name);

/*
 * The body as JSON, kept in data (a Bulk's operation comes with it): an object
 * owned by the arena, or NULL after fail().
 */
struct json_object *request_json(struct request *);

/*
 * The versions that If-Match or If-None-Match names as an SQL array literal;
 * NULL for any.  What is no version of ours matches nothing; only of
 * If-None-Match is the comparison weak (RFC 9110 13.1).
 */
const char *request_versions(struct request *, const char *tags, int is_weak);

/* 0 when If-Match allows this version, else -1 after fail(). */
int request_allows_version(struct request *, const char *version);

/* Does If-None-Match name this version (RFC 9110 13.1.2)? */
int request_has_version(const struct request *, const char *version);

/* 0 unless the body has an id other than the path's: then MUTABILITY. */
int request_same_id(struct request *, struct json_object *body);

enum { ID_LENGTH = 36 };	/* of a UUID's text */

/* Is this the text of an id of ours: a UUID in lower case? */
int request_is_id(const char *);

#endif
