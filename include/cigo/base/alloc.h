#pragma once
/* Memory. These never return NULL: when memory ends the fatal hook runs (it restores the terminal),
 * one sentence goes to standard error and the process exits with CIGO_EXIT_STORAGE. Every answer is
 * on disk before the next is asked, so this loses nothing. */

#include <stddef.h>
#include <cigo/base/str.h>

enum { CIGO_LARGE_PAGE = 2 << 20 };
/* Ask the kernel for large pages where whole ones lie in the piece; a wish, without effect where there are none. */
void cigo_large_pages(void *p, size_t size);

void *cigo_alloc(size_t size);              /* zeroed; free with free() */
void *cigo_alloc_array(size_t n, size_t size); /* zeroed; overflow is fatal */
void *cigo_realloc_array(void *p, size_t n, size_t size);
void *cigo_alloc_aligned(size_t alignment, size_t size); /* not zeroed; alignment a power of two */
char *cigo_strdup(const char *s);           /* NULL gives NULL */
char *cigo_str_dup(struct cigo_str s);      /* NUL-terminated copy */

/* Grow `*items` (elements of `size`) so that index n fits; `*cap` is kept. */
void cigo_grow(void **items, size_t *cap, size_t n, size_t size);
#define CIGO_PUSH(items, n, cap) \
    (cigo_grow((void **)&(items), &(cap), (n), sizeof *(items)), &(items)[(n)++])

/* Called once before a fatal exit; the terminal front end sets it to restore the terminal. */
void cigo_fatal_hook(void (*hook)(void));
_Noreturn void cigo_fatal(const char *sentence);
_Noreturn void cigo_no_memory(void); /* for a library that says so, where nothing sensible can follow */

/* Fault injection for tests: the n-th allocation from now fails (0 = never). */
void cigo_alloc_fail_at(unsigned long n);
