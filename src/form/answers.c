/* The answers of one case: what was typed and what its kind made of it, cell by cell. A group is an
 * array of rows in the user's order; rows are mostly in the order of their ids too, which makes
 * them quick to find. */

#include <assert.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>

#include <cigo/form/answers.h>

struct cigo_answers *cigo_answers_new(const struct cigo_form *form, int32_t today)
{
    struct cigo_answers *answers = cigo_alloc(sizeof *answers);
    answers->form = form;
    answers->today = today;
    answers->fields = cigo_alloc_array(form->n_fields + 1, sizeof *answers->fields);
    answers->groups = cigo_alloc_array(form->n_groups + 1, sizeof *answers->groups);
    for (size_t i = 0; i < form->n_groups; i++)
        answers->groups[i].next_id = 1;
    return answers;
}

static void cell_clear(struct cigo_cell *cell)
{
    if (cell->text != cell->raw)
        free(cell->text);
    free(cell->raw);
    *cell = (struct cigo_cell){.storage = CIGO_NULL, .verdict = CIGO_EMPTY};
}

static void row_finish(struct cigo_row *row, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        cell_clear(&row->cells[i]);
    free(row->cells);
}

void cigo_answers_free(struct cigo_answers *answers)
{
    if (!answers)
        return;
    for (size_t i = 0; i < answers->form->n_fields; i++)
        cell_clear(&answers->fields[i]);
    for (size_t g = 0; g < answers->form->n_groups; g++) {
        struct cigo_rows *rows = &answers->groups[g];
        for (size_t i = 0; i < rows->n; i++)
            row_finish(&rows->items[i], answers->form->groups[g].n_fields);
        free(rows->items);
    }
    free(answers->fields);
    free(answers->groups);
    free(answers);
}

size_t cigo_rows_find(const struct cigo_rows *rows, int64_t id)
{
    size_t low = 0, high = rows->n;
    if (id >= 1 && (uint64_t)id <= rows->n && rows->items[id - 1].id == id)
        return (size_t)id - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->items[middle].id == id)
            return middle;
        if (rows->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    size_t i = 0;
    while (i < rows->n && rows->items[i].id != id)
        i++;
    return i;
}

/* The cell at a place, or NULL. */
static struct cigo_cell *cell_at(const struct cigo_answers *answers, struct cigo_place place)
{
    if (!place.field)
        return NULL;
    if (!place.group)
        return &answers->fields[place.field->index];
    const struct cigo_rows *rows = &answers->groups[place.group->index];
    size_t i = cigo_rows_find(rows, place.row);
    return i < rows->n ? &rows->items[i].cells[place.field->index] : NULL;
}

const struct cigo_cell *cigo_answers_cell(const struct cigo_answers *answers,
                                          struct cigo_place place)
{
    return cell_at(answers, place);
}

struct cigo_value cigo_cell_value(const struct cigo_cell *cell)
{
    struct cigo_value value = {.storage = (enum cigo_storage)cell->storage};
    if (value.storage == CIGO_INT)
        value.i = cell->i;
    else if (value.storage == CIGO_TEXT)
        value.s = cigo_str_of(cell->text);
    return value;
}

/* The text to keep: as typed, unless it would mean something else on another day. */
static char *raw_of(const struct cigo_field *field, struct cigo_str clean,
                    const struct cigo_parsed *parsed)
{
    struct cigo_buf full;
    if (!parsed->relative || parsed->value.storage == CIGO_NULL)
        return cigo_str_dup(clean);
    cigo_buf_init(&full, CIGO_TEXT_MAX);
    cigo_kind_format(field->kind, &field->ctx, &parsed->value, &full);
    char *raw = cigo_str_dup(cigo_buf_str(&full));
    cigo_buf_finish(&full);
    return raw;
}

static void cell_put(struct cigo_cell *cell, const struct cigo_field *field, int32_t today,
                     struct cigo_str text)
{
    struct cigo_buf clean;
    struct cigo_parsed parsed;
    cigo_buf_init(&clean, text.n * 12 + 16);
    cigo_parsed_init(&parsed);
    cigo_kind_clean(field->kind, text, &clean);
    cigo_field_parse(field, today, cigo_buf_str(&clean), &parsed);
    cell_clear(cell);
    cell->verdict = (uint8_t)parsed.verdict;
    cell->storage = (uint8_t)parsed.value.storage;
    cell->i = parsed.value.i;
    if (clean.n > 0)
        cell->raw = raw_of(field, cigo_buf_str(&clean), &parsed);
    if (parsed.value.storage == CIGO_TEXT)
        cell->text =
            cigo_str_is(parsed.value.s, cell->raw) ? cell->raw : cigo_str_dup(parsed.value.s);
    cigo_parsed_finish(&parsed);
    cigo_buf_finish(&clean);
}

void cigo_answers_put(struct cigo_answers *answers, struct cigo_place place, struct cigo_str text)
{
    struct cigo_cell *cell = cell_at(answers, place);
    assert(cell);
    cell_put(cell, place.field, answers->today, text);
}

int64_t cigo_answers_row_add(struct cigo_answers *answers, const struct cigo_group *group,
                             size_t pos, int64_t id)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    assert(pos <= rows->n);
    assert(id == 0 || id >= rows->next_id || cigo_rows_find(rows, id) == rows->n);
    if (id == 0)
        id = rows->next_id;
    if (id >= rows->next_id)
        rows->next_id = id + 1;
    cigo_grow((void **)&rows->items, &rows->cap, rows->n, sizeof *rows->items);
    memmove(&rows->items[pos + 1], &rows->items[pos], (rows->n - pos) * sizeof *rows->items);
    rows->items[pos].id = id;
    rows->items[pos].cells = cigo_alloc_array(group->n_fields + 1, sizeof *rows->items[pos].cells);
    rows->n++;
    return id;
}

bool cigo_answers_row_remove(struct cigo_answers *answers, const struct cigo_group *group,
                             int64_t id)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    size_t pos = cigo_rows_find(rows, id);
    if (pos == rows->n)
        return false;
    row_finish(&rows->items[pos], group->n_fields);
    memmove(&rows->items[pos], &rows->items[pos + 1], (rows->n - pos - 1) * sizeof *rows->items);
    rows->n--;
    return true;
}

void cigo_field_parse(const struct cigo_field *field, int32_t today, struct cigo_str text,
                      struct cigo_parsed *parsed)
{
    struct cigo_kind_ctx ctx = field->ctx;
    ctx.today = today;
    cigo_kind_parse(field->kind, &ctx, text, parsed);
}
