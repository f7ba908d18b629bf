/* Plays data files of test cases; see cases.h. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

#include "../cgi/arena.h"
#include "../cgi/request.h"
#include "../cgi/schema.h"

enum { LINES = 64 };

static int passed, failed;

static void
play_block(const char *file, int at, int lines, char **line,
    const char *(*play)(struct request *, int, char **))
{
	struct request req = { .arena = arena_new() };
	const char *wrong = play(&req, lines, line);
	int i;

	if (wrong == NULL) {
		passed++;
	} else {
		failed++;
		printf("%s:%d: failed\n", file, at);
		for (i = 0; i < lines; i++)
			printf("    %s\n", line[i]);
		printf("  instead: %s\n", wrong);
	}
	arena_free(req.arena);
}

static int
play_file(const char *file, const char *(*play)(struct request *, int, char **))
{
	FILE *stream = fopen(file, "r");
	char *line[LINES], *text = NULL;
	size_t size = 0;
	ssize_t len;
	int number = 0, at = 0, lines = 0;

	if (stream == NULL) {
		perror(file);
		return -1;
	}
	do {
		len = getline(&text, &size, stream);
		number++;
		if (len > 0 && text[len - 1] == '\n')
			text[--len] = '\0';
		if (len > 0 && strncmp(text, "# ", 2) != 0 && lines < LINES) {
			at = lines == 0 ? number : at;
			line[lines++] = strdup(text);
		} else if (len <= 0 && lines > 0) {
			play_block(file, at, lines, line, play);
			while (lines > 0)
				free(line[--lines]);
		}
	} while (len >= 0);
	free(text);
	fclose(stream);
	return 0;
}

int
cases_run(int argc, char **argv,
    const char *(*play)(struct request *, int, char **))
{
	int i;

	for (i = 1; i < argc; i++)
		if (play_file(argv[i], play) != 0)
			return 2;
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0 || passed == 0;
}

const struct type *
cases_type(const char *line)
{
	size_t len = strcspn(line, " ");
	const struct type *type;

	for (type = types; type->name != NULL; type++)
		if (strlen(type->name) == len &&
		    strncmp(type->name, line, len) == 0)
			return type;
	return NULL;
}
