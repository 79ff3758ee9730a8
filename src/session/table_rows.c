/* What is done to ranges and rows. Each is one action of the session: one transaction, one evaluation, one
 * undo. Which rows are meant is fixed by id before the first change. */

#include <stdlib.h>
#include "table-priv.h"

void cigo_table_forget_removed(struct cigo_table *table)
{
    for (size_t i = 0; i < table->n_removed; i++) {
        for (size_t c = 0; c < table->group->n_fields; c++)
            free(table->removed[i].texts[c]);
        free(table->removed[i].texts);
    }
    free(table->removed);
    table->removed = NULL;
    table->n_removed = 0;
}

/* How the action is called in the list of what can be undone: in Italian, as it is kept. */
static void begin(struct cigo_table *table, const char *what, size_t rows)
{
    struct cigo_buf label;
    cigo_buf_init(&label, 1024);
    cigo_buf_puts(&label, what);
    if (rows > 1)
        cigo_buf_printf(&label, ", %zu righe", rows);
    cigo_session_begin(table->session, label.p);
    cigo_buf_finish(&label);
}

static bool has_room(struct cigo_table *table, size_t n, struct cigo_error *err)
{
    const struct cigo_group *group = table->group;
    if (!group->max_rows || table->n_alive + n <= group->max_rows)
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» può avere al massimo %zu righe."), group->label,
                     group->max_rows);
}

/* ---- removing and restoring ---- */

static int by_position(const void *a, const void *b)
{
    const struct removed_row *x = a, *y = b;
    return x->position < y->position ? -1 : x->position > y->position;
}

bool cigo_table_remove(struct cigo_table *table, size_t row, size_t n, struct cigo_effects *ret_effects,
                       struct cigo_error *err)
{
    cigo_table_sync(table);
    if (row >= table->n_view || n == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("La riga non esiste più."));
    n = n < table->n_view - row ? n : table->n_view - row;
    cigo_table_forget_removed(table);
    table->removed = cigo_alloc_array(n, sizeof *table->removed);
    table->n_removed = n;
    for (size_t i = 0; i < n; i++) {
        size_t position = table->view[row + i];
        int64_t id = table->ids[position];
        table->removed[i] = (struct removed_row){
            id, position, cigo_row_texts(table->session, table->group, id)};
    }
    qsort(table->removed, n, sizeof *table->removed, by_position);
    begin(table, table->group->own, n);
    for (size_t i = n; i-- > 0;) /* from the end: less to move, and positions hold */
        cigo_session_row_remove(table->session, table->group, table->removed[i].id, NULL, NULL);
    return cigo_session_end(table->session, ret_effects, err);
}

static bool is_gone(const struct cigo_table *table, const struct removed_row *row)
{
    return cigo_table_position_of(table, row->id) == CIGO_TABLE_NOWHERE;
}

size_t cigo_table_removed(struct cigo_table *table)
{
    size_t n = 0;
    cigo_table_sync(table);
    for (size_t i = 0; i < table->n_removed; i++)
        n += is_gone(table, &table->removed[i]);
    return n;
}

static int64_t put_back(struct cigo_table *table, const struct removed_row *row)
{
    const struct cigo_group *group = table->group;
    int64_t id = 0;
    cigo_session_row_add(table->session, group, row->position, &id, NULL, NULL);
    for (size_t c = 0; c < group->n_fields; c++) {
        struct cigo_place place = {&group->fields[c], group, id};
        if (row->texts[c])
            cigo_session_set(table->session, place, cigo_str_of(row->texts[c]), NULL, NULL);
    }
    return id;
}

bool cigo_table_restore(struct cigo_table *table, size_t *ret_row, struct cigo_effects *ret_effects,
                        struct cigo_error *err)
{
    size_t n = cigo_table_removed(table);
    int64_t first = 0;
    if (n == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Non ci sono righe tolte da rimettere."));
    if (!has_room(table, n, err))
        return false;
    begin(table, table->group->own, n);
    for (size_t i = 0; i < table->n_removed; i++) {
        if (!is_gone(table, &table->removed[i])) /* undo brought it back already */
            continue;
        int64_t id = put_back(table, &table->removed[i]);
        first = first ? first : id;
    }
    cigo_table_forget_removed(table);
    bool ok = cigo_session_end(table->session, ret_effects, err);
    if (ret_row)
        *ret_row = cigo_table_find_row(table, first);
    return ok;
}

/* ---- one new row ---- */

bool cigo_table_add(struct cigo_table *table, size_t row, size_t *ret_row,
                    struct cigo_effects *ret_effects, struct cigo_error *err)
{
    size_t position = cigo_table_position(table, row);
    int64_t id = 0;
    bool ok = cigo_session_row_add(table->session, table->group,
                                   position == CIGO_TABLE_NOWHERE ? SIZE_MAX : position + 1, &id,
                                   ret_effects, err);
    if (id && ret_row)
        *ret_row = cigo_table_find_row(table, id);
    return ok;
}

bool cigo_table_duplicate(struct cigo_table *table, size_t row, size_t *ret_row,
                          struct cigo_effects *ret_effects, struct cigo_error *err)
{
    int64_t id = 0;
    bool ok = cigo_session_row_duplicate(table->session, table->group, cigo_table_row_id(table, row), &id,
                                         ret_effects, err);
    if (id && ret_row)
        *ret_row = cigo_table_find_row(table, id);
    return ok;
}

/* ---- ranges ---- */

static struct cigo_table_range cut(struct cigo_table *table, struct cigo_table_range range)
{
    size_t n_columns = cigo_table_columns(table);
    cigo_table_sync(table);
    range.row = range.row < table->n_view ? range.row : table->n_view;
    range.column = range.column < n_columns ? range.column : n_columns;
    if (range.n_rows > table->n_view - range.row)
        range.n_rows = table->n_view - range.row;
    if (range.n_columns > n_columns - range.column)
        range.n_columns = n_columns - range.column;
    return range;
}

static void begin_range(struct cigo_table *table, const struct cigo_table_range *range)
{
    const char *what = range->n_columns == 1 ? cigo_table_column(table, range->column)->own
                                             : table->group->own;
    begin(table, what, range->n_rows);
}

/* Tabs and line ends would make other cells: such a text is quoted, as spreadsheets do. */
static void copy_text(const char *text, struct cigo_buf *out)
{
    if (!strpbrk(text, "\t\n\r") && *text != '"') {
        cigo_buf_puts(out, text);
        return;
    }
    cigo_buf_putc(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            cigo_buf_putc(out, '"');
        cigo_buf_putc(out, *p);
    }
    cigo_buf_putc(out, '"');
}

static void copy_cell(const struct cigo_table *table, size_t position, size_t column, struct cigo_buf *out)
{
    struct cigo_place place = cigo_table_place_at(table, position, column);
    struct cigo_cell cell = cigo_answers_cell(table->session->answers, place);
    if (!cell.raw || !cigo_session_visible(table->session, place))
        return;
    const struct cigo_field *field = place.field;
    struct cigo_value value = cigo_cell_value(cell);
    if (value.storage == CIGO_NULL || field->kind->type == CIGO_TYPE_MULTI) {
        copy_text(cell.raw, out);
        return;
    }
    struct cigo_buf text;
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    cigo_value_text(field->kind, &field->ctx, field->kind->type, &value, &text);
    copy_text(text.p, out);
    cigo_buf_finish(&text);
}

void cigo_table_copy(struct cigo_table *table, struct cigo_table_range range, struct cigo_buf *out)
{
    range = cut(table, range);
    for (size_t r = 0; r < range.n_rows; r++) {
        for (size_t c = 0; c < range.n_columns; c++) {
            cigo_buf_puts(out, c ? "\t" : "");
            copy_cell(table, table->view[range.row + r], range.column + c, out);
        }
        cigo_buf_putc(out, '\n');
    }
}

/* Set a cell, unless it cannot be seen. */
static void put(struct cigo_table *table, size_t row, size_t column, const char *text)
{
    struct cigo_place place = cigo_table_place_at(table, table->view[row], column);
    if (cigo_session_visible(table->session, place))
        cigo_session_set(table->session, place, cigo_str_of(text), NULL, NULL);
}

bool cigo_table_clear(struct cigo_table *table, struct cigo_table_range range,
                      struct cigo_effects *ret_effects, struct cigo_error *err)
{
    range = cut(table, range);
    begin_range(table, &range);
    for (size_t r = 0; r < range.n_rows; r++)
        for (size_t c = 0; c < range.n_columns; c++)
            put(table, range.row + r, range.column + c, "");
    return cigo_session_end(table->session, ret_effects, err);
}

bool cigo_table_fill_down(struct cigo_table *table, struct cigo_table_range range,
                          struct cigo_effects *ret_effects, struct cigo_error *err)
{
    range = cut(table, range);
    begin_range(table, &range);
    for (size_t c = range.column; range.n_rows && c < range.column + range.n_columns; c++) {
        struct cigo_place first = cigo_table_place_at(table, table->view[range.row], c);
        char *text = cigo_strdup(cigo_session_text(table->session, first));
        for (size_t r = 1; *text && r < range.n_rows; r++)
            put(table, range.row + r, c, text);
        free(text);
    }
    return cigo_session_end(table->session, ret_effects, err);
}
