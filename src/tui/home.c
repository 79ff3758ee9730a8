/* Home: the sections with their state, what is wrong and missing in each, and the way in. */

#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static enum style state_style(enum cigo_section_state state)
{
    static const enum style styles[] = {
        [CIGO_SECTION_TODO] = STYLE_NORMAL,       [CIGO_SECTION_PARTIAL] = STYLE_WARNING,
        [CIGO_SECTION_COMPLETE] = STYLE_OK,       [CIGO_SECTION_WRONG] = STYLE_ERROR,
        [CIGO_SECTION_NOT_NEEDED] = STYLE_EMPTY,
    };
    return styles[state];
}

static const char *state_text(struct app *app, const struct cigo_section_summary *s)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    cigo_buf_puts(&buf, _(cigo_section_state_label(s->state)));
    if (s->errors)
        cigo_buf_printf(&buf, ngettext("  !! %zu errore", "  !! %zu errori", s->errors), s->errors);
    if (s->warnings)
        cigo_buf_printf(&buf, ngettext("  ! %zu avviso", "  ! %zu avvisi", s->warnings), s->warnings);
    if (s->missing && s->state != CIGO_SECTION_TODO)
        cigo_buf_printf(&buf, ngettext("  manca %zu", "  mancano %zu", s->missing), s->missing);
    return cigo_tui_kept(app, &buf);
}

static void draw_section(struct app *app, int row, size_t index)
{
    struct grid *g = &app->grid;
    const struct cigo_section *section = &app->form->sections[index];
    struct cigo_section_summary summary = cigo_session_section(app->session, index);
    bool focus = index == app->section;
    int split = g->cols >= 56 ? g->cols / 2 + 2 : g->cols - 16;
    const char *title = cigo_arena_printf(app->arena, "%2s. %s", section->code, section->title);
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, focus ? CIGO_STR(">") : CIGO_STR(" "));
    cigo_grid_text(g, row, 2, split - 3, focus ? STYLE_MARK : STYLE_LABEL, cigo_str_of(title));
    cigo_grid_text(g, row, split, g->cols - split, state_style(summary.state),
              cigo_str_of(state_text(app, &summary)));
    if (focus)
        cigo_grid_cursor(g, row, 2);
}

static int draw_intro(struct app *app, int row)
{
    struct grid *g = &app->grid;
    if (g->rows < 20)
        return row;
    cigo_grid_text(g, row, 1, g->cols - 2, STYLE_TITLE, cigo_str_of(app->form->title));
    row += 1;
    row += cigo_grid_paragraph(g, row, 1, g->cols - 2, 2, STYLE_HINT,
                          cigo_str_of(_("Scelga una sezione con le frecce e Invio. Può andare dove vuole e "
                                        "uscire quando vuole: ogni risposta è già salvata.")));
    return row + 1;
}

/* The focused section's help, where there is room. */
static void draw_about(struct app *app, int row, int end)
{
    const struct cigo_section *section = &app->form->sections[app->section];
    if (row + 1 >= end || !section->help)
        return;
    cigo_grid_paragraph(&app->grid, row + 1, 1, app->grid.cols - 2, end - row - 1, STYLE_HINT,
                   cigo_str_of(section->help));
}

void cigo_tui_draw_home(struct app *app)
{
    int row = draw_intro(app, cigo_tui_content_top(app)), end = cigo_tui_content_top(app) + cigo_tui_content_rows(app);
    int rows = end - row, n = (int)app->form->n_sections;
    int focus = (int)app->section;
    if (focus < app->top)
        app->top = focus;
    if (focus >= app->top + rows)
        app->top = focus - rows + 1;
    if (n <= rows)
        app->top = 0;
    for (int i = app->top; i < n && row < end; i++)
        draw_section(app, row++, (size_t)i);
    draw_about(app, row, end);
}

static void move(struct app *app, int by)
{
    int to = (int)app->section + by, last = (int)app->form->n_sections - 1;
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
        cigo_tui_go_section(app, app->section);
        break;
    case KEY_TYPE_ESC:
        cigo_tui_prompt_open(app, PROMPT_QUIT);
        break;
    case KEY_TYPE_TEXT:
        cigo_tui_prompt_open(app, PROMPT_GO);
        cigo_tui_prompt_key(app, key);
        break;
    default:
        return false;
    }
    return true;
}
