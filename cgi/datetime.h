#ifndef SCIM_DATETIME_H
#define SCIM_DATETIME_H

#include <stdint.h>

struct text;

/*
 * A point in time as xsd:dateTime writes it (RFC 7643 2.3.5), in the years
 * 0001 to 9999, which are those that PostgreSQL reads in this notation.
 */
struct datetime {
	int64_t seconds;
	const char *fraction;		/* its digits, in the text */
};

/* Without a zone it is UTC.  0, or -1 when text is no xsd:dateTime. */
int datetime_parse(const char *text, struct datetime *);

/* As strcmp(): chronologically, with any number of fraction digits. */
int datetime_compare(const struct datetime *, const struct datetime *);

/*
 * A timestamptz as our sessions get it (connection.c), 2026-11-22
 * 21:41:25.1234+00, with six digits of a fraction.  Here, for to_char() would
 * be a quarter of what a page costs PostgreSQL.
 */
void datetime_print(struct text *, const char *timestamptz);

#endif
