/* Many rows at the end of a group: one statement, stepped again and again, and their order keys without asking
 * for neighbours. */

#include <cigo/base/alloc.h>

#include <stdlib.h>

#include "store-priv.h"

static bool append_one(struct cigo_store *store, sqlite3_stmt *insert, int64_t row, int64_t key,
                       struct cigo_error *err)
{
    sqlite3_bind_int64(insert, 3, row);
    sqlite3_bind_int64(insert, 4, key);
    if (sqlite3_bind_text64(insert, 5, store->text.p, store->text.n, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
        return cigo_store_fail(store, err, "Non posso salvare nell'archivio");
    int code = sqlite3_step(insert);
    sqlite3_reset(insert);
    return code == SQLITE_DONE || cigo_store_fail(store, err, "Non posso salvare nell'archivio");
}

static bool append(struct cigo_store *store, const struct cigo_store_rows *rows, const char **texts, int64_t key,
                   struct cigo_error *err)
{
    sqlite3_stmt *insert = cigo_store_query(store, err, CIGO_SQL_ROW_INSERT, "is", store->action.case_id, rows->group);
    bool ok = insert != NULL;
    for (size_t i = 0; ok && i < rows->n; i++) {
        int64_t row = rows->read(rows->data, i, texts);
        cigo_buf_clear(&store->text);
        cigo_codec_row(&store->text, rows->columns, texts, rows->n_columns);
        ok = append_one(store, insert, row, key + (int64_t)i * CIGO_ORDER_STEP, err);
        if (ok)
            cigo_bulk_added(&store->action.import, rows->group, row, rows->position + i);
    }
    if (insert)
        sqlite3_clear_bindings(insert);
    return ok;
}

static bool each(struct cigo_store *store, const struct cigo_store_rows *rows, const char **texts,
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
        ok = each(store, rows, texts, err);
    free(texts);
    return ok;
}
