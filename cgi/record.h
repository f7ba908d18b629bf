#ifndef SCIM_RECORD_H
#define SCIM_RECORD_H

struct request;

/*
 * What the database is told of a request beside what it changes, and asked
 * beside what it answers.  None of it has a say in the answer: a failure here
 * is only logged.
 */

/*
 * The event of a request that would have changed something and was refused
 * (behaviour.md 7): when all that it did is undone, before it is answered.
 */
void record_refused(struct request *);

/*
 * The names of the request's key and organization, for the log alone: as they
 * were at most five minutes ago, or as they were last if the key is refused.
 */
void record_names(struct request *);

/* That the request's key is in use: after the answer, every five minutes. */
void record_used(struct request *);

#endif
