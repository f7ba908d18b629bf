#ifndef SCIM_REFERENCE_H
#define SCIM_REFERENCE_H

struct arena;
struct json_object;
struct plan;
struct step;

/*
 * References to what a POST of the same Bulk makes (RFC 7644 3.7.2): a string
 * that is "bulkId:..." as a whole, or, in the path of a PATCH operation, a
 * string within its filter.
 */
struct walk {
	struct arena *arena;
	const struct plan *plan;
	struct step *step;	/* whose data it is */
	/* The id to be put in place of a bulkId; NULL: there is none. */
	const char *(*id_of)(struct walk *, const char *bulk_id);
	int drops;		/* values without an id are taken out */
};

/* The bulkId when a string is a reference as a whole, else NULL. */
const char *reference_parse(const char *string);

/*
 * Call id_of for each reference in data, which is changed in place.  A value
 * is taken out with the complex value that it is the "value" of.
 */
void reference_walk(struct walk *, struct json_object *data);

#endif
