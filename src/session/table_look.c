/* Asking a table where things are. */

#include "table-priv.h"

const struct cigo_group *cigo_table_group(const struct cigo_table *table)
{
    return table->group;
}

size_t cigo_table_rows(struct cigo_table *table)
{
    cigo_table_sync(table);
    return table->n_view;
}

size_t cigo_table_all_rows(struct cigo_table *table)
{
    cigo_table_sync(table);
    return table->n_alive;
}

size_t cigo_table_columns(const struct cigo_table *table)
{
    return table->group->n_fields;
}

const struct cigo_field *cigo_table_column(const struct cigo_table *table, size_t column)
{
    return &table->group->fields[table->columns[column]];
}

size_t cigo_table_column_of(const struct cigo_table *table, const struct cigo_field *field)
{
    return table->column_of[field->index];
}

size_t cigo_table_position(struct cigo_table *table, size_t row)
{
    cigo_table_sync(table);
    return row < table->n_view ? table->view[row] : CIGO_TABLE_NOWHERE;
}

uint64_t cigo_table_stamp(struct cigo_table *table)
{
    cigo_table_sync(table);
    return table->session->revision + table->n_rebuilt; /* both only grow */
}

int64_t cigo_table_row_id(struct cigo_table *table, size_t row)
{
    size_t position = cigo_table_position(table, row);
    return position == CIGO_TABLE_NOWHERE ? 0 : table->ids[position];
}

size_t cigo_table_row_at(struct cigo_table *table, size_t position)
{
    cigo_table_sync(table);
    return position < table->n_alive ? table->row_of[position] : CIGO_TABLE_NOWHERE;
}

size_t cigo_table_find_row(struct cigo_table *table, int64_t id)
{
    cigo_table_sync(table);
    size_t position = cigo_table_position_of(table, id);
    return position == CIGO_TABLE_NOWHERE ? CIGO_TABLE_NOWHERE : table->row_of[position];
}

struct cigo_place cigo_table_place_at(const struct cigo_table *table, size_t position, size_t column)
{
    return (struct cigo_place){cigo_table_column(table, column), table->group, table->ids[position]};
}

struct cigo_place cigo_table_place(struct cigo_table *table, size_t row, size_t column)
{
    return (struct cigo_place){cigo_table_column(table, column), table->group,
                               cigo_table_row_id(table, row)};
}

size_t cigo_table_sorted(const struct cigo_table *table, bool *ret_descending)
{
    if (ret_descending)
        *ret_descending = table->descending;
    return table->sorted;
}

const char *cigo_table_filter_text(const struct cigo_table *table)
{
    return table->filter;
}

bool cigo_table_only_problems(const struct cigo_table *table)
{
    return table->only_problems;
}
