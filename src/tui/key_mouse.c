/* What the mouse did, as a key: the left button pressed, or the wheel. There is no double click here, which would
 * take a clock: pressing where one has pressed already is one (mouse.c). */

#include "key-impl-priv.h"

enum { SHIFT = 4, ALT = 8, CTRL = 16, MOVED = 32, WHEEL = 64, FARTHEST = 10000 };

struct key cigo_key_of_mouse(const struct key_decoder *decoder, unsigned number, unsigned col, unsigned row)
{
    struct key key = {.type = KEY_TYPE_NONE, .row = (int)row - 1, .col = (int)col - 1};
    if (!decoder->mouse || (number & MOVED) || row < 1 || col < 1 || row > FARTHEST || col > FARTHEST)
        return (struct key){.type = KEY_TYPE_NONE};
    switch (number & ~(unsigned)(SHIFT | ALT | CTRL)) {
    case 0:
        key.code = MOUSE_PRESS;
        break;
    case WHEEL:
        key.code = MOUSE_WHEEL_UP;
        break;
    case WHEEL + 1:
        key.code = MOUSE_WHEEL_DOWN;
        break;
    default:
        return (struct key){.type = KEY_TYPE_NONE};
    }
    key.type = KEY_TYPE_MOUSE;
    return key;
}
