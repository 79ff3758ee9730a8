/* Named queries. A column is "<kind>", "decimal <places>" or "choice <list>". */

#include "loader-priv.h"

#include <string.h>

enum { MAX_PLACES = 8 };

static const struct cigo_key view_keys[] = {
    {"columns", CIGO_KEY_HERE, 0, true},
    {"query", CIGO_KEY_EXPR, offsetof(struct cigo_view, query), true},
};

struct column {
    const char *name;
    enum cigo_type type;
    int places;
    const struct cigo_choices *choices;
};

static void read_argument(struct cigo_loader *l, const struct cigo_yaml_node *node,
                          const char *argument, struct column *column)
{
    const struct cigo_entries *lists = &l->maps[CIGO_MAP_CHOICES];
    bool chosen = column->type == CIGO_TYPE_CHOICE || column->type == CIGO_TYPE_MULTI;
    if (chosen) {
        column->choices = cigo_form_choices(l->form, cigo_str_of(argument));
        if (!column->choices)
            cigo_unknown(l, node->pos, "un elenco di «choices»", argument, lists->names, lists->n);
    } else if (column->type == CIGO_TYPE_DECIMAL && argument[0] >= '0' &&
               argument[0] <= '0' + MAX_PLACES && !argument[1]) {
        column->places = argument[0] - '0';
    } else if (*argument) {
        cigo_complain(l, node->pos,
                      "%s: dopo «%s» non va «%.80s»; mi aspettavo un tipo, «decimal 4» o «choice "
                      "elenco»",
                      node->key, cigo_type_name(column->type), argument);
    }
}

static void read_column(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        struct column *column)
{
    const char *text = cigo_node_text(l, node);
    column->name = node->key;
    cigo_check_id(l, node, cigo_what(l, "colonna", node));
    if (!text)
        return;
    size_t n = strcspn(text, " ");
    struct cigo_yaml_node kind = *node, map = {.type = CIGO_YAML_MAP, .n = 1};
    struct cigo_yaml_node *items[] = {&kind};
    kind.key = "kind";
    kind.text = cigo_arena_str(l->arena, (struct cigo_str){text, n});
    kind.n_text = n;
    map.items = items;
    column->type = cigo_node_kind(l, &map)->type;
    column->places = column->type == CIGO_TYPE_DECIMAL ? 2 : 0;
    while (text[n] == ' ')
        n++;
    read_argument(l, node, text + n, column);
}

void cigo_view_columns(struct cigo_loader *l, const struct cigo_yaml_node *list, struct cigo_view *view)
{
    if (list->type != CIGO_YAML_MAP || list->n == 0) {
        cigo_complain(l, list->pos, "vista «%s»: in «columns» mi aspettavo «nome: tipo»", view->id);
        return;
    }
    const char **names = cigo_arena_alloc(l->arena, list->n * sizeof *names);
    enum cigo_type *types = cigo_arena_alloc(l->arena, list->n * sizeof *types);
    int *places = cigo_arena_alloc(l->arena, list->n * sizeof *places);
    const struct cigo_choices **choices = cigo_arena_alloc(l->arena, list->n * sizeof *choices);
    for (size_t i = 0; i < list->n; i++) {
        struct column column = {0};
        read_column(l, list->items[i], &column);
        names[i] = column.name;
        types[i] = column.type;
        places[i] = column.places;
        choices[i] = column.choices;
    }
    view->columns = names;
    view->types = types;
    view->places = places;
    view->choices = choices;
    view->n_columns = list->n;
}

void cigo_load_views(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_VIEWS];
    cigo_entries_names(l, entries);
    l->form->views = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->views);
    l->form->n_views = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_view *view = &l->form->views[i];
        const char *what = cigo_what(l, "vista", node);
        *view = (struct cigo_view){.id = node->key, .pos = node->key_pos, .index = i};
        cigo_check_id(l, node, what);
        if (cigo_node_map(l, node, what, view_keys, CIGO_N(view_keys), view) &&
            cigo_yaml_get(node, "columns"))
            cigo_view_columns(l, cigo_yaml_get(node, "columns"), view);
    }
}
