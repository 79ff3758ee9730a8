#pragma once
/* One form, one set of answers and its rules at a time; every put runs them. */

#include "form_builder.h"

#include <cigo/form/answers.h>

#include <cigo/validation/rules.h>

enum { TODAY = 2461368 }; /* 2026-11-23 */

extern struct cigo_form *form;
extern struct cigo_answers *answers;
extern struct cigo_rules *rules;

void start(struct form_builder *fb);
void start_form(struct cigo_form *made); /* taken over */
void stop(void);
void run(void);
const struct cigo_field *field(const char *id);
void put(const char *id, const char *text);
int64_t add_row(size_t group, size_t position);
void put_cell(size_t group, size_t column, int64_t row, const char *text);
bool visible(const char *id);
bool required(const char *id);
const char *computed(const char *id); /* "NULL", a number or the text */
const char *fired(void);              /* "A-ID[row]:places …" of all alerts that fire */
const char *failures(void);           /* "rule: text; …" */
