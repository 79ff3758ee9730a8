/* A table of places, checked from the first byte to the last: it came from somewhere. The header says which
 * table it is; then each cell must be what its column's letter says:
 *   k code (A001)   n name   o name or nothing   p province (RM)   x letters and digits, or nothing
 *   d date   e date or nothing   f 0 or 1   c CAP or nothing   i six digits */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

#include "gazetteer-priv.h"

enum { MAX_ROWS = 100000, MAX_CELL = 100 };

const struct gazetteer_layout cigo_gazetteer_layouts[N_TABLES] = {
    [TABLE_TOWNS] = {"comuni", N_("comuni con provincia e CAP"),
                     "codice\tdenominazione\tdenominazione_ascii\taltra_lingua\tsigla\tsigla_anpr\tistat\tregione\t"
                     "cap_sede\tdal",
                     "knnoppincd", 10, 1, 3, 4, 8, 9, -1, -1},
    [TABLE_PLACES] = {"luoghi", N_("luoghi di nascita in Italia, anche passati"),
                      "codice\tdal\tal\tattivo\tdenominazione\tsigla", "kddfnp", 6, 4, -1, 5, -1, 1, 2, 3},
    [TABLE_STATES] = {"stati", N_("stati esteri"), "codice\tdal\tal\tattivo\tdenominazione\tiso3\tfonte", "keefnxx", 7, 4, -1,
                      -1, -1, 1, 2, 3},
};

static bool all(const char *text, size_t n, int (*is)(int))
{
    for (size_t i = 0; i < n; i++)
        if (!is((unsigned char)text[i]))
            return false;
    return strlen(text) == n;
}

static bool is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return false;
    long month = strtol(text + 5, NULL, 10), day = strtol(text + 8, NULL, 10);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_name(const char *text)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, 4 * MAX_CELL);
    cigo_utf8_visible(cigo_str_of(text), &shown);
    bool clean = strcmp(shown.p, text) == 0; /* nothing that a terminal would obey */
    cigo_buf_finish(&shown);
    return clean && *text && text[0] != ' ';
}

static bool is_code_sign(int c)
{
    return isalnum(c) || c == '-';
}

static bool fits(char check, const char *text)
{
    size_t n = strlen(text);
    switch (check) {
    case 'k':
        return isupper((unsigned char)text[0]) && all(text + 1, 3, isdigit);
    case 'n':
        return is_name(text);
    case 'o':
        return !*text || is_name(text);
    case 'p':
        return n == 2 && all(text, 2, isupper);
    case 'x':
        for (size_t i = 0; i < n; i++)
            if (!is_code_sign((unsigned char)text[i]))
                return false;
        return true;
    case 'd':
        return is_date(text);
    case 'e':
        return !*text || is_date(text);
    case 'f':
        return strcmp(text, "0") == 0 || strcmp(text, "1") == 0;
    case 'c':
        return !*text || all(text, 5, isdigit);
    default: /* 'i' */
        return all(text, 6, isdigit);
    }
}

/* ---- lines and cells ---- */

/* The next line, its end (LF, CR LF) become NUL; NULL at the end. */
static char *next_line(char **rest)
{
    char *line = *rest, *end;
    if (!*line)
        return NULL;
    end = line + strcspn(line, "\n");
    *rest = *end ? end + 1 : end;
    if (end > line && end[-1] == '\r')
        end--;
    *end = '\0';
    return line;
}

static const struct gazetteer_layout *layout_of(const char *header)
{
    for (size_t i = 0; i < N_TABLES; i++)
        if (strcmp(cigo_gazetteer_layouts[i].header, header) == 0)
            return &cigo_gazetteer_layouts[i];
    return NULL;
}

static const char *column_name(const struct gazetteer_layout *layout, int column, char name[64])
{
    const char *p = layout->header;
    while (column-- > 0)
        p = strchr(p, '\t') + 1;
    snprintf(name, 64, "%.*s", (int)strcspn(p, "\t"), p);
    return name;
}

static bool split(char *line, size_t number, struct gazetteer_table *table, struct cigo_error *err)
{
    const struct gazetteer_layout *layout = table->layout;
    const char **cells = table->cells + table->n * (size_t)layout->n_columns;
    char name[64];
    for (int i = 0; i < layout->n_columns; i++) {
        bool last = i == layout->n_columns - 1;
        size_t n = strcspn(line, "\t");
        if ((line[n] == '\0') != last)
            return cigo_fail(err, CIGO_EXIT_USAGE, _("riga %zu: le colonne devono essere %d."), number, layout->n_columns);
        line[n] = '\0';
        if (n > MAX_CELL || !fits(layout->checks[i], line))
            return cigo_fail(err, CIGO_EXIT_USAGE, _("riga %zu: nella colonna «%s» non può stare «%.40s»."), number,
                             column_name(layout, i, name), line);
        cells[i] = line;
        if (layout->checks[i] == 'd' || layout->checks[i] == 'e')
            if (strncmp(line, "9999", 4) != 0 && strcmp(line, table->changed) > 0)
                memcpy(table->changed, line, n + 1);
        line += n + !last;
    }
    table->n++;
    return true;
}

/* ---- the whole ---- */

struct row_of_table { /* qsort has no place for the number of columns */
    const char *cells[MAX_COLUMNS];
};

static int by_code(const void *a, const void *b)
{
    const struct row_of_table *x = a, *y = b;
    return strcmp(x->cells[0], y->cells[0]);
}

static bool sort_rows(struct gazetteer_table *table, struct cigo_error *err)
{
    size_t n_columns = (size_t)table->layout->n_columns;
    struct row_of_table *rows = cigo_alloc_array(table->n + 1, sizeof *rows);
    const char *twice = NULL;
    for (size_t i = 0; i < table->n; i++)
        memcpy(rows[i].cells, table->cells + i * n_columns, n_columns * sizeof *table->cells);
    qsort(rows, table->n, sizeof *rows, by_code);
    for (size_t i = 0; i < table->n; i++) {
        memcpy(table->cells + i * n_columns, rows[i].cells, n_columns * sizeof *table->cells);
        if (i && strcmp(rows[i].cells[0], rows[i - 1].cells[0]) == 0)
            twice = rows[i].cells[0];
    }
    free(rows);
    return !twice || cigo_fail(err, CIGO_EXIT_USAGE, _("il codice %s compare due volte."), twice);
}

static bool read_rows(struct gazetteer_table *table, size_t n, struct cigo_error *err)
{
    size_t lines = 1, number = 1;
    if (memchr(table->text, '\0', n) || cigo_utf8_bad((struct cigo_str){table->text, n}) < n)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("non è un testo UTF-8."));
    for (size_t i = 0; i < n; i++)
        lines += table->text[i] == '\n';
    if (lines > MAX_ROWS)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("ha più di %d righe."), MAX_ROWS);
    char *rest = table->text, *line = next_line(&rest);
    table->layout = line ? layout_of(line) : NULL;
    if (!table->layout)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("la prima riga non è l'intestazione di una tabella che cigo conosce; le intestazioni sono "
                         "nel manuale, alla voce tables."));
    table->cells = cigo_alloc_array(lines * (size_t)table->layout->n_columns, sizeof *table->cells);
    while ((line = next_line(&rest)) != NULL)
        if (!split(line, ++number, table, err))
            return false;
    return table->n ? sort_rows(table, err) : cigo_fail(err, CIGO_EXIT_USAGE, _("non ha righe."));
}

bool cigo_gazetteer_read(char *text, size_t n, struct gazetteer_table *ret_table, struct cigo_error *err)
{
    struct gazetteer_table table = {.text = text};
    bool ok = read_rows(&table, n, err);
    if (ok)
        *ret_table = table;
    else
        cigo_gazetteer_table_finish(&table);
    return ok;
}

void cigo_gazetteer_table_finish(struct gazetteer_table *table)
{
    free(table->text);
    free(table->cells);
    *table = (struct gazetteer_table){0};
}

size_t cigo_gazetteer_find(const struct gazetteer_table *table, struct cigo_str code)
{
    size_t low = 0, high = table->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *here = table->cells[middle * (size_t)table->layout->n_columns];
        int order = strncmp(here, code.p, code.n);
        if (order == 0 && strlen(here) == code.n)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return table->n;
}
