/* The review: moving through it, changing an answer from it, and being back at the same line. The questions
 * that an answer brings are asked first, each once; Esc is always the way back. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

void cigo_tui_go_review(struct app *app)
{
    cigo_tui_go_home(app);
    app->view = VIEW_REVIEW;
    cigo_tui_review_focus(app, app->review.top = 0);
    app->review.stale = true;
    app->review.hidden = false;
}

const struct cigo_review_line *cigo_tui_review_line(const struct app *app)
{
    const struct cigo_review *list = &app->review.list;
    return app->view == VIEW_REVIEW && app->review.focus < list->n ? &list->lines[app->review.focus] : NULL;
}

void cigo_tui_review_finish(struct app *app)
{
    cigo_arena_free(app->review.arena);
    free(app->review.asked);
}

/* ---- changing, and back ---- */

bool cigo_tui_review_return(struct app *app)
{
    if (!app->review.changing)
        return false;
    cigo_tui_go_home(app); /* leaves the section, as always */
    app->view = app->review.from;
    if (app->view == VIEW_CALL)
        cigo_tui_call_place(app, app->review.card);
    return true;
}

void cigo_tui_review_note(struct app *app, const struct cigo_effects *effects)
{
    struct review_view *review = &app->review;
    review->stale = app->portal.stale = true;
    for (size_t i = 0; review->changing && i < effects->n; i++)
        if (effects->items[i].type == CIGO_EFFECT_SHOWN)
            *CIGO_PUSH(review->asked, review->n_asked, review->cap_asked) = effects->items[i].place;
}

static bool is_open(const struct app *app, struct cigo_place place)
{
    if (!cigo_session_visible(app->session, place))
        return false;
    return place.field ? !*cigo_session_text(app->session, place)
                       : cigo_tui_rows_of(app, place.group)->n == 0;
}

bool cigo_tui_review_next(struct app *app)
{
    struct review_view *review = &app->review;
    const struct cigo_answers *answers = cigo_session_answers(app->session);
    if (!review->changing || app->focus.row || !cigo_answers_has(answers, app->focus) ||
        cigo_answers_cell(answers, app->focus).verdict == CIGO_BAD)
        return false; /* in a row one goes on to its next column; what was not understood stays in sight */
    for (size_t i = 0; i < review->n_asked && review->from != VIEW_CALL; i++) { /* there each has its card */
        struct cigo_place place = review->asked[i];
        if (!is_open(app, place))
            continue;
        review->n_asked -= i + 1;
        memmove(review->asked, review->asked + i + 1, review->n_asked * sizeof *review->asked);
        cigo_tui_go_place(app, place);
        return true;
    }
    return cigo_tui_review_return(app);
}

static void change(struct app *app)
{
    const struct cigo_review_line *line = cigo_tui_review_line(app);
    struct cigo_place place = line ? line->place : (struct cigo_place){0};
    if (!place.field && !place.group) {
        cigo_tui_say(app, STYLE_HINT, _("Su questa riga non c'è una risposta da cambiare."));
        return;
    }
    if (line->type == CIGO_REVIEW_HIDDEN) {
        struct cigo_place whole = {.group = place.group};
        bool group = place.group && !cigo_session_visible(app->session, whole);
        cigo_tui_show_why_of(app, group ? whole : place);
        return;
    }
    bool editor = line->type == CIGO_REVIEW_FIELD || line->type == CIGO_REVIEW_MISSING;
    bool alert = line->type == CIGO_REVIEW_ALERT;
    cigo_tui_go_place(app, place);
    cigo_tui_unfold(app, alert);
    if (editor && place.field && !app->desk->read_only)
        cigo_tui_open_editor(app, NULL);
}

/* ---- the dossier ---- */

void cigo_tui_ask_dossier(struct app *app)
{
    struct cigo_buf question;
    bool draft = !cigo_session_complete(app->session);
    cigo_buf_init(&question, 4096);
    cigo_buf_printf(&question, draft ? _("Cartella della BOZZA (solo Invio: %s): ") : _("Cartella della pratica (solo Invio: %s): "),
                    cigo_desk_dossier_folder(app->desk, draft, app->arena));
    free(app->prompt_question);
    app->prompt_question = cigo_buf_take(&question);
    cigo_tui_prompt_open(app, PROMPT_DOSSIER);
}

void cigo_tui_make_dossier(struct app *app, const char *dir)
{
    struct cigo_error err = {0};
    bool draft = !cigo_session_complete(app->session);
    if (!*dir)
        dir = cigo_desk_dossier_folder(app->desk, draft, app->arena);
    bool ok = app->desk->dossier(app->desk->data, dir, draft, &dir, &err);
    if (app->terminal)
        cigo_terminal_redraw(app->terminal); /* the maker of PDF files may have said something */
    if (!ok)
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    else if (draft)
        cigo_tui_say(app, STYLE_OK, _("Fatta la bozza nella cartella %s: non si presenta."), dir);
    else
        cigo_tui_say(app, STYLE_OK, _("Fatta la pratica nella cartella %s; INDICE.txt dice che cosa contiene."), dir);
}

void cigo_tui_print(struct app *app, const char *path)
{
    struct cigo_error err = {0};
    if (!*path)
        return;
    if (!app->desk->print(app->desk->data, path, &err))
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    else if (cigo_session_complete(app->session))
        cigo_tui_say(app, STYLE_OK, _("Scritta la domanda nel file %s."), path);
    else
        cigo_tui_say(app, STYLE_OK, _("Scritta la domanda nel file %s, come BOZZA: non è completa."), path);
}

/* ---- moving ---- */

void cigo_tui_review_focus(struct app *app, size_t line)
{
    app->review.focus = line;
    app->review.inner = 0;
}

static void move(struct app *app, long by)
{
    const struct review_view *review = &app->review;
    long to = (long)review->focus + by, last = (long)review->list.n - 1;
    cigo_tui_review_focus(app, (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to));
}

/* The last line in sight becomes the first, so that none is passed over. */
static void move_page(struct app *app, int by)
{
    struct review_view *review = &app->review;
    long page = (long)(review->last - review->top);
    if (by > 0 && review->focus < review->last)
        cigo_tui_review_focus(app, review->top = review->last);
    else
        move(app, by * (page < 1 ? 1 : page));
}

static void move_section(struct app *app, int by)
{
    const struct cigo_review *list = &app->review.list;
    size_t at = app->review.focus;
    do
        at += by > 0 ? 1 : (size_t)-1;
    while (at < list->n && list->lines[at].type != CIGO_REVIEW_HEADING);
    if (at < list->n)
        cigo_tui_review_focus(app, app->review.top = at);
}

static void toggle_hidden(struct app *app)
{
    struct review_view *review = &app->review;
    review->hidden = !review->hidden;
    review->stale = true;
    cigo_tui_make_review(app);
    for (size_t i = 0; review->hidden && i < review->list.n; i++)
        if (review->list.lines[i].type == CIGO_REVIEW_HIDDEN && review->list.lines[i - 1].type == CIGO_REVIEW_HEADING)
            cigo_tui_review_focus(app, review->top = i - 1);
    if (review->hidden && !review->list.hidden)
        cigo_tui_say(app, STYLE_INFO, _("Non ci sono risposte conservate che ora non servono."));
}

bool cigo_tui_review_key(struct app *app, const struct key *key)
{
    int by = key->type == KEY_TYPE_DOWN || key->type == KEY_TYPE_PAGE_DOWN ? 1 : -1;
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_DOWN:
        if (!cigo_tui_review_scroll(app, by, false))
            move(app, by);
        break;
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_PAGE_DOWN:
        if (!cigo_tui_review_scroll(app, by, true))
            move_page(app, by);
        break;
    case KEY_TYPE_HOME:
    case KEY_TYPE_CTRL_HOME:
        move(app, -(long)app->review.list.n);
        break;
    case KEY_TYPE_END:
    case KEY_TYPE_CTRL_END:
        move(app, (long)app->review.list.n);
        break;
    case KEY_TYPE_TAB:
    case KEY_TYPE_BACKTAB:
        move_section(app, key->type == KEY_TYPE_TAB ? 1 : -1);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
        change(app);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        cigo_tui_go_home(app);
        break;
    case KEY_TYPE_TEXT:
        if (key->code == 'h') {
            toggle_hidden(app);
            break;
        }
        if (key->code == 'p') {
            cigo_tui_ask_dossier(app);
            break;
        }
        cigo_tui_prompt_open(app, PROMPT_GO);
        cigo_tui_prompt_key(app, key);
        break;
    default:
        return false;
    }
    return true;
}
