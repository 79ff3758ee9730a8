#pragma once
/* THE SHARED VALIDATION MODULE. Conditions and computed values are SQL, type-checked and compiled against
 * a private in-memory database that mirrors one case. Every face of cigo asks here.
 *
 *   checking   cigo_rules_check()  type checks + compiles every rule of a form, all mistakes in one run
 *   a case     cigo_rules_new()    one evaluator for one set of answers; then tell it what changed
 *              (…_changed), and cigo_rules_run() brings everything up to date in dependency order
 *   results    visible, required, computed, fired alerts, failures (ENG-RULE)
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/error.h>
#include <cigo/base/problem.h>
#include <cigo/form/answers.h>
#include <cigo/form/document.h>
#include <cigo/form/form.h>

struct cigo_rules;

/* Type-check and compile every expression of the form; true if there was no problem. */
bool cigo_rules_check(const struct cigo_form *form, struct cigo_problems *problems);

/* Compile the form for one case. `answers` is borrowed and read during run; both outlive the rules.
 * The form must have passed cigo_rules_check (a failure here is an error, not a crash). */
struct cigo_rules *cigo_rules_new(const struct cigo_form *form, const struct cigo_answers *answers,
                                  struct cigo_error *err);
void cigo_rules_free(struct cigo_rules *rules);

/* What changed in `answers` since the last run. Cheap; no evaluation. */
void cigo_rules_field_changed(struct cigo_rules *rules, const struct cigo_field *field);
void cigo_rules_cell_changed(struct cigo_rules *rules, const struct cigo_field *column, int64_t row);
void cigo_rules_row_added(struct cigo_rules *rules, const struct cigo_group *group, int64_t row);
/* `position`: where it stood among the rows that there are now. */
void cigo_rules_row_removed(struct cigo_rules *rules, const struct cigo_group *group, int64_t row, size_t position);
void cigo_rules_group_changed(struct cigo_rules *rules, const struct cigo_group *group); /* any rows */
void cigo_rules_all_changed(struct cigo_rules *rules);

/* Bring every result up to date. A rule that fails (limit, overflow, wrong class) makes its value
 * unknown and is listed by cigo_rules_failures; false only when the database itself failed. */
bool cigo_rules_run(struct cigo_rules *rules, struct cigo_error *err);

/* `look` is called now and then while rules are at work, often enough to tell the time by; it must not ask these rules
 * anything. NULL = nobody looks. */
void cigo_rules_watch(struct cigo_rules *rules, void (*look)(void *data), void *data);

/* Results of the last run. */
bool cigo_rules_section_visible(const struct cigo_rules *rules, const struct cigo_section *section);
/* field: single field, or column (then row is the row id; the group must be visible too) */
bool cigo_rules_visible(const struct cigo_rules *rules, const struct cigo_field *field, int64_t row);
bool cigo_rules_required(const struct cigo_rules *rules, const struct cigo_field *field, int64_t row);
/* May the column be required of a row? Told without a look at any. */
bool cigo_rules_any_required(const struct cigo_rules *rules, const struct cigo_field *column);
bool cigo_rules_group_visible(const struct cigo_rules *rules, const struct cigo_group *group);
/* Hidden because a condition of it is unknown, not because one is false: of a single field (`group` NULL), or of a group. */
bool cigo_rules_undecided(const struct cigo_rules *rules, const struct cigo_field *field, const struct cigo_group *group);
/* Borrowed until the next run. `row` only for a row-computed value. */
struct cigo_value cigo_rules_computed(const struct cigo_rules *rules,
                                      const struct cigo_computed *computed, int64_t row);

/* One alert that fires: the definition, the row (0 = none), and which of def->at[] apply (bit i). */
struct cigo_fired {
    const struct cigo_alert_def *def;
    int64_t row;
    uint32_t places;
};
/* All that fire now, whatever their timing; in the order of the definitions, then by the ids of their rows. */
const struct cigo_fired *cigo_rules_fired(struct cigo_rules *rules, size_t *ret_n);
/* The same one by one, without a list of them. */
void cigo_rules_fired_each(const struct cigo_rules *rules, void (*each)(void *data, const struct cigo_fired *fired),
                           void *data);

/* Of an alert of the whole case: it does not fire because its condition is unknown, not because it is false. */
bool cigo_rules_alert_unknown(const struct cigo_rules *rules, const struct cigo_alert_def *def);

/* Fill a text's placeholders with this case's values ("?" for unknown: written "non indicato"). */
void cigo_rules_text(struct cigo_rules *rules, const struct cigo_text *text,
                     const struct cigo_group *group, int64_t row, struct cigo_buf *out);

/* A rule that failed: its subject's id and what happened. Alerts ENG-RULE are made of these. */
struct cigo_failure {
    const char *rule; /* "R-DUR-13W", "settimane_richieste", "visible:energia_programmata" */
    const char *text;
};
const struct cigo_failure *cigo_rules_failures(const struct cigo_rules *rules, size_t *ret_n);

/* Why: the inputs that a rule reads, direct ones. */
enum cigo_input_type { CIGO_INPUT_FIELD, CIGO_INPUT_GROUP, CIGO_INPUT_COMPUTED, CIGO_INPUT_PARAM,
                       CIGO_INPUT_TODAY, CIGO_INPUT_VIEW };
struct cigo_input {
    enum cigo_input_type type;
    const struct cigo_field *field;       /* FIELD: single field or column */
    const struct cigo_group *group;       /* GROUP: rows as such */
    const struct cigo_computed *computed;
    const struct cigo_param *param;
    const struct cigo_view *view;
};
enum cigo_rule_use { CIGO_USE_VALUE, CIGO_USE_VISIBLE, CIGO_USE_REQUIRED, CIGO_USE_WHEN };
/* What a rule is about: exactly one of the pointers, with `use`. */
struct cigo_subject {
    enum cigo_rule_use use;
    const struct cigo_field *field;       /* VISIBLE, REQUIRED */
    const struct cigo_group *group;       /* VISIBLE */
    const struct cigo_computed *computed; /* VALUE */
    const struct cigo_alert_def *alert;   /* WHEN */
    const struct cigo_view *view;         /* VALUE */
};
/* Direct inputs, each once, in the order of the form; 0 when the subject has no rule. The array is
 * borrowed until the rules are freed. Views are already replaced by what they read. */
const struct cigo_input *cigo_rules_inputs(const struct cigo_rules *rules,
                                           const struct cigo_subject *subject, size_t *ret_n);
/* The parameter's value in use now (in force at periodo_dal or else today); false = unknown. */
bool cigo_rules_param(const struct cigo_rules *rules, const struct cigo_param *param,
                      int64_t *ret_value);
/* Rows of a stored view, for the picture of the limits: calls back for each row in order. */
void cigo_rules_view_each(struct cigo_rules *rules, const struct cigo_view *view,
                          void (*each)(void *data, const struct cigo_value *columns), void *data);

/* ---- results told from elsewhere: a snapshot shows what was judged on another machine ---- */

/* From now on `run` judges nothing, no alert fires and every value is unknown, and texts have "…" for their values; what
 * is visible and required stays as it is until it is told. */
void cigo_rules_freeze(struct cigo_rules *rules);
void cigo_rules_tell_section(struct cigo_rules *rules, const struct cigo_section *section, bool visible);
void cigo_rules_tell_group(struct cigo_rules *rules, const struct cigo_group *group, bool visible);
/* Without a rule of its own a field stays what the form says. Rows are told in the order of their ids. */
void cigo_rules_tell_field(struct cigo_rules *rules, const struct cigo_field *field, int64_t row, bool visible,
                           bool required);
void cigo_rules_tell_alert(struct cigo_rules *rules, const struct cigo_alert_def *def, int64_t row, uint32_t places);

/* ---- what a document asks, beside the rules; compiled when it is asked, so that a case costs nothing ---- */

/* Check the expressions of a form's documents; the form has passed cigo_rules_check. */
bool cigo_rules_check_documents(const struct cigo_form *form, const struct cigo_documents *documents,
                                struct cigo_problems *problems);
/* Is it certainly true now? An absent condition is. */
bool cigo_rules_holds(struct cigo_rules *rules, const struct cigo_expr *when);
/* Calls back with each row of a query, its values as people read them ("" = unknown), borrowed during the
 * call. false: the query failed, err says why. */
bool cigo_rules_query(struct cigo_rules *rules, const struct cigo_view *query,
                      void (*each)(void *data, const char *const *texts), void *data,
                      struct cigo_error *err);
