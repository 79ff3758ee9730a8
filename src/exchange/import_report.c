/* What is said about an import: a fact a line, the same in the command and in both front ends. */

#include <cigo/base/utf8.h>
#include <cigo/form/headers.h>
#include <cigo/i18n/i18n.h>
#include "import-priv.h"

static void decimal_line(const struct cigo_import *import, struct cigo_buf *out)
{
    if (import->decimal == DECIMAL_COMMA)
        cigo_buf_puts(out, _("Decimali: con la virgola; il punto separa le migliaia.\n"));
    else if (import->decimal == DECIMAL_POINT)
        cigo_buf_puts(out, _("Decimali: con il punto; la virgola separa le migliaia.\n"));
    else if (import->decimal == DECIMAL_BOTH)
        cigo_buf_puts(out, _("Decimali: in parte con la virgola, in parte con il punto; ciò che è ambiguo resta da "
                             "correggere.\n"));
}

/* The column of the file that goes where this one would go by its name, or n_columns. */
static size_t taken_by(const struct cigo_import *import, size_t i)
{
    const struct cigo_field *field = cigo_group_header(import->group, cigo_str_of(import->columns[i].heading));
    size_t k = 0;
    while (k < import->n_columns && (!field || import->columns[k].field != field))
        k++;
    return k;
}

void cigo_import_column_line(const struct cigo_import *import, size_t i, struct cigo_buf *out)
{
    const struct cigo_import_column *column = &import->columns[i];
    cigo_buf_printf(out, _("Colonna %zu"), i + 1);
    if (*column->heading)
        cigo_buf_printf(out, ", «%s»", column->heading);
    if (column->field)
        cigo_buf_printf(out, ": %s (%s).\n", column->field->label, column->field->id);
    else if (column->near)
        cigo_buf_printf(out, _(": forse %s (%s)? Da confermare; ora resta fuori.\n"), column->near->label,
                        column->near->id);
    else if (taken_by(import, i) < import->n_columns)
        cigo_buf_printf(out, _(": resta fuori, perché «%s» viene già dalla colonna %zu.\n"),
                        import->columns[taken_by(import, i)].field->label, taken_by(import, i) + 1);
    else
        cigo_buf_puts(out, _(": resta fuori.\n"));
}

void cigo_import_dialect_lines(const struct cigo_import *import, struct cigo_buf *out)
{
    bool position = false;
    cigo_dialect_line(&import->sheet.dialect, out);
    cigo_buf_putc(out, '\n');
    for (size_t i = 0; i < import->n_columns; i++)
        position |= import->columns[i].how == CIGO_COLUMN_BY_POSITION;
    if (import->has_header)
        cigo_buf_printf(out, _("Nomi delle colonne: nella riga %u.\n"),
                        import->sheet.rows[import->first_row - 1].number);
    else if (position)
        cigo_buf_puts(out, _("Senza nomi delle colonne: le ho prese per posizione, perché il contenuto corrisponde. "
                             "Controlli.\n"));
    else
        cigo_buf_puts(out, _("Senza nomi delle colonne.\n"));
    decimal_line(import, out);
}

void cigo_import_file_lines(const struct cigo_import *import, struct cigo_buf *out)
{
    cigo_import_dialect_lines(import, out);
    for (size_t i = 0; i < import->n_columns; i++)
        cigo_import_column_line(import, i, out);
}

void cigo_import_row_lines(const struct cigo_import *import, size_t n, struct cigo_buf *out)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t end = import->sheet.text ? import->sheet.n_rows : 0;
    for (size_t r = import->first_row; r < end && r < import->first_row + n; r++) {
        size_t n_cells = cigo_sheet_cells(&import->sheet, r, cells, CIGO_SHEET_COLUMNS);
        const char *between = ": ";
        cigo_buf_printf(out, _("Riga %u"), import->sheet.rows[r].number);
        for (size_t i = 0; i < n_cells && i < import->n_columns; i++) {
            if (!import->columns[i].field || cells[i].n == 0)
                continue;
            struct cigo_buf clean;
            cigo_buf_init(&clean, 60);
            cigo_kind_clean(cigo_kind_get(CIGO_KIND_TEXT), import_text(cells[i]), &clean);
            cigo_buf_printf(out, "%s%s «%s%s»", between, import->columns[i].field->label, clean.p,
                            clean.truncated ? "…" : "");
            cigo_buf_finish(&clean);
            between = ", ";
        }
        cigo_buf_puts(out, ".\n");
    }
}

/* ---- counts ---- */

static void rows_line(const struct cigo_import *import, bool done, struct cigo_buf *out)
{
    const struct cigo_import_counts *n = &import->counts;
    cigo_buf_printf(out, ngettext("Nel file %zu riga: ", "Nel file %zu righe: ", n->rows), n->rows);
    cigo_buf_printf(out, done ? ngettext("%zu aggiunta", "%zu aggiunte", n->added)
                              : ngettext("%zu da aggiungere", "%zu da aggiungere", n->added), n->added);
    if (import->mode == CIGO_IMPORT_UPDATE) {
        cigo_buf_printf(out, done ? ngettext(", %zu aggiornata", ", %zu aggiornate", n->changed)
                                  : ngettext(", %zu da aggiornare", ", %zu da aggiornare", n->changed), n->changed);
        cigo_buf_printf(out, ngettext(", %zu già uguale", ", %zu già uguali", n->unchanged), n->unchanged);
    }
    if (n->removed)
        cigo_buf_printf(out, done ? ngettext("; al posto di %zu che c'era", "; al posto di %zu che c'erano", n->removed)
                                  : ngettext("; al posto di %zu che c'è", "; al posto di %zu che ci sono", n->removed),
                        n->removed);
    cigo_buf_puts(out, ".\n");
}

/* The first `kept` of n. */
static void put_numbers(const size_t *numbers, size_t n, size_t kept, struct cigo_buf *out)
{
    for (size_t i = 0; i < n && i < kept; i++)
        cigo_buf_printf(out, "%s%zu", i ? ", " : "", numbers[i]);
    if (n > kept)
        cigo_buf_puts(out, "…");
}

/* Nothing of a file is dropped, a row that comes twice neither: which ones they are. */
static void twice_line(const struct cigo_import_counts *n, struct cigo_buf *out)
{
    struct cigo_buf numbers;
    cigo_buf_init(&numbers, 4096);
    put_numbers(n->twice_numbers, n->twice, CIGO_IMPORT_REPEATED_KEPT, &numbers);
    cigo_buf_printf(out, ngettext("Nulla si scarta: la riga %s del file entra come riga in più. Se è un doppione, ne "
                                  "tolga una, nel file o poi nell'elenco.\n",
                                  "Nulla si scarta: le righe %s del file entrano come righe in più. Se sono doppioni, "
                                  "le tolga, nel file o poi nell'elenco.\n", n->twice), numbers.p);
    cigo_buf_finish(&numbers);
}

/* A row of totals at the end of a table would count everything twice. */
static void keyless_line(const struct cigo_import_counts *n, const struct cigo_field *key, struct cigo_buf *out)
{
    struct cigo_buf numbers;
    cigo_buf_init(&numbers, 4096);
    put_numbers(n->without_numbers, n->without_key, CIGO_IMPORT_KEYLESS_KEPT, &numbers);
    cigo_buf_printf(out, ngettext("%zu riga è senza «%s», la %s, e vale come nuova: controlli che non sia un totale.\n",
                                  "%zu righe sono senza «%s», le righe %s, e valgono come nuove: controlli che non siano "
                                  "totali.\n", n->without_key), n->without_key, key->label, numbers.p);
    cigo_buf_finish(&numbers);
}

static void doubts(const struct cigo_import *import, struct cigo_buf *out)
{
    const struct cigo_import_counts *n = &import->counts;
    const struct cigo_field *key = import->group->key;
    if (n->repeated)
        cigo_buf_printf(out, ngettext("%zu riga ripete un valore di «%s» che il file ha già.\n",
                                      "%zu righe ripetono un valore di «%s» che il file ha già.\n", n->repeated),
                        n->repeated, key->label);
    if (n->twice)
        twice_line(n, out);
    if (n->without_key && (n->without_key < n->rows || import->mode == CIGO_IMPORT_UPDATE)) /* else it has no such column */
        keyless_line(n, key, out);
    if (n->surplus)
        cigo_buf_printf(out, ngettext("%zu riga, la %zu, ha celle oltre l'ultima colonna, che restano fuori: la "
                                      "controlli, forse un separatore è di troppo.\n",
                                      "%zu righe, la prima è la %zu, hanno celle oltre l'ultima colonna, che restano "
                                      "fuori: le controlli, forse un separatore è di troppo.\n", n->surplus),
                        n->surplus, n->surplus_number);
}

/* As the file calls the column, for who looks for it there. */
static const char *column_name(const struct cigo_import *import, const struct cigo_field *field)
{
    for (size_t i = 0; i < import->n_columns; i++)
        if (import->columns[i].field == field && *import->columns[i].heading)
            return import->columns[i].heading;
    return field->label;
}

void cigo_import_count_lines(const struct cigo_import *import, bool done, struct cigo_buf *out)
{
    size_t bad = import->counts.bad;
    rows_line(import, done, out);
    doubts(import, out);
    import_places_lines(import, out);
    if (!cigo_session_visible(import->session, (struct cigo_place){.group = import->group}))
        cigo_buf_printf(out, _("«%s» ora non serve: le righe restano conservate, e contano quando servirà.\n"),
                        import->group->label);
    if (bad == 0)
        return;
    cigo_buf_printf(out, done ? ngettext("%zu cella da correggere, tenuta com'è scritta.\n",
                                         "%zu celle da correggere, tenute come sono scritte.\n", bad)
                              : ngettext("%zu cella da correggere, che resterebbe com'è scritta.\n",
                                         "%zu celle da correggere, che resterebbero come sono scritte.\n", bad), bad);
    for (size_t i = 0; i < import->n_bad; i++)
        cigo_buf_printf(out, _("riga %zu, %s: «%s».\n"), import->bad[i].number,
                        column_name(import, import->bad[i].field), import->bad[i].text);
    if (bad > import->n_bad)
        cigo_buf_printf(out, ngettext("e un'altra.\n", "e altre %zu.\n", bad - import->n_bad), bad - import->n_bad);
}
