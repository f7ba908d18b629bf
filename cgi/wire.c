/*
 * FastCGI by libfcgi, or CGI.
 *
 * The web server keeps its connections, and each is idle most of the time.  A
 * thread that waited for the next request of one would be lost to all others
 * (measured, with the usual loop of FCGX_Accept_r(): 60 s, then 504).  So a
 * connection is a slot, and threads wait at one place, an epoll set, for the
 * listening socket and the idle connections.  Who gets a connection serves one
 * request of it and puts it back; others that are there meanwhile it may serve
 * too.
 *
 * Not all threads wait there, but as many as have a seat: see seats.c.
 *
 * A slot is vacant, idle, or some thread's.  Only its thread touches it then;
 * the queues of the others stand under the lock.
 */

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "seats.h"
#include "wire.h"

extern char **environ;

enum {
	PATIENCE = 10,		/* seconds for each piece from the web server */
	HASTE = 10,		/* ms for the first, after connect */
	REST = 1000,		/* ms without a request */
	FAREWELL = 10,		/* seconds for kept connections at the end */
	LEFT_OVER = 64 * 1024,	/* bytes of a body that are worth reading */
	HEAD = 8192,		/* bytes of a request that has no body */
	PIECE = 1 << 20		/* libfcgi counts in int */
};

/* What a thread waits for: the connection in a slot, or one of the others. */
enum { SLOTS = 512, SOCKET = SLOTS, SIGNALS, END };

struct wire {
	FCGX_Request fcgi;
	int is_idle;
	int is_watched;		/* the epoll set knows its connection */
	TAILQ_ENTRY(wire) link;
};

TAILQ_HEAD(queue, wire);

static int is_cgi, served;
/* Descriptors: the epoll set, the signals, a timer. */
static int set, signals, end;
static struct wire slots[SLOTS];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct queue vacant = TAILQ_HEAD_INITIALIZER(vacant);
static struct queue idle = TAILQ_HEAD_INITIALIZER(idle); /* longest first */
static int connections;
static atomic_int stopping, were_new;
static atomic_uint looks;

static int
watch(int operation, int fd, unsigned events, unsigned what)
{
	struct epoll_event event = { .events = events, .data.u32 = what };

	return epoll_ctl(set, operation, fd, &event);
}

/*
 * Signals are blocked for good: one that arrived during the body would cut
 * it.  EPOLLEXCLUSIVE: the kernel wakes one worker for a connection, and one
 * that has a thread waiting.
 */
static int
watch_all(void)
{
	sigset_t caught;

	sigemptyset(&caught);
	sigaddset(&caught, SIGTERM);
	sigaddset(&caught, SIGINT);
	sigaddset(&caught, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &caught, NULL);
	signal(SIGPIPE, SIG_IGN);
	set = epoll_create1(EPOLL_CLOEXEC);
	signals = signalfd(-1, &caught, SFD_CLOEXEC);
	end = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	if (watch(EPOLL_CTL_ADD, signals, EPOLLIN, SIGNALS) != 0 ||
	    watch(EPOLL_CTL_ADD, end, EPOLLIN, END) != 0)
		return -1;
	return watch(EPOLL_CTL_ADD, STDIN_FILENO, EPOLLIN | EPOLLEXCLUSIVE,
	    SOCKET);
}

/*
 * Another thread may be faster: accept() must not block then.  O_NONBLOCK is of
 * all who share the socket, and systemd takes it away whenever it starts one
 * more worker; until that one is here, a time-out does.
 */
static int
unblock_socket(void)
{
	const struct timeval moment = { .tv_usec = 1 };
	int flags = fcntl(STDIN_FILENO, F_GETFL);

	setsockopt(STDIN_FILENO, SOL_SOCKET, SO_RCVTIMEO, &moment,
	    sizeof(moment));
	return flags < 0 ? -1 :
	    fcntl(STDIN_FILENO, F_SETFL, flags | O_NONBLOCK);
}

int
wire_open(void)
{
	int i;

	is_cgi = FCGX_IsCGI();
	if (is_cgi)
		return 0;
	if (FCGX_Init() != 0 || unblock_socket() != 0)
		return -1;
	for (i = 0; i < SLOTS; i++) {
		/* -1: libfcgi shall not accept by itself. */
		FCGX_InitRequest(&slots[i].fcgi, -1, 0);
		TAILQ_INSERT_TAIL(&vacant, &slots[i], link);
	}
	return seats_make() != 0 ? -1 : watch_all();
}

int
wire_is_cgi(void)
{
	return is_cgi;
}

/* Under the lock.  With no connection left it is now. */
static void
schedule_end(void)
{
	struct itimerspec when = { .it_value.tv_sec = FAREWELL };

	if (connections == 0)
		when.it_value = (struct timespec){ .tv_nsec = 1 };
	timerfd_settime(end, 0, &when, NULL);
}

/*
 * nginx does not repeat a POST that went into a connection just closed, so
 * the connections that it keeps are its to close (measured under load: 103 of
 * 90,000 requests lost when we close them, none so).  The timer then ends
 * every thread.
 */
static void
stop(void)
{
	pthread_mutex_lock(&lock);
	if (!stopping) {
		stopping = 1;
		watch(EPOLL_CTL_DEL, signals, 0, SIGNALS);
		watch(EPOLL_CTL_DEL, STDIN_FILENO, 0, SOCKET);
		schedule_end();
	}
	pthread_mutex_unlock(&lock);
}

/*
 * A slot for a new connection.  When all are taken it is that of the longest
 * idle one, and there is one, for there are more slots than threads.
 */
static struct wire *
occupy(int fd)
{
	struct wire *wire;

	pthread_mutex_lock(&lock);
	wire = TAILQ_FIRST(&vacant);
	if (wire != NULL) {
		TAILQ_REMOVE(&vacant, wire, link);
		connections++;
	} else {
		wire = TAILQ_FIRST(&idle);
		TAILQ_REMOVE(&idle, wire, link);
		wire->is_idle = 0;
		close(wire->fcgi.ipcFd);
	}
	wire->is_watched = 0;
	wire->fcgi.ipcFd = fd;
	pthread_mutex_unlock(&lock);
	return wire;
}

/* The connection is closed. */
static void
vacate(struct wire *wire)
{
	pthread_mutex_lock(&lock);
	TAILQ_INSERT_HEAD(&vacant, wire, link);
	connections--;
	if (stopping && connections == 0)
		schedule_end();
	pthread_mutex_unlock(&lock);
}

static void
hang_up(struct wire *wire)
{
	close(wire->fcgi.ipcFd);
	wire->fcgi.ipcFd = -1;
	vacate(wire);
}

/*
 * EPOLLONESHOT: one thread gets it.  Under the lock, or the thread could get
 * it before it is idle, or find it closed for the sake of another.
 */
static void
put_back(struct wire *wire)
{
	int operation = wire->is_watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
	int failed;

	pthread_mutex_lock(&lock);
	failed = watch(operation, wire->fcgi.ipcFd, EPOLLIN | EPOLLONESHOT,
	    (unsigned)(wire - slots));
	if (!failed) {
		wire->is_watched = wire->is_idle = 1;
		TAILQ_INSERT_TAIL(&idle, wire, link);
	}
	pthread_mutex_unlock(&lock);
	if (failed)
		hang_up(wire);
}

/* Do these bytes have a request with all its parameters? */
static int
is_whole(const unsigned char *bytes, ssize_t n)
{
	const FCGI_Header *first = (const FCGI_Header *)bytes, *header;
	ssize_t at, len;

	if (n < FCGI_HEADER_LEN || first->type != FCGI_BEGIN_REQUEST)
		return 0;
	for (at = 0; at + FCGI_HEADER_LEN <= n; at += FCGI_HEADER_LEN + len +
	    header->paddingLength) {
		header = (const FCGI_Header *)(bytes + at);
		len = header->contentLengthB1 << 8 | header->contentLengthB0;
		if (header->requestIdB1 != first->requestIdB1 ||
		    header->requestIdB0 != first->requestIdB0)
			return 0;
		if (header->type == FCGI_PARAMS && len == 0)
			return 1;
	}
	return 0;
}

/*
 * The next request of a connection that is ours, or NULL: the web server has
 * closed it, has sent nothing yet, or is none.  It is put back when we would
 * have to wait for the rest and must not.  libfcgi takes over a connection that
 * its request has already; keepConnection, or it would first finish the request
 * before, and close it.
 */
static struct wire *
begin(struct wire *wire, int may_wait)
{
	unsigned char bytes[HEAD];
	ssize_t n = recv(wire->fcgi.ipcFd, bytes, may_wait ? 1 : HEAD,
	    MSG_PEEK | MSG_DONTWAIT);

	if ((n < 0 && errno == EAGAIN) ||
	    (n > 0 && !may_wait && !is_whole(bytes, n))) {
		put_back(wire);
		return NULL;
	}
	if (n <= 0) {
		hang_up(wire);
		return NULL;
	}
	wire->fcgi.keepConnection = 1;
	if (FCGX_Accept_r(&wire->fcgi) != 0) {
		vacate(wire);
		return NULL;
	}
	return wire;
}

/*
 * Time-outs, because libfcgi has none: a peer that sends half a request would
 * hold the thread for ever.  Who has nothing else to do waits a moment for the
 * request too: a worker that took connections only to queue them would take
 * them from another one that has a free thread.
 */
static struct wire *
begin_new(int may_wait)
{
	const struct timeval patience = { .tv_sec = PATIENCE };
	struct pollfd first = { .events = POLLIN };

	first.fd = accept4(STDIN_FILENO, NULL, NULL, SOCK_CLOEXEC);
	if (first.fd < 0)
		return NULL;
	setsockopt(first.fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
	    sizeof(patience));
	setsockopt(first.fd, SOL_SOCKET, SO_SNDTIMEO, &patience,
	    sizeof(patience));
	if (may_wait)
		poll(&first, 1, HASTE);
	return begin(occupy(first.fd), may_wait);
}

/*
 * The event may be an old one, of a connection that was closed for the sake
 * of another since.
 */
static struct wire *
begin_next(struct wire *wire, int may_wait)
{
	int is_ours;

	pthread_mutex_lock(&lock);
	is_ours = wire->is_idle;
	if (is_ours) {
		TAILQ_REMOVE(&idle, wire, link);
		wire->is_idle = 0;
	}
	pthread_mutex_unlock(&lock);
	return is_ours ? begin(wire, may_wait) : NULL;
}

/*
 * At rest a worker has no use for the memory of large answers.  Not after each
 * of them: that costs as much as the answer (measured: 1.2 ms for 120 users of
 * 3 KB, 2.2 ms with it).
 */
static int
await(struct epoll_event *event)
{
	int n = epoll_wait(set, event, 1, REST);

	if (n != 0)
		return n;
	malloc_trim(0);
	return epoll_wait(set, event, 1, -1);
}

/*
 * The socket is one in the queue of all that is ready: new connections would
 * get in one a round, the slower the more there are (measured at the start of
 * 64 clients: the last one after 0.6 s).  So as long as there are some every
 * second look is at it, else only now and then: a look costs as much as two
 * other system calls.
 */
static unsigned
next_event(void)
{
	struct epoll_event event;

	if (looks++ % (were_new ? 2 : 16) == 0 && !stopping)
		return SOCKET;
	while (await(&event) != 1)
		continue;
	return event.data.u32;
}

struct wire *
wire_accept(void)
{
	struct wire *wire = NULL;
	unsigned event;

	if (is_cgi)
		return served++ ? NULL : &slots[0];
	while (wire == NULL && seats_take()) {
		event = next_event();
		seats_leave();
		if (event == END)
			seats_close();
		else if (event == SIGNALS)
			stop();
		else if (event == SOCKET)
			were_new = (wire = begin_new(1)) != NULL;
		else
			wire = begin_next(&slots[event], 1);
	}
	return wire;
}

struct wire *
wire_next(void)
{
	struct epoll_event event;

	if (is_cgi || epoll_wait(set, &event, 1, 0) != 1)
		return NULL;
	if (event.data.u32 < SLOTS)
		return begin_next(&slots[event.data.u32], 0);
	return event.data.u32 == SOCKET ? begin_new(0) : NULL;
}

const char *
wire_param(const struct wire *wire, const char *name)
{
	return FCGX_GetParam(name, is_cgi ? environ : wire->fcgi.envp);
}

size_t
wire_read(struct wire *wire, char *bytes, size_t len)
{
	size_t got = 0;
	int n;

	if (is_cgi)
		return fread(bytes, 1, len, stdin);
	while (got < len) {
		n = FCGX_GetStr(bytes + got,
		    (int)(len - got > PIECE ? PIECE : len - got),
		    wire->fcgi.in);
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	return got;
}

void
wire_write(struct wire *wire, const char *bytes, size_t len)
{
	size_t n;

	if (is_cgi) {
		fwrite(bytes, 1, len, stdout);
		return;
	}
	for (; len > 0; bytes += n, len -= n) {
		n = len > PIECE ? PIECE : len;
		if (FCGX_PutStr(bytes, (int)n, wire->fcgi.out) < 0)
			return;		/* the client has gone */
	}
}

/*
 * Before the next request stands the rest of the body, which nobody may have
 * read, and always its end.  We do not wait for it: when it is not here, or
 * long, the connection is closed; libfcgi does that after an error, and
 * EAGAIN is one.
 */
static void
drain(struct wire *wire)
{
	char rest[4096];
	int left = LEFT_OVER, n;

	fcntl(wire->fcgi.ipcFd, F_SETFL, O_NONBLOCK);
	do {
		n = FCGX_GetStr(rest, sizeof(rest), wire->fcgi.in);
		left -= n;
	} while (n == sizeof(rest) && left > 0);
	if (left <= 0)
		wire->fcgi.keepConnection = 0;
	fcntl(wire->fcgi.ipcFd, F_SETFL, 0);
}

/*
 * libfcgi shuts a connection down and waits for the web server to close it,
 * lest data that nobody reads reset it.  There is none after drain(), so what
 * is not kept is closed at once.
 */
void
wire_finish(struct wire *wire)
{
	int keep = wire->fcgi.keepConnection;

	if (is_cgi) {
		/* To mod_cgid an end before the body's is a failure. */
		fflush(stdout);
		while (getchar() != EOF)
			continue;
		return;
	}
	wire->fcgi.keepConnection = 1;
	drain(wire);
	FCGX_Finish_r(&wire->fcgi);
	if (wire->fcgi.ipcFd < 0)
		vacate(wire);
	else if (keep)
		put_back(wire);
	else
		hang_up(wire);
}
