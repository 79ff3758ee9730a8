/* Our own statements that keep the tables up to date, each made when it is first needed: of a
 * form's few hundred columns one case fills some dozens. */

#include "rules-priv.h"

enum { MAX_SQL = 4 << 20 };

static void put_update(const struct cigo_rules *rules, const struct node *node,
                       struct cigo_buf *sql)
{
    const char *table = "domanda", *id = "oggi";
    bool vuoto = false;
    if (node->type == NODE_FIELD) {
        table = node->field->kind->id == CIGO_KIND_LONGTEXT ? "testi" : "domanda";
        id = node->field->id;
    } else if (node->type == NODE_PARAM) {
        table = "param";
        id = node->param->id;
    } else if (node->computed) {
        table = node->group ? node->group->id : "domanda";
        id = node->computed->id;
    } else if (node->type == NODE_COLUMN) {
        table = node->group->id;
        id = node->field->id;
        vuoto = rules->mirrors[node->group->index].vuoto[node->field->index];
    }
    cigo_buf_puts(sql, "UPDATE ");
    cigo_schema_put_name(sql, "", table);
    cigo_buf_puts(sql, " SET ");
    cigo_schema_put_name(sql, "", id);
    cigo_buf_puts(sql, " = ?1");
    if (vuoto) {
        cigo_buf_puts(sql, ", ");
        cigo_schema_put_name(sql, "vuoto_", id);
        cigo_buf_puts(sql, " = ?3");
    }
    if (!node->group)
        return;
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
    } else if (node->type == NODE_ROW_COMPUTED) {
        cigo_buf_puts(sql, "SELECT ");
        cigo_schema_put_name(sql, "", node->computed->id);
        cigo_buf_puts(sql, " FROM ");
        cigo_schema_put_name(sql, "", node->group->id);
        cigo_buf_puts(sql, " WHERE _riga = ?");
    } else {
        cigo_buf_puts(sql, "UPDATE domanda SET ");
        cigo_schema_put_name(sql, "vuoto_", node->field->id);
        cigo_buf_puts(sql, " = ?1");
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
    bool second = node->type == NODE_VIEW || node->type == NODE_ROW_COMPUTED ||
                  (node->type == NODE_FIELD && rules->vuoto[node->field->index]);
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
