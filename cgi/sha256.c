/*
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104).  The credential is hashed here and
 * not in SQL, so that it never reaches the database server or its log.
 */

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"
#include "sha256.h"

enum { BLOCK = 64, HASH = 32 };		/* bytes */

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t
rotate(uint32_t word, int by)
{
	return word >> by | word << (32 - by);
}

/* One block of 64 bytes into the state a..h. */
static void
compress(uint32_t state[8], const unsigned char block[64])
{
	uint32_t w[64], s[8], t1, t2;
	int i;

	for (i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 |
		    block[4 * i + 2] << 8 | block[4 * i + 3];
	for (; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] +
		    (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^
		    w[i - 15] >> 3) +
		    (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^
		    w[i - 2] >> 10);
	memcpy(s, state, sizeof(s));
	for (i = 0; i < 64; i++) {
		t1 = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^
		    rotate(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) +
		    constants[i] + w[i];
		t2 = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) +
		    ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
		memmove(s + 1, s, 7 * sizeof(s[0]));
		s[4] += t1;
		s[0] = t1 + t2;
	}
	for (i = 0; i < 8; i++)
		state[i] += s[i];
}

static void
digest(const void *message, size_t len, unsigned char hash[HASH])
{
	uint32_t state[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	};
	const unsigned char *bytes = message;
	unsigned char tail[2 * BLOCK] = { 0 };
	size_t rest = len % BLOCK, size = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
	size_t i;

	for (i = 0; i + BLOCK <= len; i += BLOCK)
		compress(state, bytes + i);
	memcpy(tail, bytes + i, rest);
	tail[rest] = 0x80;
	for (i = 0; i < 8; i++)
		tail[size - 1 - i] =
		    (unsigned char)((uint64_t)len * 8 >> 8 * i);
	for (i = 0; i < size; i += BLOCK)
		compress(state, tail + i);
	for (i = 0; i < HASH; i++)
		hash[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256_hex(const void *bytes, size_t len, char hex[2 * HASH + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[HASH];
	size_t i;

	digest(bytes, len, hash);
	for (i = 0; i < HASH; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	hex[2 * HASH] = '\0';
}

void
sha256_hmac_hex(struct arena *arena, const char *key, const char *text,
    size_t len, char hex[2 * HASH + 1])
{
	unsigned char *inner = arena_alloc(arena, BLOCK + len);
	unsigned char outer[BLOCK + HASH] = { 0 };
	size_t i;

	assert(strlen(key) <= BLOCK);
	memcpy(inner, key, strlen(key));
	memcpy(outer, key, strlen(key));
	for (i = 0; i < BLOCK; i++) {
		inner[i] ^= 0x36;
		outer[i] ^= 0x5c;
	}
	memcpy(inner + BLOCK, text, len);
	digest(inner, BLOCK + len, outer + BLOCK);
	sha256_hex(outer, sizeof(outer), hex);
}
