/* The way onto the portal: one key copies, one goes on, one ticks what was copied by hand, one leads to what is still to
 * be copied; what is missing can be answered from here. A value that is taller than its place scrolls first. */

#include <cigo/i18n/i18n.h>
#include "app-priv.h"

void cigo_tui_go_portal(struct app *app)
{
    cigo_tui_go_home(app);
    app->view = VIEW_PORTAL;
    app->portal.stale = true;
}

void cigo_tui_make_portal(struct app *app)
{
    if (!app->portal.stale)
        return;
    if (!app->portal.arena)
        app->portal.arena = cigo_arena_new();
    struct cigo_portal_list *list = &app->portal.list;
    struct cigo_place was = list->n ? list->items[list->at].place : (struct cigo_place){0};
    cigo_arena_reset(app->portal.arena);
    cigo_portal_init(list, app->desk, app->portal.arena);
    size_t at = cigo_portal_find(list, was); /* also where the desk could not keep it */
    if (at < list->n)
        list->at = at;
    app->portal.stale = false;
}

static void say_failed(struct app *app, bool ok, const struct cigo_error *err)
{
    if (!ok)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s"), err->text);
}

void cigo_tui_portal_go(struct app *app, size_t at)
{
    struct cigo_error err = {0};
    app->portal.inner = app->portal.more = 0; /* until it is drawn */
    say_failed(app, cigo_portal_go(&app->portal.list, app->desk, at, &err), &err);
}

static void move(struct app *app, long by)
{
    const struct cigo_portal_list *list = &app->portal.list;
    long to = (long)list->at + by, last = (long)list->n - 1;
    cigo_tui_portal_go(app, (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to));
}

/* Through the value, if it is taller than the last frame: by rows or screens; false: there is no more of it. */
static bool scroll(struct app *app, int by, bool screens)
{
    struct portal_view *view = &app->portal;
    return cigo_scroll_by(&view->inner, by * (screens && view->rows > 1 ? view->rows - 1 : 1), view->more);
}

/* One section, or one group however many rows it has. */
static bool together(const struct cigo_portal_list *list, size_t a, size_t b)
{
    const struct cigo_portal_item *x = &list->items[a], *y = &list->items[b];
    return x->section == y->section && x->place.group == y->place.group;
}

/* To the beginning of what follows, or of this and then of what comes before. */
static void move_part(struct app *app, int by)
{
    const struct cigo_portal_list *list = &app->portal.list;
    size_t at = list->at, from = by < 0 && at > 0 ? at - 1 : at;
    while (by > 0 && at + 1 < list->n && together(list, at, from))
        at++;
    while (by < 0 && at > 0 && together(list, at - 1, from))
        at--;
    cigo_tui_portal_go(app, at);
}

bool cigo_tui_portal_find(struct app *app, struct cigo_place place)
{
    cigo_tui_make_portal(app);
    size_t at = cigo_portal_find(&app->portal.list, place);
    if (at == app->portal.list.n)
        return false;
    cigo_tui_portal_go(app, at);
    return true;
}

/* ---- copying ---- */

static void tick(struct app *app, bool ticked)
{
    struct cigo_error err = {0};
    say_failed(app, cigo_portal_tick(&app->portal.list, app->desk, ticked, &err), &err);
}

/* Of a value that is not whole on the screen the mouse would take a part. */
static void say_sent(struct app *app, enum terminal_copy copied)
{
    struct cigo_buf word;
    cigo_buf_init(&word, 4096);
    cigo_buf_shell_word(&word, app->desk->case_name);
    const char *name = cigo_tui_kept(app, &word);
    bool whole = app->portal.more == 0;
    if (copied == TERMINAL_COPY_SENT && whole)
        cigo_tui_say(app, STYLE_OK, _("Negli appunti. Se incollando non c'è, il terminale non lo permette: selezioni il "
                                      "valore con il mouse."));
    else if (copied == TERMINAL_COPY_SENT)
        cigo_tui_say(app, STYLE_OK, _("Tutto negli appunti. Se incollando non c'è, il terminale non lo permette: lo copi "
                                      "dalle righe semplici, cigo portal %s --lines."), name);
    else if (copied == TERMINAL_COPY_TMUX && whole)
        cigo_tui_say(app, STYLE_OK, _("Negli appunti, se tmux lo permette (set -s set-clipboard on); altrimenti selezioni "
                                      "il valore con il mouse."));
    else if (copied == TERMINAL_COPY_TMUX)
        cigo_tui_say(app, STYLE_OK, _("Tutto negli appunti, se tmux lo permette (set -s set-clipboard on); altrimenti lo copi "
                                      "dalle righe semplici, cigo portal %s --lines."), name);
    else if (copied == TERMINAL_COPY_TOO_LONG)
        cigo_tui_say(app, STYLE_WARNING, _("Troppo lungo per gli appunti del terminale: lo copi dalle righe semplici, cigo "
                                           "portal %s --lines; Spazio segna."), name);
    else if (whole)
        cigo_tui_say(app, STYLE_WARNING, _("Questo terminale non raggiunge gli appunti: selezioni il valore con il mouse, "
                                           "o lo scriva; Spazio segna."));
    else
        cigo_tui_say(app, STYLE_WARNING, _("Questo terminale non raggiunge gli appunti: copi il testo dalle righe semplici, "
                                           "cigo portal %s --lines; Spazio segna."), name);
}

static void send(struct app *app, struct cigo_str value)
{
    enum terminal_copy copied = app->terminal ? cigo_terminal_copy(app->terminal, value) : TERMINAL_COPY_CANNOT;
    say_sent(app, copied);
    if (copied == TERMINAL_COPY_SENT || copied == TERMINAL_COPY_TMUX)
        tick(app, true);
}

static void copy(struct app *app)
{
    const struct cigo_portal_item *item = &app->portal.list.items[app->portal.list.at];
    struct cigo_buf value;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    switch (cigo_portal_value(app->session, item->place, &value)) {
    case CIGO_PORTAL_VALUE:
        send(app, cigo_buf_str(&value));
        break;
    case CIGO_PORTAL_LACKS:
        cigo_tui_say(app, STYLE_WARNING, _("Manca: m lo scrive."));
        break;
    case CIGO_PORTAL_EMPTY:
        cigo_tui_say(app, STYLE_HINT, "%s",
                     item->again ? _("Qui non c'è più nulla: tolga dal portale il valore che aveva copiato; Spazio segna.")
                                 : _("Qui non c'è nulla da copiare: sul portale si lascia vuoto."));
        break;
    case CIGO_PORTAL_WRONG:
        cigo_tui_say(app, STYLE_ERROR, _("Non è stato capito: m lo corregge."));
        break;
    }
    cigo_buf_finish(&value);
}

static void change(struct app *app)
{
    struct cigo_place place = app->portal.list.items[app->portal.list.at].place;
    cigo_tui_go_place(app, place);
    if (place.field && !app->desk->read_only)
        cigo_tui_open_editor(app, NULL);
}

static void toggle_tick(struct app *app)
{
    const struct cigo_portal_item *item = &app->portal.list.items[app->portal.list.at];
    if (!item->ticked && cigo_portal_state_of(app->session, item->place) == CIGO_PORTAL_LACKS)
        cigo_tui_say(app, STYLE_WARNING, _("Non è segnato: manca, ed è obbligatorio. m lo scrive."));
    else
        tick(app, !item->ticked);
}

static void go_to_next(struct app *app)
{
    size_t at;
    if (cigo_portal_next(&app->portal.list, &at))
        cigo_tui_portal_go(app, at);
    else
        cigo_tui_say(app, STYLE_INFO, _("Non c'è altro da copiare."));
}

static void type(struct app *app, const struct key *key)
{
    bool any = app->portal.list.n > 0;
    if (key->code == ' ' && any)
        toggle_tick(app);
    else if (key->code == 'm' && any)
        change(app);
    else if (key->code == 'd' && any)
        go_to_next(app);
    else if (key->code != ' ') {
        cigo_tui_prompt_open(app, PROMPT_GO);
        cigo_tui_prompt_key(app, key);
    }
}

bool cigo_tui_portal_key(struct app *app, const struct key *key)
{
    cigo_tui_make_portal(app);
    int by = key->type == KEY_TYPE_DOWN || key->type == KEY_TYPE_PAGE_DOWN ? 1 : -1;
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_DOWN:
        if (!scroll(app, by, false))
            move(app, by);
        break;
    case KEY_TYPE_BACKTAB:
        move(app, -1);
        break;
    case KEY_TYPE_TAB:
    case KEY_TYPE_RIGHT:
        move(app, 1);
        break;
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_PAGE_DOWN:
        if (!scroll(app, by, true))
            move_part(app, by);
        break;
    case KEY_TYPE_HOME:
    case KEY_TYPE_END:
        move(app, key->type == KEY_TYPE_HOME ? -(long)app->portal.list.n : (long)app->portal.list.n);
        break;
    case KEY_TYPE_ENTER:
        if (app->portal.list.n)
            copy(app);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        cigo_tui_go_home(app);
        break;
    case KEY_TYPE_TEXT:
        type(app, key);
        break;
    default:
        return false;
    }
    return true;
}
