#ifndef SCIM_CHECK_H
#define SCIM_CHECK_H

/*
 * scim.fcgi --check [--socket PATH]: is the installation right?  A line on
 * standard output for each finding: "ok: ...", "warn: ..." for what works but
 * should not be, "wrong: ... -- what mends it".  Returns the exit status: 1
 * if anything is wrong, 64 for other arguments.  Without --socket, the one on
 * descriptor 0 is looked at, if there is one.
 */
int check_run(char **arguments);

/* Our version, and those of the libraries. */
void check_print_version(void);

#endif
