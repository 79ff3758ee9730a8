/* Many rows in one record: they come back byte for byte, and whatever is done to one of them leaves the group as
 * a plain list of rows would be. */

#include "scene.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { N_COLUMNS = 3 };
static const char *const columns[N_COLUMNS] = {"nome", "ore\t", "nota"};

/* A row is told by its id and by how often it was changed: its texts follow. */
struct row {
    int64_t id;
    unsigned version;
};
static struct row rows[6000];
static size_t n_rows;
static int64_t next_id;

static void texts_of(struct row row, char ore[24], const char **texts)
{
    snprintf(ore, 24, "%lld.%u", (long long)row.id, row.version);
    texts[0] = row.id % 5 == 0 ? NULL : nasty[(row.id + row.version) % N_NASTY];
    texts[1] = row.version % 3 == 2 ? NULL : ore;
    texts[2] = row.id % 7 == 0 ? nasty[row.id % N_NASTY] : "";
}

static int64_t read_row(void *data, size_t i, const char **texts)
{
    static char ore[24];
    const struct row *from = data;
    if (texts)
        texts_of(from[i], ore, texts);
    return from[i].id;
}

static struct cigo_store_rows range(size_t at, size_t n)
{
    return (struct cigo_store_rows){"g", at, n, columns, N_COLUMNS, read_row, rows + at};
}

static size_t seen;

/* A row as the store gives it, its cells in any order, against the list. */
static void check_row(void *data, const char *group, int64_t row, const char *const *names, const char *const *texts,
                      size_t n)
{
    char ore[24];
    const char *want[N_COLUMNS];
    size_t filled = 0;
    (void)data;
    ck_assert_str_eq(group, "g");
    ck_assert_uint_lt(seen, n_rows);
    ck_assert_int_eq(row, rows[seen].id);
    texts_of(rows[seen++], ore, want);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (!want[c] || !want[c][0])
            continue;
        size_t i = 0;
        while (i < n && strcmp(names[i], columns[c]) != 0)
            i++;
        ck_assert_uint_lt(i, n);
        ck_assert_str_eq(texts[i], want[c]);
        filled++;
    }
    ck_assert_uint_eq(n, filled);
}

static void check(void)
{
    const struct cigo_store_reader reader = {.row = check_row};
    seen = 0;
    OK(cigo_store_read(store, id, &reader, &err));
    ck_assert_uint_eq(seen, n_rows);
}

static int64_t ask(const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
    ck_assert_int_eq(sqlite3_finalize(stmt), SQLITE_OK);
    sqlite3_close(db);
    return value;
}

static int64_t records(void)
{
    return ask("SELECT count(*) FROM answer_row");
}

/* ---- what may be done ---- */

static void append(size_t n, int64_t gap)
{
    next_id += gap;
    for (size_t i = 0; i < n; i++)
        rows[n_rows + i] = (struct row){++next_id, 0};
    struct cigo_store_rows more = range(n_rows, n);
    OK(cigo_store_add_rows(store, &more, &err));
    n_rows += n;
}

static void take(size_t at, size_t n)
{
    struct cigo_store_rows some = range(at, n);
    OK(cigo_store_remove_rows(store, &some, &err));
    memmove(rows + at, rows + at + n, (n_rows - at - n) * sizeof *rows);
    n_rows -= n;
}

static void insert(size_t at)
{
    char ore[24];
    const char *texts[N_COLUMNS];
    struct row row = {++next_id, 0};
    texts_of(row, ore, texts);
    OK(cigo_store_add_row(store, "g", row.id, at, columns, texts, N_COLUMNS, &err));
    memmove(rows + at + 1, rows + at, (n_rows - at) * sizeof *rows);
    rows[at] = row;
    n_rows++;
}

static void change(size_t at)
{
    char before[24], after[24];
    const char *old[N_COLUMNS], *now[N_COLUMNS];
    texts_of(rows[at], before, old);
    rows[at].version++;
    texts_of(rows[at], after, now);
    for (size_t i = 0; i < 2; i++)
        OK(cigo_store_put_cell(store, "g", rows[at].id, columns[i], old[i], now[i], &err));
}

static void act(int what)
{
    size_t at = n_rows ? random_below((uint32_t)n_rows) : 0;
    switch (what) {
    case 0:
        append(1 + random_below(300), random_below(3));
        break;
    case 1:
        if (n_rows)
            take(at, 1 + random_below((uint32_t)(n_rows - at < 400 ? n_rows - at : 400)));
        break;
    case 2:
        insert(n_rows ? random_below((uint32_t)n_rows + 1) : 0);
        break;
    default:
        if (n_rows)
            change(at);
    }
}

/* ---- tests ---- */

static void set_up_rows(void)
{
    set_up();
    n_rows = 0;
    next_id = 0;
}

static void begin_many(uint64_t action)
{
    OK(cigo_store_begin_bulk(store, id, "molte", action, false, &err));
}

START_TEST(many_rows_in_few_records)
{
    begin_many(1);
    append(1000, 0);
    append(1, 5);
    append(300, 1);
    commit();
    check();
    reopen();
    check();
    ck_assert_int_le(records(), 8 + 1 + 3);
    /* changing one row writes what was beside it, and no more */
    begin(2);
    change(500);
    commit();
    check();
    ck_assert_int_le(records(), 8 + 1 + 3 + 128);
    int64_t copy;
    OK(cigo_store_copy(store, id, "copia", &copy, &err));
    id = copy;
    check();
    fixture_integrity();
}
END_TEST

/* In one action or in many, as an import or one by one, committed or not. */
START_TEST(as_a_plain_list)
{
    static struct row before[sizeof rows / sizeof *rows];
    seed = (uint32_t)_i * 77 + 5;
    for (uint64_t action = 1; action <= 30; action++) {
        size_t n_before = n_rows;
        int64_t next_before = next_id;
        memcpy(before, rows, sizeof rows);
        if (random_below(3))
            begin_many(action);
        else
            begin(action);
        for (uint32_t i = random_below(12) + 1; i > 0 && n_rows < 4000; i--)
            act((int)random_below(6));
        if (random_below(4)) {
            commit();
        } else {
            cigo_store_rollback(store);
            memcpy(rows, before, sizeof rows);
            n_rows = n_before;
            next_id = next_before;
        }
        check();
    }
    reopen();
    check();
    fixture_integrity();
}
END_TEST

static void keep_changes(void *data, const struct cigo_journal_entry *entry)
{
    struct cigo_changes *changes = data;
    ck_assert_str_eq(entry->type, "import");
    OK(cigo_journal_changes(entry, arena, changes, &err));
}

/* What the journal keeps of rows that went brings back exactly those, where they were. */
START_TEST(removed_rows_are_in_the_journal)
{
    begin_many(1);
    append(700, 0);
    append(10, 4);
    commit();
    begin_many(2);
    struct row gone[600];
    memcpy(gone, rows + 50, sizeof gone);
    take(50, 600);
    commit();
    check();
    struct cigo_changes changes = {0};
    OK(fixture_journal(store, id, "g", 1, keep_changes, &changes, &err));
    ck_assert_uint_eq(changes.n, 600);
    begin(3);
    for (size_t i = changes.n; i-- > 0;) {
        const struct cigo_change *c = &changes.items[i];
        ck_assert_int_eq(c->type, CIGO_CHANGE_ROW_REMOVED);
        ck_assert_int_eq(c->row, gone[600 - 1 - i].id);
        OK(cigo_store_add_row(store, c->name, c->row, c->position, c->columns, c->texts, c->n, &err));
    }
    commit();
    memmove(rows + 650, rows + 50, (n_rows - 50) * sizeof *rows);
    memcpy(rows + 50, gone, sizeof gone);
    n_rows += 600;
    check();
}
END_TEST

static void change_records(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Keys at the ends of what they may be, and records without a gap between them. */
START_TEST(order_keys_of_many)
{
    static const char *const states[] = {
        "UPDATE answer_row SET position = position + 4611686018427387904 - 400 * 1048576",
        "UPDATE answer_row SET position = position - 4611686018427387904",
        "UPDATE answer_row SET position = position + 77",
    };
    begin_many(1);
    append(300, 0);
    append(1, 3);
    append(90, 3);
    commit();
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        change_records(states[i]);
        for (size_t at = 0; at <= n_rows; at += 43) {
            static struct row before[sizeof rows / sizeof *rows];
            size_t n_before = n_rows;
            memcpy(before, rows, sizeof rows);
            begin(2);
            insert(at);
            insert(at);
            insert(at + 1);
            check();
            cigo_store_rollback(store);
            memcpy(rows, before, sizeof rows);
            n_rows = n_before;
        }
    }
}
END_TEST

START_TEST(damaged_records)
{
    static const char *const damages[] = {
        "UPDATE answer_row SET n = n + 1",       "UPDATE answer_row SET n = n - 1",
        "UPDATE answer_row SET n = 1000000000",  "UPDATE answer_row SET n = -1",
        "UPDATE answer_row SET data = 'nome'",   "UPDATE answer_row SET data = ''",
        "UPDATE answer_row SET data = substr(data, 1, 20)",
        "UPDATE answer_row SET data = 'nome' || substr(data, instr(data, char(10)))",
    };
    const struct cigo_store_reader reader = {.data = NULL};
    begin_many(1);
    append(100, 0);
    commit();
    change_records("CREATE TABLE kept AS SELECT * FROM answer_row");
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        change_records(damages[i]);
        FAILS(cigo_store_read(store, id, &reader, &err), "Una riga di «g» nell'archivio è danneggiata");
        begin(2);
        FAILS(cigo_store_put_cell(store, "g", 50, "nome", NULL, "y", &err), "non corrispondono");
        cigo_store_rollback(store);
        begin_many(2);
        struct cigo_store_rows some = range(0, 100);
        FAILS(cigo_store_remove_rows(store, &some, &err), "non corrispondono");
        cigo_store_rollback(store);
        change_records("DELETE FROM answer_row; INSERT INTO answer_row SELECT * FROM kept");
    }
    check();
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store rows");
    TCase *tcase = tcase_create("rows");
    tcase_add_checked_fixture(tcase, set_up_rows, tear_down);
    tcase_add_test(tcase, many_rows_in_few_records);
    tcase_add_loop_test(tcase, as_a_plain_list, 0, 12);
    tcase_add_test(tcase, removed_rows_are_in_the_journal);
    tcase_add_test(tcase, order_keys_of_many);
    tcase_add_test(tcase, damaged_records);
    suite_add_tcase(suite, tcase);
    return suite;
}
