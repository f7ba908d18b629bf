/*
 * The error table (RFC 7644 3.12): what each failure means to the client,
 * and the SQLSTATE that the functions in sql/ raise for it.  To add a
 * failure: a name in error.h, a row here.
 */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "json.h"
#include "request.h"

static const struct error errors[FAILURES] = {
	[NO_FAILURE] = { 200, NULL, NULL, NULL },
	[INVALID_SYNTAX] = { 400, "invalidSyntax", NULL,
	    "the message: JSON, schemas, Operations" },
	[INVALID_VALUE] = { 400, "invalidValue", "SCVAL",
	    "an attribute's or parameter's value" },
	[INVALID_FILTER] = { 400, "invalidFilter", NULL,
	    "the filter; names the word and its position" },
	[INVALID_PATH] = { 400, "invalidPath", NULL,
	    "the path of a PATCH operation" },
	[NO_TARGET] = { 400, "noTarget", NULL,
	    "a path that found nothing" },
	[MUTABILITY] = { 400, "mutability", "SCMUT",
	    "readOnly attributes; the owner" },
	[INVALID_VERS] = { 400, "invalidVers", NULL,
	    "another version of the protocol" },
	[TOO_MANY] = { 400, "tooMany", "SCMNY",
	    "a search that takes too long; a page with too many members" },
	[INVALID_CURSOR] = { 400, "invalidCursor", NULL,
	    "forged, or of another list" },
	[EXPIRED_CURSOR] = { 400, "expiredCursor", NULL,
	    "begin again with an empty cursor" },
	[INVALID_COUNT] = { 400, "invalidCount", NULL,
	    "not the count that the cursor is for" },
	[UNAUTHORIZED] = { 401, NULL, NULL,
	    "no live key; with WWW-Authenticate" },
	[FORBIDDEN] = { 403, NULL, "SC403",
	    "domain, project, suspended organization" },
	[NOT_FOUND] = { 404, NULL, "SC404",
	    "nothing there, or another organization's" },
	[METHOD_NOT_ALLOWED] = { 405, NULL, NULL,
	    "with Allow" },
	[UNIQUENESS] = { 409, "uniqueness", "SC409",
	    "userName, displayName" },
	[VERSION_MISMATCH] = { 412, NULL, "SC412",
	    "If-Match, If-None-Match" },
	[TOO_LARGE] = { 413, NULL, NULL,
	    "a limit; names it" },
	[UNSUPPORTED_TYPE] = { 415, NULL, NULL,
	    "Content-Type, Content-Encoding" },
	[INTERNAL] = { 500, NULL, NULL,
	    "a fault of the service; names the request id" },
	[NOT_IMPLEMENTED] = { 501, NULL, NULL,
	    "what is not supported" },
	[UNAVAILABLE] = { 503, NULL, NULL,
	    "the database is away; with Retry-After" },
};

const struct error *
error_find(enum failure failure)
{
	return &errors[failure];
}

enum failure
error_by_sqlstate(const char *sqlstate)
{
	int i;

	for (i = 0; i < FAILURES; i++)
		if (errors[i].sqlstate != NULL &&
		    strcmp(errors[i].sqlstate, sqlstate) == 0)
			return i;
	return NO_FAILURE;
}

int
fail(struct request *req, enum failure failure, const char *format, ...)
{
	va_list args;
	char detail[2048];
	size_t i;

	if (req->failure != NO_FAILURE)
		return -1;
	va_start(args, format);
	vsnprintf(detail, sizeof(detail), format, args);
	va_end(args);
	/* What a client sent may be no UTF-8, or was cut within a character. */
	if (!json_utf8(detail, strlen(detail)))
		for (i = 0; detail[i] != '\0'; i++)
			if (detail[i] & 0x80)
				detail[i] = '?';
	req->failure = failure;
	req->detail = arena_string(req->arena, detail);
	return -1;
}
