#ifndef SCIM_CONFIG_H
#define SCIM_CONFIG_H

struct text;

enum { THREADS_MAX = 64 };

/*
 * The configuration: one table in config.c has the keys with their defaults;
 * the file and the environment (SCIM_ and the key in capitals) are read by
 * it, the environment last.
 */
struct config {
	char *base_url;		/* without "/" at its end */
	const char *base_path;	/* the path in it */
	char *database;		/* a libpq connection string */
	long body_max;		/* bytes of a request's body */
	long bulk_operations;	/* of a Bulk */
	long cursor_timeout;	/* seconds that a cursor is good for */
	long page_default, page_max;	/* resources in a list */
	long prepare;		/* 0: no prepared statements (PgBouncer) */
	long threads;		/* that serve requests, at most THREADS_MAX */
};

/*
 * Read the file that SCIM_CONF names, else the installed one if it is there,
 * and the environment.  0, or -1 after saying on stderr which key or line is
 * wrong and what it should be.  The structure is zeroed before.
 */
int config_load(struct config *);

/* The file that it reads, if it is there. */
const char *config_path(void);

/* The keys with their defaults and ranges, a line each. */
void config_describe(struct text *);

#endif
