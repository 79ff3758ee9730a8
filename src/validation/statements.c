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

/* ---- rows and views ---- */

static void put_update(const struct cigo_rules *rules, const struct node *node,
                       struct cigo_buf *sql)
{
    const char *id = node->computed ? node->computed->id : node->field->id;
    bool vuoto =
        node->type == NODE_COLUMN && rules->mirrors[node->group->index].vuoto[node->field->index];
    cigo_buf_puts(sql, "UPDATE ");
    cigo_schema_put_name(sql, "", node->group->id);
    cigo_buf_puts(sql, " SET ");
    cigo_schema_put_name(sql, "", id);
    cigo_buf_puts(sql, " = ?1");
    if (vuoto) {
        cigo_buf_puts(sql, ", ");
        cigo_schema_put_name(sql, "vuoto_", id);
        cigo_buf_puts(sql, " = ?3");
    }
    cigo_buf_puts(sql, " WHERE _riga = ?2 AND (");
    cigo_schema_put_name(sql, "", id);
    cigo_buf_puts(sql, " IS NOT ?1");
    if (vuoto) {
        cigo_buf_puts(sql, " OR ");
        cigo_schema_put_name(sql, "vuoto_", id);
        cigo_buf_puts(sql, " IS NOT ?3");
    }
    cigo_buf_puts(sql, ")");
}

static void put_view_insert(const struct cigo_view *view, struct cigo_buf *sql)
{
    cigo_buf_puts(sql, "INSERT INTO ");
    cigo_schema_put_name(sql, "", view->id);
    cigo_buf_puts(sql, " VALUES (NULL");
    for (size_t i = 0; i < view->n_columns; i++)
        cigo_buf_puts(sql, ", ?");
    cigo_buf_puts(sql, ")");
}

static void put_second(const struct node *node, struct cigo_buf *sql)
{
    if (node->type == NODE_VIEW) {
        cigo_buf_puts(sql, "DELETE FROM ");
        cigo_schema_put_name(sql, "", node->view->id);
    } else {
        cigo_buf_puts(sql, "SELECT ");
        cigo_schema_put_name(sql, "", node->computed->id);
        cigo_buf_puts(sql, " FROM ");
        cigo_schema_put_name(sql, "", node->group->id);
        cigo_buf_puts(sql, " WHERE _riga = ?");
    }
}

static void put_tuple(const struct node *node, struct cigo_buf *sql)
{
    for (size_t i = 0; i < node->alert->n_peers; i++) {
        cigo_buf_puts(sql, i ? ", " : "SELECT ");
        cigo_schema_put_name(sql, "", node->alert->peers[i]->id);
    }
    cigo_buf_puts(sql, " FROM ");
    cigo_schema_put_name(sql, "", node->group->id);
    cigo_buf_puts(sql, " WHERE _riga = ?");
}

bool cigo_schema_ours(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    if (node->ours)
        return true;
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    bool second = node->type == NODE_VIEW || node->type == NODE_ROW_COMPUTED;
    bool ok = true;
    if (second) {
        put_second(node, &sql);
        ok = cigo_sandbox_own(&rules->box, sql.p, &node->ours_too, err);
        cigo_buf_clear(&sql);
    }
    if (node->type == NODE_VIEW)
        put_view_insert(node->view, &sql);
    else if (node->type == NODE_ALERT)
        put_tuple(node, &sql);
    else
        put_update(rules, node, &sql);
    ok = ok && cigo_sandbox_own(&rules->box, sql.p, &node->ours, err);
    cigo_buf_finish(&sql);
    return ok;
}

static void put_insert(const struct mirror *mirror, struct cigo_buf *sql)
{
    const struct cigo_group *group = mirror->group;
    cigo_buf_puts(sql, "INSERT INTO ");
    cigo_schema_put_name(sql, "", group->id);
    cigo_buf_puts(sql, " VALUES (?");
    for (size_t i = 0; i < group->n_fields; i++)
        cigo_buf_puts(sql, mirror->vuoto[i] ? ", ?, ?" : ", ?");
    for (size_t i = 0; i < group->n_computed; i++)
        cigo_buf_puts(sql, ", NULL");
    cigo_buf_puts(sql, ")");
}

bool cigo_schema_rows(struct cigo_rules *rules, struct mirror *mirror, struct cigo_error *err)
{
    if (mirror->delete_all)
        return true;
    struct cigo_buf insert, one, all;
    cigo_buf_init(&insert, MAX_SQL);
    cigo_buf_init(&one, MAX_SQL);
    cigo_buf_init(&all, MAX_SQL);
    put_insert(mirror, &insert);
    cigo_buf_puts(&all, "DELETE FROM ");
    cigo_schema_put_name(&all, "", mirror->group->id);
    cigo_buf_add(&one, cigo_buf_str(&all));
    cigo_buf_puts(&one, " WHERE _riga = ?");
    bool ok =
        (mirror->insert || cigo_sandbox_own(&rules->box, insert.p, &mirror->insert, err)) &&
        (mirror->delete_one || cigo_sandbox_own(&rules->box, one.p, &mirror->delete_one, err)) &&
        cigo_sandbox_own(&rules->box, all.p, &mirror->delete_all, err);
    cigo_buf_finish(&insert);
    cigo_buf_finish(&one);
    cigo_buf_finish(&all);
    return ok;
}
