#pragma once
/* Answers and rows as people read them; appended. */

#include <cigo/base/buf.h>
#include <cigo/form/answers.h>
#include <cigo/form/form.h>

/* The labels of the choices with these ids (by blanks), by commas. */
void cigo_choice_labels(const struct cigo_choices *list, struct cigo_str ids, struct cigo_buf *out);
/* The field's example, else that of its kind; of choices only its own, and by their labels. Nothing where there is none. */
void cigo_field_example(const struct cigo_field *field, struct cigo_buf *out);
/* What was understood of an answer; of one that was not, the text as it is; nothing when it is empty. */
void cigo_answers_echo(const struct cigo_answers *answers, struct cigo_place place, struct cigo_buf *out);
/* "Rossi Mario" by the group's row_title; "riga 3" where nothing of that is known. */
void cigo_answers_row_title(const struct cigo_answers *answers, const struct cigo_group *group, int64_t row,
                            struct cigo_buf *out);
