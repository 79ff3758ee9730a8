#pragma once
/* A form: immutable once loaded, one arena. Made by the loader from forms/<id>/; rules are text here and
 * are compiled by the validation layer. Everything is borrowed from the form. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/book.h>
#include <cigo/base/calendar.h>
#include <cigo/base/problem.h>
#include <cigo/form/kind.h>
#include <cigo/form/value.h>

#define CIGO_FORM_FORMAT 1 /* the greatest form format that this program reads */

/* A rule's text: SQL expression (see design of rules). text NULL = absent. */
struct cigo_expr {
    const char *text;
    struct cigo_pos pos; /* of its first character */
    bool folded;         /* block or multi-line scalar: column within it is not the file's */
};

/* A text with {expressions}: parts in order; expr.text NULL = literal. */
struct cigo_text_part {
    const char *literal;
    struct cigo_expr expr;
};
struct cigo_text {
    const char *source; /* as written; NULL = absent */
    struct cigo_pos pos;
    const struct cigo_text_part *parts;
    size_t n_parts;
};

/* Does the portal ask it? GIVEN: the portal itself issues it (a protocol number), one notes it here. */
enum cigo_portal { CIGO_PORTAL_LOCAL, CIGO_PORTAL_PRESUMED, CIGO_PORTAL_CONFIRMED, CIGO_PORTAL_GIVEN };
static inline bool cigo_portal_asks(enum cigo_portal portal)
{
    return portal == CIGO_PORTAL_PRESUMED || portal == CIGO_PORTAL_CONFIRMED;
}

/* The law: act, gist in our words, in force, checked, confidence. */
enum cigo_confidence { CIGO_CONF_C1, CIGO_CONF_C2, CIGO_CONF_INF, CIGO_CONF_MEM };
struct cigo_source {
    const char *id, *cite, *gist, *url;
    int32_t in_force, checked; /* 0 = not given */
    enum cigo_confidence confidence;
    struct cigo_pos pos;
};

/* A field of the form, or a column of a group. */
struct cigo_field {
    const char *id, *code; /* columns may have no code of their own: NULL */
    const char *label;
    const char *own;      /* the label as the form itself has it, whatever language the form was put into */
    const char *ask;      /* the question, as a helpdesk agent reads it out */
    const char *help;     /* why it is asked, what counts */
    const char *where;    /* where the datum is found */
    const char *example, *mistake; /* or NULL */
    const struct cigo_source *source; /* or NULL */
    const struct cigo_kind *kind;
    struct cigo_kind_ctx ctx; /* choices, range, length; `today` is filled by the session */
    const char *unit, *unit_one; /* "giorni", "giorno", or NULL: as beside other numbers; see cigo_field_put_unit */
    bool required;            /* always, when visible */
    struct cigo_expr required_if, visible;
    enum cigo_portal portal;
    const struct cigo_computed *portal_value; /* of a single field: what the portal gets while it is known; or NULL */
    bool personal;            /* personal data: never logged, redacted in snapshots */
    const char *renamed_from; /* or NULL */
    const struct cigo_field *with_province, *with_cap; /* of a comune: where these stand; or NULL */
    const char *const *headers; /* columns: how tables from elsewhere call it (headers.h); its first label first */
    size_t n_headers;
    enum cigo_book_part book; /* what of a company the companies book keeps it as; or NONE */
    const char *book_name;    /* … its name there */
    bool book_key;            /* tells one from the other */
    size_t section;           /* index */
    size_t index;             /* in form->fields, or in the group's columns */
    struct cigo_group *group; /* NULL for a single field */
    struct cigo_pos pos;
};

/* A computed value. Of a group (one for each row) when `group` is set. */
struct cigo_computed {
    const char *id, *label, *help;
    const char *own; /* the label as the form itself has it, whatever language the form was put into */
    enum cigo_type type;
    int places;
    const struct cigo_choices *choices;
    const struct cigo_kind *kind;  /* to format it: date, integer, decimal, money, boolean, choice, … */
    struct cigo_kind_ctx ctx;
    struct cigo_expr value;
    bool internal; /* only rules read it */
    bool banner;   /* in sight on every screen */
    bool before;   /* said under "prima di cominciare" */
    bool state;    /* once it is known it is the state of the whole case, in lists */
    bool estimate; /* marked "stima" */
    const struct cigo_computed *at_least; /* a boolean: while it is true this is only a lower bound; NULL = never */
    const struct cigo_source *source;
    size_t section, index; /* in form->computed, or in the group's computed */
    struct cigo_group *group;
    struct cigo_pos pos;
    bool deadline; /* a date that is a term: goes into the calendar (a banner date does too) */
    const struct cigo_computed *matters; /* `while`: a boolean; once it is false the term is past. NULL = always */
};

/* A single value of the form, answered or computed; neither = absent. */
struct cigo_single {
    const struct cigo_field *field;
    const struct cigo_computed *computed;
};

/* What lists of cases show of one (`list:`): for each, the first of these that has a value. */
struct cigo_singles {
    const struct cigo_single *items;
    size_t n; /* 0 = the form has none */
};
struct cigo_list_def {
    struct cigo_singles company, unit; /* texts */
    struct cigo_singles causale;       /* of choices */
    struct cigo_singles from, to;      /* dates: the period */
    struct cigo_singles counted;       /* dates: from when the days to the first term count; none = today */
};

/* What is asked to compute the filing term without a case (`term:`), and what is told then. A question that the form
 * does not name is not asked. */
struct cigo_filing_place {
    const struct cigo_field *field;
    const struct cigo_group *group; /* of a column: it gets one row; or NULL */
};
struct cigo_filing_def {
    const struct cigo_field *start;  /* date; NULL = the form says nothing of all this */
    const struct cigo_field *monday; /* date: gets the Monday of the start's week */
    const struct cigo_field *causale; /* choice */
    const struct cigo_field *planned; /* boolean */
    const struct cigo_filing_place *events; /* dates: each gets the day of the event */
    size_t n_events;
    const char *hint; /* said while the term is not known; or NULL */
    const struct cigo_computed *const *show; /* what programs are given */
    size_t n_show;
    const struct cigo_alert_def *const *alerts; /* those that concern the term */
    size_t n_alerts;
};

/* A group whose rows divide a total among the weeks of a period. */
struct cigo_spread_def {
    const struct cigo_field *week, *hours; /* columns: the Monday (date), the share (decimal) */
    struct cigo_single total;    /* decimal */
    struct cigo_single from, to; /* dates, both included */
    struct cigo_single days;     /* integer: working days in a week, from Monday on */
    struct cigo_single capacity; /* decimal: the most for a whole week, or absent */
};

struct cigo_group {
    const char *id, *code, *label, *ask, *help, *where;
    const char *own; /* the label, as of a field */
    struct cigo_field *fields; /* columns */
    size_t n_fields;
    struct cigo_computed *computed; /* row-computed columns */
    size_t n_computed;
    struct cigo_expr visible;
    const struct cigo_field *key; /* or NULL */
    size_t min_rows, max_rows;
    const char *row_title;    /* "{cognome} {nome}": column ids only */
    const size_t *table;      /* columns shown in the table, in order */
    size_t n_table;
    const struct cigo_spread_def *spread; /* or NULL */
    enum cigo_portal portal;
    size_t section, index;
    struct cigo_pos pos;
};

enum cigo_item_type { CIGO_ITEM_FIELD, CIGO_ITEM_GROUP, CIGO_ITEM_COMPUTED };
struct cigo_item {
    enum cigo_item_type type;
    size_t index; /* in form->fields, ->groups, ->computed */
};

struct cigo_section {
    const char *id, *code, *title, *help;
    const struct cigo_item *items; /* fields and groups by code; computed (not internal) last */
    size_t n_items;
    struct cigo_expr visible; /* absent = always */
    struct cigo_pos pos;
};

enum cigo_severity { CIGO_INFO, CIGO_ALERT_WARNING, CIGO_ALERT_ERROR }; /* ascending */
enum cigo_timing { CIGO_ON_COMMIT, CIGO_ON_SECTION, CIGO_ON_REVIEW };

struct cigo_alert_place {
    const struct cigo_field *field; /* NULL = the whole group */
    const struct cigo_group *group; /* NULL = a single field */
    struct cigo_expr when;          /* `at` as a map: this place's own condition */
    struct cigo_pos pos;
};

/* A value or list that a test of the form gives or expects: kept as text, read by the form tester. */
struct cigo_yaml_node;

struct cigo_alert_def {
    const char *id;
    enum cigo_severity severity;
    enum cigo_timing timing;
    const struct cigo_group *each;    /* evaluated for every row, or NULL */
    const struct cigo_field *const *peers; /* rows that share these columns are judged together */
    size_t n_peers;
    struct cigo_expr when;            /* absent when `at` is a map: then any place's condition */
    const struct cigo_alert_place *at;
    size_t n_at;
    bool at_map;
    struct cigo_text title, why, fix;
    const struct cigo_source *const *sources; /* at least one */
    size_t n_sources;
    enum cigo_confidence confidence;  /* own, or the weakest of its sources */
    size_t section;                   /* of its first place */
    size_t index;
    struct cigo_pos pos;
};

/* A query with a name (`views:`): a stored table, refilled in dependency order. */
struct cigo_view {
    const char *id;
    const char *const *columns;
    const enum cigo_type *types;
    const int *places;
    const struct cigo_choices *const *choices; /* for CHOICE columns */
    size_t n_columns;
    struct cigo_expr query;
    size_t index;
    struct cigo_pos pos;
};

/* A dated number. `values` ascending by date; a yearly one ends with its year. */
struct cigo_param_value {
    int32_t from;
    int64_t value;      /* in the param's type; ignored when unknown */
    bool unknown;
};
struct cigo_param {
    const char *id, *unit, *label;
    enum cigo_type type; /* INTEGER or DECIMAL */
    int places;
    bool yearly;
    const struct cigo_source *source;
    const struct cigo_param_value *values;
    size_t n_values;
    size_t index;
    struct cigo_pos pos;
};

/* Dated windows: in_finestra('name', date). Only spans with applied = true count for rules. */
struct cigo_span {
    int32_t from, to;
    bool applied;
    const struct cigo_source *source;
};
struct cigo_window {
    const char *id, *label;
    const struct cigo_span *spans;
    size_t n_spans;
    struct cigo_pos pos;
};

/* Word lists: parole(text, 'name'). */
struct cigo_wordlist {
    const char *id;
    const char *const *words;  /* fragments, any of which counts; folded when compared */
    size_t n_words;
    const char *const *except; /* none of these in the `within` characters before it */
    size_t n_except;
    size_t within;
    const struct cigo_source *source;
    struct cigo_pos pos;
};

/* A word that these users meet, in our words (`glossary:`). */
struct cigo_term {
    const char *id, *term, *text;
    const char *const *see; /* ids: terms, fields, groups, computed values, alerts */
    size_t n_see;
    const struct cigo_source *source; /* or NULL */
    struct cigo_pos pos;
};

/* The tutorial (`tutorial:`): a case to try on, and the steps in order, each with what says that it is done: one
 * of `at`, `answer`, `alert`, `does` and `dossier`. The last one has none: it is the end. */
enum cigo_step_state { CIGO_STEP_OPEN, CIGO_STEP_GONE, CIGO_STEP_ACKNOWLEDGED, CIGO_STEP_CONTESTED };
struct cigo_step {
    const char *id, *title, *text;
    const char *screen, *lines;      /* how, in each face; or NULL */
    const struct cigo_field *at;     /* the user is at this field */
    const struct cigo_field *answer; /* it has the answer `is` */
    const char *is;
    const char *alert;               /* this alert is in `state` */
    enum cigo_step_state state;
    const char *const *does;         /* one of these was used: a command of the plain lines, in English, or an F-key */
    size_t n_does;
    bool dossier;                    /* a dossier was made */
    struct cigo_pos pos;
};
struct cigo_tutorial_def {
    int32_t today;       /* the day on which it takes place */
    const char *answers; /* file in the form's folder */
    struct cigo_step *steps;
    size_t n_steps;      /* 0 = the form has no tutorial */
};

/* A translated text of the form, and what it has in the language that it is not in now (texts.h). */
struct cigo_text_swap {
    const char **plain;       /* one of these two is set */
    struct cigo_text *phrase;
    const char *other_plain;
    struct cigo_text *other_phrase;
};

struct cigo_form {
    struct cigo_arena *arena; /* holds everything, the form itself too */
    const char *dir;
    const char *id, *version, *title, *order;
    const char *name; /* short, as lists have it: "CIGO"; the id where the form has none */
    int format;
    int32_t checked;      /* latest `checked` date of the sources: "regole verificate al" uses the oldest */
    int32_t checked_oldest;
    struct cigo_section *sections;
    size_t n_sections;
    struct cigo_field *fields; /* single fields, by section and code */
    size_t n_fields;
    struct cigo_group *groups;
    size_t n_groups;
    struct cigo_computed *computed;
    size_t n_computed;
    struct cigo_choices *choices;
    size_t n_choices;
    struct cigo_alert_def *alerts; /* sorted by id */
    size_t n_alerts;
    struct cigo_view *views;
    size_t n_views;
    struct cigo_param *params;
    size_t n_params;
    struct cigo_window *windows;
    size_t n_windows;
    struct cigo_wordlist *wordlists;
    size_t n_wordlists;
    struct cigo_source *sources;
    size_t n_sources;
    struct cigo_calendar calendar;
    void *index; /* private to form.c: names → entities */
    struct cigo_term *terms;
    size_t n_terms;
    struct cigo_tutorial_def tutorial;
    struct cigo_list_def list;
    struct cigo_filing_def filing;
    struct cigo_text_swap *swaps; /* of a translated form */
    size_t n_swaps;
};

/* Look-ups by id, O(1) once indexed (before that they search). NULL if unknown. */
const struct cigo_field *cigo_form_field(const struct cigo_form *form, struct cigo_str id);
/* " giorni" beside a value that is shown as "8", " giorno" beside "1"; nothing where there is no unit. */
void cigo_field_put_unit(const struct cigo_field *field, const char *shown, struct cigo_buf *out);
const struct cigo_group *cigo_form_group(const struct cigo_form *form, struct cigo_str id);
const struct cigo_computed *cigo_form_computed(const struct cigo_form *form, struct cigo_str id);
const struct cigo_choices *cigo_form_choices(const struct cigo_form *form, struct cigo_str id);
const struct cigo_alert_def *cigo_form_alert(const struct cigo_form *form, struct cigo_str id);
const struct cigo_param *cigo_form_param(const struct cigo_form *form, struct cigo_str id);
const struct cigo_window *cigo_form_window(const struct cigo_form *form, struct cigo_str id);
const struct cigo_wordlist *cigo_form_wordlist(const struct cigo_form *form, struct cigo_str id);
const struct cigo_source *cigo_form_source(const struct cigo_form *form, struct cigo_str id);
const struct cigo_view *cigo_form_view(const struct cigo_form *form, struct cigo_str id);
const struct cigo_term *cigo_form_term(const struct cigo_form *form, struct cigo_str id);
const struct cigo_field *cigo_group_field(const struct cigo_group *group, struct cigo_str id);
const struct cigo_computed *cigo_group_computed(const struct cigo_group *group, struct cigo_str id);
/* The single field or group with this code ("4.7", "4,7", "047" forms people say); false when there is none, and for
 * the number of a section, which goes before a code without its point. */
bool cigo_form_code(const struct cigo_form *form, struct cigo_str code,
                    const struct cigo_field **ret_field, const struct cigo_group **ret_group);
/* The parameter's value in force on date; false = unknown. */
bool cigo_param_value_on(const struct cigo_param *param, int32_t date, int64_t *ret_value);

/* Build the name index after the loader has filled the form; frees with the form. May be built again. */
void cigo_form_index(struct cigo_form *form);
void cigo_form_free(struct cigo_form *form); /* NULL allowed */

const char *cigo_severity_word(enum cigo_severity severity); /* "error", "warning", "info" */
const char *cigo_confidence_word(enum cigo_confidence confidence); /* "C1" … */
