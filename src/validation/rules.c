/* The public face: make and free, take down what changed, give results. The work is in the other
 * files: nodes (what there is) → rewrite (types) → schema, sandbox (the database) → compile → graph
 * (order) marks (what changed) → eval, rows, row_rules, views (one pass in order) */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

#include <cigo/validation/rules.h>

struct cigo_rules *cigo_rules_prepare(const struct cigo_form *form, struct cigo_problems *problems,
                                      bool strict, struct cigo_error *err)
{
    struct cigo_rules *rules = cigo_alloc(sizeof *rules);
    rules->form = form;
    rules->arena = cigo_arena_new();
    rules->scratch = cigo_arena_new();
    rules->problems = problems;
    rules->strict = strict;
    cigo_nodes_make(rules);
    cigo_rules_rewrite(rules);
    if (problems->n > 0 && !strict)
        return rules;
    if (!cigo_sandbox_open(&rules->box, form, err) || !cigo_schema_make(rules, err) ||
        !cigo_sandbox_lock(&rules->box, err)) {
        cigo_rules_free(rules);
        return NULL;
    }
    cigo_rules_compile(rules);
    cigo_graph_order(rules);
    return rules;
}

static bool fail_problem(const struct cigo_form *form, const struct cigo_problem *problem,
                         struct cigo_error *err)
{
    const struct cigo_pos *pos = &problem->pos;
    return cigo_fail(err, CIGO_EXIT_USAGE, "Il modulo «%s» non si può usare: %s:%u:%u: %s",
                     form->id, pos->file ? pos->file : "", pos->line, pos->column, problem->text);
}

struct cigo_rules *cigo_rules_new(const struct cigo_form *form, const struct cigo_answers *answers,
                                  struct cigo_error *err)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    struct cigo_rules *rules = cigo_rules_prepare(form, &problems, false, err);
    if (!rules)
        cigo_fail_prefix(err, "Il modulo «%s» non si può usare", form->id);
    if (rules && problems.n > 0) {
        fail_problem(form, &problems.items[0], err);
        cigo_rules_free(rules);
        rules = NULL;
    }
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    if (!rules)
        return NULL;
    rules->problems = NULL;
    rules->answers = answers;
    for (size_t i = 0; i < rules->n_nodes; i++)
        cigo_mark(rules, rules->nodes[i]);
    return rules;
}

void cigo_rules_free(struct cigo_rules *rules)
{
    if (!rules)
        return;
    cigo_texts_free(rules);
    cigo_nodes_free(rules);
    cigo_sandbox_finish(&rules->box);
    cigo_arena_free(rules->arena);
    cigo_arena_free(rules->scratch);
    free(rules->fired);
    free(rules->failures);
    free(rules);
}

/* ---- what changed ---- */

void cigo_rules_field_changed(struct cigo_rules *rules, const struct cigo_field *field)
{
    cigo_mark(rules, rules->fields[field->index]);
}

void cigo_rules_cell_changed(struct cigo_rules *rules, const struct cigo_field *column, int64_t row)
{
    struct mirror *mirror = &rules->mirrors[column->group->index];
    cigo_mirror_cell_changed(rules, mirror, column->index, cigo_mirror_find(rules, mirror, row));
    cigo_mark_row(rules, mirror->columns[column->index], row);
}

void cigo_rules_row_added(struct cigo_rules *rules, const struct cigo_group *group, int64_t row)
{
    struct mirror *mirror = &rules->mirrors[group->index];
    rules->fired_ready = false;
    cigo_mirror_row_added(rules, mirror, cigo_mirror_find(rules, mirror, row));
    cigo_mark_row(rules, mirror->rows, row);
}

void cigo_rules_row_removed(struct cigo_rules *rules, const struct cigo_group *group, int64_t row, size_t position)
{
    struct mirror *mirror = &rules->mirrors[group->index];
    rules->fired_ready = false;
    cigo_mirror_row_removed(rules, mirror, position);
    cigo_mark_row(rules, mirror->rows, row);
}

void cigo_rules_group_changed(struct cigo_rules *rules, const struct cigo_group *group)
{
    rules->fired_ready = false;
    cigo_mirror_changed(&rules->mirrors[group->index]);
    cigo_mark(rules, rules->mirrors[group->index].rows);
}

void cigo_rules_all_changed(struct cigo_rules *rules)
{
    rules->fired_ready = false;
    cigo_mark(rules, rules->today);
    for (size_t i = 0; i < rules->form->n_fields; i++)
        cigo_mark(rules, rules->fields[i]);
    for (size_t i = 0; i < rules->form->n_groups; i++)
        cigo_rules_group_changed(rules, &rules->form->groups[i]);
}

/* ---- results ---- */

static bool is_true(const struct node *node)
{
    return node->value.storage == CIGO_INT && node->value.i == 1;
}

bool cigo_rules_section_visible(const struct cigo_rules *rules, const struct cigo_section *section)
{
    return cigo_rules_section_shown(rules, (size_t)(section - rules->form->sections));
}

bool cigo_rules_group_visible(const struct cigo_rules *rules, const struct cigo_group *group)
{
    return cigo_rules_group_shown(rules, &rules->mirrors[group->index]);
}

bool cigo_rules_visible(const struct cigo_rules *rules, const struct cigo_field *field, int64_t row)
{
    if (!field->group) {
        const struct node *visible = rules->field_visible[field->index];
        return cigo_rules_section_shown(rules, field->section) && (!visible || is_true(visible));
    }
    const struct mirror *mirror = &rules->mirrors[field->group->index];
    const struct node *visible = mirror->column_visible[field->index];
    return cigo_rules_group_shown(rules, mirror) &&
           (!visible || cigo_members_get(&visible->set, row) != 0);
}

static bool is_false(const struct node *node)
{
    return node && node->value.storage != CIGO_NULL && !is_true(node);
}

static bool is_unknown(const struct node *node)
{
    return node && node->value.storage == CIGO_NULL;
}

bool cigo_rules_undecided(const struct cigo_rules *rules, const struct cigo_field *field, const struct cigo_group *group)
{
    size_t section = group ? group->section : field->section;
    const struct node *outer = section < rules->form->n_sections ? rules->sections[section] : NULL;
    const struct node *own = group ? rules->mirrors[group->index].visible : rules->field_visible[field->index];
    return (is_unknown(outer) && !is_false(own)) || (is_unknown(own) && !is_false(outer));
}

bool cigo_rules_required(const struct cigo_rules *rules, const struct cigo_field *field,
                         int64_t row)
{
    if (!cigo_rules_visible(rules, field, row))
        return false;
    if (field->required)
        return true;
    if (!field->group) {
        const struct node *required = rules->field_required[field->index];
        return required && is_true(required);
    }
    const struct node *required = rules->mirrors[field->group->index].column_required[field->index];
    return required && cigo_members_get(&required->set, row) != 0;
}

bool cigo_rules_any_required(const struct cigo_rules *rules, const struct cigo_field *column)
{
    const struct mirror *mirror = &rules->mirrors[column->group->index];
    const struct node *visible = mirror->column_visible[column->index];
    const struct node *required = mirror->column_required[column->index];
    return (!visible || visible->set.n > 0) && (column->required || (required && required->set.n > 0));
}

struct cigo_value cigo_rules_computed(const struct cigo_rules *rules,
                                      const struct cigo_computed *computed, int64_t row)
{
    if (computed->group)
        return cigo_row_value_get(rules->mirrors[computed->group->index].computed[computed->index], row);
    return cigo_held_value(&rules->computed[computed->index]->value);
}

const struct cigo_failure *cigo_rules_failures(const struct cigo_rules *rules, size_t *ret_n)
{
    *ret_n = rules->n_failures;
    return rules->failures;
}

bool cigo_rules_param(const struct cigo_rules *rules, const struct cigo_param *param,
                      int64_t *ret_value)
{
    const struct held *held = &rules->params[param->index]->value;
    if (held->storage != CIGO_INT)
        return false;
    *ret_value = held->i;
    return true;
}
