/* Each call of SQLite that a function of the store makes fails in turn. What writes then says so and leaves every
 * table as it was, or is allowed not to matter; what reads says so; the same call works right after. */

#include "failing.h"
#include "fixture.h"

#include <cigo/store/book.h>
#include <cigo/store/care.h>
#include <cigo/store/list.h>
#include <cigo/store/pack.h>
#include <cigo/store/shelf.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_arena *arena;
static struct cigo_store *store, *there; /* `there` has the case as it was a while ago */
static struct cigo_error err;
static int64_t id;
static struct cigo_buf old_pack, noted_pack, new_pack;
static int64_t made;

/* ---- all that is in the tables ---- */

static void dump_table(sqlite3 *db, const char *name, struct cigo_buf *out)
{
    char text[128];
    sqlite3_stmt *rows = NULL;
    snprintf(text, sizeof text, "SELECT * FROM \"%s\"", name);
    ck_assert_int_eq(sqlite3_prepare_v2(db, text, -1, &rows, NULL), SQLITE_OK);
    cigo_buf_printf(out, "%s\n", name);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const char *cell = (const char *)sqlite3_column_text(rows, i);
            cigo_buf_printf(out, "|%s", cell ? cell : "NULL");
        }
        cigo_buf_puts(out, "\n");
    }
    sqlite3_finalize(rows);
}

static char *dump_all(void)
{
    struct cigo_store *const stores[] = {store, there};
    struct cigo_buf out;
    cigo_buf_init(&out, 64u << 20);
    for (size_t i = 0; i < sizeof stores / sizeof *stores; i++) {
        sqlite3_stmt *tables = NULL;
        ck_assert_int_eq(sqlite3_prepare_v2(stores[i]->db, "SELECT name FROM sqlite_schema WHERE type = 'table'", -1,
                                            &tables, NULL), SQLITE_OK);
        while (sqlite3_step(tables) == SQLITE_ROW)
            dump_table(stores[i]->db, (const char *)sqlite3_column_text(tables, 0), &out);
        sqlite3_finalize(tables);
    }
    return cigo_buf_take(&out);
}

/* ---- a case with something of everything ---- */

static bool action(bool bulk, uint64_t number, bool (*change)(void))
{
    bool ok = bulk ? cigo_store_begin_bulk(store, id, "prova", number, CIGO_TURN_DONE, &err)
                   : cigo_store_begin(store, id, "prova", number, CIGO_TURN_DONE, &err);
    if (!ok)
        return false;
    if (change())
        return cigo_store_commit(store, &err);
    cigo_store_rollback(store);
    return false;
}

static const char *const columns[] = {"nome", "ore"};

static int64_t first_row;

static int64_t read_row(void *data, size_t i, const char **texts)
{
    (void)data;
    if (texts) {
        texts[0] = i ? "Bo" : "Ada";
        texts[1] = i ? NULL : "8";
    }
    return first_row + (int64_t)i;
}


static bool changes(void)
{
    const size_t end = first_row == 100 ? 2 : 4; /* the second time two rows are there already */
    const struct cigo_store_rows at_end = {"g", end, 3, columns, 2, read_row, NULL};
    const struct cigo_store_rows inside = {"g", end, 1, columns, 2, read_row, NULL};
    const char *const texts[] = {"Cleo", "7"};
    return cigo_store_put_field(store, "a", "1", "2", &err) && cigo_store_put_field(store, "b", "1", NULL, &err) &&
           cigo_store_add_row(store, "g", 7, 1, columns, texts, 2, &err) && cigo_store_add_rows(store, &at_end, &err) &&
           cigo_store_put_cell(store, "g", first_row + 1, "ore", NULL, "4", &err) &&
           cigo_store_remove_rows(store, &inside, &err) &&
           cigo_store_remove_row(store, "g", 7, 1, &err) &&
           cigo_store_put_waiver(store, "R-1", 0, "acknowledged", "perché", "a=2", "1", &err) &&
           cigo_store_put_waiver(store, "R-2", 0, "open", NULL, NULL, "1", &err);
}

static bool first_answers(void)
{
    const char *const texts[] = {"Dea", "6"};
    return cigo_store_put_field(store, "a", NULL, "1", &err) && cigo_store_put_field(store, "b", NULL, "1", &err) &&
           cigo_store_add_row(store, "g", 1, 0, columns, texts, 2, &err) &&
           cigo_store_put_waiver(store, "R-2", 0, "contested", "no", "b=1", "1", &err);
}

static bool later_answer(void)
{
    return cigo_store_put_field(store, "c", NULL, "dopo", &err);
}

static void set_up(void)
{
    struct cigo_store_notice notice;
    if (access("/dev/shm", W_OK) == 0) /* where syncing costs nothing */
        setenv("TMPDIR", "/dev/shm", 0);
    fixture_set_up();
    arena = cigo_arena_new();
    cigo_buf_init(&old_pack, 1u << 20);
    cigo_buf_init(&noted_pack, 1u << 20);
    cigo_buf_init(&new_pack, 1u << 20);
    store = fixture_open();
    there = fixture_open_notice(fixture_path("altrove.db"), &notice);
    id = fixture_case(store, "prova");
    OK(action(false, 1, first_answers));
    OK(cigo_store_tick(store, id, "a", "x", &err));
    OK(cigo_store_draft(store, id, "a", "a metà", &err));
    OK(cigo_store_tag(store, id, "vecchia", true, &err));
    OK(cigo_store_memo(store, id, "a", 60, "ha chiamato", &err));
    OK(cigo_store_pack(store, id, &old_pack, &err));
    OK(cigo_store_unpack(there, cigo_buf_str(&old_pack), CIGO_UNPACK_NEW, NULL, &made, &err));
    OK(cigo_store_memo(store, id, "a", -1, "richiama", &err));
    OK(cigo_store_tick(store, id, "b", "y", &err));
    OK(cigo_store_pack(store, id, &noted_pack, &err));
    OK(action(false, 2, later_answer));
    OK(cigo_store_pack(store, id, &new_pack, &err));
}

static void tear_down(void)
{
    cigo_store_close(store);
    cigo_store_close(there);
    fixture_integrity();
    cigo_buf_finish(&old_pack);
    cigo_buf_finish(&noted_pack);
    cigo_buf_finish(&new_pack);
    cigo_arena_free(arena);
    fixture_tear_down();
}

/* ---- what writes ---- */

static bool create(void) { return cigo_store_create(store, NULL, "cigo", "1", &made, &err); }
static bool create_from(void) { return cigo_store_create_from(store, "da", "cigo", "1", "prova", &made, &err); }
static bool rename_it(void) { return cigo_store_rename(store, id, "altro nome", &err); }
static bool copy_named(void) { return cigo_store_copy(store, id, "copia mia", &made, &err); }
static bool copy_it(void) { return cigo_store_copy(store, id, NULL, &made, &err); }
static bool delete_it(void) { return cigo_store_delete(store, made, &err); }
static bool version(void) { return cigo_store_form_version(store, id, "2", &err); }
static bool position(void) { return cigo_store_position(store, id, "a||0|1", &err); }
static bool draft(void) { return cigo_store_draft(store, id, "b", "mezza parola", &err); }
static bool no_draft(void) { return cigo_store_draft(store, id, "b", "", &err); }
static bool tick(void) { return cigo_store_tick(store, id, "b", "x", &err); }
static bool no_tick(void) { return cigo_store_tick(store, id, "b", NULL, &err); }
static bool tag(void) { return cigo_store_tag(store, id, "urgente", true, &err); }
static bool no_tag(void) { return cigo_store_tag(store, id, "urgente", false, &err); }
static bool aside(void) { return cigo_store_archive(store, id, true, &err); }
static bool memo(void) { return cigo_store_memo(store, id, "", -1, "una nota", &err); }
static bool note(void) { return cigo_store_note(store, "export", id, "csv", &err); }
static bool hush(void) { return cigo_store_book_hush(store, id, &err); }
static bool answers(void)
{
    first_row = 100;
    return action(false, 3, changes);
}
static bool import(void)
{
    first_row = 300;
    return action(true, 4, changes);
}
static bool backup(void)
{
    struct cigo_store_copy copy;
    unlink(fixture_path("copia.db"));
    return cigo_store_backup(store, fixture_path("copia.db"), &copy, &err);
}
static bool restore(void)
{
    const char *kept;
    struct cigo_store_copy copy;
    return cigo_store_restore(there, fixture_path("copia.db"), arena, &kept, &copy, &err);
}
static bool scrub(void)
{
    bool clean = false;
    return cigo_store_scrub(there, &clean, &err);
}
static bool forget_words(void) { return cigo_store_forget_words(store, &err); }

static bool unpack(enum cigo_unpack how, const struct cigo_buf *pack)
{
    return cigo_store_unpack(there, cigo_buf_str(pack), how, NULL, &made, &err);
}
static bool unpack_join(void) { return unpack(CIGO_UNPACK_UPDATE, &noted_pack); }
static bool unpack_update(void) { return unpack(CIGO_UNPACK_UPDATE, &new_pack); }
static bool unpack_beside(void) { return unpack(CIGO_UNPACK_BESIDE, &old_pack); }

static bool summary(void)
{
    static const struct cigo_summary s = {"in corso", "2026-12-31", "Termine", "Rossi", "Sede", "gelo", "Gelo",
                                          "2026-11-02", "2026-11-29", 1, 2, 3, false, ""};
    return cigo_store_summary(store, id, 4, &s, "rossi gelo sede", &err);
}

static int64_t company, unit;
static bool book_put(void)
{
    static const struct cigo_book_value v[] = {{"vat", "1"}, {"name", "Rossi"}};
    company = 0;
    return cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &company, v, 2, &err);
}
static bool book_unit(void)
{
    static const struct cigo_book_value v[] = {{"street", "via Uno"}};
    unit = 0;
    return cigo_store_book_put(store, CIGO_BOOK_UNIT, company, &unit, v, 1, &err);
}
static bool book_change(void)
{
    static const struct cigo_book_value v[] = {{"vat", ""}, {"name", "Bianchi"}};
    return cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &company, v, 2, &err);
}
static bool book_forget(void) { return cigo_store_book_forget(store, company, &err); }

static bool lock(void)
{
    enum cigo_lock how;
    struct cigo_lock_holder holder;
    return cigo_store_lock(store, id, &how, &holder, &err);
}
static bool take_over(void)
{
    enum cigo_lock how;
    return cigo_store_take_over(store, id, &how, NULL, &err);
}
/* A sign of life comes again, and a lock left behind is its dead holder's: neither says that it failed. */
static bool beat(void) { cigo_store_beat(store); return true; }
static bool unlock(void) { cigo_store_unlock(store, id); return true; }

/* In this order: each finds what those before it have made. */
static const struct step {
    const char *name;
    bool (*run)(void);
    unsigned unsaid;      /* calls that may fail without a word, because nothing is lost with them */
    bool (*before)(void); /* each time; NULL = nothing is needed */
} writes[] = {
    {"create", create}, {"create from", create_from}, {"rename", rename_it}, {"copy", copy_it},
    {"copy with a name", copy_named}, {"delete", delete_it, 1, create}, {"form version", version}, {"draft", draft},
    {"no draft", no_draft}, {"answers", answers}, {"import", import}, {"tag", tag}, {"no tag", no_tag},
    {"archive", aside}, {"memo", memo}, {"note", note}, {"hush", hush}, {"book: new", book_put},
    {"book: unit", book_unit}, {"book: change", book_change}, {"book: forget", book_forget, 1, book_put},
    {"forget words", forget_words}, {"backup", backup}, {"unpack: join", unpack_join},
    {"unpack: update", unpack_update},
    /* how long the disk is waited for: to NORMAL, and back to FULL, which the next transaction makes up for */
    {"position", position, 2}, {"tick", tick, 2}, {"no tick", no_tick, 2}, {"summary", summary, 2}, {"lock", lock, 2},
    {"take over", take_over, 2},
    {"beat", beat, 4}, {"unlock", unlock, 4, lock}, {"unpack: beside", unpack_beside},
    /* the copy that is to be restored is tried in another way; the log of writes may stay */
    {"restore", restore, 5}, {"scrub", scrub, 1},
};
enum { N_WRITES = sizeof writes / sizeof *writes };

static void must_be_as_before(const char *name, unsigned n, const char *before)
{
    char *after = dump_all();
    ck_assert_msg(err.text[0] != '\0' && err.code == CIGO_EXIT_STORAGE, "%s, call %u: %s", name, n, err.text);
    ck_assert_msg(strcmp(before, after) == 0, "%s, call %u: half done:\n%s\n%s", name, n, before, after);
    free(after);
}

/* One failing call after another, until there is none left to fail. */
static void sweep(const struct step *step, int code)
{
    unsigned unsaid = 0;
    bool hit = true;
    for (unsigned n = 0; hit; n++) {
        ck_assert_msg(!step->before || step->before(), "%s: %s", step->name, err.text);
        char *before = dump_all();
        cigo_store_stmts_finish(store);
        cigo_store_stmts_finish(there);
        err = (struct cigo_error){0};
        failing_start(n, code);
        bool ok = step->run();
        hit = failing_stop();
        ck_assert_msg(hit || ok, "%s: %s", step->name, err.text);
        ck_assert_msg(hit || n > 0, "%s: nothing failed", step->name);
        if (!ok)
            must_be_as_before(step->name, n, before);
        unsaid += hit && ok;
        free(before);
    }
    ck_assert_msg(unsaid == step->unsaid, "%s: %u calls failed without a word", step->name, unsaid);
}

static const int codes[] = {SQLITE_IOERR_WRITE, SQLITE_CORRUPT};

START_TEST(what_writes_is_done_or_undone)
{
    for (size_t i = 0; i < N_WRITES; i++)
        sweep(&writes[i], codes[_i]);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store failing");
    TCase *tcase = tcase_create("failing");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, what_writes_is_done_or_undone, 0, sizeof codes / sizeof *codes);
    suite_add_tcase(suite, tcase);
    return suite;
}
