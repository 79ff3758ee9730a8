#pragma once
/* The headings of tables that come from elsewhere, and the columns that they mean. A heading is compared
 * without case, accents, blanks and punctuation with the column's id, its label and its `headers`. */

#include <cigo/base/buf.h>
#include <cigo/form/form.h>

/* What is compared: "Cod. Fiscale" → "codfiscale"; empty when nothing of it is a letter or digit. */
void cigo_header_key(struct cigo_str text, struct cigo_buf *out);
/* The i-th name of a column (label, id, headers), or NULL past the last. */
const char *cigo_field_header(const struct cigo_field *column, size_t i);
/* The column that a heading names, or NULL. */
const struct cigo_field *cigo_group_header(const struct cigo_group *group, struct cigo_str heading);
/* The column that a heading may mean: a name a few letters away, or one that the heading begins or ends with.
 * To be proposed, never taken; NULL if there is none. */
const struct cigo_field *cigo_group_header_near(const struct cigo_group *group, struct cigo_str heading);
