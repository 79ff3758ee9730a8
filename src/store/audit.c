/* Who did what: the journal of every case, and notes of what was done to cases or to the store as wholes. The notes
 * outlive the cases: that one was deleted, when and by whom, stays known when nothing else of it does. */

#include <cigo/store/care.h>

#include "store-priv.h"

bool cigo_note_add(struct cigo_store *store, const char *type, int64_t case_id, const char *detail,
                   struct cigo_error *err)
{
    char now[32] = "";
    store->now(store->now_data, now);
    return cigo_store_run(store, err, CIGO_SQL_NOTE_ADD, "ssssis", now, store->who, store->self.host, type, case_id,
                          detail);
}

bool cigo_store_note(struct cigo_store *store, const char *type, int64_t case_id, const char *detail,
                     struct cigo_error *err)
{
    if (!cigo_store_write_begin(store, err))
        return false;
    return cigo_store_write_end(store, cigo_note_add(store, type, case_id, detail, err), err);
}

bool cigo_store_audit(struct cigo_store *store, int64_t case_id, const char *since,
                      bool (*each)(void *data, const struct cigo_audit_entry *entry), void *data,
                      struct cigo_error *err)
{
    bool ok = true, more = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_AUDIT, "is", case_id, since);
    if (stmt == NULL)
        return false;
    while (more && cigo_store_next(store, stmt, &ok, err)) {
        struct cigo_audit_entry entry = {
            .when = cigo_store_text(stmt, 0),
            .who = cigo_store_text(stmt, 1),
            .machine = cigo_store_text(stmt, 2),
            .case_id = sqlite3_column_int64(stmt, 3),
            .case_name = cigo_store_text(stmt, 4),
            .type = cigo_store_text(stmt, 5),
            .place = cigo_store_text(stmt, 6),
            .label = cigo_store_text(stmt, 7),
            .turn = (enum cigo_turn)sqlite3_column_int(stmt, 8),
        };
        more = each(data, &entry);
    }
    sqlite3_reset(stmt);
    return ok;
}
