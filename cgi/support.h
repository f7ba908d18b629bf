#ifndef SCIM_SUPPORT_H
#define SCIM_SUPPORT_H

/*
 * What we support: every endpoint, attribute, operator, limit, error and
 * deviation on standard output, from the tables that the program runs by.
 */
void support_print(void);

#endif
