/* Memory that lives as long as a request, and text that grows in it. */

#include <malloc.h>
#include <stdarg.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"

enum {
	BLOCK = 64 * 1024,
	KEPT = 1024 * 1024,	/* by malloc, for the next request */
	ALIGN = alignof(max_align_t)
};

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *object;
};

struct arena {
	struct block *first, *block;	/* the oldest; the one in use */
	struct deferred *deferred;
};

void
arena_exhausted(void)
{
	static const char out[] = "scim.fcgi: out of memory\n";
	ssize_t written = write(STDERR_FILENO, out, sizeof(out) - 1);

	_exit(written < 0 ? 71 : 70);
}

static struct block *
block_new(size_t size)
{
	struct block *block = malloc(sizeof(*block) + size);

	if (block == NULL)
		arena_exhausted();
	block->next = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *
arena_new(void)
{
	struct block *block = block_new(BLOCK);
	struct arena *arena = (struct arena *)block->bytes;

	/* Else each page of a list faults in, and is cleared, each time. */
	mallopt(M_MMAP_THRESHOLD, KEPT);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	block->used = (sizeof(*arena) + ALIGN - 1) / ALIGN * ALIGN;
	*arena = (struct arena){ .first = block, .block = block };
	return arena;
}

static void *
take(struct arena *arena, size_t size)
{
	struct block *block = arena->block;
	void *bytes;

	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size > block->size - block->used) {
		block = block_new(size > BLOCK ? size : BLOCK);
		arena->block->next = block;
		arena->block = block;
	}
	bytes = block->bytes + block->used;
	block->used += size;
	return bytes;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	return len == 0 ? copy : memcpy(copy, bytes, len);
}

char *
arena_string(struct arena *arena, const char *string)
{
	return string == NULL ? NULL :
	    arena_copy(arena, string, strlen(string));
}

char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char brief[256], *string;
	int len;

	va_start(args, format);
	len = vsnprintf(brief, sizeof(brief), format, args);
	va_end(args);
	if ((size_t)len < sizeof(brief))
		return arena_copy(arena, brief, (size_t)len);
	string = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(string, (size_t)len + 1, format, args);
	va_end(args);
	return string;
}

void
arena_defer(struct arena *arena, void (*release)(void *), void *object)
{
	struct deferred *deferred = arena_alloc(arena, sizeof(*deferred));

	deferred->next = arena->deferred;
	deferred->release = release;
	deferred->object = object;
	arena->deferred = deferred;
}

static void
release(struct arena *arena)
{
	struct block *block, *next;

	for (; arena->deferred != NULL; arena->deferred = arena->deferred->next)
		arena->deferred->release(arena->deferred->object);
	for (block = arena->first->next; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
}

void
arena_reset(struct arena *arena)
{
	release(arena);
	arena->block = arena->first;
	arena->first->next = NULL;
	arena->first->used = (sizeof(*arena) + ALIGN - 1) / ALIGN * ALIGN;
}

void
arena_free(struct arena *arena)
{
	release(arena);
	free(arena->first);	/* the arena itself is in it */
}

/*
 * Make room for text that grows.  What is large has a block of its own, which
 * can be moved without a copy and has only the pages that were written to.
 */
static char *
resize(struct arena *arena, const char *bytes, size_t len, size_t size)
{
	struct block *before = arena->first, *block;

	if (bytes == NULL)
		return take(arena, size);
	while (before->next != NULL && before->next->bytes != bytes)
		before = before->next;
	block = before->next;
	if (block == NULL || block->size <= BLOCK)
		return memcpy(take(arena, size), bytes, len);
	before->next = realloc(block, sizeof(*block) + size);
	if (before->next == NULL)
		arena_exhausted();
	before->next->size = before->next->used = size;
	if (arena->block == block)
		arena->block = before->next;
	return before->next->bytes;
}

static void
grow(struct text *text, size_t len)
{
	size_t size = text->size == 0 ? 256 : text->size;

	while (size - text->len <= len)
		size *= 2;
	text->bytes = resize(text->arena, text->bytes, text->len, size);
	text->size = size;
}

inline void
text_room(struct text *text, size_t len)
{
	if (len >= text->size - text->len)
		grow(text, len);
}

void
text_add(struct text *text, const char *bytes, size_t len)
{
	text_room(text, len);
	if (len > 0)
		memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
}

void
text_puts(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void
text_join(struct text *text, ...)
{
	const char *string;
	va_list strings;

	va_start(strings, text);
	while ((string = va_arg(strings, const char *)) != NULL)
		text_puts(text, string);
	va_end(strings);
}

void
text_format(struct text *text, const char *format, ...)
{
	va_list args;
	size_t room, len;

	text_room(text, 0);
	room = text->size - text->len;
	va_start(args, format);
	len = (size_t)vsnprintf(text->bytes + text->len, room, format, args);
	va_end(args);
	if (len >= room) {
		text_room(text, len);
		va_start(args, format);
		vsnprintf(text->bytes + text->len, len + 1, format, args);
		va_end(args);
	}
	text->len += len;
}
