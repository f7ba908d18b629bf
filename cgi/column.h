#ifndef SCIM_COLUMN_H
#define SCIM_COLUMN_H

struct type;

/*
 * Where filters find an attribute that is not, or not only, in the document:
 * pieces of SQL on the row u of scim.users or g of scim.role_groups.
 */
enum column_kind {
	TEXT,
	ID,			/* uuid */
	URI,			/* ends in the uuid that key names */
	FLAG,			/* boolean */
	TIME,			/* timestamptz */
	NUMBER,			/* numeric */
	CONSTANT,		/* the same in all resources of the type */
	SCHEMAS,		/* what the type's table says */
	PREFIXES,		/* tsvector: how the values of a list begin */
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
	/* What an index has of it, when that is its scim.prefix(). */
	const char *prefix;
	/*
	 * What else is true where it equals @, a string of fewer bytes than
	 * COLUMN_PREFIX, and has an index.
	 */
	const char *hint;
	const char *first;	/* of ROWS: what has one row m, the first */
	int few;		/* have one value, and a B-tree finds them */
};

/* A resource type's table, its row's name, and its columns. */
struct table {
	const char *name, *row;
	const struct column *columns;
};

const struct table *column_table(const struct type *);

/* NULL when the attribute is in the document only. */
const struct column *column_find(const struct type *, const char *path);

#endif
