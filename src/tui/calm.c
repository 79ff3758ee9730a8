/* Each change of style is bytes over the line; blanks need none. */

#include "calm-priv.h"

#include <string.h>

uint32_t cigo_calm_seen(int colors, enum cigo_tui_theme theme)
{
    uint32_t styles = 0;
    for (int style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = cigo_theme_look((enum style)style, colors, theme);
        if (look.bg >= 0 || look.reverse || look.underline)
            styles |= UINT32_C(1) << style;
    }
    return styles;
}

static bool is_blank(uint32_t seen, const struct grid_cell *cell)
{
    return cell->n == 1 && cell->bytes[0] == ' ' && !(seen >> cell->style & 1);
}

void cigo_calm_row(uint32_t seen, const struct grid_cell *cells, int cols, struct grid_cell *ret_cells)
{
    memcpy(ret_cells, cells, (size_t)cols * sizeof *cells);
    for (int col = 0; col < cols; col++) {
        struct grid_cell *cell = &ret_cells[col];
        if (!is_blank(seen, cell))
            continue;
        bool alone = col > 0 && col + 1 < cols && !is_blank(seen, &cells[col - 1]) &&
                     !is_blank(seen, &cells[col + 1]) && !(seen >> cell[-1].style & 1);
        cell->style = alone ? cell[-1].style : STYLE_NORMAL;
    }
}
