/*
 * Is the installation right?  What is asked of the database is a table.
 */

#include <errno.h>
#include <json-c/json_c_version.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "config.h"
#include "connection.h"
#include "version.h"
#include "check.h"

/*
 * To add a question: a row, whose one row says whether all is well, what was
 * found, and what mends it.  $1 is the number of threads, $2 what
 * connection_open() sets.  They may not assume that the schema is there.
 */
static const char *const questions[] = {
	"select current_setting('server_version_num')::int >= 150000,"
	" 'PostgreSQL ' || current_setting('server_version'),"
	" 'upgrade the server to PostgreSQL 15 or later'",

	"select current_setting('server_encoding') = 'UTF8',"
	" format('database %I has the encoding %s', current_database(),"
	"  current_setting('server_encoding')),"
	" 'createdb -E UTF8 -T template0 scim, and install there'",

	"select not pg_is_in_recovery(), case when pg_is_in_recovery()"
	"  then 'the server is a standby and takes no writes'"
	"  else 'the server takes writes' end,"
	" 'name all hosts and target_session_attrs=read-write in database'",

	"select to_regnamespace('scim') is not null, 'schema scim is '"
	"  || case when to_regnamespace('scim') is null then 'not ' else '' end"
	"  || 'there', format('psql -d %I -f " SCIM_SQL "/install.sql',"
	"  current_database())",

	"select worker, format('role %I is %s', current_user,"
	"  case when worker then 'a member of scim_worker'"
	"  else 'no member of scim_worker' end),"
	" format('grant scim_worker to %I', current_user)"
	" from (select exists (select from pg_roles"
	"  where rolname = 'scim_worker'"
	"  and pg_has_role(current_user, oid, 'usage')) as worker) w",

	"select not rolsuper and not owner, format('role %I %s', rolname,"
	"  case when rolsuper then 'is a superuser'"
	"  when owner then 'owns tables: its statements pass all fences'"
	"  else 'is no superuser and owns nothing in scim' end),"
	" 'create role \"scim-fcgi\" login in role scim_worker,"
	" and name it in database'"
	" from pg_roles, lateral (select exists (select from pg_class c"
	"  where c.relnamespace = to_regnamespace('scim')"
	"  and pg_has_role(current_user, c.relowner, 'member')) as owner) o"
	" where rolname = current_user",

	"select unfenced is null, case when unfenced is null"
	"  then 'row-level security keeps organizations apart'"
	"  else 'row-level security lets workers of the release before see"
	" every organization' end, format('when the last of them has ended:"
	" psql -d %I -f " SCIM_SQL "/upgrade.sql', current_database())"
	" from (select min(polname) as unfenced from pg_policy p"
	"  join pg_class c on c.oid = p.polrelid"
	"  where c.relnamespace = to_regnamespace('scim')"
	"  and polname = 'roll_over') p",

	"select cure is null, case when cure is null"
	"  then 'settings are as they are needed'"
	"  else 'settings are missing, as behind PgBouncer' end, cure"
	" from (select string_agg(format('alter role %I set %s = %L;',"
	"  current_user, s[1], s[2]), ' ') as cure"
	"  from regexp_matches($2, '-c (\\w+)=(\\S+)', 'g') s"
	/* As it reads when it is set, as DateStyle's "ISO, MDY". */
	"  where current_setting(s[1]) <> set_config(s[1], s[2], true)) c",

	"select used < most and $1 <= most,"
	" format('%s of %s connections are in use, a worker takes %s', used,"
	"  most, $1), 'raise max_connections, or have fewer threads or workers'"
	" from (select count(*) as used,"
	"  current_setting('max_connections')::int"
	"  - current_setting('superuser_reserved_connections')::int as most"
	/* Who may not see the rest of a row sees these. */
	"  from pg_stat_activity where datid is not null"
	"  and usesysid is not null) n",
};

enum { QUESTIONS = sizeof(questions) / sizeof(questions[0]) };

static int wrong;		/* how many were said */

__attribute__((format(printf, 1, 2)))
static void
ok(const char *format, ...)
{
	va_list args;

	fputs("ok: ", stdout);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* cure is a command or says what to do. */
static void
not_ok(const char *verdict, const char *found, const char *cure)
{
	/* Of several lines, as libpq has them, the first. */
	printf("%s: %.*s -- %s\n", verdict, (int)strcspn(found, "\n"), found,
	    cure);
}

static void
fault(const char *found, const char *cure)
{
	not_ok("wrong", found, cure);
	wrong++;
}

void
check_print_version(void)
{
	int libpq = PQlibVersion();

	printf("scim.fcgi " PACKAGE_VERSION " (libfcgi " FCGI_VERSION
	    ", json-c %s, libpq %d.%d)\n", json_c_version(), libpq / 10000,
	    libpq % 10000);
}

/* What is known to be bad, by the versions' numbers. */
static void
check_versions(PGconn *conn)
{
	static const struct {
		int first, good;	/* bad below the good */
		const char *found, *cure;
	} bad[] = {
		{ 150000, 150020, "PostgreSQL 15 before 15.20 has known "
		    "vulnerabilities", "upgrade server and libpq" },
	};
	int versions[] = { PQlibVersion(), PQserverVersion(conn) };
	size_t i, j;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		for (j = 0; j < sizeof(versions) / sizeof(versions[0]); j++)
			if (versions[j] >= bad[i].first &&
			    versions[j] < bad[i].good)
				not_ok("warn", bad[i].found, bad[i].cure);
	/* Its strict mode takes what is no JSON. */
	if (json_c_version_num() == (0 << 16 | 18 << 8))
		not_ok("warn", "json-c 0.18 accepts wrong JSON",
		    "install another version");
}

static void
check_config(const struct config *config)
{
	if (access(config_path(), R_OK) == 0)
		ok("configuration %s and the environment", config_path());
	else
		ok("configuration is the environment: there is no %s",
		    config_path());
	if (strncmp(config->base_url, "https://", 8) == 0)
		ok("base_url %s", config->base_url);
	else
		fault("base_url is not https, which identity providers need",
		    "set base_url to what they shall use");
}

static void
ask(PGconn *conn, const char *question, const struct config *config)
{
	const Oid types[] = { 20, 25 };		/* bigint, text */
	char threads[24];
	const char *const values[] = { threads, connection_settings };
	PGresult *row;

	snprintf(threads, sizeof(threads), "%ld", config->threads);
	row = PQexecParams(conn, question, 2, types, values, NULL, NULL, 0);

	if (PQresultStatus(row) != PGRES_TUPLES_OK)
		fault(PQresultErrorMessage(row), "restart PostgreSQL");
	else if (*PQgetvalue(row, 0, 0) == 't')
		ok("%s", PQgetvalue(row, 0, 1));
	else
		fault(PQgetvalue(row, 0, 1), PQgetvalue(row, 0, 2));
	PQclear(row);
}

/* 0; -1 when no statement need be tried. */
static int
check_schema_version(PGconn *conn)
{
	const char *const values[] = { version_needed };
	PGresult *row = PQexecParams(conn, version_sql, 1, NULL, values, NULL,
	    NULL, 0);
	char text[512];
	int misfit = version_judge(conn, row, text, sizeof(text));

	if (misfit != 0) {
		/* It ends with what mends it. */
		printf("wrong: %.*s\n", (int)strcspn(text, "\n"), text);
		wrong++;
	}
	PQclear(row);
	return misfit;
}

/* The statements of this program must fit the functions of the schema. */
static void
check_statements(PGconn *conn)
{
	const struct statement *statement;
	int i, misfits = 0;
	PGresult *result;

	for (i = 0; (statement = statement_at(i)) != NULL; i++) {
		result = PQprepare(conn, "", statement->sql, 0, NULL);
		if (PQresultStatus(result) != PGRES_COMMAND_OK) {
			fault(PQresultErrorMessage(result), "bring the schema "
			    "and the program to the same version");
			misfits++;
		}
		PQclear(result);
	}
	if (misfits == 0)
		ok("the schema is of this program's version");
}

/*
 * A pooler that invents process ids stands between if they differ; one that
 * passes our statements' names on would mix those of several workers.
 */
static void
check_pooler(PGconn *conn, const struct config *config)
{
	PGresult *prepared = PQprepare(conn, "scim_check", "select 1", 0, NULL);
	PGresult *row = PQexec(conn, "select pg_backend_pid(), exists (select "
	    "from pg_prepared_statements where name = 'scim_check')");

	if (PQresultStatus(row) == PGRES_TUPLES_OK &&
	    atoi(PQgetvalue(row, 0, 0)) != PQbackendPID(conn)) {
		if (config->prepare && *PQgetvalue(row, 0, 1) == 't')
			not_ok("warn", "a pooler stands between, which does "
			    "not keep prepared statements apart", "in its "
			    "transaction mode, set prepare = 0");
		else
			ok("a pooler stands between");
	}
	PQclear(row);
	PQclear(prepared);
	PQclear(PQexec(conn, "deallocate scim_check"));
}

static void
check_database(const struct config *config)
{
	PGconn *conn = connection_open(config);
	int i, before;

	if (PQstatus(conn) != CONNECTION_OK) {
		fault(PQerrorMessage(conn), "start PostgreSQL, set database, "
		    "or run as the workers' user: runuser -u scim-fcgi -- "
		    "scim.fcgi --check");
	} else {
		ok("connected to the database as %s", PQuser(conn));
		check_versions(conn);
		before = wrong;
		for (i = 0; i < QUESTIONS; i++)
			ask(conn, questions[i], config);
		if (wrong == before && check_schema_version(conn) == 0)
			check_statements(conn);
		check_pooler(conn, config);
	}
	PQfinish(conn);
}

/* FastCGI trusts its peer: the web server's group may connect, nobody else. */
static void
check_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct stat status;
	char found[256];

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
		snprintf(found, sizeof(found), "socket %s: %s", path,
		    strerror(errno));
		fault(found, "systemctl enable --now scim-fcgi.socket "
		    "scim-fcgi@1");
	} else if (stat(path, &status) != 0 ||
	    (status.st_mode & 0777) != 0660) {
		snprintf(found, sizeof(found), "socket %s has the mode %o, "
		    "not 660", path, status.st_mode & 0777);
		fault(found, "set SocketMode=0660 in scim-fcgi.socket");
	} else {
		ok("socket %s", path);
	}
	close(fd);
}

/* Where descriptor 0 listens, or NULL: then we are no worker. */
static const char *
own_socket(void)
{
	static struct sockaddr_un address;
	socklen_t len = sizeof(address) - 1;	/* for the NUL */

	return getsockname(STDIN_FILENO, (struct sockaddr *)&address,
	    &len) == 0 && address.sun_family == AF_UNIX &&
	    *address.sun_path != '\0' ? address.sun_path : NULL;
}

int
check_run(char **arguments)
{
	static struct config config;
	const char *path = own_socket();

	if (arguments[0] != NULL && arguments[1] != NULL &&
	    arguments[2] == NULL && strcmp(arguments[0], "--socket") == 0)
		path = arguments[1];
	else if (arguments[0] != NULL) {
		fprintf(stderr, "usage: scim.fcgi --check [--socket PATH]\n");
		return 64;
	}
	if (config_load(&config) != 0) {
		fault("the configuration has the error above", "edit it, see "
		    "scim.conf(5)");
		return 1;
	}
	check_config(&config);
	check_database(&config);
	if (path != NULL)
		check_socket(path);
	return wrong != 0;
}
