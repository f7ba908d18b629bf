/*
 * Pages of a list.  A cursor (RFC 9865) is self-contained: whether the rows
 * before or behind a place are wanted, until when it is good, the count, the
 * place, and what its row was sorted by.  So it needs no memory and no worker
 * in particular, and rows that come and go move no other.  A HMAC stands in
 * front, whose key is the hash of the SCIM key, and which also covers what
 * was asked: the cursor of another key or list is like a forged one.  All of
 * it is in hexadecimal, which a URI can carry.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arena.h"
#include "config.h"
#include "page.h"
#include "request.h"
#include "schema.h"
#include "sha256.h"

enum { MAC = 64 };

/* A parameter; an empty one is as good as none. */
static const char *
given(const struct request *req, const char *name)
{
	const char *text = request_parameter(req, name);

	return text != NULL && *text == '\0' ? NULL : text;
}

/* A number, or the standard.  Huge ones are as good as the largest. */
static int
parse_number(struct request *req, const char *name, long standard,
    long *number)
{
	const char *text = given(req, name);
	char *end;

	*number = standard;
	if (text == NULL)
		return 0;
	*number = strtol(text, &end, 10);
	if (*end != '\0' || end == text || strchr(" \t\n+", *text) != NULL)
		return fail(req, INVALID_VALUE, "%s must be an integer, not "
		    "\"%.60s\"", name, text);
	return 0;
}

/* RFC 7644 table 6: startIndex below 1 is 1, a negative count is 0. */
static int
parse_index(struct request *req, struct page *page)
{
	const long far = 1000000000000;

	if (parse_number(req, "startIndex", 1, &page->start) != 0 ||
	    parse_number(req, "count", req->config->page_default,
	    &page->count) != 0)
		return -1;
	if (page->start < 1)
		page->start = 1;
	if (page->start > far)
		page->start = far;
	if (page->count < 0)
		page->count = 0;
	if (page->count > req->config->page_max)
		page->count = req->config->page_max;
	return 0;
}

/* The HMAC of a cursor's content, and of the list that it is for. */
static void
sign(struct request *req, const char *content, char mac[MAC + 1])
{
	static const char *const names[] = { "filter", "sortBy", "sortOrder",
	    "attributes", "excludedAttributes", NULL };
	struct text text = { .arena = req->arena };
	const char *value;
	int i;

	text_puts(&text, req->type == NULL ? "" : req->type->name);
	for (i = 0; names[i] != NULL; i++) {
		value = given(req, names[i]);
		if (value != NULL)
			text_format(&text, " %d %zu %s", i, strlen(value),
			    value);
	}
	text_format(&text, " %s", content);
	sha256_hmac_hex(req->arena, req->key_hash + 2, text.bytes, text.len,
	    mac);
}

static void
put_hex(struct text *text, const char *bytes)
{
	for (; *bytes != '\0'; bytes++)
		text_format(text, "%02x", (unsigned char)*bytes);
}

/* The inverse; NULL when there is none, or a NUL in it. */
static char *
unhex(struct request *req, const char *hex)
{
	static const char digits[] = "0123456789abcdef";
	size_t len = strlen(hex), i;
	char *bytes;

	if (len % 2 != 0 || strspn(hex, digits) != len)
		return NULL;
	bytes = arena_alloc(req->arena, len / 2 + 1);
	for (i = 0; i < len / 2; i++)
		bytes[i] = (char)(
		    (strchr(digits, hex[2 * i]) - digits) * 16 +
		    (strchr(digits, hex[2 * i + 1]) - digits));
	return strlen(bytes) == len / 2 ? bytes : NULL;
}

/* In a time that does not tell how much of it is right. */
static int
is_signed(struct request *req, const char *cursor, const char *content)
{
	char mac[MAC + 1];
	int i, wrong = 0;

	sign(req, content, mac);
	for (i = 0; i < MAC; i++)
		wrong |= mac[i] ^ cursor[i];
	return !wrong;
}

const char *
page_cursor(struct request *req, const struct page *page, int backward,
    const char *place, const char *key)
{
	struct text text = { .arena = req->arena };
	char mac[MAC + 1];
	const char *content = arena_format(req->arena, "%c%lld %ld %s%s%s",
	    backward ? '-' : '+',
	    (long long)time(NULL) + req->config->cursor_timeout, page->count,
	    place, key == NULL ? "" : " ", key == NULL ? "" : key);

	sign(req, content, mac);
	text_puts(&text, mac);
	put_hex(&text, content);
	return text.bytes;
}

/* RFC 9865 5.2: one answer, whatever is wrong with a cursor. */
static int
parse_cursor(struct request *req, const char *cursor, struct page *page)
{
	char *content = strlen(cursor) <= MAC ? NULL :
	    unhex(req, cursor + MAC), *at;
	long long expires;
	long count;

	if (content == NULL || !is_signed(req, cursor, content))
		return fail(req, INVALID_CURSOR, "The cursor is none of this "
		    "list's: begin again with an empty cursor");
	page->backward = *content == '-';
	expires = strtoll(content + 1, &at, 10);
	if (expires < (long long)time(NULL))
		return fail(req, EXPIRED_CURSOR, "The cursor has expired, %ld "
		    "seconds after it was given: begin again with an empty "
		    "cursor", req->config->cursor_timeout);
	count = strtol(at, &at, 10);
	if (given(req, "count") != NULL && page->count != count)
		return fail(req, INVALID_COUNT, "count is %ld, but the cursor "
		    "is for a count of %ld: keep it, or begin again with an "
		    "empty cursor", page->count, count);
	page->count = count;
	page->place = at + 1;
	at = strchr(page->place, ' ');
	if (at != NULL) {
		*at = '\0';
		page->key = at + 1;
	}
	return 0;
}

int
page_parse(struct request *req, struct page *page)
{
	const char *cursor = request_parameter(req, "cursor");

	*page = (struct page){ .has_cursor = cursor != NULL, .place = "0" };
	if (parse_index(req, page) != 0)
		return -1;
	if (cursor != NULL && given(req, "startIndex") != NULL)
		return fail(req, INVALID_VALUE, "startIndex and cursor exclude "
		    "each other: send one of them");
	return cursor == NULL || *cursor == '\0' ? 0 :
	    parse_cursor(req, cursor, page);
}
