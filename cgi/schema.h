#ifndef SCIM_SCHEMA_H
#define SCIM_SCHEMA_H

#include <stddef.h>

struct arena;
struct filter;
struct json_object;
struct table;

/*
 * THE attribute table: every attribute of every schema is declared once, in
 * schema.c, and parsing, validation, filters, paths, projection and /Schemas
 * walk it.  A row states only what differs from RFC 7643 section 2.2: a
 * string, single-valued, optional, readWrite, returned by default, compared
 * without regard to case, not unique.
 */
enum attr_type {
	STRING, BOOLEAN, DECIMAL, INTEGER, DATETIME, REFERENCE, BINARY, COMPLEX
};

enum {				/* struct attr.flags */
	MANY = 1 << 0,		/* multiValued */
	REQUIRED = 1 << 1,
	CASE_EXACT = 1 << 2,
	READ_ONLY = 1 << 3,	/* mutability */
	IMMUTABLE = 1 << 4,
	WRITE_ONLY = 1 << 5,
	ALWAYS = 1 << 6,	/* returned */
	NEVER = 1 << 7,
	ON_REQUEST = 1 << 8,
	SERVER = 1 << 9,	/* uniqueness */
	GLOBAL = 1 << 10
};

struct attr {
	const char *name;		/* NULL ends a list */
	enum attr_type type;
	unsigned flags;
	const struct attr *sub;		/* of COMPLEX */
	const char *const *canonical;	/* canonicalValues, NULL-ended */
	const char *const *references;	/* referenceTypes, NULL-ended */
	const char *about;		/* description */
};

struct schema {
	const char *urn;
	const char *name;
	const char *about;
	const struct attr *attrs;
};

/* A resource type: a row of /ResourceTypes. */
struct type {
	const char *name;		/* "User", also meta.resourceType */
	const char *endpoint;		/* "Users" */
	const char *about;
	const struct schema *schema;
	const struct schema *const *extensions;	/* NULL-ended */
	const struct table *table;		/* column.h */
};

extern const struct type types[];	/* ends with a NULL name */
extern const struct type *const user_type, *const group_type;

/* schemas, id, externalId, meta: of every resource (RFC 7643 3.1). */
extern const struct attr common_attrs[];

/* All schemas that /Schemas lists, NULL-ended. */
extern const struct schema *const schemas[];

/*
 * The rows as resources of /Schemas and /ResourceTypes, every characteristic
 * spelled out, owned by the arena.  base_url has no "/" at its end.
 */
struct json_object *schema_json(struct arena *, const struct schema *,
    const char *base_url);
struct json_object *type_json(struct arena *, const struct type *,
    const char *base_url);

/* By URN or by name, without regard to case; NULL when there is none. */
const struct schema *schema_find(const char *urn, size_t len);
const struct attr *attr_find(const struct attr *list, const char *name,
    size_t len);

/*
 * An attribute as RFC 7644 3.10 and figure 7 write it:
 * [urn:]attr[.sub], or [urn:]attr[filter][.sub], or the URN of an extension.
 */
struct path {
	const struct schema *extension;	/* NULL: core or common attribute */
	const struct attr *attr;	/* NULL: the whole extension */
	const struct attr *sub;		/* NULL: none named */
	struct filter *filter;		/* of attr[filter], NULL: none */
};

/* What a path points at: its sub-attribute if it names one. */
const struct attr *path_leaf(const struct path *);

/*
 * Find the attribute that [urn:]attr[.sub] names in a type.  The longest URN
 * that the type has is taken off first.  An enterprise attribute's short
 * name is found where no core attribute has that name.  0, or -1 when the
 * type has no such attribute; path->filter is always NULL.
 */
int schema_path(const struct type *, const char *name, size_t len,
    struct path *);

/*
 * What a member of a resource's JSON object is: an attribute or an extension,
 * by its bare name; what a member of an extension's or a complex attribute's
 * object is.  0, or -1 when there is no such thing.
 */
int schema_member(const struct type *, const char *name, size_t len,
    struct path *);
int schema_part(const struct path *whole, const char *name, size_t len,
    struct path *part);

/* Has a type an attribute or sub-attribute with the flag? */
int schema_has(const struct type *, unsigned flag);

/* The path in its canonical spelling, for an error's detail. */
const char *schema_print(struct arena *, const struct path *);

/* The value that a path without filter points at in a document, or NULL. */
struct json_object *schema_value(struct json_object *document,
    const struct path *);

/* The sub-attribute "value", which a MANY attribute stands for, or NULL. */
const struct attr *attr_value(const struct attr *);

#endif
