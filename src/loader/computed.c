/* Computed values, single or of a group's rows. */

#include "loader-priv.h"

#include <ctype.h>
#include <string.h>

enum { MAX_PLACES = 8 };

static const struct cigo_key computed_keys[] = {
    {"kind", CIGO_KEY_HERE, 0, true},
    {"value", CIGO_KEY_EXPR, offsetof(struct cigo_computed, value), true},
    {"label", CIGO_KEY_TEXT, offsetof(struct cigo_computed, label), false},
    {"help", CIGO_KEY_TEXT, offsetof(struct cigo_computed, help), false},
    {"places", CIGO_KEY_HERE, 0, false},
    {"choices", CIGO_KEY_CHOICES, offsetof(struct cigo_computed, choices), false},
    {"internal", CIGO_KEY_BOOL, offsetof(struct cigo_computed, internal), false},
    {"show", CIGO_KEY_HERE, 0, false},
    {"while", CIGO_KEY_HERE, 0, false},
    {"estimate", CIGO_KEY_BOOL, offsetof(struct cigo_computed, estimate), false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_computed, source), false},
};

static void read_places(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                        struct cigo_computed *computed)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "places");
    size_t places = 2;
    if (computed->type != CIGO_TYPE_DECIMAL) {
        if (item)
            cigo_complain(l, item->key_pos, "%s: «places» va solo con kind: decimal o money", what);
        return;
    }
    if (item && cigo_node_count(l, item, &places) && places > MAX_PLACES) {
        cigo_complain(l, item->pos, "%s: al massimo %d decimali", what, MAX_PLACES);
        places = 2;
    }
    computed->places = (int)places;
}

/* Without a label: the id as words. */
static const char *label_of(struct cigo_loader *l, const char *id)
{
    char *label = cigo_arena_dup(l->arena, id);
    for (char *p = label; *p; p++)
        if (*p == '_')
            *p = ' ';
    label[0] = (char)toupper((unsigned char)label[0]);
    return label;
}

void cigo_node_computed(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        struct cigo_computed *computed)
{
    static const char *const shows[] = {"banner", "deadline", "before", "state"};
    const char *what = cigo_what(l, "valore calcolato", node);
    size_t show;
    computed->id = node->key;
    computed->pos = node->key_pos;
    computed->kind = cigo_kind_get(CIGO_KIND_TEXT);
    cigo_check_id(l, node, what);
    if (cigo_node_map(l, node, what, computed_keys, CIGO_N(computed_keys), computed)) {
        computed->kind = cigo_node_kind(l, node);
        computed->type = computed->kind->type;
        if (cigo_kind_is_known(node)) {
            cigo_check_choices(l, node, what, computed->kind, computed->choices);
            read_places(l, node, what, computed);
        }
        if (cigo_node_word(l, cigo_yaml_get(node, "show"), shows, CIGO_N(shows), &show)) {
            computed->banner = show == 0;
            computed->deadline = show == 1;
            computed->before = show == 2;
            computed->state = show == 3;
        }
    }
    if (computed->deadline && computed->type != CIGO_TYPE_DATE)
        cigo_complain(l, node->key_pos, "%s: solo una data può avere «show: deadline»", what);
    if ((computed->banner || computed->deadline || computed->before) && computed->internal)
        cigo_complain(l, node->key_pos, "%s: «internal» e «show» non vanno insieme", what);
    if (!computed->label)
        computed->label = label_of(l, computed->id);
    computed->own = computed->label;
    computed->type = computed->kind->type;
    computed->ctx =
        (struct cigo_kind_ctx){.choices = computed->choices, .places = computed->places};
}

/* `while`: the boolean, computed too, that says whether a term still matters. */
static void read_while(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_computed *computed)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "while");
    const char *what = cigo_what(l, "valore calcolato", node);
    if (!item)
        return;
    size_t at = cigo_entries_need(l, CIGO_MAP_COMPUTED, "un valore calcolato", item);
    if (at == l->form->n_computed)
        return;
    if (l->form->computed[at].type != CIGO_TYPE_BOOLEAN)
        cigo_complain(l, item->pos, "%s: «while» vuole un valore calcolato con kind: boolean", what);
    else if (computed->type != CIGO_TYPE_DATE || !(computed->banner || computed->deadline))
        cigo_complain(l, item->key_pos, "%s: «while» va solo con una data che ha «show»", what);
    else
        computed->matters = &l->form->computed[at];
}

void cigo_load_computed(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_COMPUTED];
    l->form->computed = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->computed);
    l->form->n_computed = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        struct cigo_computed *computed = &l->form->computed[i];
        cigo_node_computed(l, entries->items[i].node, computed);
        computed->section = entries->items[i].section;
        computed->index = i;
    }
    for (size_t i = 0; i < entries->n; i++)
        read_while(l, entries->items[i].node, &l->form->computed[i]);
}
