/* Memory that never comes back NULL. Every answer is on disk before the next is asked, so when memory
 * ends the honest thing is to restore the terminal, say one sentence and go. Where the kernel gives large pages to
 * those who ask, large pieces are made of them: the rows of a large table are then found, and first touched, in a
 * fraction of the trips. */

#include <cigo/base/alloc.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cigo/base/error.h>

static void (*fatal_hook)(void);
static unsigned long fail_at;

void cigo_fatal_hook(void (*hook)(void))
{
    fatal_hook = hook;
}

_Noreturn void cigo_fatal(const char *sentence)
{
    void (*hook)(void) = fatal_hook;
    fatal_hook = NULL;
    if (hook)
        hook();
    fflush(stdout);
    fprintf(stderr, "cigo: %s\n", sentence);
    /* not exit(): what other code registered may need the memory that is not there */
    _exit(CIGO_EXIT_STORAGE);
}

void cigo_alloc_fail_at(unsigned long n)
{
    fail_at = n;
}

_Noreturn void cigo_no_memory(void)
{
    cigo_fatal("memoria esaurita. Le risposte già date sono salvate: chiuda altri programmi e "
               "riapra la pratica.");
}

static void *checked(void *p)
{
    if (p == NULL)
        cigo_no_memory();
    return p;
}

void cigo_large_pages(void *p, size_t size)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t page = CIGO_LARGE_PAGE, from = ((uintptr_t)p + page - 1) & ~(page - 1);
    const uintptr_t to = ((uintptr_t)p + size) & ~(page - 1);
    if (size >= page && from < to)
        madvise((char *)p + (from - (uintptr_t)p), to - from, MADV_HUGEPAGE);
#else
    (void)p, (void)size;
#endif
}

static void *in_large_pages(void *p, size_t size)
{
    cigo_large_pages(p, size);
    return p;
}

static bool injected(void)
{
    return fail_at > 0 && --fail_at == 0;
}

void *cigo_alloc(size_t size)
{
    return cigo_alloc_array(1, size);
}

void *cigo_alloc_array(size_t n, size_t size)
{
    if (n == 0 || size == 0)
        n = size = 1;
    void *p = injected() ? NULL : calloc(n, size);
    return in_large_pages(checked(p), n * size);
}

void *cigo_realloc_array(void *p, size_t n, size_t size)
{
    if (n == 0 || size == 0)
        n = size = 1;
    bool fails = injected() || n > SIZE_MAX / size;
    return in_large_pages(checked(fails ? NULL : realloc(p, n * size)), n * size);
}

void *cigo_alloc_aligned(size_t alignment, size_t size)
{
    void *p = NULL;
    bool ok = !injected() && posix_memalign(&p, alignment, size) == 0;
    return in_large_pages(checked(ok ? p : NULL), size);
}

char *cigo_strdup(const char *s)
{
    return s ? cigo_str_dup(cigo_str_of(s)) : NULL;
}

char *cigo_str_dup(struct cigo_str s)
{
    char *copy = cigo_alloc(s.n + 1);
    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    return copy;
}

void cigo_grow(void **items, size_t *cap, size_t n, size_t size)
{
    if (n < *cap)
        return;
    size_t more = *cap < 8 ? 8 : *cap;
    more = more > SIZE_MAX / 2 ? SIZE_MAX : more * 2;
    if (more <= n)
        more = n + 1;
    /* the pointer is of some other type: copied, never read as a void * */
    void *p;
    memcpy(&p, items, sizeof p);
    p = cigo_realloc_array(p, more, size);
    memset((char *)p + *cap * size, 0, (more - *cap) * size);
    memcpy(items, &p, sizeof p);
    *cap = more;
}
