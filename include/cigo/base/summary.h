#pragma once
/* What lists of cases show of one, taken from its answers. Both the session's side (which makes it) and the store
 * (which keeps it) know it as texts. Days that are left are not in it: they are counted from today, or from a day of its own. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cigo_summary {
    const char *state;                   /* "in corso", "completa", "da correggere", or as the form calls it */
    const char *term, *term_label;       /* the next one: ISO date and what it is the term of; "" = none */
    const char *company, *unit;          /* these and the following: "" = not known */
    const char *causale, *causale_label; /* the id of the choice, and in words */
    const char *from, *to;               /* the period: ISO dates */
    size_t errors, warnings, missing;    /* open alerts, required answers that are missing */
    bool over;                           /* the form's first term is known not to matter any more */
    const char *counted;                 /* ISO date from which the days to the term are counted; "" = today */
};

/* The days that are left, negative when the term is past; false when there is no term. */
bool cigo_summary_days(const struct cigo_summary *summary, int32_t today, int32_t *ret_days);
