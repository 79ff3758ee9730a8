/* The tour: its screens, one after the other; any key that does something else leaves it. */

#include <cigo/exchange/tour.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { WIDE = 72 }; /* a longer line is hard to read */

static int width_of(const struct grid *g)
{
    return g->cols - 2 < WIDE ? g->cols - 2 : WIDE;
}

/* Only on a screen that is lower than promised it does not fit, and scrolls. */
static int too_many(const struct grid *g, const struct tour *tour)
{
    struct cigo_str text = cigo_str_of(cigo_tour_screen(tour->screen - 1, false).text);
    int rows = cigo_grid_paragraph_count(g, width_of(g), text);
    return rows > g->rows - 2 ? rows - (g->rows - 2) : 0;
}

static void draw_keys(struct grid *g, const struct tour *tour)
{
    bool last = tour->screen == CIGO_TOUR_SCREENS;
    const char *const texts[] = {_("Invio"), last ? _("Comincia") : _("Avanti"), "Esc", _("Salta")};
    int col = 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        col += cigo_grid_text(g, g->rows - 1, col, g->cols - 1 - col, i % 2 ? STYLE_FOOTER : STYLE_KEY,
                              cigo_str_of(texts[i])) + 1;
}

void cigo_tui_draw_tour(struct grid *g, struct tour *tour)
{
    struct cigo_tour_screen screen = cigo_tour_screen(tour->screen - 1, false);
    int most = too_many(g, tour);
    tour->top = tour->top < most ? tour->top : most;
    cigo_grid_clear(g);
    cigo_grid_paragraph(g, 1 - tour->top, 1, width_of(g), g->rows - 2 + tour->top, STYLE_NORMAL,
                        cigo_str_of(screen.text));
    cigo_grid_fill(g, 0, 0, g->cols, STYLE_NORMAL, ' '); /* over what is scrolled away */
    cigo_grid_printf(g, 0, 1, g->cols - 2, STYLE_TITLE, _("%s (%zu di %d)"), screen.title, tour->screen,
                     CIGO_TOUR_SCREENS);
    draw_keys(g, tour);
    cigo_grid_cursor(g, 1, 1); /* where one reads */
}

static void turn(struct tour *tour, int by)
{
    tour->top = 0;
    if (by < 0)
        tour->screen -= tour->screen > 1;
    else
        tour->screen = tour->screen < CIGO_TOUR_SCREENS ? tour->screen + 1 : 0;
}

/* Down stops at the end: held, it must not run out of the tour. */
static void scroll(const struct grid *g, struct tour *tour, int by)
{
    if (by < 0 ? tour->top > 0 : tour->top < too_many(g, tour))
        tour->top += by;
    else if (by < 0 || tour->screen < CIGO_TOUR_SCREENS)
        turn(tour, by);
}

bool cigo_tui_tour_key(const struct grid *g, struct tour *tour, const struct key *key)
{
    switch (key->type) {
    case KEY_TYPE_DOWN:
    case KEY_TYPE_PAGE_DOWN:
        scroll(g, tour, 1);
        break;
    case KEY_TYPE_UP:
    case KEY_TYPE_PAGE_UP:
        scroll(g, tour, -1);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
    case KEY_TYPE_TAB:
        turn(tour, 1);
        break;
    case KEY_TYPE_LEFT:
    case KEY_TYPE_BACKTAB:
    case KEY_TYPE_BACKSPACE:
        turn(tour, -1);
        break;
    case KEY_TYPE_MOUSE:
        if (key->code == MOUSE_PRESS)
            turn(tour, 1);
        else
            scroll(g, tour, key->code == MOUSE_WHEEL_UP ? -1 : 1);
        break;
    case KEY_TYPE_ESC:
        tour->screen = 0;
        break;
    case KEY_TYPE_F:
    case KEY_TYPE_CTRL:
        tour->screen = 0; /* and it does what it does */
        return false;
    default:
        break;
    }
    return true;
}

void cigo_tui_show_tour(struct app *app)
{
    app->tour = (struct tour){.screen = 1};
}

/* ---- by itself ---- */

static enum cigo_face_end loop(struct terminal *terminal, struct grid *g)
{
    struct tour tour = {.screen = 1};
    while (tour.screen) {
        int rows, cols;
        cigo_terminal_size(terminal, &rows, &cols);
        cigo_grid_resize(g, rows, cols);
        cigo_tui_draw_tour(g, &tour);
        cigo_terminal_show(terminal, g);
        struct key key = cigo_terminal_key(terminal, -1);
        if (key.type == KEY_TYPE_HANGUP)
            return CIGO_FACE_INTERRUPTED;
        if (key.type == KEY_TYPE_RESIZE)
            continue;
        if (key.type == KEY_TYPE_CTRL && key.code == 'l')
            cigo_terminal_redraw(terminal);
        else
            cigo_tui_tour_key(g, &tour, &key);
    }
    return CIGO_FACE_QUIT;
}

enum cigo_face_end cigo_tui_tour(const struct cigo_tui_options *options, struct cigo_error *err)
{
    const char *why;
    struct grid grid;
    struct terminal *terminal = cigo_terminal_open(options, &why);
    if (!terminal) {
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", why);
        return CIGO_FACE_FAILED;
    }
    cigo_grid_init(&grid, 1, 1);
    grid.ascii = options->ascii || !cigo_terminal_utf8(terminal);
    enum cigo_face_end end = loop(terminal, &grid);
    cigo_terminal_close(terminal);
    cigo_grid_finish(&grid);
    return end;
}
