#pragma once
/* How each style looks, without a terminal. */

#include <cigo/tui/tui.h>
#include "grid-priv.h"

struct theme_look {
    short fg, bg; /* number of a colour, -1: the terminal's own */
    bool bold, underline, reverse;
};

/* `colors`: how many the terminal has; 0 when it has none or the user wants none (NO_COLOR). */
struct theme_look cigo_theme_look(enum style style, int colors, enum cigo_tui_theme theme);
