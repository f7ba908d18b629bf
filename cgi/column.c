/*
 * The columns of the attributes that filters do not find in the document, or
 * find faster elsewhere; sql/tables.sql has their indexes.
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
	{ .path = "schemas", .kind = SCHEMAS },
	{ "id", ID, .value = "u.id", .few = 1 },
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
	{ "emails.value", PREFIXES, .value = "scim.email_prefixes(u.folded)" },
	{ "active", FLAG, .value = "u.active" },
	/* The owner has Admin in u.role. */
	{ "statsigOrgRole", TEXT,
	    .value = "case when exists (select from scim.owners o where"
	    " o.organization_id = u.organization_id and o.user_id = u.id)"
	    " then 'Owner' else u.role end",
	    .hint = "u.role = case @ when 'member' then 'Member'"
	    " else 'Admin' end" },
	{ "meta", CONSTANT, .value = "meta" },
	{ "meta.resourceType", CONSTANT, .value = "User" },
	{ "meta.created", TIME, .value = "u.created_at" },
	{ "meta.lastModified", TIME, .value = "u.modified_at" },
	{ "meta.version", TEXT, .value = "'W/\"' || u.version || '\"'",
	    .hint = "u.version = pg_catalog.substring(@::text,"
	    " '^W/\"([0-9]{1,18})\"$')::bigint" },
	{ "meta.location", URI, .value = "$2::text || '/Users/' || u.id",
	    .key = "u.id" },
	{ "groups", ROWS, .value = "u.id in (select x.user_id"
	    " from scim.role_group_members x"
	    " join scim.groups m on m.id = x.role_group_id"
	    " where m.organization_id = " WHERE_ORGANIZATION " and (@)"
	    " union all select x.user_id from scim.project_owners x"
	    " join scim.groups m on m.organization_id = x.organization_id"
	    " and m.project_id = x.project_id and m.owner_group"
	    " where m.organization_id = " WHERE_ORGANIZATION " and (@))",
	    .first = "scim.groups m where m.id in ("
	    "select x.role_group_id from scim.role_group_members x where"
	    " x.organization_id = u.organization_id and x.user_id = u.id"
	    " union all select r.id from scim.project_owners x"
	    " join scim.role_groups r on r.organization_id = x.organization_id"
	    " and r.project_id = x.project_id and r.owner_group where"
	    " x.organization_id = u.organization_id and x.user_id = u.id)"
	    " order by m.seq limit 1" },
	{ "groups.value", ID, .value = "m.id" },
	{ "groups.display", TEXT, .value = "m.display_name",
	    .key = "m.display_name_key" },
	{ "groups.type", CONSTANT, .value = "direct" },
	{ "groups.$ref", URI, .value = "$2::text || '/Groups/' || m.id",
	    .key = "m.id" },
	{ .path = NULL }
};

static const struct column group_columns[] = {
	{ .path = "schemas", .kind = SCHEMAS },
	{ "id", ID, .value = "g.id", .few = 1 },
	{ "externalId", TEXT, .value = "g.external_id",
	    .prefix = "g.external_id_key", .few = 1 },
	{ "displayName", TEXT, .value = "g.display_name",
	    .key = "g.display_name_key", .few = 1 },
	{ "meta", CONSTANT, .value = "meta" },
	{ "meta.resourceType", CONSTANT, .value = "Group" },
	{ "meta.created", TIME, .value = "g.created_at" },
	{ "meta.lastModified", TIME, .value = "g.modified_at" },
	{ "meta.version", TEXT, .value = "'W/\"' || g.version || '\"'" },
	{ "meta.location", URI, .value = "$2::text || '/Groups/' || g.id",
	    .key = "g.id" },
	{ "members", ROWS, .value = "g.id in (select x.role_group_id"
	    " from scim.role_group_members x"
	    " join scim.users m on m.id = x.user_id"
	    " where x.organization_id = " WHERE_ORGANIZATION
	    " and m.organization_id = x.organization_id and (@)"
	    " union all select r.id from scim.project_owners x"
	    " join scim.role_groups r on r.organization_id = x.organization_id"
	    " and r.project_id = x.project_id and r.owner_group"
	    " join scim.users m on m.id = x.user_id"
	    " where x.organization_id = " WHERE_ORGANIZATION
	    " and m.organization_id = x.organization_id and (@))",
	    .first = "scim.users m where m.id in ("
	    "select x.user_id from scim.role_group_members x"
	    " where x.role_group_id = g.id"
	    " union all select x.user_id from scim.project_owners x"
	    " where g.owner_group and x.organization_id = g.organization_id"
	    " and x.project_id = g.project_id) order by m.seq limit 1" },
	{ "members.value", ID, .value = "m.id" },
	{ "members.display", TEXT,
	    .value = "coalesce(nullif(m.display_name, ''), m.user_name)",
	    .hint = "(m.display_name_key = @ or m.user_name_key = @)" },
	{ "members.type", CONSTANT, .value = "User" },
	{ "members.$ref", URI, .value = "$2::text || '/Users/' || m.id",
	    .key = "m.id" },
	{ .path = NULL }
};

static const struct table users = { "scim.users", "u", user_columns };
static const struct table groups = { "scim.groups", "g", group_columns };

const struct table *
column_table(const struct type *type)
{
	return type == user_type ? &users : &groups;
}

const struct column *
column_find(const struct type *type, const char *path)
{
	const struct column *column = column_table(type)->columns;

	while (column->path != NULL && strcmp(column->path, path) != 0)
		column++;
	return column->path == NULL ? NULL : column;
}
