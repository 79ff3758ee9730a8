/* A case becomes a text: a line for each record of each of its tables. */

#include <cigo/db/db.h>

#include "pack-priv.h"

#define MEMO_THERE \
    "SELECT 1 FROM memo WHERE case_id = ?1 AND at = ?2 AND who = ?3 AND machine = ?4 AND place = ?5 AND text = ?7"

const struct cigo_pack_part cigo_pack_parts[CIGO_PACK_PARTS] = {
    [CIGO_PACK_ANSWER] = {"answer", "ss", "SELECT field, text FROM answer WHERE case_id = ?1 ORDER BY field",
                          "INSERT INTO answer(case_id, field, text) VALUES (?1, ?2, ?3)"},
    [CIGO_PACK_ROWS] = {"rows", "siiis",
                        "SELECT grp, row_id, position, n, data FROM answer_row WHERE case_id = ?1 ORDER BY grp, row_id",
                        "INSERT INTO answer_row(case_id, grp, row_id, position, n, data) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
    [CIGO_PACK_WAIVER] = {"waiver", "sissss",
                          "SELECT alert, row_id, state, reason, inputs, form_version FROM waiver WHERE case_id = ?1 "
                          "ORDER BY alert, row_id",
                          "INSERT INTO waiver(case_id, alert, row_id, state, reason, inputs, form_version) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
    [CIGO_PACK_TICK] = {"tick", "ss", "SELECT place, mark FROM tick WHERE case_id = ?1 ORDER BY place",
                        "INSERT INTO tick(case_id, place, mark) VALUES (?1, ?2, ?3)",
                        "SELECT 1 FROM tick WHERE case_id = ?1 AND place = ?2"},
    [CIGO_PACK_DRAFT] = {"draft", "ss", "SELECT place, text FROM draft WHERE case_id = ?1",
                         "INSERT INTO draft(case_id, place, text) VALUES (?1, ?2, ?3)",
                         "SELECT 1 FROM draft WHERE case_id = ?1"}, /* there is one at the most */
    [CIGO_PACK_JOURNAL] = {"journal", "itsssissnn",
                           "SELECT action, at, who, machine, label, undo, type, place, old_text, new_text FROM journal "
                           "WHERE case_id = ?1 ORDER BY id",
                           "INSERT INTO journal(case_id, action, at, who, machine, label, undo, type, place, old_text, "
                           "new_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"},
    [CIGO_PACK_MEMO] = {"memo", "tsssis",
                        "SELECT at, who, machine, place, seconds, text FROM memo WHERE case_id = ?1 ORDER BY at, id",
                        "INSERT INTO memo(case_id, at, who, machine, place, seconds, text) "
                        "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (" MEMO_THERE ")", MEMO_THERE},
};

const struct cigo_pack_part cigo_pack_head = {
    .word = "case",
    .types = "sssssssttssi",
    .read = "SELECT uid, name, form, form_version, state, term, term_label, created, updated, updated_by, position, "
            "last_action FROM cases WHERE id = ?1",
};

static void put_column(struct cigo_buf *out, sqlite3_stmt *stmt, int column, char type)
{
    const char *text = cigo_db_text(stmt, column);
    cigo_buf_putc(out, '\t');
    if (type == 'n')
        cigo_buf_puts(out, text ? "=" : "");
    cigo_codec_put(out, text ? text : "");
}

/* Every row of the query as a line. */
static bool put_lines(struct cigo_store *store, int64_t id, const struct cigo_pack_part *part, struct cigo_buf *out,
                      size_t *n, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true;
    if (!cigo_db_prepare(store->db, part->read, &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    bool ok = true;
    while (ok && (ok = cigo_db_step(stmt, &row, err)) && row) {
        cigo_buf_puts(out, part->word);
        for (int i = 0; part->types[i]; i++)
            put_column(out, stmt, i, part->types[i]);
        cigo_buf_putc(out, '\n');
        ++*n;
        ok = !out->truncated || cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda è troppo grande per un file solo."));
    }
    sqlite3_finalize(stmt);
    return ok;
}

bool cigo_store_pack(struct cigo_store *store, int64_t id, struct cigo_buf *out, struct cigo_error *err)
{
    size_t n = 0;
    /* all of one moment */
    if (!cigo_db_exec(store->db, "BEGIN", err))
        return false;
    bool ok = put_lines(store, id, &cigo_pack_head, out, &n, err);
    for (size_t i = 0; ok && i < CIGO_PACK_PARTS; i++)
        ok = put_lines(store, id, &cigo_pack_parts[i], out, &n, err);
    cigo_store_write_abort(store);
    cigo_buf_printf(out, "end\t%zu\n", n);
    return ok;
}
