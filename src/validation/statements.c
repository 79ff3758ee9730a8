/* Our own statements that keep the tables up to date, each made when it is first needed: of a
 * form's few hundred columns one case fills some dozens. */

#include "rules-priv.h"

#include <cigo/db/db.h>

enum { MAX_SQL = 4 << 20 };

/* ---- single tables ---- */

static bool open_single(struct cigo_rules *rules, struct single *single, struct cigo_error *err)
{
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    cigo_buf_printf(&sql, "REPLACE INTO %s VALUES (1", single->name);
    for (int i = 0; i < single->n; i++)
        cigo_buf_puts(&sql, ", ?");
    cigo_buf_puts(&sql, ")");
    single->stale = true;
    bool ok = cigo_sandbox_own(&rules->box, sql.p, &single->write, err);
    cigo_buf_finish(&sql);
    return ok;
}

bool cigo_singles_open(struct cigo_rules *rules, struct cigo_error *err)
{
    if (!open_single(rules, &rules->domanda, err) || !open_single(rules, &rules->testi, err) ||
        !open_single(rules, &rules->param, err))
        return false;
    for (size_t i = 0; i < rules->form->n_fields; i++) {
        if (rules->fields[i]->slot_empty)
            cigo_single_put_empty(rules, rules->fields[i]);
    }
    return true;
}

void cigo_single_put(struct node *node, const struct cigo_value *value)
{
    cigo_value_bind(node->single->write, node->slot, value);
    node->single->stale = true;
}

void cigo_single_put_empty(struct cigo_rules *rules, struct node *node)
{
    sqlite3_bind_int(rules->domanda.write, node->slot_empty, node->empty);
    rules->domanda.stale = true;
}

static bool flush(struct single *single, struct cigo_error *err)
{
    if (!single->stale)
        return true;
    int code = sqlite3_step(single->write); /* the bindings stay: they are the row */
    if (code != SQLITE_DONE)
        cigo_db_fail(sqlite3_db_handle(single->write), err, "Non posso aggiornare le regole");
    sqlite3_reset(single->write);
    single->stale = code != SQLITE_DONE;
    return code == SQLITE_DONE;
}

bool cigo_singles_flush(struct cigo_rules *rules, struct cigo_error *err)
{
    return flush(&rules->domanda, err) && flush(&rules->testi, err) && flush(&rules->param, err);
}

/* ---- views ---- */

static void put_view_insert(const struct cigo_view *view, struct cigo_buf *sql)
{
    cigo_buf_puts(sql, "INSERT INTO ");
    cigo_schema_put_name(sql, "", view->id);
    cigo_buf_puts(sql, " VALUES (NULL");
    for (size_t i = 0; i < view->n_columns; i++)
        cigo_buf_puts(sql, ", ?");
    cigo_buf_puts(sql, ")");
}

bool cigo_schema_ours(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    if (node->ours)
        return true;
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    cigo_buf_puts(&sql, "DELETE FROM ");
    cigo_schema_put_name(&sql, "", node->view->id);
    bool ok = cigo_sandbox_own(&rules->box, sql.p, &node->ours_too, err);
    cigo_buf_clear(&sql);
    put_view_insert(node->view, &sql);
    ok = ok && cigo_sandbox_own(&rules->box, sql.p, &node->ours, err);
    cigo_buf_finish(&sql);
    return ok;
}
