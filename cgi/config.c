/*
 * The configuration table.  To add a key: a member in config.h, a row here,
 * a paragraph in conf/scim.conf and conf/scim.conf.5.
 */

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "config.h"

static const struct key {
	const char *name, *environment;
	size_t offset;
	const char *standard;		/* the default */
	long least, most;		/* of a number; most 0: it is text */
} keys[] = {
	{ "base_url", "SCIM_BASE_URL", offsetof(struct config, base_url),
	    "http://localhost/scim/v2", 0, 0 },
	{ "body_max", "SCIM_BODY_MAX", offsetof(struct config, body_max),
	    "16777216", 1024, 1073741824 },
	{ "bulk_operations", "SCIM_BULK_OPERATIONS",
	    offsetof(struct config, bulk_operations), "1000", 1, 10000 },
	{ "cursor_timeout", "SCIM_CURSOR_TIMEOUT",
	    offsetof(struct config, cursor_timeout), "3600", 1, 31536000 },
	{ "database", "SCIM_DATABASE", offsetof(struct config, database),
	    "dbname=scim", 0, 0 },
	{ "page_default", "SCIM_PAGE_DEFAULT",
	    offsetof(struct config, page_default), "100", 1, 100000 },
	{ "page_max", "SCIM_PAGE_MAX", offsetof(struct config, page_max),
	    "1000", 1, 100000 },
	{ "prepare", "SCIM_PREPARE", offsetof(struct config, prepare),
	    "1", 0, 1 },
	{ "threads", "SCIM_THREADS", offsetof(struct config, threads),
	    "4", 1, THREADS_MAX },
};

enum { KEYS = sizeof(keys) / sizeof(keys[0]) };

static int
set(struct config *config, const struct key *key, const char *value,
    const char *from)
{
	char *end, *at = (char *)config + key->offset;
	long number;

	if (key->most == 0) {
		free(*(char **)at);
		*(char **)at = strdup(value);
		return 0;
	}
	errno = 0;
	number = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' ||
	    number < key->least || number > key->most) {
		fprintf(stderr, "scim.fcgi: %s: %s must be a number from %ld "
		    "to %ld, not \"%s\"\n", from, key->name, key->least,
		    key->most, value);
		return -1;
	}
	*(long *)at = number;
	return 0;
}

static const struct key *
find(const char *name)
{
	int i;

	for (i = 0; i < KEYS; i++)
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

static char *
trim(char *string)
{
	char *end = string + strlen(string);

	while (end > string && isspace((unsigned char)end[-1]))
		*--end = '\0';
	while (isspace((unsigned char)*string))
		string++;
	return string;
}

/* A line: "key = value", a comment that begins with "#", or nothing. */
static int
read_line(struct config *config, char *line, const char *from)
{
	char *name = trim(line), *value = strchr(name, '=');
	const struct key *key;

	if (*name == '\0' || *name == '#')
		return 0;
	if (value != NULL)
		*value++ = '\0';
	key = find(trim(name));
	if (value == NULL || key == NULL) {
		fprintf(stderr, "scim.fcgi: %s: \"%s\" is no key\n", from,
		    name);
		return -1;
	}
	return set(config, key, trim(value), from);
}

static int
read_file(struct config *config, const char *path, int must)
{
	FILE *file = fopen(path, "r");
	char *line = NULL, from[4096];
	size_t size = 0;
	int number = 0, result = 0;

	if (file == NULL) {
		if (must || errno != ENOENT)
			fprintf(stderr, "scim.fcgi: %s: %s\n", path,
			    strerror(errno));
		return must || errno != ENOENT ? -1 : 0;
	}
	while (result == 0 && getline(&line, &size, file) >= 0) {
		snprintf(from, sizeof(from), "%s:%d", path, ++number);
		result = read_line(config, line, from);
	}
	free(line);
	fclose(file);
	return result;
}

/* It stands in JSON and in headers as it is, so it must be plain. */
static int
check_base_url(struct config *config)
{
	const char *url = config->base_url, *path = strstr(url, "://");
	size_t len = strlen(url);

	if (path != NULL)
		path = strchr(path + 3, '/');
	if (path == NULL || strncmp(url, "http", 4) != 0 ||
	    url[len - 1] == '/' || strspn(url,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-._~/:[]%") != len) {
		fprintf(stderr, "scim.fcgi: base_url must be like "
		    "https://scim.example.com/scim/v2, not \"%s\"\n", url);
		return -1;
	}
	config->base_path = path;
	return 0;
}

const char *
config_path(void)
{
	const char *path = getenv("SCIM_CONF");

	return path != NULL ? path : SCIM_CONF;
}

int
config_load(struct config *config)
{
	const char *value;
	int i;

	for (i = 0; i < KEYS; i++)
		if (set(config, &keys[i], keys[i].standard, "default") != 0)
			return -1;
	if (read_file(config, config_path(), getenv("SCIM_CONF") != NULL) != 0)
		return -1;
	for (i = 0; i < KEYS; i++) {
		value = getenv(keys[i].environment);
		if (value != NULL && set(config, &keys[i], value,
		    keys[i].environment) != 0)
			return -1;
	}
	return check_base_url(config);
}

void
config_describe(struct text *text)
{
	int i;

	for (i = 0; i < KEYS; i++) {
		text_format(text, "  %-16s %s", keys[i].name, keys[i].standard);
		if (keys[i].most != 0)
			text_format(text, "  (%ld to %ld)", keys[i].least,
			    keys[i].most);
		text_puts(text, "\n");
	}
}
