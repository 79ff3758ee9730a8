#pragma once
/* One open case: set and get, visibility, computed values, alerts and their difference after each answer,
 * effects, undo and redo in groups, "why", acknowledge and contest. Both front ends, `cigo check`, import
 * and export work through this; it knows neither disk, clock, terminal nor language.
 *
 * Opening a case goes through the same path as typing: put rows and texts between load_begin and
 * load_end, which evaluates everything once. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/base/turn.h>
#include <cigo/form/answers.h>
#include <cigo/form/form.h>
#include <cigo/validation/rules.h>

struct cigo_session;

/* ---- events: what must be made durable. Called after the answers changed, before effects return. ---- */
enum cigo_event_type {
    CIGO_EVENT_ANSWER,      /* place.field; old_text/new_text (NULL = empty) */
    CIGO_EVENT_ROW_ADDED,   /* place.group, place.row, position */
    CIGO_EVENT_ROW_REMOVED, /* the same; row_texts = its texts at that moment */
    CIGO_EVENT_ROWS_ADDED,  /* many at once, at the end of place.group: rows, n_rows, position of the first */
    CIGO_EVENT_ROWS_REMOVED, /* the same; they stood one after the other */
    CIGO_EVENT_WAIVER,      /* waiver given, changed, withdrawn or lapsed */
};
struct cigo_waiver;
struct cigo_event {
    enum cigo_event_type type;
    struct cigo_place place;
    size_t position;             /* of the row, from 0 */
    const char *old_text, *new_text;
    const char *const *row_texts; /* ROW_ADDED (restored rows) / ROW_REMOVED: one for each column, NULL = empty */
    const struct cigo_row *rows; /* ROWS_…: borrowed during the call */
    size_t n_rows;
    const struct cigo_waiver *waiver;
    uint64_t action;             /* the undo group that this belongs to */
};
/* One user action = begin, events, commit = one transaction. false from any: it could not be made durable.
 * The answers stay in memory, the action is kept and tried again (cigo_session_save_failed). `abandon` rolls
 * back after a failed event; a failed commit has rolled back by itself. */
struct cigo_listener {
    void *data;
    bool (*begin)(void *data, const char *label, uint64_t action, enum cigo_turn turn, size_t n_events,
                  struct cigo_error *err);
    bool (*event)(void *data, const struct cigo_event *event, struct cigo_error *err);
    bool (*commit)(void *data, struct cigo_error *err);
    void (*abandon)(void *data);
    /* May be NULL. Then `commit` may return while the action is still being written, elsewhere, from the answers
     * themselves, which nothing changes meanwhile: the rules are judged, and before effects return, and before
     * anything else is told, `wait` says how it ended. false = a failed commit. */
    bool (*wait)(void *data, struct cigo_error *err);
};

/* ---- what was done in former sessions: undo and redo go on with it ---- */
struct cigo_past_change {
    enum cigo_event_type type;    /* ANSWER, ROW_ADDED, ROW_REMOVED, WAIVER */
    struct cigo_place place;      /* of ROW_ADDED the first row … */
    int64_t last_row;             /* … to this one; it stood at `position` */
    size_t position;
    const char *old_text, *new_text; /* ANSWER; NULL = empty */
    bool new_known;               /* else new_text says nothing */
    const char *const *row_texts; /* ROW_REMOVED: one for each column, NULL = empty */
    const struct cigo_waiver *waiver; /* WAIVER: as it was before; state OPEN = none */
};
struct cigo_past_action {
    const char *label;
    const char *when;             /* for people: "ieri alle 17:12" */
    const char *who;              /* NULL = the one who works now */
    const struct cigo_past_change *changes; /* the last one first */
    size_t n;
};
struct cigo_past {
    void *data;
    /* One further back with each call: what undo takes back next, or with `redo` the undoing that redo takes
     * back. label NULL: no more. Borrowed until the next call for the same `redo`. */
    bool (*next)(void *data, bool redo, struct cigo_past_action *ret_action, struct cigo_error *err);
};

struct cigo_session_options {
    int32_t today;
    struct cigo_listener listener; /* zeroed = none */
    struct cigo_past past;         /* zeroed = none */
    bool load_follows;             /* answers are loaded next: nothing is judged before cigo_session_load_end */
};

struct cigo_session *cigo_session_new(const struct cigo_form *form,
                                      const struct cigo_session_options *options,
                                      struct cigo_error *err);
void cigo_session_free(struct cigo_session *session);
const struct cigo_form *cigo_session_form(const struct cigo_session *session);
int32_t cigo_session_today(const struct cigo_session *session);
const struct cigo_answers *cigo_session_answers(const struct cigo_session *session);
struct cigo_rules *cigo_session_rules(const struct cigo_session *session);

/* The greatest action number that the store knows; the next action gets the one after it. */
void cigo_session_start_at(struct cigo_session *session, uint64_t last_action);
/* The number of the last action that is in the answers. */
uint64_t cigo_session_last_action(const struct cigo_session *session);

/* ---- loading ---- */
void cigo_session_load_begin(struct cigo_session *session);
void cigo_session_load_text(struct cigo_session *session, struct cigo_place place, struct cigo_str text);
/* id 0 = a new one; returns the row's id */
int64_t cigo_session_load_row(struct cigo_session *session, const struct cigo_group *group, int64_t id);
/* The same with all its texts, one for each column, empty = no answer. */
void cigo_session_load_full_row(struct cigo_session *session, const struct cigo_group *group, int64_t id,
                                const struct cigo_str *texts);
void cigo_session_load_waiver(struct cigo_session *session, const struct cigo_waiver *waiver);
bool cigo_session_load_end(struct cigo_session *session, struct cigo_error *err);
/* Forget all answers, waivers and actions, so that the case can be loaded again as somebody else left it; follow
 * with start_at, load_begin … load_end. From now on `listener` hears of actions, NULL = nobody. */
void cigo_session_reset(struct cigo_session *session, const struct cigo_listener *listener);

/* ---- effects: what an action changed beside what was typed ---- */
enum cigo_effect_type {
    CIGO_EFFECT_SHOWN, CIGO_EFFECT_HIDDEN,       /* place (field or whole group) */
    CIGO_EFFECT_COMPUTED,                        /* computed: before → after */
    CIGO_EFFECT_ALERT_ON, CIGO_EFFECT_ALERT_OFF, /* alert id, row */
    CIGO_EFFECT_LAPSED,                          /* a waiver lapsed because an input changed */
    CIGO_EFFECT_RETURNED,                        /* … and holds again: its inputs are what they were, by undo or redo */
};
struct cigo_effect {
    enum cigo_effect_type type;
    struct cigo_place place;
    bool answered;                         /* HIDDEN: the field held an answer (kept) */
    const struct cigo_computed *computed;
    const char *before, *after;            /* as people read them; "" = unknown */
    const char *alert;                     /* id: R-…, FMT-…, ENG-RULE */
    int64_t row;
    bool contested;                        /* LAPSED, RETURNED: it was contested, else acknowledged */
    bool unknown;                          /* ALERT_OFF: it cannot be judged any more, a datum is missing */
};
struct cigo_effects {
    const struct cigo_effect *items; /* borrowed until the next action of the session */
    size_t n;
};

/* ---- actions (each one undo group unless inside begin/end). ret_effects may be NULL ----
 * false only for a machine's failure of the rules; the text is kept all the same. */
bool cigo_session_set(struct cigo_session *session, struct cigo_place place, struct cigo_str text,
                      struct cigo_effects *ret_effects, struct cigo_error *err);
bool cigo_session_row_add(struct cigo_session *session, const struct cigo_group *group, size_t position,
                          int64_t *ret_row, struct cigo_effects *ret_effects, struct cigo_error *err);
bool cigo_session_row_remove(struct cigo_session *session, const struct cigo_group *group, int64_t row,
                             struct cigo_effects *ret_effects, struct cigo_error *err);
bool cigo_session_row_duplicate(struct cigo_session *session, const struct cigo_group *group,
                                int64_t row, int64_t *ret_row, struct cigo_effects *ret_effects,
                                struct cigo_error *err);
/* Many rows at the end of a group: `texts` is n_rows × (columns of the group) views in column order, an
 * empty one = no answer; borrowed during the call. Refused as a whole when the group has no room for them.
 * Inside begin/end it is part of that action; begin's label tells what it was ("importazione …"). */
bool cigo_session_rows_append(struct cigo_session *session, const struct cigo_group *group,
                              const struct cigo_str *texts, size_t n_rows, int64_t *ret_first_row,
                              struct cigo_effects *ret_effects, struct cigo_error *err);
/* All rows of a group go; undo brings them back. */
bool cigo_session_rows_clear(struct cigo_session *session, const struct cigo_group *group,
                             struct cigo_effects *ret_effects, struct cigo_error *err);
/* Several actions as one: one undo group, one transaction, one evaluation at the end. The label is kept as the form or
 * the program itself has it (`own`, N_): what is shown is translated then. */
void cigo_session_begin(struct cigo_session *session, const char *label);
bool cigo_session_end(struct cigo_session *session, struct cigo_effects *ret_effects,
                      struct cigo_error *err);
/* What undo, or redo, would do now. */
struct cigo_undo_step {
    const char *label;
    const char *when, *who;  /* of a former session, else NULL; who NULL: oneself */
    struct cigo_place place; /* of the first change; zeroed: nowhere */
    size_t texts, added, removed, waivers; /* answers that will change, rows that will come and go, … */
    const char *from, *to;   /* of the answer, when it is only one and nothing else; "" = empty; else NULL */
};
/* label NULL: nothing. false: it cannot be done, err says why. Borrowed until something changes. */
bool cigo_session_next_undo_step(struct cigo_session *session, bool redo, struct cigo_undo_step *ret_step,
                            struct cigo_error *err);
/* Where what this session did ends, they go on with what the store remembers.
 * false with err untouched and *ret_label NULL when there is nothing to undo or redo. */
bool cigo_session_undo(struct cigo_session *session, const char **ret_label,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects,
                       struct cigo_error *err);
bool cigo_session_redo(struct cigo_session *session, const char **ret_label,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects,
                       struct cigo_error *err);
/* Something could not be made durable: the sentence to show, or NULL. What is owed is kept in memory and
 * written, in order, before the next action or by the retry. */
const char *cigo_session_save_failed(const struct cigo_session *session);
bool cigo_session_retry_save(struct cigo_session *session, struct cigo_error *err);

/* ---- reading ---- */
const char *cigo_session_text(const struct cigo_session *session, struct cigo_place place); /* "" = empty */
bool cigo_session_visible(const struct cigo_session *session, struct cigo_place place);
bool cigo_session_required(const struct cigo_session *session, struct cigo_place place);
/* What was understood ("lunedì 2 novembre 2026"), or the raw text when it was not. */
void cigo_session_echo(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out);
/* A text that is or was the field's answer: choices by their label, yes and no in words, everything else as it was
 * typed. */
void cigo_session_shown(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                        struct cigo_buf *out);
/* A computed value as people read it, «almeno …» while it is only the least that it can be; "" when unknown. */
void cigo_session_computed_text(const struct cigo_session *session, const struct cigo_computed *computed,
                                int64_t row, struct cigo_buf *out);
/* Of a value of the whole case that is not known: something that it rests on must still be given. If not, there is
 * nothing to wait for: with these answers there is no such value (the first day of a late application that is in time,
 * the first week over the limit where no earlier grant is given). */
bool cigo_session_waits(const struct cigo_session *session, const struct cigo_computed *computed);
/* "Rossi Mario" by the group's row_title, or "riga 3". */
void cigo_session_row_title(const struct cigo_session *session, const struct cigo_group *group,
                            int64_t row, struct cigo_buf *out);

/* ---- alerts ---- */
enum cigo_alert_state { CIGO_OPEN, CIGO_ACKNOWLEDGED, CIGO_CONTESTED };
const char *cigo_alert_state_word(enum cigo_alert_state state); /* "open" … */

struct cigo_alert {
    const char *id;
    enum cigo_severity severity;
    enum cigo_alert_state state;
    enum cigo_timing timing;
    const struct cigo_alert_def *def;  /* NULL for FMT-… and ENG-RULE */
    const struct cigo_kind *kind;      /* FMT-… */
    int64_t row;                       /* row id, 0 = none */
    size_t position;                   /* of the row, from 1; 0 = none */
    const struct cigo_place *at;
    size_t n_at;
    const char *title, *why, *fix, *source;
    const char *reason;                /* acknowledged, contested: what the user said; or NULL */
};
struct cigo_alerts {
    const struct cigo_alert *items; /* by severity (error first), id, row position */
    size_t n;
};
enum cigo_scope {
    CIGO_SCOPE_COMMIT,  /* only what shows while filling in */
    CIGO_SCOPE_SECTION, /* and what shows when a section is left */
    CIGO_SCOPE_ALL,     /* every timing: review, check, export */
};
/* Texts live in `arena`. Section timing counts for sections that were declared finished
 * (cigo_session_section_left) also under CIGO_SCOPE_COMMIT. */
struct cigo_alerts cigo_session_alerts(struct cigo_session *session, enum cigo_scope scope,
                                       struct cigo_arena *arena);
/* The same list without title, why, fix and source, for whoever shows a few of many; and one of it with
 * them. As long as nothing changes in between. */
struct cigo_alerts cigo_session_alert_list(struct cigo_session *session, enum cigo_scope scope,
                                           struct cigo_arena *arena);
struct cigo_alert cigo_session_alert_full(struct cigo_session *session, const struct cigo_alert *alert,
                                          struct cigo_arena *arena);
/* The one that an ALERT_ON effect speaks of, or NULL. Format alerts share their ids, so the place tells. */
const struct cigo_alert *cigo_alerts_find(const struct cigo_alerts *alerts,
                                          const struct cigo_effect *effect);
/* The alerts that have a place at this field (row 0: any row; field NULL: the group itself). */
struct cigo_alerts cigo_session_alerts_at(struct cigo_session *session, enum cigo_scope scope,
                                          struct cigo_place place, struct cigo_arena *arena);
/* How many fire, without building texts. Open ones only. What is counted beside lists has CIGO_SCOPE_SECTION, as the
 * list of problems has: a smaller scope is only for where the questions are. */
struct cigo_counts {
    size_t error, warning, info, missing;
};
struct cigo_counts cigo_session_counts(struct cigo_session *session, enum cigo_scope scope);
/* Those of the group's rows, as its table marks them; `missing` is 0. */
struct cigo_counts cigo_session_row_counts(struct cigo_session *session, const struct cigo_group *group);
void cigo_session_section_left(struct cigo_session *session, const struct cigo_section *section);

/* Required, visible, empty places, in the order of the form; a group with too few rows is a place with
 * field NULL. */
struct cigo_missing {
    const struct cigo_place *items;
    size_t n;
};
struct cigo_missing cigo_session_missing(struct cigo_session *session, struct cigo_arena *arena);
bool cigo_session_complete(struct cigo_session *session); /* nothing missing, no open error */

enum cigo_section_state {
    CIGO_SECTION_TODO, CIGO_SECTION_PARTIAL, CIGO_SECTION_COMPLETE, CIGO_SECTION_WRONG,
    CIGO_SECTION_NOT_NEEDED
};
struct cigo_section_summary {
    enum cigo_section_state state;
    size_t answered, visible; /* fields (groups count as one) */
    size_t missing, errors, warnings; /* of alerts as under CIGO_SCOPE_SECTION: whoever reads it is at no question */
};
struct cigo_section_summary cigo_session_section(struct cigo_session *session, size_t section);
const char *cigo_section_state_label(enum cigo_section_state state); /* "da iniziare" … */

/* ---- waivers: acknowledge (warning, info) and contest (error), with a reason; they lapse when an input
 * of the rule changes ---- */
struct cigo_waiver {
    const char *alert;           /* "R-PER-MONDAY"; of a format alert "FMT-DATE@periodo_dal" */
    int64_t row;                 /* row id, 0 = none */
    enum cigo_alert_state state; /* OPEN = withdrawn or lapsed */
    const char *reason;
    const char *inputs;          /* fingerprint of the inputs' values when it was given */
    const char *form_version;
};
/* A warning or info is acknowledged (reason optional), an error is contested (reason compulsory); OPEN takes
 * it back. Format errors and ENG-RULE cannot be contested. One undo group. A wish that is not possible is
 * an error that says why. */
bool cigo_session_waive(struct cigo_session *session, const struct cigo_alert *alert,
                        enum cigo_alert_state state, struct cigo_str reason, struct cigo_error *err);

/* ---- why: the inputs that decided, with their values, as lines ---- */
struct cigo_why_line {
    unsigned depth;          /* 0 = the subject itself */
    struct cigo_place place; /* where to go to change it; zeroed if nowhere */
    const struct cigo_computed *computed;
    const struct cigo_param *param;
    const char *label, *value; /* value "" = unknown or empty */
};
struct cigo_why {
    const struct cigo_why_line *lines;
    size_t n;
    const char *rule;   /* the condition's text, for those who want it; or NULL */
    const char *source; /* or NULL */
};
/* Texts in the arena. A computed input is followed by its own inputs, to depth 4, each thing once. */
struct cigo_why cigo_session_why(struct cigo_session *session, const struct cigo_subject *subject,
                                 int64_t row, struct cigo_arena *arena);
