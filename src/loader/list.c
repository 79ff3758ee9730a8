/* `list:`, what lists of cases show of one: for each of a few columns the name of a value, or several of which the first
 * that is known counts. Read after fields and computed values. */

#include "loader-priv.h"

static const struct cigo_key list_keys[] = {
    {"company", CIGO_KEY_HERE, 0, false}, {"unit", CIGO_KEY_HERE, 0, false}, {"causale", CIGO_KEY_HERE, 0, false},
    {"from", CIGO_KEY_HERE, 0, false},    {"to", CIGO_KEY_HERE, 0, false},
    {"counted", CIGO_KEY_HERE, 0, false},
};

static void read_column(struct cigo_loader *l, const char *key, enum cigo_type want, struct cigo_singles *ret)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(l->list, key);
    if (!node)
        return;
    bool several = node->type == CIGO_YAML_LIST;
    size_t n = several ? node->n : 1;
    struct cigo_single *items = cigo_arena_alloc(l->arena, (n + 1) * sizeof *items);
    for (size_t i = 0; i < n; i++)
        cigo_need_single(l, "list", key, several ? node->items[i] : node, want, &items[i]);
    *ret = (struct cigo_singles){items, n};
}

void cigo_load_list_def(struct cigo_loader *l)
{
    struct cigo_list_def *list = &l->form->list;
    if (!l->list || !cigo_node_map(l, l->list, "list", list_keys, CIGO_N(list_keys), NULL))
        return;
    read_column(l, "company", CIGO_TYPE_TEXT, &list->company);
    read_column(l, "unit", CIGO_TYPE_TEXT, &list->unit);
    read_column(l, "causale", CIGO_TYPE_CHOICE, &list->causale);
    read_column(l, "from", CIGO_TYPE_DATE, &list->from);
    read_column(l, "to", CIGO_TYPE_DATE, &list->to);
    read_column(l, "counted", CIGO_TYPE_DATE, &list->counted);
}
