/* The log: whole lines, written at once, so that workers may share a file. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "json.h"
#include "log.h"
#include "request.h"
#include "route.h"

/* Control characters in foreign text would forge lines. */
static void
put_line(char *line, int len)
{
	int i;

	while (len > 0 && line[len - 1] == '\n')
		len--;
	for (i = 0; i < len; i++)
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	line[len++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)len) < 0)
		return;		/* a full disk stops nothing */
}

static int
stamp(char *line, int size)
{
	struct timespec now;
	struct tm utc;
	int len;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	len = (int)strftime(line, (size_t)size, "time=%Y-%m-%dT%H:%M:%S", &utc);
	return len + snprintf(line + len, (size_t)(size - len), ".%03ldZ ",
	    now.tv_nsec / 1000000);
}

void
log_error(const char *format, ...)
{
	char line[1024];
	int size = sizeof(line) - 1, len = stamp(line, size);
	va_list args;

	va_start(args, format);
	len += vsnprintf(line + len, (size_t)(size - len), format, args);
	va_end(args);
	put_line(line, len < size ? len : size - 1);
}

/*
 * A field of logfmt, left out when it is NULL, in quotes when it has other than
 * plain characters.
 */
static void
add_field(struct text *line, const char *name, const char *value)
{
	if (value == NULL)
		return;
	text_join(line, " ", name, "=", NULL);
	if (*value != '\0' && strpbrk(value, " =\"\\") == NULL)
		text_puts(line, value);
	else
		json_quote(line, value);
}

void
log_request(const struct request *req)
{
	struct text line = { .arena = req->arena };
	long us = request_us(req);
	char time[64];

	stamp(time, sizeof(time));
	text_join(&line, time, "request=", req->id, NULL);
	add_field(&line, "key", req->label != NULL ? req->label :
	    *req->key_hash == '\0' ? "-" :
	    arena_copy(req->arena, req->key_hash + 2, 8));
	add_field(&line, "org", req->organization);
	add_field(&line, "method", arena_copy(req->arena, req->method,
	    strnlen(req->method, 20)));
	add_field(&line, "route", req->route == NULL ? "-" : req->route->name);
	text_format(&line, " status=%d", req->status);
	add_field(&line, "scimType", error_find(req->failure)->scim_type);
	add_field(&line, "sqlstate", req->sqlstate);
	text_format(&line, " ms=%ld.%ld db=%ld retries=%d in=%zu out=%zu",
	    us / 1000, us / 100 % 10, req->spent->database_ms,
	    req->spent->retries, req->body_len,
	    req->answer == NULL ? 0 : req->answer->len);
	put_line(line.bytes, (int)line.len);
}
