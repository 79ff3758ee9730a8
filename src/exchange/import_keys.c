/* The rows of a group by key: sorted once, found by bisection. A key that several rows share hands out one row
 * after the other. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "import-priv.h"

struct entry {
    char *key;     /* owned */
    size_t order;  /* in the group */
    int64_t row;
    size_t taken;  /* of the first with this key: how many are */
};

struct import_keys {
    struct entry *entries;
    size_t n;
};

void import_key_text(const struct cigo_field *field, const struct cigo_value *value, struct cigo_str raw,
                     struct cigo_buf *out)
{
    if (value->storage == CIGO_NULL)
        cigo_buf_add(out, raw);
    else
        cigo_kind_format(field->kind, &field->ctx, value, out);
}

static int by_key(const void *va, const void *vb)
{
    const struct entry *a = va, *b = vb;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

struct import_keys *import_keys_new(const struct cigo_session *session, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[group->index];
    struct import_keys *keys = cigo_alloc(sizeof *keys);
    struct cigo_buf text;
    keys->entries = cigo_alloc_array(rows->n + 1, sizeof *keys->entries);
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    for (size_t i = 0; i < rows->n; i++) {
        struct cigo_cell cell = cigo_row_cell(&rows->items[i], group->key->index);
        struct cigo_value value = cigo_cell_value(cell);
        if (!cell.raw)
            continue;
        cigo_buf_clear(&text);
        import_key_text(group->key, &value, cigo_str_of(cell.raw), &text);
        keys->entries[keys->n++] = (struct entry){cigo_str_dup(cigo_buf_str(&text)), i, rows->items[i].id, 0};
    }
    cigo_buf_finish(&text);
    if (keys->n)
        qsort(keys->entries, keys->n, sizeof *keys->entries, by_key);
    return keys;
}

void import_keys_free(struct import_keys *keys)
{
    if (!keys)
        return;
    for (size_t i = 0; i < keys->n; i++)
        free(keys->entries[i].key);
    free(keys->entries);
    free(keys);
}

int64_t import_keys_take(struct import_keys *keys, struct cigo_str key)
{
    size_t low = 0, high = keys->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(keys->entries[middle].key, key.p) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == keys->n || strcmp(keys->entries[low].key, key.p) != 0)
        return 0;
    size_t at = low + keys->entries[low].taken;
    if (at >= keys->n || strcmp(keys->entries[at].key, key.p) != 0)
        return 0;
    keys->entries[low].taken++;
    return keys->entries[at].row;
}
