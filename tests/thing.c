/*
 * The attribute table with a resource type more, which only the tests have: a
 * Thing, with the data types and characteristics that users and groups do not
 * use.  It takes the place of cgi/schema.c, and shows that a resource type and
 * an extension are rows and nothing else: suite-types has a worker whose other
 * files are those of scim.fcgi.
 */

#include "../cgi/column.h"
#include "../cgi/schema.h"

static const struct schema thing_schema, stock_schema;
static const struct table thing_table;

#define MORE_SCHEMAS &thing_schema, &stock_schema,
#define MORE_TYPES \
	{ "Thing", "Things", "Things of the tests.", &thing_schema, \
	    (const struct schema *const []){ &stock_schema, NULL }, \
	    &thing_table },

#include "../cgi/schema.c"

static const struct attr weight[] = {
	{ "value", DECIMAL, .about = "How heavy." },
	{ "unit", STRING, IMMUTABLE | CASE_EXACT, .canonical = LIST("g", "kg"),
	    .about = "In which unit." },
	{ "seal", STRING, WRITE_ONLY | NEVER, .about = "Of who weighed it." },
	END
};

static const struct attr parts[] = {
	{ "value", INTEGER, REQUIRED, .about = "Number of the part." },
	TYPE("made", "bought"),
	{ "added", DATETIME, .about = "When it was built in." },
	{ "drawing", BINARY, CASE_EXACT, .about = "A picture of it." },
	{ "maker", STRING, IMMUTABLE, .about = "Who made it." },
	PRIMARY,
	END
};

static const struct attr thing_attrs[] = {
	{ "label", STRING, REQUIRED | CASE_EXACT | GLOBAL,
	    .about = "What is written on it." },
	{ "serial", STRING, IMMUTABLE, .about = "Number of the maker." },
	{ "count", INTEGER, .about = "How many there are." },
	{ "price", DECIMAL, .about = "What one costs." },
	{ "fragile", BOOLEAN, .about = "Whether it breaks easily." },
	{ "made", DATETIME, .about = "When it was made." },
	{ "checked", DATETIME, READ_ONLY, .about = "When it was looked at." },
	{ "manual", REFERENCE, CASE_EXACT, .references = LIST("external"),
	    .about = "URI of its manual." },
	{ "digest", BINARY, CASE_EXACT, .about = "Checksum of the manual." },
	{ "pin", STRING, WRITE_ONLY | NEVER, .about = "What opens it." },
	{ "notes", STRING, ON_REQUEST, .about = "Much text." },
	{ "tags", STRING, MANY, .about = "Words to find it by." },
	{ "sizes", INTEGER, MANY | IMMUTABLE, .about = "Its dimensions." },
	{ "weight", COMPLEX, .sub = weight, .about = "Its weight." },
	{ "parts", COMPLEX, MANY, .sub = parts, .about = "What is in it." },
	END
};

static const struct attr stock_attrs[] = {
	{ "shelf", STRING, REQUIRED | ALWAYS, .about = "Where it lies." },
	{ "row", INTEGER, .about = "In which row of the shelf." },
	{ "counted", DATETIME, .about = "When somebody last counted." },
	{ "code", STRING, IMMUTABLE | CASE_EXACT, .about = "Its bar code." },
	END
};

static const struct schema thing_schema = {
	"urn:example:schemas:2.0:Thing", "Thing", "A thing.", thing_attrs
};

static const struct schema stock_schema = {
	"urn:example:schemas:stock:2.0:Thing", "Stock", "A thing in stock.",
	stock_attrs
};

/* tests/thing.sql has the table, its indexes and its functions. */
static const struct column thing_columns[] = {
	COLUMNS("u", "Thing", "Things"),
	{ "label", TEXT, .value = "u.label", .few = 1 },
	{ "price", NUMBER, .value = "u.price", .beside = "price" },
	{ "fragile", FLAG, .value = "u.fragile", .beside = "fragile" },
	{ "made", TIME, .value = "u.made", .beside = "made" },
	{ "checked", TIME, .value = "u.checked", .beside = "checked" },
	{ .path = NULL }
};

static const struct table thing_table = {
	"scim.things", "u", "u.folded", thing_columns, "scim.things_read",
	NULL, 0, {
		[READ] = { "thing_read",
		    "select * from scim.thing_read($1,$2,$3)", 3, READS_FEW },
		[LOCK] = { "thing_lock",
		    "select * from scim.thing_lock($1,$2)", 2, READS },
		[CREATE] = { "thing_create", "select * from "
		    "scim.thing_create($1,$2,$3,$4,$5,$6,$7,$8)", 8, WRITES },
		[REPLACE] = { "thing_replace", "select * from "
		    "scim.thing_replace($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
		    10, WRITES },
		[DELETE] = { "thing_delete", "select * from "
		    "scim.thing_delete($1,$2,$3,$4,$5)", 5, WRITES },
	}
};
