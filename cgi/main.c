/*
 * scim.fcgi: a SCIM 2.0 service provider.
 *
 * A request meets the files in this order; parts of one are in parentheses:
 *
 *	wire		FastCGI or CGI: accept, read, write
 *	turn		one request, or quick reads together
 *	request		parameters, headers, target, bounded body
 *	auth		the credential to the hash of a key (sha256)
 *	route		THE ROUTE TABLE: method and path to a function
 *	resource, group	create read replace modify delete
 *	bulk, plan, order, sole, reference, result
 *			many requests in one (RFC 7644 3.7)
 *	search, sort, page
 *			a list: what is asked, and the answer
 *	list, lookup	a list as one SQL statement; where: its filter (many,
 *			compare, place, key)
 *	discovery	what this service can do; health: how it is
 *	json, schema, column
 *			strict JSON (tree, scan); THE ATTRIBUTE TABLE (attr,
 *			describe); where attributes are
 *	validate, filter, patch, change, project
 *			bodies (value, datetime); filters (parser, term, match);
 *			PATCH (operation, apply, values, immutable), membership;
 *			attributes=
 *	db		one statement is one transaction, but a Bulk is one too;
 *			sqlstate: what failures mean
 *	statement	THE STATEMENT TABLE; connection, await: to PostgreSQL,
 *			with a deadline
 *	record		refusals and the use of keys, for the events
 *	reply, members, error
 *			what goes out; THE ERROR TABLE
 *	support		the tables as a guide: what we support
 *	check		is the installation right?
 *	version		is the schema in the database for this program?
 *	config, log, arena
 *			THE CONFIGURATION TABLE; one line a request; memory
 *
 * Calls run downwards only.  Whatever a request allocates belongs to its
 * arena, so an error path is a return.
 */

#include <malloc.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"
#include "config.h"
#include "support.h"
#include "turn.h"
#include "wire.h"

/* Of a thread.  Recursion is bounded; measured after the tests: 56 KiB. */
enum { STACK = 1 << 20 };

static void
print_usage(FILE *file)
{
	fprintf(file, "usage: scim.fcgi [--check [--socket PATH] | --help | "
	    "--support | --version]\n"
	    "A SCIM 2.0 service provider: a FastCGI worker that takes its\n"
	    "listening socket on descriptor 0, or a CGI program.  It is\n"
	    "configured by scim.conf(5); see scim.fcgi(8).\n");
}

static void
print_help(void)
{
	print_usage(stdout);
}

static int
usage(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} options[] = {
		{ "--help", print_help },
		{ "--support", support_print },
		{ "--version", check_print_version },
		{ NULL, NULL }
	};
	int i;

	for (i = 0; options[i].name != NULL; i++)
		if (strcmp(options[i].name, name) == 0) {
			options[i].print();
			return 0;
		}
	print_usage(stderr);
	return 64;
}

/* The only option that takes arguments is --check. */
static int
option(char **arguments)
{
	return strcmp(arguments[0], "--check") == 0 ?
	    check_run(arguments + 1) : usage(arguments[0]);
}

static void *
work(void *config)
{
	struct turn *turn = turn_new(config);
	struct wire *wire;

	while ((wire = wire_accept()) != NULL)
		turn_serve(turn, wire);
	turn_free(turn);
	return NULL;
}

/* This thread is one of them. */
static int
work_in_threads(struct config *config)
{
	pthread_t threads[THREADS_MAX];
	pthread_attr_t attributes;
	int i, started = 0;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK);
	while (started < config->threads - 1) {
		if (pthread_create(&threads[started], &attributes, work,
		    config) != 0)
			return 71;
		started++;
	}
	work(config);
	for (i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	return 0;
}

/* systemd waits for it: sd_notify(3). */
static void
say_ready(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	const char *path = getenv("NOTIFY_SOCKET"), ready[] = "READY=1";
	size_t len = path == NULL ? 0 : strlen(path);
	int fd;

	if (len == 0 || len >= sizeof(to.sun_path) ||
	    (fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) < 0)
		return;
	memcpy(to.sun_path, path, len);
	if (*path == '@')
		to.sun_path[0] = '\0';		/* Linux's abstract names */
	sendto(fd, ready, strlen(ready), 0, (struct sockaddr *)&to,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(fd);
}

int
main(int argc, char **argv)
{
	static struct config config;

	/* A CGI program's arguments are the client's (RFC 3875 4.4). */
	if (argc > 1 && getenv("GATEWAY_INTERFACE") == NULL)
		return option(argv + 1);
	if (config_load(&config) != 0)
		return 78;
	if (wire_open() != 0)
		return 71;
	if (wire_is_cgi() && getenv("REQUEST_METHOD") == NULL)
		return usage("");
	if (wire_is_cgi()) {
		config.prepare = 0;	/* it would serve one statement */
		config.threads = 1;
	} else {
		say_ready();
	}
	mallopt(M_ARENA_MAX, 1);	/* of others little can be trimmed */
	malloc_trim(0);		/* the first call is not for two threads */
	srandom((unsigned)getpid());	/* who yields to whom: bulk.c */
	return work_in_threads(&config);
}
