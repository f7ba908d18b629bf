/*
 * Which resources match?  For tests that compare the filter in memory
 * (cgi/match.c) with the filter in SQL (cgi/where.c).
 *
 * usage: filter-match TYPE RESOURCES <FILTERS
 *
 * RESOURCES has a resource's JSON on each line, the input a filter.  Prints
 * for each filter a line: for each resource 1 when it matches or 0; or why
 * the filter is refused.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cgi/arena.h"
#include "../cgi/filter.h"
#include "../cgi/json.h"
#include "../cgi/request.h"

enum { RESOURCES = 10000 };

static struct json_object *resources[RESOURCES];
static int n;

/* The next line without its end; -1 when there is none. */
static ssize_t
next_line(FILE *stream, char **line, size_t *size)
{
	ssize_t len = getline(line, size, stream);

	if (len > 0 && (*line)[len - 1] == '\n')
		(*line)[--len] = '\0';
	return len;
}

static int
read_resources(struct request *req, const char *file)
{
	FILE *stream = fopen(file, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (stream == NULL)
		return -1;
	while (n < RESOURCES && (len = next_line(stream, &line, &size)) > 0)
		if ((resources[n++] = json_parse(req, line, (size_t)len)) ==
		    NULL)
			return -1;
	free(line);
	fclose(stream);
	return 0;
}

static void
print_matches(const struct type *type, const char *line, size_t len)
{
	struct request req = { .arena = arena_new() };
	struct filter *filter = filter_parse(&req, type, line, len);
	int i;

	for (i = 0; filter != NULL && i < n; i++)
		putchar('0' + filter_match(filter, resources[i]));
	puts(filter == NULL ? req.detail : "");
	arena_free(req.arena);
}

int
main(int argc, char **argv)
{
	struct request req = { .arena = arena_new() };
	const struct type *type = types;
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while (argc == 3 && type->name != NULL &&
	    strcmp(type->name, argv[1]) != 0)
		type++;
	if (argc != 3 || type->name == NULL ||
	    read_resources(&req, argv[2]) != 0) {
		fputs("usage: filter-match TYPE RESOURCES\n", stderr);
		return 2;
	}
	while ((len = next_line(stdin, &line, &size)) >= 0)
		print_matches(type, line, (size_t)len);
	free(line);
	arena_free(req.arena);
	return 0;
}
