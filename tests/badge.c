/*
 * The attribute table with an extension of User more, which only
 * suite-extension has: what badge somebody wears, with the data types and
 * characteristics that no other attribute of users has.  It takes the place of
 * cgi/schema.c in a worker of its own, whose other files are those of
 * scim.fcgi: an extension is rows and nothing else.
 */

#include "../cgi/schema.h"

static const struct schema badge_schema;

#define MORE_EXTENSIONS &badge_schema,

#include "../cgi/schema.c"

static const struct attr issuer[] = {
	{ "value", STRING, CASE_EXACT, .about = "Who issued it." },
	{ "office", STRING, IMMUTABLE, .about = "In which office." },
	END
};

static const struct attr doors[] = {
	{ "value", STRING, REQUIRED, .about = "Name of the door." },
	TYPE("inner", "outer"),
	{ "floor", INTEGER, .about = "On which floor it is." },
	{ "since", DATETIME, .about = "Since when it may be opened." },
	{ "alarm", BOOLEAN, .about = "Whether it has an alarm." },
	PRIMARY,
	END
};

static const struct attr badge_attrs[] = {
	{ "number", STRING, REQUIRED | IMMUTABLE | CASE_EXACT,
	    .about = "What is printed on it." },
	{ "level", INTEGER, .about = "How much it opens." },
	{ "deposit", DECIMAL, .about = "What was paid for it." },
	{ "issued", DATETIME, .about = "When it was made." },
	{ "visible", BOOLEAN, .about = "Whether it is worn." },
	{ "pin", STRING, WRITE_ONLY | NEVER, .about = "What goes with it." },
	{ "notes", STRING, ON_REQUEST, .about = "Much text." },
	{ "colours", STRING, MANY, .about = "Of its stripes." },
	{ "issuer", COMPLEX, .sub = issuer, .about = "Who issued it." },
	{ "doors", COMPLEX, MANY, .sub = doors, .about = "What it opens." },
	END
};

static const struct schema badge_schema = {
	"urn:example:schemas:badge:2.0:User", "Badge", "A user's badge.",
	badge_attrs
};
