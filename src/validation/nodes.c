/* The form as a flat list of nodes, in the order of the form: that order breaks ties when they are
 * sorted, and failures are listed in it. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

static struct node *add(struct cigo_rules *rules, enum node_type type,
                        const struct cigo_group *group)
{
    struct node *node = cigo_arena_alloc(rules->arena, sizeof *node);
    node->type = type;
    node->group = group;
    node->index = (uint32_t)rules->n_nodes;
    *CIGO_PUSH(rules->nodes, rules->n_nodes, rules->cap_nodes) = node;
    return node;
}

static void set_rules(struct cigo_rules *rules, struct node *node, size_t n, struct cigo_pos pos)
{
    node->sql = cigo_arena_alloc(rules->arena, (n ? n : 1) * sizeof *node->sql);
    node->n_sql = n;
    node->pos = pos;
}

static struct node *add_field(struct cigo_rules *rules, enum node_type type,
                              const struct cigo_field *field, const struct cigo_expr *expr)
{
    if (expr && !expr->text)
        return NULL;
    struct node *node = add(rules, type, field->group);
    node->field = field;
    node->pos = field->pos;
    if (expr)
        set_rules(rules, node, 1, expr->pos);
    return node;
}

static struct node *add_computed(struct cigo_rules *rules, enum node_type type,
                                 const struct cigo_computed *computed)
{
    struct node *node = add(rules, type, computed->group);
    node->computed = computed;
    set_rules(rules, node, 1, computed->value.pos);
    return node;
}

static struct node **list(struct cigo_rules *rules, size_t n)
{
    return cigo_arena_alloc(rules->arena, (n ? n : 1) * sizeof(struct node *));
}

static void make_sections(struct cigo_rules *rules)
{
    const struct cigo_form *form = rules->form;
    rules->sections = list(rules, form->n_sections);
    for (size_t i = 0; i < form->n_sections; i++) {
        const struct cigo_section *section = &form->sections[i];
        if (!section->visible.text)
            continue;
        rules->sections[i] = add(rules, NODE_SECTION_VISIBLE, NULL);
        rules->sections[i]->section = section;
        set_rules(rules, rules->sections[i], 1, section->visible.pos);
    }
}

static void make_fields(struct cigo_rules *rules)
{
    const struct cigo_form *form = rules->form;
    rules->fields = list(rules, form->n_fields);
    rules->field_visible = list(rules, form->n_fields);
    rules->field_required = list(rules, form->n_fields);
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        rules->field_visible[i] = add_field(rules, NODE_FIELD_VISIBLE, field, &field->visible);
        rules->fields[i] = add_field(rules, NODE_FIELD, field, NULL);
        rules->fields[i]->empty = true;
        rules->field_required[i] =
            add_field(rules, NODE_FIELD_REQUIRED, field, &field->required_if);
    }
}

static void make_group(struct cigo_rules *rules, struct mirror *mirror,
                       const struct cigo_group *group)
{
    mirror->group = group;
    if (group->visible.text) {
        mirror->visible = add(rules, NODE_GROUP_VISIBLE, group);
        set_rules(rules, mirror->visible, 1, group->visible.pos);
    }
    mirror->rows = add(rules, NODE_ROWS, group);
    mirror->rows->pos = group->pos;
    mirror->columns = list(rules, group->n_fields);
    mirror->column_visible = list(rules, group->n_fields);
    mirror->column_required = list(rules, group->n_fields);
    mirror->computed = list(rules, group->n_computed);
    mirror->vuoto = cigo_arena_alloc(rules->arena, group->n_fields + 1);
    mirror->indexes = cigo_arena_alloc(rules->arena, (group->n_fields + 1) * sizeof(struct row_index *));
    for (size_t i = 0; i < group->n_fields; i++) {
        const struct cigo_field *field = &group->fields[i];
        mirror->column_visible[i] = add_field(rules, NODE_COLUMN_VISIBLE, field, &field->visible);
        mirror->columns[i] = add_field(rules, NODE_COLUMN, field, NULL);
        mirror->column_required[i] =
            add_field(rules, NODE_COLUMN_REQUIRED, field, &field->required_if);
        /* the group of a column is this one even in a form built by hand */
        mirror->columns[i]->group = group;
        if (mirror->column_visible[i])
            mirror->column_visible[i]->group = group;
        if (mirror->column_required[i])
            mirror->column_required[i]->group = group;
    }
    for (size_t i = 0; i < group->n_computed; i++) {
        mirror->computed[i] = add_computed(rules, NODE_ROW_COMPUTED, &group->computed[i]);
        mirror->computed[i]->group = group;
    }
}

static void make_alert(struct cigo_rules *rules, const struct cigo_alert_def *alert)
{
    struct node *node = add(rules, NODE_ALERT, alert->each);
    node->alert = alert;
    set_rules(rules, node, alert->at_map ? alert->n_at : 1,
              alert->when.text ? alert->when.pos : alert->pos);
    rules->alerts[alert->index] = node;
}

static void make_views(struct cigo_rules *rules)
{
    const struct cigo_form *form = rules->form;
    rules->views = list(rules, form->n_views);
    for (size_t i = 0; i < form->n_views; i++) {
        struct node *node = add(rules, NODE_VIEW, NULL);
        node->view = &form->views[i];
        set_rules(rules, node, 1, form->views[i].query.pos);
        rules->views[i] = node;
    }
}

void cigo_nodes_make(struct cigo_rules *rules)
{
    const struct cigo_form *form = rules->form;
    rules->vuoto = cigo_arena_alloc(rules->arena, form->n_fields + 1);
    rules->today = add(rules, NODE_TODAY, NULL);
    make_sections(rules);
    make_fields(rules);
    rules->mirrors = cigo_arena_alloc(rules->arena, (form->n_groups + 1) * sizeof *rules->mirrors);
    for (size_t i = 0; i < form->n_groups; i++)
        make_group(rules, &rules->mirrors[i], &form->groups[i]);
    rules->params = list(rules, form->n_params);
    for (size_t i = 0; i < form->n_params; i++) {
        rules->params[i] = add(rules, NODE_PARAM, NULL);
        rules->params[i]->param = &form->params[i];
    }
    rules->computed = list(rules, form->n_computed);
    for (size_t i = 0; i < form->n_computed; i++)
        rules->computed[i] = add_computed(rules, NODE_COMPUTED, &form->computed[i]);
    make_views(rules);
    rules->alerts = list(rules, form->n_alerts);
    for (size_t i = 0; i < form->n_alerts; i++)
        make_alert(rules, &form->alerts[i]);
    const struct cigo_field *dal = cigo_form_field(form, CIGO_STR("periodo_dal"));
    if (dal && dal->kind->type == CIGO_TYPE_DATE)
        rules->periodo_dal = dal;
}

bool cigo_node_is_rows(const struct node *node)
{
    switch (node->type) {
    case NODE_COLUMN_VISIBLE:
    case NODE_COLUMN_REQUIRED:
    case NODE_COLUMN:
    case NODE_ROW_COMPUTED:
        return true;
    default:
        return node->type == NODE_ALERT && node->group;
    }
}

static const char *id_of(const struct node *node)
{
    if (node->field)
        return node->field->id;
    if (node->computed)
        return node->computed->id;
    if (node->param)
        return node->param->id;
    if (node->section)
        return node->section->id;
    if (node->view)
        return node->view->id;
    if (node->alert)
        return node->alert->id;
    return node->group ? node->group->id : "oggi";
}

const char *cigo_node_name(struct cigo_rules *rules, struct node *node)
{
    static const char *prefixes[NODE_ALERT + 1] = {
        [NODE_SECTION_VISIBLE] = "visible:", [NODE_FIELD_VISIBLE] = "visible:",
        [NODE_FIELD_REQUIRED] = "required:", [NODE_GROUP_VISIBLE] = "visible:",
        [NODE_COLUMN_VISIBLE] = "visible:",  [NODE_COLUMN_REQUIRED] = "required:",
    };
    const char *prefix = prefixes[node->type] ? prefixes[node->type] : "";
    bool column = node->group && (node->field || node->computed);
    if (node->name)
        return node->name;
    node->name = cigo_arena_printf(rules->arena, "%s%s%s%s", prefix, column ? node->group->id : "",
                                   column ? "." : "", id_of(node));
    return node->name;
}

static void free_node(struct node *node)
{
    sqlite3_finalize(node->all);
    sqlite3_finalize(node->one);
    free(node->edges);
    free(node->reads);
    free(node->rows);
    cigo_row_values_finish(node);
    cigo_held_finish(&node->value);
    free(node->set.items);
    cigo_arena_free(node->table_arena);
    free(node->failure);
}

void cigo_nodes_free(struct cigo_rules *rules)
{
    for (size_t i = 0; i < rules->n_nodes; i++)
        free_node(rules->nodes[i]);
    for (size_t i = 0; rules->mirrors && i < rules->form->n_groups; i++) {
        struct mirror *mirror = &rules->mirrors[i];
        if (mirror->indexes)
            cigo_mirror_changed(mirror);
    }
    free(rules->nodes);
}
