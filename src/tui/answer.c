/* Answering: the one-line editor in place, the box for texts, and what happens when they close. Leaving an
 * editor, by whatever key, keeps what was typed; undo takes it back. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

bool cigo_tui_may_change(struct app *app)
{
    if (app->desk->read_only)
        cigo_tui_say(app, STYLE_WARNING, "%s", cigo_read_only_sentence(app->session));
    return !app->desk->read_only;
}

void cigo_tui_set_answer(struct app *app, struct cigo_place place, struct cigo_str text)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    if (!cigo_tui_may_change(app))
        return;
    bool ok = cigo_session_set(app->session, place, text, &effects, &err);
    cigo_tui_say_effects(app, &effects);
    cigo_tui_say_places(app, place);
    cigo_tui_say_book(app, place);
    if (!ok)
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
}

void cigo_tui_open_editor(struct app *app, const char *start)
{
    const struct cigo_field *field = app->focus.field;
    if (field->ctx.choices || field->kind->type == CIGO_TYPE_BOOLEAN) {
        cigo_tui_open_picker(app, start);
        return;
    }
    const char *now = cigo_session_text(app->session, app->focus);
    app->edit_box = field->kind->multiline;
    app->outlined = NULL; /* the answers decide what it asks */
    bool fresh = start && !app->edit_box;
    app->edit = cigo_edit_new(app->edit_box, cigo_str_of(now));
    if (!app->edit_box && app->view == VIEW_PAGE)
        cigo_tui_say(app, STYLE_HINT, _("Invio conferma, Esc chiude e tiene, %s annulla"), cigo_tui_key_name(app, CIGO_DO_UNDO));
    if (fresh)
        cigo_edit_retype(app->edit, cigo_str_of(start));
    else if (start) {
        struct key key = {.type = KEY_TYPE_PASTE, .paste = cigo_str_of(start)};
        cigo_edit_key(app->edit, &key);
    }
    app->draft_owed |= start != NULL;
}

void cigo_tui_drop_editor(struct app *app)
{
    cigo_edit_free(app->edit);
    app->edit = NULL;
    app->edit_box = false;
    cigo_buf_clear(&app->message);
    cigo_tui_draft_forget(app);
}

void cigo_tui_close_editor(struct app *app, int move)
{
    char *text = cigo_str_dup(cigo_edit_text(app->edit));
    cigo_edit_free(app->edit);
    app->edit = NULL;
    app->edit_box = false;
    cigo_buf_clear(&app->message);
    const char *answer = cigo_session_text(app->session, app->focus);
    if (*text && *answer && !cigo_str_trim(cigo_str_of(text)).n)
        cigo_tui_say(app, STYLE_INFO, _("Solo spazi: la risposta resta com'era. Canc la vuota."));
    else if (strcmp(text, answer) != 0)
        cigo_tui_set_answer(app, app->focus, cigo_str_of(text));
    free(text);
    cigo_tui_draft_forget(app); /* the answer is kept first */
    if (cigo_tui_call_back(app))
        return;
    const struct cigo_answers *answers = cigo_session_answers(app->session);
    bool bad = cigo_answers_cell(answers, app->focus).verdict == CIGO_BAD;
    if (move && !bad && cigo_answers_has(answers, app->focus))
        cigo_tui_move_on(app, move);
    else if (bad)
        cigo_tui_unfold(app, true); /* what is wrong and what to type, at once */
}

void cigo_tui_say_kept(struct app *app, struct cigo_place place)
{
    struct cigo_buf kept, label, echo;
    cigo_buf_init(&kept, 65536);
    cigo_buf_init(&label, 4096);
    cigo_buf_init(&echo, 4096);
    cigo_place_label(app->session, place, &label);
    cigo_session_echo(app->session, place, &echo);
    cigo_buf_printf(&kept, echo.n ? _("Tenuto: %s: %s.") : _("Vuotato: %s."), label.p, echo.p);
    if (!echo.n || !app->message.n)
        cigo_buf_printf(&kept, _("  %s annulla"), cigo_tui_key_name(app, CIGO_DO_UNDO));
    if (app->message.n)
        cigo_buf_printf(&kept, "\n%s", app->message.p);
    enum style style = app->message.n ? app->message_style : STYLE_INFO;
    cigo_tui_say(app, style, "%s", kept.p);
    cigo_buf_finish(&kept);
    cigo_buf_finish(&label);
    cigo_buf_finish(&echo);
}

void cigo_tui_keep_aside(struct app *app)
{
    struct cigo_place place = app->focus;
    char *before = cigo_strdup(cigo_session_text(app->session, place));
    cigo_tui_close_editor(app, 0);
    const char *now = cigo_session_text(app->session, place);
    if (strcmp(before, now) != 0 && !(place.field->kind->multiline && *now))
        cigo_tui_say_kept(app, place);
    free(before);
}

void cigo_tui_keep_typed(struct app *app)
{
    cigo_tui_close_picker(app);
    if (app->edit && !app->edit_box) {
        cigo_tui_close_editor(app, 0);
    } else if (app->edit) {
        const char *text = cigo_arena_str(app->arena, cigo_edit_text(app->edit));
        if (strcmp(text, cigo_session_text(app->session, app->focus)) != 0)
            cigo_tui_set_answer(app, app->focus, cigo_str_of(text));
    }
}

/* What is being typed, understood: "lunedì 2 novembre 2026". */
static void echo_typed(struct app *app)
{
    const struct cigo_field *field = app->focus.field;
    struct cigo_parsed parsed;
    struct cigo_buf buf;
    if (app->edit_box || !field->kind->echo)
        return;
    cigo_parsed_init(&parsed);
    cigo_buf_init(&buf, 65536);
    cigo_field_parse(field, cigo_session_today(app->session), cigo_edit_text(app->edit), &parsed);
    if (parsed.value.storage != CIGO_NULL)
        cigo_kind_echo(field->kind, &field->ctx, &parsed.value, &buf);
    if (buf.n)
        cigo_tui_say(app, STYLE_HINT, "= %s", buf.p);
    else
        cigo_buf_clear(&app->message);
    cigo_parsed_finish(&parsed);
    cigo_buf_finish(&buf);
}

/* A long text that is only to be read: what was changed just now is not, and it is said why. */
static bool is_refused(struct app *app)
{
    return app->desk->read_only && cigo_edit_undo(app->edit) && !cigo_tui_may_change(app);
}

/* Ctrl-Y is the editor's own. */
static bool is_redo(const struct key *key)
{
    return key->type == KEY_TYPE_F && key->code == (uint32_t)cigo_feature(CIGO_DO_REDO)->f;
}

static void step_back(struct app *app, bool redo)
{
    if (redo ? cigo_edit_redo(app->edit) : cigo_edit_undo(app->edit))
        echo_typed(app);
    else
        cigo_tui_say(app, STYLE_HINT, "%s", redo ? _("Qui non c'è altro da rifare; Esc chiude.")
                                                 : _("Qui non c'è altro da annullare; Esc chiude."));
    app->draft_owed = true;
}

bool cigo_tui_editor_key(struct app *app, const struct key *key)
{
    bool cell = app->view == VIEW_TABLE && !app->edit_box;
    if (key->type == KEY_TYPE_ESC && cell) {
        cigo_tui_table_leave_editor(app);
        return true;
    }
    if (key->type == KEY_TYPE_ESC) {
        cigo_tui_keep_aside(app);
        cigo_tui_review_next(app);
        return true;
    }
    if (app->edit_box && key->type == KEY_TYPE_TAB) {
        cigo_tui_close_editor(app, 1);
        return true;
    }
    if (cigo_tui_is_undo(key) || is_redo(key)) {
        step_back(app, is_redo(key));
        return true;
    }
    if (key->type == KEY_TYPE_TAB && app->focus.field->kind->id == CIGO_KIND_FILE &&
        cigo_tui_complete_file(app, app->edit))
        return true;
    if (key->type == KEY_TYPE_TAB && app->focus.field->kind->id == CIGO_KIND_COMUNE && cigo_tui_complete_town(app))
        return true;
    if (key->type == KEY_TYPE_TAB && cigo_tui_complete_company(app))
        return true;
    if (cigo_edit_key(app->edit, key)) {
        if (is_refused(app))
            return true;
        app->draft_owed = true;
        echo_typed(app);
        cigo_tui_offer_typed(app);
        return true;
    }
    if (app->edit_box)
        return false;
    if (cell)
        return cigo_tui_table_editor_key(app, key);
    switch (key->type) {
    case KEY_TYPE_ENTER:
    case KEY_TYPE_TAB:
    case KEY_TYPE_DOWN:
        cigo_tui_close_editor(app, 1);
        return true;
    case KEY_TYPE_BACKTAB:
    case KEY_TYPE_UP:
        cigo_tui_close_editor(app, -1);
        return true;
    default:
        return false;
    }
}

void cigo_tui_draw_box(struct app *app)
{
    struct grid *g = &app->grid;
    int cols = g->cols - (g->cols >= PAGE_WIDE ? PAGE_HELP : 0); /* beside it, what the text must say */
    const struct cigo_field *field = app->focus.field;
    int row = cigo_tui_content_top(app), rows = cigo_tui_content_rows(app);
    size_t n = cigo_utf8_count(cigo_edit_text(app->edit));
    size_t most = field->ctx.max_chars;
    struct cigo_buf title;
    cigo_buf_init(&title, 4096);
    cigo_place_label(app->session, app->focus, &title);
    int used = cigo_grid_paragraph(g, row, 1, cols - 2, rows > 8 ? 3 : 1, STYLE_TITLE, cigo_buf_str(&title));
    cigo_buf_finish(&title);
    if (rows > 8 && field->ask)
        used += cigo_grid_paragraph(g, row + used, 1, cols - 2, 3, STYLE_HINT, cigo_str_of(field->ask));
    if (most)
        cigo_grid_printf(g, row + rows - 1, 1, cols - 2,
                         n > most              ? STYLE_ERROR
                         : n > most - most / 10 ? STYLE_WARNING
                                                : STYLE_HINT,
                         n > most ? _("!! %zu caratteri, al massimo %zu") : _("%zu caratteri su %zu"), n, most);
    else
        cigo_grid_printf(g, row + rows - 1, 1, cols - 2, STYLE_HINT, _("%zu caratteri"), n);
    cigo_edit_draw_box(app->edit, g, row + used, 1, rows - used - 1, cols - 2);
    cigo_tui_hot(app, HOT_EDIT, row + used, 1, rows - used - 1, cols - 2)->edit = app->edit;
    cigo_tui_draw_side_help(app);
}
