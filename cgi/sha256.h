#ifndef SCIM_SHA256_H
#define SCIM_SHA256_H

#include <stddef.h>

/* SHA-256 (FIPS 180-4) of bytes in lower-case hexadecimal. */
void sha256_hex(const char *bytes, size_t len, char hex[64 + 1]);

#endif
