#ifndef SCIM_TURN_H
#define SCIM_TURN_H

struct config;
struct wire;

/* A thread's, for one request after the other: memory, and a session. */
struct turn;

struct turn *turn_new(const struct config *);
void turn_free(struct turn *);

/*
 * Serve a request to its end, and with it those that are there meanwhile if
 * they are quick reads.
 */
void turn_serve(struct turn *, struct wire *);

#endif
