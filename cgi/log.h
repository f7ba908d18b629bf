#ifndef SCIM_LOG_H
#define SCIM_LOG_H

struct request;

/* One line on stderr about something the operator should know. */
void log_error(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/*
 * One logfmt line per request on stderr: never a body, a name, an address, a
 * filter or a credential.
 */
void log_request(const struct request *);

#endif
