/* What the store wrote down, read again from any bytes: rows of one record and of many, and entries of the journal. The
 * first byte says which. What is taken apart and can be written is written so that it is taken apart alike. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/base/alloc.h>

#include "store-priv.h"

enum { ROOM = 16 << 20 };

void fuzz_setup(void)
{
}

/* ---- rows ---- */

/* The texts of one record: what is written of them is split into the same. */
static void try_split(struct cigo_arena *arena, struct cigo_str data)
{
    size_t n, again;
    struct cigo_buf out;
    char **parts = cigo_codec_split(arena, data, &n);
    cigo_buf_init(&out, ROOM);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            cigo_buf_putc(&out, '\t');
        cigo_codec_put(&out, parts[i]);
    }
    char **same = cigo_codec_split(arena, cigo_buf_str(&out), &again);
    FUZZ_CHECK(again == n || (n == 1 && parts[0][0] == '\0'));
    for (size_t i = 0; i < again; i++)
        FUZZ_CHECK(strcmp(parts[i], same[i]) == 0);
    cigo_buf_finish(&out);
}

/* A row of a block as a record of its own: names and texts, all filled. */
static void try_row(struct cigo_arena *arena, const struct cigo_block *block, size_t n)
{
    size_t parts;
    struct cigo_buf out;
    cigo_buf_init(&out, ROOM);
    for (size_t i = 0; i < n; i++)
        FUZZ_CHECK(block->names[i] != NULL && block->texts[i] != NULL);
    cigo_codec_row(&out, block->names, block->texts, n);
    char **split = cigo_codec_split(arena, cigo_buf_str(&out), &parts);
    size_t filled = 0;
    for (size_t i = 0; i < n; i++) {
        if (block->texts[i][0] == '\0')
            continue;
        FUZZ_CHECK(filled + 1 < parts && strcmp(split[filled], block->names[i]) == 0);
        FUZZ_CHECK(strcmp(split[filled + 1], block->texts[i]) == 0);
        filled += 2;
    }
    FUZZ_CHECK(filled == parts);
    cigo_buf_finish(&out);
}

static void try_block(struct cigo_arena *arena, struct cigo_str data, size_t rows)
{
    struct cigo_block block;
    size_t n;
    if (!cigo_codec_block(arena, data, rows, &block))
        return;
    FUZZ_CHECK(block.n == rows);
    for (size_t i = 0; i < rows; i++) {
        if (!cigo_codec_block_row(&block, i, &n))
            return;
        FUZZ_CHECK(n <= block.n_columns);
        try_row(arena, &block, n);
    }
}

/* ---- the journal ---- */

static void check_change(const struct cigo_change *change)
{
    FUZZ_CHECK(change->name != NULL);
    FUZZ_CHECK(change->type != CIGO_CHANGE_CELL || change->column != NULL);
    FUZZ_CHECK(change->n == 0 || (change->columns != NULL && change->texts != NULL));
    for (size_t i = 0; i < change->n; i++)
        FUZZ_CHECK(change->columns[i] != NULL && change->texts[i] != NULL);
}

/* "place", old text and new text, each ended by NUL or by the end. */
static void try_entry(struct cigo_arena *arena, const char *type, char *text, size_t n)
{
    struct cigo_journal_entry entry = {.type = type, .place = text};
    struct cigo_changes changes;
    struct cigo_error err = {0};
    const char *end = text + n;
    const char *old = text + strlen(text) + 1;
    entry.old_text = old < end ? old : NULL;
    const char *new = entry.old_text ? old + strlen(old) + 1 : end;
    entry.new_text = new < end ? new : NULL;
    if (!cigo_journal_changes(&entry, arena, &changes, &err)) {
        FUZZ_CHECK(err.text[0] != '\0');
        return;
    }
    for (size_t i = 0; i < changes.n; i++)
        check_change(&changes.items[i]);
}

void fuzz_input(struct cigo_str input)
{
    static const char *const types[] = {"field", "cell", "row+", "row-", "import", "waiver", "copy", "ignota"};
    enum { TYPES = sizeof types / sizeof *types };
    if (input.n == 0)
        return;
    unsigned what = (unsigned char)input.p[0];
    struct cigo_arena *arena = cigo_arena_new();
    char *text = cigo_str_dup((struct cigo_str){input.p + 1, input.n - 1});
    if (what < TYPES)
        try_entry(arena, types[what], text, input.n - 1);
    else if (what == TYPES)
        try_split(arena, cigo_str_of(text));
    else
        try_block(arena, cigo_str_of(text), what - TYPES);
    free(text);
    cigo_arena_free(arena);
}
