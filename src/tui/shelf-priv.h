#pragma once
/* Inside the start screen: the list of cases on the full screen. */

#include <cigo/store/shelf.h>
#include "grid-priv.h"
#include "key-priv.h"

struct shelf_view {
    struct cigo_shelf *shelf;
    size_t line, top;       /* the focus, and the first line shown */
    size_t room;            /* lines that fit, as drawn last */
    int first_row;          /* of the first of them */
    bool help;              /* the keys are shown */
    bool tagging;           /* what is typed is a tag … */
    char tag[64];           /* … this one */
    bool choosing;          /* of which form a new one is to be */
    char message[2048];
    bool wrong;             /* the message tells of a failure */
    bool done, switches;    /* one leaves; to the plain lines */
};

/* ---- shelf_draw.c ---- */
void cigo_tui_draw_shelf(struct grid *g, struct shelf_view *view);

/* ---- shelf.c ---- */
void cigo_tui_shelf_begin(struct shelf_view *view, struct cigo_shelf *shelf, const char *notice);
void cigo_tui_shelf_key(struct shelf_view *view, const struct key *key);
