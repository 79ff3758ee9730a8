/* `spread:` of a group: which columns hold a week and its share, and which values of the form give the
 * total, the period, the working days and the most that a week can hold. Read after all of these. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static const struct cigo_key spread_keys[] = {
    {"week", CIGO_KEY_HERE, 0, true},  {"hours", CIGO_KEY_HERE, 0, true},
    {"total", CIGO_KEY_HERE, 0, true}, {"from", CIGO_KEY_HERE, 0, true},
    {"to", CIGO_KEY_HERE, 0, true},    {"days", CIGO_KEY_HERE, 0, true},
    {"capacity", CIGO_KEY_HERE, 0, false},
};

static void check_type(struct cigo_loader *l, const struct cigo_yaml_node *node, enum cigo_type type,
                       int places, enum cigo_type want)
{
    if (type != want)
        cigo_complain(l, node->pos, "spread: «%s» vuole un valore di tipo %s, «%.80s» è di tipo %s",
                      node->key, cigo_type_name(want), node->text, cigo_type_name(type));
    else if (want == CIGO_TYPE_DECIMAL && places != 2)
        cigo_complain(l, node->pos, "spread: «%.80s» deve avere 2 decimali", node->text);
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

static void read_single(struct cigo_loader *l, const struct cigo_yaml_node *map, const char *key,
                        enum cigo_type want, struct cigo_single *ret)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, key);
    const char *name = node ? cigo_node_text(l, node) : NULL;
    if (!name)
        return;
    ret->field = cigo_form_field(l->form, cigo_str_of(name));
    ret->computed = ret->field ? NULL : cigo_form_computed(l->form, cigo_str_of(name));
    if (ret->field)
        check_type(l, node, ret->field->kind->type, ret->field->ctx.places, want);
    else if (ret->computed)
        check_type(l, node, ret->computed->type, ret->computed->places, want);
    else
        unknown_value(l, node->pos, name);
}

static const struct cigo_field *read_column(struct cigo_loader *l, const struct cigo_group *group,
                                            const struct cigo_yaml_node *map, const char *key,
                                            enum cigo_type want)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, key);
    const struct cigo_field *column = node ? cigo_need_column(l, group, node) : NULL;
    if (column)
        check_type(l, node, column->kind->type, column->ctx.places, want);
    return column;
}

static void read_spread(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_group *group)
{
    struct cigo_spread_def *def = cigo_arena_alloc(l->arena, sizeof *def);
    if (!cigo_node_map(l, node, "spread", spread_keys, CIGO_N(spread_keys), NULL))
        return;
    def->week = read_column(l, group, node, "week", CIGO_TYPE_DATE);
    def->hours = read_column(l, group, node, "hours", CIGO_TYPE_DECIMAL);
    read_single(l, node, "total", CIGO_TYPE_DECIMAL, &def->total);
    read_single(l, node, "from", CIGO_TYPE_DATE, &def->from);
    read_single(l, node, "to", CIGO_TYPE_DATE, &def->to);
    read_single(l, node, "days", CIGO_TYPE_INTEGER, &def->days);
    read_single(l, node, "capacity", CIGO_TYPE_DECIMAL, &def->capacity);
    group->spread = def;
}

void cigo_load_spreads(struct cigo_loader *l)
{
    const struct cigo_entries *entries = &l->maps[CIGO_MAP_GROUPS];
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = cigo_yaml_get(entries->items[i].node, "spread");
        if (node)
            read_spread(l, node, &l->form->groups[i]);
    }
}
