/*
 * The attribute table: schemas and resource types as RFC 7643 section 8.7.1
 * prints them, with its errata, and as this service treats them.
 *
 * To add an attribute: a row here.  It can then be stored, filtered by,
 * patched and projected, and /Schemas shows it.
 */

#include "column.h"
#include "schema.h"

/* tests/thing.c and tests/badge.c have more rows, and include this file. */
#ifndef MORE_TYPES
#define MORE_TYPES
#endif
#ifndef MORE_SCHEMAS
#define MORE_SCHEMAS
#endif
#ifndef MORE_EXTENSIONS
#define MORE_EXTENSIONS
#endif

#define LIST(...) (const char *const []){ __VA_ARGS__, NULL }
#define END { .name = NULL }

/* What multi-valued attributes have in common (RFC 7643 section 2.4). */
#define DISPLAY \
	{ "display", .about = "A readable form of the value." }
#define TYPE(...) \
	{ "type", .canonical = LIST(__VA_ARGS__), \
	    .about = "What the value is for." }
#define PRIMARY \
	{ "primary", BOOLEAN, \
	    .about = "Whether the value is preferred; true once at most." }

static const struct attr meta[] = {
	{ "resourceType", STRING, CASE_EXACT | READ_ONLY,
	    .about = "The name of the resource type." },
	{ "created", DATETIME, READ_ONLY,
	    .about = "When the resource was made." },
	{ "lastModified", DATETIME, READ_ONLY,
	    .about = "When the resource last changed." },
	{ "location", REFERENCE, CASE_EXACT | READ_ONLY,
	    .references = LIST("uri"), .about = "The URI of the resource." },
	{ "version", STRING, CASE_EXACT | READ_ONLY,
	    .about = "The version, as in the ETag header." },
	END
};

const struct attr common_attrs[] = {
	{ "schemas", REFERENCE, MANY | CASE_EXACT | READ_ONLY | ALWAYS,
	    .references = LIST("uri"),
	    .about = "The schemas of which the resource has attributes." },
	{ "id", STRING, CASE_EXACT | READ_ONLY | ALWAYS | SERVER,
	    .about = "Identifier that the service gave to the resource." },
	{ "externalId", STRING, CASE_EXACT,
	    .about = "Identifier that the client gave to the resource." },
	{ "meta", COMPLEX, READ_ONLY, .sub = meta,
	    .about = "What the service knows of the resource." },
	END
};

static const struct attr name[] = {
	{ "formatted", .about = "The whole name, as it is shown." },
	{ "familyName", .about = "Family name, or last name." },
	{ "givenName", .about = "Given name, or first name." },
	{ "middleName", .about = "Middle names." },
	{ "honorificPrefix", .about = "Title before the name, as Dr." },
	{ "honorificSuffix", .about = "Suffix behind the name, as III." },
	END
};

static const struct attr emails[] = {
	{ "value", .about = "E-mail address." },
	DISPLAY,
	TYPE("work", "home", "other"),
	PRIMARY,
	END
};

static const struct attr phone_numbers[] = {
	{ "value", .about = "Telephone number, best as a tel: URI." },
	DISPLAY,
	TYPE("work", "home", "mobile", "fax", "pager", "other"),
	PRIMARY,
	END
};

static const struct attr ims[] = {
	{ "value", .about = "Instant messaging address." },
	DISPLAY,
	TYPE("aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo",
	    "other"),
	PRIMARY,
	END
};

static const struct attr photos[] = {
	{ "value", REFERENCE, CASE_EXACT, .references = LIST("external"),
	    .about = "URI of a picture." },
	DISPLAY,
	TYPE("photo", "thumbnail"),
	PRIMARY,
	END
};

static const struct attr addresses[] = {
	{ "formatted", .about = "The whole address, with line breaks." },
	{ "streetAddress", .about = "Street, house number, apartment." },
	{ "locality", .about = "City or town." },
	{ "region", .about = "State or province." },
	{ "postalCode", .about = "Postal code." },
	{ "country", .about = "Country, as an ISO 3166-1 alpha-2 code." },
	TYPE("work", "home", "other"),
	PRIMARY,
	END
};

static const struct attr groups[] = {
	{ "value", STRING, READ_ONLY, .about = "The group's id." },
	{ "$ref", REFERENCE, CASE_EXACT | READ_ONLY,
	    .references = LIST("Group"), .about = "The group's URI." },
	{ "display", STRING, READ_ONLY, .about = "The group's displayName." },
	{ "type", STRING, READ_ONLY, .canonical = LIST("direct", "indirect"),
	    .about = "Whether the user itself is a member." },
	END
};

/* Of entitlements and roles, which have no types of their own. */
static const struct attr grants[] = {
	{ "value", .about = "The value." },
	DISPLAY,
	{ "type", .about = "What the value is for." },
	PRIMARY,
	END
};

static const struct attr certificates[] = {
	{ "value", BINARY, CASE_EXACT,
	    .about = "One DER certificate, in base64." },
	DISPLAY,
	{ "type", .about = "What the certificate is for." },
	PRIMARY,
	END
};

static const struct attr user_attrs[] = {
	{ "userName", STRING, REQUIRED | SERVER,
	    .about = "E-mail address that the user logs in with." },
	{ "name", COMPLEX, .sub = name, .about = "The parts of the name." },
	{ "displayName", .about = "The name that others see." },
	{ "nickName", .about = "What the user is called casually." },
	{ "profileUrl", REFERENCE, CASE_EXACT, .references = LIST("external"),
	    .about = "URI of a page about the user." },
	{ "title", .about = "Position, as Vice President." },
	{ "userType", .about = "Relation to the organization, as Employee." },
	{ "preferredLanguage", .about = "Languages, as in Accept-Language." },
	{ "locale", .about = "Language tag for dates, numbers, currency." },
	{ "timezone", .about = "Time zone, as Europe/Paris." },
	{ "active", BOOLEAN,
	    .about = "Whether the user may log in; false takes all roles." },
	{ "statsigOrgRole", .canonical = LIST("Owner", "Admin", "Member"),
	    .about = "Role in the organization, which has one Owner." },
	{ "password", STRING, WRITE_ONLY | NEVER,
	    .about = "Accepted, but neither stored nor used." },
	{ "emails", COMPLEX, MANY, .sub = emails,
	    .about = "E-mail addresses." },
	{ "phoneNumbers", COMPLEX, MANY, .sub = phone_numbers,
	    .about = "Telephone numbers." },
	{ "ims", COMPLEX, MANY, .sub = ims,
	    .about = "Instant messaging addresses." },
	{ "photos", COMPLEX, MANY, .sub = photos,
	    .about = "Pictures of the user." },
	{ "addresses", COMPLEX, MANY, .sub = addresses,
	    .about = "Postal addresses." },
	{ "groups", COMPLEX, MANY | READ_ONLY, .sub = groups,
	    .about = "The role groups that the user is in." },
	{ "entitlements", COMPLEX, MANY, .sub = grants,
	    .about = "Things that the user is entitled to." },
	{ "roles", COMPLEX, MANY, .sub = grants,
	    .about = "Roles outside this service." },
	{ "x509Certificates", COMPLEX, MANY, .sub = certificates,
	    .about = "Certificates issued to the user." },
	END
};

static const struct attr manager[] = {
	{ "value", STRING, CASE_EXACT, .about = "The manager's id." },
	{ "$ref", REFERENCE, CASE_EXACT, .references = LIST("User"),
	    .about = "The manager's URI." },
	{ "displayName", STRING, READ_ONLY,
	    .about = "The manager's displayName." },
	END
};

static const struct attr enterprise_attrs[] = {
	{ "employeeNumber", .about = "Number or code of the employee." },
	{ "costCenter", .about = "Name of the cost center." },
	{ "organization", .about = "Name of the organization." },
	{ "division", .about = "Name of the division." },
	{ "department", .about = "Name of the department." },
	{ "manager", COMPLEX, .sub = manager, .about = "The manager." },
	END
};

static const struct attr members[] = {
	{ "value", STRING, REQUIRED | IMMUTABLE,
	    .about = "The id of a user of the same organization." },
	{ "$ref", REFERENCE, CASE_EXACT | IMMUTABLE, .references = LIST("User"),
	    .about = "The user's URI." },
	{ "type", STRING, IMMUTABLE, .canonical = LIST("User"),
	    .about = "The member's resource type." },
	{ "display", STRING, READ_ONLY, .about = "The user's displayName." },
	END
};

static const struct attr group_attrs[] = {
	{ "displayName", STRING, REQUIRED | IMMUTABLE | SERVER,
	    .about = "Prefix, project, team if any, and role." },
	{ "members", COMPLEX, MANY, .sub = members,
	    .about = "The users who hold the role." },
	END
};

static const struct schema user_schema = {
	"urn:ietf:params:scim:schemas:core:2.0:User", "User",
	"An account of the organization.", user_attrs
};

static const struct schema enterprise_schema = {
	"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
	"EnterpriseUser", "An account's place in its company.",
	enterprise_attrs
};

static const struct schema group_schema = {
	"urn:ietf:params:scim:schemas:core:2.0:Group", "Group",
	"A role in a project or team, and who holds it.", group_attrs
};

const struct schema *const schemas[] = {
	&user_schema, &enterprise_schema, &group_schema, MORE_EXTENSIONS
	MORE_SCHEMAS NULL
};

/* To add a resource type: a row here, and its table (column.h). */
const struct type types[] = {
	{ "User", "Users", "Accounts of the organization.", &user_schema,
	    (const struct schema *const []){ &enterprise_schema,
	    MORE_EXTENSIONS NULL }, &user_table },
	{ "Group", "Groups", "Roles in projects and teams.", &group_schema,
	    (const struct schema *const []){ NULL }, &group_table },
	MORE_TYPES
	{ .name = NULL }
};

const struct type *const user_type = &types[0], *const group_type = &types[1];
