#pragma once
/* Inside cigo_explain: what a word may name, and the lines that are written about it. */

#include <cigo/base/arena.h>
#include <cigo/exchange/exchange.h>

struct explain {
    struct cigo_session *session;
    const struct cigo_form *form;
    struct cigo_buf *out;
};

/* Whatever has a name in a form: exactly one pointer; a column has its group too. */
enum thing_type {
    THING_ALERT, THING_FORMAT, THING_FIELD, THING_GROUP, THING_COMPUTED, THING_PARAM, THING_WINDOW,
    THING_SECTION, THING_CHOICE, THING_SOURCE, THING_TERM
};
struct thing {
    enum thing_type type;
    const void *entity;
    const struct cigo_choices *choices; /* CHOICE: its list */
};

/* ---- explain_lines.c: one fact a line, ended by a full stop ---- */
/* "Label: text." or, without a label, "Text."; nothing when the text is NULL or empty. */
void explain_line(struct explain *x, const char *label, const char *text);
void explain_printf(struct explain *x, const char *label, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void explain_source(struct explain *x, const struct cigo_source *source);
/* "4.6 Periodo al"; "5.8 Lavoratori, Ore di CIGO". */
void explain_name_of_field(const struct cigo_field *field, struct cigo_buf *out);
/* A rule in SQL and the labels of what it reads. */
void explain_rule(struct explain *x, const char *label, const struct cigo_expr *expr,
                  const struct cigo_subject *subject);
/* A text with its placeholders as [the label of what they name]. */
void explain_phrase(struct explain *x, const char *label, const struct cigo_text *text,
                    const struct cigo_group *group);

/* ---- one for each kind of thing ---- */
void explain_alert(struct explain *x, const struct cigo_alert_def *def);
void explain_format(struct explain *x, const struct cigo_kind *kind);
void explain_field(struct explain *x, const struct cigo_field *field);
void explain_group(struct explain *x, const struct cigo_group *group);
void explain_section(struct explain *x, const struct cigo_section *section);
void explain_computed(struct explain *x, const struct cigo_computed *computed);
void explain_param(struct explain *x, const struct cigo_param *param);
void explain_window(struct explain *x, const struct cigo_window *window);
void explain_term(struct explain *x, const struct cigo_term *term);
void explain_choice(struct explain *x, const struct cigo_choices *list, const struct cigo_choice *choice);
