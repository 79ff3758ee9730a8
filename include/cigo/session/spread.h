#pragma once
/* A total divided among the weeks of a period (`spread:` of a group): how the rows stand against the total,
 * a proposal, and the proposal as rows. Amounts are hundredths. Nothing here changes the case but
 * cigo_spread_apply, which is one action. */

#include <cigo/session/session.h>

struct cigo_spread_week {
    int32_t monday;
    int days;         /* working days in the period, holidays too */
    int holidays;     /* of these, national holidays */
    int64_t capacity; /* the most that fits; meaningless when the capacity is not known */
    size_t rows;      /* of the group, with this Monday */
    int64_t present;  /* what these hold */
    int64_t share;    /* what the proposal gives */
};
struct cigo_spread {
    const struct cigo_group *group;
    struct cigo_spread_week *weeks; /* every week that the period touches; in the arena */
    size_t n;
    bool total_known, capacity_known;
    const char *total_lacks, *capacity_lacks; /* of one not known, the answers it needs: a sentence, or ""; in the arena */
    int64_t total;    /* to be divided */
    int64_t capacity; /* of a whole week */
    int64_t present;  /* what all rows hold */
    size_t rows;      /* of the group now */
    size_t unread;    /* rows without a readable week or share */
    size_t outside;   /* rows whose week is none of the period's */
};

enum cigo_spread_way {
    CIGO_SPREAD_EVENLY,   /* the same to each week that has a working day */
    CIGO_SPREAD_CALENDAR, /* by working days, without national holidays */
};

/* The group that divides a total: the one named, or the form's first; NULL if there is none such. */
const struct cigo_group *cigo_spread_group(const struct cigo_form *form, const char *id);

/* How things stand. An error says which answer is lacking; the group must have a `spread`. */
bool cigo_spread_look(const struct cigo_session *session, const struct cigo_group *group,
                      struct cigo_arena *arena, struct cigo_spread *ret_spread, struct cigo_error *err);
/* Fill the shares: they add up to the total exactly, and none is above its week's capacity where that is
 * known. A part-time contract counts in the capacity by its own hours. An error says by how much the total
 * does not fit; the shares are left as they were. */
bool cigo_spread_plan(struct cigo_spread *spread, enum cigo_spread_way way, struct cigo_error *err);
/* The shares as the rows of the group. Rows that are there go only with `replace`; without it, and if there
 * are some, nothing is done and err says so. One undo takes all of it back. */
bool cigo_spread_apply(struct cigo_session *session, const struct cigo_spread *spread, bool replace,
                       struct cigo_effects *ret_effects, struct cigo_error *err);
