/* Lists of choices. A key that is not ours is an attribute, text for the rules. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

/* Lower-case words and digits; may begin with a digit ("5"). */
static bool is_choice_id(const char *id)
{
    return strchr(id, '-') == NULL && cigo_is_source_id(id);
}

static void read_details(struct cigo_loader *l, const struct cigo_yaml_node *node,
                         struct cigo_choice *choice)
{
    const char **attrs = cigo_arena_alloc(l->arena, (2 * node->n + 1) * sizeof *attrs);
    for (size_t i = 0; i < node->n; i++) {
        const struct cigo_yaml_node *item = node->items[i];
        if (strcmp(item->key, "label") == 0) {
            choice->label = cigo_node_text(l, item);
        } else if (strcmp(item->key, "help") == 0) {
            choice->help = cigo_node_text(l, item);
        } else if (strcmp(item->key, "tags") == 0) {
            choice->tags = cigo_node_texts(l, item, &choice->n_tags);
        } else {
            const char *value = cigo_node_text(l, item);
            if (!cigo_is_id(item->key))
                cigo_complain(
                    l, item->key_pos,
                    "«%.80s» non è il nome di un attributo: mi aspettavo minuscole, cifre e "
                    "«_»",
                    item->key);
            attrs[2 * choice->n_attrs] = item->key;
            attrs[2 * choice->n_attrs++ + 1] = value;
        }
    }
    choice->attrs = attrs;
    if (!cigo_yaml_get(node, "label"))
        cigo_complain(l, node->key_pos, "scelta «%.80s»: manca «label»", node->key);
}

static void read_choice(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        struct cigo_choice *choice)
{
    choice->id = node->key;
    if (!is_choice_id(node->key))
        cigo_complain(l, node->key_pos,
                      "scelta «%.80s»: un id è fatto di minuscole senza accenti, cifre e «_»",
                      node->key);
    if (node->type == CIGO_YAML_MAP)
        read_details(l, node, choice);
    else
        choice->label = cigo_node_text(l, node);
    choice->own = choice->label;
}

static void read_list(struct cigo_loader *l, const struct cigo_yaml_node *node,
                      struct cigo_choices *list)
{
    list->id = node->key;
    cigo_check_id(l, node, cigo_what(l, "elenco di scelte", node));
    if (node->type != CIGO_YAML_MAP || node->n == 0) {
        cigo_complain(l, node->pos, "elenco di scelte «%.80s»: mi aspettavo «id: Etichetta»",
                      node->key);
        return;
    }
    struct cigo_choice *items = cigo_arena_alloc(l->arena, node->n * sizeof *items);
    for (size_t i = 0; i < node->n; i++)
        read_choice(l, node->items[i], &items[i]);
    list->items = items;
    list->n = node->n;
}

struct seen {
    const struct cigo_choice *choice;
    const struct cigo_choices *list;
    struct cigo_pos pos;
    size_t order;
};

static int by_id(const void *va, const void *vb)
{
    const struct seen *a = va, *b = vb;
    int order = strcmp(a->choice->id, b->choice->id);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool same_tags(const struct cigo_choice *a, const struct cigo_choice *b)
{
    if (a->n_tags != b->n_tags)
        return false;
    for (size_t i = 0; i < a->n_tags; i++) {
        size_t j = 0;
        while (j < b->n_tags && strcmp(a->tags[i], b->tags[j]) != 0)
            j++;
        if (j == b->n_tags)
            return false;
    }
    return true;
}

/* ha_tag() sees an id only: in two lists it must have the same tags. */
static void check_tags(struct cigo_loader *l)
{
    struct seen *all = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < l->form->n_choices; i++)
        for (size_t j = 0; j < l->form->choices[i].n; j++) {
            const struct cigo_choices *list = &l->form->choices[i];
            struct cigo_pos pos = l->maps[CIGO_MAP_CHOICES].items[i].node->items[j]->key_pos;
            struct seen *seen = CIGO_PUSH(all, n, cap);
            *seen = (struct seen){&list->items[j], list, pos, n};
        }
    if (n)
        qsort(all, n, sizeof *all, by_id);
    for (size_t i = 1; i < n; i++)
        if (strcmp(all[i - 1].choice->id, all[i].choice->id) == 0 &&
            !same_tags(all[i - 1].choice, all[i].choice))
            cigo_complain(
                l, all[i].pos,
                "la scelta «%s» ha «tags» diversi nell'elenco «%s»: ha_tag() vede solo l'id",
                all[i].choice->id, all[i - 1].list->id);
    free(all);
}

void cigo_load_choices(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_CHOICES];
    cigo_entries_names(l, entries);
    l->form->choices = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->choices);
    l->form->n_choices = entries->n;
    for (size_t i = 0; i < entries->n; i++)
        read_list(l, entries->items[i].node, &l->form->choices[i]);
    check_tags(l);
}
