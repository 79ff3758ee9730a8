/* Each call of SQLite fails in turn in what only looks at an archive, and while one is opened: it is said, nothing is
 * changed, and the next time all is there. */

#include "failing.h"
#include "scene.h"

#include <cigo/base/path.h>
#include <cigo/store/book.h>
#include <cigo/store/care.h>
#include <cigo/store/list.h>
#include <cigo/store/pack.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static void on_fast_disk(void)
{
    if (access("/dev/shm", W_OK) == 0) /* where syncing costs nothing */
        setenv("TMPDIR", "/dev/shm", 0);
}

static struct cigo_buf pack;

/* A case with something of everything, its pack, and a later change. */
static void set_up_case(void)
{
    static const struct cigo_book_value vat[] = {{"vat", "1"}};
    static const struct cigo_summary s = {"in corso", "2026-12-31", "Termine", "Rossi", "Sede", "gelo", "Gelo",
                                          "2026-11-02", "2026-11-29", 1, 2, 3, false, ""};
    int64_t entry = 0;
    on_fast_disk();
    set_up();
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    add("g", 1, 0, "Ada");
    add("g", 2, 1, "Bo");
    OK(cigo_store_put_waiver(store, "R-1", 0, "contested", "no", "a=1", "1", &err));
    commit();
    OK(cigo_store_tick(store, id, "a", "x", &err));
    OK(cigo_store_draft(store, id, "a", "a metà", &err));
    OK(cigo_store_tag(store, id, "urgente", true, &err));
    OK(cigo_store_memo(store, id, "a", 60, "ha chiamato", &err));
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &entry, vat, 1, &err));
    cigo_buf_init(&pack, 1u << 20);
    OK(cigo_store_pack(store, id, &pack, &err));
    OK(fixture_set(store, id, 2, "a", "1", "2", &err));
    OK(cigo_store_summary(store, id, 2, &s, "rossi gelo sede", &err));
}

static void tear_down_case(void)
{
    cigo_buf_finish(&pack);
    tear_down();
}

/* ---- what looks; each says how much it saw ---- */

static size_t seen;

static struct cigo_cases cases;
static struct cigo_case_info info;
static bool found;

static bool list(void)
{
    bool ok = cigo_store_list(store, arena, &cases, &err);
    seen = ok ? cases.n : 0;
    return ok;
}
static bool find(const char *name)
{
    bool ok = cigo_store_find(store, cigo_str_of(name), arena, &info, &found, &err);
    seen = ok && found;
    return ok;
}
static bool find_name(void) { return find("Prova"); }
static bool find_number(void) { return find("1"); }
static bool get(void)
{
    bool ok = cigo_store_get(store, id, arena, &info, &found, &err);
    seen = ok && found && strcmp(info.tags, "urgente") == 0;
    return ok;
}
static void see_field(void *data, const char *field, const char *text) { (void)data, (void)field, (void)text, seen++; }
static bool read_all(void)
{
    const struct cigo_store_reader reader = {.field = see_field};
    return cigo_store_read(store, id, &reader, &err);
}
static bool see_entry(void *data, const struct cigo_journal_entry *entry)
{
    (void)data, (void)entry, seen++;
    return true;
}
static bool journal(void) { return cigo_store_journal(store, id, NULL, 0, see_entry, NULL, &err); }
static bool journal_of_place(void) { return cigo_store_journal(store, id, "g", 0, see_entry, NULL, &err); }
static bool last_action(void)
{
    uint64_t last = 0;
    bool ok = cigo_store_last_action(store, id, &last, &err);
    seen = (size_t)last;
    return ok;
}
static bool draft(void)
{
    const char *place = "", *text = "";
    bool ok = cigo_store_draft_get(store, id, arena, &place, &text, &err);
    seen = strlen(place);
    return ok;
}
static void see_tick(void *data, const char *place, const char *mark) { (void)data, (void)place, (void)mark, seen++; }
static bool ticks(void) { return cigo_store_ticks(store, id, see_tick, NULL, &err); }
static bool holder(void)
{
    enum cigo_lock how = CIGO_LOCK_HELD;
    bool ok = cigo_store_holder(store, id, &how, NULL, &err);
    seen = how == CIGO_LOCK_FREE;
    return ok;
}
static bool see_memo(void *data, const struct cigo_memo *memo)
{
    (void)data;
    seen += memo->seconds == 60 && strcmp(memo->text, "ha chiamato") == 0;
    return true;
}
static bool memos(void) { return cigo_store_memos(store, id, see_memo, NULL, &err); }
static void see_tag(void *data, int64_t of, const char *tag) { (void)data, (void)of, (void)tag, seen++; }
static bool tags(void) { return cigo_store_tags(store, see_tag, NULL, &err); }
static bool filter(void)
{
    const struct cigo_case_filter words = {.words = "ros", .tag = "URGENTE"};
    size_t *which = NULL;
    return cigo_store_all(store, arena, &cases, &err) &&
           cigo_store_filter(store, &cases, &words, 0, arena, &which, &seen, &err);
}
static bool packed(void)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1u << 20);
    bool ok = cigo_store_pack(store, id, &out, &err);
    seen = out.n;
    cigo_buf_finish(&out);
    return ok;
}
static bool look_at_pack(void)
{
    struct cigo_pack_info of = {0};
    bool ok = cigo_store_pack_look(store, cigo_buf_str(&pack), arena, &of, &err);
    seen = ok && of.relation == CIGO_PACK_OLDER;
    return ok;
}
static bool book_find(const char *name, enum cigo_book_match match)
{
    const struct cigo_book_query query = {CIGO_BOOK_COMPANY, 0, 0, name, "1", match, 5};
    struct cigo_book_entries entries = {0};
    bool ok = cigo_store_book_find(store, &query, arena, &entries, &err);
    seen = entries.n;
    return ok;
}
static bool book_all(void) { return book_find(NULL, CIGO_BOOK_BEGINS); }
static bool book_like(void) { return book_find("vat", CIGO_BOOK_BEGINS); }
static bool book_inside(void) { return book_find("vat", CIGO_BOOK_INSIDE); }
static bool quiet(void)
{
    bool is = true;
    bool ok = cigo_store_book_quiet(store, id, &is, &err);
    seen = !is;
    return ok;
}
static bool see_audit(void *data, const struct cigo_audit_entry *entry)
{
    (void)data, (void)entry, seen++;
    return true;
}
static bool audit(void) { return cigo_store_audit(store, 0, "", see_audit, NULL, &err); }

static const struct look {
    const char *name;
    bool (*run)(void);
    unsigned unsaid; /* calls that may fail without a word */
} looks[] = {
    {"list", list}, {"find by name", find_name}, {"find by number", find_number}, {"get", get},
    {"read", read_all, 1}, /* the end of its transaction */
    {"journal", journal}, {"journal of a place", journal_of_place}, {"last action", last_action}, {"draft", draft},
    {"ticks", ticks}, {"holder", holder}, {"memos", memos}, {"tags", tags}, {"filter", filter}, {"pack", packed},
    {"look at a pack", look_at_pack}, {"book", book_all}, {"book, like", book_like}, {"book, inside", book_inside},
    {"quiet", quiet}, {"audit", audit},
};
enum { N_LOOKS = sizeof looks / sizeof *looks };

START_TEST(what_looks_says_that_it_could_not)
{
    const struct look *look = &looks[_i];
    unsigned unsaid = 0;
    bool hit = true;
    for (unsigned n = 0; hit; n++) {
        cigo_store_stmts_finish(store);
        err = (struct cigo_error){0};
        seen = 0;
        failing_start(n, SQLITE_IOERR_READ);
        bool ok = look->run();
        hit = failing_stop();
        ck_assert_msg(hit || (ok && n > 0), "%s: %s", look->name, err.text);
        ck_assert_msg(ok || (err.text[0] != '\0' && err.code == CIGO_EXIT_STORAGE), "%s, call %u", look->name, n);
        ck_assert_msg(!ok || seen > 0, "%s, call %u: all is well, and nothing was seen", look->name, n);
        unsaid += hit && ok;
    }
    ck_assert_msg(unsaid == look->unsaid, "%s: %u calls failed without a word", look->name, unsaid);
}
END_TEST

/* ---- opening ---- */

static void sql(const char *text)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void make_new(void) {}

static void make_ours(void)
{
    store = fixture_open();
    id = fixture_case(store, "prova");
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    cigo_store_close(store);
}

/* Its process is gone. */
static void make_stopped(void)
{
    struct cigo_process self;
    char text[500];
    make_ours();
    cigo_process_self(&self);
    snprintf(text, sizeof text, "INSERT INTO writer VALUES (1, 'x', 2147483646, '1', '%s', '%s', '%s', '%s', '', 'maria', "
             "'s', 0, '')", self.boot, self.machine, self.space, self.host);
    sql(text);
}

static void make_first_version(void)
{
    char path[4096], *text;
    size_t size;
    snprintf(path, sizeof path, "%s/tests/fault/first.sql", getenv("CIGO_SOURCE"));
    OK(cigo_file_read(path, 1u << 20, &text, &size, &err));
    sql(text);
    free(text);
}

static const struct archive {
    const char *name;
    void (*make)(void);
    const char *holds; /* what is in its first case; NULL = it has none */
} archives[] = {
    {"new", make_new, NULL}, {"ours", make_ours, "a=1\n"}, {"stopped", make_stopped, "a=1\n"},
    {"first version", make_first_version,
     "dal=2/11/2026\ngradi=5\nimporto=12,50\nmotivo=gelo\npersone/1 nome=Ada ore=8\npersone/2 nome=Ugo ore=7,5\n"},
};
enum { N_ARCHIVES = sizeof archives / sizeof *archives };

static void must_hold(const struct archive *archive, unsigned n)
{
    struct cigo_store_notice notice;
    store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert_msg(!notice.read_only && strstr(notice.text, "messo da parte") == NULL, "%s, call %u: %s", archive->name, n,
                  notice.text);
    if (archive->holds) {
        char *now = fixture_dump(store, 1);
        ck_assert_msg(strcmp(now, archive->holds) == 0, "%s, call %u: %s", archive->name, n, now);
        free(now);
    }
    cigo_store_close(store);
}

/* Made once, then put there again as it was. */
static char *make(const struct archive *archive, size_t *ret_size)
{
    on_fast_disk();
    fixture_set_up();
    archive->make();
    char *bytes = archive->holds ? fixture_read(fixture_path("cigo.db"), ret_size) : NULL;
    fixture_tear_down();
    return bytes;
}

START_TEST(opening_loses_nothing)
{
    const struct archive *archive = &archives[_i];
    size_t size = 0;
    char *bytes = make(archive, &size);
    bool hit = true;
    for (unsigned n = 0, said = 0; hit; n++) {
        struct cigo_store_notice notice = {0};
        fixture_set_up();
        if (bytes)
            fixture_write(fixture_path("cigo.db"), bytes, size);
        err = (struct cigo_error){0};
        failing_start(n, SQLITE_IOERR_READ);
        struct cigo_store *opened = cigo_store_open(fixture_path("cigo.db"), &fixture_env, &notice, &err);
        hit = failing_stop();
        ck_assert_msg(opened || (hit && err.text[0] != '\0'), "%s, call %u: %s", archive->name, n, err.text);
        said += !opened || notice.text[0] != '\0';
        cigo_store_close(opened);
        must_hold(archive, n);
        fixture_tear_down();
        ck_assert_msg(hit || said > 5, "%s: %u of %u", archive->name, said, n);
    }
    free(bytes);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store failing look");
    TCase *look = tcase_create("look"), *open = tcase_create("open");
    tcase_add_checked_fixture(look, set_up_case, tear_down_case);
    tcase_add_loop_test(look, what_looks_says_that_it_could_not, 0, N_LOOKS);
    suite_add_tcase(suite, look);
    tcase_add_loop_test(open, opening_loses_nothing, 0, N_ARCHIVES);
    suite_add_tcase(suite, open);
    return suite;
}
