/*
 * FastCGI by libfcgi, or CGI.  One request at a time and no keep-alive to
 * the web server: an idle kept connection would pin the worker (measured:
 * 60 s, then 504).
 */

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "wire.h"

extern char **environ;

enum { PATIENCE = 10 };		/* seconds for each piece from the web server */

struct wire {
	int is_cgi, served;
	FCGX_Request fcgi;
	sigset_t unblocked;
};

static volatile sig_atomic_t stopping;

static void
stop(int signal)
{
	(void)signal;
	stopping = 1;
}

/*
 * Signals stay blocked but while waiting: one that arrived during the body
 * would cut it, one just before accept() would be missed.
 */
static void
catch_signals(struct wire *wire)
{
	struct sigaction action = { .sa_handler = stop };
	sigset_t blocked;

	sigemptyset(&action.sa_mask);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGUSR1, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGUSR1);
	sigprocmask(SIG_BLOCK, &blocked, &wire->unblocked);
	sigdelset(&wire->unblocked, SIGTERM);
	sigdelset(&wire->unblocked, SIGINT);
	sigdelset(&wire->unblocked, SIGUSR1);
}

struct wire *
wire_open(void)
{
	static struct wire wire;
	int flags;

	wire.is_cgi = FCGX_IsCGI();
	if (wire.is_cgi)
		return &wire;
	catch_signals(&wire);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&wire.fcgi, 0, 0) != 0)
		return NULL;
	/* Another worker may be faster: accept() must not block then. */
	flags = fcntl(STDIN_FILENO, F_GETFL);
	if (flags < 0 || fcntl(STDIN_FILENO, F_SETFL, flags | O_NONBLOCK) < 0)
		return NULL;
	return &wire;
}

int
wire_is_cgi(const struct wire *wire)
{
	return wire->is_cgi;
}

/*
 * Accept by ourselves, for libfcgi has no time-out: a peer that sends half a
 * request would hold the worker for ever.  libfcgi takes over a connection
 * that a request has already; keepConnection, or it would first finish the
 * request before, and close it.  1, or 0 when another worker was faster or
 * the peer is no web server.
 */
static int
accept_one(struct wire *wire)
{
	const struct timeval patience = { .tv_sec = PATIENCE };
	int fd = accept4(STDIN_FILENO, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return 0;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	wire->fcgi.ipcFd = fd;
	wire->fcgi.keepConnection = 1;
	return FCGX_Accept_r(&wire->fcgi) == 0;
}

int
wire_accept(struct wire *wire)
{
	struct pollfd socket = { .fd = STDIN_FILENO, .events = POLLIN };

	if (wire->is_cgi)
		return !wire->served++;
	while (!stopping) {
		if (ppoll(&socket, 1, NULL, &wire->unblocked) > 0 &&
		    accept_one(wire))
			return 1;
	}
	return 0;
}

const char *
wire_param(const struct wire *wire, const char *name)
{
	return FCGX_GetParam(name, wire->is_cgi ? environ : wire->fcgi.envp);
}

size_t
wire_read(struct wire *wire, char *bytes, size_t len)
{
	size_t got = 0;
	int n;

	if (wire->is_cgi)
		return fread(bytes, 1, len, stdin);
	while (got < len) {
		n = FCGX_GetStr(bytes + got, (int)(len - got > 1 << 20 ?
		    1 << 20 : len - got), wire->fcgi.in);
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

	if (wire->is_cgi) {
		fwrite(bytes, 1, len, stdout);
		return;
	}
	for (; len > 0; bytes += n, len -= n) {
		n = len > 1 << 20 ? 1 << 20 : len;
		if (FCGX_PutStr(bytes, (int)n, wire->fcgi.out) < 0)
			return;		/* the client has gone */
	}
}

void
wire_finish(struct wire *wire)
{
	if (wire->is_cgi)
		fflush(stdout);
	else
		FCGX_Finish_r(&wire->fcgi);
}
