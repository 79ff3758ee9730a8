#pragma once
/* An arena: many small allocations, freed at once. Used for the form and for each evaluation. */

#include <stdarg.h>
#include <stddef.h>
#include <cigo/base/str.h>

struct cigo_arena;

struct cigo_arena *cigo_arena_new(void);
void cigo_arena_free(struct cigo_arena *arena); /* NULL allowed */
void cigo_arena_reset(struct cigo_arena *arena); /* keeps the first block */
void *cigo_arena_alloc(struct cigo_arena *arena, size_t size); /* zeroed, aligned for any type */
char *cigo_arena_str(struct cigo_arena *arena, struct cigo_str s);  /* NUL-terminated copy */
char *cigo_arena_dup(struct cigo_arena *arena, const char *s);      /* NULL gives NULL */
/* What `parts` say one after the other; much cheaper than a format. */
char *cigo_arena_join(struct cigo_arena *arena, const struct cigo_str *parts, size_t n);
char *cigo_arena_printf(struct cigo_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
