/* An import for programs. */

#include <cigo/exchange/json.h>
#include "import-priv.h"

static json_t *dialect(const struct cigo_import *import)
{
    static const char *const decimals[] = {NULL, "comma", "point", "both"}; /* enum import_decimal */
    const struct cigo_sheet *sheet = &import->sheet;
    json_t *header = import->has_header ? json_integer(sheet->rows[import->first_row - 1].number) : json_null();
    return json_pack("{s:s, s:s, s:s, s:b, s:o, s:o}", "separator", cigo_dialect_separator_word(&sheet->dialect),
                     "encoding", cigo_dialect_encoding_word(&sheet->dialect), "line_end",
                     cigo_dialect_line_end_word(&sheet->dialect), "quotes", (int)sheet->dialect.quotes, "decimal",
                     cigo_json_text(decimals[import->decimal]), "header_row", header);
}

static json_t *columns(const struct cigo_import *import)
{
    static const char *const hows[] = {"left_out", "named", "chosen", "position"}; /* enum cigo_import_how */
    json_t *list = json_array();
    for (size_t i = 0; i < import->n_columns; i++) {
        const struct cigo_import_column *column = &import->columns[i];
        json_array_append_new(list, json_pack("{s:I, s:s, s:o, s:s, s:o}", "column", (json_int_t)i + 1, "heading",
                                              column->heading, "field",
                                              cigo_json_text(column->field ? column->field->id : NULL), "how",
                                              hows[column->how], "near",
                                              cigo_json_text(column->near ? column->near->id : NULL)));
    }
    return list;
}

/* The first `kept` of n. */
static json_t *numbers(const size_t *items, size_t n, size_t kept)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n && i < kept; i++)
        json_array_append_new(list, json_integer((json_int_t)items[i]));
    return list;
}

static json_t *rows(const struct cigo_import *import)
{
    const struct cigo_import_counts *n = &import->counts;
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:o}", "file", (json_int_t)n->rows, "added",
                     (json_int_t)n->added, "changed", (json_int_t)n->changed, "unchanged", (json_int_t)n->unchanged,
                     "removed", (json_int_t)n->removed, "repeated", (json_int_t)n->repeated, "without_key",
                     (json_int_t)n->without_key, "rows_without_key",
                     numbers(n->without_numbers, n->without_key, CIGO_IMPORT_KEYLESS_KEPT), "surplus",
                     (json_int_t)n->surplus, "added_twice",
                     numbers(n->twice_numbers, n->twice, CIGO_IMPORT_REPEATED_KEPT));
}

static json_t *bad(const struct cigo_import *import)
{
    json_t *cells = json_array();
    for (size_t i = 0; i < import->n_bad; i++)
        json_array_append_new(cells, json_pack("{s:I, s:s, s:s}", "row", (json_int_t)import->bad[i].number, "field",
                                               import->bad[i].field->id, "text", import->bad[i].text));
    return json_pack("{s:I, s:o}", "count", (json_int_t)import->counts.bad, "first", cells);
}

void cigo_import_json(const struct cigo_import *import, bool done, struct cigo_buf *out)
{
    struct cigo_counts counts = cigo_session_counts(import->session, CIGO_SCOPE_ALL);
    json_t *root = json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:{s:I, s:I, s:I, s:I}}", "group", import->group->id,
                             "mode", cigo_import_mode_word(import->mode), "done", (int)done, "dialect",
                             dialect(import), "columns", columns(import), "rows", rows(import), "numbered",
                             import_places_json(import), "bad", bad(import),
                             "counts", "error", (json_int_t)counts.error, "warning", (json_int_t)counts.warning,
                             "info", (json_int_t)counts.info, "missing", (json_int_t)counts.missing);
    cigo_json_put(root, JSON_INDENT(1), out);
    cigo_buf_putc(out, '\n');
}
