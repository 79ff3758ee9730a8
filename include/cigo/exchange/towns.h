#pragma once
/* What a table of municipalities offers for an answer; nothing is put in before somebody says so. */

#include <cigo/base/town.h>
#include <cigo/session/desk.h>

enum { CIGO_TOWNS_SHOWN = 9 };

/* The municipality field that this one is, or is completed with; NULL = it is neither. */
const struct cigo_field *cigo_town_field(const struct cigo_form *form, const struct cigo_field *field);
/* How many municipalities the field's answer may mean, where something is left to put in; 0 = none, or the
 * answers say already what the table says. The first CIGO_TOWNS_SHOWN in ret. */
size_t cigo_town_offers(const struct cigo_desk *desk, const struct cigo_field *field,
                        struct cigo_town ret[CIGO_TOWNS_SHOWN]);
/* "ABANO TERME (PD), CAP 35031" */
void cigo_town_text(const struct cigo_town *town, struct cigo_buf *out);
/* Its name, and province and CAP where the form has a place for them: one action. */
bool cigo_town_put(struct cigo_session *session, const struct cigo_field *field, const struct cigo_town *town,
                   struct cigo_effects *ret_effects, struct cigo_error *err);
/* Of an answer that is a codice fiscale: who is born where, if a table knows; else nothing. */
void cigo_birth_text(const struct cigo_desk *desk, struct cigo_place place, struct cigo_buf *out);
