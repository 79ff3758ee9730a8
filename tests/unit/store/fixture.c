/* See fixture.h. */

#include "fixture.h"

#include <cigo/base/path.h>

#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dir[256];
static char clock_text[32];

static void now(void *data, char ret_text[32])
{
    (void)data;
    snprintf(ret_text, 32, "%s", clock_text);
}

const struct cigo_store_env fixture_env = {.who = "maria", .now = now};

void fixture_set_up(void)
{
    unit_tempdir(dir, sizeof dir);
    fixture_clock("2026-11-23T10:42:03Z");
}

void fixture_tear_down(void)
{
    unit_remove(dir);
}

const char *fixture_dir(void)
{
    return dir;
}

const char *fixture_path(const char *name)
{
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", dir, name);
    return path;
}

void fixture_clock(const char *text)
{
    snprintf(clock_text, sizeof clock_text, "%s", text);
}

struct cigo_store *fixture_open_notice(const char *path, struct cigo_store_notice *ret_notice)
{
    struct cigo_error err = {0};
    struct cigo_store *store = cigo_store_open(path, &fixture_env, ret_notice, &err);
    ck_assert_msg(store != NULL, "%s", err.text);
    return store;
}

struct cigo_store *fixture_open(void)
{
    struct cigo_store_notice notice;
    struct cigo_store *store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert_str_eq(notice.text, "");
    ck_assert(!notice.read_only);
    return store;
}

int64_t fixture_case(struct cigo_store *store, const char *name)
{
    struct cigo_error err = {0};
    int64_t id = 0;
    OK(cigo_store_create(store, name, "cigo", "1", &id, &err));
    return id;
}

static void dump_field(void *data, const char *field, const char *text)
{
    cigo_buf_printf(data, "%s=%s\n", field, text);
}

static void dump_row(void *data, const char *group, int64_t row, const char *const *columns,
                     const char *const *texts, size_t n)
{
    cigo_buf_printf(data, "%s/%lld", group, (long long)row);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(data, " %s=%s", columns[i], texts[i]);
    cigo_buf_puts(data, "\n");
}

static void dump_waiver(void *data, const char *alert, int64_t row, const char *state,
                        const char *reason, const char *inputs, const char *form_version)
{
    cigo_buf_printf(data, "!%s/%lld %s|%s|%s|%s\n", alert, (long long)row, state, reason, inputs,
                    form_version);
}

char *fixture_dump(struct cigo_store *store, int64_t id)
{
    struct cigo_error err = {0};
    struct cigo_buf out;
    cigo_buf_init(&out, 64u << 20);
    const struct cigo_store_reader reader = {&out, dump_field, dump_row, dump_waiver};
    OK(cigo_store_read(store, id, &reader, &err));
    return cigo_buf_take(&out);
}

bool fixture_set(struct cigo_store *store, int64_t id, uint64_t action, const char *field,
                 const char *old_text, const char *new_text, struct cigo_error *err)
{
    if (!cigo_store_begin(store, id, "risposta", action, CIGO_TURN_DONE, err))
        return false;
    if (cigo_store_put_field(store, field, old_text, new_text, err))
        return cigo_store_commit(store, err);
    cigo_store_rollback(store);
    return false;
}

struct some {
    void (*each)(void *data, const struct cigo_journal_entry *entry);
    void *data;
    size_t left; /* 0 = all */
};

static bool some_more(void *data, const struct cigo_journal_entry *entry)
{
    struct some *some = data;
    some->each(some->data, entry);
    return some->left == 0 || --some->left > 0;
}

bool fixture_journal(struct cigo_store *store, int64_t id, const char *place, size_t limit,
                     void (*each)(void *data, const struct cigo_journal_entry *entry), void *data,
                     struct cigo_error *err)
{
    struct some some = {each, data, limit};
    return cigo_store_journal(store, id, place, 0, some_more, &some, err);
}

static void count_entry(void *data, const struct cigo_journal_entry *entry)
{
    (void)entry;
    ++*(size_t *)data;
}

size_t fixture_entries(struct cigo_store *store, int64_t id)
{
    struct cigo_error err = {0};
    size_t n = 0;
    OK(fixture_journal(store, id, NULL, 0, count_entry, &n, &err));
    return n;
}

char *fixture_read(const char *path, size_t *ret_size)
{
    struct cigo_error err = {0};
    char *text = NULL;
    OK(cigo_file_read(path, 256u << 20, &text, ret_size, &err));
    return text;
}

void fixture_write(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    ck_assert(file != NULL);
    ck_assert_uint_eq(fwrite(bytes, 1, n, file), n);
    ck_assert_int_eq(fclose(file), 0);
}

size_t fixture_count(const char *prefix, char *buf, size_t size)
{
    DIR *folder = opendir(dir);
    size_t n = 0;
    ck_assert(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
            continue;
        n++;
        if (buf)
            snprintf(buf, size, "%s", entry->d_name);
    }
    closedir(folder);
    return n;
}

static int first_line(void *data, int n, char **values, char **names)
{
    (void)names;
    char *line = data;
    if (n > 0 && line[0] == '\0')
        snprintf(line, 256, "%s", values[0] ? values[0] : "");
    return 0;
}

void fixture_integrity(void)
{
    sqlite3 *db = NULL;
    char line[256] = "", keys[256] = "";
    ck_assert_int_eq(sqlite3_open_v2(fixture_path("cigo.db"), &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA integrity_check", first_line, line, NULL), SQLITE_OK);
    ck_assert_str_eq(line, "ok");
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA foreign_key_check", first_line, keys, NULL), SQLITE_OK);
    ck_assert_str_eq(keys, "");
    sqlite3_close(db);
}
