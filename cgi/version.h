#ifndef SCIM_VERSION_H
#define SCIM_VERSION_H

#include <libpq-fe.h>
#include <stddef.h>

/*
 * Is the schema in the database for this program?  The statement that asks;
 * its $1 is version_needed.
 */
extern const char version_sql[];
extern const char version_needed[];

/*
 * Judges the row of version_sql, or its error.  0; -1 and in text which
 * version is there, which is needed and what to do.
 */
int version_judge(PGconn *, const PGresult *, char *text, size_t size);

#endif
