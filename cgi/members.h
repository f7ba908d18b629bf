#ifndef SCIM_MEMBERS_H
#define SCIM_MEMBERS_H

struct arena;
struct projection;
struct request;
struct text;

/*
 * The members of groups on the way out.  A group of more than
 * MEMBERS_DISPLAYED members comes without their display, which RFC 7643 4.2
 * leaves to us and costs a look at each user: 4 times the rest.  A list whose
 * page has more than MEMBERS_OF_PAGE members is refused.
 */
enum { MEMBERS_DISPLAYED = 1000, MEMBERS_OF_PAGE = 500000 };

/*
 * For SQL: up to how many members come with their display; NULL when the
 * client wants no members, so that they are not read.
 */
const char *members_displayed(struct arena *, const struct projection *);

/*
 * The JSON list of the lines of scim.role_group_rows(), with what the
 * request's projection wants of each; nothing when lines is NULL or nothing is
 * wanted.
 */
void members_print(struct text *, const struct request *, const char *lines);

#endif
