#ifndef SCIM_STATEMENT_H
#define SCIM_STATEMENT_H

/* Under the name of the SQL function that it calls. */
struct statement {
	const char *name, *sql;
	int parameters;
	enum { READS, READS_FEW, WRITES } does;	/* few rows, by an index */
};

/*
 * The statements, but for the searches that list.c composes and those on the
 * resources of a type.
 */
enum {
	AUTHENTICATE, KEY_NAMES, KEY_USED, REQUEST_REFUSED,
	HEALTH, METRICS_TEXT, FENCE,
	GROUP_READ, GROUP_CREATE, GROUP_MODIFY,
	STATEMENTS
};

extern const struct statement statements[STATEMENTS];

/*
 * The statements on the resources of a type, which its table has (column.h).
 * The first parameter of all is the hash of the key; behind it have
 *	READ	id, whether ROWS are wanted
 *	FIND	whether ROWS are wanted, attribute, value, most rows
 *	PAGE	whether ROWS are wanted, rows to skip, the place behind which
 *		and the place before which rows are wanted, most rows
 *	LOCK	id
 *	CREATE	request id, client, the document
 *	REPLACE	request id, client, id, versions, the document
 *	DELETE	request id, client, id, versions
 * where the document is a parameter for each column beside it, in their
 * order, and one for the rest.
 */
enum verb { READ, FIND, PAGE, LOCK, CREATE, REPLACE, DELETE, VERBS };

/* All statements, one after the other; NULL behind the last. */
const struct statement *statement_at(int i);

#endif
