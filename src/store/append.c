/* Many rows that come at the end of a group, or go: written as records of many, with order keys that ask for no
 * neighbours; taken off record by record. */

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

#include <stdlib.h>

#include "store-priv.h"

/* A record unfolds in a millisecond, and is not much smaller than its rows would be in one of half the size. */
enum { BLOCK_ROWS = 128, BLOCK_BYTES = 32 * 1024 };

/* ---- rows added ---- */

/* The record that begins with row i, in store->text; how many rows are in it. */
static size_t put_record(struct cigo_store *store, const struct cigo_store_rows *rows, size_t i, const char **texts,
                         int64_t *ret_first)
{
    size_t n = 0;
    int64_t row = *ret_first = rows->read(rows->data, i, texts);
    cigo_buf_clear(&store->text);
    cigo_codec_line(&store->text, rows->columns, rows->n_columns);
    do {
        cigo_buf_putc(&store->text, '\n');
        cigo_codec_line(&store->text, texts, rows->n_columns);
        if (++n < rows->n - i)
            row = rows->read(rows->data, i + n, texts);
    } while (n < rows->n - i && n < BLOCK_ROWS && store->text.n < BLOCK_BYTES && row == *ret_first + (int64_t)n);
    if (n > 1)
        return n;
    rows->read(rows->data, i, texts);
    cigo_buf_clear(&store->text);
    cigo_codec_row(&store->text, rows->columns, texts, rows->n_columns);
    return 1;
}

static bool append(struct cigo_store *store, const struct cigo_store_rows *rows, const char **texts, int64_t key,
                   struct cigo_error *err)
{
    bool ok = true;
    for (size_t i = 0, n; ok && i < rows->n; i += n) {
        int64_t first;
        n = put_record(store, rows, i, texts, &first);
        ok = cigo_store_run(store, err, CIGO_SQL_ROW_INSERT, "isiisi", store->action.case_id, rows->group, first,
                            key + (int64_t)i * CIGO_ORDER_STEP, store->text.p, (int64_t)n);
        if (ok)
            cigo_bulk_added(&store->action.import, rows->group, first, rows->position + i, n);
    }
    return ok;
}

static bool add_each(struct cigo_store *store, const struct cigo_store_rows *rows, const char **texts,
                     struct cigo_error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < rows->n; i++) {
        int64_t row = rows->read(rows->data, i, texts);
        ok = cigo_store_add_row(store, rows->group, row, rows->position + i, rows->columns, texts, rows->n_columns,
                                err);
    }
    return ok;
}

bool cigo_store_add_rows(struct cigo_store *store, const struct cigo_store_rows *rows, struct cigo_error *err)
{
    const char **texts = cigo_alloc_array(rows->n_columns + 1, sizeof *texts);
    int64_t key = 0;
    bool ok = true, room = false;
    if (store->action.bulk && rows->n > 0) {
        ok = cigo_action_ready(store, err) && cigo_order_end(store, rows->group, rows->n, &key, &room, err);
        ok = cigo_action_settle(store, ok && (!room || append(store, rows, texts, key, err)));
    }
    if (ok && !room)
        ok = add_each(store, rows, texts, err);
    free(texts);
    return ok;
}

/* ---- rows removed ---- */

/* Are the rows before row `end` all those of the record? */
static bool is_whole(const struct cigo_store_rows *rows, size_t end, const struct cigo_record *record)
{
    for (size_t k = 0; k < record->n; k++)
        if (end <= k || rows->read(rows->data, end - 1 - k, NULL) != record->first + (int64_t)(record->n - 1 - k))
            return false;
    return true;
}

/* Into the journal, the last one first, so that they come back in order. */
static bool note_removed(struct cigo_store *store, const struct cigo_store_rows *rows, size_t end,
                         const struct cigo_record *record, struct cigo_error *err)
{
    struct cigo_bulk *import = &store->action.import;
    struct cigo_block block;
    if (record->n == 1) {
        cigo_bulk_removed(import, rows->group, record->first, rows->position + end - 1, record->data.p);
        return true;
    }
    if (!cigo_codec_block(store->scratch, record->data, record->n, &block))
        return cigo_action_out_of_step(err, rows->group, record->first);
    for (size_t i = record->n, n; i-- > 0;) {
        if (!cigo_codec_block_row(&block, i, &n))
            return cigo_action_out_of_step(err, rows->group, record->first + (int64_t)i);
        cigo_buf_clear(&store->text);
        cigo_codec_row(&store->text, block.names, block.texts, n);
        cigo_bulk_removed(import, rows->group, record->first + (int64_t)i, rows->position + end - record->n + i,
                          store->text.p);
    }
    return true;
}

/* The record that ends with the row before `end`; *ret_n of rows, 0 when it was unfolded first. */
static bool remove_record(struct cigo_store *store, const struct cigo_store_rows *rows, size_t end, size_t *ret_n,
                          struct cigo_error *err)
{
    struct cigo_record record;
    bool found = false;
    int64_t row = rows->read(rows->data, end - 1, NULL);
    *ret_n = 0;
    if (!cigo_record_find(store, rows->group, row, &record, &found, err))
        return false;
    if (!found)
        return cigo_action_out_of_step(err, rows->group, row);
    if (!is_whole(rows, end, &record))
        return cigo_record_unfold(store, rows->group, &record, err);
    *ret_n = record.n;
    return cigo_store_run(store, err, CIGO_SQL_ROW_DELETE, "isi", store->action.case_id, rows->group, record.first) &&
           note_removed(store, rows, end, &record, err);
}

bool cigo_store_remove_rows(struct cigo_store *store, const struct cigo_store_rows *rows, struct cigo_error *err)
{
    bool ok = true;
    for (size_t end = rows->n, n = 1; ok && end > 0; end -= n) {
        if (!store->action.bulk) {
            int64_t row = rows->read(rows->data, end - 1, NULL);
            ok = cigo_store_remove_row(store, rows->group, row, rows->position + end - 1, err);
            continue;
        }
        ok = cigo_action_ready(store, err);
        cigo_order_forget(store);
        ok = cigo_action_settle(store, ok && remove_record(store, rows, end, &n, err));
    }
    return ok;
}
