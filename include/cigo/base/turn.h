#pragma once
/* How an action came about. The journal keeps these numbers: never change one. */

enum cigo_turn {
    CIGO_TURN_DONE,    /* the user did it */
    CIGO_TURN_UNDO,    /* it takes an earlier one back */
    CIGO_TURN_REDO,    /* it takes an undoing back */
    CIGO_TURN_FOLLOWS, /* it followed from another: undo passes it over */
};
