#pragma once
/* A form for the checker and the functions: the names that sql-rules.md and form-language.md use.
 */

#include <sqlite3.h>

#include <cigo/form/form.h>

struct cigo_form *check_form(void); /* free with cigo_form_free */
/* Its tables, with one row of unknowns in each, and the functions. Close with sqlite3_close. */
sqlite3 *check_database(const struct cigo_form *form);
