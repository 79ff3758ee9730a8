/* Rows that whoever takes the list will not know what to do with: the key that tells them apart is missing, cannot be
 * read, or is that of another row. The list has them all the same; which ones they are is said beside it. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

enum { NAMED = 10 };

struct keyed {
    const char *key; /* the session's */
    size_t row;      /* from 1 */
};

struct named {
    size_t n;
    struct cigo_buf numbers; /* of the first, "3, 7" */
};

static void name(struct named *named, size_t row)
{
    if (named->n < NAMED)
        cigo_buf_printf(&named->numbers, "%s%zu", named->n ? ", " : "", row);
    else if (named->n == NAMED)
        cigo_buf_puts(&named->numbers, "…");
    named->n++;
}

static int by_key(const void *va, const void *vb)
{
    const struct keyed *a = va, *b = vb;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->row > b->row) - (a->row < b->row);
}

static int by_row(const void *va, const void *vb)
{
    const struct keyed *a = va, *b = vb;
    return (a->row > b->row) - (a->row < b->row);
}

/* Keeps those of the keys that came before, in the order of the rows. */
static size_t keep_repeated(struct keyed *keys, size_t n)
{
    size_t kept = 0;
    const char *before = NULL;
    if (n)
        qsort(keys, n, sizeof *keys, by_key);
    for (size_t i = 0; i < n; i++) {
        bool again = before && strcmp(before, keys[i].key) == 0;
        before = keys[i].key;
        if (again)
            keys[kept++] = keys[i];
    }
    if (kept)
        qsort(keys, kept, sizeof *keys, by_row);
    return kept;
}

void export_key_doubts(const struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[group->index];
    struct keyed *keys = cigo_alloc_array(rows->n + 1, sizeof *keys);
    struct named without = {0}, again = {0};
    size_t n = 0;
    cigo_buf_init(&without.numbers, 1024);
    cigo_buf_init(&again.numbers, 1024);
    for (size_t r = 0; group->key && r < rows->n; r++) {
        struct cigo_cell cell = cigo_row_cell(&rows->items[r], group->key->index);
        struct cigo_value value = cigo_cell_value(cell);
        if (cell.verdict == CIGO_EMPTY || cell.verdict == CIGO_BAD)
            name(&without, r + 1);
        else
            keys[n++] = (struct keyed){value.storage == CIGO_TEXT ? cell.text : cell.raw, r + 1};
    }
    n = keep_repeated(keys, n);
    for (size_t i = 0; i < n; i++)
        name(&again, keys[i].row);
    if (without.n)
        cigo_buf_printf(out, ngettext("%zu riga è senza un valore valido di «%s»: la %s. La corregga prima di usare il "
                                      "file.\n",
                                      "%zu righe sono senza un valore valido di «%s»: %s. Le corregga prima di usare il "
                                      "file.\n", without.n), without.n, group->key->label, without.numbers.p);
    if (again.n)
        cigo_buf_printf(out, ngettext("%zu riga ripete «%s» di una riga prima: la %s.\n",
                                      "%zu righe ripetono «%s» di una riga prima: %s.\n", again.n), again.n,
                        group->key->label, again.numbers.p);
    cigo_buf_finish(&without.numbers);
    cigo_buf_finish(&again.numbers);
    free(keys);
}
