/* The application: made, fed with keys, freed; and the loop around a real terminal. */

#include <stdarg.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { MOST_ALERTS = 2, MOST_KEPT = 100 }; /* that the message names, that Ctrl-W lists */
enum { PAUSE_MS = 2 }; /* between letters, after which the rest of the screen is drawn */

void cigo_tui_say(struct app *app, enum style style, const char *format, ...)
{
    va_list ap;
    cigo_buf_clear(&app->message);
    va_start(ap, format);
    cigo_buf_vprintf(&app->message, format, ap);
    va_end(ap);
    cigo_sentence_end_once(&app->message);
    app->message_style = style;
}

const char *cigo_tui_kept(struct app *app, struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(app->arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

static bool is_alert(const struct cigo_effect *effect)
{
    return effect->type == CIGO_EFFECT_ALERT_ON || effect->type == CIGO_EFFECT_ALERT_OFF;
}

static size_t count_alerts(const struct cigo_effects *effects)
{
    size_t n = 0;
    for (size_t i = 0; i < effects->n; i++)
        n += is_alert(&effects->items[i]);
    return n;
}

/* As in plain lines: new values elsewhere are said only when they were known before. */
static bool worth_saying(const struct app *app, const struct cigo_effect *effect)
{
    if (is_alert(effect))
        return false; /* they are on the screen, under their field */
    if (effect->type != CIGO_EFFECT_COMPUTED)
        return true;
    return effect->computed->banner || (*effect->before && *effect->after) ||
           (effect->computed->section == app->section && *effect->after);
}

/* Alerts elsewhere than under the answer, which has the focus, are named; those of a whole table are counted. */
static size_t say_alerts(struct app *app, const struct cigo_effects *effects, struct cigo_buf *out)
{
    static const char *const signs[] = {"i", "!", "!!"};
    size_t changed = count_alerts(effects);
    if (changed > MOST_KEPT) {
        struct cigo_counts counts = cigo_session_counts(app->session, CIGO_SCOPE_SECTION);
        cigo_buf_printf(out, _("Ora errori aperti %zu, avvisi %zu (%s)\n"), counts.error, counts.warning,
                        cigo_tui_key_name(app, CIGO_DO_PROBLEMS));
        return changed;
    }
    struct cigo_alerts alerts = cigo_session_alerts(app->session, CIGO_SCOPE_COMMIT, app->arena);
    size_t n = 0;
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        const struct cigo_alert *alert =
            effect->type == CIGO_EFFECT_ALERT_ON ? cigo_alerts_find(&alerts, effect) : NULL;
        if (!alert || !alert->n_at ||
            (alert->at[0].field == app->focus.field && alert->at[0].group == app->focus.group))
            continue;
        if (n++ >= MOST_ALERTS)
            continue;
        cigo_buf_printf(out, "%s %s ", signs[alert->severity], cigo_severity_label(alert->severity));
        cigo_place_label(app->session, alert->at[0], out);
        cigo_buf_printf(out, ": %s\n", alert->title);
    }
    if (n > MOST_ALERTS)
        cigo_buf_printf(out, ngettext("e %zu altro avviso (%s)\n", "e altri %zu avvisi (%s)\n", n - MOST_ALERTS),
                        n - MOST_ALERTS,
                        cigo_tui_key_name(app, CIGO_DO_PROBLEMS));
    return n;
}

/* All of it is kept for Ctrl-W; the message has room for the first. */
static size_t keep_changes(struct app *app, const struct cigo_effects *effects, struct cigo_buf *first)
{
    size_t n = 0, alerts = 0;
    cigo_buf_clear(&app->changes);
    for (size_t i = 0; i < effects->n; i++) {
        struct cigo_buf buf;
        if (is_alert(&effects->items[i]) && ++alerts > MOST_KEPT)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_effect_line(&effects->items[i], &buf);
        cigo_buf_printf(&app->changes, "%s\n", buf.p);
        const struct cigo_effect *effect = &effects->items[i];
        bool banner = effect->computed && effect->computed->banner &&
                      effect->computed->type == CIGO_TYPE_DATE; /* the term moved: say that */
        if (worth_saying(app, effect) && (n++ == 0 || banner)) {
            cigo_buf_clear(first);
            cigo_buf_add(first, cigo_buf_str(&buf));
        }
        cigo_buf_finish(&buf);
    }
    if (alerts > MOST_KEPT)
        cigo_buf_printf(&app->changes, ngettext("E %zu altro avviso: %s lo elenca.\n",
                                                "E altri %zu avvisi: %s li elenca.\n", alerts - MOST_KEPT),
                        alerts - MOST_KEPT,
                        cigo_tui_key_name(app, CIGO_DO_PROBLEMS));
    return n;
}

void cigo_tui_say_effects(struct app *app, const struct cigo_effects *effects)
{
    struct cigo_buf first;
    cigo_buf_init(&first, 65536);
    size_t n = keep_changes(app, effects, &first);
    const char *failed = cigo_session_save_failed(app->session);
    struct cigo_buf *out = &app->message;
    cigo_tui_review_note(app, effects);
    cigo_buf_clear(out);
    app->message_style = STYLE_INFO;
    if (failed)
        cigo_buf_printf(out, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova.\n"), failed);
    if (say_alerts(app, effects, out))
        app->message_style = STYLE_WARNING;
    if (failed)
        app->message_style = STYLE_ERROR;
    cigo_buf_add(out, cigo_buf_str(&first));
    if (n > 1)
        cigo_buf_printf(out, _(" (+%zu, Ctrl-W)"), n - 1);
    if (out->n)
        cigo_buf_printf(out, _("  %s annulla"), cigo_tui_key_name(app, CIGO_DO_UNDO));
    cigo_buf_finish(&first);
}

void cigo_tui_app_save_place(struct app *app)
{
    struct cigo_buf buf;
    struct cigo_error err = {0};
    struct cigo_place place =
        app->view == VIEW_HOME || app->view == VIEW_REVIEW || app->view == VIEW_PORTAL ? (struct cigo_place){0} : app->focus;
    if (app->view == VIEW_PAGE && !place.field && !place.group)
        return; /* on a computed value or a button: the field before is where to resume */
    if (cigo_session_save_failed(app->session))
        return; /* with the answers that are owed, once they can be written */
    cigo_buf_init(&buf, 1024);
    cigo_position_format(place, &buf);
    if (!app->saved_position || strcmp(app->saved_position, buf.p) != 0) {
        if (!app->desk->save_position(app->desk->data, buf.p, &err) && !app->desk->read_only)
            cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
        free(app->saved_position);
        app->saved_position = cigo_strdup(buf.p);
        app->desk->position = app->saved_position;
    }
    cigo_buf_finish(&buf);
}

void cigo_tui_app_init(struct app *app, struct cigo_desk *desk, int rows, int cols)
{
    struct cigo_place place;
    *app = (struct app){.desk = desk, .session = desk->session,
                        .form = cigo_session_form(desk->session), .arena = cigo_arena_new()};
    cigo_grid_init(&app->grid, rows, cols);
    app->grid.ascii = desk->ascii;
    cigo_buf_init(&app->message, 65536);
    cigo_buf_init(&app->outline, 1 << 20);
    cigo_buf_init(&app->changes, 1 << 20);
    cigo_buf_init(&app->picker.filter, 1024);
    cigo_buf_init(&app->copied, 1 << 26);
    app->panel.arena = cigo_arena_new();
    app->mouse.row = -1;
    cigo_tui_go_home(app);
    if (desk->notice && *desk->notice && !desk->n_declare)
        cigo_tui_say(app, STYLE_WARNING, "%s", desk->notice);
    if (cigo_position_parse(app->form, desk->position, &place) &&
        cigo_session_visible(app->session, place))
        cigo_tui_go_place(app, place);
    cigo_tui_resume_draft(app);
    if (desk->n_declare && *desk->notice)
        cigo_tui_show_again(app);
    if (desk->portal)
        cigo_tui_go_portal(app);
    else if (desk->call)
        cigo_tui_go_call(app);
    if (desk->ask_to_take)
        cigo_tui_take(app);
    if (desk->tour)
        cigo_tui_show_tour(app);
    desk->portal = desk->tour = desk->ask_to_take = false; /* once: after a change of face the user is where he was */
}

void cigo_tui_app_finish(struct app *app)
{
    free(app->import.path);
    cigo_edit_free(app->edit);
    cigo_edit_free(app->prompt_edit);
    free(app->prompt_alert);
    free(app->prompt_question);
    cigo_buf_finish(&app->outline);
    cigo_tui_history_finish(app);
    free(app->picker.chosen);
    free(app->mouse.hots);
    cigo_buf_finish(&app->picker.filter);
    cigo_buf_finish(&app->message);
    cigo_buf_finish(&app->changes);
    cigo_buf_finish(&app->copied);
    cigo_tui_panel_close(app);
    cigo_tui_review_finish(app);
    cigo_arena_free(app->portal.arena);
    cigo_tui_table_finish(app);
    cigo_arena_free(app->panel.arena);
    cigo_grid_finish(&app->grid);
    cigo_arena_free(app->arena);
    free(app->saved_position);
}

/* Answers that could not be written are tried again by themselves. */
static void pay_debts(struct app *app)
{
    struct cigo_error err = {0};
    if (!cigo_session_save_failed(app->session) || !app->desk->retry_save(app->desk->data, &err))
        return;
    cigo_tui_app_save_place(app);
    cigo_tui_say(app, STYLE_OK, _("Tutto è salvato: ora l'archivio risponde."));
}

void cigo_tui_app_idle(struct app *app)
{
    pay_debts(app);
    cigo_tui_draft_write(app);
    if (app->desk->beat_ms)
        app->desk->beat(app->desk->data);
}

/* How long to wait for a key before being idle; -1: for ever, when nothing is owed to the disk or to others. */
static int idle_after(const struct app *app)
{
    if (cigo_session_save_failed(app->session))
        return 2000;
    if (app->draft_owed)
        return cigo_tui_draft_due(app);
    return app->desk->beat_ms ? app->desk->beat_ms : -1;
}

static void hang_up(struct app *app)
{
    cigo_tui_close_picker(app);
    cigo_tui_draft_write(app);
    app->done = true;
    app->end = CIGO_FACE_INTERRUPTED;
}

static bool view_key(struct app *app, const struct key *key)
{
    switch (app->view) {
    case VIEW_HOME:
        return cigo_tui_home_key(app, key);
    case VIEW_PAGE:
        return cigo_tui_page_key(app, key);
    case VIEW_TABLE:
        return cigo_tui_table_key(app, key);
    case VIEW_REVIEW:
        return cigo_tui_review_key(app, key);
    case VIEW_PORTAL:
        return cigo_tui_portal_key(app, key);
    case VIEW_CALL:
        return cigo_tui_call_key(app, key);
    }
    return false;
}

/* What an answer changed stays in sight while the user only looks around. */
static bool is_move(const struct key *key)
{
    return key->type == KEY_TYPE_UP || key->type == KEY_TYPE_DOWN || key->type == KEY_TYPE_TAB ||
           key->type == KEY_TYPE_BACKTAB || key->type == KEY_TYPE_PAGE_UP || key->type == KEY_TYPE_PAGE_DOWN;
}

/* Ctrl-\ twice: the way out when nothing else seems to help. True when it was that. */
static bool leave_at_once(struct app *app, const struct key *key)
{
    bool pressed = key->type == KEY_TYPE_CTRL && key->code == '\\';
    bool again = pressed && app->leave_pressed;
    app->leave_pressed = pressed;
    if (again)
        hang_up(app);
    else if (pressed)
        cigo_tui_say(app, STYLE_WARNING, _("Ancora Ctrl-\\ esce subito, con tutto salvato."));
    return pressed;
}

static void take_key(struct app *app, const struct key *key)
{
    cigo_arena_reset(app->arena);
    if (key->type == KEY_TYPE_MOUSE && !app->tour.screen) {
        cigo_tui_mouse_key(app, key);
        cigo_tui_check_step(app);
        cigo_tui_app_save_place(app);
        return;
    }
    app->mouse.row = -1;
    if (!app->edit && !app->prompt && !is_move(key))
        cigo_buf_clear(&app->message); /* it was about the key before; what a question covers is read after it */
    if (key->type == KEY_TYPE_HANGUP) {
        hang_up(app);
        return;
    }
    if (cigo_tui_too_small(app) && !(key->type == KEY_TYPE_CTRL && strchr("cz\\", (int)key->code)))
        return; /* nobody sees what it would do */
    bool asked = app->pasting; /* for this paste */
    if (cigo_tui_pasting_key(app, key) || leave_at_once(app, key))
        return;
    if (key->type == KEY_TYPE_LATIN1)
        cigo_tui_say(app, STYLE_WARNING,
            _("Il terminale manda Latin-1: l'ho capito, ma conviene impostarlo su UTF-8."));
    if (app->tour.screen && cigo_tui_tour_key(&app->grid, &app->tour, key))
        return;
    if (app->prompt && !cigo_tui_anywhere_key(app, key))
        cigo_tui_prompt_key(app, key);
    else if (app->prompt)
        ;
    else if (!app->panel.open && app->picker.field && cigo_tui_picker_key(app, key))
        ;
    else if (!app->panel.open && app->edit && cigo_tui_editor_key(app, key))
        ;
    else if (cigo_tui_action_key(app, key))
        ;
    else if (app->panel.open)
        cigo_tui_panel_key(app, key);
    else if (!app->edit && !app->picker.field)
        view_key(app, key);
    if (key->type == KEY_TYPE_PASTE)
        cigo_tui_say_paste(app, key, asked);
    cigo_tui_check_step(app);
    cigo_tui_app_save_place(app);
}

/* What is typed meanwhile waits in the terminal. */
static void say_wait(void *data)
{
    struct app *app = data;
    cigo_tui_draw_wait(app);
    if (app->terminal)
        cigo_terminal_show(app->terminal, &app->grid);
}

void cigo_tui_app_key(struct app *app, const struct key *key)
{
    cigo_patience_begin(&app->patience, app->desk, say_wait, app);
    take_key(app, key);
    cigo_patience_end(&app->patience);
}

/* ---- with a real terminal ---- */

bool cigo_tui_available(const char **ret_why)
{
    return cigo_terminal_usable(ret_why);
}

static void save_before_stop(void *data)
{
    cigo_tui_draft_write(data);
}

static void fit(struct app *app)
{
    int rows, cols;
    cigo_terminal_size(app->terminal, &rows, &cols);
    cigo_grid_resize(&app->grid, rows, cols);
}

/* A letter is shown before the rest of the screen is worked out, which seldom changes with it. false: the rest has to
 * come along. */
static bool echo(struct app *app, const struct key *key, const struct edit *typed_in)
{
    bool above = app->prompt || app->pasting || app->panel.open || app->picker.field || app->tour.screen;
    int row;
    if (key->type != KEY_TYPE_TEXT || !app->edit || app->edit != typed_in || above ||
        !cigo_edit_draw_row(app->edit, &app->grid, &row))
        return false;
    cigo_terminal_show_row(app->terminal, &app->grid, row);
    return true;
}

/* false: the screen is not all up to date. */
static bool take_event(struct app *app, const struct key *key)
{
    const struct edit *edit = app->edit;
    if (key->type == KEY_TYPE_NONE)
        cigo_tui_app_idle(app);
    else if (key->type == KEY_TYPE_RESIZE)
        fit(app);
    else if (key->type == KEY_TYPE_WATCH)
        cigo_tui_app_news(app);
    else
        cigo_tui_app_key(app, key);
    return !echo(app, key, edit);
}

/* After a letter the rest of the screen waits for the first pause: who types fast sees each letter at once. */
static void loop(struct app *app)
{
    bool drawn = true;
    while (!app->done) {
        if (drawn) {
            cigo_tui_draw(app);
            cigo_terminal_show(app->terminal, &app->grid);
        }
        cigo_terminal_watch(app->terminal, app->desk->watch);
        struct key key = cigo_terminal_key(app->terminal, drawn ? idle_after(app) : PAUSE_MS);
        drawn = (!drawn && key.type == KEY_TYPE_NONE) || take_event(app, &key);
        cigo_tui_draft_typing(app);
    }
}

enum cigo_face_end cigo_tui_run(struct cigo_desk *desk, const struct cigo_tui_options *options, struct cigo_error *err)
{
    struct app app;
    const char *why;
    int rows, cols;
    struct terminal *terminal = cigo_terminal_open(options, &why);
    if (!terminal) {
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", why);
        return CIGO_FACE_FAILED;
    }
    cigo_terminal_size(terminal, &rows, &cols);
    cigo_tui_app_init(&app, desk, rows, cols);
    app.terminal = terminal;
    app.no_f_keys = cigo_terminal_no_f_keys(terminal);
    app.grid.ascii = desk->ascii || !cigo_terminal_utf8(terminal);
    cigo_terminal_before_stop(terminal, save_before_stop, &app);
    if (cigo_terminal_notice(terminal) && !app.message.n)
        cigo_tui_say(&app, STYLE_INFO, "%s", cigo_terminal_notice(terminal));
    loop(&app);
    enum cigo_face_end end = app.end;
    desk->position = cigo_arena_dup(desk->arena, app.saved_position ? app.saved_position : "");
    cigo_terminal_close(terminal);
    cigo_tui_app_finish(&app);
    return end;
}
