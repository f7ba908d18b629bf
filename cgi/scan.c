/* Reads the words of JSON: strings, numbers, literals (RFC 8259). */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "request.h"
#include "scan.h"

/* The byte at hand, or -1 at the end. */
static int
peek(const struct scan *s)
{
	return s->at < s->len ? (unsigned char)s->text[s->at] : -1;
}

int
scan_blanks(struct scan *s)
{
	int c;

	while ((c = peek(s)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		s->at++;
	return c;
}

/* What is wrong at the byte at hand; bytes are counted from 1. */
static int
wrong(struct scan *s, const char *what)
{
	return fail(s->req, INVALID_SYNTAX,
	    "The body is not valid JSON: %s at byte %zu", what, s->at + 1);
}

int
scan_unexpected(struct scan *s)
{
	int c = peek(s);

	if (c < 0)
		return wrong(s, "it ends too early,");
	if (c > ' ' && c < 0x7f && c != '"')
		return wrong(s, arena_format(s->req->arena,
		    "unexpected \"%c\"", c));
	return wrong(s, arena_format(s->req->arena,
	    "unexpected byte 0x%02X", (unsigned)c));
}

/* RFC 3629 section 4 */
size_t
scan_character(const char *text, size_t len)
{
	static const struct {
		unsigned char first, last;	/* leading byte */
		unsigned char low, high;	/* second byte */
		size_t len;
	} rows[] = {
		{ 0x01, 0x7f, 0x00, 0x00, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};
	const unsigned char *u = (const unsigned char *)text;
	size_t i, row;

	for (row = 0; row < sizeof(rows) / sizeof(rows[0]); row++)
		if (len > 0 && u[0] >= rows[row].first &&
		    u[0] <= rows[row].last)
			break;
	if (row == sizeof(rows) / sizeof(rows[0]) || rows[row].len > len)
		return 0;
	if (rows[row].len > 1 &&
	    (u[1] < rows[row].low || u[1] > rows[row].high))
		return 0;
	for (i = 2; i < rows[row].len; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	return rows[row].len;
}

/* The four digits behind \u, or -1. */
static long
read_hex(struct scan *s)
{
	long code = 0;
	int i, c;

	for (i = 0; i < 4; i++, s->at++) {
		c = peek(s);
		if (c >= '0' && c <= '9')
			code = code * 16 + c - '0';
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			code = code * 16 + (c | 0x20) - 'a' + 10;
		else
			return scan_unexpected(s);
	}
	return code;
}

/* The rest of \uXXXX, with the other half of a pair of surrogates. */
static int
read_unicode(struct scan *s, struct text *into)
{
	size_t start = s->at - 2;
	long code = read_hex(s), low;
	char utf8[4];
	size_t len = 0;

	if (code < 0)
		return -1;
	if (code >= 0xd800 && code < 0xdc00 && s->len - s->at >= 2 &&
	    memcmp(s->text + s->at, "\\u", 2) == 0) {
		s->at += 2;
		if ((low = read_hex(s)) < 0)
			return -1;
		if (low >= 0xdc00 && low < 0xe000)
			code = 0x10000 + (code - 0xd800) * 0x400 + low - 0xdc00;
	}
	if (code == 0 || (code >= 0xd800 && code < 0xe000)) {
		s->at = start;
		return wrong(s, code == 0 ? "the character U+0000" :
		    "half of a surrogate pair");
	}
	if (code < 0x80) {
		utf8[len++] = (char)code;
	} else if (code < 0x800) {
		utf8[len++] = (char)(0xc0 | code >> 6);
	} else if (code < 0x10000) {
		utf8[len++] = (char)(0xe0 | code >> 12);
		utf8[len++] = (char)(0x80 | (code >> 6 & 0x3f));
	} else {
		utf8[len++] = (char)(0xf0 | code >> 18);
		utf8[len++] = (char)(0x80 | (code >> 12 & 0x3f));
		utf8[len++] = (char)(0x80 | (code >> 6 & 0x3f));
	}
	if (code >= 0x80)
		utf8[len++] = (char)(0x80 | (code & 0x3f));
	text_add(into, utf8, len);
	return 0;
}

/* What stands behind a backslash. */
static int
read_escape(struct scan *s, struct text *into)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	int c = peek(s);
	const char *found = c > 0 ? strchr(from, c) : NULL;

	if (c != 'u' && found == NULL)
		return scan_unexpected(s);
	s->at++;
	if (c == 'u')
		return read_unicode(s, into);
	text_add(into, to + (found - from), 1);
	return 0;
}

int
scan_string(struct scan *s, struct text *into)
{
	size_t start, n;
	int c;

	into->len = 0;
	s->at++;
	for (;;) {
		start = s->at;
		while ((c = peek(s)) >= ' ' && c != '"' && c != '\\') {
			n = c < 0x80 ? 1 :
			    scan_character(s->text + s->at, s->len - s->at);
			if (n == 0)
				return wrong(s, "bytes that are not UTF-8");
			s->at += n;
		}
		text_add(into, s->text + start, s->at - start);
		if (c != '"' && c != '\\')
			return scan_unexpected(s);
		s->at++;
		if (c == '"')
			return 0;
		if (read_escape(s, into) != 0)
			return -1;
	}
}

static int
read_digits(struct scan *s)
{
	if (peek(s) < '0' || peek(s) > '9')
		return scan_unexpected(s);
	while (peek(s) >= '0' && peek(s) <= '9')
		s->at++;
	return 0;
}

/*
 * A number is an int where it fits 64 bits, else a double that remembers how
 * the client wrote it.
 */
static int
read_number(struct scan *s, struct json_object **value)
{
	size_t start = s->at;
	int integer = 1;
	long long number;

	if (peek(s) == '-')
		s->at++;
	if (peek(s) == '0')
		s->at++;
	else if (read_digits(s) != 0)
		return -1;
	if (peek(s) == '.') {
		integer = 0;
		s->at++;
		if (read_digits(s) != 0)
			return -1;
	}
	if (peek(s) == 'e' || peek(s) == 'E') {
		integer = 0;
		s->at++;
		if (peek(s) == '+' || peek(s) == '-')
			s->at++;
		if (read_digits(s) != 0)
			return -1;
	}
	s->string.len = 0;
	text_add(&s->string, s->text + start, s->at - start);
	errno = 0;
	number = strtoll(s->string.bytes, NULL, 10);
	*value = json_made(integer && errno == 0 ?
	    json_object_new_int64(number) : json_object_new_double_s(
	    strtod(s->string.bytes, NULL), s->string.bytes));
	return 0;
}

static int
read_literal(struct scan *s, const char *literal)
{
	size_t len = strlen(literal);

	if (s->len - s->at < len ||
	    memcmp(s->text + s->at, literal, len) != 0)
		return scan_unexpected(s);
	s->at += len;
	return 0;
}

int
scan_scalar(struct scan *s, struct json_object **value)
{
	int c = peek(s);

	*value = NULL;
	switch (c) {
	case '"':
		if (scan_string(s, &s->string) != 0)
			return -1;
		*value = json_made(json_object_new_string_len(s->string.bytes,
		    (int)s->string.len));
		return 0;
	case 't':
	case 'f':
		if (read_literal(s, c == 't' ? "true" : "false") != 0)
			return -1;
		*value = json_made(json_object_new_boolean(c == 't'));
		return 0;
	case 'n':
		return read_literal(s, "null");
	default:
		return read_number(s, value);
	}
}
