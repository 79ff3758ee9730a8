/* The tables that mirror one case: one row of single values, one table for each group and for each
 * view, typed (STRICT), all made before the first rule is compiled. Texts that are long have a
 * table of their own, or each update would copy them. Ids come from a file that we do not trust:
 * always quoted. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>

#include <cigo/db/db.h>

enum { MAX_DDL = 4 << 20, MAX_COLUMNS = 1000 };

void cigo_schema_put_name(struct cigo_buf *buf, const char *prefix, const char *id)
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
    cigo_schema_put_name(ddl, "", id);
    cigo_buf_printf(ddl, " %s", sql_type(type));
}

static void put_vuoto(struct cigo_buf *ddl, const char *id)
{
    cigo_buf_puts(ddl, ", ");
    cigo_schema_put_name(ddl, "vuoto_", id);
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

/* ---- the three single tables ---- */

static void begin_single(struct cigo_rules *rules, struct single *single, const char *table,
                         struct cigo_buf *ddl)
{
    single->name = table;
    cigo_sandbox_name(&rules->box, table, "", SANDBOX_NO_OWNER, false);
    cigo_sandbox_name(&rules->box, table, "_id", SANDBOX_NO_OWNER, false);
    cigo_buf_printf(ddl, "CREATE TABLE %s (_id INTEGER PRIMARY KEY", table);
}

static void add_single(struct cigo_rules *rules, struct single *single, struct node *node,
                       const char *id, enum cigo_type type, struct cigo_buf *ddl)
{
    put_column(ddl, id, type);
    cigo_sandbox_name(&rules->box, single->name, id, node->index, false);
    node->single = single;
    node->slot = ++single->n;
}

static void add_empty(struct cigo_rules *rules, struct node *node, struct cigo_buf *ddl)
{
    const char *id = node->field->id;
    put_vuoto(ddl, id);
    cigo_sandbox_name(&rules->box, "domanda", vuoto_name(rules, id), node->index, false);
    node->slot_empty = ++rules->domanda.n;
}

static void put_domanda(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->domanda;
    begin_single(rules, single, "domanda", ddl);
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
    cigo_buf_puts(ddl, ") STRICT;\n");
}

static void put_testi(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->testi;
    begin_single(rules, single, "testi", ddl);
    for (size_t i = 0; i < form->n_fields; i++) {
        if (is_long(&form->fields[i]))
            add_single(rules, single, rules->fields[i], form->fields[i].id, CIGO_TYPE_TEXT, ddl);
    }
    cigo_buf_puts(ddl, ") STRICT;\n");
}

static void put_param(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    const struct cigo_form *form = rules->form;
    struct single *single = &rules->param;
    begin_single(rules, single, "param", ddl);
    for (size_t i = 0; i < form->n_params; i++)
        add_single(rules, single, rules->params[i], form->params[i].id, CIGO_TYPE_INTEGER, ddl);
    cigo_buf_puts(ddl, ") STRICT;\n");
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

void cigo_schema_put_columns(const struct mirror *mirror, bool copy, struct cigo_buf *ddl)
{
    const struct cigo_group *group = mirror->group;
    cigo_buf_puts(ddl, copy ? " (_riga INTEGER PRIMARY KEY" : " (_riga INTEGER");
    cigo_buf_puts(ddl, ", _classe INTEGER, _volte INTEGER, _righe INTEGER");
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
    cigo_buf_putc(ddl, ')');
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

static void put_group(struct cigo_rules *rules, struct mirror *mirror, struct cigo_buf *ddl)
{
    const struct cigo_group *group = mirror->group;
    make_map(rules, mirror);
    name_columns(rules, mirror, group->id, false);
    cigo_buf_puts(ddl, "CREATE VIRTUAL TABLE ");
    cigo_schema_put_name(ddl, "", group->id);
    cigo_buf_printf(ddl, " USING " CIGO_GROUP_MODULE "(%zu);\n", group->index);
    if (!mirror->copy)
        return;
    name_columns(rules, mirror, cigo_arena_printf(rules->arena, "_copia_%s", group->id), true);
    cigo_buf_puts(ddl, "CREATE TABLE ");
    cigo_schema_put_name(ddl, "_copia_", group->id);
    cigo_schema_put_columns(mirror, true, ddl);
    cigo_buf_puts(ddl, " STRICT;\n");
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

/* Rules look a view's rows up by their day: weeks of grants against requested weeks, each with
 * each. */
static void put_view_index(const struct cigo_view *view, struct cigo_buf *ddl)
{
    for (size_t i = 0; i < view->n_columns; i++) {
        if (view->types[i] != CIGO_TYPE_DATE)
            continue;
        cigo_buf_printf(ddl, "CREATE INDEX \"_giorno_%zu\" ON ", view->index);
        cigo_schema_put_name(ddl, "", view->id);
        cigo_buf_puts(ddl, " (");
        cigo_schema_put_name(ddl, "", view->columns[i]);
        cigo_buf_puts(ddl, ");\n");
        return;
    }
}

static size_t put_view(struct cigo_rules *rules, const struct cigo_view *view, struct cigo_buf *ddl)
{
    struct sandbox *box = &rules->box;
    uint32_t owner = rules->views[view->index]->index;
    cigo_sandbox_name(box, view->id, "", owner, false);
    cigo_sandbox_name(box, view->id, "_n", owner, false);
    cigo_buf_puts(ddl, "CREATE TABLE ");
    cigo_schema_put_name(ddl, "", view->id);
    cigo_buf_puts(ddl, " (_n INTEGER PRIMARY KEY");
    for (size_t i = 0; i < view->n_columns; i++) {
        put_column(ddl, view->columns[i], view->types[i]);
        cigo_sandbox_name(box, view->id, view->columns[i], owner, false);
    }
    cigo_buf_puts(ddl, ") STRICT;\n");
    put_view_index(view, ddl);
    return 1 + view->n_columns;
}

static size_t put_groups(struct cigo_rules *rules, struct cigo_buf *ddl)
{
    size_t most = 0;
    find_copies(rules);
    for (size_t i = 0; i < rules->form->n_groups; i++) {
        struct mirror *mirror = &rules->mirrors[i];
        put_group(rules, mirror, ddl);
        most = mirror->n_map > most ? mirror->n_map : most;
    }
    for (size_t i = 0; i < rules->form->n_views; i++) {
        size_t n = put_view(rules, &rules->form->views[i], ddl);
        most = n > most ? n : most;
    }
    return most;
}

bool cigo_schema_make(struct cigo_rules *rules, struct cigo_error *err)
{
    struct cigo_buf ddl;
    cigo_buf_init(&ddl, MAX_DDL);
    cigo_buf_puts(&ddl, "BEGIN;\n");
    put_domanda(rules, &ddl);
    put_testi(rules, &ddl);
    put_param(rules, &ddl);
    size_t most = put_groups(rules, &ddl);
    cigo_buf_puts(&ddl, "COMMIT;\n");
    bool ok = true;
    const int n[] = {rules->domanda.n, rules->testi.n, rules->param.n};
    if (n[0] >= MAX_COLUMNS || n[1] >= MAX_COLUMNS || n[2] >= MAX_COLUMNS || most > MAX_COLUMNS ||
        ddl.truncated)
        ok = cigo_fail(err, CIGO_EXIT_USAGE,
                       "il modulo è troppo grande: campi singoli e valori calcolati insieme (%d), "
                       "testi lunghi (%d), numeri datati (%d), colonne di un gruppo (%zu) devono "
                       "essere meno di %d",
                       n[0], n[1], n[2], most, MAX_COLUMNS);
    else if (sqlite3_exec(rules->box.db, ddl.p, NULL, NULL, NULL) != SQLITE_OK)
        ok = cigo_fail(err, CIGO_EXIT_USAGE, "i nomi del modulo non vanno insieme: %s",
                       sqlite3_errmsg(rules->box.db));
    cigo_buf_finish(&ddl);
    return ok;
}
