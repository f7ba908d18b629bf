#ifndef SCIM_CONNECTION_H
#define SCIM_CONNECTION_H

#include <libpq-fe.h>

#include "statement.h"

struct config;

enum { PREPARED = 128 };	/* more than there are statements */

/* A connection to PostgreSQL and what is known of it. */
struct connection {
	const struct config *config;
	PGconn *conn;			/* NULL: none */
	const struct statement *prepared[PREPARED];
	int n_prepared;
	int unconfirmed;		/* a standby lacks the commit */
	int unheard;			/* calls that were sent, not received */
};

/* A statement of a table, or sql when that is given. */
struct call {
	const struct statement *statement;
	const char *sql;
	const char *const *values;	/* NULL: sql may be several commands */
	int n;
	int commits;		/* not repeated when its outcome is lost */
	const char *key_hash;	/* of a search, which runs within its fence */
	long savepoint;		/* to be made first; 0: none */
	int ahead;		/* others may be sent before it is received */
};

/* A new one, which may have failed.  For check.c, too. */
PGconn *connection_open(const struct config *);
extern const char connection_settings[];

/* Connected and idle, anew if need be?  Else why not is in the log. */
int connection_ready(struct connection *);

/* Connect anew, whatever it is. */
void connection_reset(struct connection *);

void connection_close(struct connection *);

/*
 * Run a statement to its end, one of a table prepared.  Its result, an
 * error's, or NULL as await() has it; sent says whether the server may have it.
 */
PGresult *connection_exec(struct connection *, const struct call *, int *sent);

/*
 * Its halves.  Calls ahead or with a savepoint can be sent before others are
 * received; send returns 0 when the statement has to be prepared first, too.
 */
int connection_send(struct connection *, const struct call *);
PGresult *connection_receive(struct connection *);

/*
 * libpq's buffers stay as large as the largest message was: after the members
 * of a large group a new connection is cheaper than 8 MB for ever.
 */
void connection_shrink(struct connection *, const struct call *,
    const PGresult *);

#endif
