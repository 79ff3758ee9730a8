/* How the start screen looks: what is looked for, the cases one a line, the focused one in sentences, the keys. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/summary.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/features.h>
#include "shelf-priv.h"

enum { WIDE = 72, DAYS = 11, CAUSALE = 20, STATE = 18, WIDEST = 110, PERIOD = 29, FEW_ROWS = 16 };

static void put_days(const struct cigo_shelf *shelf, const struct cigo_summary *s, struct cigo_buf *out)
{
    int32_t days;
    if (!cigo_summary_days(s, shelf->today, &days))
        cigo_buf_puts(out, "-");
    else if (cigo_summary_is_settled(s, shelf->today))
        cigo_buf_puts(out, _("inviata"));
    else if (days < 0)
        cigo_buf_printf(out, _("da %ld g"), -(long)days);
    else if (days == 0)
        cigo_buf_puts(out, _("oggi"));
    else
        cigo_buf_printf(out, _("fra %ld g"), (long)days);
}

static enum style days_style(const struct cigo_shelf *shelf, const struct cigo_summary *s)
{
    enum { SOON = 7 };
    int32_t days;
    if (!cigo_summary_days(s, shelf->today, &days) || cigo_summary_is_settled(s, shelf->today))
        return STYLE_HINT;
    return days < 0 ? STYLE_ERROR : days <= SOON ? STYLE_WARNING : STYLE_OK;
}

static void put_who(const struct cigo_case_info *info, struct cigo_buf *out)
{
    const struct cigo_summary *s = &info->summary;
    cigo_buf_printf(out, "%lld. %s", (long long)info->id, *s->company ? s->company : info->name);
    if (*s->unit)
        cigo_buf_printf(out, ", %s", s->unit);
}

static void put_state(const struct cigo_summary *s, struct cigo_buf *out)
{
    cigo_buf_puts(out, s->shown.state);
    if (s->errors)
        cigo_buf_printf(out, " !!%zu", s->errors);
}

static void draw_line(struct grid *g, const struct shelf_view *view, int row, const struct cigo_case_info *info)
{
    const struct cigo_summary *s = &info->summary;
    bool wide = g->cols >= WIDE, widest = g->cols >= WIDEST, focus = cigo_shelf_at(view->shelf, view->line) == info;
    int rest = g->cols - 3 - DAYS, col = 2 + DAYS;
    int who = wide ? rest - CAUSALE - STATE - 2 - (widest ? PERIOD : 0) : rest;
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 16);
    put_days(view->shelf, s, &text);
    cigo_grid_text(g, row, 2, DAYS - 1, days_style(view->shelf, s), cigo_buf_str(&text));
    cigo_buf_clear(&text);
    put_who(info, &text);
    cigo_grid_text(g, row, col, who, STYLE_VALUE, cigo_buf_str(&text));
    if (wide) {
        cigo_grid_text(g, row, col + who + 1, CAUSALE, STYLE_NORMAL, cigo_str_of(s->shown.causale_label));
        cigo_buf_clear(&text);
        put_state(s, &text);
        cigo_grid_text(g, row, col + who + CAUSALE + 2, STATE, s->errors ? STYLE_ERROR : STYLE_NORMAL,
                       cigo_buf_str(&text));
    }
    if (widest) {
        cigo_buf_clear(&text);
        cigo_summary_period(s, &text);
        cigo_grid_text(g, row, col + who + CAUSALE + STATE + 3, PERIOD - 1, STYLE_NORMAL, cigo_buf_str(&text));
    }
    cigo_buf_finish(&text);
    if (!focus)
        return;
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    cigo_grid_restyle(g, row, 1, g->cols - 2, STYLE_SELECTED);
    cigo_grid_cursor(g, row, 0);
}

/* The focused case in sentences, as in plain lines; the term first. */
static void put_details(const struct shelf_view *view, const struct cigo_case_info *info, struct cigo_buf *out)
{
    const struct cigo_summary *s = &info->summary;
    char updated[40];
    size_t before;
    cigo_buf_printf(out, "%lld. %s", (long long)info->id, info->name);
    cigo_sentence_stop(out);
    cigo_buf_putc(out, ' ');
    before = out->n;
    cigo_summary_term(s, view->shelf->today, out);
    if (out->n > before)
        cigo_buf_puts(out, ". ");
    cigo_summary_state(s, out);
    cigo_buf_puts(out, ". ");
    before = out->n;
    cigo_summary_reason(s, out);
    if (out->n > before)
        cigo_buf_puts(out, ". ");
    if (*s->company || *s->unit) {
        cigo_buf_printf(out, "%s%s%s", s->company, *s->company && *s->unit ? ", " : "", s->unit);
        cigo_sentence_stop(out);
        cigo_buf_putc(out, ' ');
    }
    if (*info->tags) {
        cigo_buf_printf(out, _("Etichette: %s"), info->tags);
        cigo_sentence_stop(out);
        cigo_buf_putc(out, ' ');
    }
    view->shelf->when(info->updated, updated);
    cigo_buf_printf(out, _("Modificata il %s da %s.%s"), updated, info->updated_by,
                    *info->archived ? _(" Da parte.") : "");
}

/* How many rows they take, with the rule above them. */
static int details_needed(const struct grid *g, const struct shelf_view *view)
{
    const struct cigo_case_info *info = cigo_shelf_at(view->shelf, view->line);
    struct cigo_buf text;
    if (!info)
        return 0;
    cigo_buf_init(&text, 1 << 16);
    put_details(view, info, &text);
    int n = 1 + cigo_grid_paragraph_count(g, g->cols - 2, cigo_buf_str(&text));
    cigo_buf_finish(&text);
    return n;
}

static void draw_details(struct grid *g, const struct shelf_view *view, int row, int rows)
{
    const struct cigo_case_info *info = cigo_shelf_at(view->shelf, view->line);
    struct cigo_buf text;
    if (!info || rows < 1)
        return;
    cigo_buf_init(&text, 1 << 16);
    put_details(view, info, &text);
    cigo_grid_rule(g, row, 0, g->cols);
    cigo_grid_paragraph(g, row + 1, 1, g->cols - 2, rows - 1, STYLE_HINT, cigo_buf_str(&text));
    cigo_buf_finish(&text);
}

static void draw_head(struct grid *g, const struct shelf_view *view)
{
    const struct cigo_shelf *shelf = view->shelf;
    int col = 1 + cigo_grid_printf(g, 0, 1, g->cols - 2, STYLE_TITLE,
                                   shelf->aside ? _("Domande da parte: %zu") : _("Domande: %zu"), shelf->n);
    if (shelf->problems)
        cigo_grid_text(g, 0, col + 2, g->cols - col - 3, STYLE_WARNING, cigo_str_of(_("solo con errori o avvisi")));
    col = 1 + cigo_grid_text(g, 1, 1, g->cols - 2, STYLE_LABEL, cigo_str_of(_("Cerca: ")));
    if (*shelf->words)
        cigo_grid_text(g, 1, col, g->cols - col - 1, STYLE_EDIT, cigo_str_of(shelf->words));
    else
        cigo_grid_text(g, 1, col, g->cols - col - 1, STYLE_HINT,
                       cigo_str_of(_("un nome, un'azienda, una nota, un avviso")));
}

/* "F2" or, with `both`, "F2, Ctrl-N"; where there is no such key, what is pressed. */
static void put_key(const struct cigo_feature *feature, bool both, struct cigo_buf *out)
{
    cigo_key_show_both(feature->f, both || !feature->f ? feature->ctrl : '\0', ", ", out);
    if (!feature->f && !feature->ctrl)
        cigo_buf_puts(out, _(feature->pressed));
}

static int draw_key(struct grid *g, int col, const char *key, const char *what)
{
    col += cigo_grid_text(g, g->rows - 1, col, g->cols - 1 - col, STYLE_KEY, cigo_str_of(key)) + 1;
    return col + cigo_grid_text(g, g->rows - 1, col, g->cols - 1 - col, STYLE_FOOTER, cigo_str_of(what)) + 1;
}

/* As many as fit, what one needs first first. */
static void draw_keys(struct grid *g)
{
    static const enum cigo_shelf_feature_id order[] = {CIGO_SHELF_OPEN, CIGO_SHELF_NEW,  CIGO_SHELF_HELP,
                                                       CIGO_SHELF_QUIT, CIGO_SHELF_FROM, CIGO_SHELF_MOVE,
                                                       CIGO_SHELF_PROBLEMS};
    int col = 1;
    struct cigo_buf name;
    cigo_buf_init(&name, 4096);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const struct cigo_feature *feature = cigo_shelf_feature(order[i]);
        cigo_buf_clear(&name);
        put_key(feature, false, &name);
        struct cigo_str key = cigo_buf_str(&name);
        struct cigo_str what = cigo_str_of(_(feature->short_label));
        if (col + (int)(cigo_utf8_width(key) + cigo_utf8_width(what)) + 2 > g->cols - 1)
            break;
        col = draw_key(g, col, name.p, _(feature->short_label));
    }
    cigo_buf_finish(&name);
}

/* What became of the last key; else what is not understood of the words typed so far. */
static const char *foot_text(const struct shelf_view *view, enum style *ret_style)
{
    bool unclear = view->shelf->unclear && !*view->message;
    *ret_style = view->wrong ? STYLE_ERROR : unclear ? STYLE_WARNING : STYLE_INFO;
    return unclear ? view->shelf->unclear : view->message;
}

/* Rows of the message, or of what is asked. */
static int foot_rows(const struct grid *g, const struct shelf_view *view)
{
    enum style style;
    int n = view->tagging ? 1 : cigo_grid_paragraph_count(g, g->cols - 2, cigo_str_of(foot_text(view, &style)));
    int most = g->rows / 4;
    return n < 1 || most < 1 ? 1 : n > most ? most : n;
}

static void draw_foot(struct grid *g, const struct shelf_view *view)
{
    int rows = foot_rows(g, view), row = g->rows - 1 - rows;
    if (!view->tagging) {
        enum style style;
        const char *text = foot_text(view, &style);
        cigo_grid_paragraph(g, row, 1, g->cols - 2, rows, style, cigo_str_of(text));
        if (view->choosing)
            draw_key(g, draw_key(g, 1, _("Invio"), _("Comincia")), "Esc", _("Lascia"));
        else
            draw_keys(g);
        return;
    }
    int col = 1 + cigo_grid_text(g, row, 1, g->cols - 2, STYLE_MARK, cigo_str_of(_("Etichetta da mettere o togliere: ")));
    col += cigo_grid_text(g, row, col, g->cols - col - 1, STYLE_EDIT, cigo_str_of(view->tag));
    cigo_grid_cursor(g, row, col < g->cols ? col : g->cols - 1);
    draw_key(g, draw_key(g, 1, _("Invio"), _("Mette o toglie")), "Esc", _("Lascia")); /* nothing else works now */
}

static void draw_help(struct grid *g)
{
    const char *separator = g->rows < FEW_ROWS ? " " : "\n"; /* one a line where there is room */
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 16);
    cigo_buf_puts(&text, _("Ciò che scrive si cerca subito. Esc toglie la ricerca.\n"
                           "Filtri: stato:corso causale:meteo entro:7 periodo:11/2026 etichetta:nome\n"));
    for (int id = 0; id < CIGO_N_SHELF_FEATURES; id++) {
        const struct cigo_feature *feature = cigo_shelf_feature((enum cigo_shelf_feature_id)id);
        if (!feature->label)
            continue;
        put_key(feature, true, &text);
        cigo_buf_printf(&text, ": %s.%s", _(feature->label), separator);
    }
    cigo_grid_clear(g);
    cigo_grid_paragraph(g, 0, 1, g->cols - 2, g->rows, STYLE_NORMAL, cigo_buf_str(&text));
    cigo_grid_cursor(g, 0, 1);
    cigo_buf_finish(&text);
}

static void draw_lines(struct grid *g, struct shelf_view *view)
{
    struct cigo_shelf *shelf = view->shelf;
    if (view->line < view->top)
        view->top = view->line;
    if (view->line >= view->top + view->room)
        view->top = view->line + 1 - view->room;
    if (view->top + view->room > shelf->n)
        view->top = shelf->n > view->room ? shelf->n - view->room : 0;
    if (shelf->n == 0)
        cigo_grid_text(g, view->first_row, 2, g->cols - 3, STYLE_HINT,
                       cigo_str_of(*shelf->words ? _("Nessuna. Esc toglie la ricerca.") : _("Nessuna.")));
    for (size_t i = 0; i < view->room && view->top + i < shelf->n; i++)
        draw_line(g, view, view->first_row + (int)i, cigo_shelf_at(shelf, view->top + i));
}

/* Rows for the focused case: what is usual, and of those that the list leaves empty as many as it needs. */
static int details_rows(const struct grid *g, const struct shelf_view *view, int rows)
{
    int usual = g->rows < FEW_ROWS ? 4 : g->cols < WIDE ? 6 : 5;
    int list = view->shelf->n < 1 ? 1 : view->shelf->n < (size_t)rows ? (int)view->shelf->n : rows;
    int needed = details_needed(g, view), spare = rows - list;
    return needed <= usual || spare <= usual ? usual : needed < spare ? needed : spare;
}

void cigo_tui_draw_shelf(struct grid *g, struct shelf_view *view)
{
    int rows = g->rows - 2 - foot_rows(g, view) - 1;
    int details = details_rows(g, view, rows), room = rows - details;
    if (room < 1) {
        details = 0;
        room = rows > 1 ? rows : 1;
    }
    cigo_grid_clear(g);
    cigo_grid_cursor(g, 1, 1);
    view->first_row = 2;
    view->room = (size_t)room;
    if (view->help) {
        draw_help(g);
        return;
    }
    draw_head(g, view);
    draw_lines(g, view);
    draw_details(g, view, 2 + room, details);
    draw_foot(g, view);
}
