/* An import from open to free, and which of its columns goes where: as matched, as the user says with --map or
 * one by one. What cannot be done is found here, before anything is touched. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/form/headers.h>
#include <cigo/i18n/i18n.h>
#include "import-priv.h"

enum { ROWS_MAX = 1000000, TITLES = 64 };

const char *cigo_import_path(const char *typed, const char *home, struct cigo_arena *arena)
{
    struct cigo_str path = cigo_str_trim(cigo_str_of(typed));
    bool quoted = path.n > 2 && (path.p[0] == '\'' || path.p[0] == '"') && path.p[path.n - 1] == path.p[0];
    if (home && cigo_str_starts(path, CIGO_STR("~/")))
        return cigo_arena_printf(arena, "%s%.*s", home, (int)path.n - 1, path.p + 1);
    return cigo_arena_str(arena, quoted ? (struct cigo_str){path.p + 1, path.n - 2} : path);
}

/* What the cells tell of how they are written, once it is known where they go. */
static void look_at_cells(struct cigo_import *import)
{
    import_find_decimal(import);
    import_find_zeros(import);
}

struct cigo_import *cigo_import_open(struct cigo_session *session, const struct cigo_group *group,
                                     const char *path, const char *map_word, struct cigo_error *err)
{
    struct cigo_sheet sheet;
    size_t max = group->max_rows ? group->max_rows : ROWS_MAX;
    if (!cigo_sheet_open(&sheet, path, max + TITLES, err))
        return NULL;
    struct cigo_import *import = cigo_alloc(sizeof *import);
    *import = (struct cigo_import){.session = session, .group = group, .sheet = sheet, .map_word = map_word,
                                   .arena = cigo_arena_new()};
    import_match(import);
    look_at_cells(import);
    return import;
}

void cigo_import_free(struct cigo_import *import)
{
    if (!import)
        return;
    cigo_sheet_finish(&import->sheet);
    cigo_arena_free(import->arena);
    free(import);
}

const struct cigo_group *cigo_import_group(const struct cigo_import *import)
{
    return import->group;
}

const struct cigo_import_column *cigo_import_columns(const struct cigo_import *import, size_t *ret_n)
{
    *ret_n = import->n_columns;
    return import->columns;
}

const struct cigo_import_counts *cigo_import_counts(const struct cigo_import *import)
{
    return &import->counts;
}

const struct cigo_import_bad *cigo_import_bad(const struct cigo_import *import, size_t *ret_n)
{
    *ret_n = import->n_bad;
    return import->bad;
}

const char *cigo_import_mode_word(enum cigo_import_mode mode)
{
    static const char *const words[] = {"append", "replace", "update"};
    return words[mode];
}

/* ---- which column goes where ---- */

static void choose(struct cigo_import *import, size_t column, const struct cigo_field *field)
{
    for (size_t i = 0; i < import->n_columns; i++) {
        struct cigo_import_column *other = &import->columns[i];
        if (field && other->field == field)
            *other = (struct cigo_import_column){.heading = other->heading};
        if (field && other->near == field)
            other->near = NULL;
    }
    import->columns[column].field = field;
    import->columns[column].near = NULL;
    import->columns[column].how = field ? CIGO_COLUMN_CHOSEN : CIGO_COLUMN_LEFT_OUT;
}

void cigo_import_choose(struct cigo_import *import, size_t column, const struct cigo_field *field)
{
    choose(import, column, field);
    look_at_cells(import);
}

/* The column of the file that --map names: by its heading, else by its number; n_columns if there is none. */
static size_t named_column(const struct cigo_import *import, struct cigo_str name)
{
    struct cigo_buf want, key;
    size_t i = 0, number = 0;
    cigo_buf_init(&want, 4096);
    cigo_buf_init(&key, 4096);
    cigo_header_key(name, &want);
    for (; i < import->n_columns; i++) {
        cigo_buf_clear(&key);
        cigo_header_key(cigo_str_of(import->columns[i].heading), &key);
        if (want.n && cigo_str_eq(cigo_buf_str(&want), cigo_buf_str(&key)))
            break;
    }
    cigo_buf_finish(&want);
    cigo_buf_finish(&key);
    if (i < import->n_columns)
        return i;
    for (i = 0; i < name.n; i++) {
        if (name.p[i] < '0' || name.p[i] > '9' || number > CIGO_SHEET_COLUMNS)
            return import->n_columns;
        number = number * 10 + (size_t)(name.p[i] - '0');
    }
    return number >= 1 && number <= import->n_columns ? number - 1 : import->n_columns;
}

static struct cigo_str cut(struct cigo_str *rest, char sign)
{
    const char *at = memchr(rest->p, sign, rest->n);
    struct cigo_str part = {rest->p, at ? (size_t)(at - rest->p) : rest->n};
    *rest = (struct cigo_str){rest->p + part.n + (at != NULL), rest->n - part.n - (at != NULL)};
    return cigo_str_trim(part);
}

/* One "a=b"; applied only in the second run, when all of them are known to be right. */
static bool map_one(struct cigo_import *import, struct cigo_str pair, bool apply, struct cigo_error *err)
{
    struct cigo_str name = cut(&pair, '='), target = cigo_str_trim(pair);
    size_t column = named_column(import, name);
    const struct cigo_field *field = cigo_group_header(import->group, target);
    if (name.n == 0 || target.n == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Si scrive %scolonna del file=colonna di %s, più d'una separate da virgole; «-» dopo l'uguale "
                           "lascia fuori la colonna."),
                         import->map_word, import->group->id);
    if (column == import->n_columns)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Il file non ha una colonna «%.*s». Si indica con il suo nome, o con il suo numero da 1 "
                           "a %zu."),
                         (int)name.n, name.p, import->n_columns);
    if (!field && !cigo_str_is(target, "-")) {
        const struct cigo_field *near = cigo_group_header_near(import->group, target);
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%.*s» non è una colonna di «%s»%s%s%s."), (int)target.n,
                         target.p, import->group->id, near ? _("; forse «") : "", near ? near->id : "",
                         near ? "»" : "");
    }
    if (apply)
        choose(import, column, field);
    return true;
}

bool cigo_import_map(struct cigo_import *import, const char *map, struct cigo_error *err)
{
    for (int apply = 0; apply <= 1; apply++) {
        struct cigo_str rest = cigo_str_of(map);
        do {
            if (!map_one(import, cut(&rest, ','), apply, err))
                return false;
        } while (rest.n);
    }
    look_at_cells(import);
    return true;
}

/* ---- what cannot be done ---- */

static bool no_columns(const struct cigo_import *import, struct cigo_error *err)
{
    struct cigo_buf ids;
    cigo_buf_init(&ids, 600);
    for (size_t i = 0; i < import->group->n_fields; i++)
        cigo_buf_printf(&ids, "%s%s", i ? ", " : "", import->group->fields[i].id);
    cigo_fail(err, CIGO_EXIT_USAGE,
              import->has_header
                  ? _("Nessuna colonna del file ha un nome che conosco. Le colonne di «%s» sono: %s. Dica qual è quale, "
                      "per esempio %s1=%s.")
                  : _("La prima riga non ha nomi di colonne che conosco, e quello che c'è nelle celle non basta a capire "
                      "quale colonna è quale. Le colonne di «%s» sono: %s. Le scriva nella prima riga del file, o dica "
                      "qual è quale, per esempio %s1=%s."),
              import->group->id, ids.p, import->map_word, import->group->fields[0].id);
    cigo_buf_finish(&ids);
    return false;
}

/* Of an update most rows are there already: only where there may be too many are the new ones counted. */
static size_t rows_then(struct cigo_import *import, enum cigo_import_mode mode)
{
    size_t rows = import_n_rows(import), max = import->group->max_rows;
    size_t now = cigo_session_answers(import->session)->groups[import->group->index].n;
    if (mode == CIGO_IMPORT_REPLACE)
        return rows;
    if (mode == CIGO_IMPORT_APPEND || !max || now + rows <= max)
        return now + rows;
    cigo_import_look(import, mode);
    return now + import->counts.added;
}

static bool has_room(struct cigo_import *import, enum cigo_import_mode mode, struct cigo_error *err)
{
    size_t rows = import_n_rows(import), max = import->group->max_rows, sum = rows ? rows_then(import, mode) : 0;
    if (rows == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Nel file non c'è nessuna riga, oltre ai nomi delle colonne."));
    if (!max || sum <= max)
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("«%s» può avere al massimo %zu righe, e con queste sarebbero %zu: non ho importato nulla."),
                     import->group->label, max, sum);
}

bool cigo_import_ready(struct cigo_import *import, enum cigo_import_mode mode, struct cigo_error *err)
{
    const struct cigo_field *key = import->group->key;
    bool any = false, has_key = false;
    for (size_t i = 0; i < import->n_columns; i++) {
        any |= import->columns[i].field != NULL;
        has_key |= key && import->columns[i].field == key;
    }
    if (!any)
        return no_columns(import, err);
    if (mode == CIGO_IMPORT_UPDATE && !key)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Le righe di «%s» non hanno una chiave da cui riconoscerle: si possono aggiungere, o mettere "
                           "al posto di quelle che ci sono."),
                         import->group->label);
    if (mode == CIGO_IMPORT_UPDATE && !has_key)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Per aggiornare serve la colonna «%s», da cui si riconoscono le righe, e nel file non l'ho "
                           "trovata. La indichi, per esempio con %s1=%s."),
                         key->label, import->map_word, key->id);
    return has_room(import, mode, err);
}
