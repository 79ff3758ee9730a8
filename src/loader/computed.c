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
    {"at_least", CIGO_KEY_HERE, 0, false},
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

static const struct cigo_computed *named(struct cigo_loader *l, const struct cigo_yaml_node *item)
{
    size_t at = item ? cigo_entries_need(l, CIGO_MAP_COMPUTED, "un valore calcolato", item) : l->form->n_computed;
    return at < l->form->n_computed ? &l->form->computed[at] : NULL;
}

/* A boolean, computed too, that says something of this value. */
static const struct cigo_computed *read_boolean(struct cigo_loader *l, const struct cigo_yaml_node *item, const char *what)
{
    const struct cigo_computed *computed = named(l, item);
    if (!computed || computed->type == CIGO_TYPE_BOOLEAN)
        return computed;
    cigo_complain(l, item->pos, "%s: «%s» vuole un valore calcolato con kind: boolean", what, item->key);
    return NULL;
}

/* `while`: whether a term still matters; `at_least`: whether a number is only the least that it can be. */
static void read_conditions(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_computed *computed)
{
    const struct cigo_yaml_node *until = cigo_yaml_get(node, "while"), *least = cigo_yaml_get(node, "at_least");
    const char *what = cigo_what(l, "valore calcolato", node);
    computed->matters = read_boolean(l, until, what);
    if (computed->matters && (computed->type != CIGO_TYPE_DATE || !(computed->banner || computed->deadline)))
        cigo_complain(l, until->key_pos, "%s: «while» va solo con una data che ha «show»", what);
    computed->at_least = read_boolean(l, least, what);
    if (computed->at_least && computed->type != CIGO_TYPE_DECIMAL && computed->type != CIGO_TYPE_INTEGER)
        cigo_complain(l, least->key_pos, "%s: «at_least» va solo con un numero", what);
}

/* `portal_value` of a field: the value that the portal gets in the place of the answer. */
static void read_portal_value(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_field *field)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "portal_value");
    field->portal_value = named(l, item);
    const struct cigo_computed *computed = field->portal_value;
    if (item && !cigo_portal_asks(field->portal))
        cigo_complain(l, item->key_pos, "campo «%s»: «portal_value» va solo con ciò che il portale chiede", field->id);
    else if (computed && (computed->kind != field->kind || computed->choices != field->ctx.choices))
        cigo_complain(l, item->pos, "campo «%s»: «portal_value» vuole un valore calcolato dello stesso tipo", field->id);
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
        read_conditions(l, entries->items[i].node, &l->form->computed[i]);
    for (size_t i = 0; i < l->form->n_fields; i++)
        read_portal_value(l, l->maps[CIGO_MAP_FIELDS].items[i].node, &l->form->fields[i]);
}
