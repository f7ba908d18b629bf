#ifndef CASES_H
#define CASES_H

struct request;
struct type;

/*
 * A data file of test cases: blocks of lines separated by blank lines; a
 * line that begins with "# " is a comment.  play() gets the lines of one
 * block and a zeroed request with an arena; it returns NULL when the case
 * holds, else what came instead.  Prints the cases that fail with file and
 * line, then "N passed, N failed"; returns the exit status.
 */
int cases_run(int argc, char **argv,
    const char *(*play)(struct request *, int lines, char **line));

/* The resource type whose name a line begins with, or NULL. */
const struct type *cases_type(const char *line);

#endif
