/*
 * Not all threads of a worker wait for requests, but as many as have a seat:
 * more do no good as long as requests are quick, for each has a session of the
 * database that evicts the others' from the processor's caches (measured on two
 * processors, two workers: with one seat each a GET takes 0.72 of the processor
 * time that it takes with four, with two 0.84).
 *
 * A thread that is away from its seat for long waits for something itself, and
 * loses it to another.  For the disk, a lock or a database far away: then more
 * threads serve more.  Or for a processor: then more are only in each other's
 * way (measured: POST takes 0.76 of the processor time that it takes with all
 * four, at 1.2 times the rate; with a disk of 1 or 3 ms the same as with all).
 * So there may be more at work as long as processors are idle: here, where the
 * web server is and the database may be.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "processors.h"
#include "seats.h"

enum {
	SEATS = 32,
	/* Microseconds. */
	QUICK = 2000,		/* a longer request may wait for something */
	LONG = 20000,		/* a longer one does */
	LOOK = 100000		/* from one look at processors to the next */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct seat {
	pthread_t thread;
	long away_since;	/* microseconds; 0: it waits for an event */
} seats[SEATS];
static int n_seats, is_called, call;
static int at_work, limit;	/* threads: that are, that may be */
static atomic_int closed;

/* Of those without a seat one waits for the call, the others for this. */
static pthread_mutex_t waiting = PTHREAD_MUTEX_INITIALIZER;

/* The thread's last seat, which may be another's. */
static _Thread_local struct seat *seat;
static _Thread_local int is_at_work;

/*
 * A quick request keeps a processor busy, here or in PostgreSQL; the web server
 * and other workers want some as well.  Measured on two, even with all
 * connections to one worker: with one seat as many GETs a second as with two,
 * for 0.7 of the processor time.
 */
int
seats_make(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	do
		seats[n_seats++].away_since = 1;	/* nobody's yet */
	while (n_seats < SEATS && n_seats < processors / 2);
	limit = n_seats;
	call = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	return call < 0 ? -1 : 0;
}

static long
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Under the lock.  Wake the thread whose turn is next. */
static void
call_next(long us)
{
	const struct itimerspec when = { .it_value.tv_nsec = us * 1000 };

	is_called = 1;
	timerfd_settime(call, 0, &when, NULL);
}

/* Under the lock. */
static int
has_seat(void)
{
	return seat != NULL && pthread_equal(seat->thread, pthread_self());
}

/* Under the lock.  One whose thread is away for so long. */
static int
find_seat(long us)
{
	long now = now_us();
	int i;

	if (at_work >= limit)
		us = LONG;
	for (i = 0; i < n_seats; i++)
		if (seats[i].away_since != 0 &&
		    now - seats[i].away_since >= us) {
			seat = &seats[i];
			return 1;
		}
	return 0;
}

/* Under the lock. */
static void
sit_down(void)
{
	seat->thread = pthread_self();
	seat->away_since = 0;
}

void
seats_leave(void)
{
	pthread_mutex_lock(&lock);
	seat->away_since = now_us();
	at_work += is_at_work = 1;
	if (!is_called)
		call_next(QUICK);
	pthread_mutex_unlock(&lock);
}

/* One more or less at a time, for who comes in makes the processors busier. */
static void
set_limit(void)
{
	static long looked;
	long now = now_us();
	double idle;

	if (now - looked < LOOK)
		return;
	looked = now;
	idle = processors_idle();
	pthread_mutex_lock(&lock);
	if (idle > 0.20 && at_work >= limit)
		limit++;
	else if (idle < 0.10 && limit > n_seats)
		limit--;
	pthread_mutex_unlock(&lock);
}

/* The call may be for a request that has ended long ago. */
static int
answer_call(void)
{
	int i, found;

	set_limit();
	pthread_mutex_lock(&lock);
	found = find_seat(QUICK);
	if (found)
		sit_down();
	is_called = 0;
	for (i = 0; i < n_seats; i++)
		if (seats[i].away_since != 0 && !is_called)
			call_next(QUICK);
	pthread_mutex_unlock(&lock);
	return found;
}

static int
await_turn(void)
{
	uint64_t times;
	int found = 0;

	pthread_mutex_lock(&waiting);
	while (!found && !closed)
		found = read(call, &times, sizeof(times)) > 0 && answer_call();
	pthread_mutex_unlock(&waiting);
	return found;
}

/*
 * Who has lost the seat takes that of any thread that is away; beyond the limit
 * it waits for its turn.
 */
int
seats_take(void)
{
	int found;

	pthread_mutex_lock(&lock);
	at_work -= is_at_work;
	is_at_work = 0;
	found = !closed && (has_seat() || find_seat(0));
	if (found)
		sit_down();
	pthread_mutex_unlock(&lock);
	return found || await_turn();
}

void
seats_close(void)
{
	pthread_mutex_lock(&lock);
	closed = 1;
	call_next(1);
	pthread_mutex_unlock(&lock);
}
