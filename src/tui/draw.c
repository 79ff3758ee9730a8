/* One frame: the title bar, the term, the content, the message, the keys that work here. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { SMALL_ROWS = 6, SMALL_COLS = 20, LOW_ROWS = 9, ROOM_ROWS = 12, NARROW_COLS = 60 };

/* On a very low screen the term gives its line to the content. */
int cigo_tui_content_top(const struct app *app)
{
    return (app->grid.rows < LOW_ROWS ? 1 : 2) + cigo_tui_step_rows(app);
}

int cigo_tui_message_rows(const struct app *app)
{
    int most = app->grid.rows / 6, n = 1;
    if (app->grid.rows < LOW_ROWS)
        return 0; /* the footer's line is all there is */
    if (app->pasting)
        n = cigo_grid_paragraph_count(&app->grid, app->grid.cols - 2, cigo_str_of(cigo_tui_paste_banner(app)));
    else if (app->prompt)
        n = cigo_tui_prompt_rows(app);
    else
        n = cigo_grid_paragraph_count(&app->grid, app->grid.cols - 2, cigo_buf_str(&app->message));
    if (most < 3 && (app->prompt || app->grid.rows >= ROOM_ROWS))
        most = 3; /* a question is read whole, and where there is room what is said */
    if (most < 5 && app->grid.rows >= ROOM_ROWS && app->grid.cols < NARROW_COLS)
        most = 5; /* the same words take more lines */
    return n < 1 ? 1 : n > most && most > 0 ? most : n;
}

int cigo_tui_content_rows(const struct app *app)
{
    int below = cigo_tui_message_rows(app) + 1; /* and the footer */
    return app->grid.rows - cigo_tui_content_top(app) - below;
}

static void draw_title(struct app *app)
{
    struct grid *g = &app->grid;
    const char *at = app->desk->saved_at(app->desk->data);
    const char *failed = cigo_session_save_failed(app->session);
    struct cigo_buf left, right;
    cigo_buf_init(&left, 4096);
    cigo_buf_init(&right, 4096);
    cigo_buf_printf(&left, " cigo  %s", app->desk->case_name);
    if (app->view == VIEW_REVIEW)
        cigo_buf_printf(&left, "  %s", _("Revisione"));
    else if (app->view == VIEW_PORTAL)
        cigo_buf_printf(&left, "  %s", _("Portale"));
    else if (app->view == VIEW_CALL)
        cigo_buf_printf(&left, _("  Al telefono, %s"), app->form->sections[app->section].title);
    else if (app->view != VIEW_HOME)
        cigo_buf_printf(&left, "  %zu/%zu %s", app->section + 1, app->form->n_sections,
                        app->form->sections[app->section].title);
    if (app->view == VIEW_PAGE && app->focus.group && app->focus.row)
        cigo_buf_printf(&left, _(", %s riga %zu"), app->focus.group->code,
                        cigo_rows_find(cigo_tui_rows_of(app, app->focus.group), app->focus.row) + 1);
    if (app->desk->read_only)
        cigo_buf_puts(&right, _("sola lettura "));
    else if (failed)
        cigo_buf_puts(&right, _("!! NON SALVATO "));
    else if (*at)
        cigo_buf_printf(&right, _("salvato %s "), at);
    cigo_grid_fill(g, 0, 0, g->cols, STYLE_BANNER, ' ');
    int width = (int)cigo_utf8_width(cigo_buf_str(&right));
    cigo_grid_text(g, 0, 0, g->cols - width - 1, STYLE_BANNER, cigo_buf_str(&left));
    cigo_grid_text(g, 0, g->cols - width, width, failed ? STYLE_ERROR : STYLE_BANNER, cigo_buf_str(&right));
    cigo_buf_finish(&left);
    cigo_buf_finish(&right);
}

static void count(struct cigo_buf *out, size_t n, const char *one, const char *many)
{
    if (n)
        cigo_buf_printf(out, "%s%zu %s", out->n == 2 ? " " : out->n ? "  " : "", n, n == 1 ? one : many);
}

static bool fits(const char *text, int cols)
{
    return (int)cigo_utf8_width(cigo_str_of(text)) <= cols;
}

/* A term from memory, or inferred, is never shown as if it were certain: its name says so, or a sign does. */
static bool is_unsure(const struct cigo_source *source)
{
    return source && source->confidence > CIGO_CONF_C2;
}

/* The date and the days matter more than their name, and than the counts beside them; but nothing that is not known goes
 * without its name, and where there is room nothing of which one cannot guess what it is the term of. */
static const char *term_that_fits(struct app *app, const char *text, int *width)
{
    struct cigo_deadline next;
    const char *colon = strstr(text, ": ");
    int cols = app->grid.cols - 2;
    if (fits(text, cols - *width) || !colon)
        return text;
    bool guessed = !cigo_first_term_over(app->session);
    bool known = cigo_next_deadline(app->session, &next), unsure = known && is_unsure(next.term->source);
    const char *bare = unsure ? cigo_arena_printf(app->arena, "(?) %s", colon + 2) : colon + 2, *named = text;
    if (guessed)
        named = cigo_arena_printf(app->arena, unsure ? _("Termine (da verificare): %s") : _("Termine: %s"), colon + 2);
    if (fits(named, cols - *width))
        return named;
    if (!guessed || !known || unsure || !fits(bare, cols - *width))
        *width = 0;
    return fits(named, cols - *width) ? named : bare;
}

/* What is counted is what the screen below shows: at the questions what stands under them, else what the lists have. */
static enum cigo_scope counted_scope(const struct app *app)
{
    if (app->view == VIEW_REVIEW)
        return CIGO_SCOPE_ALL;
    return app->view == VIEW_HOME || app->panel.open ? CIGO_SCOPE_SECTION : CIGO_SCOPE_COMMIT;
}

static void draw_banner(struct app *app)
{
    struct grid *g = &app->grid;
    struct cigo_counts counts = cigo_session_counts(app->session, counted_scope(app));
    struct cigo_buf term, right;
    cigo_buf_init(&term, 4096);
    cigo_buf_init(&right, 4096);
    cigo_term_line(app->session, &term);
    if (counts.error)
        cigo_buf_puts(&right, "!!");
    count(&right, counts.error, _("errore"), _("errori"));
    count(&right, counts.warning, _("avviso"), _("avvisi"));
    count(&right, counts.missing, _("manca"), _("mancano"));
    int width = (int)cigo_utf8_width(cigo_buf_str(&right)) + 1;
    if (width > g->cols / 2) /* narrow: the term first */
        width = 0;
    const char *text = term_that_fits(app, term.p, &width);
    cigo_grid_text(g, 1, 1, g->cols - width - 2, STYLE_TITLE, cigo_str_of(text));
    if (width) {
        cigo_grid_text(g, 1, g->cols - width, width, counts.error ? STYLE_ERROR : STYLE_HINT,
                  cigo_buf_str(&right));
        cigo_tui_hot_key(app, 1, g->cols - width, width, (struct key){.type = KEY_TYPE_F, .code = 4});
    }
    cigo_buf_finish(&term);
    cigo_buf_finish(&right);
}

static void draw_content(struct app *app)
{
    if (app->panel.open)
        cigo_tui_draw_panel(app);
    else if (app->picker.field)
        cigo_tui_draw_picker(app);
    else if (app->edit && app->edit_box)
        cigo_tui_draw_box(app);
    else if (app->view == VIEW_HOME)
        cigo_tui_draw_home(app);
    else if (app->view == VIEW_TABLE)
        cigo_tui_draw_table(app);
    else if (app->view == VIEW_REVIEW)
        cigo_tui_draw_review(app);
    else if (app->view == VIEW_PORTAL)
        cigo_tui_draw_portal(app);
    else if (app->view == VIEW_CALL)
        cigo_tui_draw_call(app);
    else
        cigo_tui_draw_page(app);
}

static void draw_message(struct app *app)
{
    struct grid *g = &app->grid;
    int rows = cigo_tui_message_rows(app), row = g->rows - 1 - rows;
    const char *banner = cigo_tui_paste_banner(app);
    if (banner)
        cigo_grid_paragraph(g, rows ? row : g->rows - 1, 1, g->cols - 2, rows ? rows : 1, STYLE_SELECTED, cigo_str_of(banner));
    else if (app->prompt)
        cigo_tui_draw_prompt(app, rows ? row : g->rows - 1, rows ? rows : 1);
    else if (rows)
        cigo_grid_paragraph(g, row, 1, g->cols - 2, rows, app->message_style, cigo_buf_str(&app->message));
    else if (app->message.n)
        cigo_grid_text(g, g->rows - 1, 1, g->cols - 2, app->message_style, cigo_buf_str(&app->message));
}

bool cigo_tui_too_small(const struct app *app)
{
    return app->grid.rows < SMALL_ROWS || app->grid.cols < SMALL_COLS;
}

void cigo_tui_draw(struct app *app)
{
    struct grid *g = &app->grid;
    cigo_arena_reset(app->arena);
    cigo_grid_clear(g);
    app->mouse.n = 0;
    if (cigo_tui_too_small(app)) {
        const char *said = cigo_arena_printf(app->arena, _("Finestra troppo piccola: ne servono %d per %d. I tasti aspettano; "
                                                           "Ctrl-C due volte esce. È tutto salvato."), SMALL_COLS, SMALL_ROWS);
        cigo_grid_paragraph(g, 0, 0, g->cols, g->rows, STYLE_NORMAL, cigo_str_of(said));
        cigo_grid_cursor(g, 0, 0);
        return;
    }
    if (app->tour.screen) {
        cigo_tui_draw_tour(g, &app->tour);
        return;
    }
    draw_title(app);
    if (g->rows >= LOW_ROWS)
        draw_banner(app);
    if (app->desk->tutorial)
        cigo_tui_draw_step(app, cigo_tui_content_top(app) - cigo_tui_step_rows(app), cigo_tui_step_rows(app));
    draw_content(app);
    if (!app->prompt || g->rows >= LOW_ROWS)
        cigo_tui_draw_footer(app, g->rows - 1);
    draw_message(app);
}

/* Nothing is asked of the session, which is in the midst of judging. */
void cigo_tui_draw_wait(struct app *app)
{
    struct grid *g = &app->grid;
    int row = g->rows < LOW_ROWS ? g->rows - 1 : g->rows - 2;
    if (row < 0)
        return;
    cigo_grid_fill(g, row, 0, g->cols - 1, STYLE_INFO, ' ');
    cigo_grid_text(g, row, 1, g->cols - 2, STYLE_INFO, cigo_str_of(_("Controllo le righe…")));
}
