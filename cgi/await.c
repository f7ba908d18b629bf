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

/* PQcancel() has no time-out: only for a server that answers at all. */
static int
cancel(PGconn *conn)
{
	static const char *const names[] = { "host", "port",
	    "connect_timeout", NULL };
	const char *const values[] = { PQhost(conn), PQport(conn), "2", NULL };
	PGcancel *cancel;
	char text[256];
	int is_sent;

	if (PQpingParams(names, values, 0) == PQPING_NO_RESPONSE)
		return 0;
	cancel = PQgetCancel(conn);
	is_sent = cancel != NULL && PQcancel(cancel, text, sizeof(text));
	PQfreeCancel(cancel);
	return is_sent;
}

/*
 * Send what is not yet sent, or wait for a part of the result.  A COMMIT that
 * waits for a standby is not ended by statement_timeout, hence a deadline of
 * our own: then cancel, and give it a little more.  0 when the connection is
 * lost or silent.
 */
static int
hear(PGconn *conn, long *deadline, int *cancelled)
{
	struct pollfd socket = { .fd = PQsocket(conn), .events = POLLIN };
	long left = *deadline - await_now();
	int unsent = PQflush(conn);

	if (unsent < 0)
		return 0;
	if (unsent > 0)
		socket.events |= POLLOUT;
	if (left > 0)
		return poll(&socket, 1, (int)left) <= 0 || PQconsumeInput(conn);
	if (*cancelled || !cancel(conn))
		return 0;
	*cancelled = 1;
	*deadline = await_now() + GRACE;
	return 1;
}

/* Of what was sent; a pipeline has a NULL behind each statement's results. */
static int
is_end(PGconn *conn, const PGresult *next)
{
	if (next == NULL)
		return PQpipelineStatus(conn) == PQ_PIPELINE_OFF ||
		    PQstatus(conn) != CONNECTION_OK;
	return PQresultStatus(next) == PGRES_PIPELINE_SYNC;
}

/* Of several statements the last one's result, or the one that failed. */
static PGresult *
later(PGresult *result, PGresult *next)
{
	if (next == NULL || PQresultStatus(next) == PGRES_PIPELINE_ABORTED) {
		PQclear(next);
		return result;
	}
	PQclear(result);
	return next;
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
		if (is_end(conn, next)) {
			PQclear(next);
			return result;
		}
		result = later(result, next);
	}
}
