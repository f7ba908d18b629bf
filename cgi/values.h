#ifndef SCIM_VALUES_H
#define SCIM_VALUES_H

#include <stddef.h>

struct json_object;
struct operation;
struct request;

/*
 * Do an operation of a PATCH on a multi-valued attribute.  holder, the
 * document or its extension, gets a new list, or none when no value is left.
 * 0, or -1 after fail().
 */
int values_apply(struct request *, const struct operation *, size_t *visited,
    struct json_object *holder);

#endif
