#ifndef SCIM_STATEMENT_H
#define SCIM_STATEMENT_H

/*
 * The statements, each under the name of the SQL function that it calls, but
 * for the searches that list.c composes.
 */
enum statement {
	AUTHENTICATE, KEY_NAMES, KEY_USED, REQUEST_REFUSED,
	HEALTH, METRICS_TEXT,
	USER_READ, USER_LOCK, USER_CREATE, USER_REPLACE, USER_DELETE,
	GROUP_READ, GROUP_CREATE, GROUP_MODIFY, GROUP_DELETE,
	STATEMENTS
};

extern const struct statement_row {
	const char *name, *sql;
	int parameters;
	int writes;
} statements[STATEMENTS];

#endif
