/* Rows as records. A row that was typed is a record of its own; rows that came together, with ids and order keys
 * one after the other, are one record (codec.c says how), which costs little to write and to read. The first
 * change to one of them unfolds the record into one for each row, so that what is written stays small whatever
 * the group's size, and everything else in the store only knows records of one row. */

#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include "store-priv.h"

bool cigo_record_find(struct cigo_store *store, const char *group, int64_t row, struct cigo_record *ret_record,
                      bool *ret_found, struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_ROW_FIND, "isi", store->action.case_id, group, row);
    if (stmt == NULL)
        return false;
    *ret_found = false;
    if (!cigo_store_next(store, stmt, &ok, err))
        return ok;
    struct cigo_record record = {.first = sqlite3_column_int64(stmt, 0),
                                 .key = sqlite3_column_int64(stmt, 1),
                                 .n = (size_t)sqlite3_column_int64(stmt, 2)};
    *ret_found = row - record.first < (int64_t)record.n;
    if (*ret_found) {
        struct cigo_str data = {cigo_store_text(stmt, 3), (size_t)sqlite3_column_bytes(stmt, 3)};
        record.data = (struct cigo_str){cigo_arena_str(store->scratch, data), data.n};
        *ret_record = record;
    }
    sqlite3_reset(stmt);
    return true;
}

static bool insert_one(struct cigo_store *store, const char *group, const struct cigo_record *record, size_t i,
                       struct cigo_block *block, struct cigo_error *err)
{
    size_t n;
    if (!cigo_codec_block_row(block, i, &n))
        return cigo_action_out_of_step(err, group, record->first + (int64_t)i);
    cigo_buf_clear(&store->text);
    cigo_codec_row(&store->text, block->names, block->texts, n);
    return cigo_store_run(store, err, CIGO_SQL_ROW_INSERT, "isiisi", store->action.case_id, group,
                          record->first + (int64_t)i, record->key + (int64_t)i * CIGO_ORDER_STEP, store->text.p,
                          (int64_t)1);
}

bool cigo_record_unfold(struct cigo_store *store, const char *group, const struct cigo_record *record,
                        struct cigo_error *err)
{
    struct cigo_block block;
    if (record->n == 1)
        return true;
    if (!cigo_codec_block(store->scratch, record->data, record->n, &block))
        return cigo_action_out_of_step(err, group, record->first);
    bool ok = cigo_store_run(store, err, CIGO_SQL_ROW_DELETE, "isi", store->action.case_id, group, record->first);
    for (size_t i = 0; ok && i < record->n; i++)
        ok = insert_one(store, group, record, i, &block, err);
    return ok;
}
