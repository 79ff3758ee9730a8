/* A page: the fields of a section, or of one row of a group, one under the other, with the alerts right under
 * the field that they are about. The page is first written as a list of lines, then the part around the
 * focus is shown. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

struct page_line {
    size_t item;
    const char *code, *label, *value, *text; /* text: the whole width, indented */
    enum style label_style, style;
    int indent;
    int label_width;
    bool stacked; /* a value under its label, on a narrow screen */
    bool more;    /* the value goes on from the line above */
    bool alert;   /* of an alert */
};

struct page {
    struct app *app;
    struct page_line *lines;
    size_t n, cap;
    int width, label_width;
    size_t focus_item; /* SIZE_MAX = none */
};

enum { CODE = 7, STACKED = 3, NARROW = 56, LOW = 16 };

/* ---- writing lines ---- */

static struct page_line *add(struct page *page, size_t item)
{
    struct page_line *line = CIGO_PUSH(page->lines, page->n, page->cap);
    *line = (struct page_line){.item = item};
    return line;
}

static void add_wrapped(struct page *page, size_t item, int indent, enum style style, const char *text)
{
    struct cigo_str rest = cigo_str_of(text), part;
    while (cigo_grid_wrap(&rest, page->width - indent - 1, &part)) {
        struct page_line *line = add(page, item);
        line->text = cigo_arena_str(page->app->arena, part);
        line->style = style;
        line->indent = indent;
    }
}

static void add_detail(struct page *page, size_t item, const char *label, const char *text)
{
    if (text && *text)
        add_wrapped(page, item, CODE + 2, STYLE_NORMAL,
                    cigo_arena_printf(page->app->arena, "%s: %s", label, text));
}

static void add_alert(struct page *page, size_t item, const struct cigo_alert *alert, bool details)
{
    add_wrapped(page, item, CODE, cigo_tui_alert_style(alert), cigo_tui_alert_head(page->app, alert));
    if (!details)
        return;
    add_detail(page, item, _("Perché"), alert->why);
    add_detail(page, item, _("Che cosa fare"), alert->fix);
    add_detail(page, item, _("Fonte"), alert->source);
    add_detail(page, item, _("Motivo dichiarato"), alert->reason);
    bool fixed = !alert->def && alert->severity == CIGO_ALERT_ERROR; /* only mending helps */
    struct app *app = page->app;
    const char *key = cigo_tui_key_name(app, CIGO_DO_ACKNOWLEDGE);
    const char *can = fixed ? ""
                            : cigo_arena_printf(app->arena,
                                                alert->state != CIGO_OPEN              ? _(" %s lo riapre.")
                                                : alert->severity == CIGO_ALERT_ERROR ? _(" %s lo contesta.")
                                                                                       : _(" %s lo conferma."),
                                                key);
    add_wrapped(page, item, CODE + 2, STYLE_HINT, cigo_arena_printf(app->arena, "%s.%s", alert->id, can));
}

static void add_alerts(struct page *page, size_t item, struct cigo_place place)
{
    struct app *app = page->app;
    bool focus = item == page->focus_item;
    struct cigo_alerts alerts =
        cigo_session_alerts_at(app->session, CIGO_SCOPE_COMMIT, place, app->arena);
    size_t first = page->n;
    for (size_t i = 0; i < alerts.n; i++)
        add_alert(page, item, &alerts.items[i], focus && app->details);
    if (focus && alerts.n && !app->details)
        add_wrapped(page, item, CODE, STYLE_HINT, cigo_arena_printf(app->arena, _("%s dice perché, che cosa fare e secondo quale norma."), cigo_tui_key_name(app, CIGO_DO_DETAILS)));
    for (; first < page->n; first++)
        page->lines[first].alert = true;
}

static const char *next_part(struct page *page, struct cigo_str *rest, int width)
{
    struct cigo_str part;
    if (!cigo_grid_wrap(rest, width, &part))
        return NULL;
    return cigo_arena_str(page->app->arena, part);
}

/* Lines of the value; of a long text only the first, and while it is edited only one. */
static const char *value_part(struct page *page, struct cigo_str *rest, int width, int line, int most)
{
    if (line >= most)
        return NULL;
    if (line + 1 < most || !rest->n)
        return next_part(page, rest, width);
    struct cigo_str last = *rest; /* drawn with its end cut where there is more */
    rest->n = 0;
    return cigo_arena_str(page->app->arena, last);
}

static void add_values(struct page *page, size_t item, const struct page_line *entry, int most)
{
    struct cigo_str rest = cigo_str_of(entry->value);
    for (int i = 0;; i++) {
        const char *part = value_part(page, &rest, page->width - STACKED - 2, i, most);
        if (!part)
            return;
        struct page_line *line = add(page, item);
        *line = (struct page_line){
            .item = item, .value = part, .style = entry->style, .stacked = true, .more = i > 0};
    }
}

/* Label and value each go on below when they are too long for their column; on a narrow screen the value
 * stands under the label. */
static void add_entry(struct page *page, size_t item, struct page_line entry, bool brief)
{
    bool narrow = page->width < NARROW;
    bool editing = page->app->edit && item == page->focus_item;
    int width = entry.value && !narrow ? page->label_width : page->width - CODE;
    int most = editing ? 1 : brief ? 2 : 6;
    struct cigo_str label = cigo_str_of(entry.label), value = cigo_str_of(narrow ? NULL : entry.value);
    const char *left = next_part(page, &label, width);
    int value_width = page->width - CODE - page->label_width - 2;
    for (int i = 0;; i++) {
        const char *right = value_part(page, &value, value_width, i, most);
        if (!left && !right)
            break;
        struct page_line *line = add(page, item);
        *line = (struct page_line){.item = item, .label_style = entry.label_style, .style = entry.style,
                                   .label = left, .label_width = width, .value = right, .more = i > 0};
        line->code = i ? NULL : entry.code;
        left = left ? next_part(page, &label, width) : NULL;
    }
    if (narrow && entry.value)
        add_values(page, item, &entry, most);
}

static const char *value_of(struct app *app, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_session_echo(app->session, place, &buf);
    return cigo_tui_kept(app, &buf);
}

/* On a low screen, that has no place of its own for it, the question stands under its field; what is wrong
 * comes first there. */
static void add_hint(struct page *page, size_t item)
{
    struct app *app = page->app;
    const char *text = cigo_tui_hint(app);
    if (item != page->focus_item || app->grid.cols >= PAGE_WIDE || cigo_tui_hint_rows(app) || !text ||
        (app->grid.rows < LOW && (app->details || cigo_tui_has_alert(app))))
        return;
    add_wrapped(page, item, CODE, STYLE_HINT, text);
}

static void add_field(struct page *page, size_t item, struct cigo_place place)
{
    struct app *app = page->app;
    const struct cigo_field *field = place.field;
    const char *value = value_of(app, place);
    bool required = cigo_session_required(app->session, place);
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(app->session), place);
    struct page_line entry = {
        .code = field->code ? field->code : "",
        .label = cigo_arena_printf(app->arena, "%s%s", field->label, required ? " *" : ""),
        .value = *value ? value : required ? _("da scrivere") : "-",
        .label_style = STYLE_LABEL,
        .style = !*value ? STYLE_EMPTY : cell.verdict == CIGO_BAD ? STYLE_ERROR : STYLE_VALUE,
    };
    add_entry(page, item, entry, field->kind->multiline);
    add_hint(page, item);
    const char *offer = item == page->focus_item ? cigo_tui_offer_text(app) : NULL;
    if (offer)
        add_wrapped(page, item, CODE, STYLE_HINT, offer);
    add_alerts(page, item, place);
}

static void add_group(struct page *page, size_t item, const struct cigo_group *group)
{
    struct app *app = page->app;
    bool few = cigo_tui_rows_of(app, group)->n < group->min_rows;
    struct cigo_counts counts = cigo_session_row_counts(app->session, group);
    struct cigo_buf rows;
    cigo_buf_init(&rows, 1024);
    cigo_rows_text(app->session, group, &rows);
    struct page_line entry = {
        .code = group->code,
        .label = cigo_arena_printf(app->arena, "%s%s", group->label, group->min_rows ? " *" : ""),
        .value = cigo_arena_printf(app->arena, _("%s  (Invio apre)"), cigo_tui_kept(app, &rows)),
        .label_style = STYLE_LABEL,
        .style = few ? STYLE_EMPTY : counts.error ? STYLE_ERROR : counts.warning ? STYLE_WARNING : STYLE_VALUE,
    };
    add_entry(page, item, entry, false);
    add_hint(page, item);
    add_alerts(page, item, (struct cigo_place){.group = group});
}

static void add_computed(struct page *page, size_t item, const struct cigo_computed *computed)
{
    struct app *app = page->app;
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(app->session, computed, app->focus.row, &buf);
    if (!buf.n) {
        cigo_buf_finish(&buf);
        return; /* not yet known: nothing to show */
    }
    if (computed->estimate)
        cigo_buf_puts(&buf, _(" (stima)"));
    struct page_line entry = {
        .code = "=",
        .label = computed->label,
        .value = cigo_tui_kept(app, &buf),
        .label_style = STYLE_COMPUTED,
        .style = STYLE_COMPUTED,
    };
    add_entry(page, item, entry, false);
}

static void add_button(struct page *page, size_t item, const char *text)
{
    struct page_line entry = {.code = "", .label = text, .label_style = STYLE_MARK};
    add(page, item);
    add_entry(page, item, entry, false);
}

static const char *next_label(struct app *app)
{
    for (size_t s = app->section + 1; s < app->form->n_sections; s++)
        if (cigo_session_section(app->session, s).state != CIGO_SECTION_NOT_NEEDED)
            return cigo_arena_printf(app->arena, _("Avanti: %s. %s"), app->form->sections[s].code,
                                     app->form->sections[s].title);
    return _("Fine: torna all'elenco delle sezioni");
}

static void add_item(struct page *page, size_t i, const struct item *item)
{
    switch (item->type) {
    case ITEM_FIELD:
        add_field(page, i, item->place);
        break;
    case ITEM_GROUP:
        add_group(page, i, item->place.group);
        break;
    case ITEM_COMPUTED:
        add_computed(page, i, item->computed);
        break;
    case ITEM_NEXT:
        add_button(page, i, next_label(page->app));
        break;
    case ITEM_NEW_ROW:
        add_button(page, i, _("Aggiungi un'altra riga"));
        break;
    case ITEM_TABLE:
        add_button(page, i, _("Torna all'elenco delle righe"));
        break;
    }
}

/* ---- showing them ---- */

static void draw_focus_value(struct page *page, int row, const struct page_line *line)
{
    struct app *app = page->app;
    int col = line->stacked ? STACKED : CODE + page->label_width + 1;
    int width = page->width - col - 1;
    if (app->edit) {
        cigo_grid_fill(&app->grid, row, col, width, STYLE_EDIT, ' ');
        cigo_edit_draw_line(app->edit, &app->grid, row, col, width);
        cigo_tui_hot(app, HOT_EDIT, row, col, 1, width)->edit = app->edit;
    } else {
        cigo_grid_cursor(&app->grid, row, col);
    }
}

static void draw_line(struct page *page, int row, const struct page_line *line, bool first)
{
    struct grid *g = &page->app->grid;
    bool focus = line->item == page->focus_item;
    if (line->text) {
        cigo_grid_text(g, row, line->indent, page->width - line->indent, line->style, cigo_str_of(line->text));
        return;
    }
    if (focus && first)
        cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    if (line->code)
        cigo_grid_text(g, row, 1, CODE - 2, focus ? STYLE_MARK : STYLE_CODE, cigo_str_of(line->code));
    if (line->label)
        cigo_grid_text(g, row, CODE - 1, line->label_width, line->label_style, cigo_str_of(line->label));
    int col = line->stacked ? STACKED : CODE + page->label_width + 1;
    bool editing = focus && page->app->edit;
    if (line->value && !editing)
        cigo_grid_text(g, row, col, page->width - col, line->style, cigo_str_of(line->value));
    if (focus && line->value && !line->more)
        draw_focus_value(page, row, line);
    else if (focus && first && !line->value)
        cigo_grid_cursor(g, row, CODE - 1); /* a value under it takes it from here */
}

/* The lines of the item that has the focus. One that is taller than the screen scrolls: its head (what it asks, what
 * was answered) stays, so that one sees whose alerts one reads. */
struct span {
    int first, n, head;
    int more; /* lines of it that the screen cannot hold */
};

static struct span focus_span(const struct page *page, int rows)
{
    struct span span = {0};
    for (size_t i = 0; i < page->n; i++) {
        const struct page_line *line = &page->lines[i];
        if (line->item != page->focus_item)
            continue;
        span.first = span.n ? span.first : (int)i;
        span.head += !line->text && span.head == span.n;
        span.n++;
    }
    if (span.head > rows / 2)
        span.head = rows / 2;
    span.more = span.n > rows ? span.n - rows : 0;
    return span;
}

static int inner_of(const struct page *page, const struct span *span)
{
    int inner = page->app->edit ? 0 : page->app->inner; /* what is being written is in sight */
    return inner > span->more ? span->more : inner;
}

/* The first line to show, so that the whole focused item is in sight if it fits, with a line around it. */
static int scroll_to_focus(struct page *page, const struct span *span, int rows)
{
    int top = page->app->top, around = span->n + 2 <= rows;
    if (span->more)
        return span->first + inner_of(page, span);
    if (span->first + span->n + around > top + rows)
        top = span->first + span->n + around - rows;
    if (span->first < top + around)
        top = span->first - around;
    if (top > (int)page->n - rows)
        top = (int)page->n - rows;
    return top < 0 ? 0 : top;
}

static struct page make(struct app *app, struct item **ret_items, size_t *ret_n)
{
    struct page page = {.app = app, .focus_item = SIZE_MAX};
    size_t n = cigo_tui_page_items(app, ret_items);
    page.width = app->grid.cols >= PAGE_WIDE ? app->grid.cols - PAGE_HELP : app->grid.cols;
    page.label_width = page.width >= NARROW ? page.width * 2 / 5 : page.width - CODE;
    for (size_t i = 0; i < n; i++)
        if (cigo_tui_same_item(app, &(*ret_items)[i]))
            page.focus_item = i;
    for (size_t i = 0; i < n; i++)
        add_item(&page, i, &(*ret_items)[i]);
    *ret_n = n;
    return page;
}

static int rows_of(const struct app *app)
{
    return cigo_tui_content_rows(app) - cigo_tui_hint_rows(app);
}

bool cigo_tui_page_scroll(struct app *app, int by, bool screens)
{
    struct item *items;
    size_t n;
    struct page page = make(app, &items, &n);
    struct span span = focus_span(&page, rows_of(app));
    int screen = rows_of(app) - span.head - 1;
    app->inner = inner_of(&page, &span);
    free(page.lines);
    return cigo_scroll_by(&app->inner, by * (!screens ? 1 : screen > 1 ? screen : 1), span.more);
}

void cigo_tui_draw_page(struct app *app)
{
    struct item *items;
    size_t n, seen = SIZE_MAX;
    struct page page = make(app, &items, &n);
    int first = cigo_tui_content_top(app), rows = rows_of(app);
    struct span span = focus_span(&page, rows);
    app->top = scroll_to_focus(&page, &span, rows);
    for (int r = 0; r < rows && app->top + r < (int)page.n; r++) {
        const struct page_line *line = &page.lines[(span.more && r < span.head ? span.first : app->top) + r];
        bool begins = line->item != seen && (line->label || line->stacked);
        enum hot_type hot = line->alert ? HOT_ALERT : HOT_ITEM;
        if (line->item < n)
            cigo_tui_hot(app, hot, first + r, 0, 1, page.width)->item = items[line->item];
        draw_line(&page, first + r, line, begins);
        seen = line->label ? line->item : seen;
    }
    cigo_grid_more(&app->grid, first, rows, page.width - 1, app->top > 0, app->top + rows < (int)page.n);
    cigo_tui_draw_hint(app);
    cigo_tui_draw_side_help(app);
    free(page.lines);
}
