/* The cells of a row, packed. A block begins with a byte that says how wide its offsets are and whether a cell has
 * a format alert; then comes one entry for each cell (a byte of flags and the offset of its data), then the data:
 * an integer value, the raw text with its NUL, the canonical text when it is another one. An empty cell has an
 * entry and no data. A worker's row takes a third of what it would as separate strings. */

#include "cells-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

/* The flags of an entry. */
enum {
    VERDICT = 3,       /* enum cigo_verdict */
    STORAGE = 3 << 2,  /* enum cigo_storage */
    OWN_TEXT = 1 << 4, /* the canonical text follows the raw one */
    LONG_INT = 1 << 5, /* eight bytes instead of four */
};

/* The first byte: the bytes of an offset (1, 2 or 4), a cell has an alert, the block is in a slab, in a large one. */
enum { WIDTH = 7, ALERT = 1 << 3, IN_SLAB = 1 << 4, IN_LARGE = 1 << 5 };

static const unsigned char *entry(const unsigned char *block, size_t k)
{
    return block + 1 + k * (1u + (block[0] & WIDTH));
}

static size_t offset_of(const unsigned char *block, const unsigned char *at)
{
    uint16_t narrow;
    uint32_t wide;
    switch (block[0] & WIDTH) {
    case 1:
        return at[1];
    case sizeof narrow:
        memcpy(&narrow, at + 1, sizeof narrow);
        return narrow;
    default:
        memcpy(&wide, at + 1, sizeof wide);
        return wide;
    }
}

static void put_offset(unsigned char *to, unsigned width, size_t offset)
{
    uint16_t narrow = (uint16_t)offset;
    uint32_t wide = (uint32_t)offset; /* CIGO_TEXT_MAX times the columns of a form is far below 4 GiB */
    if (width == 1)
        *to = (unsigned char)offset;
    else
        memcpy(to, width == sizeof narrow ? (const void *)&narrow : &wide, width);
}

bool cigo_cells_has(const unsigned char *block, size_t k)
{
    return block && entry(block, k)[0] != 0;
}

bool cigo_cells_alert(const unsigned char *block)
{
    return block && block[0] & ALERT;
}

struct cigo_cell cigo_cells_get(const unsigned char *block, size_t k)
{
    struct cigo_cell cell = {.storage = CIGO_NULL, .verdict = CIGO_EMPTY};
    const unsigned char *at = block ? entry(block, k) : NULL;
    if (!at || at[0] == 0)
        return cell;
    const unsigned char *data = block + offset_of(block, at);
    cell.verdict = at[0] & VERDICT;
    cell.storage = (at[0] & STORAGE) >> 2;
    if (cell.storage == CIGO_INT && at[0] & LONG_INT) {
        memcpy(&cell.i, data, sizeof cell.i);
        data += sizeof cell.i;
    } else if (cell.storage == CIGO_INT) {
        int32_t i;
        memcpy(&i, data, sizeof i);
        cell.i = i;
        data += sizeof i;
    }
    cell.raw = (const char *)data;
    if (cell.storage == CIGO_TEXT)
        cell.text = at[0] & OWN_TEXT ? cell.raw + strlen(cell.raw) + 1 : cell.raw;
    return cell;
}

static const unsigned char *after_integer(unsigned flags, const unsigned char *data)
{
    if ((flags & STORAGE) >> 2 != CIGO_INT)
        return data;
    return data + (flags & LONG_INT ? sizeof(int64_t) : sizeof(int32_t));
}

const char *cigo_row_text(const struct cigo_row *row, size_t column)
{
    const unsigned char *block = row->cells, *at = block ? entry(block, column) : NULL;
    return at && at[0] ? (const char *)after_integer(at[0], block + offset_of(block, at)) : NULL;
}

/* Where the text of the value is. */
static const char *value_text(const unsigned char *at, const unsigned char *data)
{
    const char *text = (const char *)data;
    return at[0] & OWN_TEXT ? text + strlen(text) + 1 : text;
}

struct cigo_value cigo_row_value(const struct cigo_row *row, size_t column)
{
    struct cigo_value value = {.storage = CIGO_NULL};
    const unsigned char *block = row->cells, *at = block ? entry(block, column) : NULL;
    if (!at || !(at[0] & STORAGE) || (at[0] & VERDICT) == CIGO_BAD)
        return value;
    const unsigned char *data = block + offset_of(block, at);
    value.storage = (enum cigo_storage)((at[0] & STORAGE) >> 2);
    if (value.storage == CIGO_INT) {
        int32_t i;
        memcpy(&i, data, sizeof i);
        value.i = i;
        if (at[0] & LONG_INT)
            memcpy(&value.i, data, sizeof value.i);
        return value;
    }
    value.s = cigo_str_of(value_text(at, data));
    return value;
}

bool cigo_row_same_value(const struct cigo_row *row, const struct cigo_row *other, size_t column)
{
    const unsigned char *a = row->cells ? entry(row->cells, column) : NULL;
    const unsigned char *b = other->cells ? entry(other->cells, column) : NULL;
    if (!a || !b || a[0] != b[0])
        return !(a && a[0]) && !(b && b[0]);
    if (!(a[0] & STORAGE) || (a[0] & VERDICT) == CIGO_BAD)
        return true;
    const unsigned char *x = row->cells + offset_of(row->cells, a), *y = other->cells + offset_of(other->cells, b);
    if ((a[0] & STORAGE) >> 2 == CIGO_INT)
        return memcmp(x, y, a[0] & LONG_INT ? sizeof(int64_t) : sizeof(int32_t)) == 0;
    return strcmp(value_text(a, x), value_text(b, y)) == 0;
}

struct cell_draft cigo_cells_draft(struct cigo_cell cell, size_t column)
{
    struct cell_draft draft = {
        .i = cell.i, .storage = cell.storage, .verdict = cell.verdict, .column = (uint16_t)column};
    if (cell.raw)
        draft.raw = cigo_str_of(cell.raw);
    if (cell.text && cell.text != cell.raw)
        draft.text = cigo_str_of(cell.text);
    return draft;
}

static unsigned flags_of(const struct cell_draft *cell)
{
    unsigned flags = cell->verdict | (unsigned)cell->storage << 2;
    if (cell->text.p)
        flags |= OWN_TEXT;
    if (cell->storage == CIGO_INT && cell->i != (int32_t)cell->i)
        flags |= LONG_INT;
    return flags;
}

static size_t data_size(const struct cell_draft *cell)
{
    size_t integer = cell->storage != CIGO_INT ? 0 : cell->i != (int32_t)cell->i ? sizeof(int64_t) : sizeof(int32_t);
    return integer + cell->raw.n + 1 + (cell->text.p ? cell->text.n + 1 : 0);
}

static unsigned char *put(unsigned char *to, struct cigo_str text)
{
    memcpy(to, text.p, text.n);
    to[text.n] = '\0';
    return to + text.n + 1;
}

/* Returns where the next one goes. */
static unsigned char *put_data(unsigned char *to, const struct cell_draft *cell)
{
    int32_t i = (int32_t)cell->i;
    if (cell->storage == CIGO_INT && i == cell->i) {
        memcpy(to, &i, sizeof i);
        to += sizeof i;
    } else if (cell->storage == CIGO_INT) {
        memcpy(to, &cell->i, sizeof cell->i);
        to += sizeof cell->i;
    }
    to = put(to, cell->raw);
    return cell->text.p ? put(to, cell->text) : to;
}

void cigo_cells_free(unsigned char *block)
{
    if (block && block[0] & IN_SLAB)
        cigo_slab_give(block, block[0] & IN_LARGE);
    else
        free(block);
}

unsigned char *cigo_cells_pack(const struct cell_draft *cells, size_t n, size_t n_columns, struct cigo_slab **slab)
{
    size_t data = 0;
    unsigned flags = 0;
    if (n == 0)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        data += data_size(&cells[i]);
        flags |= cells[i].verdict == CIGO_BAD || cells[i].verdict == CIGO_WARNING ? ALERT : 0;
    }
    unsigned width = 1 + n_columns * 2 + data <= UINT8_MAX ? 1 : 1 + n_columns * 3 + data <= UINT16_MAX ? 2 : 4;
    size_t head = 1 + n_columns * (1u + width);
    bool large = false;
    unsigned char *block = slab ? cigo_slab_take(slab, head + data, &large) : NULL;
    flags |= block ? IN_SLAB | (large ? IN_LARGE : 0) : 0;
    if (!block)
        block = cigo_realloc_array(NULL, head + data, 1);
    unsigned char *to = block + head;
    block[0] = (unsigned char)(width | flags);
    memset(block + 1, 0, head - 1);
    for (size_t i = 0; i < n; i++) {
        unsigned char *at = block + 1 + cells[i].column * (1u + width);
        *at = (unsigned char)flags_of(&cells[i]);
        put_offset(at + 1, width, (size_t)(to - block));
        to = put_data(to, &cells[i]);
    }
    return block;
}
