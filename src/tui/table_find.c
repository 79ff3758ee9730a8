/* Finding, filtering, going to a row by its number. What is looked for is found while it is typed, from the cell where one began; Esc goes
 * back there. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

void cigo_tui_table_filter(struct app *app, const char *text, bool only_problems)
{
    struct table_view *view = cigo_tui_table_view(app);
    text = cigo_arena_dup(app->arena, text); /* it may be the filter's own */
    cigo_table_filter(view->model, cigo_str_of(text), only_problems);
    size_t shown = cigo_table_rows(view->model), all = cigo_table_all_rows(view->model);
    view->marking = MARK_NONE;
    if (app->focus.row && cigo_table_find_row(view->model, app->focus.row) == CIGO_TABLE_NOWHERE)
        cigo_tui_table_put(app, 0, view->column);
    cigo_tui_table_view(app);
    if (!*text && !only_problems)
        cigo_tui_say(app, STYLE_INFO, _("Righe in vista: tutte, %zu."), all);
    else
        cigo_tui_say(app, shown ? STYLE_INFO : STYLE_WARNING, _("Righe in vista: %zu su %zu."), shown, all);
}

/* From the cell where the search began, or past the one that was found. */
static void look(struct app *app, size_t from, int direction)
{
    struct table_view *view = cigo_tui_table_view(app);
    const char *text = cigo_arena_str(app->arena, cigo_edit_text(app->prompt_edit));
    size_t row, column, rows = cigo_table_rows(view->model);
    cigo_buf_clear(&app->message);
    app->prompt_failed = false;
    if (!*text || !rows)
        return;
    if (cigo_table_find(view->model, cigo_str_of(text), from % rows, direction, &row, &column))
        cigo_tui_table_put(app, row, column);
    else
        app->prompt_failed = true;
}

void cigo_tui_table_find_open(struct app *app)
{
    cigo_tui_table_view(app)->marking = MARK_NONE;
    app->search_from = app->focus;
    app->prompt_failed = false;
}

void cigo_tui_table_find_close(struct app *app, bool stay)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_str text = cigo_edit_text(app->prompt_edit);
    if (text.n) {
        cigo_buf_clear(&view->found);
        cigo_buf_add(&view->found, text);
    }
    if (!stay) {
        app->focus = app->search_from;
        cigo_tui_table_view(app);
    }
}

bool cigo_tui_table_find_key(struct app *app, const struct key *key)
{
    struct table_view *view = cigo_tui_table_view(app);
    size_t rows = cigo_table_rows(view->model);
    bool again = key->type == KEY_TYPE_CTRL && key->code == 'f';
    if (again && !cigo_edit_text(app->prompt_edit).n)
        cigo_edit_set(app->prompt_edit, cigo_buf_str(&view->found));
    if (again || key->type == KEY_TYPE_DOWN) {
        look(app, view->row + 1, 1);
    } else if (key->type == KEY_TYPE_UP) {
        look(app, view->row + rows - 1, -1);
    } else if (cigo_edit_key(app->prompt_edit, key)) {
        app->focus = app->search_from;
        look(app, cigo_tui_table_view(app)->row, 1);
    } else {
        return false;
    }
    return true;
}

bool cigo_tui_table_go_row(struct app *app, const char *words)
{
    const struct cigo_rows *rows = cigo_tui_rows_of(app, app->focus.group);
    size_t number;
    if (!cigo_row_named(cigo_str_of(words), &number))
        return false;
    if (number < 1 || number > rows->n)
        cigo_tui_say(app, STYLE_WARNING, _("La riga %zu non c'è: sono %zu."), number, rows->n);
    else
        cigo_tui_table_open(app, (struct cigo_place){NULL, app->focus.group, rows->items[number - 1].id});
    return true;
}
