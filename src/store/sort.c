/* The order of the list: by urgency. */

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/store/list.h>

#include <stdlib.h>
#include <string.h>

#include "store-priv.h"

enum rank { IN_TIME, PAST, NO_TERM_YET, OVER, ASIDE };

/* Terms are compared as texts: ISO dates sort so. */
static enum rank rank_of(const struct cigo_case_info *info, const char *today)
{
    const struct cigo_summary *s = &info->summary;
    if (*info->archived)
        return ASIDE;
    if (*s->term)
        return strcmp(s->term, today) >= 0 ? IN_TIME : PAST;
    return s->over ? OVER : NO_TERM_YET;
}

/* Keys are sorted, not the cases: these are long. */
struct key {
    enum rank rank;
    const struct cigo_case_info *info;
};

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
    const char *ta = a->info->summary.term, *tb = b->info->summary.term;
    int order = a->rank == IN_TIME ? strcmp(ta, tb) : a->rank == PAST ? strcmp(tb, ta) : 0;
    return order ? order : by_change(a->info, b->info);
}

static void sort(struct cigo_cases *cases, const char *today)
{
    struct key *keys = cigo_alloc_array(cases->n + 1, sizeof *keys);
    struct cigo_case_info *items = cigo_alloc_array(cases->n + 1, sizeof *items);
    for (size_t i = 0; i < cases->n; i++)
        keys[i] = (struct key){today ? rank_of(&cases->items[i], today) : OVER, &cases->items[i]};
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
    char text[CIGO_DATE_SIZE];
    sort(cases, cigo_date_iso(today, text));
}

void cigo_cases_sort_by_change(struct cigo_cases *cases)
{
    sort(cases, NULL);
}
