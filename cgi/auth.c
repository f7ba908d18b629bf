/* Who is asking (RFC 7644 2): an Authorization header to the hash of a key. */

#include <string.h>
#include <strings.h>

#include "arena.h"
#include "auth.h"
#include "db.h"
#include "request.h"
#include "sha256.h"

enum { KEY_MIN = 5 + 43, KEY_MAX = 255 };

static const char url_safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789-_";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "abcdefghijklmnopqrstuvwxyz0123456789+/";

/* The text after "scheme " in any case, or NULL. */
static const char *
after_scheme(const char *header, const char *scheme)
{
	size_t len = strlen(scheme);

	if (strncasecmp(header, scheme, len) != 0 || header[len] != ' ')
		return NULL;
	return header + len + strspn(header + len, " ");
}

/* The password in the base64 of user:password, or NULL. */
static const char *
basic_password(struct request *req, const char *text)
{
	size_t len = strspn(text, base64), pad = strspn(text + len, "=");
	size_t i, n = 0;
	const char *colon;
	unsigned bits = 0;
	char *plain;

	if (len == 0 || text[len + pad] != '\0' || pad > 2 ||
	    (len + pad) % 4 != 0)
		return NULL;
	plain = arena_alloc(req->arena, len + 1);
	for (i = 0; i < len; i++) {
		bits = bits << 6 |
		    (unsigned)(strchr(base64, text[i]) - base64);
		if (i % 4 != 0)
			plain[n++] = (char)(bits >> (6 - 2 * (i % 4)) & 0xff);
	}
	colon = strlen(plain) == n ? strchr(plain, ':') : NULL;
	return colon == NULL ? NULL : colon + 1;
}

int
auth_key(struct request *req)
{
	const char *header = req->authorization, *key;
	size_t len;

	if (header == NULL || *header == '\0')
		return fail(req, UNAUTHORIZED, "No credential came with the "
		    "request: send the SCIM key as \"Authorization: Bearer "
		    "scim-...\"");
	key = after_scheme(header, "Bearer");
	if (key == NULL && (key = after_scheme(header, "Basic")) != NULL)
		key = basic_password(req, key);
	else if (key == NULL)
		key = header;
	len = key == NULL ? 0 : strlen(key);
	if (len < KEY_MIN || len > KEY_MAX || strncmp(key, "scim-", 5) != 0 ||
	    strspn(key, url_safe) != len)
		return fail(req, UNAUTHORIZED, "The credential is not a SCIM "
		    "key: a key begins with \"scim-\" and has no blanks; copy "
		    "it again from where it was issued");
	memcpy(req->key_hash, "\\x", 2);
	sha256_hex(key, len, req->key_hash + 2);
	return 0;
}

int
auth_check(struct request *req)
{
	return db_call(req, AUTHENTICATE, req->key_hash) == NULL ? -1 : 0;
}
