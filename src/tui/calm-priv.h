#pragma once
/* Blanks that cost no change of style. */

#include "grid-priv.h"
#include "theme-priv.h"

/* The styles in which a blank is seen (a background, a line), as bits. */
uint32_t cigo_calm_seen(int colors, enum cigo_tui_theme theme);
/* A row as it is sent: a blank looks the same in most styles, so one between two words takes the style of what is
 * before it, which saves the bytes of a change; more than one are plain, so that they can be skipped or erased. */
void cigo_calm_row(uint32_t seen, const struct grid_cell *cells, int cols, struct grid_cell *ret_cells);
