/* The mouse. While a screen is drawn it notes what can be clicked and where; a press looks up the last thing noted
 * there. One rule for all: a press puts the focus, and a press where the focus is, or where one has just pressed, is
 * Enter. So a double click needs no clock. What only acts (buttons, menus, the keys in the footer) takes one press. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"
#include "table-priv.h"

enum { WHEEL_LINES = 3 };

struct hot *cigo_tui_hot(struct app *app, enum hot_type type, int row, int col, int rows, int cols)
{
    struct hot *hot = CIGO_PUSH(app->mouse.hots, app->mouse.n, app->mouse.cap);
    *hot = (struct hot){.type = type, .row = row, .col = col, .rows = rows, .cols = cols};
    return hot;
}

void cigo_tui_hot_key(struct app *app, int row, int col, int cols, struct key key)
{
    cigo_tui_hot(app, HOT_KEY, row, col, 1, cols)->key = key;
}

static const struct hot *hot_at(const struct app *app, int row, int col)
{
    const struct mouse_view *mouse = &app->mouse;
    for (size_t i = mouse->n; i-- > 0;) {
        const struct hot *hot = &mouse->hots[i];
        if (row >= hot->row && row < hot->row + hot->rows && col >= hot->col && col < hot->col + hot->cols)
            return hot;
    }
    return NULL;
}

static void press_key(struct app *app, enum key_type type)
{
    struct key key = {.type = type};
    cigo_tui_app_key(app, &key);
}

/* ---- what can be pressed ---- */

/* The cursor of an editor, where the screen now drawn has one under the press. */
static void place_cursor(struct app *app, const struct key *key)
{
    const struct hot *hot = hot_at(app, key->row, key->col);
    if (hot && hot->type == HOT_EDIT)
        cigo_edit_click(hot->edit, &app->grid, key->row - hot->row, key->col - hot->col);
}

static void press_enter(struct app *app, const struct key *key)
{
    press_key(app, KEY_TYPE_ENTER);
    if (!app->edit)
        return;
    cigo_tui_draw(app); /* where the editor stands */
    place_cursor(app, key);
}

static bool is_button(enum item_type type)
{
    return type == ITEM_NEXT || type == ITEM_NEW_ROW || type == ITEM_TABLE;
}

/* Leaving an editor keeps what was typed, as with the keys; it may have hidden what was pressed. */
static bool close_editor(struct app *app, struct cigo_place place)
{
    if (app->edit && app->view == VIEW_TABLE)
        cigo_tui_table_close_editor(app);
    else if (app->edit)
        cigo_tui_close_editor(app, 0);
    if (app->view == VIEW_CALL)
        return false; /* the page is no longer there */
    return (!place.field && !place.group) || cigo_session_visible(app->session, place);
}

/* Each says whether it only put the focus. */

static bool press_item(struct app *app, const struct hot *hot, const struct key *key)
{
    const struct item item = hot->item;
    bool here = cigo_tui_same_item(app, &item);
    if ((here && app->edit) || !close_editor(app, item.place))
        return false;
    bool unfolded = here && app->details;
    cigo_tui_focus_item(app, &item);
    cigo_tui_unfold(app, hot->type == HOT_ALERT ? !unfolded : unfolded);
    if (is_button(item.type))
        press_key(app, KEY_TYPE_ENTER);
    else if (here && hot->type != HOT_ALERT)
        press_enter(app, key);
    else
        return hot->type != HOT_ALERT;
    return false;
}

static bool press_cell(struct app *app, const struct hot *hot, const struct key *key)
{
    const struct cigo_place place = hot->place;
    const size_t column = hot->number;
    struct table_view *view = cigo_tui_table_view(app);
    bool here = view->column == column && app->focus.row == place.row;
    if (here && !app->edit)
        press_enter(app, key);
    if (here || !close_editor(app, place))
        return false;
    if (view->marking == MARK_SHIFT)
        view->marking = MARK_NONE;
    cigo_tui_unfold(app, false);
    cigo_tui_table_put(app, place.row ? cigo_table_find_row(view->model, place.row) : SIZE_MAX, column); /* or the empty line */
    return true;
}

static bool press_choice(struct app *app, size_t number)
{
    struct picker *picker = &app->picker;
    bool here = picker->focus == number;
    struct key space = {.type = KEY_TYPE_TEXT, .code = ' '};
    picker->focus = number;
    if (picker->multi)
        cigo_tui_app_key(app, &space);
    else if (here)
        press_key(app, KEY_TYPE_ENTER);
    return !here && !picker->multi;
}

static bool press_line(struct app *app, size_t number)
{
    size_t *focus = app->view == VIEW_HOME ? &app->section : app->view == VIEW_REVIEW ? &app->review.focus : NULL;
    bool here = focus ? *focus == number : app->portal.list.at == number;
    if (here)
        press_key(app, KEY_TYPE_ENTER);
    else if (app->view == VIEW_REVIEW)
        cigo_tui_review_focus(app, number);
    else if (focus)
        *focus = number;
    else
        cigo_tui_portal_go(app, number);
    return !here;
}

static bool press_panel(struct app *app, size_t number)
{
    struct panel *panel = &app->panel;
    enum target_type target = panel->lines[number].target;
    bool acts = (!panel->at.away && panel->at.focus == number) || target == TARGET_ACTION || target == TARGET_RUN;
    cigo_tui_panel_focus(app, number);
    if (acts)
        press_key(app, KEY_TYPE_ENTER);
    return !acts;
}

static bool press(struct app *app, const struct hot *hot, const struct key *key)
{
    struct key meant = hot->key; /* drawing moves the list */
    switch (hot->type) {
    case HOT_LINE:
        return press_line(app, hot->number);
    case HOT_ITEM:
    case HOT_ALERT:
        return press_item(app, hot, key);
    case HOT_CHOICE:
        return press_choice(app, hot->number);
    case HOT_PANEL:
        return press_panel(app, hot->number);
    case HOT_CELL:
        return press_cell(app, hot, key);
    case HOT_EDIT:
        place_cursor(app, key);
        return false;
    case HOT_KEY:
        cigo_tui_app_key(app, &meant);
        return false;
    }
    return false;
}

/* ---- the wheel ---- */

/* Lists and long texts scroll with their focus; an answer of one line is left alone. */
static void turn(struct app *app, bool up)
{
    bool steps = !app->panel.open && !app->picker.field && !app->edit && (app->view == VIEW_PAGE || app->view == VIEW_PORTAL || app->view == VIEW_CALL);
    if (app->prompt || (app->edit && !app->edit_box && !app->panel.open))
        return;
    for (int i = 0; i < (steps ? 1 : WHEEL_LINES); i++)
        press_key(app, up ? KEY_TYPE_UP : KEY_TYPE_DOWN);
}

void cigo_tui_mouse_key(struct app *app, const struct key *key)
{
    struct mouse_view *mouse = &app->mouse;
    if (key->code != MOUSE_PRESS) {
        turn(app, key->code == MOUSE_WHEEL_UP);
        return;
    }
    bool again = mouse->row == key->row && mouse->col == key->col, focused = false;
    const struct hot *hot = hot_at(app, key->row, key->col);
    if (app->prompt && (!hot || (hot->type != HOT_EDIT && hot->type != HOT_KEY)))
        return; /* a question waits for its answer */
    if (again)
        press_enter(app, key); /* the focus is where the first press put it, also if the screen moved under it */
    else if (hot)
        focused = press(app, hot, key);
    mouse->row = focused ? key->row : -1;
    mouse->col = key->col;
}

void cigo_tui_toggle_mouse(struct app *app)
{
    bool on = app->terminal && !cigo_terminal_has_mouse(app->terminal);
    if (app->terminal)
        cigo_terminal_mouse(app->terminal, on);
    if (!on)
        cigo_tui_say(app, STYLE_INFO, "%s", _("Mouse spento: si seleziona il testo come sempre."));
    else
        cigo_tui_say(app, STYLE_INFO, "%s", _("Mouse acceso: clic e rotella. Per selezionare il testo: Maiusc tenuto premuto."));
}
