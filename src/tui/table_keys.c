/* Keys of the table: moving from cell to cell, and typing that begins an answer. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

enum { FAR = 1 << 30 };

bool cigo_tui_table_fits(const struct app *app)
{
    return app->grid.rows >= LEAST_TABLE_ROWS && app->grid.cols >= LEAST_TABLE_COLS;
}

void cigo_tui_table_row_form(struct app *app)
{
    if (!cigo_tui_table_on_cell(app))
        return;
    struct cigo_place place = app->focus;
    app->view = VIEW_PAGE;
    cigo_tui_go_place(app, place);
}

/* At the end of a row to the next one. */
void cigo_tui_table_move_on(struct app *app, int by)
{
    struct table_view *view = cigo_tui_table_view(app);
    size_t columns = cigo_table_columns(view->model);
    if (by > 0 && view->column + 1 == columns)
        cigo_tui_table_move(app, 1, -FAR);
    else if (by < 0 && view->column == 0 && view->row > 0)
        cigo_tui_table_move(app, -1, FAR);
    else
        cigo_tui_table_move(app, 0, by);
}

static void leave(struct app *app)
{
    struct cigo_place group = {.group = app->focus.group};
    if (!cigo_tui_review_return(app))
        cigo_tui_go_place(app, group);
}

static int page_rows(struct app *app)
{
    int rows = cigo_tui_content_rows(app) - 2;
    rows -= cigo_tui_table_below_rows(app, rows);
    rows -= cigo_tui_table_totals_rows(cigo_tui_table_view(app), rows);
    return rows > 1 ? rows - 1 : 1;
}

/* With Shift a range grows; without, one that was made so goes away. */
static void before_move(struct app *app, const struct key *key)
{
    struct table_view *view = cigo_tui_table_view(app);
    if (key->shift && !view->marking)
        cigo_tui_table_begin_mark(app, true);
    else if (!key->shift && view->marking == MARK_SHIFT)
        view->marking = MARK_NONE;
}

static bool is_move(const struct key *key)
{
    return key->type >= KEY_TYPE_UP && key->type <= KEY_TYPE_PAGE_DOWN;
}

static bool move_key(struct app *app, const struct key *key)
{
    switch (key->type) {
    case KEY_TYPE_UP:
        cigo_tui_table_move(app, -1, 0);
        break;
    case KEY_TYPE_DOWN:
        cigo_tui_table_move(app, 1, 0);
        break;
    case KEY_TYPE_LEFT:
        cigo_tui_table_move(app, 0, -1);
        break;
    case KEY_TYPE_RIGHT:
        cigo_tui_table_move(app, 0, 1);
        break;
    case KEY_TYPE_PAGE_UP:
        cigo_tui_table_move(app, -page_rows(app), 0);
        break;
    case KEY_TYPE_PAGE_DOWN:
        cigo_tui_table_move(app, page_rows(app), 0);
        break;
    case KEY_TYPE_HOME:
        cigo_tui_table_move(app, 0, -FAR);
        break;
    case KEY_TYPE_END:
        cigo_tui_table_move(app, 0, FAR);
        break;
    case KEY_TYPE_CTRL_HOME:
        cigo_tui_table_move(app, -FAR, 0);
        break;
    case KEY_TYPE_CTRL_END:
        cigo_tui_table_move(app, FAR, 0);
        break;
    default:
        return false;
    }
    return true;
}

/* Arrows and Pag first go through the alerts of the cell, where they are unfolded and longer than their place. */
static bool scroll_alerts(struct app *app, enum key_type key)
{
    bool page = key == KEY_TYPE_PAGE_UP || key == KEY_TYPE_PAGE_DOWN;
    if (!page && key != KEY_TYPE_UP && key != KEY_TYPE_DOWN)
        return false;
    return cigo_tui_table_scroll(app, key == KEY_TYPE_DOWN || key == KEY_TYPE_PAGE_DOWN ? 1 : -1, page);
}

bool cigo_tui_table_key(struct app *app, const struct key *key)
{
    struct table_view *view = cigo_tui_table_view(app);
    if (is_move(key) && !key->shift && scroll_alerts(app, key->type))
        return true;
    if (is_move(key))
        before_move(app, key);
    if (move_key(app, key))
        return true;
    switch (key->type) {
    case KEY_TYPE_TAB:
    case KEY_TYPE_BACKTAB:
        if (view->marking == MARK_SHIFT)
            view->marking = MARK_NONE;
        cigo_tui_table_move_on(app, key->type == KEY_TYPE_TAB ? 1 : -1);
        break;
    case KEY_TYPE_ENTER:
        view->marking = MARK_NONE;
        if (cigo_tui_table_fits(app))
            cigo_tui_table_edit(app, NULL);
        else
            cigo_tui_table_row_form(app);
        break;
    case KEY_TYPE_INSERT:
        cigo_tui_table_add(app);
        break;
    case KEY_TYPE_DELETE:
    case KEY_TYPE_BACKSPACE:
        cigo_tui_table_clear(app);
        break;
    case KEY_TYPE_ESC:
        if (!view->marking)
            leave(app);
        view->marking = MARK_NONE;
        break;
    case KEY_TYPE_F:
        if (key->code != 2)
            return false;
        cigo_tui_table_edit(app, NULL);
        break;
    case KEY_TYPE_TEXT:
    case KEY_TYPE_LATIN1:
        cigo_tui_table_edit(app, key);
        break;
    case KEY_TYPE_PASTE:
        cigo_tui_table_paste(app, key);
        break;
    default:
        return false;
    }
    return true;
}

/* No alert holds one up: it stays with its cell, which one is just leaving. */
static void say_bad(struct app *app)
{
    struct cigo_alerts alerts = cigo_session_alerts_at(app->session, CIGO_SCOPE_COMMIT, app->focus, app->arena);
    if (alerts.n && !cigo_session_save_failed(app->session))
        cigo_tui_say(app, STYLE_ERROR, _("!! %s: %s. Il testo resta com'è, con il suo avviso."), app->focus.field->label,
                     alerts.items[0].title);
}

/* What closes an editor in a cell also says where to go. */
bool cigo_tui_table_editor_key(struct app *app, const struct key *key)
{
    long rows = 0, columns = 0;
    switch (key->type) {
    case KEY_TYPE_ENTER:
    case KEY_TYPE_DOWN:
        rows = 1;
        break;
    case KEY_TYPE_UP:
        rows = -1;
        break;
    case KEY_TYPE_TAB:
        columns = 1;
        break;
    case KEY_TYPE_BACKTAB:
        columns = -1;
        break;
    default:
        return false;
    }
    if (!cigo_tui_table_close_editor(app))
        say_bad(app);
    if (columns)
        cigo_tui_table_move_on(app, (int)columns);
    else
        cigo_tui_table_move(app, rows, 0);
    return true;
}
