/* A panel scrolls by rows of the screen, and the focus goes along: it is on a line that leads somewhere and is in
 * sight. Where there is none in sight (a text longer than the screen) one only reads, and nothing has the focus. */

#include "panel-priv.h"

struct window {
    struct panel *panel;
    int *start;     /* row of each line, counted from the first one's; that of the end at last */
    int top, rows;  /* what is in sight */
};

static int height(const struct app *app, const struct panel_line *line)
{
    int n = cigo_grid_paragraph_count(&app->grid, app->grid.cols - line->indent - 4, cigo_str_of(line->text));
    return n > 0 ? n : 1;
}

static bool leads(const struct window *w, size_t i)
{
    return w->panel->lines[i].target != TARGET_NONE;
}

static int clamp(int n, int least, int most)
{
    return n > most ? most : n < least ? least : n;
}

/* Whole in sight; of one that is taller than the window, the beginning. */
static bool in_sight(const struct window *w, size_t i)
{
    int end = w->start[i + 1] - w->start[i] > w->rows ? w->start[i] + w->rows : w->start[i + 1];
    return w->start[i] >= w->top && end <= w->top + w->rows;
}

/* The first line from `i` on that leads somewhere, backwards with by < 0; their number: there is none. */
static size_t find(const struct window *w, size_t i, int by)
{
    while (i < w->panel->n && !leads(w, i))
        i += by > 0 ? 1 : (size_t)-1;
    return i < w->panel->n ? i : w->panel->n;
}

static void take_focus(struct window *w, size_t i)
{
    int first = w->start[i], last = w->start[i + 1] - w->rows; /* the tops between which all of it that fits is seen */
    w->panel->at.focus = i;
    w->panel->at.away = !leads(w, i);
    w->top = first < last ? clamp(w->top, first, last) : clamp(w->top, last, first);
}

/* Of those in sight the first or the last; beyond the focus, where there is one. */
static void focus_in_sight(struct window *w, int by)
{
    struct panel *panel = w->panel;
    size_t found = panel->n;
    for (size_t n = panel->n, i = by > 0 ? 0 : n - 1; i < n && found == n; i += by > 0 ? 1 : (size_t)-1)
        if (leads(w, i) && in_sight(w, i) && (panel->at.away || (by > 0 ? i > panel->at.focus : i < panel->at.focus)))
            found = i;
    if (found < panel->n)
        take_focus(w, found);
    else if (panel->at.focus >= panel->n || !in_sight(w, panel->at.focus))
        panel->at.away = true;
}

static void scroll_to(struct window *w, int top)
{
    int most = w->start[w->panel->n] - w->rows;
    w->top = clamp(top, 0, most > 0 ? most : 0);
}

/* Where the panel is, on the screen as it is now. */
static struct window look(struct app *app)
{
    struct panel *panel = &app->panel;
    struct window w = {.panel = panel, .rows = cigo_tui_content_rows(app) - 1}; /* below the title */
    w.rows = w.rows < 1 ? 1 : w.rows;
    w.start = cigo_arena_alloc(app->arena, (panel->n + 1) * sizeof *w.start);
    w.start[0] = 0;
    size_t n = panel->n;
    while (n > 0 && !*panel->lines[n - 1].text) /* blank lines at its end are not something more to read */
        n--;
    for (size_t i = 0; i < panel->n; i++)
        w.start[i + 1] = w.start[i] + (i < n ? height(app, &panel->lines[i]) : 0);
    size_t top = panel->at.top < panel->n ? panel->at.top : 0;
    int most = panel->n ? w.start[top + 1] - w.start[top] - 1 : 0;
    scroll_to(&w, w.start[top] + clamp(panel->at.above, 0, most));
    if (panel->at.away)
        focus_in_sight(&w, 1);
    else
        take_focus(&w, panel->at.focus);
    return w;
}

static void keep(const struct window *w)
{
    struct panel_at *at = &w->panel->at;
    at->top = 0;
    while (at->top + 1 < w->panel->n && w->start[at->top + 1] <= w->top)
        at->top++;
    at->above = w->top - w->start[at->top];
    at->below = w->start[w->panel->n] - w->top - w->rows;
}

void cigo_tui_panel_look(struct app *app)
{
    struct window w = look(app);
    keep(&w);
}

/* A row on; the focus passes to a line once nothing unread is before it. */
static void step(struct window *w)
{
    const struct panel_at *at = &w->panel->at;
    size_t n = w->panel->n, next = at->away ? 0 : at->focus + 1;
    int end = w->top + w->rows;
    bool rest = !at->away && w->start[at->focus + 1] > end; /* of the focused line */
    while (at->away && next < n && w->start[next] < w->top)
        next++;
    next = find(w, next, 1);
    if (!rest && next < n && w->start[next] <= end)
        take_focus(w, next);
    else
        scroll_to(w, w->top + 1);
}

static void step_back(struct window *w)
{
    const struct panel_at *at = &w->panel->at;
    size_t n = w->panel->n, last = at->away ? n - 1 : at->focus - 1;
    bool rest = !at->away && w->start[at->focus] < w->top;
    while (at->away && last < n && w->start[last + 1] > w->top + w->rows)
        last--;
    last = find(w, last, -1);
    if (!rest && last < n && w->start[last + 1] >= w->top)
        take_focus(w, last);
    else
        scroll_to(w, w->top - 1);
}

/* A screen on, less a row; where there is no more of it, to what leads somewhere there. */
static void page(struct window *w, int by)
{
    scroll_to(w, w->top + by * (w->rows > 1 ? w->rows - 1 : 1));
    focus_in_sight(w, by);
}

static void end(struct window *w, int by)
{
    scroll_to(w, by < 0 ? 0 : w->start[w->panel->n]);
    w->panel->at.away = true;
    focus_in_sight(w, -by);
}

/* To what leads somewhere, wherever that is; in a text without any, a row on. */
static void hop(struct window *w, int by)
{
    const struct panel_at *at = &w->panel->at;
    size_t to = find(w, at->away && by > 0 ? at->top : at->focus + (size_t)by, by);
    if (to < w->panel->n)
        take_focus(w, to);
    else if (by > 0)
        step(w);
    else
        step_back(w);
}

/* Not whole in sight; of one that is taller than the window, nothing at all. */
static bool lost(const struct window *w, size_t i)
{
    bool tall = w->start[i + 1] - w->start[i] > w->rows;
    return tall ? w->start[i + 1] <= w->top || w->start[i] >= w->top + w->rows : !in_sight(w, i);
}

void cigo_tui_panel_move(struct app *app, enum key_type key)
{
    struct window w = look(app);
    struct panel_at *at = &app->panel.at;
    keep(&w);
    if (key == KEY_TYPE_DOWN)
        step(&w);
    else if (key == KEY_TYPE_UP)
        step_back(&w);
    else if (key == KEY_TYPE_PAGE_DOWN || key == KEY_TYPE_PAGE_UP)
        page(&w, key == KEY_TYPE_PAGE_DOWN ? 1 : -1);
    else if (key == KEY_TYPE_HOME || key == KEY_TYPE_END)
        end(&w, key == KEY_TYPE_HOME ? -1 : 1);
    else
        hop(&w, key == KEY_TYPE_TAB ? 1 : -1);
    if (!at->away && lost(&w, at->focus))
        at->away = true;
    keep(&w);
}
