/* Blocks in a list, the newest first. A request that is larger than a block gets one of its own, placed
 * behind the newest so that the room left there is still used. Memory is zeroed when handed out, since
 * after a reset the first block is used again. */

#include <cigo/base/arena.h>

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    max_align_t data[];
};

struct cigo_arena {
    struct block *blocks;
    struct block *first;
};

static struct block *block_new(size_t size)
{
    if (size > SIZE_MAX / 2)
        cigo_fatal("memoria esaurita: un testo è troppo grande.");
    struct block *block = cigo_realloc_array(NULL, sizeof *block + size, 1);
    *block = (struct block){.size = size};
    return block;
}

struct cigo_arena *cigo_arena_new(void)
{
    struct cigo_arena *arena = cigo_alloc(sizeof *arena);
    arena->first = arena->blocks = block_new(BLOCK_SIZE);
    return arena;
}

static void free_but(struct block *block, const struct block *kept)
{
    while (block) {
        struct block *next = block->next;
        if (block != kept)
            free(block);
        block = next;
    }
}

void cigo_arena_free(struct cigo_arena *arena)
{
    if (arena == NULL)
        return;
    free_but(arena->blocks, NULL);
    free(arena);
}

void cigo_arena_reset(struct cigo_arena *arena)
{
    free_but(arena->blocks, arena->first);
    arena->blocks = arena->first;
    arena->first->next = NULL;
    arena->first->used = 0;
}

static struct block *block_for(struct cigo_arena *arena, size_t size)
{
    struct block *newest = arena->blocks;
    if (newest->size - newest->used >= size)
        return newest;
    if (size > BLOCK_SIZE / 4) {
        struct block *own = block_new(size);
        own->next = newest->next;
        newest->next = own;
        return own;
    }
    struct block *block = block_new(BLOCK_SIZE);
    block->next = newest;
    arena->blocks = block;
    return block;
}

void *cigo_arena_alloc(struct cigo_arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        cigo_fatal("memoria esaurita: un testo è troppo grande.");
    size = size == 0 ? align : (size + align - 1) / align * align;
    struct block *block = block_for(arena, size);
    void *p = (char *)block->data + block->used;
    block->used += size;
    return memset(p, 0, size);
}

char *cigo_arena_str(struct cigo_arena *arena, struct cigo_str s)
{
    char *copy = cigo_arena_alloc(arena, s.n + 1);
    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    return copy;
}

char *cigo_arena_dup(struct cigo_arena *arena, const char *s)
{
    return s ? cigo_arena_str(arena, cigo_str_of(s)) : NULL;
}

char *cigo_arena_join(struct cigo_arena *arena, const struct cigo_str *parts, size_t n)
{
    size_t size = 1;
    for (size_t i = 0; i < n; i++)
        size += parts[i].n;
    char *text = cigo_arena_alloc(arena, size), *end = text;
    for (size_t i = 0; i < n; end += parts[i++].n)
        if (parts[i].n > 0)
            memcpy(end, parts[i].p, parts[i].n);
    return text;
}

char *cigo_arena_printf(struct cigo_arena *arena, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n < 0)
        return cigo_arena_alloc(arena, 1);
    char *text = cigo_arena_alloc(arena, (size_t)n + 1);
    va_start(ap, format);
    vsnprintf(text, (size_t)n + 1, format, ap);
    va_end(ap);
    return text;
}
