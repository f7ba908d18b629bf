#ifndef SCIM_SCAN_H
#define SCIM_SCAN_H

#include "arena.h"

struct json_object;
struct request;

/*
 * The words of JSON (RFC 8259): what has no members.  All of these fail()
 * with INVALID_SYNTAX, and say at which byte.
 */
struct scan {
	struct request *req;
	const char *text;
	size_t len, at;
	struct text string;		/* room for scan_scalar() */
};

/* Pass blanks; the byte at hand then, or -1 at the end. */
int scan_blanks(struct scan *);

/* A string, its opening quote being at hand, unescaped. */
int scan_string(struct scan *, struct text *into);

/* A string, number, true, false or null (NULL), for the caller to own. */
int scan_scalar(struct scan *, struct json_object **value);

/* Say that the byte at hand does not belong there; -1. */
int scan_unexpected(struct scan *);

/* The length of the UTF-8 character at text (RFC 3629 section 4), or 0. */
size_t scan_character(const char *text, size_t len);

#endif
