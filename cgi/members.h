#ifndef SCIM_MEMBERS_H
#define SCIM_MEMBERS_H

struct arena;
struct column;
struct lines;
struct projection;
struct request;
struct text;
struct type;

/*
 * The members of groups, and the groups of users, on the way out.  A group of
 * more than MEMBERS_DISPLAYED members comes without their display, which RFC
 * 7643 4.2 leaves to us and costs a look at each user: 4 times the rest.  A
 * list whose page has more than MEMBERS_OF_PAGE members is refused.
 */
enum { MEMBERS_DISPLAYED = 1000, MEMBERS_OF_PAGE = 500000 };

/*
 * For SQL: up to how many members come with their display; NULL when the
 * client wants no members, so that they are not read.
 */
const char *members_displayed(struct arena *, const struct projection *);

/* How a projection, or NULL, wants the lines of a column of ROWS. */
struct lines *members_lines(struct request *, const struct type *,
    const struct column *, const struct projection *);

/*
 * The JSON list of the lines of scim.role_group_rows() or scim.user_rows();
 * nothing when there are none (NULL) or nothing is wanted of them.
 */
void members_print(struct text *, const struct lines *, const char *line);

#endif
