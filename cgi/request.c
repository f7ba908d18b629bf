/*
 * What came in: parameters, headers, target, bounded body.  The path is
 * taken from REQUEST_URI, for every web server decodes PATH_INFO and
 * SCRIPT_NAME differently; Host is never looked at.
 */

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "config.h"
#include "json.h"
#include "request.h"
#include "schema.h"
#include "wire.h"

/* A request id: the web server's when it is plain, else one of our own. */
static const char *
choose_id(struct request *req, const char *given)
{
	static atomic_ulong number;

	if (given != NULL && *given != '\0' && strlen(given) <= 64 &&
	    strspn(given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.") == strlen(given))
		return arena_string(req->arena, given);
	return arena_format(req->arena, "%lx-%lx-%lx", (long)req->began.tv_sec,
	    req->began.tv_nsec, ++number);
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdefABCDEF", *at;

	at = c == '\0' ? NULL : strchr(digits, c);
	if (at == NULL)
		return -1;
	return (int)(at - digits) - (at - digits > 15 ? 6 : 0);
}

/* Percent-decoding, once.  NULL for a bad escape or bytes not UTF-8. */
static char *
decode(struct request *req, const char *text, size_t len, int plus)
{
	char *out = arena_alloc(req->arena, len + 1);
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (text[i] != '%') {
			out[n++] = plus && text[i] == '+' ? ' ' : text[i];
			continue;
		}
		if (i + 2 >= len || hex(text[i + 1]) < 0 ||
		    hex(text[i + 2]) < 0)
			return NULL;
		out[n++] = (char)(hex(text[i + 1]) * 16 + hex(text[i + 2]));
		i += 2;
	}
	return json_utf8(out, n) ? out : NULL;
}

/* Parameters that would contradict themselves if they came twice. */
static int
is_single(const char *name)
{
	static const char *const names[] = { "filter", "startIndex", "count",
	    "attributes", "excludedAttributes", "sortBy", "sortOrder",
	    "cursor", NULL };
	int i;

	for (i = 0; names[i] != NULL; i++)
		if (json_same(names[i], name))
			return 1;
	return 0;
}

static int
parse_query(struct request *req, const char *text)
{
	struct query **next = &req->query;
	const char *equals;
	char *name, *value;
	size_t len;

	for (; text != NULL && *text != '\0'; text += len + (text[len] != 0)) {
		len = strcspn(text, "&");
		equals = memchr(text, '=', len);
		if (len == 0)
			continue;
		if (equals == NULL)
			equals = text + len;
		name = decode(req, text, (size_t)(equals - text), 1);
		value = equals == text + len ? arena_string(req->arena, "") :
		    decode(req, equals + 1, (size_t)(text + len - equals - 1),
		    1);
		if (name == NULL || value == NULL)
			return fail(req, INVALID_VALUE, "The query is not "
			    "percent-encoded UTF-8 at \"%.*s\"",
			    len > 60 ? 60 : (int)len, text);
		if (is_single(name) && request_parameter(req, name) != NULL)
			return fail(req, INVALID_VALUE, "The query parameter "
			    "%s comes twice: send it once", name);
		*next = arena_alloc(req->arena, sizeof(**next));
		(*next)->name = name;
		(*next)->value = value;
		next = &(*next)->next;
	}
	return 0;
}

void
request_receive(struct request *req, struct wire *wire)
{
	const char *method = wire_param(wire, "REQUEST_METHOD");
	const char *uri = wire_param(wire, "REQUEST_URI"), *authority;

	clock_gettime(CLOCK_MONOTONIC, &req->began);
	req->id = choose_id(req, wire_param(wire, "REQUEST_ID"));
	req->method = method == NULL ? "" : method;
	req->uri = uri == NULL ? "" : uri;
	req->authorization = wire_param(wire, "HTTP_AUTHORIZATION");
	req->content_type = wire_param(wire, "CONTENT_TYPE");
	req->content_encoding = wire_param(wire, "HTTP_CONTENT_ENCODING");
	req->if_match = wire_param(wire, "HTTP_IF_MATCH");
	req->if_none_match = wire_param(wire, "HTTP_IF_NONE_MATCH");
	req->client = wire_param(wire, "HTTP_USER_AGENT");
	if (req->client != NULL &&
	    !json_utf8(req->client, strlen(req->client)))
		req->client = NULL;
	/* The absolute form, http://host/path (RFC 9112 3.2.2). */
	authority = strstr(req->uri, "://");
	if (authority != NULL && req->uri[0] != '/')
		req->uri = authority + 3 + strcspn(authority + 3, "/?");
}

long
request_us(const struct request *req)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - req->began.tv_sec) * 1000000 +
	    (now.tv_nsec - req->began.tv_nsec) / 1000;
}

int
request_path(struct request *req, const char **segment, int max)
{
	const char *base = req->config->base_path, *at = req->uri;
	size_t len = strlen(base), end;
	int n = 0;

	if (strncmp(at, base, len) != 0 || (at[len] != '/' && at[len] != '?' &&
	    at[len] != '\0'))
		return fail(req, NOT_FOUND, "There is nothing at this path: "
		    "the base URL is %s", req->config->base_url);
	for (at += len; *at == '/'; at += end) {
		end = strcspn(++at, "/?");
		if (end == 0 && *at != '/')
			break;		/* a slash at the end adds nothing */
		if (n == max)
			return fail(req, NOT_FOUND,
			    "There is nothing at this path");
		segment[n] = decode(req, at, end, 0);
		if (segment[n] == NULL || *segment[n] == '\0' ||
		    strcmp(segment[n], ".") == 0 ||
		    strcmp(segment[n], "..") == 0 ||
		    strpbrk(segment[n], "/\\") != NULL)
			return fail(req, NOT_FOUND,
			    "There is nothing at this path");
		n++;
	}
	if (*at == '?' && parse_query(req, at + 1) != 0)
		return -1;
	return n;
}

const char *
request_parameter(const struct request *req, const char *name)
{
	const struct query *query;

	for (query = req->query; query != NULL; query = query->next)
		if (json_same(query->name, name))
			return query->value;
	return NULL;
}

/* RFC 7644 3.8 and 8.1; parameters, charset too, are of no consequence. */
static int
check_type(struct request *req)
{
	const char *type = req->content_type;
	size_t len = type == NULL ? 0 : strcspn(type, "; \t");

	if (req->content_encoding != NULL && *req->content_encoding != '\0' &&
	    strcasecmp(req->content_encoding, "identity") != 0)
		return fail(req, UNSUPPORTED_TYPE, "Content-Encoding \"%.60s\" "
		    "is not supported: send the body as it is",
		    req->content_encoding);
	if (len == 0 || (len == 21 &&
	    strncasecmp(type, "application/scim+json", len) == 0) ||
	    (len == 16 && strncasecmp(type, "application/json", len) == 0))
		return 0;
	return fail(req, UNSUPPORTED_TYPE, "Content-Type \"%.60s\" is not "
	    "supported: send application/scim+json", type);
}

static int
fail_size(struct request *req, const char *size)
{
	return fail(req, TOO_LARGE, "The body has %s bytes, more than the "
	    "limit of %ld: send fewer resources or members at once", size,
	    req->config->body_max);
}

int
request_body(struct request *req, struct wire *wire)
{
	const char *announced = wire_param(wire, "CONTENT_LENGTH");
	size_t max = (size_t)req->config->body_max, size, len = 0;
	char *body, *end = NULL;

	if (check_type(req) != 0)
		return -1;
	if (announced != NULL && *announced == '\0')
		announced = NULL;
	size = announced == NULL ? 0 : strtoul(announced, &end, 10);
	if (announced != NULL && (*end != '\0' || size > max))
		return fail_size(req, announced);
	/* Without a length (chunked, some servers) grow up to the limit. */
	if (announced == NULL)
		size = 65536;
	for (;;) {
		body = arena_alloc(req->arena, size + 1);
		if (len > 0)
			memcpy(body, req->body, len);
		req->body = body;
		len += wire_read(wire, body + len, size - len);
		req->body_len = len;
		if (len < size || announced != NULL)
			break;
		if (size > max)
			return fail_size(req, arena_format(req->arena,
			    "%zu or more", len));
		size = size * 2 > max ? max + 1 : size * 2;
	}
	if (announced != NULL && len < size)
		return fail(req, INVALID_SYNTAX, "The body was cut: %zu of %zu "
		    "bytes arrived", len, size);
	return 0;
}

struct json_object *
request_json(struct request *req)
{
	if (req->data == NULL)
		req->data = json_parse(req, req->body, req->body_len);
	if (req->data == NULL ||
	    json_object_is_type(req->data, json_type_object))
		return req->data;
	fail(req, INVALID_SYNTAX, "The body must be a JSON object");
	return NULL;
}

/*
 * The next entity tag of a list; *version -1 when it is none of ours.  A weak
 * comparison does not look at W/ (RFC 9110 8.8.3.2).
 */
static const char *
next_tag(const char *list, int is_weak, long *version)
{
	const char *digits;
	size_t len;
	char *end;

	list += strspn(list, ", \t");
	if (*list == '\0')
		return NULL;
	*version = -1;
	len = strcspn(list, ",");
	digits = strncmp(list, "W/\"", 3) == 0 ? list + 3 :
	    is_weak && *list == '"' ? list + 1 : "";
	if (*digits >= '1' && *digits <= '9') {
		*version = strtol(digits, &end, 10);
		if (*end != '"' ||
		    end + 1 + strspn(end + 1, " \t") != list + len)
			*version = -1;
	}
	return list + len;
}

static int
lists_version(const char *tags, int is_weak, const char *version)
{
	long tag;

	if (strcmp(tags, "*") == 0)
		return 1;
	while ((tags = next_tag(tags, is_weak, &tag)) != NULL)
		if (tag == strtol(version, NULL, 10))
			return 1;
	return 0;
}

const char *
request_versions(struct request *req, const char *tags, int is_weak)
{
	struct text text = { .arena = req->arena };
	long version;

	if (tags == NULL || strcmp(tags, "*") == 0)
		return NULL;
	text_puts(&text, "{0");		/* no resource has version 0 */
	while ((tags = next_tag(tags, is_weak, &version)) != NULL)
		if (version > 0)
			text_format(&text, ",%ld", version);
	text_puts(&text, "}");
	return text.bytes;
}

int
request_allows_version(struct request *req, const char *version)
{
	if (req->if_match == NULL ||
	    lists_version(req->if_match, 0, version))
		return 0;
	return fail(req, VERSION_MISMATCH, "The %s was changed meanwhile: its "
	    "version is W/\"%s\"", req->type->name, version);
}

int
request_has_version(const struct request *req, const char *version)
{
	return req->if_none_match != NULL &&
	    lists_version(req->if_none_match, 1, version);	/* 13.1.2 */
}

int
request_same_id(struct request *req, struct json_object *body)
{
	struct json_object *id = json_member(body, "id");

	if (id == NULL || req->resource_id == NULL ||
	    (json_object_is_type(id, json_type_string) &&
	    strcmp(json_object_get_string(id), req->resource_id) == 0))
		return 0;
	return fail(req, MUTABILITY, "id cannot be changed: the body has the "
	    "id %s, the path another", json_brief(req->arena, id));
}

int
request_is_id(const char *id)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	int i;

	if (strlen(id) != ID_LENGTH)
		return 0;
	for (i = 0; i < ID_LENGTH; i++)
		if (form[i] == '-' ? id[i] != '-' :
		    strchr("0123456789abcdef", id[i]) == NULL)
			return 0;
	return 1;
}
