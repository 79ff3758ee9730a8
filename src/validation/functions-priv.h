#pragma once
/* The SQL functions that rules may call, and no others. */

#include <sqlite3.h>
#include <stdbool.h>

#include <cigo/base/error.h>

#include <cigo/form/form.h>

/* Register the functions of sql-rules.md §5 on db; `form` (calendar, windows, params, wordlists,
 * choice tags) is borrowed. Also the eponymous virtual table settimane(a, b) with columns lunedi,
 * n. */
bool cigo_sql_functions(sqlite3 *db, const struct cigo_form *form, struct cigo_error *err);
/* Is this function (as the authorizer names it) allowed in a rule? built-ins of §5 included, plus
 * `settimane` machinery if SQLite reports it. */
bool cigo_sql_function_allowed(const char *name);
