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
};
struct cell_draft cigo_cells_draft(struct cigo_cell cell); /* borrowed from the cell */
/* Of n cells, copied; free with free(). NULL when all are empty. */
unsigned char *cigo_cells_pack(const struct cell_draft *cells, size_t n);
