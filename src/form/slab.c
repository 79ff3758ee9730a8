/* Memory for the packed cells of rows. Blocks that come one after the other lie side by side in slabs, so a row
 * costs no more than its bytes. A slab begins at a multiple of its size: from the address of a block follows the
 * slab, which counts its blocks and goes when the last one does. */

#include "cells-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum {
    SLAB = 256 * 1024,
    LARGE = 1024,
    ROOM = SLAB - 64, /* what malloc keeps beside a piece fits between two slabs */
};

struct cigo_slab {
    size_t n; /* blocks in use, one more while it is being filled */
    size_t used;
};

unsigned char *cigo_slab_take(struct cigo_slab **slab, size_t size)
{
    struct cigo_slab *now = *slab;
    if (size > LARGE)
        return NULL;
    if (!now || now->used + size > ROOM) {
        cigo_slab_leave(slab);
        now = *slab = cigo_alloc_aligned(SLAB, ROOM);
        *now = (struct cigo_slab){.n = 1, .used = sizeof *now};
    }
    unsigned char *block = (unsigned char *)now + now->used;
    now->used += size;
    now->n++;
    return block;
}

static void drop(struct cigo_slab *slab)
{
    if (--slab->n == 0)
        free(slab);
}

void cigo_slab_give(unsigned char *block)
{
    drop((struct cigo_slab *)(block - (uintptr_t)block % SLAB));
}

void cigo_slab_leave(struct cigo_slab **slab)
{
    if (*slab)
        drop(*slab);
    *slab = NULL;
}
