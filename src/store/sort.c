/* The order of the list: by urgency. */

#include <cigo/base/alloc.h>
#include <cigo/store/list.h>

#include <stdlib.h>
#include <string.h>

#include "store-priv.h"

enum rank { IN_TIME, PAST, NO_TERM_YET, SETTLED, OVER, ASIDE };

/* Keys are sorted, not the cases: these are long. */
struct key {
    enum rank rank;
    int32_t days; /* to the term, or since: what is near comes first */
    const struct cigo_case_info *info;
};

static struct key key_of(const struct cigo_case_info *info, int32_t today)
{
    int32_t days;
    if (*info->archived)
        return (struct key){ASIDE, 0, info};
    if (cigo_summary_is_settled(&info->summary, today))
        return (struct key){SETTLED, 0, info};
    if (cigo_summary_days(&info->summary, today, &days))
        return (struct key){days >= 0 ? IN_TIME : PAST, days >= 0 ? days : -days, info};
    return (struct key){info->summary.over ? OVER : NO_TERM_YET, 0, info};
}

static int by_change(const struct cigo_case_info *a, const struct cigo_case_info *b)
{
    int order = strcmp(b->updated, a->updated);
    return order ? order : (a->id < b->id) - (a->id > b->id);
}

static int by_key(const void *va, const void *vb)
{
    const struct key *a = va, *b = vb;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->days != b->days)
        return a->days < b->days ? -1 : 1;
    return by_change(a->info, b->info);
}

static void sort(struct cigo_cases *cases, const int32_t *today)
{
    struct key *keys = cigo_alloc_array(cases->n + 1, sizeof *keys);
    struct cigo_case_info *items = cigo_alloc_array(cases->n + 1, sizeof *items);
    for (size_t i = 0; i < cases->n; i++)
        keys[i] = today ? key_of(&cases->items[i], *today) : (struct key){.info = &cases->items[i]};
    if (cases->n > 1)
        qsort(keys, cases->n, sizeof *keys, by_key);
    for (size_t i = 0; i < cases->n; i++)
        items[i] = *keys[i].info;
    if (cases->n)
        memcpy(cases->items, items, cases->n * sizeof *items);
    free(items);
    free(keys);
}

void cigo_cases_sort(struct cigo_cases *cases, int32_t today)
{
    sort(cases, &today);
}

void cigo_cases_sort_by_change(struct cigo_cases *cases)
{
    sort(cases, NULL);
}
