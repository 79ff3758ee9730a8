/* A cluster as wide characters. Terminals disagree about the width of joined emoji, so only what all of them
 * show alike is sent: the first character with its accents, or U+FFFD where the C library and we differ. A
 * flag is two letters of one column each, which is what terminals without flags show. */

#include "terminal-impl-priv.h"

#include <cigo/base/utf8.h>

enum { REPLACEMENT = 0xfffd, JOINER = 0x200d, FIRST_SELECTOR = 0xfe00, LAST_SELECTOR = 0xfe0f };

int cigo_wide_of_cell(const struct grid_cell *cell, bool utf8, wchar_t *ret_wide)
{
    struct cigo_str rest = {cell->bytes, cell->n};
    int n = 0, width = 0;
    while (rest.n > 0 && n < WIDE_MAX - 1) {
        uint32_t code;
        size_t k = cigo_utf8_next(rest, &code);
        rest = (struct cigo_str){rest.p + k, rest.n - k};
        int w = wcwidth((wchar_t)code);
        if (n == 0) {
            bool good = w > 0 && w <= cell->width && (utf8 || code < 0x80);
            ret_wide[n++] = good ? (wchar_t)code : utf8 ? REPLACEMENT : L'?';
            width = good ? w : 1;
        } else if (w == 0 && code != JOINER && (code < FIRST_SELECTOR || code > LAST_SELECTOR) && utf8) {
            ret_wide[n++] = (wchar_t)code;
        } else {
            break;
        }
    }
    ret_wide[n] = 0;
    return width;
}
