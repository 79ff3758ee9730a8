/* Totals of a column: exact, and with what could not be counted beside them. */

#include "table-priv.h"

bool cigo_table_can_total(const struct cigo_field *field)
{
    return field->kind->type == CIGO_TYPE_INTEGER || field->kind->type == CIGO_TYPE_DECIMAL;
}

static void count_cell(const struct cigo_table *table, size_t position, size_t column,
                       struct cigo_table_total *total)
{
    struct cigo_place place = cigo_table_place_at(table, position, column);
    struct cigo_cell cell = cigo_answers_cell(table->session->answers, place);
    if (!cigo_session_visible(table->session, place))
        return;
    struct cigo_value value = cigo_cell_value(cell);
    total->empty += !cell.raw;
    total->unreadable += cell.raw && value.storage == CIGO_NULL;
    if (value.storage != CIGO_INT)
        return;
    total->n++;
    total->too_big |= __builtin_add_overflow(total->sum, value.i, &total->sum);
}

static struct cigo_table_total finished(struct cigo_table_total total)
{
    if (total.too_big)
        total.sum = 0;
    return total;
}

struct cigo_table_total cigo_table_total_all(struct cigo_table *table, size_t column)
{
    struct cigo_table_total total = {0};
    cigo_table_sync(table);
    for (size_t i = 0; i < table->n_alive; i++)
        count_cell(table, i, column, &total);
    return finished(total);
}

struct cigo_table_total cigo_table_total(struct cigo_table *table, size_t column, size_t row, size_t n)
{
    struct cigo_table_total total = {0};
    cigo_table_sync(table);
    for (size_t i = row; i < table->n_view && i - row < n; i++)
        count_cell(table, table->view[i], column, &total);
    return finished(total);
}

void cigo_table_total_text(const struct cigo_field *field, const struct cigo_table_total *total,
                           struct cigo_buf *out)
{
    struct cigo_value value = {.storage = CIGO_INT, .i = total->sum};
    cigo_kind_format(field->kind, &field->ctx, &value, out);
}
