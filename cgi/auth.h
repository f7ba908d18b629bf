#ifndef SCIM_AUTH_H
#define SCIM_AUTH_H

struct request;

/*
 * The request's SCIM key: from Authorization as "Bearer KEY", as the bare
 * KEY (Okta catalog apps in Header mode) or as the password of Basic.  Its
 * SHA-256 goes to req->key_hash.  0, or -1 after fail(UNAUTHORIZED): what
 * cannot be a key never reaches the database.
 */
int auth_key(struct request *);

/* Ask the database whether the key lives.  0, or -1 after fail(). */
int auth_check(struct request *);

#endif
