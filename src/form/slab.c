/* Memory for the packed cells of rows. Blocks that come one after the other lie side by side in slabs, so a row
 * costs no more than its bytes. A slab begins at a multiple of its size: from the address of a block, which says
 * whether the slab is a large one, follows the slab, which counts its blocks and goes when the last one does. Where
 * many slabs are filled one after the other, those that follow are large pages: what is left free in the last one is
 * little beside them. */

#include "cells-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum {
    SLAB = 256 * 1024,
    ROOM = SLAB - 64, /* what malloc keeps beside a piece fits between two slabs */
    LARGE_SLAB = CIGO_LARGE_PAGE,
    MANY = 64, /* slabs before large ones */
    LARGE_BLOCK = 1024,
};

struct cigo_slab {
    size_t n; /* blocks in use, one more while it is being filled */
    size_t used, room;
    size_t before; /* slabs that were filled */
};

/* The slab that follows this one, or is the first. */
static struct cigo_slab *next(struct cigo_slab **slab)
{
    size_t before = *slab ? (*slab)->before + 1 : 0;
    bool large = before >= MANY;
    cigo_slab_leave(slab);
    *slab = large ? cigo_alloc_aligned(LARGE_SLAB, LARGE_SLAB) : cigo_alloc_aligned(SLAB, ROOM);
    **slab = (struct cigo_slab){
        .n = 1, .used = sizeof **slab, .room = large ? LARGE_SLAB : ROOM, .before = before};
    return *slab;
}

unsigned char *cigo_slab_take(struct cigo_slab **slab, size_t size, bool *ret_large)
{
    struct cigo_slab *now = *slab;
    if (size > LARGE_BLOCK)
        return NULL;
    if (!now || now->used + size > now->room)
        now = next(slab);
    unsigned char *block = (unsigned char *)now + now->used;
    now->used += size;
    now->n++;
    *ret_large = now->room == LARGE_SLAB;
    return block;
}

static void drop(struct cigo_slab *slab)
{
    if (--slab->n == 0)
        free(slab);
}

void cigo_slab_give(unsigned char *block, bool large)
{
    drop((struct cigo_slab *)(block - (uintptr_t)block % (large ? LARGE_SLAB : SLAB)));
}

void cigo_slab_leave(struct cigo_slab **slab)
{
    if (*slab)
        drop(*slab);
    *slab = NULL;
}
