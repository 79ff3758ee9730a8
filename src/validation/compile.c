/* From rewritten expressions to statements. Newlines around an expression, so that nothing in it
 * can swallow the parenthesis. CROSS JOIN fixes the order: singles outside, rows inside. What a
 * statement reads is taken down by the authorizer as it is compiled; for a row rule with a SELECT
 * the group's place is taken by an empty copy, so that its own row and other rows can be told
 * apart. */

#include "rules-priv.h"

#include <string.h>

#include <cigo/base/buf.h>

enum { MAX_SQL = 256 << 10 };

static bool mentions(const struct node *node, const char *word)
{
    for (size_t i = 0; i < node->n_sql; i++) {
        if (node->sql[i] && cigo_sql_has_word(node->sql[i], word))
            return true;
    }
    return false;
}

/* Each table more is more to plan: only those that the rule names (the checker qualifies them). */
static void put_from(struct cigo_buf *sql, const struct node *node)
{
    cigo_buf_puts(sql, " FROM domanda");
    if (mentions(node, "PARAM"))
        cigo_buf_puts(sql, " CROSS JOIN param");
    if (mentions(node, "TESTI"))
        cigo_buf_puts(sql, " CROSS JOIN testi");
}

static void put_group(struct cigo_buf *sql, const struct node *node, bool copy)
{
    const char *id = node->group->id;
    cigo_buf_printf(sql, copy ? " CROSS JOIN \"_copia_%s\" AS \"%s\"" : " CROSS JOIN \"%s\"", id,
                    id);
}

static void put_list(struct cigo_buf *sql, const struct node *node)
{
    for (size_t i = 0; i < node->n_sql; i++) {
        cigo_buf_puts(sql, i ? ", (\n" : "(\n");
        cigo_buf_puts(sql, node->sql[i] ? node->sql[i] : "NULL");
        cigo_buf_puts(sql, "\n)");
    }
}

static bool is_value(const struct node *node)
{
    return node->type == NODE_ROW_COMPUTED || node->n_sql > 1 ||
           (node->alert && node->alert->at_map);
}

/* Columns of the statement over all rows: which, and values or a map's conditions. */
static int all_columns(const struct node *node)
{
    return is_value(node) ? 1 + (int)node->n_sql : 1;
}

/* All rows: the classes for which a condition is true, or each class with its values. A window looks at every
 * row: the ids. */
static void put_all(struct cigo_buf *sql, const struct node *node, bool copy)
{
    const char *id = node->group->id;
    const char *which = node->window ? "_riga" : "_classe";
    if (is_value(node)) {
        cigo_buf_printf(sql, "SELECT \"%s\".%s, ", id, which);
        put_list(sql, node);
        put_from(sql, node);
        put_group(sql, node, copy);
    } else if (node->window) {
        cigo_buf_printf(sql, "SELECT _riga FROM (SELECT \"%s\"._riga, ", id);
        put_list(sql, node);
        cigo_buf_puts(sql, " AS _q");
        put_from(sql, node);
        put_group(sql, node, copy);
        cigo_buf_puts(sql, ") WHERE _q");
    } else {
        cigo_buf_printf(sql, "SELECT \"%s\"._classe", id);
        put_from(sql, node);
        put_group(sql, node, copy);
        cigo_buf_puts(sql, " WHERE ");
        put_list(sql, node);
    }
}

/* One row, or the rows of one tuple of peers: each id with its values. */
static void put_one(struct cigo_buf *sql, const struct node *node)
{
    const char *id = node->group->id;
    cigo_buf_printf(sql, "SELECT \"%s\"._riga, ", id);
    put_list(sql, node);
    put_from(sql, node);
    put_group(sql, node, false);
    if (!node->alert || node->alert->n_peers == 0) {
        cigo_buf_printf(sql, " WHERE \"%s\"._riga = ?1", id);
        return;
    }
    for (size_t i = 0; i < node->alert->n_peers; i++)
        cigo_buf_printf(sql, "%s\"%s\".\"%s\" IS ?%zu", i ? " AND " : " WHERE ", id,
                        node->alert->peers[i]->id, i + 1);
}

static void put_single(struct cigo_buf *sql, const struct node *node)
{
    if (node->type == NODE_VIEW) {
        cigo_buf_printf(sql, "%s\n", node->sql[0]);
        return;
    }
    cigo_buf_puts(sql, "SELECT ");
    put_list(sql, node);
    put_from(sql, node);
}

static void report(struct cigo_rules *rules, struct node *node, const struct cigo_error *err)
{
    cigo_problem(rules->problems, node->pos, "«%s»: %s", cigo_node_name(rules, node), err->text);
}

/* In a SELECT list an aggregate would silently collapse the rows: as a condition it is refused. */
static bool plain_form(struct cigo_rules *rules, const struct node *node, struct cigo_buf *sql,
                       struct cigo_error *err)
{
    for (size_t i = 0; i < node->n_sql; i++) {
        sqlite3_stmt *stmt = NULL;
        if (!node->sql[i] || cigo_sql_has_word(node->sql[i], "OVER"))
            continue;
        cigo_buf_clear(sql);
        cigo_buf_puts(sql, "SELECT 1");
        put_from(sql, node);
        if (node->group && cigo_node_is_rows(node))
            put_group(sql, node, false);
        cigo_buf_printf(sql, " WHERE (\n%s\n)", node->sql[i]);
        if (!cigo_sandbox_prepare(&rules->box, sql->p, 1, 0, &stmt, err))
            return false;
        sqlite3_finalize(stmt);
    }
    return true;
}

static bool compile_single(struct cigo_rules *rules, struct node *node, struct cigo_buf *sql,
                           struct cigo_error *err)
{
    int columns = node->type == NODE_VIEW ? (int)node->view->n_columns : (int)node->n_sql;
    put_single(sql, node);
    if (!cigo_sandbox_prepare(&rules->box, sql->p, columns, 0, &node->all, err))
        return false;
    cigo_graph_read(rules, node);
    return true;
}

static bool compile_rows(struct cigo_rules *rules, struct node *node, struct cigo_buf *sql,
                         struct cigo_error *err)
{
    node->probed = mentions(node, "SELECT");
    node->window = mentions(node, "OVER");
    node->whole = node->window;
    if (node->probed) {
        sqlite3_stmt *probe = NULL;
        put_all(sql, node, true);
        if (!cigo_sandbox_prepare(&rules->box, sql->p, all_columns(node), 0, &probe, err))
            return false;
        cigo_graph_read(rules, node);
        sqlite3_finalize(probe);
        cigo_buf_clear(sql);
    }
    put_all(sql, node, false);
    if (!cigo_sandbox_prepare(&rules->box, sql->p, all_columns(node), 0, &node->all, err))
        return false;
    if (!node->probed)
        cigo_graph_read(rules, node);
    return true;
}

/* Nothing to compile when the checker has refused an expression: it has said so. */
static bool complete(const struct node *node)
{
    bool some = false;
    for (size_t i = 0; i < node->n_sql; i++)
        some = some || node->sql[i];
    return some;
}

void cigo_rules_compile(struct cigo_rules *rules)
{
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    for (size_t i = 0; i < rules->n_nodes; i++) {
        struct node *node = rules->nodes[i];
        struct cigo_error err = {0};
        if (!complete(node))
            continue;
        cigo_buf_clear(&sql);
        bool ok = cigo_node_is_rows(node) ? compile_rows(rules, node, &sql, &err)
                                          : compile_single(rules, node, &sql, &err);
        if (ok && rules->strict && node->type != NODE_VIEW)
            ok = plain_form(rules, node, &sql, &err);
        if (!ok)
            report(rules, node, &err);
    }
    cigo_buf_finish(&sql);
}

bool cigo_node_one(struct cigo_rules *rules, struct node *node)
{
    if (node->one)
        return true;
    int variables = node->alert && node->alert->n_peers > 0 ? (int)node->alert->n_peers : 1;
    struct cigo_error err;
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    put_one(&sql, node);
    bool ok =
        cigo_sandbox_prepare(&rules->box, sql.p, 1 + (int)node->n_sql, variables, &node->one, &err);
    cigo_buf_finish(&sql);
    return ok;
}
