/* Copies of a store, putting one back, what is wrong with it, who did what, and what is left of a deleted case. */

#include "fixture.h"

#include <cigo/store/care.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_arena *arena;
static struct cigo_store *store;
static struct cigo_error err;
static struct cigo_store_copy copy;

static void set_up(void)
{
    fixture_set_up();
    arena = cigo_arena_new();
    store = fixture_open();
}

static void tear_down(void)
{
    cigo_store_close(store);
    cigo_arena_free(arena);
    fixture_tear_down();
}

static int64_t filled(const char *name, const char *text)
{
    int64_t id = fixture_case(store, name);
    OK(fixture_set(store, id, 1, "causale", NULL, text, &err));
    return id;
}

static bool holds(int64_t id, const char *text)
{
    char *dump = fixture_dump(store, id);
    bool yes = strstr(dump, text) != NULL;
    free(dump);
    return yes;
}

/* ---- copies ---- */

START_TEST(a_copy_is_whole_private_and_one_file)
{
    struct stat st;
    char name[256];
    int64_t id = filled("Rossi", "crisi");
    umask(0);
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    umask(077);
    ck_assert_uint_eq(copy.n_cases, 1);
    ck_assert_int_eq(stat(fixture_path("copia.db"), &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0600);
    ck_assert_int_eq(st.st_size, copy.bytes);
    ck_assert_uint_eq(fixture_count("copia.db", name, sizeof name), 1);
    /* it is a store like any other */
    struct cigo_store_notice notice;
    cigo_store_close(store);
    store = fixture_open_notice(fixture_path("copia.db"), &notice);
    ck_assert_str_eq(notice.text, "");
    ck_assert(holds(id, "crisi"));
}
END_TEST

START_TEST(a_copy_never_takes_the_place_of_a_file)
{
    fixture_write(fixture_path("copia.db"), "mio", 3);
    FAILS(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err), "c'è già");
    ck_assert_int_eq(symlink(fixture_path("altrove"), fixture_path("legame.db")), 0);
    FAILS(cigo_store_backup(store, fixture_path("legame.db"), &copy, &err), "c'è già");
    FAILS(cigo_store_backup(store, fixture_path("manca/copia.db"), &copy, &err), "manca");
    ck_assert_uint_eq(fixture_count("copia.db.", NULL, 0), 0);
    ck_assert(!cigo_files_move(fixture_path("manca"), fixture_path("copia2.db")));
}
END_TEST

START_TEST(a_copy_is_made_while_somebody_works)
{
    int64_t id = filled("Rossi", "prima");
    struct cigo_store *other = fixture_open();
    OK(cigo_store_begin(store, id, "causale", 2, CIGO_TURN_DONE, &err));
    OK(cigo_store_put_field(store, "causale", "prima", "dopo", &err));
    OK(cigo_store_backup(other, fixture_path("copia.db"), &copy, &err));
    OK(cigo_store_commit(store, &err));
    cigo_store_close(other);
    cigo_store_close(store);
    struct cigo_store_notice notice;
    store = fixture_open_notice(fixture_path("copia.db"), &notice);
    ck_assert(holds(id, "prima"));
}
END_TEST

/* ---- putting one back ---- */

START_TEST(a_copy_comes_back_and_what_was_there_is_kept)
{
    const char *kept = NULL;
    struct cigo_store_notice notice;
    int64_t id = filled("Rossi", "vecchia");
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    OK(fixture_set(store, id, 2, "causale", "vecchia", "nuova", &err));
    struct cigo_store *other = fixture_open();
    OK(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err));
    ck_assert_uint_eq(copy.n_cases, 1);
    ck_assert(holds(id, "vecchia"));
    fixture_integrity();
    /* who has it open sees the same */
    char *dump = fixture_dump(other, id);
    ck_assert_ptr_nonnull(strstr(dump, "vecchia"));
    free(dump);
    OK(fixture_set(other, id, 3, "causale", "vecchia", "ancora", &err));
    cigo_store_close(other);
    cigo_store_close(store);
    store = fixture_open_notice(kept, &notice);
    ck_assert(holds(id, "nuova"));
}
END_TEST

START_TEST(what_is_no_good_copy_is_refused)
{
    size_t n;
    const char *kept = NULL;
    int64_t id = filled("Rossi", "presente");
    FAILS(cigo_store_restore(store, fixture_path("manca.db"), arena, &kept, &copy, &err), "non c'è");
    fixture_write(fixture_path("testo.db"), "nessun archivio, solo un testo abbastanza lungo", 47);
    FAILS(cigo_store_restore(store, fixture_path("testo.db"), arena, &kept, &copy, &err), "non è un archivio");
    for (int i = 0; i < 40; i++)
        fixture_case(store, NULL);
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    char *bytes = fixture_read(fixture_path("copia.db"), &n);
    for (size_t at = 4096; at + 200 < n; at += 4096)
        memset(bytes + at, 0xa5, 200);
    fixture_write(fixture_path("rotta.db"), bytes, n);
    free(bytes);
    FAILS(cigo_store_restore(store, fixture_path("rotta.db"), arena, &kept, &copy, &err), "");
    ck_assert_ptr_null(kept);
    ck_assert(holds(id, "presente"));
    ck_assert_uint_eq(fixture_count("cigo.db.prima", NULL, 0), 0);
}
END_TEST

/* Another process that has a case open for writing. */
START_TEST(nothing_is_put_back_under_somebody)
{
    int pipes[2], ready[2];
    char byte;
    const char *kept = NULL;
    int64_t id = filled("Rossi", "presente");
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    ck_assert_int_eq(pipe(pipes), 0);
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        enum cigo_lock lock;
        struct cigo_lock_holder holder;
        struct cigo_store *mine = fixture_open();
        bool ok = cigo_store_lock(mine, id, &lock, &holder, &err) && write(ready[1], "x", 1) == 1 &&
                  read(pipes[0], &byte, 1) == 1;
        _exit(ok ? 0 : 1);
    }
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    FAILS(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err), "maria lavora");
    ck_assert_int_eq(write(pipes[1], "x", 1), 1);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    OK(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err));
}
END_TEST

/* Somebody who begins to write when the store is about to be kept, and is told that it is saved when it was kept: */
static int begin_pipe[2], begun_pipe[2];
static bool in_window;

static _Noreturn void write_in_window(void)
{
    char byte;
    sqlite3 *db = NULL;
    bool ok = sqlite3_open(fixture_path("cigo.db"), &db) == SQLITE_OK && read(begin_pipe[0], &byte, 1) == 1 &&
              sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE answer SET text = 'salvata'", NULL, NULL, NULL) == SQLITE_OK &&
              write(begun_pipe[1], "x", 1) == 1;
    for (int i = 0; i < 500; i++) {
        char name[256] = "";
        if (fixture_count("cigo.db.prima-", name, sizeof name) && !strstr(name, ".parziale"))
            break;
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    ok = ok && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    _exit(ok ? 0 : 1);
}

/* The store asks for the time when it makes the name under which it is kept. */
static void now_in_window(void *data, char ret_text[32])
{
    char byte;
    (void)data;
    snprintf(ret_text, 32, "2026-11-23T10:42:03Z");
    if (in_window)
        ck_assert(write(begin_pipe[1], "x", 1) == 1 && read(begun_pipe[0], &byte, 1) == 1);
    in_window = false;
}

START_TEST(what_is_saved_while_putting_back_is_not_lost)
{
    int status = -1;
    const char *kept = NULL;
    sqlite3 *reader = NULL;
    int64_t id = filled("Rossi", "vecchia");
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    cigo_store_close(store);
    if (_i == 1) { /* without a WAL: somebody reads while it is opened */
        ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &reader), SQLITE_OK);
        ck_assert_int_eq(sqlite3_exec(reader, "PRAGMA journal_mode = DELETE; BEGIN; SELECT * FROM cases", NULL, NULL,
                                      NULL), SQLITE_OK);
    }
    store = cigo_store_open(fixture_path("cigo.db"), &(struct cigo_store_env){.who = "maria", .now = now_in_window}, NULL,
                            &err);
    ck_assert_ptr_nonnull(store);
    sqlite3_close(reader);
    ck_assert_int_eq(pipe(begin_pipe), 0);
    ck_assert_int_eq(pipe(begun_pipe), 0);
    pid_t child = fork();
    if (child == 0)
        write_in_window();
    in_window = true;
    FAILS(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err), "riprovi");
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    ck_assert_ptr_null(kept);
    ck_assert(holds(id, "salvata"));
    ck_assert_uint_eq(fixture_count("cigo.db.", NULL, 0), 0);
    OK(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err));
    ck_assert(holds(id, "vecchia"));
    fixture_integrity();
}
END_TEST

/* A backup that was killed stands in nobody's way. */
START_TEST(a_copy_cut_short_leaves_the_name_free)
{
    filled("Rossi", "crisi");
    fixture_write(fixture_path("copia.db.parziale"), "parte", 5);
    fixture_write(fixture_path("copia.db.parziale-0123abcd"), "parte", 5);
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    ck_assert_uint_eq(fixture_count("copia.db", NULL, 0), 3);
}
END_TEST

/* ---- who did what ---- */

static char told[4096];

static bool tell(void *data, const struct cigo_audit_entry *entry)
{
    size_t *left = data;
    size_t n = strlen(told);
    snprintf(told + n, sizeof told - n, "%s %s %lld %s %s %s\n", entry->when, entry->who, (long long)entry->case_id,
             entry->case_name, entry->type, entry->place);
    return left == NULL || --*left > 0;
}

START_TEST(the_audit_outlives_the_case)
{
    size_t one = 1;
    int64_t first = filled("Rossi", "crisi"), second = filled("Bianchi", "gelo");
    fixture_clock("2026-11-24T08:00:00Z");
    OK(cigo_store_note(store, "export", second, "pdf", &err));
    OK(cigo_store_delete(store, first, &err));
    told[0] = '\0';
    OK(cigo_store_audit(store, 0, "", tell, NULL, &err));
    ck_assert_str_eq(told, "2026-11-23T10:42:03Z maria 1  create \n"
                           "2026-11-23T10:42:03Z maria 2 Bianchi create \n"
                           "2026-11-23T10:42:03Z maria 2 Bianchi field causale\n"
                           "2026-11-24T08:00:00Z maria 2 Bianchi export \n"
                           "2026-11-24T08:00:00Z maria 1  delete \n");
    told[0] = '\0';
    OK(cigo_store_audit(store, 2, "2026-11-24", tell, NULL, &err));
    ck_assert_str_eq(told, "2026-11-24T08:00:00Z maria 2 Bianchi export \n");
    told[0] = '\0';
    OK(cigo_store_audit(store, 0, "", tell, &one, &err));
    ck_assert_str_eq(told, "2026-11-23T10:42:03Z maria 1  create \n");
}
END_TEST

/* ---- out for good ---- */

static bool in_a_file(const char *text)
{
    static const char *const names[] = {"cigo.db", "cigo.db-wal"};
    bool found = false;
    for (size_t i = 0; i < 2; i++) {
        size_t n = 0;
        if (access(fixture_path(names[i]), R_OK) != 0)
            continue;
        char *bytes = fixture_read(fixture_path(names[i]), &n);
        found = found || memmem(bytes, n, text, strlen(text)) != NULL;
        free(bytes);
    }
    return found;
}

START_TEST(nothing_of_a_deleted_case_is_left)
{
    bool clean = false;
    int64_t id = filled("Quadrifoglio", "Settebellezze");
    filled("Altra", "resta");
    OK(fixture_set(store, id, 2, "causale", "Settebellezze", "Ottobrata", &err));
    OK(cigo_store_memo(store, id, "causale", 252, "richiamare Fiordaliso", &err));
    ck_assert(in_a_file("Settebellezze") && in_a_file("Fiordaliso"));
    OK(cigo_store_delete(store, id, &err));
    OK(cigo_store_scrub(store, &clean, &err));
    ck_assert(clean);
    ck_assert(!in_a_file("Settebellezze") && !in_a_file("Ottobrata") && !in_a_file("Quadrifoglio") &&
              !in_a_file("Fiordaliso"));
    ck_assert(in_a_file("resta"));
    fixture_integrity();
}
END_TEST

/* ---- what is wrong ---- */

static enum cigo_health worst;

static void look(void *data, const struct cigo_health_line *line)
{
    (void)data;
    size_t n = strlen(told);
    worst = line->health > worst ? line->health : worst;
    snprintf(told + n, sizeof told - n, "%s\n", line->text);
}

static enum cigo_health examine(const char *path)
{
    told[0] = '\0';
    worst = CIGO_HEALTH_GOOD;
    cigo_store_examine(path, look, NULL);
    return worst;
}

START_TEST(a_good_store_is_good)
{
    filled("Rossi", "crisi");
    ck_assert_int_eq(chmod(fixture_dir(), 0700), 0);
    examine(fixture_path("cigo.db"));
    ck_assert_ptr_nonnull(strstr(told, "integro"));
    ck_assert_ptr_null(strstr(told, "chmod"));
    ck_assert_int_lt(worst, CIGO_HEALTH_BAD);
    ck_assert_int_lt(examine(fixture_path("non ancora.db")), CIGO_HEALTH_BAD);
    ck_assert_int_ne(access(fixture_path("non ancora.db"), F_OK), 0);
}
END_TEST

START_TEST(what_is_wrong_is_said)
{
    size_t n;
    filled("Rossi", "crisi");
    for (int i = 0; i < 60; i++)
        fixture_case(store, NULL);
    ck_assert_int_eq(chmod(fixture_path("cigo.db"), 0644), 0);
    ck_assert_int_eq(examine(fixture_path("cigo.db")), CIGO_HEALTH_BAD);
    ck_assert_ptr_nonnull(strstr(told, "chmod 600"));
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    char *bytes = fixture_read(fixture_path("copia.db"), &n);
    memset(bytes + n - 4096, 0xa5, 4000);
    fixture_write(fixture_path("rotta.db"), bytes, n);
    free(bytes);
    ck_assert_int_eq(examine(fixture_path("rotta.db")), CIGO_HEALTH_BAD);
    ck_assert_ptr_nonnull(strstr(told, "danneggiat"));
    fixture_write(fixture_path("testo.db"), "nessun archivio, solo un testo abbastanza lungo", 47);
    ck_assert_int_eq(examine(fixture_path("testo.db")), CIGO_HEALTH_BAD);
    fixture_write(fixture_path("vuoto.db"), "", 0);
    ck_assert_int_eq(examine(fixture_path("vuoto.db")), CIGO_HEALTH_BAD);
    ck_assert_int_eq(examine(fixture_dir()), CIGO_HEALTH_BAD);
}
END_TEST

/* Damage that is met only when the tables are read, and a log that would have to be read with it. */
START_TEST(what_is_damaged_under_a_log_is_said)
{
    const char *kept = NULL;
    sqlite3 *db = NULL;
    int64_t id = filled("Rossi", "presente");
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    ck_assert_int_eq(sqlite3_open(fixture_path("copia.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA journal_mode = WAL; DROP TABLE meta", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(examine(fixture_path("copia.db")), CIGO_HEALTH_BAD);
    ck_assert_ptr_nonnull(strstr(told, "copia.db»: Non posso leggere l'archivio: l'archivio è danneggiato"));
    FAILS(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err), "danneggiato");
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert(holds(id, "presente"));
    sqlite3_close(db);
}
END_TEST

static void count_case(void *data, const char *name, const char *state)
{
    (void)state;
    ck_assert_str_eq(name, "Rossi");
    ++*(int *)data;
}

/* SQLite follows no link; the folder may be one all the same, wherever a file is named. */
START_TEST(the_folder_may_be_a_link)
{
    int n = 0;
    const char *kept = NULL;
    filled("Rossi", "crisi");
    cigo_store_close(store);
    ck_assert_int_eq(symlink(".", fixture_path("qui")), 0);
    ck_assert_int_eq(chmod(fixture_dir(), 0700), 0);
    store = fixture_open_notice(fixture_path("qui/cigo.db"), NULL);
    OK(cigo_store_backup(store, fixture_path("qui/copia.db"), &copy, &err));
    OK(cigo_store_restore(store, fixture_path("qui/copia.db"), arena, &kept, &copy, &err));
    ck_assert_int_lt(examine(fixture_path("qui/cigo.db")), CIGO_HEALTH_BAD);
    cigo_store_peek(fixture_path("qui/cigo.db"), count_case, &n);
    ck_assert_int_eq(n, 1);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("care");
    TCase *c = tcase_create("care");
    tcase_set_timeout(c, 60); /* one waits for a reader in vain */
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, a_copy_is_whole_private_and_one_file);
    tcase_add_test(c, a_copy_never_takes_the_place_of_a_file);
    tcase_add_test(c, a_copy_is_made_while_somebody_works);
    tcase_add_test(c, a_copy_comes_back_and_what_was_there_is_kept);
    tcase_add_test(c, what_is_no_good_copy_is_refused);
    tcase_add_test(c, nothing_is_put_back_under_somebody);
    tcase_add_loop_test(c, what_is_saved_while_putting_back_is_not_lost, 0, 2);
    tcase_add_test(c, a_copy_cut_short_leaves_the_name_free);
    tcase_add_test(c, the_audit_outlives_the_case);
    tcase_add_test(c, nothing_of_a_deleted_case_is_left);
    tcase_add_test(c, a_good_store_is_good);
    tcase_add_test(c, what_is_wrong_is_said);
    tcase_add_test(c, what_is_damaged_under_a_log_is_said);
    tcase_add_test(c, the_folder_may_be_a_link);
    suite_add_tcase(s, c);
    return s;
}
