/* The answers of one case: what was typed and what its kind made of it, cell by cell. A group is an
 * array of rows in the user's order (rows.c knows where each stands). Cells are packed, a row in one block
 * (cells.c): to change one, all of its row are put together again. */

#include <assert.h>
#include <stdlib.h>
#include <strings.h>

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

#include <cigo/form/answers.h>

#include "cells-priv.h"
#include "rows-priv.h"

/* What was read last, and the cells of the row that is being put together. */
struct cigo_reader {
    struct cigo_buf clean, full;
    struct cigo_parsed parsed;
    struct cell_draft *cells; /* of the row that is being put together … */
    struct cigo_arena *texts; /* … and what of it is not in the texts that came */
    struct cigo_slab *slab;   /* where rows that are read as a whole go; NULL = none yet */
};

static struct cigo_reader *reader_new(const struct cigo_form *form)
{
    struct cigo_reader *reader = cigo_alloc(sizeof *reader);
    size_t n = 1;
    for (size_t i = 0; i < form->n_groups; i++)
        n = form->groups[i].n_fields > n ? form->groups[i].n_fields : n;
    reader->cells = cigo_alloc_array(n, sizeof *reader->cells);
    reader->texts = cigo_arena_new();
    cigo_buf_init(&reader->clean, (size_t)CIGO_TEXT_MAX * 12);
    cigo_buf_init(&reader->full, CIGO_TEXT_MAX);
    cigo_parsed_init(&reader->parsed);
    return reader;
}

static void reader_free(struct cigo_reader *reader)
{
    cigo_buf_finish(&reader->clean);
    cigo_buf_finish(&reader->full);
    cigo_parsed_finish(&reader->parsed);
    cigo_arena_free(reader->texts);
    cigo_slab_leave(&reader->slab);
    free(reader->cells);
    free(reader);
}

struct cigo_answers *cigo_answers_new(const struct cigo_form *form, int32_t today)
{
    struct cigo_answers *answers = cigo_alloc(sizeof *answers);
    answers->form = form;
    answers->today = today;
    answers->fields = cigo_alloc_array(form->n_fields + 1, sizeof *answers->fields);
    answers->groups = cigo_alloc_array(form->n_groups + 1, sizeof *answers->groups);
    for (size_t i = 0; i < form->n_groups; i++)
        answers->groups[i].next_id = 1;
    answers->reader = reader_new(form);
    return answers;
}

void cigo_answers_free(struct cigo_answers *answers)
{
    if (!answers)
        return;
    for (size_t i = 0; i < answers->form->n_fields; i++)
        cigo_cells_free(answers->fields[i].cells);
    for (size_t g = 0; g < answers->form->n_groups; g++) {
        struct cigo_rows *rows = &answers->groups[g];
        for (size_t i = 0; i < rows->n; i++)
            cigo_cells_free(rows->items[i].cells);
        free(rows->items);
        free(rows->hints);
    }
    reader_free(answers->reader);
    free(answers->fields);
    free(answers->groups);
    free(answers);
}

struct cigo_place cigo_item_place(const struct cigo_form *form, const struct cigo_item *item)
{
    struct cigo_place place = {0};
    if (item->type == CIGO_ITEM_FIELD)
        place.field = &form->fields[item->index];
    else if (item->type == CIGO_ITEM_GROUP)
        place.group = &form->groups[item->index];
    return place;
}

/* The row of a place's cell, a single field's own one included; NULL if there is none. */
static struct cigo_row *row_at(const struct cigo_answers *answers, struct cigo_place place)
{
    if (!place.field)
        return NULL;
    if (!place.group)
        return &answers->fields[place.field->index];
    const struct cigo_rows *rows = &answers->groups[place.group->index];
    size_t i = cigo_rows_find(rows, place.row);
    return i < rows->n ? &rows->items[i] : NULL;
}

static size_t column_of(struct cigo_place place)
{
    return place.group ? place.field->index : 0;
}

bool cigo_answers_has(const struct cigo_answers *answers, struct cigo_place place)
{
    return row_at(answers, place) != NULL;
}

struct cigo_cell cigo_answers_cell(const struct cigo_answers *answers, struct cigo_place place)
{
    const struct cigo_row *row = row_at(answers, place);
    return row ? cigo_row_cell(row, column_of(place)) : (struct cigo_cell){.storage = CIGO_NULL};
}

struct cigo_cell cigo_row_cell(const struct cigo_row *row, size_t column)
{
    return cigo_cells_get(row->cells, column);
}

bool cigo_row_has(const struct cigo_row *row, size_t column)
{
    return cigo_cells_has(row->cells, column);
}

bool cigo_row_alert(const struct cigo_row *row)
{
    return cigo_cells_alert(row->cells);
}

static uint64_t bit_of(size_t column)
{
    return UINT64_C(1) << (column < 63 ? column : 63);
}

bool cigo_rows_use(const struct cigo_rows *rows, size_t column)
{
    return (rows->used & bit_of(column)) != 0;
}

struct cigo_value cigo_cell_value(struct cigo_cell cell)
{
    struct cigo_value value = {.storage = (enum cigo_storage)cell.storage};
    if (value.storage == CIGO_INT)
        value.i = cell.i;
    else if (value.storage == CIGO_TEXT)
        value.s = cigo_str_of(cell.text);
    return value;
}

static struct cigo_str kept(struct cigo_reader *reader, const struct cigo_buf *text)
{
    return (struct cigo_str){cigo_arena_str(reader->texts, cigo_buf_str(text)), text->n};
}

/* The text to keep: as typed, unless it would mean something else on another day. */
static struct cigo_str raw_of(struct cigo_reader *reader, const struct cigo_field *field, struct cigo_str clean)
{
    const struct cigo_parsed *parsed = &reader->parsed;
    if (!parsed->relative || parsed->value.storage == CIGO_NULL)
        return clean;
    cigo_buf_clear(&reader->full);
    cigo_kind_format(field->kind, &field->ctx, &parsed->value, &reader->full);
    return kept(reader, &reader->full);
}

/* A text that is no clean and plain value. */
static struct cell_draft parse_cell(struct cigo_reader *reader, const struct cigo_field *field, int32_t today,
                                    struct cigo_str text)
{
    const struct cigo_parsed *parsed = &reader->parsed;
    if (!cigo_kind_is_clean(text)) {
        cigo_buf_clear(&reader->clean);
        cigo_kind_clean(field->kind, text, &reader->clean);
        text = kept(reader, &reader->clean);
    }
    if (text.n == 0)
        return (struct cell_draft){.storage = CIGO_NULL, .verdict = CIGO_EMPTY};
    cigo_field_parse(field, today, text, &reader->parsed);
    struct cell_draft cell = {.raw = raw_of(reader, field, text),
                              .storage = (uint8_t)parsed->value.storage,
                              .verdict = (uint8_t)parsed->verdict};
    if (cell.storage == CIGO_INT)
        cell.i = parsed->value.i;
    else if (cell.storage == CIGO_TEXT && !cigo_str_eq(parsed->value.s, cell.raw))
        cell.text = (struct cigo_str){cigo_arena_str(reader->texts, parsed->value.s), parsed->value.s.n};
    return cell;
}

/* The cell that a text makes; borrowed from the text and from reader->texts. */
static void read_cell(struct cigo_reader *reader, const struct cigo_field *field, int32_t today, struct cigo_str text,
                      struct cell_draft *cell)
{
    struct cigo_value value;
    *cell = (struct cell_draft){.storage = CIGO_NULL, .verdict = CIGO_EMPTY};
    if (text.n == 0)
        return;
    if (!cigo_kind_is_clean(text) || !cigo_kind_quick(field->kind, &field->ctx, text, &value)) {
        *cell = parse_cell(reader, field, today, text);
        return;
    }
    cell->raw = text;
    cell->i = value.i;
    cell->storage = (uint8_t)value.storage;
    cell->verdict = CIGO_OK;
}

/* The row of the place again, with another cell there; texts are borrowed. */
static void repack(struct cigo_answers *answers, struct cigo_place place, const struct cell_draft *now)
{
    struct cigo_row *row = row_at(answers, place);
    assert(row);
    struct cigo_reader *reader = answers->reader;
    size_t n = place.group ? place.group->n_fields : 1, filled = 0;
    for (size_t i = 0; i < n; i++) {
        struct cell_draft *cell = &reader->cells[filled];
        *cell = i == column_of(place) ? *now : cigo_cells_draft(cigo_row_cell(row, i), i);
        cell->column = (uint16_t)i;
        filled += cell->raw.p != NULL;
    }
    unsigned char *old = row->cells;
    if (place.group)
        answers->groups[place.group->index].used |= bit_of(place.field->index);
    row->cells = cigo_cells_pack(reader->cells, filled, n, NULL);
    cigo_cells_free(old);
    cigo_arena_reset(reader->texts);
}

void cigo_answers_put(struct cigo_answers *answers, struct cigo_place place, struct cigo_str text)
{
    struct cell_draft cell = {0};
    read_cell(answers->reader, place.field, answers->today, text, &cell);
    repack(answers, place, &cell);
}

void cigo_answers_put_shape(struct cigo_answers *answers, struct cigo_place place, struct cigo_str text,
                            enum cigo_verdict verdict)
{
    struct cell_draft cell = {.raw = text, .storage = CIGO_NULL, .verdict = (uint8_t)verdict};
    repack(answers, place, &cell);
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
    rows->items[pos] = (struct cigo_row){.id = id};
    rows->n++;
    cigo_rows_inserted(rows, pos);
    return id;
}

bool cigo_answers_row_remove(struct cigo_answers *answers, const struct cigo_group *group,
                             int64_t id)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    size_t pos = cigo_rows_find(rows, id);
    if (pos == rows->n)
        return false;
    cigo_cells_free(rows->items[pos].cells);
    memmove(&rows->items[pos], &rows->items[pos + 1], (rows->n - pos - 1) * sizeof *rows->items);
    rows->n--;
    cigo_rows_removed(rows, pos, id);
    return true;
}

/* Room for n rows more at the end; they are not there yet. */
static struct cigo_row *make_room(struct cigo_rows *rows, size_t n)
{
    if (rows->n + n > rows->cap) {
        size_t cap = rows->cap + rows->cap / 2;
        rows->cap = cap > rows->n + n ? cap : rows->n + n;
        rows->items = cigo_realloc_array(rows->items, rows->cap, sizeof *rows->items);
    }
    return rows->items + rows->n;
}

static unsigned char *read_row(struct cigo_answers *answers, const struct cigo_group *group,
                               const struct cigo_str *texts)
{
    struct cigo_reader *reader = answers->reader;
    size_t n = 0;
    for (size_t i = 0; i < group->n_fields; i++) {
        if (texts[i].n == 0)
            continue;
        answers->groups[group->index].used |= bit_of(i);
        read_cell(reader, &group->fields[i], answers->today, texts[i], &reader->cells[n]);
        reader->cells[n].column = (uint16_t)i;
        n += reader->cells[n].raw.p != NULL;
    }
    unsigned char *cells = cigo_cells_pack(reader->cells, n, group->n_fields, &reader->slab);
    cigo_arena_reset(reader->texts);
    return cells;
}

void cigo_answers_row_fill(struct cigo_answers *answers, const struct cigo_group *group, size_t pos,
                           const struct cigo_str *texts)
{
    struct cigo_row *row = &answers->groups[group->index].items[pos];
    unsigned char *old = row->cells;
    row->cells = read_row(answers, group, texts);
    cigo_cells_free(old);
}

int64_t cigo_answers_rows_append(struct cigo_answers *answers, const struct cigo_group *group,
                                 const struct cigo_str *texts, size_t n)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    struct cigo_row *row = make_room(rows, n);
    int64_t first = rows->next_id;
    for (size_t i = 0; i < n; i++)
        row[i] = (struct cigo_row){rows->next_id++, read_row(answers, group, texts + i * group->n_fields)};
    rows->n += n;
    cigo_rows_appended(rows, n);
    return first;
}

struct cigo_row *cigo_answers_rows_take(struct cigo_answers *answers, const struct cigo_group *group, size_t pos,
                                        size_t n)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    struct cigo_row *items = cigo_alloc_array(n + 1, sizeof *items);
    assert(pos <= rows->n && n <= rows->n - pos);
    if (n > 0)
        memcpy(items, rows->items + pos, n * sizeof *items);
    memmove(rows->items + pos, rows->items + pos + n, (rows->n - pos - n) * sizeof *items);
    rows->n -= n;
    cigo_rows_moved(rows);
    return items;
}

void cigo_answers_rows_put(struct cigo_answers *answers, const struct cigo_group *group,
                           const struct cigo_row *items, size_t n)
{
    struct cigo_rows *rows = &answers->groups[group->index];
    struct cigo_row *to = make_room(rows, n);
    for (size_t i = 0; i < n; i++) {
        to[i] = items[i];
        rows->next_id = items[i].id >= rows->next_id ? items[i].id + 1 : rows->next_id;
    }
    rows->n += n;
    cigo_rows_moved(rows);
}

void cigo_rows_free(struct cigo_row *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cigo_cells_free(items[i].cells);
    free(items);
}

static bool is_number(struct cigo_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.n; i++) {
        bool here = text.p[i] >= '0' && text.p[i] <= '9';
        if (!here && !strchr("+-., '", text.p[i]) && (unsigned char)text.p[i] < 0x80) /* beyond are blanks and signs */
            return false;
        digit |= here;
    }
    return digit;
}

/* What people write for a unit instead of its name; NULL = nothing that everybody does. */
static const char *unit_symbol(const char *unit)
{
    static const char *const symbols[][2] = {{"ore", "h"}, {"hours", "h"}, {"Stunden", "h"}, {"giorni", "gg"}};
    for (size_t i = 0; unit && i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(unit, symbols[i][0]) == 0)
            return symbols[i][1];
    return NULL;
}

/* The number before the field's own unit; all of the text where there is none. */
static struct cigo_str without_unit(const struct cigo_field *field, struct cigo_str text)
{
    const char *units[] = {field->unit, field->unit_one, unit_symbol(field->unit)};
    bool number = field->kind->type == CIGO_TYPE_INTEGER || field->kind->type == CIGO_TYPE_DECIMAL;
    for (size_t i = 0; number && i < sizeof units / sizeof *units; i++) {
        size_t n = units[i] ? strlen(units[i]) : 0;
        if (!n || text.n <= n || strncasecmp(text.p + text.n - n, units[i], n) != 0)
            continue;
        struct cigo_str rest = cigo_str_trim((struct cigo_str){text.p, text.n - n});
        if (is_number(rest))
            return rest;
    }
    return text;
}

void cigo_field_parse(const struct cigo_field *field, int32_t today, struct cigo_str text,
                      struct cigo_parsed *parsed)
{
    struct cigo_kind_ctx ctx = field->ctx;
    struct cigo_str trimmed = cigo_str_trim(text), bare = without_unit(field, trimmed);
    ctx.today = today;
    cigo_kind_parse(field->kind, &ctx, bare, parsed);
    parsed->relative |= bare.n < trimmed.n;
}
