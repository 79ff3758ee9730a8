/* Keys of a page: moving between fields, opening them, and typing that begins an answer. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

/* A long text is opened to be read, too. */
static void open_field(struct app *app)
{
    if (app->focus.field->kind->multiline || cigo_tui_may_change(app))
        cigo_tui_open_editor(app, NULL);
}

static void press(struct app *app)
{
    switch (app->focus_type) {
    case ITEM_FIELD:
        open_field(app);
        break;
    case ITEM_GROUP:
        cigo_tui_table_open(app, app->focus);
        break;
    case ITEM_NEXT:
        cigo_tui_next_section(app);
        break;
    case ITEM_NEW_ROW:
        cigo_tui_table_add(app);
        break;
    case ITEM_TABLE:
        cigo_tui_table_open(app, app->focus);
        break;
    case ITEM_COMPUTED:
        cigo_tui_show_why(app);
        break;
    }
}

static void leave(struct app *app)
{
    if (cigo_tui_review_return(app))
        return;
    if (app->focus.group && app->focus.row) {
        cigo_tui_table_open(app, app->focus);
    } else {
        cigo_tui_go_home(app);
    }
}

static void type(struct app *app, const struct key *key)
{
    struct cigo_buf buf;
    if (app->focus_type != ITEM_FIELD || !cigo_tui_may_change(app))
        return;
    cigo_buf_init(&buf, 16 << 20);
    if (key->type == KEY_TYPE_PASTE)
        cigo_buf_add(&buf, key->paste);
    else
        cigo_utf8_put(&buf, key->code);
    cigo_tui_open_editor(app, buf.p);
    cigo_buf_finish(&buf);
}

static void clear_answer(struct app *app)
{
    if (app->focus_type != ITEM_FIELD || !*cigo_session_text(app->session, app->focus))
        return;
    cigo_tui_set_answer(app, app->focus, CIGO_STR(""));
    if (!*cigo_session_text(app->session, app->focus))
        cigo_tui_say_kept(app, app->focus);
}

/* Arrows and Pag first go through what has the focus, where that is taller than the screen. */
static void move(struct app *app, int by, bool screens)
{
    int page = cigo_tui_content_rows(app) / 3 + 1;
    if (!cigo_tui_page_scroll(app, by, screens))
        cigo_tui_move_focus(app, screens ? by * page : by);
}

bool cigo_tui_page_key(struct app *app, const struct key *key)
{
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_DOWN:
        move(app, key->type == KEY_TYPE_DOWN ? 1 : -1, false);
        break;
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_PAGE_DOWN:
        move(app, key->type == KEY_TYPE_PAGE_DOWN ? 1 : -1, true);
        break;
    case KEY_TYPE_BACKTAB:
        cigo_tui_move_focus(app, -1);
        break;
    case KEY_TYPE_TAB:
        cigo_tui_move_focus(app, 1);
        break;
    case KEY_TYPE_HOME:
    case KEY_TYPE_CTRL_HOME:
        cigo_tui_move_focus(app, -10000);
        break;
    case KEY_TYPE_END:
    case KEY_TYPE_CTRL_END:
        cigo_tui_move_focus(app, 10000);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
        press(app);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        leave(app);
        break;
    case KEY_TYPE_DELETE:
        clear_answer(app);
        break;
    case KEY_TYPE_TEXT:
    case KEY_TYPE_LATIN1:
    case KEY_TYPE_PASTE:
        type(app, key);
        break;
    default:
        return false;
    }
    return true;
}
