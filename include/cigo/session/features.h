#pragma once
/* What the wizard, and the start screen, can do, each once: the keys and the place in the menu of the full screen, the
 * command of the plain lines. Both faces dispatch on this list, and help, menu, footer and manual are made from it or
 * checked against it. To add one: its name here, its row in features.c, and what it does in each face (`HANDLERS` in
 * src/tui/actions.c or table_actions.c, `RUN` in src/line/commands.c); then its scene in tests/both/scenes.py. What the
 * start screen can do is a list of its own: shelf_features.c, `HANDLERS` in src/tui/shelf.c, `RUN` in src/line/shelf.c, tests/both/shelf.py. */

#include <stdbool.h>
#include <stddef.h>

enum cigo_feature_id {
    /* anywhere; those with a key first, in the order of the keys */
    CIGO_DO_HELP, CIGO_DO_DETAILS, CIGO_DO_WHY, CIGO_DO_PROBLEMS, CIGO_DO_NEXT, CIGO_DO_RETURN, CIGO_DO_MISSING,
    CIGO_DO_GO, CIGO_DO_ACKNOWLEDGE, CIGO_DO_CONTEST, CIGO_DO_REOPEN, CIGO_DO_MENU, CIGO_DO_COMPLETE, CIGO_DO_ACCEPT, CIGO_DO_BOOK, CIGO_DO_REMEMBER,
    CIGO_DO_UNDO, CIGO_DO_REDO, CIGO_DO_HISTORY, CIGO_DO_TAKE_BACK, CIGO_DO_SEARCH, CIGO_DO_OUTLINE, CIGO_DO_CHANGES, CIGO_DO_SECTIONS, CIGO_DO_REVIEW, CIGO_DO_CHANGE,
    CIGO_DO_HIDDEN, CIGO_DO_CHECK, CIGO_DO_IMPORT, CIGO_DO_DOSSIER, CIGO_DO_DRAFT, CIGO_DO_PRINT, CIGO_DO_PORTAL,
    CIGO_DO_COPIED, CIGO_DO_CALL, CIGO_DO_NOTE, CIGO_DO_BEFORE, CIGO_DO_AGAIN, CIGO_DO_PICTURE, CIGO_DO_EXPLAIN, CIGO_DO_EDITOR,
    CIGO_DO_SAVE, CIGO_DO_TAKE, CIGO_DO_FOLLOW, CIGO_DO_REPEAT, CIGO_DO_PASTE_MODE, CIGO_DO_MOUSE,
    CIGO_DO_SCREEN_TEST, CIGO_DO_TOUR, CIGO_DO_STEP, CIGO_DO_SKIP, CIGO_DO_LANGUAGE, CIGO_DO_SWITCH,
    CIGO_DO_SUSPEND, CIGO_DO_QUIT,
    /* answers, and going from one to the other */
    CIGO_DO_FORWARD, CIGO_DO_BACK, CIGO_DO_ANSWER, CIGO_DO_CLEAR, CIGO_DO_TEXT, CIGO_DO_WHERE,
    /* in the table of a group */
    CIGO_FIRST_TABLE_FEATURE,
    CIGO_DO_ROW = CIGO_FIRST_TABLE_FEATURE, CIGO_DO_ROWS, CIGO_DO_CELL, CIGO_DO_FIND_ROW, CIGO_DO_FILTER,
    CIGO_DO_ONLY_PROBLEMS,
    CIGO_DO_PREVIOUS, CIGO_DO_SORT, CIGO_DO_TOTALS, CIGO_DO_ADD, CIGO_DO_DUPLICATE, CIGO_DO_REMOVE,
    CIGO_DO_RESTORE, CIGO_DO_MARK, CIGO_DO_FILL, CIGO_DO_EMPTY, CIGO_DO_COPY, CIGO_DO_PASTE, CIGO_DO_SPREAD,
    CIGO_N_FEATURES
};

/* Of the start screen, in the order in which help lists them. */
enum cigo_shelf_feature_id {
    CIGO_SHELF_OPEN, CIGO_SHELF_SEARCH, CIGO_SHELF_ALL, CIGO_SHELF_NEW, CIGO_SHELF_FROM, CIGO_SHELF_MORE,
    CIGO_SHELF_MOVE, CIGO_SHELF_TAG, CIGO_SHELF_PROBLEMS, CIGO_SHELF_ASIDE, CIGO_SHELF_SWITCH, CIGO_SHELF_HELP,
    CIGO_SHELF_QUIT,
    CIGO_N_SHELF_FEATURES
};

/* Texts are marked for translation and translated where they are shown. */
struct cigo_feature {
    /* full screen: a key, a place in the menu, or both; or else what one presses, in words */
    int f;                   /* F-key, 0 = none; from 13 on with Shift */
    char ctrl;               /* Ctrl and this character, 0 = none */
    char letter;             /* that picks it in the menu, 0 = none */
    const char *label;       /* in the menu; NULL = not there */
    const char *short_label; /* in the footer; NULL = not there */
    const char *pressed;     /* NULL = the above is all */
    /* plain lines: a command in Italian and English and what it does; or else what one types, in words */
    const char *command, *english, *help;
    const char *typed;       /* NULL = the above is all */
    bool writes;             /* changes the case: refused to whoever may only read */
};

const struct cigo_feature *cigo_feature(enum cigo_feature_id id);
const struct cigo_feature *cigo_shelf_feature(enum cigo_shelf_feature_id id);
