/*
 * The tables of users and groups, and the columns of the attributes that are
 * not in the document, or that filters find faster elsewhere; sql/tables.sql
 * has their indexes.
 */

#include <string.h>

#include "column.h"
#include "schema.h"
#include "where.h"

/*
 * To add an attribute: a row with the path as schema_print() spells it;
 * inside ROWS, its sub-attributes as rows of their own.
 */
static const struct column user_columns[] = {
	COLUMNS("u", "User", "Users"),
	{ "userName", TEXT, .value = "u.user_name", .key = "u.user_name_key",
	    .few = 1 },
	{ "externalId", TEXT, .value = "u.external_id",
	    .prefix = "u.external_id_key", .few = 1 },
	{ "displayName", TEXT, .value = "u.display_name",
	    .prefix = "u.display_name_key" },
	{ "name.givenName", TEXT, .value = "u.given_name",
	    .prefix = "u.given_name_key" },
	{ "name.familyName", TEXT, .value = "u.family_name",
	    .prefix = "u.family_name_key" },
	{ .path = "emails.value", .kind = PREFIXES },
	{ "active", FLAG, .value = "u.active", .beside = "active" },
	/* The owner has Admin in u.role. */
	{ "statsigOrgRole", TEXT,
	    .value = "case when exists (select from scim.owners o where"
	    " o.organization_id = u.organization_id and o.user_id = u.id)"
	    " then 'Owner' else u.role end",
	    .hint = "u.role = case @ when 'member' then 'Member'"
	    " else 'Admin' end", .beside = "role", .removed = "Member" },
	{ "groups", ROWS, .value = "u.id in (select x.user_id"
	    " from scim.members x join scim.groups m on m.id = x.role_group_id"
	    " where m.organization_id = " WHERE_ORGANIZATION " and (@))",
	    .first = "scim.groups m where m.id in ("
	    "select x.role_group_id from scim.members x where"
	    " x.organization_id = u.organization_id and x.user_id = u.id)"
	    " order by m.seq limit 1", .endpoint = "Groups",
	    .beside = "groups" },
	{ "groups.value", ID, .value = "m.id" },
	{ "groups.display", TEXT, .value = "m.display_name",
	    .key = "m.display_name_key" },
	{ "groups.type", CONSTANT, .value = "direct" },
	{ "groups.$ref", URI, .value = "$1::text || '/Groups/' || m.id",
	    .key = "m.id" },
	{ .path = NULL }
};

static const struct column group_columns[] = {
	COLUMNS("g", "Group", "Groups"),
	{ "displayName", TEXT, .value = "g.display_name",
	    .key = "g.display_name_key", .few = 1, .beside = "display_name" },
	{ "externalId", TEXT, .value = "g.external_id",
	    .prefix = "g.external_id_key", .few = 1,
	    .beside = "external_id" },
	{ "members", ROWS, .value = "g.id in (select x.role_group_id"
	    " from scim.members x join scim.users m on m.id = x.user_id"
	    " where x.organization_id = " WHERE_ORGANIZATION
	    " and m.organization_id = x.organization_id and (@))",
	    .first = "scim.users m where m.id in ("
	    "select x.user_id from scim.members x"
	    " where x.role_group_id = g.id) order by m.seq limit 1",
	    .endpoint = "Users", .beside = "members" },
	{ "members.value", ID, .value = "m.id" },
	{ "members.display", TEXT,
	    .value = "coalesce(nullif(m.display_name, ''), m.user_name)",
	    .hint = "(m.display_name_key = @ or m.user_name_key = @)" },
	{ "members.type", CONSTANT, .value = "User" },
	{ "members.$ref", URI, .value = "$1::text || '/Users/' || m.id",
	    .key = "m.id" },
	{ .path = NULL }
};

const struct table user_table = {
	"scim.users", "u", "(select f.folded from scim.folded_documents f"
	" where f.user_id = u.id)", user_columns, "scim.users_read",
	"scim.users_with", 1, {
		[READ] = { "user_read",
		    "select * from scim.user_read($1,$2,$3)", 3, READS_FEW },
		[FIND] = { "users_find", "select * from "
		    "scim.users_find($1,$2,$3,$4,$5)", 5, READS_FEW },
		[PAGE] = { "users_page", "select * from "
		    "scim.users_page($1,$2,$3,$4,$5,$6)", 6, READS },
		[LOCK] = { "user_lock",
		    "select * from scim.user_lock($1,$2)", 2, READS },
		[CREATE] = { "user_create", "select * from "
		    "scim.user_create($1,$2,$3,$4,$5,$6)", 6, WRITES },
		[REPLACE] = { "user_replace", "select * from "
		    "scim.user_replace($1,$2,$3,$4,$5,$6,$7,$8)", 8, WRITES },
		[DELETE] = { "user_delete", "select * from "
		    "scim.user_delete($1,$2,$3,$4,$5)", 5, WRITES },
	}
};

const struct table group_table = {
	"scim.groups", "g", NULL, group_columns, "scim.groups_read", NULL, 0, {
		[FIND] = { "groups_find", "select * from "
		    "scim.groups_find($1,$2,$3,$4,$5,$6)", 6, READS },
		[DELETE] = { "group_delete", "select * from "
		    "scim.group_delete($1,$2,$3,$4,$5)", 5, WRITES },
	}
};

int
column_has_document(const struct type *type)
{
	return type->table->statements[READ].name != NULL;
}

const struct column *
column_find(const struct type *type, const char *path)
{
	const struct column *column = type->table->columns;

	while (column->path != NULL && strcmp(column->path, path) != 0)
		column++;
	return column->path == NULL ? NULL : column;
}
