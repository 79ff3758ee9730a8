/* The tables of places on disk: installed whole or not at all, read when somebody asks. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>

#include "gazetteer-priv.h"

enum { MAX_FILE = 8 << 20 };

/* ---- files ---- */

static char *table_path(const char *dir, const char *name)
{
    char *folder = cigo_path_join(dir, "tabelle");
    char *path = cigo_alloc(strlen(folder) + strlen(name) + 6);
    snprintf(path, strlen(folder) + strlen(name) + 6, "%s/%s.tsv", folder, name);
    free(folder);
    return path;
}

static bool load(const char *path, struct gazetteer_table *ret_table, struct cigo_error *err)
{
    char *text;
    size_t n;
    return cigo_file_read(path, MAX_FILE, &text, &n, err) &&
           (cigo_gazetteer_read(text, n, ret_table, err) || cigo_fail_prefix(err, "«%s»", path));
}

static struct cigo_gazetteer_table about(const struct gazetteer_table *table)
{
    struct cigo_gazetteer_table ret = {table->layout->name, _(table->layout->what), table->n, ""};
    memcpy(ret.changed, table->changed, sizeof ret.changed);
    return ret;
}

/* An older table does not take the place of a newer one by mistake. */
static bool newer_than(const char *path, const struct gazetteer_table *table, bool force, struct cigo_error *err)
{
    struct gazetteer_table old;
    struct stat info;
    struct cigo_error ignored;
    if (force || stat(path, &info) != 0 || !load(path, &old, &ignored))
        return true;
    bool ok = old.layout != table->layout || strcmp(old.changed, table->changed) <= 0 ||
              cigo_fail(err, CIGO_EXIT_USAGE,
                        _("la tabella «%s» che c'è già è più recente (%s, questa %s): --force la sostituisce comunque."),
                        table->layout->name, old.changed, table->changed);
    cigo_gazetteer_table_finish(&old);
    return ok;
}

static bool install(const char *dir, const struct gazetteer_table *table, struct cigo_str text, bool force,
                    struct cigo_error *err)
{
    char *path = table_path(dir, table->layout->name), *folder = cigo_path_join(dir, "tabelle");
    bool ok = newer_than(path, table, force, err) && cigo_path_make_dirs(folder, 0700, err) &&
              cigo_file_write(path, text, true, err);
    free(path);
    free(folder);
    return ok;
}

bool cigo_gazetteer_import(const char *dir, const char *file, bool force, struct cigo_gazetteer_table *ret_table,
                           struct cigo_error *err)
{
    struct gazetteer_table table;
    char *text;
    size_t n;
    if (!cigo_file_read(file, MAX_FILE, &text, &n, err))
        return false;
    char *work = cigo_alloc(n + 1); /* reading cuts it up */
    memcpy(work, text, n + 1);
    bool ok = cigo_gazetteer_read(work, n, &table, err) || cigo_fail_prefix(err, "«%s»", file);
    if (ok) {
        ok = install(dir, &table, (struct cigo_str){text, n}, force, err);
        if (ok)
            *ret_table = about(&table);
        cigo_gazetteer_table_finish(&table);
    }
    free(text);
    return ok;
}

bool cigo_gazetteer_remove(const char *dir, const char *name, struct cigo_error *err)
{
    for (size_t i = 0; i < N_TABLES; i++) {
        if (strcmp(cigo_gazetteer_layouts[i].name, name) != 0)
            continue;
        char *path = table_path(dir, name);
        bool ok = unlink(path) == 0 ||
                  (errno == ENOENT ? cigo_fail(err, CIGO_EXIT_USAGE, _("la tabella «%s» non è installata."), name)
                                   : cigo_fail(err, CIGO_EXIT_STORAGE, _("non riesco a togliere «%s»: %s."), path,
                                               strerror(errno)));
        free(path);
        return ok;
    }
    return cigo_fail(err, CIGO_EXIT_USAGE, _("non c'è una tabella «%s»: ci sono comuni, luoghi, stati."), name);
}

/* ---- open ---- */

struct cigo_gazetteer *cigo_gazetteer_open(const char *dir)
{
    struct cigo_gazetteer *gazetteer = cigo_alloc_array(1, sizeof *gazetteer);
    gazetteer->dir = cigo_strdup(dir);
    return gazetteer;
}

void cigo_gazetteer_free(struct cigo_gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    for (size_t i = 0; i < N_TABLES; i++)
        cigo_gazetteer_table_finish(&gazetteer->tables[i]);
    for (size_t i = 0; i < gazetteer->n_names; i++)
        free(gazetteer->names[i].key);
    free(gazetteer->names);
    free(gazetteer->dir);
    free(gazetteer);
}

const struct gazetteer_table *cigo_gazetteer_need(struct cigo_gazetteer *gazetteer, size_t i, struct cigo_error *err)
{
    struct gazetteer_table *table = &gazetteer->tables[i];
    struct stat info;
    if (gazetteer->tried[i])
        return table;
    gazetteer->tried[i] = true;
    char *path = table_path(gazetteer->dir, cigo_gazetteer_layouts[i].name);
    if (stat(path, &info) == 0 && load(path, table, err) && table->layout != &cigo_gazetteer_layouts[i]) {
        cigo_gazetteer_table_finish(table);
        cigo_fail(err, CIGO_EXIT_STORAGE, _("«%s»: è un'altra tabella."), path);
    }
    free(path);
    return table;
}

bool cigo_gazetteer_table(struct cigo_gazetteer *gazetteer, size_t i, struct cigo_gazetteer_table *ret_table,
                          struct cigo_error *err)
{
    if (i >= N_TABLES)
        return false;
    const struct gazetteer_table *table = cigo_gazetteer_need(gazetteer, i, err);
    *ret_table = table->layout ? about(table)
                               : (struct cigo_gazetteer_table){cigo_gazetteer_layouts[i].name,
                                                               _(cigo_gazetteer_layouts[i].what), 0, ""};
    return true;
}
