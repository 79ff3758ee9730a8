/* Compiling a statement is hundreds of small pieces taken and given back. SQLite's own store of small pieces for
 * each connection (lookaside) is left out of Debian's build, so each of them costs two locks, the accounting and a
 * trip to malloc: two fifths of the time to compile a form's rules. Here pieces up to a kilobyte are kept in lists
 * by size, cut from slabs that stay; larger ones go to malloc. The accounting is ours too, and with it the bound
 * that the sandbox sets while it compiles. All of the process shares one such store: SQLite knows no other way. */

#include <cigo/db/memory.h>

#include <cigo/base/thread.h>

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#elif defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

enum {
    GRAIN = 16,
    /* the address sanitizer sees what becomes of a piece only if it is malloc's */
    LARGEST = SANITIZED ? 0 : 1024,
    SLAB = 64 << 10,
};

/* Before each piece. Both sizes are multiples of GRAIN: what is handed out is aligned to 8, as SQLite asks. */
struct piece {
    size_t size; /* with this head */
    struct piece *next[]; /* while it is free */
};

static struct {
    pthread_once_t once;
    bool ours;
    pthread_mutex_t lock;
    struct piece *free[LARGEST / GRAIN + 1];
    char *slab;
    size_t left;
    int64_t used, most, limit;
} store = {.once = PTHREAD_ONCE_INIT, .lock = PTHREAD_MUTEX_INITIALIZER};

/* The lock costs more than the piece itself, and but for the writer of an import there is only one thread. */
static bool enter(void)
{
    bool shared = !cigo_thread_alone();
    if (shared)
        pthread_mutex_lock(&store.lock);
    return shared;
}

static void leave(bool shared)
{
    if (shared)
        pthread_mutex_unlock(&store.lock);
}

static size_t whole(int size)
{
    return ((size_t)size + sizeof(struct piece) + GRAIN - 1) / GRAIN * GRAIN;
}

static struct piece *cut(size_t size)
{
    if (store.left < size) { /* what is left of the old slab is less than a piece, and forgotten */
        char *slab = malloc(SLAB);
        if (!slab)
            return NULL;
        store.slab = slab;
        store.left = SLAB;
    }
    struct piece *piece = (struct piece *)(void *)store.slab;
    store.slab += size;
    store.left -= size;
    return piece;
}

static struct piece *take(size_t size)
{
    if (size > LARGEST)
        return malloc(size);
    struct piece **list = &store.free[size / GRAIN];
    struct piece *piece = *list;
    if (!piece)
        return cut(size);
    *list = piece->next[0];
    return piece;
}

static void give(struct piece *piece)
{
    if (piece->size > LARGEST) {
        free(piece);
        return;
    }
    struct piece **list = &store.free[piece->size / GRAIN];
    piece->next[0] = *list;
    *list = piece;
}

static void count(int64_t used)
{
    store.used = used;
    if (used > store.most)
        store.most = used;
}

static void *store_malloc(int n)
{
    size_t size = whole(n);
    struct piece *piece = NULL;
    bool shared = enter();
    if (store.limit == 0 || store.used + (int64_t)size <= store.limit)
        piece = take(size);
    if (piece) {
        piece->size = size;
        count(store.used + (int64_t)size);
    }
    leave(shared);
    return piece ? piece + 1 : NULL;
}

static void store_free(void *memory)
{
    if (!memory)
        return;
    struct piece *piece = (struct piece *)memory - 1;
    bool shared = enter();
    store.used -= (int64_t)piece->size;
    give(piece);
    leave(shared);
}

static int store_size(void *memory)
{
    return memory ? (int)(((struct piece *)memory - 1)->size - sizeof(struct piece)) : 0;
}

static int store_roundup(int n)
{
    return (int)(whole(n) - sizeof(struct piece));
}

/* Large ones stay where they are if malloc can let them grow there. */
static struct piece *grow(struct piece *piece, size_t size)
{
    bool shared = enter();
    int64_t used = store.used - (int64_t)piece->size + (int64_t)size;
    struct piece *grown = store.limit == 0 || used <= store.limit ? realloc(piece, size) : NULL;
    if (grown) {
        grown->size = size;
        count(used);
    }
    leave(shared);
    return grown;
}

static void *store_realloc(void *memory, int n)
{
    struct piece *piece = (struct piece *)memory - 1;
    size_t size = whole(n);
    if (piece->size == size)
        return memory;
    if (piece->size > LARGEST && size > LARGEST) {
        piece = grow(piece, size);
        return piece ? piece + 1 : NULL;
    }
    void *moved = store_malloc(n);
    if (!moved)
        return NULL;
    size_t least = (piece->size < size ? piece->size : size) - sizeof *piece;
    memcpy(moved, memory, least);
    store_free(memory);
    return moved;
}

static int store_init(void *data)
{
    (void)data;
    return SQLITE_OK;
}

static void store_shutdown(void *data)
{
    (void)data;
}

static void start(void)
{
    static const sqlite3_mem_methods methods = {
        store_malloc, store_free, store_realloc, store_size, store_roundup, store_init, store_shutdown, NULL,
    };
    /* without SQLite's own accounting, which locks once more for each piece */
    store.ours = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
                 sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

bool cigo_db_memory_start(void)
{
    pthread_once(&store.once, start);
    return store.ours;
}

int64_t cigo_db_memory_used(void)
{
    bool shared = enter();
    int64_t used = store.used;
    leave(shared);
    return used;
}

int64_t cigo_db_memory_most(void)
{
    bool shared = enter();
    int64_t most = store.most;
    store.most = store.used;
    leave(shared);
    return most;
}

int64_t cigo_db_memory_limit(int64_t bytes)
{
    bool shared = enter();
    int64_t before = store.limit;
    store.limit = bytes;
    leave(shared);
    return before;
}
