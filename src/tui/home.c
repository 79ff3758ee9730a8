/* Home: the sections with their state, what is wrong and missing in each, and the way in. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static enum style state_style(enum cigo_section_state state)
{
    static const enum style styles[] = {
        [CIGO_SECTION_TODO] = STYLE_NORMAL,       [CIGO_SECTION_PARTIAL] = STYLE_WARNING,
        [CIGO_SECTION_COMPLETE] = STYLE_OK,       [CIGO_SECTION_WRONG] = STYLE_ERROR,
        [CIGO_SECTION_NOT_NEEDED] = STYLE_EMPTY,
    };
    return styles[state];
}

static void put_count(struct cigo_buf *out, const char *sign, size_t n)
{
    if (n)
        cigo_buf_printf(out, "%s%s%zu", out->n ? " " : "", sign, n);
}

/* Signs with their numbers, as in the table; without the state's name where not even that fits. */
static const char *short_state(struct app *app, const struct cigo_section_summary *s, bool named)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    if (named)
        cigo_buf_puts(&buf, _(cigo_section_state_label(s->state)));
    put_count(&buf, "!!", s->errors);
    put_count(&buf, "!", s->warnings);
    if (s->missing && buf.n)
        cigo_buf_putc(&buf, ' ');
    if (s->missing)
        cigo_buf_printf(&buf, _("manca %zu"), s->missing);
    return cigo_tui_kept(app, &buf);
}

static const char *long_state(struct app *app, const struct cigo_section_summary *s)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    cigo_buf_puts(&buf, _(cigo_section_state_label(s->state)));
    if (s->errors)
        cigo_buf_printf(&buf, ngettext("  !! %zu errore", "  !! %zu errori", s->errors), s->errors);
    if (s->warnings)
        cigo_buf_printf(&buf, ngettext("  ! %zu avviso", "  ! %zu avvisi", s->warnings), s->warnings);
    if (s->missing)
        cigo_buf_printf(&buf, ngettext("  manca %zu", "  mancano %zu", s->missing), s->missing);
    return cigo_tui_kept(app, &buf);
}

static bool fits(const char *text, int width)
{
    return (int)cigo_utf8_width(cigo_str_of(text)) <= width;
}

/* Nothing that counts is cut: where the words do not fit, fewer of them. */
static const char *state_text(struct app *app, struct cigo_section_summary s, int width)
{
    if (s.state == CIGO_SECTION_TODO)
        s.missing = 0; /* all of it */
    const char *texts[] = {long_state(app, &s), short_state(app, &s, true), short_state(app, &s, false)};
    size_t i = 0;
    while (i + 1 < sizeof texts / sizeof *texts && !fits(texts[i], width))
        i++;
    return *texts[i] ? texts[i] : texts[0];
}

static void draw_section(struct app *app, int row, size_t index)
{
    struct grid *g = &app->grid;
    const struct cigo_section *section = &app->form->sections[index];
    struct cigo_section_summary summary = cigo_session_section(app->session, index);
    bool focus = index == app->section;
    int split = g->cols >= 76 ? 46 : g->cols >= 56 ? g->cols / 2 + 2 : g->cols - 16;
    const char *title = cigo_arena_printf(app->arena, "%2s. %s", section->code, section->title);
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, focus ? CIGO_STR(">") : CIGO_STR(" "));
    cigo_grid_text(g, row, 2, split - 3, focus ? STYLE_MARK : STYLE_LABEL, cigo_str_of(title));
    cigo_grid_text(g, row, split, g->cols - split, state_style(summary.state),
              cigo_str_of(state_text(app, summary, g->cols - split - 1)));
    if (focus)
        cigo_grid_cursor(g, row, 2);
    cigo_tui_hot(app, HOT_LINE, row, 0, 1, g->cols)->number = index;
}

static int draw_intro(struct app *app, int row)
{
    struct grid *g = &app->grid;
    if (g->rows < 20)
        return row;
    cigo_grid_text(g, row, 1, g->cols - 2, STYLE_TITLE, cigo_str_of(app->form->title));
    row += 1;
    if (g->rows >= 24)
        row += cigo_grid_paragraph(g, row, 1, g->cols - 2, 2, STYLE_HINT,
                                   cigo_str_of(_("Scelga con le frecce e Invio; Esc torna qui. Tutto è salvato subito.")));
    return row;
}

/* Below the sections: what to have at hand, and what is wrong or missing. */
enum home_link { LINK_BEFORE, LINK_PROBLEMS, LINK_MISSING, LINK_REVIEW, LINK_PORTAL, N_LINKS };

static const char *problems_text(struct app *app, const struct cigo_counts *counts)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    cigo_buf_puts(&buf, _("Problemi aperti:"));
    if (counts->error)
        cigo_buf_printf(&buf, ngettext("  !! %zu errore", "  !! %zu errori", counts->error), counts->error);
    if (counts->warning)
        cigo_buf_printf(&buf, ngettext("  ! %zu avviso", "  ! %zu avvisi", counts->warning), counts->warning);
    if (counts->info)
        cigo_buf_printf(&buf, ngettext("  i %zu nota", "  i %zu note", counts->info), counts->info);
    return cigo_tui_kept(app, &buf);
}

static const char *problem_signs(struct app *app, const struct cigo_counts *counts)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    cigo_buf_puts(&buf, _("Problemi aperti:"));
    put_count(&buf, "!!", counts->error);
    put_count(&buf, "!", counts->warning);
    put_count(&buf, "i", counts->info);
    return cigo_tui_kept(app, &buf);
}

/* Which problems are only its own: the list of cases counts them too. */
static const char *review_text(struct app *app)
{
    struct cigo_buf more;
    cigo_buf_init(&more, 1024);
    cigo_summary_review(app->session, &more);
    const char *own = cigo_tui_kept(app, &more);
    if (*own)
        return cigo_arena_printf(app->arena, _("Revisione: in più %s (li conta anche l'elenco)"), own);
    return cigo_session_complete(app->session) ? _("Revisione: la pratica si può fare")
                                               : _("Revisione: tutte le risposte, e che cosa blocca la pratica");
}

static const char *link_text(struct app *app, enum home_link link)
{
    struct cigo_counts counts = cigo_session_counts(app->session, CIGO_SCOPE_SECTION);
    if (link == LINK_BEFORE)
        return _("Prima di cominciare: che cosa tenere a portata di mano");
    if (link == LINK_PROBLEMS && counts.error + counts.warning + counts.info == 0)
        return _("Problemi: nessuno finora");
    if (link == LINK_PROBLEMS)
        return problems_text(app, &counts);
    if (link == LINK_PORTAL)
        return _("Sul portale: copiare la domanda un campo alla volta");
    if (link == LINK_REVIEW)
        return review_text(app);
    if (counts.missing)
        return cigo_arena_printf(app->arena, _("Risposte obbligatorie che mancano: %zu"), counts.missing);
    return _("Non manca nulla di obbligatorio");
}

/* Where the words do not fit, without what explains the first of them; of the problems the signs stay. */
static const char *narrow_link_text(struct app *app, enum home_link link, int width)
{
    const char *text = link_text(app, link);
    struct cigo_counts counts = cigo_session_counts(app->session, CIGO_SCOPE_SECTION);
    if (link == LINK_PROBLEMS && !fits(text, width))
        return problem_signs(app, &counts);
    while (!fits(text, width)) {
        size_t n = strlen(text);
        while (n && !memchr("(,:", text[n], 3))
            n--;
        if (!n)
            break;
        text = cigo_arena_str(app->arena, cigo_str_trim((struct cigo_str){text, n}));
    }
    return text;
}

static void draw_link(struct app *app, int row, enum home_link link)
{
    struct grid *g = &app->grid;
    bool focus = app->section == app->form->n_sections + link;
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, focus ? CIGO_STR(">") : CIGO_STR(" "));
    cigo_grid_text(g, row, 2, g->cols - 3, focus ? STYLE_MARK : STYLE_LABEL,
                   cigo_str_of(narrow_link_text(app, link, g->cols - 3)));
    if (focus)
        cigo_grid_cursor(g, row, 2);
    cigo_tui_hot(app, HOT_LINE, row, 0, 1, g->cols)->number = app->form->n_sections + link;
}

/* The terms after the one in sight; then its law. */
static int draw_terms(struct app *app, int row, int end)
{
    struct grid *g = &app->grid;
    struct cigo_deadlines terms = cigo_deadlines(app->session, app->arena);
    const struct cigo_computed *term = cigo_banner(app->form, CIGO_TYPE_DATE);
    struct cigo_deadline next;
    bool any = cigo_next_deadline(app->session, &next);
    for (size_t i = 0; any && i < terms.n && row < end; i++) {
        struct cigo_buf line;
        if (terms.items[i].term == next.term)
            continue;
        cigo_buf_init(&line, 4096);
        cigo_deadline_line(&terms.items[i], &line);
        cigo_grid_text(g, row++, 1, g->cols - 2, STYLE_TITLE, cigo_str_of(cigo_tui_kept(app, &line)));
    }
    if (any)
        term = next.term;
    if (!term || !term->source || row >= end)
        return row;
    const char *law = cigo_arena_printf(app->arena, _("%s: %s"), term->label, term->source->cite);
    return row + cigo_grid_paragraph(g, row, 1, g->cols - 2, end - row, STYLE_HINT, cigo_str_of(law));
}

/* Where there is room: terms, and what the focused section asks. */
static void draw_about(struct app *app, int row, int end)
{
    struct grid *g = &app->grid;
    row = draw_terms(app, row, end);
    if (app->section >= app->form->n_sections)
        return;
    const struct cigo_section *section = &app->form->sections[app->section];
    if (row < end && section->help)
        cigo_grid_paragraph(g, row, 1, g->cols - 2, end - row, STYLE_HINT, cigo_str_of(section->help));
}

static size_t n_lines(const struct app *app)
{
    return app->form->n_sections + N_LINKS;
}

void cigo_tui_draw_home(struct app *app)
{
    int row = draw_intro(app, cigo_tui_content_top(app));
    int end = cigo_tui_content_top(app) + cigo_tui_content_rows(app);
    int rows = end - row, n = (int)n_lines(app), focus = (int)app->section;
    if (focus < app->top)
        app->top = focus;
    if (focus >= app->top + rows)
        app->top = focus - rows + 1;
    if (n <= rows)
        app->top = 0;
    cigo_grid_more(&app->grid, row, rows, app->grid.cols - 1, app->top > 0, app->top + rows < n);
    for (int i = app->top; i < n && row < end; i++) {
        if (i < (int)app->form->n_sections)
            draw_section(app, row++, (size_t)i);
        else
            draw_link(app, row++, (enum home_link)(i - (int)app->form->n_sections));
    }
    draw_about(app, row, end);
}

static void open_focus(struct app *app)
{
    if (app->section < app->form->n_sections)
        cigo_tui_go_section(app, app->section);
    else if (app->section == app->form->n_sections + LINK_BEFORE)
        cigo_tui_show_before(app);
    else if (app->section == app->form->n_sections + LINK_PROBLEMS)
        cigo_tui_show_problems(app);
    else if (app->section == app->form->n_sections + LINK_MISSING)
        cigo_tui_show_missing(app);
    else if (app->section == app->form->n_sections + LINK_REVIEW)
        cigo_tui_go_review(app);
    else
        cigo_tui_go_portal(app);
}

static void move(struct app *app, int by)
{
    int to = (int)app->section + by, last = (int)n_lines(app) - 1;
    app->section = (size_t)(to < 0 ? 0 : to > last ? last : to);
}

bool cigo_tui_home_key(struct app *app, const struct key *key)
{
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_BACKTAB:
        move(app, -1);
        break;
    case KEY_TYPE_DOWN:
    case KEY_TYPE_TAB:
        move(app, 1);
        break;
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_HOME:
        move(app, -1000);
        break;
    case KEY_TYPE_PAGE_DOWN:
    case KEY_TYPE_END:
        move(app, 1000);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
        open_focus(app);
        break;
    case KEY_TYPE_ESC:
        cigo_tui_prompt_open(app, PROMPT_QUIT);
        break;
    case KEY_TYPE_TEXT:
        cigo_tui_prompt_open(app, PROMPT_GO);
        if (key->code != '/') /* it only opens the prompt */
            cigo_tui_prompt_key(app, key);
        break;
    default:
        return false;
    }
    return true;
}
