/* The history of the focused answer in a panel, a page at a time; Enter on a value takes it back. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

bool cigo_tui_has_history(const struct app *app)
{
    bool page = (app->view == VIEW_PAGE || app->view == VIEW_CALL) && app->focus_type <= ITEM_GROUP;
    bool table = app->view == VIEW_TABLE && app->focus.group;
    return !app->panel.open && app->desk->history && (page || table);
}

static void take(struct app *app, size_t number)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place;
    if (!cigo_tui_may_change(app))
        return;
    if (!cigo_history_take(app->session, app->history.items[number], &place, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    cigo_tui_say_effects(app, &effects); /* keeps them for Ctrl-W */
    const char *failed = cigo_session_save_failed(app->session);
    if (failed)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova."), failed);
    else
        cigo_tui_say(app, STYLE_OK, "%s", _("Ripreso dalla storia.  F11 annulla."));
    cigo_tui_go_place(app, place);
}

static void show(struct app *app);

static void more(struct app *app, size_t number)
{
    size_t from = app->history.n;
    (void)number;
    show(app);
    cigo_tui_panel_focus(app, from);
}

static void add_run(struct app *app, void (*run)(struct app *app, size_t number), size_t number, const char *text)
{
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", text);
    line->target = TARGET_RUN;
    line->run = run;
    line->number = number;
}

static void begin(struct app *app, struct cigo_place place)
{
    struct history_view *view = &app->history;
    if (!view->arena)
        view->arena = cigo_arena_new();
    cigo_arena_reset(view->arena);
    view->n = 0;
    view->page = (struct cigo_history){.place = place, .more = true};
    show(app);
}

static void row(struct app *app, size_t number)
{
    (void)number;
    begin(app, (struct cigo_place){NULL, app->history.page.place.group, app->history.page.place.row});
}

static void group(struct app *app, size_t number)
{
    (void)number;
    begin(app, (struct cigo_place){.group = app->history.page.place.group});
}

static bool read_page(struct app *app)
{
    struct history_view *view = &app->history;
    struct cigo_error err = {0};
    if (!app->desk->history(app->desk->data, view->arena, &view->page, &err)) {
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
        return false;
    }
    for (size_t i = 0; i < view->page.n; i++)
        *CIGO_PUSH(view->items, view->n, view->cap) = &view->page.items[i];
    return true;
}

static void add_value(struct app *app, size_t i)
{
    struct history_view *view = &app->history;
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    cigo_history_line(app->session, &view->page, view->items[i], &text);
    if (cigo_history_can_take(app->session, view->items[i])) {
        cigo_buf_puts(&text, _("  [riprendi]"));
        add_run(app, take, i, text.p);
    } else {
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", text.p);
    }
    cigo_buf_finish(&text);
}

static void show(struct app *app)
{
    struct history_view *view = &app->history;
    const struct cigo_place *place = &view->page.place;
    struct cigo_buf label;
    if (!read_page(app))
        return;
    cigo_buf_init(&label, 65536);
    cigo_place_label(app->session, *place, &label);
    cigo_tui_panel_open(app, cigo_arena_printf(app->arena, _("Storia: %s (Invio riprende un valore)"), label.p));
    cigo_buf_finish(&label);
    for (size_t i = 0; i < view->n; i++)
        add_value(app, i);
    if (!view->n)
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", cigo_history_none(app->session, *place));
    if (view->page.more)
        add_run(app, more, 0, _("Voci più vecchie"));
    if (place->field && place->group)
        add_run(app, row, 0, _("La storia di tutta la riga"));
    if (place->group && place->row)
        add_run(app, group, 0, _("La storia di tutta la tabella, con le righe tolte"));
}

void cigo_tui_show_history(struct app *app)
{
    begin(app, app->focus);
}

void cigo_tui_history_finish(struct app *app)
{
    free(app->history.items);
    cigo_arena_free(app->history.arena);
}
