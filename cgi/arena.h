#ifndef SCIM_ARENA_H
#define SCIM_ARENA_H

#include <stddef.h>

/*
 * Everything that a request allocates or borrows belongs to its arena and
 * goes with it, so that an error path is a return.  Allocation never fails
 * to the caller: when memory is out the worker says so and ends, the web
 * server answers 503 and the process manager starts another worker.
 */
struct arena;

struct arena *arena_new(void);

/* End the worker because memory is out: for what libraries allocate, too. */
_Noreturn void arena_exhausted(void);

/* Zeroed and aligned for any type. */
void *arena_alloc(struct arena *, size_t size);
char *arena_copy(struct arena *, const char *bytes, size_t len);
/* A copy; NULL of NULL. */
char *arena_string(struct arena *, const char *);
char *arena_format(struct arena *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Have release(object) called when the arena is reset, latest first. */
void arena_defer(struct arena *, void (*release)(void *), void *object);

/* Release what was deferred; keep the first block for the next request. */
void arena_reset(struct arena *);
void arena_free(struct arena *);

/*
 * Text that grows in an arena.  bytes is NUL-terminated at every moment
 * (NULL before the first addition); the terminator is not counted in len.
 */
struct text {
	struct arena *arena;
	char *bytes;
	size_t len, size;
};

/* Have room for len more bytes and a terminator, which spares copies. */
void text_room(struct text *, size_t len);

void text_add(struct text *, const char *bytes, size_t len);
void text_puts(struct text *, const char *string);
/* Strings, and behind them NULL: a third of what text_format() costs. */
void text_join(struct text *, ...) __attribute__((sentinel));
void text_format(struct text *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
