/* Sections in the order of their codes, and what stands in them. An id may come again in another
 * file with `fields` and `computed` only: then these join the section. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static const struct cigo_key section_keys[] = {
    {"code", CIGO_KEY_HERE, 0, true},
    {"title", CIGO_KEY_TEXT, offsetof(struct cigo_section, title), true},
    {"help", CIGO_KEY_TEXT, offsetof(struct cigo_section, help), false},
    {"visible", CIGO_KEY_EXPR, offsetof(struct cigo_section, visible), false},
    {"fields", CIGO_KEY_HERE, 0, false},
    {"computed", CIGO_KEY_HERE, 0, false},
};
static const struct cigo_key part_keys[] = {
    {"fields", CIGO_KEY_HERE, 0, false},
    {"computed", CIGO_KEY_HERE, 0, false},
};

static int by_code(const void *va, const void *vb)
{
    const struct cigo_entry *a = va, *b = vb;
    int order = a->section != b->section ? (a->section < b->section ? -1 : 1)
                                         : cigo_code_order(a->code, b->code);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void sort_by_code(struct cigo_entries *entries)
{
    if (entries->n)
        qsort(entries->items, entries->n, sizeof *entries->items, by_code);
}

/* The number alone; mistakes are reported when the entity is read. */
static struct cigo_code code_of(const struct cigo_yaml_node *node)
{
    struct cigo_code code = {0};
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "code");
    if (item && item->type == CIGO_YAML_SCALAR)
        cigo_parse_code(item->text, &code);
    return code;
}

static void section_code(struct cigo_loader *l, struct cigo_entry *entry)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(entry->node, "code");
    entry->code = code_of(entry->node);
    if (item && (entry->code.section == 0 || entry->code.number != 0)) {
        cigo_complain(l, item->pos,
                      "sezione «%.80s»: mi aspettavo come codice un numero (per esempio 4)",
                      entry->node->key);
        entry->code = (struct cigo_code){0};
    }
}

static void gather_map(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *key,
                       enum cigo_load_map map, size_t section)
{
    const struct cigo_yaml_node *inner = cigo_yaml_get(node, key);
    if (!inner || (inner->type == CIGO_YAML_SCALAR && inner->null))
        return;
    if (inner->type != CIGO_YAML_MAP) {
        cigo_complain(l, inner->pos, "%s: mi aspettavo «id: …»", key);
        return;
    }
    for (size_t i = 0; i < inner->n; i++) {
        cigo_entries_add(&l->maps[map], inner->items[i], section);
        l->maps[map].items[l->maps[map].n - 1].code = code_of(inner->items[i]);
    }
}

static void gather_parts(struct cigo_loader *l)
{
    for (size_t i = 0; i < l->section_parts.n; i++) {
        const struct cigo_yaml_node *part = l->section_parts.items[i];
        size_t at = cigo_entries_find(&l->maps[CIGO_MAP_SECTIONS], part->key);
        if (at == l->maps[CIGO_MAP_SECTIONS].n) {
            cigo_complain(l, part->key_pos,
                          "sezione «%.80s»: mancano «code» e «title», che nessun file dà",
                          part->key);
            continue;
        }
        cigo_node_map(l, part, cigo_what(l, "sezione", part), part_keys, CIGO_N(part_keys), NULL);
        gather_map(l, part, "fields", CIGO_MAP_FIELDS, at);
        gather_map(l, part, "computed", CIGO_MAP_COMPUTED, at);
    }
}

void cigo_gather_sections(struct cigo_loader *l)
{
    struct cigo_entries *sections = &l->maps[CIGO_MAP_SECTIONS];
    for (size_t i = 0; i < sections->n; i++)
        section_code(l, &sections->items[i]);
    sort_by_code(sections);
    cigo_entries_names(l, sections);
    for (size_t i = 0; i < sections->n; i++) {
        gather_map(l, sections->items[i].node, "fields", CIGO_MAP_FIELDS, i);
        gather_map(l, sections->items[i].node, "computed", CIGO_MAP_COMPUTED, i);
    }
    gather_parts(l);
    sort_by_code(&l->maps[CIGO_MAP_FIELDS]);
    sort_by_code(&l->maps[CIGO_MAP_COMPUTED]);
    cigo_entries_names(l, &l->maps[CIGO_MAP_FIELDS]);
    cigo_entries_names(l, &l->maps[CIGO_MAP_COMPUTED]);
}

static void check_codes(struct cigo_loader *l)
{
    const struct cigo_entries *sections = &l->maps[CIGO_MAP_SECTIONS];
    for (size_t i = 1; i < sections->n; i++)
        if (sections->items[i].code.section &&
            sections->items[i].code.section == sections->items[i - 1].code.section)
            cigo_complain(l, sections->items[i].node->key_pos,
                          "il codice %u è anche della sezione «%s»: ne usi un altro",
                          sections->items[i].code.section, sections->items[i - 1].node->key);
}

struct coded_item {
    struct cigo_item item;
    struct cigo_code code;
};

static int by_item_code(const void *va, const void *vb)
{
    const struct coded_item *a = va, *b = vb;
    int order = cigo_code_order(a->code, b->code);
    return order ? order : (a->item.index > b->item.index) - (a->item.index < b->item.index);
}

/* Fields and groups by code, then what is computed and shown. */
static void fill_items(struct cigo_loader *l, size_t section)
{
    struct coded_item *items = NULL;
    size_t n = 0, cap = 0;
    const struct cigo_entries *fields = &l->maps[CIGO_MAP_FIELDS],
                              *groups = &l->maps[CIGO_MAP_GROUPS];
    for (size_t i = 0; i < fields->n; i++)
        if (fields->items[i].section == section)
            *CIGO_PUSH(items, n, cap) =
                (struct coded_item){{CIGO_ITEM_FIELD, i}, fields->items[i].code};
    for (size_t i = 0; i < groups->n; i++)
        if (groups->items[i].section == section)
            *CIGO_PUSH(items, n, cap) =
                (struct coded_item){{CIGO_ITEM_GROUP, i}, groups->items[i].code};
    if (n)
        qsort(items, n, sizeof *items, by_item_code);
    for (size_t i = 0; i < l->form->n_computed; i++)
        if (l->form->computed[i].section == section && !l->form->computed[i].internal)
            *CIGO_PUSH(items, n, cap) = (struct coded_item){.item = {CIGO_ITEM_COMPUTED, i}};
    struct cigo_item *kept = cigo_arena_alloc(l->arena, (n + 1) * sizeof *kept);
    for (size_t i = 0; i < n; i++)
        kept[i] = items[i].item;
    free(items);
    l->form->sections[section].items = kept;
    l->form->sections[section].n_items = n;
}

void cigo_load_sections(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_SECTIONS];
    l->form->sections = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->sections);
    l->form->n_sections = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_section *section = &l->form->sections[i];
        section->id = node->key;
        section->pos = node->key_pos;
        cigo_check_id(l, node, cigo_what(l, "sezione", node));
        if (cigo_node_map(l, node, cigo_what(l, "sezione", node), section_keys,
                          CIGO_N(section_keys), section) &&
            cigo_yaml_get(node, "code"))
            section->code = cigo_node_text(l, cigo_yaml_get(node, "code"));
        fill_items(l, i);
    }
    check_codes(l);
}
