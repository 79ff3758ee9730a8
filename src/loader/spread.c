/* `spread:` of a group: which columns hold a week and its share, and which values of the form give the
 * total, the period, the working days and the most that a week can hold. Read after all of these. */

#include "loader-priv.h"

static const struct cigo_key spread_keys[] = {
    {"week", CIGO_KEY_HERE, 0, true},  {"hours", CIGO_KEY_HERE, 0, true},
    {"total", CIGO_KEY_HERE, 0, true}, {"from", CIGO_KEY_HERE, 0, true},
    {"to", CIGO_KEY_HERE, 0, true},    {"days", CIGO_KEY_HERE, 0, true},
    {"capacity", CIGO_KEY_HERE, 0, false},
};

static const struct cigo_field *read_column(struct cigo_loader *l, const struct cigo_group *group,
                                            const struct cigo_yaml_node *map, const char *key,
                                            enum cigo_type want)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, key);
    const struct cigo_field *column = node ? cigo_need_column(l, group, node) : NULL;
    if (column)
        cigo_check_type(l, "spread", key, node, column->kind->type, column->ctx.places, want);
    return column;
}

static void read_single(struct cigo_loader *l, const struct cigo_yaml_node *map, const char *key,
                        enum cigo_type want, struct cigo_single *ret)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, key);
    if (node)
        cigo_need_single(l, "spread", key, node, want, ret);
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
