/* The tables that mirror one case: one row of single values, one table for each group and for each view, typed, all
 * there before the first rule is compiled. Each is virtual, under its own name without CREATE (eponymous): a stored
 * table would be read twice by SQLite's parser, and every value would have to be written into it. Texts that are long
 * have a table of their own. Ids come from a file that we do not trust: always quoted. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>

#include <cigo/db/db.h>

enum { MAX_DDL = 4 << 20, MAX_COLUMNS = 1000 };

static void put_name(struct cigo_buf *buf, const char *prefix, const char *id)
{
    cigo_buf_putc(buf, '"');
    cigo_buf_puts(buf, prefix);
    for (const char *p = id; *p; p++) {
        if (*p == '"')
            cigo_buf_putc(buf, '"');
        cigo_buf_putc(buf, *p);
    }
    cigo_buf_putc(buf, '"');
}

static const char *sql_type(enum cigo_type type)
{
    return cigo_type_is_integer(type) ? "INTEGER" : "TEXT";
}

static void put_column(struct cigo_buf *ddl, const char *id, enum cigo_type type)
{
    cigo_buf_puts(ddl, ", ");
    put_name(ddl, "", id);
    cigo_buf_printf(ddl, " %s", sql_type(type));
}

static void put_vuoto(struct cigo_buf *ddl, const char *id)
{
    cigo_buf_puts(ddl, ", ");
    put_name(ddl, "vuoto_", id);
    cigo_buf_puts(ddl, " INTEGER NOT NULL DEFAULT 1");
}

static bool is_long(const struct cigo_field *field)
{
    return field->kind->id == CIGO_KIND_LONGTEXT;
}

static const char *vuoto_name(struct cigo_rules *rules, const char *id)
{
    return cigo_arena_printf(rules->arena, "vuoto_%s", id);
}

/* A declaration that is too long is cut, and not one that SQLite accepts. */
static const char *end(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    cigo_buf_putc(ddl, ')');
    return cigo_arena_str(rules->arena, cigo_buf_str(ddl));
}

int cigo_schema_declare(sqlite3 *db, const char *ddl, char **err)
{
    int code = sqlite3_declare_vtab(db, ddl);
    if (code == SQLITE_OK)
        code = sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    if (code != SQLITE_OK)
        *err = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    return code;
}

/* ---- the three single tables ---- */

static void begin_single(struct cigo_rules *rules, struct single *single, const char *table, size_t most,
                         struct cigo_buf *ddl)
{
    single->name = table;
    single->columns = cigo_arena_alloc(rules->arena, (most + 1) * sizeof *single->columns);
    cigo_sandbox_name(&rules->box, table, "", SANDBOX_NO_OWNER, false);
    cigo_sandbox_name(&rules->box, table, "_id", SANDBOX_NO_OWNER, false);
    cigo_buf_clear(ddl);
    cigo_buf_puts(ddl, "CREATE TABLE x (_id INTEGER");
}

static void add_single(struct cigo_rules *rules, struct single *single, struct node *node,
                       const char *id, enum cigo_type type, struct cigo_buf *ddl)
{
    put_column(ddl, id, type);
    cigo_sandbox_name(&rules->box, single->name, id, node->index, false);
    node->single = single;
    single->columns[single->n++] = (struct single_column){node, false};
}

static void add_empty(struct cigo_rules *rules, struct node *node, struct cigo_buf *ddl)
{
    const char *id = node->field->id;
    put_vuoto(ddl, id);
    cigo_sandbox_name(&rules->box, "domanda", vuoto_name(rules, id), node->index, false);
    node->asked = true;
    rules->domanda.columns[rules->domanda.n++] = (struct single_column){node, true};
}

static void make_domanda(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->domanda;
    begin_single(rules, single, "domanda", 1 + 2 * form->n_fields + form->n_computed, ddl);
    add_single(rules, single, rules->today, "oggi", CIGO_TYPE_DATE, ddl);
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        if (!is_long(field))
            add_single(rules, single, rules->fields[i], field->id, field->kind->type, ddl);
        if (rules->vuoto[i])
            add_empty(rules, rules->fields[i], ddl);
    }
    for (size_t i = 0; i < form->n_computed; i++) {
        const struct cigo_computed *computed = &form->computed[i];
        add_single(rules, single, rules->computed[i], computed->id, computed->type, ddl);
    }
    single->ddl = end(rules, ddl);
}

static void make_testi(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->testi;
    begin_single(rules, single, "testi", form->n_fields, ddl);
    for (size_t i = 0; i < form->n_fields; i++) {
        if (is_long(&form->fields[i]))
            add_single(rules, single, rules->fields[i], form->fields[i].id, CIGO_TYPE_TEXT, ddl);
    }
    single->ddl = end(rules, ddl);
}

static void make_param(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->param;
    begin_single(rules, single, "param", form->n_params, ddl);
    for (size_t i = 0; i < form->n_params; i++)
        add_single(rules, single, rules->params[i], form->params[i].id, CIGO_TYPE_INTEGER, ddl);
    single->ddl = end(rules, ddl);
}

/* ---- groups and views ---- */

/* What each column of a group's table is, in their order. */
static void make_map(struct cigo_rules *rules, struct mirror *mirror)
{
    const struct cigo_group *group = mirror->group;
    size_t n = 0;
    mirror->map = cigo_arena_alloc(rules->arena, (5 + 2 * group->n_fields + group->n_computed) * sizeof *mirror->map);
    mirror->map[n++] = (struct table_column){COLUMN_ID, 0};
    mirror->map[n++] = (struct table_column){COLUMN_CLASS, 0};
    mirror->map[n++] = (struct table_column){COLUMN_TIMES, 0};
    mirror->map[n++] = (struct table_column){COLUMN_TIMES, 0};
    for (size_t i = 0; i < group->n_fields; i++) {
        mirror->map[n++] = (struct table_column){COLUMN_FIELD, i};
        if (mirror->vuoto[i])
            mirror->map[n++] = (struct table_column){COLUMN_EMPTY, i};
    }
    for (size_t i = 0; i < group->n_computed; i++)
        mirror->map[n++] = (struct table_column){COLUMN_COMPUTED, i};
    if (group->key)
        mirror->map[n++] = (struct table_column){COLUMN_COUNT, 0};
    mirror->n_map = n;
}

static const char *group_ddl(struct cigo_rules *rules, const struct mirror *mirror, struct cigo_buf *ddl)
{
    const struct cigo_group *group = mirror->group;
    cigo_buf_clear(ddl);
    cigo_buf_puts(ddl, "CREATE TABLE x (_riga INTEGER, _classe INTEGER, _volte INTEGER, _righe INTEGER");
    for (size_t i = CIGO_CLASS_COLUMNS; i < mirror->n_map; i++) {
        const struct table_column *column = &mirror->map[i];
        if (column->type == COLUMN_FIELD)
            put_column(ddl, group->fields[column->index].id, group->fields[column->index].kind->type);
        else if (column->type == COLUMN_EMPTY)
            put_vuoto(ddl, group->fields[column->index].id);
        else if (column->type == COLUMN_COMPUTED)
            put_column(ddl, group->computed[column->index].id, group->computed[column->index].type);
        else
            put_column(ddl, "_doppioni", CIGO_TYPE_INTEGER);
    }
    return end(rules, ddl);
}

static void name_columns(struct cigo_rules *rules, const struct mirror *mirror, const char *table, bool copy)
{
    const struct cigo_group *group = mirror->group;
    struct sandbox *box = &rules->box;
    cigo_sandbox_name(box, table, "", mirror->rows->index, copy);
    cigo_sandbox_name(box, table, "_riga", mirror->rows->index, copy);
    cigo_sandbox_name(box, table, "_classe", SANDBOX_NO_OWNER, copy);
    cigo_sandbox_name(box, table, "_volte", SANDBOX_NO_OWNER, copy);
    cigo_sandbox_name(box, table, "_righe", mirror->rows->index, copy);
    for (size_t i = CIGO_CLASS_COLUMNS; i < mirror->n_map; i++) {
        const struct table_column *column = &mirror->map[i];
        if (column->type == COLUMN_FIELD)
            cigo_sandbox_name(box, table, group->fields[column->index].id, mirror->columns[column->index]->index, copy);
        else if (column->type == COLUMN_EMPTY)
            cigo_sandbox_name(box, table, vuoto_name(rules, group->fields[column->index].id),
                              mirror->columns[column->index]->index, copy);
        else if (column->type == COLUMN_COMPUTED)
            cigo_sandbox_name(box, table, group->computed[column->index].id, mirror->computed[column->index]->index,
                              copy);
        else /* it reads the key of every row */
            cigo_sandbox_name_others(box, table, "_doppioni", mirror->columns[group->key->index]->index);
    }
}

/* A row rule with a SELECT may read other rows: only then is an empty copy needed to tell. */
static void find_copies(struct cigo_rules *rules)
{
    for (size_t i = 0; i < rules->n_nodes; i++) {
        struct node *node = rules->nodes[i];
        for (size_t k = 0; cigo_node_is_rows(node) && k < node->n_sql; k++) {
            if (node->sql[k] && cigo_sql_has_word(node->sql[k], "SELECT"))
                rules->mirrors[node->group->index].copy = true;
        }
    }
}

static void make_view(struct cigo_rules *rules, struct node *node, struct cigo_buf *ddl)
{
    const struct cigo_view *view = node->view;
    struct sandbox *box = &rules->box;
    cigo_sandbox_name(box, view->id, "", node->index, false);
    cigo_buf_clear(ddl);
    cigo_buf_puts(ddl, "CREATE TABLE x (");
    node->day_column = SIZE_MAX;
    for (size_t i = 0; i < view->n_columns; i++) {
        cigo_sandbox_name(box, view->id, view->columns[i], node->index, false);
        cigo_buf_puts(ddl, i ? ", " : "");
        put_name(ddl, "", view->columns[i]);
        cigo_buf_printf(ddl, " %s", sql_type(view->types[i]));
        if (view->types[i] == CIGO_TYPE_DATE && node->day_column == SIZE_MAX)
            node->day_column = i;
    }
    node->ddl = end(rules, ddl);
}

/* ---- all of them ---- */

/* SQLite makes the table's schema when it is first named, with writes and a length that no rule is allowed. */
static bool add_table(struct cigo_rules *rules, const char *prefix, const char *id, const sqlite3_module *module,
                      void *data)
{
    struct cigo_buf sql;
    sqlite3_stmt *stmt = NULL;
    sqlite3 *db = rules->box.db;
    cigo_buf_init(&sql, MAX_DDL);
    cigo_buf_puts(&sql, "SELECT 1 FROM ");
    put_name(&sql, prefix, id);
    const char *name = cigo_arena_printf(rules->arena, "%s%s", prefix, id);
    bool ok = sqlite3_create_module_v2(db, name, module, data, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL) == SQLITE_OK;
    sqlite3_finalize(stmt);
    cigo_buf_finish(&sql);
    return ok;
}

static bool add_singles(struct cigo_rules *rules)
{
    return add_table(rules, "", "domanda", &cigo_single_module, &rules->domanda) &&
           add_table(rules, "", "testi", &cigo_single_module, &rules->testi) &&
           add_table(rules, "", "param", &cigo_single_module, &rules->param);
}

static bool add_group(struct cigo_rules *rules, struct mirror *mirror)
{
    const char *id = mirror->group->id;
    name_columns(rules, mirror, id, false);
    mirror->table = (struct group_table){rules, mirror, false};
    if (!add_table(rules, "", id, &cigo_group_module, &mirror->table))
        return false;
    if (!mirror->copy)
        return true;
    name_columns(rules, mirror, cigo_arena_printf(rules->arena, "_copia_%s", id), true);
    mirror->copy_table = (struct group_table){rules, mirror, true};
    return add_table(rules, "_copia_", id, &cigo_group_module, &mirror->copy_table);
}

static bool add_all(struct cigo_rules *rules)
{
    bool ok = add_singles(rules);
    for (size_t i = 0; ok && i < rules->form->n_groups; i++)
        ok = add_group(rules, &rules->mirrors[i]);
    for (size_t i = 0; ok && i < rules->form->n_views; i++)
        ok = add_table(rules, "", rules->form->views[i].id, &cigo_view_module, rules->views[i]);
    return ok;
}

/* The most columns that a group or a view has. */
static size_t make_tables(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    size_t most = 0;
    make_domanda(rules, ddl);
    make_testi(rules, ddl);
    make_param(rules, ddl);
    find_copies(rules);
    for (size_t i = 0; i < rules->form->n_groups; i++) {
        struct mirror *mirror = &rules->mirrors[i];
        make_map(rules, mirror);
        mirror->ddl = group_ddl(rules, mirror, ddl);
        most = mirror->n_map > most ? mirror->n_map : most;
    }
    for (size_t i = 0; i < rules->form->n_views; i++) {
        make_view(rules, rules->views[i], ddl);
        most = rules->form->views[i].n_columns > most ? rules->form->views[i].n_columns : most;
    }
    return most;
}

bool cigo_schema_make(struct cigo_rules *rules, struct cigo_error *err)
{
    struct cigo_buf ddl;
    cigo_buf_init(&ddl, MAX_DDL);
    size_t most = make_tables(rules, &ddl);
    cigo_buf_finish(&ddl);
    const size_t n[] = {rules->domanda.n, rules->testi.n, rules->param.n};
    if (n[0] >= MAX_COLUMNS || n[1] >= MAX_COLUMNS || n[2] >= MAX_COLUMNS || most > MAX_COLUMNS)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         "il modulo è troppo grande: campi singoli e valori calcolati insieme (%zu), "
                         "testi lunghi (%zu), numeri datati (%zu), colonne di un gruppo (%zu) devono "
                         "essere meno di %d",
                         n[0], n[1], n[2], most, MAX_COLUMNS);
    return add_all(rules) || cigo_fail(err, CIGO_EXIT_USAGE, "i nomi del modulo non vanno insieme: %s",
                                       sqlite3_errmsg(rules->box.db));
}
