#pragma once
/* What lists of cases show of one, taken from its answers. Both the session's side (which makes it) and the store
 * (which keeps it) know it as texts. Days that are left are not in it: they are counted from today, or from a day of its own. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The texts of a form are here as the form itself has them, never in another language: whoever writes, everybody reads
 * the same. In the reader's language they are beside, as in cigo_wording_show. */
struct cigo_summary {
    const char *state;                   /* "in corso", "completa", "da correggere", or as the form calls it */
    const char *term, *term_label;       /* the next one: ISO date and what it is the term of; "" = none */
    const char *company, *unit;          /* these and the following: "" = not known */
    const char *causale, *causale_label; /* the id of the choice, and in words */
    const char *from, *to;               /* the period: ISO dates */
    size_t errors, warnings, missing;    /* open alerts, required answers that are missing */
    bool over;                           /* the form's first term is known not to matter any more */
    const char *counted;                 /* ISO date from which the days to the term are counted; "" = today */
    struct cigo_shown {
        const char *state, *term_label, *causale_label;
        const char *form; /* its form's short name, in a list with cases of several; "" = all are of one */
    } shown; /* in the reader's language, where somebody reads; not kept */
};

/* What the texts of forms are called in the reader's language; none when that is the forms' own. */
struct cigo_word {
    const char *own, *shown;
    bool searched; /* cases are found by it: a choice */
};
struct cigo_wording { /* zeroed = none */
    struct cigo_word *items;
    size_t n;
};
void cigo_wording_sort(struct cigo_wording *wording);
/* Fills `shown`: what the wording does not have stays as it is kept. Texts of both. The wording is sorted. */
void cigo_wording_show(const struct cigo_wording *wording, struct cigo_summary *summary);

/* Is the term kept or missed already, by a day that stopped the count (of an application: it is filed)? */
bool cigo_summary_is_settled(const struct cigo_summary *summary, int32_t today);
/* The days that are left, negative when the term is past; false when there is no term. */
bool cigo_summary_days(const struct cigo_summary *summary, int32_t today, int32_t *ret_days);
