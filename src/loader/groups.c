/* Groups of rows. As with sections, an id may come again with `fields` and `computed` only. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { MOST_ROWS = 2000000, MAX_ROWS = 100000 };

static const struct cigo_key group_keys[] = {
    {"section", CIGO_KEY_HERE, 0, true},
    {"code", CIGO_KEY_HERE, 0, true},
    {"label", CIGO_KEY_TEXT, offsetof(struct cigo_group, label), true},
    {"ask", CIGO_KEY_TEXT, offsetof(struct cigo_group, ask), false},
    {"help", CIGO_KEY_TEXT, offsetof(struct cigo_group, help), false},
    {"where", CIGO_KEY_TEXT, offsetof(struct cigo_group, where), false},
    {"key", CIGO_KEY_HERE, 0, false},
    {"min_rows", CIGO_KEY_COUNT, offsetof(struct cigo_group, min_rows), false},
    {"max_rows", CIGO_KEY_COUNT, offsetof(struct cigo_group, max_rows), false},
    {"row_title", CIGO_KEY_HERE, 0, false},
    {"table", CIGO_KEY_HERE, 0, false},
    {"spread", CIGO_KEY_HERE, 0, false},
    {"visible", CIGO_KEY_EXPR, offsetof(struct cigo_group, visible), false},
    {"portal", CIGO_KEY_HERE, 0, false},
    {"fields", CIGO_KEY_HERE, 0, true},
    {"computed", CIGO_KEY_HERE, 0, false},
};
static const struct cigo_key part_keys[] = {
    {"fields", CIGO_KEY_HERE, 0, false},
    {"computed", CIGO_KEY_HERE, 0, false},
};

/* The columns or computed values of a group, from all its parts. */
static struct cigo_entries gather(struct cigo_loader *l, const struct cigo_yaml_node *node,
                                  const char *key)
{
    struct cigo_entries entries = {0};
    for (size_t part = 0; part <= l->group_parts.n; part++) {
        const struct cigo_yaml_node *from = part ? l->group_parts.items[part - 1] : node;
        const struct cigo_yaml_node *inner = cigo_yaml_get(from, key);
        if (!inner || strcmp(from->key, node->key) != 0)
            continue;
        if (inner->type != CIGO_YAML_MAP)
            cigo_complain(l, inner->pos, "%s: mi aspettavo «id: …»", key);
        for (size_t i = 0; inner->type == CIGO_YAML_MAP && i < inner->n; i++)
            cigo_entries_add(&entries, inner->items[i], 0);
    }
    cigo_entries_names(l, &entries);
    return entries;
}

static void read_columns(struct cigo_loader *l, const struct cigo_yaml_node *node,
                         struct cigo_group *group)
{
    struct cigo_entries entries = gather(l, node, "fields");
    group->fields = cigo_arena_alloc(l->arena, (entries.n + 1) * sizeof *group->fields);
    group->n_fields = entries.n;
    for (size_t i = 0; i < entries.n; i++) {
        cigo_node_field(l, entries.items[i].node, true, &group->fields[i]);
        group->fields[i].section = group->section;
        group->fields[i].index = i;
        group->fields[i].group = group;
    }
    if (entries.n == 0)
        cigo_complain(l, node->key_pos, "gruppo «%.80s»: non ha colonne", node->key);
    free(entries.items);
}

static void read_row_computed(struct cigo_loader *l, const struct cigo_yaml_node *node,
                              struct cigo_group *group)
{
    struct cigo_entries entries = gather(l, node, "computed");
    group->computed = cigo_arena_alloc(l->arena, (entries.n + 1) * sizeof *group->computed);
    group->n_computed = entries.n;
    for (size_t i = 0; i < entries.n; i++) {
        struct cigo_computed *computed = &group->computed[i];
        cigo_node_computed(l, entries.items[i].node, computed);
        computed->section = group->section;
        computed->index = i;
        computed->group = group;
        const struct cigo_yaml_node *until = cigo_yaml_get(entries.items[i].node, "while");
        const struct cigo_yaml_node *least = cigo_yaml_get(entries.items[i].node, "at_least");
        if (until)
            cigo_complain(l, until->key_pos, "«while» va solo con un termine della domanda, non di una riga");
        if (least)
            cigo_complain(l, least->key_pos, "«at_least» va solo con un valore della domanda, non di una riga");
        if (cigo_find_column(group, computed->id))
            cigo_complain(l, computed->pos, "«%s» è già una colonna del gruppo «%s»", computed->id,
                          group->id);
    }
    free(entries.items);
}

static void read_table(struct cigo_loader *l, const struct cigo_yaml_node *node,
                       struct cigo_group *group)
{
    const struct cigo_yaml_node *list = cigo_yaml_get(node, "table");
    size_t n = list ? list->n : group->n_fields;
    size_t *table = cigo_arena_alloc(l->arena, (n + 1) * sizeof *table);
    group->table = table;
    if (list && !cigo_node_list(l, list))
        return;
    for (size_t i = 0; i < n; i++) {
        const struct cigo_field *column =
            list ? cigo_need_column(l, group, list->items[i]) : &group->fields[i];
        if (column)
            table[group->n_table++] = column->index;
    }
}

/* "{cognome} {nome}": column ids only, no expressions. */
static void read_row_title(struct cigo_loader *l, const struct cigo_yaml_node *node,
                           struct cigo_group *group)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "row_title");
    if (!item) {
        const struct cigo_field *column = group->key ? group->key : group->fields;
        group->row_title = group->n_fields ? cigo_arena_printf(l->arena, "{%s}", column->id) : NULL;
        return;
    }
    struct cigo_text text = {0};
    cigo_node_phrase(l, item, &text);
    group->row_title = text.source;
    for (size_t i = 0; i < text.n_parts; i++) {
        const struct cigo_expr *expr = &text.parts[i].expr;
        if (!expr->text || cigo_find_column(group, expr->text))
            continue;
        cigo_need_column(l, group,
                         &(struct cigo_yaml_node){.type = CIGO_YAML_SCALAR,
                                                  .pos = expr->pos,
                                                  .text = expr->text,
                                                  .n_text = strlen(expr->text)});
    }
}

static void read_group(struct cigo_loader *l, struct cigo_entry *entry, struct cigo_group *group)
{
    const struct cigo_yaml_node *node = entry->node, *key = cigo_yaml_get(node, "key");
    const char *what = cigo_what(l, "gruppo", node);
    group->id = group->label = node->key;
    group->pos = node->key_pos;
    group->section = entry->section;
    group->max_rows = MAX_ROWS;
    cigo_check_id(l, node, what);
    if (!cigo_node_map(l, node, what, group_keys, CIGO_N(group_keys), group))
        return;
    group->own = group->label;
    if (entry->section < l->maps[CIGO_MAP_SECTIONS].n)
        cigo_node_code(l, node, entry->section, what, &entry->code, &group->code);
    else
        group->section = 0;
    group->portal = cigo_node_portal(l, node);
    read_columns(l, node, group);
    cigo_check_headers(l, group);
    read_row_computed(l, node, group);
    group->key = key ? cigo_need_column(l, group, key) : NULL;
    read_table(l, node, group);
    read_row_title(l, node, group);
    if (group->min_rows > group->max_rows)
        cigo_complain(l, node->key_pos, "%s: «min_rows» è più grande di «max_rows»", what);
    if (group->max_rows == 0 || group->max_rows > MOST_ROWS)
        cigo_complain(l, node->key_pos, "%s: «max_rows» va da 1 a %d", what, MOST_ROWS);
}

static int by_place(const void *va, const void *vb)
{
    const struct cigo_entry *a = va, *b = vb;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    int order = cigo_code_order(a->code, b->code);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Section and code of each, so that groups can be put in order before they are read. */
static void place_groups(struct cigo_loader *l, struct cigo_entries *entries)
{
    for (size_t i = 0; i < entries->n; i++) {
        struct cigo_entry *entry = &entries->items[i];
        const struct cigo_yaml_node *section = cigo_yaml_get(entry->node, "section");
        const struct cigo_yaml_node *code = cigo_yaml_get(entry->node, "code");
        entry->section = l->maps[CIGO_MAP_SECTIONS].n;
        if (section)
            entry->section = cigo_entries_need(l, CIGO_MAP_SECTIONS, "una sezione", section);
        if (code && code->type == CIGO_YAML_SCALAR)
            cigo_parse_code(code->text, &entry->code);
    }
    if (entries->n)
        qsort(entries->items, entries->n, sizeof *entries->items, by_place);
}

static void check_parts(struct cigo_loader *l)
{
    for (size_t i = 0; i < l->group_parts.n; i++) {
        const struct cigo_yaml_node *part = l->group_parts.items[i];
        const char *what = cigo_what(l, "gruppo", part);
        if (cigo_entries_find(&l->maps[CIGO_MAP_GROUPS], part->key) == l->maps[CIGO_MAP_GROUPS].n)
            cigo_complain(l, part->key_pos, "%s: mancano «section» e «code», che nessun file dà",
                          what);
        else
            cigo_node_map(l, part, what, part_keys, CIGO_N(part_keys), NULL);
    }
}

void cigo_load_groups(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_GROUPS];
    place_groups(l, entries);
    cigo_entries_names(l, entries);
    check_parts(l);
    l->form->groups = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->groups);
    l->form->n_groups = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        l->form->groups[i].index = i;
        read_group(l, &entries->items[i], &l->form->groups[i]);
    }
}
