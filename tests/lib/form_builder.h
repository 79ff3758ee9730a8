#pragma once
/* Tiny forms made by hand, for layers below the loader. Texts are copied. Kinds are names of kinds,
 * with the list after a blank for choices: "choice causale". NULL expressions are absent. */

#include <cigo/form/form.h>

struct form_builder;

struct form_builder *fb_new(void);
void fb_choices(struct form_builder *fb, const char *id, const char *ids); /* "a b c" */
/* What follows belongs to the last section, columns and row values to the last group. */
void fb_section(struct form_builder *fb, const char *id, const char *visible);
void fb_field(struct form_builder *fb, const char *id, const char *kind, const char *visible,
              const char *required);
void fb_group(struct form_builder *fb, const char *id, const char *visible);
void fb_column(struct form_builder *fb, const char *id, const char *kind, const char *visible,
               const char *required);
void fb_row_computed(struct form_builder *fb, const char *id, const char *kind, const char *value);
void fb_computed(struct form_builder *fb, const char *id, const char *kind, const char *value);
/* columns: "lunedi date, n integer" */
void fb_view(struct form_builder *fb, const char *id, const char *columns, const char *query);
/* An integer number in force from a day on (ISO); called again for the next value. */
void fb_param(struct form_builder *fb, const char *id, const char *from, int64_t value);
/* Alerts in the order of their ids. at: "causale lavoratori.ore"; peers: columns of the group. */
struct cigo_alert_def *fb_alert(struct form_builder *fb, const char *id, const char *each,
                                const char *when, const char *at, const char *peers);
/* The condition of the i-th place: makes `at` a map. */
void fb_at(struct form_builder *fb, const char *id, size_t i, const char *when);
void fb_title(struct form_builder *fb, const char *id, const char *title); /* with {placeholders} */
/* The form; the builder is freed. Caller frees with cigo_form_free. */
struct cigo_form *fb_finish(struct form_builder *fb);
