#pragma once
/* The cells of a row in one block of memory. NULL = all are empty. */

#include <cigo/form/answers.h>

struct cigo_cell cigo_cells_get(const unsigned char *block, size_t k);
/* Of n cells, copied; free with free(). NULL when all are empty. */
unsigned char *cigo_cells_pack(const struct cigo_cell *cells, size_t n);
