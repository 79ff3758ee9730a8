/* The law behind the rules (`sources:`) and the word lists that cite it. */

#include "loader-priv.h"

static const char *const confidences[] = {"C1", "C2", "INF", "MEM"}; /* as enum cigo_confidence */

static const struct cigo_key source_keys[] = {
    {"cite", CIGO_KEY_TEXT, offsetof(struct cigo_source, cite), true},
    {"gist", CIGO_KEY_TEXT, offsetof(struct cigo_source, gist), true},
    {"url", CIGO_KEY_TEXT, offsetof(struct cigo_source, url), false},
    {"in_force", CIGO_KEY_DATE, offsetof(struct cigo_source, in_force), false},
    {"checked", CIGO_KEY_DATE, offsetof(struct cigo_source, checked), false},
    {"confidence", CIGO_KEY_HERE, 0, true},
};

static void note_checked(struct cigo_form *form, int32_t checked)
{
    if (!checked)
        return;
    if (checked > form->checked)
        form->checked = checked;
    if (!form->checked_oldest || checked < form->checked_oldest)
        form->checked_oldest = checked;
}

void cigo_load_sources(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_SOURCES];
    cigo_entries_names(l, entries);
    l->form->sources = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->sources);
    l->form->n_sources = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_source *source = &l->form->sources[i];
        const char *what = cigo_what(l, "fonte", node);
        size_t confidence = CIGO_CONF_C1;
        source->id = node->key;
        source->pos = node->key_pos;
        if (!cigo_is_source_id(source->id))
            cigo_complain(l, node->key_pos,
                          "%s: un id è fatto di minuscole senza accenti, cifre e «-»", what);
        if (!cigo_node_map(l, node, what, source_keys, CIGO_N(source_keys), source))
            continue;
        cigo_node_word(l, cigo_yaml_get(node, "confidence"), confidences, CIGO_N(confidences),
                       &confidence);
        source->confidence = (enum cigo_confidence)confidence;
        note_checked(l->form, source->checked);
    }
}

static const struct cigo_key wordlist_keys[] = {
    {"words", CIGO_KEY_HERE, 0, true},
    {"except", CIGO_KEY_HERE, 0, false},
    {"within", CIGO_KEY_COUNT, offsetof(struct cigo_wordlist, within), false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_wordlist, source), true},
};

void cigo_load_wordlists(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_WORDLISTS];
    cigo_entries_names(l, entries);
    l->form->wordlists = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->wordlists);
    l->form->n_wordlists = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_wordlist *list = &l->form->wordlists[i];
        const char *what = cigo_what(l, "lista di parole", node);
        *list = (struct cigo_wordlist){.id = node->key, .pos = node->key_pos, .within = 30};
        cigo_check_id(l, node, what);
        if (!cigo_node_map(l, node, what, wordlist_keys, CIGO_N(wordlist_keys), list))
            continue;
        list->words = cigo_node_texts(l, cigo_yaml_get(node, "words"), &list->n_words);
        list->except = cigo_node_texts(l, cigo_yaml_get(node, "except"), &list->n_except);
        if (list->words && list->n_words == 0)
            cigo_complain(l, node->key_pos, "%s: «words» è vuoto", what);
    }
}
