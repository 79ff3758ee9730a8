#pragma once
/* Tables of places that a user may install beside the archive: municipalities with their province and CAP,
 * all Italian codes of birthplaces past and present, foreign states. Nothing requires them; they explain and
 * complete, they never refuse. Each is a checked copy of the file that was imported, 0600, in `tabelle/`. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/base/town.h>
#include <cigo/base/str.h>

struct cigo_gazetteer;

struct cigo_gazetteer_table {
    const char *name;    /* "comuni", "luoghi", "stati" */
    const char *what;    /* "comuni con provincia e CAP" */
    size_t rows;         /* 0 = not installed */
    char changed[11];    /* the latest date in it, ISO: its version */
};

/* Check a file and install it in `dir` (the archive's folder) as the table whose header it has, in place of
 * the one that was there; whole or not at all. One that is older than the table there is refused unless
 * `force`. An error names the line. */
bool cigo_gazetteer_import(const char *dir, const char *file, bool force, struct cigo_gazetteer_table *ret_table,
                           struct cigo_error *err);
bool cigo_gazetteer_remove(const char *dir, const char *name, struct cigo_error *err);

/* Nothing is read before it is asked for. A table that is not installed, or is damaged, knows nothing. */
struct cigo_gazetteer *cigo_gazetteer_open(const char *dir);
void cigo_gazetteer_free(struct cigo_gazetteer *gazetteer); /* NULL allowed */
/* The i-th table, installed or not; false after the last. An installed one that cannot be used: err. */
bool cigo_gazetteer_table(struct cigo_gazetteer *gazetteer, size_t i, struct cigo_gazetteer_table *ret_table,
                          struct cigo_error *err);
/* How many municipalities have a name (in either language) that begins so, case, accents and signs left
 * aside; the first `max` of them in ret, by name. A name that is the whole text counts alone. */
size_t cigo_gazetteer_towns(struct cigo_gazetteer *gazetteer, struct cigo_str start, struct cigo_town *ret, size_t max);
/* By the four characters of a codice fiscale. */
bool cigo_gazetteer_birthplace(struct cigo_gazetteer *gazetteer, struct cigo_str code,
                               struct cigo_birthplace *ret_place);
