/* On the telephone: the agent's card of one place, which scrolls by lines; the places one after the other. Enter opens
 * the answer and comes back here, whatever the answer is worth and whatever key ends it: what one types at a card is
 * always a code. */

#include <cigo/exchange/call.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { INDENT = 2 };

/* ---- drawing ---- */

/* Where the next line of the card goes; those above the top of the screen are only counted. */
struct paper {
    struct app *app;
    int row, end, skip, lines;
    const char *below; /* the sign of the first alert, if it is under the end: "!!" */
    enum style below_style;
};

static void put(struct paper *paper, int indent, enum style style, const char *text)
{
    struct grid *g = &paper->app->grid;
    int width = g->cols - indent - 3; /* one is for the arrows */
    struct cigo_buf shown;
    struct cigo_str line;
    cigo_buf_init(&shown, 1 << 20);
    cigo_grid_shown(g, cigo_str_of(text), &shown);
    for (struct cigo_str rest = cigo_buf_str(&shown); cigo_grid_wrap(&rest, width, &line); paper->lines++)
        if (paper->lines >= paper->skip && paper->row < paper->end)
            cigo_grid_text(g, paper->row++, indent, width, style, line);
    cigo_buf_finish(&shown);
}

static void put_part(struct paper *paper, const struct cigo_call_part *part)
{
    static const enum style styles[] = {
        [CIGO_CALL_READ] = STYLE_VALUE, [CIGO_CALL_CHOICE] = STYLE_NORMAL, [CIGO_CALL_ABOUT] = STYLE_NORMAL,
        [CIGO_CALL_ANSWER] = STYLE_COMPUTED, [CIGO_CALL_ERROR] = STYLE_ERROR, [CIGO_CALL_WARNING] = STYLE_WARNING,
        [CIGO_CALL_NOTE] = STYLE_INFO,
    };
    static const char *const signs[] = {[CIGO_CALL_ERROR] = "!!", [CIGO_CALL_WARNING] = "!", [CIGO_CALL_NOTE] = "i"};
    bool read = part->type == CIGO_CALL_READ;
    if (part->type >= CIGO_CALL_ERROR && !paper->below && paper->row == paper->end) {
        paper->below = signs[part->type];
        paper->below_style = styles[part->type];
    }
    if (part->type == CIGO_CALL_CHOICE)
        put(paper, 2 * INDENT, styles[part->type], part->text);
    else
        put(paper, INDENT, styles[part->type],
            cigo_arena_printf(paper->app->arena, read ? "%s: «%s»" : "%s: %s", part->label, part->text));
}

static struct paper lay(struct app *app, const struct cigo_call_card *card, int row, int end)
{
    struct paper paper = {.app = app, .row = row, .end = end, .skip = app->top};
    for (size_t i = 0; i < card->n; i++)
        put_part(&paper, &card->parts[i]);
    return paper;
}

/* That the card goes on, and with what if that is an alert. */
static void draw_more(struct grid *g, int row, const struct paper *paper)
{
    int sign = paper->below ? cigo_grid_text(g, row, g->cols - 3, 2, paper->below_style, cigo_str_of(paper->below)) : 1;
    cigo_grid_text(g, row, g->cols - 3 + sign, 1, STYLE_HINT, g->ascii ? CIGO_STR("v") : CIGO_STR("↓"));
}

void cigo_tui_draw_call(struct app *app)
{
    struct grid *g = &app->grid;
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    if (!app->focus.field && !app->focus.group)
        return;
    struct cigo_call_card card = cigo_call_card(app->session, app->focus, app->arena);
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    row += cigo_grid_paragraph(g, row, INDENT, g->cols - INDENT - 2, end - row > 6 ? 2 : 1, STYLE_TITLE,
                               cigo_str_of(card.title));
    cigo_grid_cursor(g, row - 1, INDENT);
    int lines = lay(app, &card, end, end).lines; /* counted before the top is held to what there is */
    int most = lines > end - row ? lines - (end - row) : 0;
    app->top = app->top > most ? most : app->top;
    struct paper paper = lay(app, &card, row, end);
    if (app->top > 0)
        cigo_grid_text(g, row, g->cols - 2, 1, STYLE_HINT, g->ascii ? CIGO_STR("^") : CIGO_STR("↑"));
    if (app->top < most)
        draw_more(g, end - 1, &paper);
}

/* ---- moving ---- */

void cigo_tui_call_place(struct app *app, struct cigo_place place)
{
    if (place.group && place.row && !cigo_answers_has(cigo_session_answers(app->session), place))
        place = (struct cigo_place){.group = place.group}; /* the row was taken off since */
    app->section = place.group ? place.group->section : place.field->section;
    if (place.group && !place.row)
        place.field = NULL; /* a column of every row: the group */
    if (place.group && place.row && !place.field && !cigo_call_enter(app->session, place.group, &place))
        place = (struct cigo_place){.group = place.group};
    app->focus = place;
    app->focus_type = place.field ? ITEM_FIELD : ITEM_GROUP;
    app->top = 0;
}

/* Its first question that is asked. */
void cigo_tui_call_section(struct app *app, size_t section)
{
    struct cigo_place place = {0};
    while (cigo_call_step(app->session, place, 1, &place)) {
        if (place.group)
            place = (struct cigo_place){.group = place.group};
        if ((place.group ? place.group->section : place.field->section) != section)
            continue;
        cigo_tui_call_place(app, place);
        return;
    }
}

static void step(struct app *app, int direction)
{
    struct cigo_place place;
    if (cigo_call_step(app->session, app->focus, direction, &place))
        cigo_tui_call_place(app, place);
    else
        cigo_tui_say(app, STYLE_HINT, "%s", direction > 0 ? _("È l'ultima domanda.") : _("È la prima domanda."));
}

static void say_time(struct app *app, bool over)
{
    struct cigo_buf time;
    cigo_buf_init(&time, 256);
    int64_t seconds = cigo_desk_call_seconds(app->desk);
    cigo_call_time(seconds < 0 ? 0 : seconds, &time);
    cigo_tui_say(app, STYLE_INFO, over ? _("La telefonata è durata %s.") : _("La telefonata dura da %s."), time.p);
    cigo_buf_finish(&time);
}

/* ---- answering, and back: as from the review ---- */

bool cigo_tui_on_call(const struct app *app)
{
    return app->view == VIEW_CALL || (app->review.changing && app->review.from == VIEW_CALL);
}

void cigo_tui_call_away(struct app *app)
{
    app->review.changing = true;
    app->review.from = VIEW_CALL;
    app->review.card = app->focus;
    app->review.n_asked = 0;
    app->view = VIEW_PAGE;
    cigo_tui_unfold(app, false);
}

/* An answer that was not understood is kept as it is written; the card has the rest. */
static void say_bad(struct app *app)
{
    struct cigo_alerts alerts = cigo_session_alerts_at(app->session, CIGO_SCOPE_COMMIT, app->focus, app->arena);
    struct cigo_buf label;
    cigo_buf_init(&label, 4096);
    cigo_place_label(app->session, app->focus, &label);
    for (size_t i = 0; i < alerts.n; i++)
        if (alerts.items[i].kind)
            cigo_tui_say(app, STYLE_ERROR, _("!! %s Tenuto com'è scritto: %s"), alerts.items[i].why, label.p);
    cigo_buf_finish(&label);
}

bool cigo_tui_call_back(struct app *app)
{
    if (app->view != VIEW_PAGE || !cigo_tui_on_call(app) || !cigo_tui_same_place(app->review.card, app->focus))
        return false;
    cigo_tui_review_return(app);
    const struct cigo_answers *answers = cigo_session_answers(app->session);
    if (app->focus.field && cigo_answers_cell(answers, app->focus).verdict == CIGO_BAD &&
        !cigo_session_save_failed(app->session))
        say_bad(app);
    return true;
}

/* ---- beginning and end ---- */

/* Where the user is, or the first question. */
void cigo_tui_go_call(struct app *app)
{
    bool here = app->view != VIEW_HOME && app->view < VIEW_REVIEW && (app->focus.field || app->focus.group);
    struct cigo_place place = app->focus;
    cigo_tui_panel_close(app);
    if (app->view == VIEW_CALL) {
        say_time(app, false);
        return;
    }
    if (!here && !cigo_call_step(app->session, (struct cigo_place){0}, 1, &place))
        return;
    cigo_desk_call(app->desk, true);
    if (app->edit) { /* a draft that is there again */
        cigo_tui_call_away(app);
        return;
    }
    app->view = VIEW_CALL;
    app->review.changing = false;
    cigo_tui_call_place(app, place);
}

static void leave(struct app *app)
{
    struct cigo_place place = app->focus;
    say_time(app, true);
    cigo_desk_call(app->desk, false);
    app->view = VIEW_PAGE;
    cigo_tui_go_place(app, place);
}

/* ---- keys ---- */

static void answer(struct app *app)
{
    if (!cigo_session_visible(app->session, app->focus)) {
        cigo_tui_say(app, STYLE_HINT, _("Ora non si chiede: %s dice perché."), cigo_tui_key_name(app, CIGO_DO_WHY));
    } else if (!app->focus.field) {
        cigo_tui_call_away(app);
        cigo_tui_table_open(app, app->focus);
        cigo_tui_say(app, STYLE_HINT, _("Le righe, per scriverci. Esc torna alla telefonata."));
    } else if (cigo_tui_may_change(app)) {
        cigo_tui_call_away(app);
        cigo_tui_open_editor(app, NULL);
    }
}

static void into_rows(struct app *app)
{
    struct cigo_place place;
    if (app->focus.group && !app->focus.row && cigo_call_enter(app->session, app->focus.group, &place))
        cigo_tui_call_place(app, place);
    else
        step(app, 1);
}

static void scroll(struct app *app, int by)
{
    app->top = app->top + by < 0 ? 0 : app->top + by;
}

bool cigo_tui_call_key(struct app *app, const struct key *key)
{
    int page = cigo_tui_content_rows(app) - 2;
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_BACKTAB:
        step(app, -1);
        break;
    case KEY_TYPE_DOWN:
    case KEY_TYPE_TAB:
        step(app, 1);
        break;
    case KEY_TYPE_RIGHT:
        into_rows(app);
        break;
    case KEY_TYPE_LEFT:
        step(app, -1);
        break;
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_PAGE_DOWN:
        scroll(app, key->type == KEY_TYPE_PAGE_DOWN ? page : -page);
        break;
    case KEY_TYPE_ENTER:
        answer(app);
        break;
    case KEY_TYPE_ESC:
        leave(app);
        break;
    case KEY_TYPE_TEXT:
        if (key->code == 'n' && cigo_tui_keeps_notes(app)) {
            cigo_tui_prompt_open(app, PROMPT_NOTE);
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
