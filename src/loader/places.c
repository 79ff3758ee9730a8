/* Where an alert stands: fields, columns and groups by name. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

const struct cigo_field *cigo_find_column(const struct cigo_group *group, const char *name)
{
    for (size_t i = 0; i < group->n_fields; i++)
        if (strcmp(group->fields[i].id, name) == 0)
            return &group->fields[i];
    return NULL;
}

static void unknown_column(struct cigo_loader *l, const struct cigo_group *group,
                           struct cigo_pos pos, const char *name)
{
    const char **names = cigo_alloc_array(group->n_fields + 1, sizeof *names);
    for (size_t i = 0; i < group->n_fields; i++)
        names[i] = group->fields[i].id;
    const char *what = cigo_arena_printf(l->arena, "una colonna del gruppo «%s»", group->id);
    cigo_unknown(l, pos, what, name, names, group->n_fields);
    free(names);
}

const struct cigo_field *cigo_need_column(struct cigo_loader *l, const struct cigo_group *group,
                                          const struct cigo_yaml_node *node)
{
    const char *name = cigo_node_text(l, node);
    const struct cigo_field *column = name ? cigo_find_column(group, name) : NULL;
    if (name && !column)
        unknown_column(l, group, node->pos, name);
    return column;
}

static void unknown_place(struct cigo_loader *l, const struct cigo_group *each, const char *name,
                          struct cigo_pos pos)
{
    const struct cigo_entries *fields = &l->maps[CIGO_MAP_FIELDS],
                              *groups = &l->maps[CIGO_MAP_GROUPS];
    size_t n = 0;
    const char **names =
        cigo_alloc_array(fields->n + groups->n + (each ? each->n_fields : 0) + 1, sizeof *names);
    for (size_t i = 0; each && i < each->n_fields; i++)
        names[n++] = each->fields[i].id;
    for (size_t i = 0; i < fields->n; i++)
        names[n++] = fields->names[i];
    for (size_t i = 0; i < groups->n; i++)
        names[n++] = groups->names[i];
    cigo_unknown(l, pos,
                 each ? "un campo, un gruppo o una colonna del gruppo" : "un campo o un gruppo",
                 name, names, n);
    free(names);
}

/* "group.column" */
static bool place_in_group(struct cigo_loader *l, const char *name, const char *dot,
                           struct cigo_pos pos, struct cigo_alert_place *ret_place)
{
    struct cigo_entries *groups = &l->maps[CIGO_MAP_GROUPS];
    const char *id = cigo_arena_str(l->arena, (struct cigo_str){name, (size_t)(dot - name)});
    size_t at = cigo_entries_find(groups, id);
    if (at == groups->n) {
        cigo_unknown(l, pos, "un gruppo", id, groups->names, groups->n);
        return false;
    }
    ret_place->group = &l->form->groups[at];
    ret_place->field = cigo_find_column(ret_place->group, dot + 1);
    if (!ret_place->field)
        unknown_column(l, ret_place->group, pos, dot + 1);
    return ret_place->field != NULL;
}

bool cigo_need_place(struct cigo_loader *l, const struct cigo_group *each, const char *name,
                     struct cigo_pos pos, struct cigo_alert_place *ret_place)
{
    *ret_place = (struct cigo_alert_place){.pos = pos};
    const char *dot = strchr(name, '.');
    if (dot)
        return place_in_group(l, name, dot, pos, ret_place);
    const struct cigo_field *column = each ? cigo_find_column(each, name) : NULL;
    size_t field = cigo_entries_find(&l->maps[CIGO_MAP_FIELDS], name);
    size_t group = cigo_entries_find(&l->maps[CIGO_MAP_GROUPS], name);
    if (column) {
        ret_place->field = column;
        ret_place->group = each;
    } else if (field < l->form->n_fields) {
        ret_place->field = &l->form->fields[field];
    } else if (group < l->form->n_groups) {
        ret_place->group = &l->form->groups[group];
    } else {
        unknown_place(l, each, name, pos);
        return false;
    }
    return true;
}

/* ---- single values ---- */

void cigo_check_type(struct cigo_loader *l, const char *what, const char *key, const struct cigo_yaml_node *node,
                     enum cigo_type type, int places, enum cigo_type want)
{
    if (type != want)
        cigo_complain(l, node->pos, "%s: «%s» vuole un valore di tipo %s, «%.80s» è di tipo %s", what, key,
                      cigo_type_name(want), node->text, cigo_type_name(type));
    else if (want == CIGO_TYPE_DECIMAL && places != 2)
        cigo_complain(l, node->pos, "%s: «%.80s» deve avere 2 decimali", what, node->text);
}

static void unknown_value(struct cigo_loader *l, struct cigo_pos pos, const char *name)
{
    const struct cigo_entries *fields = &l->maps[CIGO_MAP_FIELDS], *computed = &l->maps[CIGO_MAP_COMPUTED];
    const char **names = cigo_alloc_array(fields->n + computed->n + 1, sizeof *names);
    for (size_t i = 0; i < fields->n; i++)
        names[i] = fields->items[i].node->key;
    for (size_t i = 0; i < computed->n; i++)
        names[fields->n + i] = computed->items[i].node->key;
    cigo_unknown(l, pos, "un campo o un valore calcolato", name, names, fields->n + computed->n);
    free(names);
}

void cigo_need_single(struct cigo_loader *l, const char *what, const char *key, const struct cigo_yaml_node *node,
                      enum cigo_type want, struct cigo_single *ret)
{
    const char *name = cigo_node_text(l, node);
    if (!name)
        return;
    ret->field = cigo_form_field(l->form, cigo_str_of(name));
    ret->computed = ret->field ? NULL : cigo_form_computed(l->form, cigo_str_of(name));
    if (ret->field)
        cigo_check_type(l, what, key, node, ret->field->kind->type, ret->field->ctx.places, want);
    else if (ret->computed)
        cigo_check_type(l, what, key, node, ret->computed->type, ret->computed->places, want);
    else
        unknown_value(l, node->pos, name);
}
