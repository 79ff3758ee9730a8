/* The review on the screen: label and value in two columns where there is room, one under the other where
 * there is not. Every line can have the focus, so that all of it is reached and read. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { WIDE = 76, SPLIT = 40, INDENT = 2 };

/* ---- the list, and where the focus is in it ---- */

static bool same_line(const struct cigo_review_line *a, const struct cigo_review_line *b)
{
    return a->type == b->type && a->place.field == b->place.field && a->place.group == b->place.group &&
           a->place.row == b->place.row && (a->place.field || a->place.group || strcmp(a->label, b->label) == 0);
}

void cigo_tui_make_review(struct app *app)
{
    struct review_view *review = &app->review;
    if (!review->stale)
        return;
    struct cigo_arena *old = review->arena;
    const struct cigo_review_line *was = review->focus < review->list.n ? &review->list.lines[review->focus] : NULL;
    review->arena = cigo_arena_new();
    review->list = cigo_review_make(app->session, app->desk->case_name, NULL, review->hidden, review->arena);
    size_t below = review->focus - review->top, at = 0;
    while (was && at < review->list.n && !same_line(was, &review->list.lines[at]))
        at++;
    if (was && at < review->list.n)
        review->focus = at;
    if (review->focus >= review->list.n)
        review->focus = review->list.n - 1; /* never empty: it says at least what the dossier waits for */
    review->top = review->focus > below ? review->focus - below : 0;
    review->stale = false;
    cigo_arena_free(old);
}

/* ---- one line ---- */

static enum style value_style(const struct cigo_review_line *line)
{
    static const enum style styles[] = {STYLE_VALUE, STYLE_EMPTY, STYLE_WARNING, STYLE_ERROR};
    if (line->type == CIGO_REVIEW_COMPUTED && line->mark == CIGO_REVIEW_GIVEN)
        return STYLE_COMPUTED;
    return line->type == CIGO_REVIEW_ALERT || line->type == CIGO_REVIEW_HIDDEN ? STYLE_HINT : styles[line->mark];
}

static enum style label_style(const struct cigo_review_line *line)
{
    static const enum style severities[] = {STYLE_INFO, STYLE_WARNING, STYLE_ERROR};
    if (line->type == CIGO_REVIEW_HEADING)
        return STYLE_TITLE;
    if (line->type == CIGO_REVIEW_ALERT)
        return line->alert->state == CIGO_OPEN ? severities[line->alert->severity] : STYLE_HINT;
    return line->type == CIGO_REVIEW_MISSING ? STYLE_WARNING : STYLE_LABEL;
}

static const char *label_text(struct app *app, const struct cigo_review_line *line)
{
    static const char *const signs[] = {"i ", "! ", "!! "};
    if (line->type == CIGO_REVIEW_ALERT)
        return cigo_arena_printf(app->arena, "%s%s", signs[line->alert->severity], line->label);
    if (line->type == CIGO_REVIEW_HEADING && *line->value)
        return cigo_arena_printf(app->arena, "%s: %s", line->label, line->value);
    if (line->type == CIGO_REVIEW_MISSING)
        return cigo_arena_printf(app->arena, "%s: %s", line->label, line->value);
    return cigo_arena_printf(app->arena, "%s%s%s", line->code, *line->code ? " " : "", line->label);
}

static const char *value_text(struct app *app, const struct cigo_review_line *line)
{
    if (line->type == CIGO_REVIEW_HEADING || line->type == CIGO_REVIEW_MISSING)
        return "";
    bool wrong = line->mark == CIGO_REVIEW_WRONG && line->type != CIGO_REVIEW_ROW;
    return wrong ? cigo_arena_printf(app->arena, "!! %s", line->value) : line->value;
}

static bool is_pair(const struct cigo_review_line *line)
{
    return line->type == CIGO_REVIEW_FIELD || line->type == CIGO_REVIEW_GROUP ||
           line->type == CIGO_REVIEW_COMPUTED;
}

/* From its row `skip` on; how many rows it takes, or of these how many are drawn. */
static int paragraph(struct app *app, int row, int col, int end, enum style style, const char *text, int skip,
                     bool draw)
{
    struct grid *g = &app->grid;
    int width = g->cols - col - 1;
    if (!draw)
        return cigo_grid_paragraph_count(g, width, cigo_str_of(text));
    if (row >= end)
        return 0;
    return skip ? cigo_grid_paragraph_part(g, row, col, width, skip, end - row, style, cigo_str_of(text))
                : cigo_grid_paragraph(g, row, col, width, end - row, style, cigo_str_of(text));
}

/* Beside each other. */
static int pair(struct app *app, int row, int end, enum style label, const struct cigo_review_line *line, int skip,
                bool draw)
{
    struct grid *g = &app->grid;
    struct cigo_str text = cigo_str_of(label_text(app, line));
    int left = cigo_grid_paragraph_count(g, SPLIT - INDENT - 1, text);
    if (draw)
        left = cigo_grid_paragraph(g, row, INDENT, SPLIT - INDENT - 1, end - row, label, text);
    int right = paragraph(app, row, SPLIT, end, value_style(line), value_text(app, line), skip, draw);
    return left > right ? left : right;
}

/* Label and value in one line, where they fit. */
static bool one_line(struct app *app, int row, int end, enum style label, const struct cigo_review_line *line,
                     bool draw)
{
    struct grid *g = &app->grid;
    const char *text = label_text(app, line), *value = value_text(app, line);
    const char *both = cigo_arena_printf(app->arena, "%s: %s", text, value);
    if (paragraph(app, 0, INDENT, 0, label, both, 0, false) > 1)
        return false;
    if (draw && row < end) {
        int col = INDENT + cigo_grid_printf(g, row, INDENT, g->cols - INDENT, label, "%s: ", text);
        paragraph(app, row, col, end, value_style(line), value, 0, true);
    }
    return true;
}

/* The lines that it takes; drawn from `row` on if `draw`, of the focused one without the first `inner` of its value. */
static int put_line(struct app *app, int row, int end, const struct cigo_review_line *line, bool focus, bool draw)
{
    enum style label = focus ? STYLE_MARK : label_style(line);
    const char *text = label_text(app, line), *value = value_text(app, line);
    int skip = focus && draw ? app->review.inner : 0;
    if (is_pair(line) && app->grid.cols >= WIDE)
        return pair(app, row, end, label, line, skip, draw);
    if (is_pair(line) && one_line(app, row, end, label, line, draw))
        return 1;
    int used = *text ? paragraph(app, row, INDENT, end, label, text, *value ? 0 : skip, draw) : 0;
    if (*value)
        used += paragraph(app, row + used, *text ? INDENT + 2 : INDENT, end,
                          focus && !*text ? STYLE_MARK : value_style(line), value, skip, draw);
    return used < 1 ? 1 : used;
}

/* How much of the focused line the screen cannot hold. */
static int too_much(struct app *app, int rows)
{
    const struct cigo_review_line *line = cigo_tui_review_line(app);
    int more = line ? put_line(app, 0, 0, line, true, false) - rows : 0;
    return more > 0 ? more : 0;
}

bool cigo_tui_review_scroll(struct app *app, int by, bool screens)
{
    int rows = cigo_tui_content_rows(app);
    return cigo_scroll_by(&app->review.inner, by * (screens ? rows / 2 + 1 : 1), too_much(app, rows));
}

/* With the blank line above a heading. */
static int height(struct app *app, const struct cigo_review_line *line)
{
    return put_line(app, 0, 0, line, false, false) + (line->type == CIGO_REVIEW_HEADING);
}

/* The focused line is whole in sight; one that is taller than the screen has it for itself, and scrolls. */
static void scroll(struct app *app, int rows, int more)
{
    struct review_view *review = &app->review;
    review->inner = review->inner > more ? more : review->inner;
    if (review->focus < review->top)
        review->top = review->focus;
    int used = 0;
    size_t first = review->focus + 1;
    while (first > review->top && used <= rows)
        used += height(app, &review->list.lines[--first]);
    if (used > rows && first < review->focus)
        first++;
    if (review->top < first)
        review->top = first;
    first = review->list.n; /* no empty screen below the last line */
    used = 0;
    while (first > 0 && used + height(app, &review->list.lines[first - 1]) <= rows)
        used += height(app, &review->list.lines[--first]);
    if (review->top > first)
        review->top = first;
}

void cigo_tui_draw_review(struct app *app)
{
    struct grid *g = &app->grid;
    struct review_view *review = &app->review;
    cigo_tui_make_review(app);
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    int more = too_much(app, end - row), top = row;
    bool below = false;
    scroll(app, end - row, more);
    for (size_t i = review->top; i < review->list.n && row < end; i++) {
        const struct cigo_review_line *line = &review->list.lines[i];
        bool focus = i == review->focus;
        row += line->type == CIGO_REVIEW_HEADING && i > review->top;
        if (row >= end)
            break;
        if (focus) {
            cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
            cigo_grid_cursor(g, row, INDENT);
        }
        int used = put_line(app, row, end, line, focus, true);
        if (focus && more)
            cigo_grid_more(g, row, end - row, g->cols - 1, review->inner > 0, review->inner < more);
        below = i + 1 < review->list.n || row + put_line(app, 0, 0, line, focus, false) > end;
        cigo_tui_hot(app, HOT_LINE, row, 0, used, g->cols)->number = i;
        row += used;
        review->last = i;
    }
    if (!more)
        cigo_grid_more(g, top, end - top, g->cols - 1, review->top > 0, below);
}
