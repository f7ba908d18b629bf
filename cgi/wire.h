#ifndef SCIM_WIRE_H
#define SCIM_WIRE_H

#include <stddef.h>

/*
 * The web server's side: a FastCGI listening socket on descriptor 0, or one
 * CGI request on standard input and output.  The only file that knows
 * FastCGI.  SIGTERM, SIGINT and SIGUSR1 (multiwatch's) end the worker: it
 * accepts no more, finishes its requests, and serves the connections that it
 * has until the web server closes them, but not for long.
 */
struct wire;

/*
 * To be called before there are threads, for they must inherit the blocked
 * signals.  0, or -1 when FastCGI cannot be set up.
 */
int wire_open(void);

/* Is this a plain CGI process, which serves one request and ends? */
int wire_is_cgi(void);

/*
 * Wait for a request, in any number of threads.  It is the caller's until
 * wire_finish().  NULL when the worker shall end.
 */
struct wire *wire_accept(void);

/* One more that is there, but for its body, or NULL. */
struct wire *wire_next(void);

/* A CGI meta-variable (RFC 3875), or NULL. */
const char *wire_param(const struct wire *, const char *name);

/* Up to len bytes of the body; fewer only at its end or when it is cut. */
size_t wire_read(struct wire *, char *bytes, size_t len);

void wire_write(struct wire *, const char *bytes, size_t len);
void wire_finish(struct wire *);

#endif
