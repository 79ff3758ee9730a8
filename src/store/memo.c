/* What people note about a case while they help: beside the answers and the journal, so that whoever only reads the case
 * can write one too, while another writes the answers. Each stays as it was written, and goes with its case. */

#include <cigo/db/db.h>

#include "store-priv.h"

bool cigo_store_memo(struct cigo_store *store, int64_t id, const char *place, int64_t seconds, const char *text,
                     struct cigo_error *err)
{
    char now[32] = "";
    if (!cigo_store_write_begin(store, err))
        return false;
    store->now(store->now_data, now);
    bool ok = cigo_store_run(store, err, CIGO_SQL_MEMO_ADD, "issssis", id, now, store->who, store->self.host, place,
                             seconds, text) &&
              cigo_store_run(store, err, CIGO_SQL_WORDS_KEPT, "ii", id, (int64_t)-1) && /* it is found by its words */
              cigo_case_touch(store, id, err);
    return cigo_store_write_end(store, ok, err);
}

bool cigo_store_memos(struct cigo_store *store, int64_t id, bool (*each)(void *data, const struct cigo_memo *memo),
                      void *data, struct cigo_error *err)
{
    bool ok = true, more = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_MEMO_READ, "i", id);
    if (stmt == NULL)
        return false;
    while (more && cigo_store_next(store, stmt, &ok, err)) {
        struct cigo_memo memo = {
            .when = cigo_store_text(stmt, 0),
            .who = cigo_store_text(stmt, 1),
            .machine = cigo_store_text(stmt, 2),
            .place = cigo_store_text(stmt, 3),
            .seconds = sqlite3_column_int64(stmt, 4),
            .text = cigo_store_text(stmt, 5),
        };
        more = each(data, &memo);
    }
    sqlite3_reset(stmt);
    return ok;
}
