/* What the server answers, with a deadline. */

#include <poll.h>
#include <time.h>

#include "await.h"

enum {
	DEADLINE = 25000,	/* ms, behind PostgreSQL's own time-outs */
	GRACE = 2000		/* for what is cancelled */
};

long
await_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
cancel(PGconn *conn)
{
	PGcancel *cancel = PQgetCancel(conn);
	char text[256];

	if (cancel != NULL)
		PQcancel(cancel, text, sizeof(text));
	PQfreeCancel(cancel);
}

/*
 * Wait for a part of the result.  A COMMIT that waits for a standby is not
 * ended by statement_timeout, hence a deadline of our own: then cancel, and
 * give it a little more.  0 when the connection is lost or silent.
 */
static int
hear(PGconn *conn, long *deadline, int *cancelled)
{
	struct pollfd socket = { .fd = PQsocket(conn), .events = POLLIN };
	long left = *deadline - await_now();

	if (left > 0)
		return poll(&socket, 1, (int)left) <= 0 || PQconsumeInput(conn);
	if (*cancelled)
		return 0;
	cancel(conn);
	*cancelled = 1;
	*deadline = await_now() + GRACE;
	return 1;
}

PGresult *
await(PGconn *conn)
{
	long deadline = await_now() + DEADLINE;
	int cancelled = 0;
	PGresult *result = NULL, *next;

	for (;;) {
		while (PQisBusy(conn)) {
			if (hear(conn, &deadline, &cancelled))
				continue;
			PQclear(result);
			return NULL;
		}
		next = PQgetResult(conn);
		if (next == NULL)
			return result;
		PQclear(result);
		result = next;
	}
}
