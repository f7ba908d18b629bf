/* The log: whole lines, written at once, so that workers may share a file. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "log.h"
#include "request.h"
#include "route.h"

/* Control characters in foreign text would forge lines. */
static void
put_line(char *line, int len, int size)
{
	int i;

	if (len >= size)
		len = size - 1;
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
	int len = stamp(line, sizeof(line) - 1);
	va_list args;

	va_start(args, format);
	len += vsnprintf(line + len, sizeof(line) - 1 - (size_t)len, format,
	    args);
	va_end(args);
	put_line(line, len, sizeof(line) - 1);
}

void
log_request(const struct request *req)
{
	const struct error *error = error_find(req->failure);
	char line[1024];
	int len = stamp(line, sizeof(line) - 1);
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	len += snprintf(line + len, sizeof(line) - 1 - (size_t)len,
	    "request=%s key=%.8s route=\"%s\" status=%d%s%s%s%s ms=%.1f db=%ld "
	    "retries=%d in=%zu out=%zu",
	    req->id, *req->key_hash != '\0' ? req->key_hash + 2 : "-",
	    req->route == NULL ? "-" : req->route->name, req->status,
	    error->scim_type != NULL ? " scimType=" : "",
	    error->scim_type != NULL ? error->scim_type : "",
	    req->sqlstate != NULL ? " sqlstate=" : "",
	    req->sqlstate != NULL ? req->sqlstate : "",
	    (double)(now.tv_sec - req->began.tv_sec) * 1e3 +
	    (double)(now.tv_nsec - req->began.tv_nsec) / 1e6,
	    req->spent->database_ms, req->spent->retries,
	    req->body_len, req->answer == NULL ? 0 : req->answer->len);
	put_line(line, len, sizeof(line) - 1);
}
