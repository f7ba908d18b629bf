/* Is the service up? */

#include <string.h>

#include "arena.h"
#include "db.h"
#include "reply.h"
#include "request.h"
#include "route.h"
#include "health.h"

/* Not in the route table: that is what a key opens. */
static const struct route health = {
	"GET", "health", 0, health_read, "health_read"
};

int
health_asked(struct request *req)
{
	static const char path[] = "/health";
	size_t len = strcspn(req->uri, "?");

	if (len != sizeof(path) - 1 || strncmp(req->uri, path, len) != 0 ||
	    (strcmp(req->method, "GET") != 0 &&
	    strcmp(req->method, "HEAD") != 0))
		return 0;
	req->route = &health;
	return 1;
}

int
health_read(struct request *req)
{
	if (db_run(req, &statements[HEALTH], (const char *const[]){ NULL },
	    0) == NULL)
		return -1;
	text_puts(reply_text(req), "{\"status\":\"up\"}");
	req->status = 200;
	return 0;
}
