/* A case needs some four megabytes of memory, and each page of them costs a trip into the kernel when it is first
 * touched: on a virtual machine a tenth of the time to the first screen. Where the kernel gives large pages to those
 * who ask (transparent_hugepage = madvise, as Debian has it), malloc's first memory is asked for in one piece of
 * them; elsewhere nothing is different. A second thread takes its memory there too, not from pages of its own that
 * nobody touched yet. */

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include "cli-priv.h"

enum { FIRST_MEMORY = 6 << 20 };

void cli_large_pages(void)
{
#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__
    if (mallopt(M_TOP_PAD, FIRST_MEMORY) != 1 || mallopt(M_MMAP_THRESHOLD, CIGO_LARGE_PAGE) != 1 ||
        mallopt(M_ARENA_MAX, 1) != 1)
        return;
    char *volatile first = malloc(CIGO_LARGE_PAGE / 2); /* and with it all the rest */
    uintptr_t start = (uintptr_t)first, to = (uintptr_t)sbrk(0);
    if (first && start < to && to - start <= 2 * FIRST_MEMORY)
        cigo_large_pages(first, to - start);
    free(first);
#endif
}
