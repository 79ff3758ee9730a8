#pragma once
/* The tour: three short screens for whoever starts cigo for the first time. The same in both faces but for how
 * one moves there. Each fits 40 columns by 12 rows. */

#include <stdbool.h>
#include <stddef.h>

enum { CIGO_TOUR_SCREENS = 3 };
struct cigo_tour_screen {
    const char *title;
    const char *text; /* a line for each fact, each a sentence */
};
/* Screen 0, 1 or 2, in the language of the program. */
struct cigo_tour_screen cigo_tour_screen(size_t number, bool lines);
