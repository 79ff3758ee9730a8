/* "Perché?": what decided a rule, from the same reads that drive the wave. A view stands for what
 * it reads itself, because nobody has answered a view. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

struct found {
    struct cigo_input input;
    uint64_t order; /* place in the form */
};

struct list {
    struct found *items;
    size_t n, cap;
    bool *followed; /* by the index of a view */
};

/* By section, then single fields, groups with their columns, computed values; params and today
 * last. */
static uint64_t order_of(const struct cigo_rules *rules, const struct cigo_input *input)
{
    uint64_t section = rules->form->n_sections, class = 0, index = 0, column = 0;
    if (input->type == CIGO_INPUT_PARAM) {
        index = input->param->index;
    } else if (input->type == CIGO_INPUT_TODAY) {
        class = 1;
    } else if (input->type == CIGO_INPUT_COMPUTED && !input->computed->group) {
        section = input->computed->section;
        class = 2;
        index = input->computed->index;
    } else if (input->group) {
        section = input->group->section;
        class = 1;
        index = input->group->index;
        column = input->field      ? 1 + input->field->index
                 : input->computed ? 1 + input->group->n_fields + input->computed->index
                                   : 0;
    } else {
        section = input->field->section;
        index = input->field->index;
    }
    return section << 48 | class << 44 | index << 20 | column;
}

static void add(const struct cigo_rules *rules, struct list *list, struct cigo_input input)
{
    uint64_t order = order_of(rules, &input);
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].order == order)
            return;
    }
    *CIGO_PUSH(list->items, list->n, list->cap) = (struct found){input, order};
}

/* param('x', date) reads no column: its name is in the text. */
static void add_dated_params(const struct cigo_rules *rules, struct list *list, const char *sql)
{
    if (!sql)
        return;
    while ((sql = strcasestr(sql, "param")) != NULL) {
        sql += strlen("param");
        const char *start = sql + strspn(sql, " \t\r\n(");
        const char *end = *start == '\'' ? strchr(start + 1, '\'') : NULL;
        if (!end)
            continue;
        struct cigo_str id = {start + 1, (size_t)(end - start - 1)};
        const struct cigo_param *param = cigo_form_param(rules->form, id);
        if (param)
            add(rules, list, (struct cigo_input){.type = CIGO_INPUT_PARAM, .param = param});
    }
}

static void add_source(const struct cigo_rules *rules, struct list *list, const struct node *source)
{
    switch (source->type) {
    case NODE_TODAY:
        add(rules, list, (struct cigo_input){.type = CIGO_INPUT_TODAY});
        break;
    case NODE_PARAM:
        add(rules, list, (struct cigo_input){.type = CIGO_INPUT_PARAM, .param = source->param});
        break;
    case NODE_FIELD:
    case NODE_COLUMN:
        add(rules, list,
            (struct cigo_input){
                .type = CIGO_INPUT_FIELD, .field = source->field, .group = source->group});
        break;
    case NODE_ROWS:
        add(rules, list, (struct cigo_input){.type = CIGO_INPUT_GROUP, .group = source->group});
        break;
    case NODE_COMPUTED:
    case NODE_ROW_COMPUTED:
        add(rules, list,
            (struct cigo_input){
                .type = CIGO_INPUT_COMPUTED, .computed = source->computed, .group = source->group});
        break;
    default:
        break;
    }
}

/* That a row rule follows the rows of its group is no reason for its result. */
static bool is_structural(const struct node *node, const struct node *source)
{
    return cigo_node_is_rows(node) && source->type == NODE_ROWS && source->group == node->group &&
           !node->whole;
}

/* A chain of views is as deep as the form has views, and no cycle passed the sorting. Each is followed once: many may
 * read the same one. */
static void collect(const struct cigo_rules *rules, struct list *list, const struct node *node)
{
    for (size_t i = 0; i < node->n_sql; i++)
        add_dated_params(rules, list, node->sql[i]);
    for (size_t i = 0; i < node->n_reads; i++) {
        const struct node *source = node->reads[i];
        if (source->type != NODE_VIEW) {
            if (!is_structural(node, source))
                add_source(rules, list, source);
        } else if (!list->followed[source->view->index]) {
            list->followed[source->view->index] = true;
            collect(rules, list, source);
        }
    }
}

static int by_order(const void *va, const void *vb)
{
    const struct found *a = va, *b = vb;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void find_inputs(const struct cigo_rules *rules, struct node *node)
{
    struct list list = {.followed = cigo_alloc_array(rules->form->n_views + 1, sizeof *list.followed)};
    collect(rules, &list, node);
    if (list.n > 0)
        qsort(list.items, list.n, sizeof *list.items, by_order);
    struct cigo_input *inputs = cigo_arena_alloc(rules->arena, (list.n + 1) * sizeof *inputs);
    for (size_t i = 0; i < list.n; i++)
        inputs[i] = list.items[i].input;
    node->inputs = inputs;
    node->n_inputs = list.n;
    free(list.items);
    free(list.followed);
}

static struct node *subject_node(const struct cigo_rules *rules, const struct cigo_subject *subject)
{
    if (subject->alert)
        return rules->alerts[subject->alert->index];
    if (subject->view)
        return rules->views[subject->view->index];
    if (subject->computed && subject->computed->group)
        return rules->mirrors[subject->computed->group->index].computed[subject->computed->index];
    if (subject->computed)
        return rules->computed[subject->computed->index];
    if (subject->group && !subject->field)
        return rules->mirrors[subject->group->index].visible;
    const struct cigo_field *field = subject->field;
    bool required = subject->use == CIGO_USE_REQUIRED;
    if (!field)
        return NULL;
    if (!field->group)
        return (required ? rules->field_required : rules->field_visible)[field->index];
    const struct mirror *mirror = &rules->mirrors[field->group->index];
    return (required ? mirror->column_required : mirror->column_visible)[field->index];
}

const struct cigo_input *cigo_rules_inputs(const struct cigo_rules *rules,
                                           const struct cigo_subject *subject, size_t *ret_n)
{
    struct node *node = subject_node(rules, subject);
    if (node && node->twin)
        node = node->twin;
    if (node && !node->inputs)
        find_inputs(rules, node);
    *ret_n = node ? node->n_inputs : 0;
    return node ? node->inputs : NULL;
}
