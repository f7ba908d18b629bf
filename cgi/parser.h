#ifndef SCIM_PARSER_H
#define SCIM_PARSER_H

#include <stddef.h>

#include "error.h"
#include "filter.h"

/* A filter or path while it is parsed: what filter.c and term.c share. */
struct parser {
	struct request *req;
	const struct type *type;
	int any_type;			/* see filter_parse_any() */
	const char *what;		/* "filter" or "path" */
	enum failure failure;		/* of what is wrong at the moment */
	const char *text;
	size_t len, at;
	const struct path *outer;	/* of the [ ] around; NULL: none */
	int depth, terms;
};

/* The character at hand, NUL at the end. */
int parser_peek(const struct parser *);

/* Go over blanks. */
void parser_blanks(struct parser *);

/* The length of the name or keyword that stands here; 0: none. */
size_t parser_name(const struct parser *);

/* Go over a keyword, in any case, if it is the next word. */
int parser_keyword(struct parser *, const char *name);

/*
 * compValue: a JSON scalar with a blank, ")" or "]" behind it.  0, or -1
 * after fail().
 */
int parser_value(struct parser *, struct json_object **value);

/*
 * Refuse the word at a place: why begins with "where" or "which".  Returns
 * -1, as fail().
 */
int parser_refuse(struct parser *, size_t at, const char *why);

/* Fail because there are more of something than its limit. */
int parser_over(struct parser *, int limit, const char *what);

struct filter *parser_node(struct parser *, enum filter_op,
    struct filter *left, struct filter *right);

/* The operator and value behind a path that stood at a place. */
int term_parse(struct parser *, size_t at, const struct path *,
    struct filter **term);

#endif
