/* See opening.h. */

#include "opening.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

struct cigo_error err;
struct cigo_store_notice notice;

const char *db(void)
{
    return fixture_path("cigo.db");
}

struct cigo_store *open_db(void)
{
    return fixture_open_notice(db(), &notice);
}

void close_checked(struct cigo_store *store)
{
    cigo_store_close(store);
    fixture_integrity();
}

void make_db(void)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "ditta");
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    cigo_store_close(store);
}

/* A database that fills many pages. */
void make_big_db(void)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "ditta");
    OK(cigo_store_begin(store, id, "x", 1, CIGO_TURN_DONE, &err));
    for (int i = 0; i < 2000; i++)
        OK(cigo_store_add_row(store, "g", i + 1, (size_t)i, (const char *[]){"nome"},
                              (const char *[]){"un testo abbastanza lungo"}, 1, &err));
    OK(cigo_store_commit(store, &err));
    cigo_store_close(store);
}

void sql(const char *path, const char *text)
{
    sqlite3 *conn = NULL;
    char *message = NULL;
    ck_assert_int_eq(sqlite3_open(path, &conn), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(conn, text, NULL, NULL, &message) == SQLITE_OK, "%s", message);
    sqlite3_close(conn);
}

unsigned mode_of(const char *name)
{
    struct stat st;
    ck_assert_msg(lstat(fixture_path(name), &st) == 0, "%s", name);
    return (unsigned)st.st_mode & 07777;
}

void says(const char *words)
{
    ck_assert_msg(strstr(notice.text, words) != NULL, "«%s» not in: %s", words, notice.text);
}
