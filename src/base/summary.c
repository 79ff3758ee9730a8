/* What a summary says of a day: how far its term is. */

#include <cigo/base/date.h>
#include <cigo/base/summary.h>

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
