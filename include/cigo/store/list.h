#pragma once
/* The list of cases: each one's summary kept right, the order by urgency, search and filters. */

#include <cigo/store/store.h>

/* The summary of a case as it is after this action (cigo_session_last_action), outside the journal; words NULL = only
 * that. Needs no lock: without effect when the case has a later action already. */
bool cigo_store_summary(struct cigo_store *store, int64_t id, uint64_t action, const struct cigo_summary *summary,
                        const char *words, struct cigo_error *err);

/* The index keeps what was taken out of it until its parts are merged: after this nothing of a deleted case is in it. */
bool cigo_store_forget_words(struct cigo_store *store, struct cigo_error *err);

/* A tag on a case or off it; both leave a note in the audit, without the tag. A tag that is no name is an error. */
bool cigo_store_tag(struct cigo_store *store, int64_t id, const char *tag, bool on, struct cigo_error *err);
/* Set aside, or bring back. Nothing is deleted. */
bool cigo_store_archive(struct cigo_store *store, int64_t id, bool aside, struct cigo_error *err);
/* Each tag of each case, by case. */
bool cigo_store_tags(struct cigo_store *store, void (*each)(void *data, int64_t id, const char *tag), void *data,
                     struct cigo_error *err);

/* All cases as cigo_store_list has them, in no order: for cigo_cases_sort. */
bool cigo_store_all(struct cigo_store *store, struct cigo_arena *arena, struct cigo_cases *ret_cases,
                    struct cigo_error *err);

/* ---- the list in memory ---- */
/* In order: what is still in time, the nearest term first; what is past its term, the latest first; what has no term
 * yet, and then what has none any more, the last changed first; what is set aside. */
void cigo_cases_sort(struct cigo_cases *cases, int32_t today);

enum cigo_aside { CIGO_ASIDE_HIDDEN, CIGO_ASIDE_ONLY, CIGO_ASIDE_TOO };
struct cigo_case_filter { /* zeroed = all that are not set aside */
    const char *words;    /* each is the beginning of a word of the case */
    const char *state, *causale, *tag; /* state, causale: where a word of it begins (of its id, its label as it is
                                        * kept, or as the reader knows it); tag: all of it */
    int32_t from, to;     /* the period has a day in common with these; 0 = open */
    bool in_period;
    bool has_within;
    int32_t within;       /* the term is so many days off or less, and not past */
    bool problems;        /* errors or warnings are open */
    enum cigo_aside aside;
    /* The first of the filters among the words that cannot be read, as it was typed, and what it wants ("serve un numero
     * di giorni"); it filters nothing. NULL = all can be read. */
    const char *unclear, *wants;
};

/* A date as people write it. */
struct cigo_date_reader {
    bool (*read)(void *data, const char *text, int32_t *ret_date);
    void *data;
};
/* "2/11/2026", "11/2026", or a span of those such as "2/11/2026..29/11/2026"; one side of it may be missing (then 0).
 * Otherwise what it wants. Texts in the arena. */
bool cigo_period_read(const char *text, const struct cigo_date_reader *reader, struct cigo_arena *arena,
                      int32_t *ret_from, int32_t *ret_to, const char **ret_wants);
/* Words, and among them stato:corso, causale:meteo, etichetta:"da fare", periodo:11/2026, entro:7 (state:,
 * tag:, period:, within:), into the filter. Texts in the arena. */
void cigo_case_filter_read(const char *typed, const struct cigo_date_reader *reader, struct cigo_arena *arena,
                           struct cigo_case_filter *filter);

/* The indexes of those that pass, in the order of `cases`; in the arena. */
bool cigo_store_filter(struct cigo_store *store, const struct cigo_cases *cases, const struct cigo_case_filter *filter,
                       int32_t today, struct cigo_arena *arena, size_t **ret_which, size_t *ret_n,
                       struct cigo_error *err);
