#pragma once
/* Every text of a form that people read, each with a key that stays when the text changes: what a
 * translation is keyed by. Ids, rules and the names of laws are not texts in this sense. */

#include <cigo/form/form.h>

struct cigo_form_text {
    const char *key;          /* "fields.causale.label"; borrowed during the call */
    const char **plain;       /* where the form holds it: one of these two is set */
    struct cigo_text *phrase; /* with {expressions} */
    size_t most;              /* columns; 0 = no limit */
};

/* Calls back for each text that is there, in the order of the form. The form may be changed through the
 * pointers as long as nobody else has it yet. */
void cigo_form_each_text(struct cigo_form *form, void (*each)(void *data, const struct cigo_form_text *text),
                         void *data);
/* A translated form, once it is in use: in Italian again, and with the next call back in its translation. Who shows
 * texts of it meanwhile shows those. */
void cigo_form_swap_texts(struct cigo_form *form);
/* Its source, Italian as written. */
const char *cigo_form_text_source(const struct cigo_form_text *text);
/* Eight hex digits that change with the source: a translation made of another one is stale. */
void cigo_form_text_mark(const char *source, char ret_mark[9]);
