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

static const struct error errors[] = {
	[NO_FAILURE] = { 200, NULL, NULL },
	[INVALID_SYNTAX] = { 400, "invalidSyntax", NULL },
	[INVALID_VALUE] = { 400, "invalidValue", "SCVAL" },
	[INVALID_FILTER] = { 400, "invalidFilter", NULL },
	[INVALID_PATH] = { 400, "invalidPath", NULL },
	[NO_TARGET] = { 400, "noTarget", NULL },
	[MUTABILITY] = { 400, "mutability", "SCMUT" },
	[INVALID_VERS] = { 400, "invalidVers", NULL },
	[TOO_MANY] = { 400, "tooMany", NULL },
	[INVALID_CURSOR] = { 400, "invalidCursor", NULL },
	[EXPIRED_CURSOR] = { 400, "expiredCursor", NULL },
	[INVALID_COUNT] = { 400, "invalidCount", NULL },
	[UNAUTHORIZED] = { 401, NULL, "SC401" },
	[FORBIDDEN] = { 403, NULL, "SC403" },
	[NOT_FOUND] = { 404, NULL, "SC404" },
	[METHOD_NOT_ALLOWED] = { 405, NULL, NULL },
	[UNIQUENESS] = { 409, "uniqueness", "SC409" },
	[VERSION_MISMATCH] = { 412, NULL, "SC412" },
	[TOO_LARGE] = { 413, NULL, NULL },
	[UNSUPPORTED_TYPE] = { 415, NULL, NULL },
	[INTERNAL] = { 500, NULL, NULL },
	[NOT_IMPLEMENTED] = { 501, NULL, NULL },
	[UNAVAILABLE] = { 503, NULL, NULL },
};

enum { ERRORS = sizeof(errors) / sizeof(errors[0]) };

const struct error *
error_find(enum failure failure)
{
	return &errors[failure];
}

enum failure
error_by_sqlstate(const char *sqlstate)
{
	int i;

	for (i = 0; i < ERRORS; i++)
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
	req->detail = arena_copy(req->arena, detail, strlen(detail));
	return -1;
}
