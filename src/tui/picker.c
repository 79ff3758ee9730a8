/* Choosing from a list: type to find, numbers too; space marks where several may be chosen. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static const struct cigo_choices *list_of(const struct app *app)
{
    return app->picker.list;
}

static const struct cigo_choice YES_NO[] = {{.id = "sì", .label = N_("Sì")}, {.id = "no", .label = N_("No")}};
static const struct cigo_choices BOOLEAN = {"", YES_NO, 2};

static const char *label_of(const struct app *app, size_t i)
{
    const struct cigo_choice *choice = &list_of(app)->items[i];
    return list_of(app) == &BOOLEAN ? _(choice->label) : choice->label;
}

static bool contains(const char *text, const char *words)
{
    struct cigo_buf a, b;
    cigo_buf_init(&a, 65536);
    cigo_buf_init(&b, 65536);
    cigo_utf8_fold(cigo_str_of(text), &a);
    cigo_utf8_fold(cigo_str_of(words), &b);
    bool found = strstr(a.p, b.p) != NULL;
    cigo_buf_finish(&a);
    cigo_buf_finish(&b);
    return found;
}

static bool named(const struct app *app, size_t i)
{
    const char *filter = app->picker.filter.p;
    return contains(label_of(app, i), filter) || contains(list_of(app)->items[i].id, filter);
}

static bool told(const struct app *app, size_t i)
{
    return cigo_choice_told(&list_of(app)->items[i], cigo_buf_str(&app->picker.filter));
}

static bool passes(const struct app *app, size_t i)
{
    const char *filter = app->picker.filter.p;
    unsigned long number = strtoul(filter, NULL, 10);
    if (!*filter || number == i + 1)
        return true;
    return named(app, i) || (number == 0 && told(app, i));
}

/* From `i` on; n = none. */
static size_t next_match(const struct app *app, size_t i)
{
    while (i < list_of(app)->n && !passes(app, i))
        i++;
    return i;
}

static size_t last_match(const struct app *app)
{
    size_t i = list_of(app)->n;
    while (i > 0 && !passes(app, i - 1))
        i--;
    return i > 0 ? i - 1 : app->picker.focus;
}

static size_t step(const struct app *app, size_t from, int by)
{
    size_t i = from;
    do
        i += by > 0 ? 1 : (size_t)-1;
    while (i < list_of(app)->n && !passes(app, i));
    return i < list_of(app)->n ? i : from;
}

/* One whose name has the words before one that is only explained with them. */
static void focus_first_match(struct app *app)
{
    size_t i = 0;
    while (i < list_of(app)->n && !named(app, i))
        i++;
    if (i == list_of(app)->n)
        i = next_match(app, 0);
    if (i < list_of(app)->n)
        app->picker.focus = i;
}

/* The exact number wins over a text that holds its digits; without a text one is where one was before it. */
static void refilter(struct app *app)
{
    unsigned long number = strtoul(app->picker.filter.p, NULL, 10);
    if (!app->picker.filter.n)
        app->picker.focus = app->picker.unsought;
    else if (number >= 1 && number <= list_of(app)->n)
        app->picker.focus = number - 1;
    else if (!named(app, app->picker.focus))
        focus_first_match(app);
}

/* The choices that the value has; the focus is on the last of them. */
static void mark_value(struct app *app, const struct cigo_value *value)
{
    struct picker *picker = &app->picker;
    for (size_t i = 0; value->storage == CIGO_TEXT && i < list_of(app)->n; i++) {
        picker->chosen[i] = cigo_multi_has(value->s, cigo_str_of(list_of(app)->items[i].id));
        if (picker->chosen[i])
            picker->focus = i;
    }
    if (picker->list == &BOOLEAN && value->storage == CIGO_INT)
        picker->focus = value->i ? 0 : 1;
    picker->unsought = picker->focus;
}

void cigo_tui_open_picker(struct app *app, const char *filter)
{
    struct picker *picker = &app->picker;
    picker->field = app->focus.field;
    picker->list = picker->field->ctx.choices ? picker->field->ctx.choices : &BOOLEAN;
    picker->place = app->focus;
    picker->multi = picker->field->kind->type == CIGO_TYPE_MULTI;
    picker->chosen = cigo_alloc_array(list_of(app)->n + 1, sizeof *picker->chosen);
    picker->focus = 0;
    cigo_buf_clear(&picker->filter);
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(app->session), app->focus);
    struct cigo_value value = cigo_cell_value(cell);
    mark_value(app, &value);
    if (filter && strcmp(filter, " ") != 0)
        cigo_buf_puts(&picker->filter, filter);
    refilter(app);
}

void cigo_tui_resume_picker(struct app *app, struct cigo_str draft)
{
    struct cigo_parsed parsed;
    cigo_tui_open_picker(app, NULL);
    cigo_parsed_init(&parsed);
    cigo_field_parse(app->picker.field, cigo_session_today(app->session), draft, &parsed);
    mark_value(app, &parsed.value);
    app->picker.marked = parsed.value.storage == CIGO_TEXT;
    cigo_parsed_finish(&parsed);
}

static void put_chosen(const struct app *app, struct cigo_buf *out)
{
    const struct picker *picker = &app->picker;
    for (size_t i = 0; i < list_of(app)->n; i++) {
        bool yes = picker->multi ? picker->chosen[i] : i == picker->focus;
        if (yes)
            cigo_buf_printf(out, "%s%s", out->n ? ", " : "", list_of(app)->items[i].id);
    }
}

bool cigo_tui_picker_marks(const struct app *app, struct cigo_buf *out)
{
    bool any = app->picker.field && app->picker.multi && app->picker.marked;
    if (any)
        put_chosen(app, out);
    return any;
}

/* Enter says only what it emptied; another key closes the list in passing, and what became the answer is said. */
static void answer(struct app *app, bool by_enter)
{
    struct picker *picker = &app->picker;
    char *before = cigo_strdup(cigo_session_text(app->session, picker->place));
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    put_chosen(app, &text);
    picker->field = NULL;
    cigo_tui_set_answer(app, picker->place, cigo_buf_str(&text));
    if (picker->multi)
        cigo_tui_draft_forget(app); /* the answer is kept first */
    const char *now = cigo_session_text(app->session, picker->place);
    if (strcmp(before, now) != 0 && (!*now || !by_enter))
        cigo_tui_say_kept(app, picker->place);
    cigo_buf_finish(&text);
    free(before);
}

static void shut(struct app *app, bool by_enter)
{
    bool open = app->picker.field;
    if (open && app->picker.marked)
        answer(app, by_enter);
    free(app->picker.chosen);
    app->picker.chosen = NULL;
    app->picker.field = NULL;
    app->picker.marked = false;
    if (open)
        cigo_tui_call_back(app);
}

void cigo_tui_close_picker(struct app *app)
{
    shut(app, false);
}

static void press(struct app *app, enum key_type key)
{
    struct picker *picker = &app->picker;
    if (!passes(app, picker->focus)) {
        cigo_tui_say(app, STYLE_WARNING, _("Nessuna scelta contiene «%s»."), picker->filter.p);
        return;
    }
    bool any = false;
    for (size_t i = 0; i < list_of(app)->n; i++)
        any |= picker->chosen[i];
    if (picker->multi && !any && !picker->marked) /* nobody marked or unmarked: the one that is pointed at is meant */
        picker->chosen[picker->focus] = true;
    picker->marked = true;
    shut(app, true);
    if (key == KEY_TYPE_TAB)
        cigo_tui_table_move_on(app, 1);
    else
        cigo_tui_move_on(app, 1);
}

static void type(struct app *app, const struct key *key)
{
    struct picker *picker = &app->picker;
    if (picker->multi && key->code == ' ') {
        picker->chosen[picker->focus] = !picker->chosen[picker->focus];
        picker->marked = app->draft_owed = true;
        cigo_buf_clear(&picker->filter);
        return;
    }
    if (!picker->filter.n)
        picker->unsought = picker->focus;
    cigo_utf8_put(&picker->filter, key->code);
    refilter(app);
}

static void rub_out(struct app *app)
{
    struct cigo_buf *filter = &app->picker.filter;
    while (filter->n && ((unsigned char)filter->p[--filter->n] & 0xc0) == 0x80)
        ;
    filter->p[filter->n] = '\0';
    refilter(app);
}

bool cigo_tui_picker_key(struct app *app, const struct key *key)
{
    struct picker *picker = &app->picker;
    if (key->type == KEY_TYPE_TAB && app->view == VIEW_TABLE && picker->filter.n) {
        press(app, key->type); /* what is typed in a cell Tab keeps, and goes right */
        return true;
    }
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_BACKTAB:
        picker->focus = step(app, picker->focus, -1);
        break;
    case KEY_TYPE_DOWN:
    case KEY_TYPE_TAB:
        picker->focus = step(app, picker->focus, 1);
        break;
    case KEY_TYPE_HOME:
    case KEY_TYPE_PAGE_UP:
        focus_first_match(app);
        break;
    case KEY_TYPE_END:
    case KEY_TYPE_PAGE_DOWN:
        picker->focus = last_match(app);
        break;
    case KEY_TYPE_ENTER:
        press(app, key->type);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        cigo_tui_close_picker(app);
        if (app->view == VIEW_TABLE)
            cigo_tui_table_unmake_row(app);
        break;
    case KEY_TYPE_BACKSPACE:
        rub_out(app);
        break;
    case KEY_TYPE_TEXT:
    case KEY_TYPE_LATIN1:
        type(app, key);
        break;
    default:
        return false;
    }
    return true;
}

/* ---- drawing ---- */

enum { HELP_ROWS = 3 };

static int text_col(const struct app *app)
{
    return app->picker.multi ? 10 : 6;
}

static int height(const struct app *app, size_t i)
{
    const struct grid *g = &app->grid;
    const char *help = list_of(app)->items[i].help;
    int n = cigo_grid_paragraph_count(g, g->cols - text_col(app) - 1, cigo_str_of(label_of(app, i)));
    if (i != app->picker.focus || !help)
        return n;
    int more = cigo_grid_paragraph_count(g, g->cols - text_col(app) - 1, cigo_str_of(help));
    return n + (more > HELP_ROWS ? HELP_ROWS : more);
}

static int draw_choice(struct app *app, int row, size_t i, int rows)
{
    struct grid *g = &app->grid;
    bool focus = i == app->picker.focus;
    const char *help = list_of(app)->items[i].help;
    int col = text_col(app), width = g->cols - col - 1;
    enum style style = focus ? STYLE_SELECTED : STYLE_NORMAL;
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, focus ? CIGO_STR(">") : CIGO_STR(" "));
    cigo_grid_printf(g, row, 2, 4, style, "%2zu. ", i + 1);
    if (app->picker.multi)
        cigo_grid_text(g, row, 6, 4, style, app->picker.chosen[i] ? CIGO_STR("[x] ") : CIGO_STR("[ ] "));
    int used = cigo_grid_paragraph(g, row, col, width, rows, style, cigo_str_of(label_of(app, i)));
    if (focus)
        cigo_grid_cursor(g, row, 2);
    if (focus && help && used < rows)
        used += cigo_grid_paragraph(g, row + used, col, width, rows - used < HELP_ROWS ? rows - used : HELP_ROWS,
                                    STYLE_HINT, cigo_str_of(help));
    return used;
}

/* The first choice to show, so that the focus is whole in sight. */
static size_t first_shown(const struct app *app, int rows)
{
    size_t first = app->picker.focus;
    int used = height(app, first);
    while (first > 0) {
        int more = passes(app, first - 1) ? height(app, first - 1) : 0;
        if (used + more > rows)
            break;
        used += more;
        first--;
    }
    return first;
}

static void draw_choices(struct app *app, int top, int end)
{
    struct grid *g = &app->grid;
    size_t first = first_shown(app, end - top), i = first;
    for (int row = top; i < list_of(app)->n && row < end; i++)
        if (passes(app, i)) {
            int used = draw_choice(app, row, i, end - row);
            cigo_tui_hot(app, HOT_CHOICE, row, 0, used, g->cols)->number = i;
            row += used;
        }
    cigo_grid_more(g, top, end - top, g->cols - 1, next_match(app, 0) < first,
                   next_match(app, i) < list_of(app)->n);
}

void cigo_tui_draw_picker(struct app *app)
{
    struct grid *g = &app->grid;
    const struct cigo_field *field = app->picker.field;
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    struct cigo_buf title; /* of a cell with its table and row */
    cigo_buf_init(&title, 4096);
    cigo_place_label(app->session, app->picker.place, &title);
    row += cigo_grid_paragraph(g, row, 1, g->cols - 2, end - row > 5 ? 3 : 1, STYLE_TITLE, cigo_buf_str(&title));
    cigo_buf_finish(&title);
    if (end - row > 8 && field->ask)
        row += cigo_grid_paragraph(g, row, 1, g->cols - 2, 3, STYLE_HINT, cigo_str_of(field->ask));
    cigo_grid_cursor(g, row, 1);
    if (app->picker.filter.n) { /* the cursor stays here when nothing is found */
        int used = cigo_grid_printf(g, row, 1, g->cols - 3, STYLE_MARK, _("Cerca: %s"), app->picker.filter.p);
        cigo_grid_cursor(g, row++, 1 + used);
    } else if (end - row > 5) {
        struct cigo_str keys = cigo_str_of(app->picker.multi ? _("Spazio segna; lettere o numero: cerca")
                                                             : _("Lettere o numero per cercare"));
        int lines = cigo_grid_paragraph_count(g, g->cols - 2, keys);
        end -= lines < 2 ? 1 : 2;
        cigo_grid_paragraph(g, end, 1, g->cols - 2, 2, STYLE_HINT, keys);
    }
    draw_choices(app, row, end);
}
