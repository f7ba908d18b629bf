/*
 * PostgreSQL alone: the statements of one request, prepared, in a loop over
 * as many connections as the workers use.  What scim.fcgi reaches of this
 * rate is what the web server and the worker leave of it.
 *
 *	loop CONNINFO CONNECTIONS SECONDS FILE
 *
 * The first line of FILE is the number of statements, then comes a line for
 * each, then rows: the parameters of all statements, separated by tabs; \N is
 * null.  A connection takes the next row, runs every statement with its part
 * and begins again; behind the last row comes the first.  Prints requests,
 * microseconds, errors and the latencies p50 and p99, as requests.lua does.
 */

#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	STATEMENTS = 8, PARAMETERS = 64, CONNECTIONS = 64,
	LONGEST = 1000000	/* microseconds that the histogram knows */
};

struct statement {
	char *sql;
	int parameters;
};

static struct statement statements[STATEMENTS];
static int n_statements, n_rows;
static char **rows;		/* each with NULs for its tabs */
static atomic_uint next_row;
static atomic_uint histogram[LONGEST + 1];
static atomic_uint errors;
static long end;

static long
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static _Noreturn void
die(const char *why)
{
	fprintf(stderr, "loop: %s\n", why);
	exit(1);
}

static char *
read_line(FILE *file)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len = getline(&line, &size, file);

	if (len <= 0) {
		free(line);
		return NULL;
	}
	line[len - 1] = '\0';
	return line;
}

/* How many there are: the highest $n. */
static int
count_parameters(const char *sql)
{
	int n, highest = 0;

	while ((sql = strchr(sql, '$')) != NULL) {
		n = atoi(++sql);
		highest = n > highest ? n : highest;
	}
	return highest;
}

static void
read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line, *tab;
	int i, room = 0;

	line = file == NULL ? NULL : read_line(file);
	if (line == NULL)
		die("the file cannot be read");
	n_statements = atoi(line);
	free(line);
	if (n_statements < 1 || n_statements > STATEMENTS)
		die("too many statements");
	for (i = 0; i < n_statements; i++) {
		statements[i].sql = read_line(file);
		if (statements[i].sql == NULL)
			die("a statement is missing");
		statements[i].parameters = count_parameters(statements[i].sql);
	}
	while ((line = read_line(file)) != NULL) {
		if (n_rows == room) {
			room = room * 2 + 1024;
			rows = realloc(rows, (size_t)room * sizeof(*rows));
			if (rows == NULL)
				die("out of memory");
		}
		rows[n_rows++] = line;
		for (tab = line; (tab = strchr(tab, '\t')) != NULL; )
			*tab++ = '\0';
	}
	fclose(file);
	if (n_rows == 0)
		die("no rows");
}

static void
run(PGconn *conn, const char *row)
{
	const char *values[PARAMETERS];
	char name[16];
	PGresult *result;
	int i, j;

	for (i = 0; i < n_statements; i++) {
		for (j = 0; j < statements[i].parameters; j++) {
			values[j] = strcmp(row, "\\N") == 0 ? NULL : row;
			row += strlen(row) + 1;
		}
		snprintf(name, sizeof(name), "s%d", i);
		result = PQexecPrepared(conn, name, j, values, NULL, NULL, 0);
		/* Without a row, nobody was there: not what was asked for. */
		if (PQntuples(result) == 0 && errors++ == 0)
			fprintf(stderr, "loop: no row: %s",
			    PQerrorMessage(conn));
		PQclear(result);
	}
}

static void *
loop(void *arg)
{
	PGconn *conn = arg;
	long begun, ended = now_us();

	while ((begun = ended) < end) {
		run(conn, rows[next_row++ % (unsigned)n_rows]);
		ended = now_us();
		histogram[ended - begun < LONGEST ? ended - begun : LONGEST]++;
	}
	return NULL;
}

static PGconn *
open_connection(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	PGresult *result;
	char name[16];
	int i;

	if (PQstatus(conn) != CONNECTION_OK)
		die(PQerrorMessage(conn));
	for (i = 0; i < n_statements; i++) {
		snprintf(name, sizeof(name), "s%d", i);
		result = PQprepare(conn, name, statements[i].sql, 0, NULL);
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			die(PQerrorMessage(conn));
		PQclear(result);
	}
	return conn;
}

/* The latency that so many of the requests did not exceed. */
static int
percentile(unsigned long requests, int percent)
{
	unsigned long sum = 0;
	int us;

	for (us = 0; us < LONGEST; us++) {
		sum += histogram[us];
		if (sum * 100 >= requests * (unsigned)percent)
			break;
	}
	return us;
}

int
main(int argc, char **argv)
{
	pthread_t threads[CONNECTIONS];
	PGconn *conns[CONNECTIONS];
	long begun;
	int n, i;

	if (argc != 5)
		die("usage: loop CONNINFO CONNECTIONS SECONDS FILE");
	n = atoi(argv[2]);
	if (n < 1 || n > CONNECTIONS)
		die("1 to 64 connections");
	read_file(argv[4]);
	for (i = 0; i < n; i++)
		conns[i] = open_connection(argv[1]);
	begun = now_us();
	end = begun + (long)(atof(argv[3]) * 1e6);
	for (i = 0; i < n; i++)
		if (pthread_create(&threads[i], NULL, loop, conns[i]) != 0)
			die("no thread");
	for (i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	printf("%u %ld %u %d %d\n", next_row, now_us() - begun, errors,
	    percentile(next_row, 50), percentile(next_row, 99));
	for (i = 0; i < n; i++)
		PQfinish(conns[i]);
	return 0;
}
