/* Rows of the file as texts of the group's columns, and what is noted about them on the way. */

#include "import-priv.h"

enum { BAD_TEXT = 200 };

size_t import_n_rows(const struct cigo_import *import)
{
    return import->sheet.n_rows - import->first_row;
}

void import_read_row(struct cigo_import *import, size_t i, struct cigo_arena *arena, struct import_row *row)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t at = import->first_row + i;
    size_t n = cigo_sheet_cells(&import->sheet, at, cells, CIGO_SHEET_COLUMNS);
    bool numbers = import->decimal == DECIMAL_COMMA || import->decimal == DECIMAL_POINT;
    row->number = import->sheet.rows[at].number;
    memset(row->texts, 0, import->group->n_fields * sizeof *row->texts);
    for (size_t k = 0; k < n && k < import->n_columns; k++) {
        const struct cigo_field *field = import->columns[k].field;
        if (!field || !cigo_str_trim(cells[k]).n)
            continue;
        struct cigo_str text = import_place(import, k, import_text(cells[k]));
        row->texts[field->index] = numbers ? import_number(import->decimal, field, text, arena) : text;
    }
    while (n > import->n_columns && cells[n - 1].n == 0)
        n--;
    if (n <= import->n_columns)
        return;
    if (import->counts.surplus++ == 0)
        import->counts.surplus_number = row->number;
}

void import_note_bad(struct cigo_import *import, size_t number, const struct cigo_field *field, struct cigo_str text)
{
    struct cigo_buf clean;
    import->counts.bad++;
    if (import->n_bad == CIGO_IMPORT_BAD_KEPT)
        return;
    cigo_buf_init(&clean, BAD_TEXT);
    cigo_kind_clean(cigo_kind_get(CIGO_KIND_TEXT), text, &clean);
    const char *kept = cigo_arena_printf(import->arena, "%s%s", clean.p, clean.truncated ? "…" : "");
    import->bad[import->n_bad++] = (struct cigo_import_bad){number, field, kept};
    cigo_buf_finish(&clean);
}
