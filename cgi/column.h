#ifndef SCIM_COLUMN_H
#define SCIM_COLUMN_H

#include "statement.h"

struct type;

/*
 * Where an attribute is that is not, or not only, in the document: for filters,
 * pieces of SQL on the row of its table.
 */
enum column_kind {
	TEXT,
	ID,			/* uuid */
	URI,			/* ends in the uuid that key names */
	FLAG,			/* boolean, never null */
	TIME,			/* timestamptz */
	NUMBER,			/* numeric */
	CONSTANT,		/* the same in all resources of the type */
	SCHEMAS,		/* what the type's table says */
	PREFIXES,		/* an index has how a list's values begin */
	ROWS			/* a list: rows m of other tables */
};

/* Strings of fewer bytes are whole in what scim.prefix() returns. */
enum { COLUMN_PREFIX = 400 };

struct column {
	const char *path;	/* as schema_print() spells it */
	enum column_kind kind;
	/*
	 * What is returned; of CONSTANT its text, of ROWS a condition with @
	 * for that on m.
	 */
	const char *value;
	const char *key;	/* it folded, NULL: by scim.fold() */
	/* The column of its scim.prefix(), which has an index. */
	const char *prefix;
	/*
	 * What else is true where it equals @, a string of fewer bytes than
	 * COLUMN_PREFIX, and has an index.
	 */
	const char *hint;
	const char *first;	/* of ROWS: what has one row m, the first */
	const char *endpoint;	/* of ROWS: of what they name */
	int few;		/* have one value, and a B-tree finds them */
	/*
	 * It is beside the document, not in it: the column of an answer that
	 * has it (none of list.h's), of ROWS as lines.  ROWS are readOnly, all
	 * else is a simple attribute, which is written too.
	 */
	const char *beside;
	const char *removed;	/* what a PATCH that removes it makes of it */
};

/* Columns that every type has; row is the name of its table's row. */
#define COLUMNS(row, type, endpoint)					\
	{ .path = "schemas", .kind = SCHEMAS },				\
	{ "id", ID, .value = row ".id", .few = 1 },			\
	{ "meta", CONSTANT, .value = "meta" },				\
	{ "meta.resourceType", CONSTANT, .value = type },		\
	{ "meta.created", TIME, .value = row ".created_at" },		\
	{ "meta.lastModified", TIME, .value = row ".modified_at" },	\
	{ "meta.version", TEXT, .value = "'W/\"' || " row ".version || '\"'", \
	    .hint = row ".version = pg_catalog.substring(@::text,"	\
	    " '^W/\"([0-9]{1,18})\"$')::bigint" },			\
	{ "meta.location", URI,						\
	    .value = "$1::text || '/" endpoint "/' || " row ".id",	\
	    .key = row ".id" }

/* Where the resources of a type are. */
struct table {
	const char *name;
	const char *row;	/* what SQL calls its row; u with a document */
	const char *folded;	/* the document as scim.folded() makes it */
	const struct column *columns;
	const char *read;	/* the function that reads the rows of ids */
	/* The function that finds ids by indexes of the document, or NULL. */
	const char *with;
	/*
	 * REPLACE leaves what is null as it is, the document too.  Not where
	 * something beside it is immutable or can be without a value.
	 */
	int null_is_unchanged;
	/*
	 * Without FIND and PAGE, lists are composed.  Of groups, which are no
	 * documents, some are in group.c, and FIND has the members that are
	 * displayed, and may be on a page, where others have whether ROWS are
	 * wanted.
	 */
	struct statement statements[VERBS];
};

extern const struct table user_table, group_table;

/* Are the resources documents, which resource.c serves? */
int column_has_document(const struct type *);

/* NULL when the attribute is in the document only. */
const struct column *column_find(const struct type *, const char *path);

#endif
