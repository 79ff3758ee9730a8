/* Duplicate keys of a map. Sorting, not hashing: no chosen keys make it slow. */

#include "yaml-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { FEW_KEYS = 16 };

static void duplicate(struct cigo_problems *problems, size_t limit, const struct cigo_yaml_node *first,
                      const struct cigo_yaml_node *again)
{
    if (problems && problems->n < limit)
        cigo_problem(problems, again->key_pos, "la chiave «%.60s» c'è già alla riga %u", again->key,
                     first->key_pos.line);
}

static int by_key(const void *va, const void *vb)
{
    const struct cigo_yaml_node *a = *(struct cigo_yaml_node *const *)va;
    const struct cigo_yaml_node *b = *(struct cigo_yaml_node *const *)vb;
    int order = strcmp(a->key, b->key);
    if (order)
        return order;
    if (a->key_pos.line != b->key_pos.line)
        return a->key_pos.line < b->key_pos.line ? -1 : 1;
    return (a->key_pos.column > b->key_pos.column) - (a->key_pos.column < b->key_pos.column);
}

static bool check_few(struct cigo_yaml_node *const *items, size_t n, size_t limit,
                      struct cigo_problems *problems)
{
    bool unique = true;
    for (size_t i = 1; i < n; i++) {
        size_t j = 0;
        while (j < i && !cigo_same(items[i]->key, items[j]->key))
            j++;
        unique = unique && j == i;
        if (j < i)
            duplicate(problems, limit, items[j], items[i]);
    }
    return unique;
}

bool cigo_yaml_check_keys(const struct cigo_yaml_node *map, size_t limit,
                          struct cigo_problems *problems)
{
    if (map->n <= FEW_KEYS)
        return check_few(map->items, map->n, limit, problems);
    bool unique = true;
    struct cigo_yaml_node **sorted = cigo_alloc_array(map->n, sizeof *sorted);
    memcpy(sorted, map->items, map->n * sizeof *sorted);
    qsort(sorted, map->n, sizeof *sorted, by_key);
    for (size_t i = 1, first = 0; i < map->n; i++) {
        if (strcmp(sorted[i]->key, sorted[first]->key) != 0)
            first = i;
        else
            duplicate(problems, limit, sorted[first], sorted[i]);
        unique = unique && first == i;
    }
    free(sorted);
    return unique;
}
