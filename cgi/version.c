/*
 * The version of the schema.  A program works with the schema of its release
 * and with newer ones, as long as these say that they serve it: each serves the
 * release before until its upgrade is at its end, so that programs can be
 * replaced one by one.
 */

#include <stdio.h>
#include <string.h>

#include "version.h"

/* To be moved when a statement needs what older schemas have not. */
const char version_needed[] = "0.2.0";

const char version_sql[] =
    "select version, serves,"
    " string_to_array(version, '.')::int[] >= string_to_array($1, '.')::int[],"
    " string_to_array(serves, '.')::int[] <= string_to_array($1, '.')::int[]"
    " from scim.schema_version";

static int
is_true(const PGresult *row, int column)
{
	return *PQgetvalue(row, 0, column) == 't';
}

int
version_judge(PGconn *conn, const PGresult *row, char *text, size_t size)
{
	const char *sqlstate = PQresultErrorField(row, PG_DIAG_SQLSTATE);

	if (sqlstate != NULL && strcmp(sqlstate, "42P01") == 0)
		snprintf(text, size, "there is no schema scim, or that of "
		    "release 0.1.0, this program needs %s -- psql -d %s -f "
		    SCIM_SQL "/install.sql, or upgrade.sql there",
		    version_needed, PQdb(conn));
	else if (PQresultStatus(row) != PGRES_TUPLES_OK || PQntuples(row) != 1)
		snprintf(text, size, "scim.schema_version cannot be read: %s",
		    PQerrorMessage(conn));
	else if (!is_true(row, 2))
		snprintf(text, size, "the schema scim is of release %s, this "
		    "program needs %s -- psql -d %s -f " SCIM_SQL
		    "/upgrade.sql", PQgetvalue(row, 0, 0), version_needed,
		    PQdb(conn));
	else if (!is_true(row, 3))
		snprintf(text, size, "the schema scim is of release %s and "
		    "serves programs since %s, this is one for %s -- upgrade "
		    "the program", PQgetvalue(row, 0, 0), PQgetvalue(row, 0, 1),
		    version_needed);
	else
		return 0;
	return -1;
}
