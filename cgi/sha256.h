#ifndef SCIM_SHA256_H
#define SCIM_SHA256_H

#include <stddef.h>

struct arena;

/* SHA-256 (FIPS 180-4) of bytes in lower-case hexadecimal. */
void sha256_hex(const void *bytes, size_t len, char hex[64 + 1]);

/* HMAC-SHA256 (RFC 2104) of text, too; the key has at most 64 bytes. */
void sha256_hmac_hex(struct arena *, const char *key, const char *text,
    size_t len, char hex[64 + 1]);

#endif
