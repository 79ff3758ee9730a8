#pragma once
/* The cells of a row in one block of memory. NULL = all are empty. */

#include <cigo/form/answers.h>

struct cigo_cell cigo_cells_get(const unsigned char *block, size_t k);
bool cigo_cells_has(const unsigned char *block, size_t k);
bool cigo_cells_alert(const unsigned char *block); /* has a cell a format alert? */
/* A cell to be packed. raw.p NULL = empty; text.p NULL = raw is the canonical text, or there is none. */
struct cell_draft {
    struct cigo_str raw, text;
    int64_t i;
    uint8_t storage, verdict;
    uint16_t column;
};
struct cell_draft cigo_cells_draft(struct cigo_cell cell, size_t column); /* borrowed from the cell */
/* n cells that are not empty, in the order of their columns, copied; free with cigo_cells_free. NULL when there is
 * none. `slab`: where it goes beside others, or NULL. */
struct cigo_slab;
unsigned char *cigo_cells_pack(const struct cell_draft *cells, size_t n, size_t n_columns, struct cigo_slab **slab);
void cigo_cells_free(unsigned char *block); /* NULL allowed */

/* ---- slab.c ---- */
/* A block in *slab, which becomes another one when it is full; NULL = too large for any. *ret_large has to be known
 * when it is given back. */
unsigned char *cigo_slab_take(struct cigo_slab **slab, size_t size, bool *ret_large);
void cigo_slab_give(unsigned char *block, bool large);
void cigo_slab_leave(struct cigo_slab **slab); /* nothing more goes into it */
