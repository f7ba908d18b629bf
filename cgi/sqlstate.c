/* What PostgreSQL's errors mean: two tables, and the client's words. */

#include <string.h>

#include "arena.h"
#include "log.h"
#include "request.h"
#include "schema.h"
#include "sqlstate.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { UUID = ID_LENGTH + 2 };	/* with the comma beside it */

/*
 * What a constraint says when it is the last to notice: two requests at
 * once, each right by itself.
 */
static const struct {
	const char *name;
	enum failure failure;
	const char *detail;
} constraints[] = {
	{ "team_name", UNIQUENESS, "displayName: the team exists already" },
	{ "owner_is_active", MUTABILITY, "Owner cannot be modified" },
	{ "project_owner_is_active", MUTABILITY, "Owner cannot be modified" },
	{ "member_is_active", INVALID_VALUE,
	    "members: a user was deactivated or deleted meanwhile" },
	{ "member_of_role_group", NOT_FOUND,
	    "The group was deleted meanwhile" },
};

/* What an SQLSTATE (or its class) means beyond our own class SC. */
static const struct {
	const char *sqlstate;
	enum cure cure;
} cures[] = {
	{ "40001", AGAIN },		/* serialization_failure */
	{ "40P01", AGAIN },		/* deadlock_detected */
	{ "0A000", PREPARE_AGAIN },	/* cached plan must not change */
	{ "26000", PREPARE_AGAIN },	/* the prepared statement is gone */
	{ "42P05", PREPARE_AGAIN },	/* it is there already: a pooler */
	{ "42883", PREPARE_AGAIN },	/* another version of the schema */
	{ "XX000", PREPARE_AGAIN },	/* a function replaced meanwhile */
	{ "08", AWAY }, { "53", AWAY }, { "57", AWAY },
	{ "55P03", AWAY },		/* lock_not_available */
	{ "25006", AWAY },		/* read_only_sql_transaction */
	{ "3D000", AWAY }, { "28", AWAY },
};

enum cure
sqlstate_cure(const char *sqlstate)
{
	size_t i;

	for (i = 0; i < COUNT(cures); i++)
		if (strncmp(cures[i].sqlstate, sqlstate,
		    strlen(cures[i].sqlstate)) == 0)
			return cures[i].cure;
	return GIVE_UP;
}

/*
 * From "Key (x, organization_id)=(value, uuid) already exists.", or with the
 * organization before x.
 */
static const char *
taken_value(struct request *req, const PGresult *result)
{
	const char *detail =
	    PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *value = detail == NULL ? NULL : strstr(detail, ")=(");
	const char *end = detail == NULL ? NULL : strrchr(detail, ')');

	if (value == NULL || end - value < 3 + UUID)
		return "";
	value += 3;
	if (strncmp(detail, "Key (organization_id", 20) == 0)
		value += UUID;
	else
		end -= UUID;
	return arena_copy(req->arena, value, (size_t)(end - value));
}

/* Is the constraint named for an attribute of which each has its own? */
static int
is_unique(const struct request *req, const char *constraint)
{
	struct path path;

	return req->type != NULL && schema_path(req->type, constraint,
	    strlen(constraint), &path) == 0 && path.attr != NULL &&
	    path.attr->flags & (SERVER | GLOBAL);
}

/* 0 when the constraint says nothing to a client, else -1 after fail(). */
static int
fail_constraint(struct request *req, const PGresult *result)
{
	const char *name = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
	size_t i = 0;

	if (name == NULL)
		return 0;
	while (i < COUNT(constraints) && strcmp(constraints[i].name, name) != 0)
		i++;
	if (i == COUNT(constraints) && !is_unique(req, name))
		return 0;
	req->authenticated = 1;
	if (i < COUNT(constraints))
		return fail(req, constraints[i].failure, "%s",
		    constraints[i].detail);
	return fail(req, UNIQUENESS, "%s \"%s\" is already in use", name,
	    taken_value(req, result));
}

int
sqlstate_fail(struct request *req, const PGresult *result, const char *sqlstate)
{
	const char *message =
	    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum failure failure = error_by_sqlstate(sqlstate);

	if (failure != NO_FAILURE) {
		req->authenticated = 1;
		return fail(req, failure, "%s", message);
	}
	if (fail_constraint(req, result) != 0)
		return -1;
	/* data_exception, program_limit_exceeded */
	if (strncmp(sqlstate, "22", 2) == 0 || strncmp(sqlstate, "54", 2) == 0)
		return fail(req, INVALID_VALUE, "A value is beyond what can be "
		    "stored or compared");
	log_error("database: %s %s", sqlstate, message);
	return fail(req, INTERNAL, "The service met an error of its own: tell "
	    "its operator the request id %s", req->id);
}
