/*
 * A worker that does nothing: behind the same web server and with the same
 * accept layer (cgi/wire.c) as scim.fcgi it sends as many bytes as the query
 * says, so that a benchmark knows what is left to win.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cgi/wire.h"

static void
answer(struct wire *wire)
{
	static char body[1 << 20];
	char head[128];
	const char *uri = wire_param(wire, "REQUEST_URI");
	const char *query = uri == NULL ? NULL : strchr(uri, '?');
	size_t len = query == NULL ? 0 : strtoul(query + 1, NULL, 10);

	if (len > sizeof(body))
		len = sizeof(body);
	memset(body, ' ', len);
	snprintf(head, sizeof(head), "Status: 200\r\nContent-Type: "
	    "application/scim+json\r\nContent-Length: %zu\r\n\r\n", len);
	wire_write(wire, head, strlen(head));
	wire_write(wire, body, len);
	wire_finish(wire);
}

int
main(void)
{
	struct wire *wire;

	if (wire_open() != 0)
		return 71;
	while ((wire = wire_accept()) != NULL)
		answer(wire);
	return 0;
}
