/* The open alerts of a table, as marks on cells and rows: one pass over what fires, when somebody asks and
 * the session has moved on. No texts are built for it. */

#include <stdlib.h>
#include "table-priv.h"

static enum cigo_table_mark mark_of(enum cigo_severity severity)
{
    return (enum cigo_table_mark)(CIGO_MARK_INFO + (severity - CIGO_INFO));
}

static void add_mark(struct cigo_table *table, size_t position, size_t column, enum cigo_table_mark mark,
                     bool first)
{
    *CIGO_PUSH(table->marks, table->n_marks, table->cap_marks) =
        (struct cell_mark){position, column, mark, first};
    if (table->row_marks[position] < mark)
        table->row_marks[position] = (uint8_t)mark;
}

/* The cells of its own row; an alert that stands elsewhere marks the row as a whole. */
static void mark_rule(struct cigo_table *table, const struct cigo_fired *fired, size_t position)
{
    const struct cigo_alert_def *def = fired->def;
    bool placed = false;
    for (size_t i = 0; i < def->n_at; i++) {
        const struct cigo_alert_place *at = &def->at[i];
        if (!(fired->places & (uint32_t)1 << i) || !at->field || at->group != table->group)
            continue;
        add_mark(table, position, cigo_table_column_of(table, at->field), mark_of(def->severity), !placed);
        placed = true;
    }
    if (!placed)
        add_mark(table, position, CIGO_TABLE_NOWHERE, mark_of(def->severity), true);
}

static void mark(void *data, const struct alert_ref *ref)
{
    struct cigo_table *table = data;
    if (cigo_alert_ref_group(ref) != table->group || cigo_alert_ref_state(table->session, ref, NULL) != CIGO_OPEN)
        return;
    size_t position = cigo_table_position_of(table, ref->row);
    if (position == CIGO_TABLE_NOWHERE)
        return;
    if (ref->fired)
        mark_rule(table, ref->fired, position);
    else
        add_mark(table, position, cigo_table_column_of(table, ref->cell->field), mark_of(ref->severity), true);
}

static bool is_after(const struct cell_mark *x, const struct cell_mark *y)
{
    if (x->position != y->position)
        return x->position > y->position;
    if (x->column != y->column)
        return x->column > y->column;
    return x->mark < y->mark; /* the strongest first */
}

/* Each to its row, in one pass however many they are; then within the rows, which have a few. */
static void sort_marks(struct cigo_table *table)
{
    struct cell_mark *sorted = cigo_realloc_array(NULL, table->cap_marks, sizeof *sorted);
    size_t *starts = cigo_alloc_array(table->n_alive + 2, sizeof *starts);
    for (size_t i = 0; i < table->n_marks; i++)
        starts[table->marks[i].position + 1]++;
    for (size_t i = 0; i < table->n_alive; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < table->n_marks; i++)
        sorted[starts[table->marks[i].position]++] = table->marks[i];
    for (size_t i = 1; i < table->n_marks; i++) {
        struct cell_mark mark = sorted[i];
        size_t to = i;
        for (; to > 0 && is_after(&sorted[to - 1], &mark); to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = mark;
    }
    free(starts);
    free(table->marks);
    table->marks = sorted;
}

void cigo_table_marks_ready(struct cigo_table *table)
{
    cigo_table_sync(table);
    if (table->marks_known && table->marks_revision == table->session->revision)
        return;
    table->marks_known = true;
    table->marks_revision = table->session->revision;
    table->n_marks = 0;
    free(table->row_marks);
    table->row_marks = cigo_alloc_array(table->n_alive + 1, sizeof *table->row_marks);
    cigo_alert_refs_each(table->session, CIGO_SCOPE_COMMIT, mark, table);
    if (table->n_marks)
        sort_marks(table);
}

/* The first mark at or after this cell. */
static size_t first_mark(const struct cigo_table *table, size_t position, size_t column)
{
    size_t low = 0, high = table->n_marks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct cell_mark *mark = &table->marks[middle];
        bool before = mark->position != position ? mark->position < position : mark->column < column;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum cigo_table_mark cigo_table_row_mark(struct cigo_table *table, size_t row)
{
    cigo_table_marks_ready(table);
    return row < table->n_view ? (enum cigo_table_mark)table->row_marks[table->view[row]] : CIGO_MARK_NONE;
}

enum cigo_table_mark cigo_table_cell_mark(struct cigo_table *table, size_t row, size_t column)
{
    cigo_table_marks_ready(table);
    if (row >= table->n_view)
        return CIGO_MARK_NONE;
    size_t i = first_mark(table, table->view[row], column);
    bool here = i < table->n_marks && table->marks[i].position == table->view[row] &&
                table->marks[i].column == column;
    return here ? table->marks[i].mark : CIGO_MARK_NONE;
}

struct cigo_table_counts cigo_table_row_counts(struct cigo_table *table, size_t row)
{
    struct cigo_table_counts counts = {0};
    cigo_table_marks_ready(table);
    if (row >= table->n_view)
        return counts;
    size_t position = table->view[row];
    for (size_t i = first_mark(table, position, 0);
         i < table->n_marks && table->marks[i].position == position; i++) {
        const struct cell_mark *mark = &table->marks[i];
        counts.errors += mark->first && mark->mark == CIGO_MARK_ERROR;
        counts.warnings += mark->first && mark->mark == CIGO_MARK_WARNING;
        counts.infos += mark->first && mark->mark == CIGO_MARK_INFO;
    }
    return counts;
}

size_t cigo_table_problem_rows(struct cigo_table *table)
{
    size_t n = 0;
    cigo_table_marks_ready(table);
    for (size_t i = 0; i < table->n_alive; i++)
        n += table->row_marks[i] != CIGO_MARK_NONE;
    return n;
}

struct cigo_alerts cigo_table_row_alerts(struct cigo_table *table, size_t row, struct cigo_arena *arena)
{
    int64_t id = cigo_table_row_id(table, row);
    return cigo_alerts_of_row(table->session, CIGO_SCOPE_COMMIT, table->group, id, arena);
}

struct cigo_alerts cigo_table_cell_alerts(struct cigo_table *table, size_t row, size_t column,
                                          struct cigo_arena *arena)
{
    struct cigo_place place = cigo_table_place(table, row, column);
    return cigo_session_alerts_at(table->session, CIGO_SCOPE_COMMIT, place, arena);
}

/* ---- from problem to problem ---- */

/* The nearest column of a row with a mark, beyond `column` in this direction; from outside when NOWHERE. */
static size_t problem_in_row(const struct cigo_table *table, size_t row, size_t column, int direction)
{
    size_t best = CIGO_TABLE_NOWHERE, position = table->view[row];
    for (size_t i = first_mark(table, position, 0);
         i < table->n_marks && table->marks[i].position == position; i++) {
        size_t at = table->marks[i].column == CIGO_TABLE_NOWHERE ? 0 : table->marks[i].column;
        bool beyond = column == CIGO_TABLE_NOWHERE || (direction > 0 ? at > column : at < column);
        bool nearer = best == CIGO_TABLE_NOWHERE || (direction > 0 ? at < best : at > best);
        if (beyond && nearer)
            best = at;
    }
    return best;
}

bool cigo_table_next_problem(struct cigo_table *table, size_t row, size_t column, int direction,
                             size_t *ret_row, size_t *ret_column)
{
    cigo_table_marks_ready(table);
    size_t n = table->n_view;
    bool inside = row < n;
    size_t found = inside ? problem_in_row(table, row, column, direction) : CIGO_TABLE_NOWHERE;
    size_t start = inside ? row : direction > 0 ? n - 1 : 0;
    size_t at = start;
    for (size_t i = 1; i <= n && found == CIGO_TABLE_NOWHERE; i++) {
        at = (start + (direction > 0 ? i : n - i)) % n;
        if (table->row_marks[table->view[at]] != CIGO_MARK_NONE)
            found = problem_in_row(table, at, CIGO_TABLE_NOWHERE, direction);
    }
    if (found == CIGO_TABLE_NOWHERE)
        return false;
    *ret_row = at;
    *ret_column = found;
    return true;
}
