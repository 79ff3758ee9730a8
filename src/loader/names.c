/* Ids and codes: their shape, which are taken, and the nearest known one to a wrong one. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { MAX_ID = 64 };

/* Words of `letters` and digits joined by single `joint`s. */
static bool words(const char *text, char first, char last, char joint)
{
    size_t n = strlen(text);
    bool start = true;
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        bool word = (c >= first && c <= last) || (c >= '0' && c <= '9');
        if (!word && (c != joint || start))
            return false;
        start = !word;
    }
    return n > 0 && n <= MAX_ID && !start;
}

bool cigo_is_id(const char *text)
{
    return *text >= 'a' && *text <= 'z' && words(text, 'a', 'z', '_');
}

bool cigo_is_alert_id(const char *text)
{
    return words(text, 'A', 'Z', '-');
}

bool cigo_is_source_id(const char *text)
{
    return words(text, 'a', 'z', '-') || cigo_is_id(text);
}

static bool parse_number(const char **p, unsigned *ret_value)
{
    unsigned value = 0;
    const char *start = *p;
    while (**p >= '0' && **p <= '9' && *p - start < 4)
        value = value * 10 + (unsigned)(*(*p)++ - '0');
    *ret_value = value;
    return *p > start && *start != '0';
}

bool cigo_parse_code(const char *text, struct cigo_code *ret_code)
{
    struct cigo_code code = {0};
    if (!parse_number(&text, &code.section))
        return false;
    if (*text == '.' && (text++, !parse_number(&text, &code.number)))
        return false;
    if (*text)
        return false;
    *ret_code = code;
    return true;
}

int cigo_code_order(struct cigo_code a, struct cigo_code b)
{
    if (a.section != b.section)
        return a.section < b.section ? -1 : 1;
    return (a.number > b.number) - (a.number < b.number);
}

void cigo_check_id(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what)
{
    static const char *const reserved[] = {"oggi", "domanda", "testi", "param", "settimane"};
    const char *id = node->key;
    if (id[0] == '_' || strncmp(id, "vuoto_", 6) == 0) {
        cigo_complain(
            l, node->key_pos,
            "%s: gli id che cominciano con «_» o «vuoto_» sono riservati: ne scelga un altro",
            what);
        return;
    }
    for (size_t i = 0; i < CIGO_N(reserved); i++)
        if (strcmp(id, reserved[i]) == 0) {
            cigo_complain(l, node->key_pos,
                          "%s: questo id è riservato alle regole: ne scelga un altro", what);
            return;
        }
    if (!cigo_is_id(id))
        cigo_complain(l, node->key_pos,
                      "%s: un id è fatto di minuscole senza accenti, cifre e «_» (per esempio "
                      "data_inizio), al massimo %d caratteri",
                      what, MAX_ID);
}

void cigo_entries_add(struct cigo_entries *entries, const struct cigo_yaml_node *node,
                      size_t section)
{
    size_t order = entries->n;
    *CIGO_PUSH(entries->items, entries->n, entries->cap) =
        (struct cigo_entry){.node = node, .section = section, .order = order};
}

static int by_key(const void *va, const void *vb)
{
    const struct cigo_entry *a = *(const struct cigo_entry *const *)va;
    const struct cigo_entry *b = *(const struct cigo_entry *const *)vb;
    int order = strcmp(a->node->key, b->node->key);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static struct cigo_entry **sorted_entries(const struct cigo_entries *entries)
{
    struct cigo_entry **sorted = cigo_alloc_array(entries->n + 1, sizeof *sorted);
    for (size_t i = 0; i < entries->n; i++)
        sorted[i] = &entries->items[i];
    qsort(sorted, entries->n, sizeof *sorted, by_key);
    return sorted;
}

/* Within one file the YAML layer has refused them already: these are in two files. */
static void drop_duplicates(struct cigo_loader *l, struct cigo_entries *entries)
{
    struct cigo_entry **sorted = sorted_entries(entries);
    for (size_t i = 1, first = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = sorted[i]->node, *earlier = sorted[first]->node;
        if (strcmp(node->key, earlier->key) != 0) {
            first = i;
            continue;
        }
        cigo_complain(l, node->key_pos, "«%s» c'è già in %s alla riga %u", node->key,
                      earlier->key_pos.file, earlier->key_pos.line);
        sorted[i]->node = NULL;
    }
    free(sorted);
    size_t kept = 0;
    for (size_t i = 0; i < entries->n; i++)
        if (entries->items[i].node)
            entries->items[kept++] = entries->items[i];
    entries->n = kept;
}

void cigo_entries_names(struct cigo_loader *l, struct cigo_entries *entries)
{
    drop_duplicates(l, entries);
    struct cigo_entry **sorted = sorted_entries(entries);
    entries->names = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *entries->names);
    entries->index = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *entries->index);
    for (size_t i = 0; i < entries->n; i++) {
        entries->names[i] = sorted[i]->node->key;
        entries->index[i] = (size_t)(sorted[i] - entries->items);
    }
    free(sorted);
}

size_t cigo_entries_find(const struct cigo_entries *entries, const char *name)
{
    size_t low = 0, high = entries->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(entries->names[middle], name);
        if (order == 0)
            return entries->index[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return entries->n;
}

void cigo_unknown(struct cigo_loader *l, struct cigo_pos pos, const char *what, const char *word,
                  const char *const *names, size_t n)
{
    const char *nearest = cigo_complained_enough(l) ? NULL : cigo_str_nearest(cigo_str_of(word), names, n);
    if (nearest)
        cigo_complain(l, pos, "«%.80s» non è %s; forse «%s»", word, what, nearest);
    else
        cigo_complain(l, pos, "«%.80s» non è %s", word, what);
}

size_t cigo_entries_need(struct cigo_loader *l, enum cigo_load_map map, const char *what,
                         const struct cigo_yaml_node *node)
{
    const struct cigo_entries *entries = &l->maps[map];
    const char *name = cigo_node_text(l, node);
    if (!name)
        return entries->n;
    size_t at = cigo_entries_find(entries, name);
    if (at == entries->n)
        cigo_unknown(l, node->pos, what, name, entries->names, entries->n);
    return at;
}

static int by_code(const void *va, const void *vb)
{
    const struct cigo_entry *a = *(const struct cigo_entry *const *)va;
    const struct cigo_entry *b = *(const struct cigo_entry *const *)vb;
    return cigo_code_order(a->code, b->code);
}

/* Pointers to the entries of several maps. */
static struct cigo_entry **all_of(struct cigo_loader *l, const enum cigo_load_map *maps,
                                  size_t n_maps, size_t *ret_n)
{
    size_t n = 0, cap = 0;
    struct cigo_entry **all = NULL;
    for (size_t m = 0; m < n_maps; m++)
        for (size_t i = 0; i < l->maps[maps[m]].n; i++)
            *CIGO_PUSH(all, n, cap) = &l->maps[maps[m]].items[i];
    *ret_n = n;
    return all;
}

static void check_unique_ids(struct cigo_loader *l)
{
    static const enum cigo_load_map maps[] = {CIGO_MAP_FIELDS, CIGO_MAP_GROUPS, CIGO_MAP_COMPUTED,
                                              CIGO_MAP_VIEWS};
    size_t n;
    struct cigo_entry **all = all_of(l, maps, CIGO_N(maps), &n);
    for (size_t i = 0; i < n; i++)
        all[i]->order = i; /* the first of two is a field rather than a group */
    if (n)
        qsort(all, n, sizeof *all, by_key);
    for (size_t i = 1; i < n; i++) {
        const struct cigo_yaml_node *a = all[i - 1]->node, *b = all[i]->node;
        if (strcmp(a->key, b->key) == 0)
            cigo_complain(l, b->key_pos,
                          "l'id «%s» c'è già in %s alla riga %u: campi, gruppi, valori calcolati e "
                          "viste non possono avere lo stesso",
                          b->key, a->key_pos.file, a->key_pos.line);
    }
    free(all);
}

static void check_unique_codes(struct cigo_loader *l)
{
    static const enum cigo_load_map maps[] = {CIGO_MAP_FIELDS, CIGO_MAP_GROUPS};
    size_t n;
    struct cigo_entry **all = all_of(l, maps, CIGO_N(maps), &n);
    if (n)
        qsort(all, n, sizeof *all, by_code);
    for (size_t i = 1; i < n; i++) {
        struct cigo_code code = all[i]->code;
        if (code.section && cigo_code_order(all[i - 1]->code, code) == 0)
            cigo_complain(l, all[i]->node->key_pos,
                          "il codice %u.%u è anche di «%s»: ne usi un altro", code.section,
                          code.number, all[i - 1]->node->key);
    }
    free(all);
}

void cigo_check_unique(struct cigo_loader *l)
{
    check_unique_ids(l);
    check_unique_codes(l);
}
