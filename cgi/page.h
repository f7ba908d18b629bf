#ifndef SCIM_PAGE_H
#define SCIM_PAGE_H

struct request;

/*
 * Which part of a list is wanted: by index (RFC 7644 3.4.2.4), or by cursor
 * (RFC 9865): the rows behind a place, or those before it.
 */
struct page {
	long start, count;	/* start is 1 with a cursor */
	int has_cursor;
	int backward;
	const char *place;	/* the number of a row; "0": before all */
	const char *key;	/* what that row was sorted by, NULL: nothing */
};

/*
 * From the parameters startIndex, count and cursor.  0, or -1 after
 * fail(INVALID_VALUE, INVALID_CURSOR, EXPIRED_CURSOR or INVALID_COUNT).
 */
int page_parse(struct request *, struct page *);

/* The cursor of the page behind a row (or before it) of the same list. */
const char *page_cursor(struct request *, const struct page *, int backward,
    const char *place, const char *key);

#endif
