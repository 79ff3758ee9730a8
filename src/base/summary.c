/* What a summary says of a day: how far its term is; and what it is called in the reader's language. */

#include <cigo/base/date.h>
#include <cigo/base/message.h>
#include <cigo/base/summary.h>

#include <stdlib.h>
#include <string.h>

bool cigo_summary_days(const struct cigo_summary *summary, int32_t today, int32_t *ret_days)
{
    int32_t term, from = today;
    if (!cigo_date_parse_iso(cigo_str_of(summary->term), &term))
        return false;
    if (!cigo_date_parse_iso(cigo_str_of(summary->counted), &from))
        from = today;
    *ret_days = term - from;
    return true;
}

bool cigo_summary_is_settled(const struct cigo_summary *summary, int32_t today)
{
    int32_t day;
    return cigo_date_parse_iso(cigo_str_of(summary->counted), &day) && day <= today;
}

/* ---- in the reader's language ---- */

static int by_own(const void *va, const void *vb)
{
    const struct cigo_word *a = va, *b = vb;
    int order = strcmp(a->own, b->own);
    return order ? order : strcmp(a->shown, b->shown);
}

static int at_own(const void *own, const void *word)
{
    return strcmp(own, ((const struct cigo_word *)word)->own);
}

void cigo_wording_sort(struct cigo_wording *wording)
{
    if (wording->n > 1)
        qsort(wording->items, wording->n, sizeof *wording->items, by_own);
}

static const char *shown(const struct cigo_wording *wording, const char *own)
{
    const struct cigo_word *word =
        wording->n ? bsearch(own, wording->items, wording->n, sizeof *wording->items, at_own) : NULL;
    return word ? word->shown : own;
}

void cigo_wording_show(const struct cigo_wording *wording, struct cigo_summary *summary)
{
    const char *kept = *summary->state ? summary->state : N_("da iniziare");
    const char *state = shown(wording, kept);
    summary->shown = (struct cigo_shown){
        .state = state == kept ? _(kept) : state, /* if not the form's, the program's */
        .term_label = shown(wording, summary->term_label),
        .causale_label = shown(wording, summary->causale_label),
        .form = "",
    };
}
