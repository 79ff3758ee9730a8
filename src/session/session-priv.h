#pragma once
/* Inside the session layer. */

#include <cigo/session/session.h>

/* ---- changes: what one action did, enough to do it again and to undo it ---- */
enum change_type {
    CHANGE_TEXT,
    CHANGE_ROW_ADDED,
    CHANGE_ROW_REMOVED,
    CHANGE_ROWS_ADDED, /* many, at the end of their group */
    CHANGE_ROWS_REMOVED,
    CHANGE_WAIVER,
};

/* Many rows that came or went together: they are either in their group, from `position` on, or kept here. So
 * nothing of them is copied; an action and the one that takes it back share this. */
struct moved_rows {
    size_t position, n;
    struct cigo_row *kept; /* NULL = they are in their group */
    unsigned users;
};


struct waiver_record { /* owns its texts */
    char *alert;       /* key: id, or id@field for format alerts */
    int64_t row;
    enum cigo_alert_state state;
    char *reason, *inputs;
};

struct change {
    enum change_type type;
    struct cigo_place place;
    size_t position;
    char *old_text, *new_text;           /* TEXT */
    char **texts;                        /* a row: one for each column, NULL = empty */
    struct moved_rows *moved;            /* ROWS */
    struct waiver_record before, after;  /* WAIVER; state OPEN = none */
};

struct action {
    char *label;
    uint64_t number;
    enum cigo_turn turn;
    struct change *changes;
    size_t n, cap;
    size_t folded; /* of them, those that added many rows */
};

struct action_list {
    struct action **items;
    size_t n, cap;
};

/* ---- what is compared before and after an action ---- */
struct snapshot {
    struct cigo_arena *arena;
    bool *fields, *groups;          /* visible */
    bool *answered;                 /* fields */
    struct cigo_value *computed;    /* of form->computed */
    struct cigo_fired *fired;       /* as the rules list them */
    size_t n_fired, cap_fired;
};

/* A cell with a format alert. */
struct format_cell {
    const struct cigo_field *field;
    int64_t row;
    uint8_t verdict;
};

/* How many alerts are open, as of a revision of the session. */
struct alert_counts {
    bool known;
    uint64_t revision;
    struct cigo_counts all;
    struct cigo_counts *sections;
    struct cigo_counts *groups; /* of their rows */
};

/* What was read of former sessions and not done yet. */
struct past_step {
    bool loaded, ended;
    struct cigo_past_action action;
    char *stop; /* why it goes no further; NULL = it does */
};

/* What a snapshot told of a computed value. */
struct told_value {
    const struct cigo_computed *computed;
    int64_t row;
    const char *text;
};

struct cigo_session {
    const struct cigo_form *form;
    struct cigo_session_options options;
    struct cigo_answers *answers;
    struct cigo_rules *rules;
    bool *section_left;

    struct waiver_record *waivers;
    size_t n_waivers, cap_waivers;
    struct waiver_record *lapsed; /* since the case was opened: undo may bring back what they rested on */
    size_t n_lapsed, cap_lapsed;
    struct format_cell *bad; /* every cell with a format alert, unsorted */
    size_t n_bad, cap_bad;

    bool loading;
    unsigned depth;          /* of begin */
    struct action *open;     /* the action being made */
    struct action_list done, undone, owed;
    struct past_step past[2]; /* for undo and for redo */
    uint64_t last_action;
    uint64_t revision;       /* grows whenever answers or alerts may have changed: for what looks on */
    char *save_error;        /* NULL = all is durable */
    const struct action *under_way; /* handed to the listener, which may be writing it still */

    struct snapshot before;
    struct format_cell *bad_before;
    size_t n_bad_before;
    struct cigo_arena *effects_arena;
    struct cigo_effect *effects;
    size_t n_effects, cap_effects;

    struct alert_counts counts[CIGO_SCOPE_ALL + 1]; /* by scope */
    struct cigo_place *missing; /* cache */
    size_t n_missing, cap_missing;
    size_t *missing_in;      /* of each section */
    bool missing_known;

    struct cigo_arena *told_arena; /* NULL = an ordinary session, which judges */
    struct told_value *told;
    size_t n_told, cap_told;
};

/* changes.c */
struct action *cigo_action_new(const char *label);
void cigo_action_free(struct action *action);
void cigo_action_list_finish(struct action_list *list);
struct change *cigo_action_add(struct action *action, enum change_type type, struct cigo_place place);
void cigo_waiver_record_finish(struct waiver_record *record);
struct waiver_record cigo_waiver_record_dup(const struct waiver_record *record);
char **cigo_row_texts(const struct cigo_session *session, const struct cigo_group *group, int64_t row);
/* Before the rows of a group move in an action that has added many: those become single changes, which hold
 * whatever comes. */
void cigo_action_unfold(struct cigo_session *session, const struct cigo_group *group);
/* Apply to answers, rules, format cells and waivers. No event, no evaluation. */
void cigo_change_apply(struct cigo_session *session, const struct change *change);
/* The action that takes this one back: inverse changes, last first. */
struct action *cigo_action_inverse(const struct action *action, const char *label);
/* Hand an action to the listener; what fails is kept in session->owed. Takes nothing. */
void cigo_action_emit(struct cigo_session *session, const struct action *action);
/* After the rules: the action that was handed over last is durable now, or is kept in session->owed. */
void cigo_action_wait(struct cigo_session *session);

/* actions.c */
/* An action that has been applied: durable, judged, compared. cigo_effects_before came before it. */
bool cigo_action_conclude(struct cigo_session *session, struct action *action, struct cigo_effects *ret_effects,
                          struct cigo_error *err);
/* Where the first change of an action stands, for the front end to go there. */
struct cigo_place cigo_action_place(const struct action *action);

/* past.c */
/* The next action of former sessions, NULL = none. */
bool cigo_past_next(struct cigo_session *session, bool redo, const struct cigo_past_action **ret_action,
                    struct cigo_error *err);
/* Undo or redo what a former session did: what it did now, NULL when it did nothing. */
struct action *cigo_past_take_back(struct cigo_session *session, bool redo, struct cigo_effects *ret_effects,
                                   bool *ret_ok, struct cigo_error *err);
void cigo_past_forget_redo(struct cigo_session *session);

/* cells.c: the only ways to touch answers */
void cigo_put_text(struct cigo_session *session, struct cigo_place place, struct cigo_str text);
void cigo_put_row(struct cigo_session *session, const struct cigo_group *group, size_t position, int64_t *id);
/* At the end, with its texts. */
void cigo_put_full_row(struct cigo_session *session, const struct cigo_group *group, int64_t id,
                       const struct cigo_str *texts);
void cigo_append_rows(struct cigo_session *session, const struct cigo_group *group,
                      const struct cigo_str *texts, size_t n);
/* Out of their group into moved->kept, or back at its end. */
void cigo_move_rows(struct cigo_session *session, const struct cigo_group *group, struct moved_rows *moved);
void cigo_drop_row(struct cigo_session *session, const struct cigo_group *group, int64_t row);

/* A text in place of an answer that is not here. */
void cigo_put_shape(struct cigo_session *session, struct cigo_place place, struct cigo_str text,
                    enum cigo_verdict verdict);

/* frozen.c */
/* False, with what to say and without effects, in a session that only shows a snapshot. */
bool cigo_session_may_act(const struct cigo_session *session, struct cigo_effects *ret_effects, struct cigo_error *err);
void cigo_told_sort(struct cigo_session *session);
const char *cigo_told_computed(const struct cigo_session *session, const struct cigo_computed *computed, int64_t row);

/* effects.c */
void cigo_effects_before(struct cigo_session *session);
void cigo_effects_after(struct cigo_session *session);
/* CIGO_EFFECT_LAPSED or CIGO_EFFECT_RETURNED. */
void cigo_effect_waiver(struct cigo_session *session, enum cigo_effect_type type, const struct waiver_record *waiver);

/* waivers.c */
struct waiver_record *cigo_waiver_find(struct cigo_session *session, const char *key, int64_t row);
void cigo_waiver_set(struct cigo_session *session, const struct waiver_record *record);
/* Drop the waivers whose inputs are no longer what they were, and after undo or redo (`back`) take up again those whose
 * inputs are what they were: one action of its own. */
void cigo_waivers_follow(struct cigo_session *session, bool back);
void cigo_waivers_forget(struct cigo_session *session); /* all of them, also the lapsed */

/* alerts.c: one alert that fires, before its texts are built */
struct alert_ref {
    const struct cigo_fired *fired;    /* of a rule, or NULL */
    const struct format_cell *cell;    /* of a kind, or NULL */
    const struct cigo_failure *failure; /* of the engine, or NULL */
    enum cigo_severity severity;
    const char *id;
    int64_t row;
    size_t position; /* from 1; 0 = none */
};
/* Every alert that fires, without order; `position` is not filled in. */
typedef void cigo_alert_visit(void *data, const struct alert_ref *ref);
/* The group of whose rows it is; NULL = of none. */
const struct cigo_group *cigo_alert_ref_group(const struct alert_ref *ref);
void cigo_alert_refs_each(struct cigo_session *session, enum cigo_scope scope, cigo_alert_visit *visit, void *data);
enum cigo_alert_state cigo_alert_ref_state(struct cigo_session *session, const struct alert_ref *ref,
                                      const struct waiver_record **ret_waiver);
/* The key under which its waiver is kept; in buf. */
void cigo_alert_key(const char *id, const struct cigo_field *field, struct cigo_buf *buf);
bool cigo_alert_in_scope(const struct cigo_session *session, const struct cigo_alert_def *def,
                    enum cigo_scope scope);

/* The alerts of one row of a group: its own rules and its cells. */
struct cigo_alerts cigo_alerts_of_row(struct cigo_session *session, enum cigo_scope scope,
                                      const struct cigo_group *group, int64_t row, struct cigo_arena *arena);

/* counts.c */
/* Open alerts that stand in a section, of those that show while filling in. */
struct cigo_counts cigo_section_counts(struct cigo_session *session, size_t section);

/* missing.c */
void cigo_missing_compute(struct cigo_session *session);

/* reading.c */
void cigo_value_text(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, enum cigo_type type,
                const struct cigo_value *value, struct cigo_buf *out);
/* The same for people alone: nobody reads it back, so that yes and no are in their language. */
void cigo_value_shown(const struct cigo_computed *computed, const struct cigo_value *value, struct cigo_buf *out);
