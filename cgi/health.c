/* Is the service up, and how is it? */

#include <string.h>

#include "arena.h"
#include "db.h"
#include "health.h"
#include "reply.h"
#include "request.h"
#include "route.h"

static int
health_read(struct request *req)
{
	if (db_run(req, &statements[HEALTH], (const char *const[]){ NULL },
	    0) == NULL)
		return -1;
	text_puts(reply_text(req), "{\"status\":\"up\"}");
	req->status = 200;
	return 0;
}

static int
health_metrics(struct request *req)
{
	PGresult *row = db_run(req, &statements[METRICS_TEXT],
	    (const char *const[]){ NULL }, 0);

	if (row == NULL)
		return -1;
	text_puts(reply_text(req), db_value(row, 0, "text"));
	req->answer_type = "text/plain; version=0.0.4; charset=utf-8";
	req->status = 200;
	return 0;
}

/* Not in the route table: that is what a key opens. */
static const struct route beside[] = {
	{ "GET", "/health", 0, health_read, "health_read" },
	{ "GET", "/metrics", 0, health_metrics, "health_metrics" },
	{ NULL, NULL, 0, NULL, NULL }
};

int
health_asked(struct request *req)
{
	size_t len = strcspn(req->uri, "?");
	const struct route *route;

	if (strcmp(req->method, "GET") != 0 && strcmp(req->method, "HEAD") != 0)
		return 0;
	for (route = beside; route->endpoint != NULL; route++)
		if (strlen(route->endpoint) == len &&
		    strncmp(req->uri, route->endpoint, len) == 0)
			req->route = route;
	return req->route != NULL;
}
