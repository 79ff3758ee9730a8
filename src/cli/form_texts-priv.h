#pragma once
/* cigo form texts. */

#include "cli-priv.h"

/* Append the catalogue of the form's texts in `language`, with what i18n/<language>.yaml has already. False with
 * problems when that file cannot be read as YAML. */
bool form_texts(struct cigo_form *form, const char *language, struct cigo_problems *problems, struct cigo_buf *out);
