/* The order of the list: by urgency. */

#include <cigo/base/date.h>
#include <cigo/store/list.h>

#include <stdlib.h>
#include <string.h>

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

static int by_urgency(const void *va, const void *vb, void *today)
{
    const struct cigo_case_info *a = va, *b = vb;
    enum rank ra = rank_of(a, today), rb = rank_of(b, today);
    if (ra != rb)
        return ra < rb ? -1 : 1;
    int order = ra == IN_TIME ? strcmp(a->summary.term, b->summary.term)
                : ra == PAST  ? strcmp(b->summary.term, a->summary.term)
                              : 0;
    if (order == 0)
        order = strcmp(b->updated, a->updated);
    return order ? order : (a->id < b->id) - (a->id > b->id);
}

void cigo_cases_sort(struct cigo_cases *cases, int32_t today)
{
    char text[CIGO_DATE_SIZE];
    cigo_date_iso(today, text);
    if (cases->n > 1)
        qsort_r(cases->items, cases->n, sizeof *cases->items, by_urgency, text);
}
