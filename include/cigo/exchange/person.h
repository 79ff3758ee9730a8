#pragma once
/* What a codice fiscale says of a person, in a sentence. */

#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>
#include <cigo/base/town.h>

/* "Nato il 01/08/1985 a ROMA (RM), comune attivo dal 15/01/1871." Of a valid code; `today` chooses the century. */
void cigo_person_text(struct cigo_str cf, int32_t today, const struct cigo_birthplace *place, struct cigo_buf *out);
