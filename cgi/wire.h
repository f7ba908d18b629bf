#ifndef SCIM_WIRE_H
#define SCIM_WIRE_H

#include <stddef.h>

/*
 * The web server's side: a FastCGI listening socket on descriptor 0, or one
 * CGI request on standard input and output.  The only file that knows
 * FastCGI.  SIGTERM, SIGINT and SIGUSR1 (multiwatch's) end the worker between
 * two requests, never in one.
 */
struct wire;

/* NULL when FastCGI cannot be set up. */
struct wire *wire_open(void);

/* Is this a plain CGI process, which serves one request and ends? */
int wire_is_cgi(const struct wire *);

/* Wait for a request: 1 when there is one, 0 when the worker shall end. */
int wire_accept(struct wire *);

/* A CGI meta-variable (RFC 3875), or NULL. */
const char *wire_param(const struct wire *, const char *name);

/* Up to len bytes of the body; fewer only at its end or when it is cut. */
size_t wire_read(struct wire *, char *bytes, size_t len);

void wire_write(struct wire *, const char *bytes, size_t len);
void wire_finish(struct wire *);

#endif
