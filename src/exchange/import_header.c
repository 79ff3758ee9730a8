/* Which column of the file goes to which of the group. Headings are looked for in the first rows, since programs
 * like to put a title above them. A file without headings is taken by position, in the order of the form or of
 * its table, but only if what the cells hold agrees: a date where dates belong, a code where codes do. */

#include <cigo/form/headers.h>
#include "import-priv.h"

enum { TITLE_ROWS = 10, LOOKED_AT = 50 };

/* How many columns of the group a row names; `near` counts those that it may mean. */
static size_t names_in(const struct cigo_import *import, size_t row, bool near, size_t *ret_filled)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    bool seen[CIGO_SHEET_COLUMNS] = {false};
    size_t n = cigo_sheet_cells(&import->sheet, row, cells, CIGO_SHEET_COLUMNS), found = 0;
    *ret_filled = 0;
    for (size_t i = 0; i < n; i++) {
        const struct cigo_field *column = near ? cigo_group_header_near(import->group, cells[i])
                                               : cigo_group_header(import->group, cells[i]);
        *ret_filled += cells[i].n > 0;
        if (!column || column->index >= CIGO_SHEET_COLUMNS || seen[column->index])
            continue;
        seen[column->index] = true;
        found++;
    }
    return found;
}

static bool has_digits(const struct cigo_import *import, size_t row)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t n = cigo_sheet_cells(&import->sheet, row, cells, CIGO_SHEET_COLUMNS);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < cells[i].n; k++)
            if (cells[i].p[k] >= '0' && cells[i].p[k] <= '9')
                return true;
    return false;
}

/* The row of the headings, or n_rows. Below the first row one name alone is an accident. */
static size_t find_header(const struct cigo_import *import)
{
    size_t best = 0, header = import->sheet.n_rows, filled;
    for (size_t r = 0; r < import->sheet.n_rows && r < TITLE_ROWS; r++) {
        size_t n = names_in(import, r, false, &filled);
        if (n > best && n > (r > 0)) {
            best = n;
            header = r;
        }
        if (best == import->sheet.n_columns)
            break; /* no row names more */
    }
    if (best == 0) {
        size_t near = names_in(import, 0, true, &filled);
        if (near > 0 && near * 2 >= filled && !has_digits(import, 0))
            header = 0;
    }
    return header;
}

static const char *heading_of(struct cigo_import *import, struct cigo_str cell)
{
    struct cigo_buf clean;
    cigo_buf_init(&clean, 200);
    cigo_kind_clean(cigo_kind_get(CIGO_KIND_TEXT), cell, &clean);
    const char *heading = cigo_arena_str(import->arena, cigo_buf_str(&clean));
    cigo_buf_finish(&clean);
    return heading;
}

static bool is_taken(const struct cigo_import *import, const struct cigo_field *field)
{
    for (size_t i = 0; i < import->n_columns; i++)
        if (import->columns[i].field == field)
            return true;
    return false;
}

static void match_names(struct cigo_import *import, size_t row)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t n = cigo_sheet_cells(&import->sheet, row, cells, CIGO_SHEET_COLUMNS);
    for (size_t i = 0; i < import->n_columns; i++) {
        struct cigo_import_column *column = &import->columns[i];
        column->heading = i < n ? heading_of(import, cells[i]) : "";
        const struct cigo_field *field = cigo_group_header(import->group, cigo_str_of(column->heading));
        if (!field || is_taken(import, field))
            continue;
        column->field = field;
        column->how = CIGO_COLUMN_NAMED;
    }
    for (size_t i = 0; i < import->n_columns; i++) {
        struct cigo_import_column *column = &import->columns[i];
        if (column->field)
            continue;
        const struct cigo_field *near = cigo_group_header_near(import->group, cigo_str_of(column->heading));
        if (near && !is_taken(import, near))
            column->near = near;
    }
}

/* ---- by position ---- */

static const struct cigo_field *field_at(const struct cigo_group *group, bool table, size_t i)
{
    if (table)
        return i < group->n_table ? &group->fields[group->table[i]] : NULL;
    return i < group->n_fields ? &group->fields[i] : NULL;
}

/* Anything is a text; a code, a date or a number is not just anything. */
static bool is_strict(const struct cigo_field *field)
{
    enum cigo_kind_id kind = field->kind->id;
    return kind != CIGO_KIND_TEXT && kind != CIGO_KIND_LONGTEXT && kind != CIGO_KIND_COMUNE &&
           kind != CIGO_KIND_FILE && kind != CIGO_KIND_TICKET && kind != CIGO_KIND_TELEFONO;
}

static bool reads(const struct cigo_import *import, const struct cigo_field *field, struct cigo_str text)
{
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_field_parse(field, cigo_session_today(import->session), text, &parsed);
    bool ok = parsed.verdict != CIGO_BAD;
    cigo_parsed_finish(&parsed);
    return ok;
}

/* In every strict column at least four cells of five must read, and there must be one. */
static bool column_fits(const struct cigo_import *import, size_t i, const struct cigo_field *field, size_t *evidence)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t filled = 0, read = 0;
    for (size_t r = 0; r < import->sheet.n_rows && r < LOOKED_AT; r++) {
        size_t n = cigo_sheet_cells(&import->sheet, r, cells, CIGO_SHEET_COLUMNS);
        if (i >= n || cells[i].n == 0)
            continue;
        filled++;
        read += reads(import, field, import_text(cells[i]));
    }
    *evidence += read;
    return read * 5 >= filled * 4;
}

static bool fits(const struct cigo_import *import, bool table)
{
    size_t evidence = 0;
    for (size_t i = 0; i < import->n_columns; i++) {
        const struct cigo_field *field = field_at(import->group, table, i);
        if (!field || (is_strict(field) && !column_fits(import, i, field, &evidence)))
            return false;
    }
    return evidence > 0;
}

static void match_position(struct cigo_import *import)
{
    bool form = fits(import, false), table = !form && fits(import, true);
    for (size_t i = 0; i < import->n_columns; i++) {
        import->columns[i].heading = "";
        if (!form && !table)
            continue;
        import->columns[i].field = field_at(import->group, table, i);
        import->columns[i].how = CIGO_COLUMN_BY_POSITION;
    }
}

/* The widest row may only have a stray cell; a title has few. */
void import_match(struct cigo_import *import)
{
    size_t header = find_header(import);
    import->has_header = header < import->sheet.n_rows;
    import->first_row = import->has_header ? header + 1 : 0;
    import->n_columns = import->has_header ? cigo_sheet_cells(&import->sheet, header, NULL, 0) : import->sheet.n_columns;
    import->columns = cigo_arena_alloc(import->arena, (import->n_columns + 1) * sizeof *import->columns);
    import->places = cigo_arena_alloc(import->arena, (import->n_columns + 1) * sizeof *import->places);
    if (import->has_header)
        match_names(import, header);
    else
        match_position(import);
}
