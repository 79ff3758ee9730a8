/* What stands in a document's blocks: fields, groups, sources, the columns of tables. */

#include "documents-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { MAX_WIDTH = 100, MAX_COLUMNS = 16 };

struct names {
    const char **items;
    size_t n, cap;
};

static void no_such(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                    const char *word, struct names *names)
{
    cigo_unknown(l, node->pos, what, word, names->items, names->n);
    free(names->items);
}

const struct cigo_source *cigo_doc_source(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    struct names names = {0};
    const char *word = cigo_node_text(l, node);
    const struct cigo_source *source = word ? cigo_form_source(l->form, cigo_str_of(word)) : NULL;
    if (source || !word)
        return source;
    for (size_t i = 0; i < l->form->n_sources; i++)
        *CIGO_PUSH(names.items, names.n, names.cap) = l->form->sources[i].id;
    no_such(l, node, "una fonte", word, &names);
    return NULL;
}

const struct cigo_group *cigo_doc_group(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    struct names names = {0};
    const char *word = cigo_node_text(l, node);
    const struct cigo_group *group = word ? cigo_form_group(l->form, cigo_str_of(word)) : NULL;
    if (group || !word)
        return group;
    for (size_t i = 0; i < l->form->n_groups; i++)
        *CIGO_PUSH(names.items, names.n, names.cap) = l->form->groups[i].id;
    no_such(l, node, "un gruppo", word, &names);
    return NULL;
}

const struct cigo_field *cigo_doc_order(struct cigo_loader *l, const struct cigo_group *group,
                                        const struct cigo_yaml_node *node)
{
    struct names names = {0};
    const char *word = cigo_node_text(l, node);
    const struct cigo_field *column = word ? cigo_group_field(group, cigo_str_of(word)) : NULL;
    if (column || !word)
        return column;
    for (size_t i = 0; i < group->n_fields; i++)
        *CIGO_PUSH(names.items, names.n, names.cap) = group->fields[i].id;
    no_such(l, node, "una colonna del gruppo", word, &names);
    return NULL;
}

static void item_names(const struct cigo_form *form, const struct cigo_group *group, struct names *names)
{
    size_t n_fields = group ? group->n_fields : form->n_fields;
    size_t n_computed = group ? group->n_computed : form->n_computed;
    for (size_t i = 0; i < n_fields; i++)
        *CIGO_PUSH(names->items, names->n, names->cap) = (group ? group->fields : form->fields)[i].id;
    for (size_t i = 0; i < n_computed; i++)
        *CIGO_PUSH(names->items, names->n, names->cap) = (group ? group->computed : form->computed)[i].id;
}

static bool read_item(struct cigo_loader *l, const struct cigo_group *group,
                      const struct cigo_yaml_node *node, struct cigo_doc_item *ret_item)
{
    struct names names = {0};
    const char *word = cigo_node_text(l, node);
    if (!word)
        return false;
    struct cigo_str id = cigo_str_of(word);
    struct cigo_doc_item item = {
        .field = group ? cigo_group_field(group, id) : cigo_form_field(l->form, id),
        .computed = group ? cigo_group_computed(group, id) : cigo_form_computed(l->form, id),
    };
    if (item.field || item.computed) {
        *ret_item = item;
        return true;
    }
    item_names(l->form, group, &names);
    no_such(l, node, group ? "una colonna del gruppo" : "un campo o un valore calcolato", word, &names);
    return false;
}

const struct cigo_doc_item *cigo_doc_items(struct cigo_loader *l, const struct cigo_group *group,
                                           const struct cigo_yaml_node *list, size_t *ret_n)
{
    *ret_n = 0;
    if (!list || !cigo_node_list(l, list))
        return NULL;
    struct cigo_doc_item *items = cigo_arena_alloc(l->arena, (list->n + 1) * sizeof *items);
    for (size_t i = 0; i < list->n; i++)
        *ret_n += read_item(l, group, list->items[i], &items[*ret_n]);
    return items;
}

/* ---- columns ---- */

static const struct cigo_key row_keys[] = {
    {"title", CIGO_KEY_TEXT, offsetof(struct cigo_doc_column, title), true},
    {"width", CIGO_KEY_COUNT, offsetof(struct cigo_doc_column, width), true},
    {"align", CIGO_KEY_HERE, 0, false},
    {"fields", CIGO_KEY_HERE, 0, true},
    {"join", CIGO_KEY_HERE, 0, false},
};
static const struct cigo_key query_keys[] = {
    {"title", CIGO_KEY_TEXT, offsetof(struct cigo_doc_column, title), true},
    {"width", CIGO_KEY_COUNT, offsetof(struct cigo_doc_column, width), true},
    {"align", CIGO_KEY_HERE, 0, false},
    {"kind", CIGO_KEY_HERE, 0, true},
};

static void read_column(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        const struct cigo_group *group, struct cigo_doc_column *column)
{
    static const char *const sides[] = {"left", "right"};
    size_t side = 0;
    const char *what = cigo_what(l, "colonna", node);
    column->id = node->key;
    column->join = ", ";
    cigo_check_id(l, node, what);
    if (!cigo_node_map(l, node, what, group ? row_keys : query_keys,
                       group ? CIGO_N(row_keys) : CIGO_N(query_keys), column))
        return;
    const struct cigo_yaml_node *join = cigo_yaml_get(node, "join");
    if (column->width < 1 || column->width > MAX_WIDTH)
        cigo_complain(l, node->pos, "%s: «width» va da 1 a %d", what, MAX_WIDTH);
    cigo_node_word(l, cigo_yaml_get(node, "align"), sides, CIGO_N(sides), &side);
    column->right = side == 1;
    if (join && join->type == CIGO_YAML_SCALAR && !join->null)
        column->join = join->text; /* blanks count */
    if (group)
        column->items = cigo_doc_items(l, group, cigo_yaml_get(node, "fields"), &column->n_items);
}

/* The types of a query's columns, read as a view's are. */
static void read_kinds(struct cigo_loader *l, const struct cigo_yaml_node *map, struct cigo_view *view)
{
    struct cigo_yaml_node kinds = *map;
    kinds.items = cigo_arena_alloc(l->arena, (map->n + 1) * sizeof *kinds.items);
    kinds.n = 0;
    for (size_t i = 0; i < map->n; i++) {
        const struct cigo_yaml_node *kind = cigo_yaml_get(map->items[i], "kind");
        if (!kind)
            return; /* said already */
        struct cigo_yaml_node *named = cigo_arena_alloc(l->arena, sizeof *named);
        *named = *kind;
        named->key = map->items[i]->key;
        named->key_pos = map->items[i]->key_pos;
        kinds.items[kinds.n++] = named;
    }
    cigo_view_columns(l, &kinds, view);
}

void cigo_doc_columns(struct cigo_loader *l, const struct cigo_yaml_node *map, struct cigo_doc_block *block)
{
    if (!map || map->type != CIGO_YAML_MAP || map->n == 0 || map->n > MAX_COLUMNS) {
        cigo_complain(l, map ? map->pos : block->pos, "in «columns» mi aspettavo da 1 a %d colonne, «nome: {…}»",
                      MAX_COLUMNS);
        return;
    }
    struct cigo_doc_column *columns = cigo_arena_alloc(l->arena, map->n * sizeof *columns);
    for (size_t i = 0; i < map->n; i++)
        read_column(l, map->items[i], block->group, &columns[i]);
    block->columns = columns;
    block->n_columns = map->n;
    if (!block->group)
        read_kinds(l, map, &block->query);
}
