/* The glossary (`glossary:`): words explained, each with what to read next. */

#include "loader-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

static const struct cigo_key term_keys[] = {
    {"term", CIGO_KEY_TEXT, offsetof(struct cigo_term, term), true},
    {"text", CIGO_KEY_TEXT, offsetof(struct cigo_term, text), true},
    {"see", CIGO_KEY_HERE, 0, false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_term, source), false},
};

/* What `see` may name, in the order in which a reader is sent there. */
static const enum cigo_load_map seen[] = {
    CIGO_MAP_GLOSSARY, CIGO_MAP_FIELDS, CIGO_MAP_GROUPS, CIGO_MAP_COMPUTED, CIGO_MAP_ALERTS,
};

static bool is_known(const struct cigo_loader *l, const char *name)
{
    for (size_t i = 0; i < CIGO_N(seen); i++)
        if (cigo_entries_find(&l->maps[seen[i]], name) < l->maps[seen[i]].n)
            return true;
    return false;
}

static void check_see(struct cigo_loader *l, const struct cigo_yaml_node *list)
{
    const char **names = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < CIGO_N(seen); i++)
        for (size_t j = 0; j < l->maps[seen[i]].n; j++)
            *CIGO_PUSH(names, n, cap) = l->maps[seen[i]].items[j].node->key;
    for (size_t i = 0; list->type == CIGO_YAML_LIST && i < list->n; i++) {
        const struct cigo_yaml_node *item = list->items[i];
        if (item->type == CIGO_YAML_SCALAR && !is_known(l, item->text))
            cigo_unknown(l, item->pos, "una voce, un campo, un gruppo, un calcolo o un avviso",
                         item->text, names, n);
    }
    free(names);
}

void cigo_load_glossary(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_GLOSSARY];
    cigo_entries_names(l, entries);
    l->form->terms = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->terms);
    l->form->n_terms = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_term *term = &l->form->terms[i];
        const char *what = cigo_what(l, "voce", node);
        *term = (struct cigo_term){.id = node->key, .pos = node->key_pos};
        cigo_check_id(l, node, what);
        if (!cigo_node_map(l, node, what, term_keys, CIGO_N(term_keys), term))
            continue;
        const struct cigo_yaml_node *see = cigo_yaml_get(node, "see");
        term->see = cigo_node_texts(l, see, &term->n_see);
        if (see)
            check_see(l, see);
    }
}
