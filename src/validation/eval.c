/* One pass over the nodes in their order: each that is marked is judged, and marks its readers only
 * when its value has changed. A step that fails makes the value unknown and is noted; only a
 * failure of our own statements (memory) stops the run. */

#include "rules-priv.h"

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>

static const struct cigo_sql_want want_boolean = {.type = CIGO_TYPE_BOOLEAN};

/* ---- failures ---- */

void cigo_node_fail(struct node *node, const char *why)
{
    free(node->failure);
    node->failure = cigo_strdup(why);
}

void cigo_node_fail_code(struct cigo_rules *rules, struct node *node, int code)
{
    char why[256];
    cigo_sandbox_why(&rules->box, code, why, sizeof why);
    cigo_node_fail(node, why);
}

void cigo_node_ok(struct node *node)
{
    free(node->failure);
    node->failure = NULL;
}

bool cigo_node_poisoned(const struct cigo_rules *rules, const struct node *node)
{
    for (size_t i = 0; rules->n_lost_views > 0 && i < node->n_reads; i++) {
        if (node->reads[i]->lost)
            return true;
    }
    return false;
}

void cigo_node_arm(struct cigo_rules *rules, const struct node *node)
{
    size_t rows = 0;
    if (cigo_node_is_rows(node))
        rows += cigo_mirror_n(rules, &rules->mirrors[node->group->index]);
    for (size_t i = 0; i < node->n_reads; i++) {
        const struct node *source = node->reads[i];
        if (source->type == NODE_VIEW)
            rows += source->n_table;
        else if (source->group)
            rows += cigo_mirror_n(rules, &rules->mirrors[source->group->index]);
    }
    cigo_sandbox_arm(&rules->box, rows);
}

/* ---- single values ---- */

/* Values of a statement with one row: NULL all of them if it fails. */
static void run_single(struct cigo_rules *rules, struct node *node,
                       const struct cigo_sql_want *want, struct cigo_value *values)
{
    const char *wrong = NULL;
    cigo_node_ok(node);
    for (size_t i = 0; i < node->n_sql; i++)
        values[i] = (struct cigo_value){.storage = CIGO_NULL};
    if (!node->all || cigo_node_poisoned(rules, node))
        return;
    cigo_node_arm(rules, node);
    int code = cigo_sandbox_step(&rules->box, node->all);
    for (size_t i = 0; code == SQLITE_ROW && i < node->n_sql && !wrong; i++) {
        if (!cigo_value_column(node->all, (int)i, &values[i]))
            wrong = "il risultato non è un numero intero: un conto è andato fuori dai limiti";
        else
            wrong = cigo_value_check(want, rules->scratch, &values[i]);
        values[i] = cigo_value_keep(rules->scratch, values[i]);
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        cigo_node_fail_code(rules, node, code);
    else if (wrong)
        cigo_node_fail(node, wrong);
    sqlite3_reset(node->all);
    for (size_t i = 0; node->failure && i < node->n_sql; i++)
        values[i] = (struct cigo_value){.storage = CIGO_NULL};
}

/* A new value for a column of a single table; readers are marked if it is another. */
static void put_value(struct cigo_rules *rules, struct node *node, const struct cigo_value *value)
{
    if (!cigo_held_set(&node->value, value))
        return;
    cigo_mark_readers(rules, node);
}

static void eval_condition(struct cigo_rules *rules, struct node *node)
{
    struct cigo_value value;
    if (node->twin)
        value = cigo_held_value(&node->twin->value);
    else
        run_single(rules, node, &want_boolean, &value);
    if (cigo_held_set(&node->value, &value))
        cigo_mark_readers(rules, node);
}

static void eval_computed(struct cigo_rules *rules, struct node *node)
{
    struct cigo_sql_want want = cigo_want_of(node->computed);
    struct cigo_value value;
    run_single(rules, node, &want, &value);
    put_value(rules, node, &value);
}

uint32_t cigo_node_places(const struct node *node, const struct cigo_value *values)
{
    uint32_t places = 0;
    if (node->alert && node->alert->at_map) {
        for (size_t i = 0; i < node->n_sql && i < 32; i++)
            places |= values[i].storage == CIGO_INT && values[i].i != 0 ? UINT32_C(1) << i : 0;
        return places;
    }
    if (values[0].storage != CIGO_INT || values[0].i == 0)
        return 0;
    size_t n = node->alert ? node->alert->n_at : 1;
    return n == 0 ? 1 : n >= 32 ? UINT32_MAX : (UINT32_C(1) << n) - 1;
}

static void eval_alert(struct cigo_rules *rules, struct node *node)
{
    struct cigo_value *values =
        cigo_arena_alloc(rules->scratch, (node->n_sql + 1) * sizeof *values);
    run_single(rules, node, &want_boolean, values);
    node->places = cigo_node_places(node, values);
    node->unknown = false;
    for (size_t i = 0; i < node->n_sql; i++)
        node->unknown |= node->places == 0 && values[i].storage == CIGO_NULL;
}

/* ---- what comes from the answers ---- */

static bool condition_true(const struct node *node)
{
    return !node || (node->value.storage == CIGO_INT && node->value.i == 1);
}

bool cigo_rules_section_shown(const struct cigo_rules *rules, size_t section)
{
    return section >= rules->form->n_sections || condition_true(rules->sections[section]);
}

bool cigo_rules_group_shown(const struct cigo_rules *rules, const struct mirror *mirror)
{
    return cigo_rules_section_shown(rules, mirror->group->section) &&
           condition_true(mirror->visible);
}

static void put_empty(struct cigo_rules *rules, struct node *node, bool empty)
{
    if (empty == node->empty)
        return;
    node->empty = empty;
    if (node->asked)
        cigo_mark_readers(rules, node);
}

static void eval_field(struct cigo_rules *rules, struct node *node)
{
    const struct cigo_field *field = node->field;
    struct cigo_cell cell = cigo_row_cell(&rules->answers->fields[field->index], 0);
    struct cigo_value value = {.storage = CIGO_NULL};
    bool shown = cigo_rules_section_shown(rules, field->section) &&
                 condition_true(rules->field_visible[field->index]);
    if (shown && cell.verdict != CIGO_BAD)
        value = cigo_value_cut(cigo_cell_value(cell), node->single->n);
    put_value(rules, node, &value);
    put_empty(rules, node, !shown || cell.verdict == CIGO_EMPTY);
}

static void eval_param(struct cigo_rules *rules, struct node *node)
{
    struct cigo_value value = {.storage = CIGO_NULL};
    const struct held *dal =
        rules->periodo_dal ? &rules->fields[rules->periodo_dal->index]->value : NULL;
    int64_t date = dal && dal->storage == CIGO_INT ? dal->i : rules->answers->today;
    if (cigo_param_value_on(node->param, (int32_t)date, &value.i))
        value.storage = CIGO_INT;
    put_value(rules, node, &value);
}

static void eval_today(struct cigo_rules *rules, struct node *node)
{
    struct cigo_value value = {.storage = CIGO_INT, .i = rules->answers->today};
    put_value(rules, node, &value);
}

void cigo_eval_node(struct cigo_rules *rules, struct node *node)
{
    switch (node->type) {
    case NODE_TODAY:
        eval_today(rules, node);
        return;
    case NODE_PARAM:
        eval_param(rules, node);
        return;
    case NODE_SECTION_VISIBLE:
    case NODE_FIELD_VISIBLE:
    case NODE_FIELD_REQUIRED:
    case NODE_GROUP_VISIBLE:
        eval_condition(rules, node);
        return;
    case NODE_FIELD:
        eval_field(rules, node);
        return;
    case NODE_ROWS:
        cigo_eval_rows(rules, node);
        return;
    case NODE_COLUMN:
        cigo_eval_cells(rules, node);
        return;
    case NODE_COMPUTED:
        eval_computed(rules, node);
        return;
    case NODE_VIEW:
        cigo_eval_view(rules, node);
        return;
    case NODE_ALERT:
        if (node->group)
            cigo_eval_row_rule(rules, node);
        else
            eval_alert(rules, node);
        return;
    case NODE_COLUMN_VISIBLE:
    case NODE_COLUMN_REQUIRED:
    case NODE_ROW_COMPUTED:
        cigo_eval_row_rule(rules, node);
        return;
    }
}

/* ---- the wave ---- */

static void eval_marked(struct cigo_rules *rules, struct node *node)
{
    cigo_arena_reset(rules->scratch);
    cigo_sandbox_look(&rules->box);
    cigo_mark_sort(node);
    cigo_eval_node(rules, node);
    node->dirty = false;
    node->n_rows = 0;
}

static void list_failures(struct cigo_rules *rules)
{
    rules->n_failures = 0;
    for (size_t i = 0; i < rules->n_nodes; i++) {
        struct node *node = rules->nodes[i];
        if (!node->failure)
            continue;
        *CIGO_PUSH(rules->failures, rules->n_failures, rules->cap_failures) =
            (struct cigo_failure){cigo_node_name(rules, node), node->failure};
    }
}

void cigo_rules_watch(struct cigo_rules *rules, void (*look)(void *data), void *data)
{
    rules->box.look = look;
    rules->box.look_data = data;
}

bool cigo_rules_run(struct cigo_rules *rules, struct cigo_error *err)
{
    (void)err;
    if (rules->frozen)
        return true;
    if (rules->today->value.i != rules->answers->today)
        cigo_mark(rules, rules->today);
    rules->fired_ready = false;
    for (size_t i = 0; i < rules->n_nodes / 64 + 1; i++) {
        while (rules->todo[i] != 0) {
            unsigned bit = (unsigned)__builtin_ctzll(rules->todo[i]);
            rules->todo[i] &= ~(UINT64_C(1) << bit);
            eval_marked(rules, rules->order[i * 64 + bit]);
        }
    }
    for (size_t i = 0; i < rules->form->n_groups; i++)
        rules->mirrors[i].n_changes = 0;
    list_failures(rules);
    return true;
}
