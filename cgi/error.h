#ifndef SCIM_ERROR_H
#define SCIM_ERROR_H

struct request;

/*
 * What can go wrong, as the client sees it: the rows of the error table in
 * error.c.  To add a failure: a name here, a row there.
 */
enum failure {
	NO_FAILURE,
	INVALID_SYNTAX,		/* 400: the message, not a value in it */
	INVALID_VALUE,		/* 400: an attribute's value */
	INVALID_FILTER,		/* 400 */
	INVALID_PATH,		/* 400: of a PATCH operation */
	NO_TARGET,		/* 400: a path that found nothing */
	MUTABILITY,		/* 400: readOnly, immutable, the owner */
	INVALID_VERS,		/* 400: no such protocol version */
	TOO_MANY,		/* 400 */
	INVALID_CURSOR,		/* 400: forged, or of another list */
	EXPIRED_CURSOR,		/* 400 */
	INVALID_COUNT,		/* 400: another than the cursor's */
	UNAUTHORIZED,		/* 401, with WWW-Authenticate */
	FORBIDDEN,		/* 403 */
	NOT_FOUND,		/* 404 */
	METHOD_NOT_ALLOWED,	/* 405, with Allow */
	UNIQUENESS,		/* 409 */
	VERSION_MISMATCH,	/* 412: If-Match */
	TOO_LARGE,		/* 413 */
	UNSUPPORTED_TYPE,	/* 415 */
	INTERNAL,		/* 500: a fault of ours */
	NOT_IMPLEMENTED,	/* 501 */
	UNAVAILABLE,		/* 503, with Retry-After */
	FAILURES		/* how many there are */
};

struct error {
	int status;		/* of HTTP */
	const char *scim_type;	/* RFC 7644 table 9, RFC 9865 table 3 */
	const char *sqlstate;	/* that the functions in sql/ raise for it */
	const char *about;	/* what is at fault, for support.c */
};

/* The error table's row. */
const struct error *error_find(enum failure);

/* The failure that an SQLSTATE of our own class stands for, or NO_FAILURE. */
enum failure error_by_sqlstate(const char *sqlstate);

/*
 * Record a failure with the sentence that the client's administrator reads:
 * the attribute and the value at fault, no full stop, no secret.  The first
 * failure of a request stands.  Returns -1, so that a function that fails
 * says "return fail(...)".
 */
int fail(struct request *, enum failure, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
