/*
 * A worker that does nothing: behind the same web server and with the same
 * accept layer (cgi/wire.c) as scim.fcgi it sends as many bytes as the query
 * says, so that a benchmark knows what is left to win.
 *
 * With "?BYTES,MICROSECONDS" it first waits so long, as scim.fcgi waits for
 * PostgreSQL, and $NOTHING_THREADS is how many can wait in a process (1).
 */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../cgi/wire.h"

enum { THREADS_MAX = 64 };

static char body[1 << 20];

static void
answer(struct wire *wire)
{
	char head[128], *end;
	const char *uri = wire_param(wire, "REQUEST_URI");
	const char *query = uri == NULL ? NULL : strchr(uri, '?');
	size_t len = query == NULL ? 0 : strtoul(query + 1, &end, 10);

	if (len > sizeof(body))
		len = sizeof(body);
	if (len > 0 && *end == ',')
		usleep((useconds_t)strtoul(end + 1, NULL, 10));
	snprintf(head, sizeof(head), "Status: 200\r\nContent-Type: "
	    "application/scim+json\r\nContent-Length: %zu\r\n\r\n", len);
	wire_write(wire, head, strlen(head));
	wire_write(wire, body, len);
	wire_finish(wire);
}

static void *
work(void *unused)
{
	struct wire *wire;

	while ((wire = wire_accept()) != NULL)
		answer(wire);
	return unused;
}

int
main(void)
{
	const char *threads = getenv("NOTHING_THREADS");
	int n = threads == NULL ? 1 : atoi(threads), i;
	pthread_t others[THREADS_MAX];

	memset(body, ' ', sizeof(body));
	if (n < 1 || n > THREADS_MAX || wire_open() != 0)
		return 71;
	for (i = 1; i < n; i++)
		if (pthread_create(&others[i], NULL, work, NULL) != 0)
			return 71;
	work(NULL);
	for (i = 1; i < n; i++)
		pthread_join(others[i], NULL);
	return 0;
}
