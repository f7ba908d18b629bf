/* THE STATEMENT TABLE. */

#include "statement.h"

/* To add a statement: a name in statement.h, a row here, a grant in sql/. */
const struct statement_row statements[STATEMENTS] = {
	[AUTHENTICATE] = { "authenticate",
	    "select * from scim.authenticate($1)", 1, 0 },
	[KEY_NAMES] = { "key_names", "select * from scim.key_names($1)", 1, 0 },
	[KEY_USED] = { "key_used", "select scim.key_used($1)", 1, 1 },
	[REQUEST_REFUSED] = { "request_refused",
	    "select scim.request_refused($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", 10,
	    1 },
	[HEALTH] = { "health", "select 1", 0, 0 },
	[METRICS_TEXT] = { "metrics_text",
	    "select scim.metrics_text() as text", 0, 0 },
	[USER_READ] = { "user_read",
	    "select * from scim.user_read($1,$2,$3)", 3, 0 },
	[USER_LOCK] = { "user_lock",
	    "select * from scim.user_lock($1,$2)", 2, 0 },
	[USER_CREATE] = { "user_create",
	    "select * from scim.user_create($1,$2,$3,$4,$5,$6,$7)", 7, 1 },
	[USER_REPLACE] = { "user_replace",
	    "select * from scim.user_replace($1,$2,$3,$4,$5,$6,$7,$8,$9)", 9, 1 },
	[USER_DELETE] = { "user_delete",
	    "select * from scim.user_delete($1,$2,$3,$4,$5)", 5, 1 },
	[GROUP_READ] = { "group_read",
	    "select * from scim.group_read_unless($1,$2,$3,$4)", 4, 0 },
	[GROUP_CREATE] = { "group_create",
	    "select * from scim.group_create($1,$2,$3,$4,$5,$6,$7,$8)", 8, 1 },
	[GROUP_MODIFY] = { "group_modify", "select * from "
	    "scim.group_modify($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
	    13, 1 },
	[GROUP_DELETE] = { "group_delete",
	    "select * from scim.group_delete($1,$2,$3,$4,$5)", 5, 1 },
};
