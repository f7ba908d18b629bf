/* THE STATEMENT TABLE. */

#include "column.h"
#include "schema.h"
#include "statement.h"

/* To add a statement: a name in statement.h, a row here, a grant in sql/. */
const struct statement statements[STATEMENTS] = {
	[AUTHENTICATE] = { "authenticate",
	    "select * from scim.authenticate($1)", 1, READS },
	[KEY_NAMES] = { "key_names",
	    "select * from scim.key_names($1)", 1, READS },
	[KEY_USED] = { "key_used", "select scim.key_used($1)", 1, WRITES },
	[REQUEST_REFUSED] = { "request_refused",
	    "select scim.request_refused($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", 10,
	    WRITES },
	[HEALTH] = { "health", "select 1", 0, READS },
	[METRICS_TEXT] = { "metrics_text",
	    "select scim.metrics_text() as text", 0, READS },
	[FENCE] = { "fence",
	    "select pg_catalog.set_config('scim.key_hash', $1, true)", 1,
	    READS },
	[GROUP_READ] = { "group_read",
	    "select * from scim.group_read_unless($1,$2,$3,$4)", 4, READS },
	[GROUP_CREATE] = { "group_create", "select * from "
	    "scim.group_create($1,$2,$3,$4,$5,$6,$7,$8)", 8, WRITES },
	[GROUP_MODIFY] = { "group_modify", "select * from "
	    "scim.group_modify($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
	    13, WRITES },
};

const struct statement *
statement_at(int i)
{
	const struct type *type;
	enum verb verb;

	if (i < STATEMENTS)
		return &statements[i];
	i -= STATEMENTS;
	for (type = types; type->name != NULL; type++)
		for (verb = 0; verb < VERBS; verb++)
			if (type->table->statements[verb].name != NULL &&
			    i-- == 0)
				return &type->table->statements[verb];
	return NULL;
}
