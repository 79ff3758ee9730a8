/* The journal: what it says, by place, imports as one entry, and that it is enough to undo everything. */

#include "scene.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static void write_entry(void *data, const struct cigo_journal_entry *e)
{
    cigo_buf_printf(data, "%llu %s %s %s%s %s %s <%s> <%s>\n", (unsigned long long)e->action, e->when, e->who,
                    e->label, e->turn == CIGO_TURN_UNDO ? " (annullata)" : "", e->type, e->place, e->old_text ? e->old_text : "-",
                    e->new_text ? e->new_text : "-");
}

static char *journal(const char *place, size_t limit)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 64u << 20);
    OK(fixture_journal(store, id, place, limit, write_entry, &out, &err));
    char *text = cigo_arena_dup(arena, out.p);
    cigo_buf_finish(&out);
    return text;
}

struct page {
    int64_t last;
    size_t n;
    struct cigo_buf texts;
};

static bool two_entries(void *data, const struct cigo_journal_entry *e)
{
    struct page *page = data;
    page->last = e->id;
    cigo_buf_printf(&page->texts, "%s ", e->new_text);
    return ++page->n % 2 != 0;
}

START_TEST(journal_in_pages)
{
    struct page page = {0};
    cigo_buf_init(&page.texts, 4096);
    for (int i = 1; i <= 5; i++) {
        char text[8];
        snprintf(text, sizeof text, "%d", i);
        OK(fixture_set(store, id, (uint64_t)i, i == 3 ? "altro" : "causale", NULL, text, &err));
    }
    for (int i = 0; i < 3; i++) {
        OK(cigo_store_journal(store, id, "causale", page.last, two_entries, &page, &err));
        cigo_buf_puts(&page.texts, "| ");
    }
    ck_assert_str_eq(page.texts.p, "5 4 | 2 1 | | ");
    cigo_buf_finish(&page.texts);
}
END_TEST

START_TEST(journal_entries)
{
    begin(1);
    OK(cigo_store_put_field(store, "causale", "", "x", &err));
    OK(cigo_store_add_row(store, "lavoratori", 37, 0, (const char *[]){"nome", "ore"},
                          (const char *[]){"Ada", "4\t0"}, 2, &err));
    OK(cigo_store_put_cell(store, "lavoratori", 37, "ore", "4\t0", "38", &err));
    commit();
    fixture_clock("2026-11-23T11:00:00Z");
    OK(cigo_store_begin(store, id, "riga tolta", 2, CIGO_TURN_UNDO, &err));
    remove_at("lavoratori", 37, 0);
    OK(cigo_store_put_waiver(store, "R-A", 37, "acknowledged", "sì", "i", "1", &err));
    commit();
    static const char all[] =
        "2 2026-11-23T11:00:00Z maria riga tolta (annullata) waiver R-A/37 <-> "
        "<state\tacknowledged\treason\tsì\tinputs\ti\tform_version\t1>\n"
        "2 2026-11-23T11:00:00Z maria riga tolta (annullata) row- lavoratori/37 <0\tnome\tAda\tore\t38> <->\n"
        "1 2026-11-23T10:42:03Z maria prova cell lavoratori/37/ore <4\t0> <38>\n"
        "1 2026-11-23T10:42:03Z maria prova row+ lavoratori/37 <-> <0\tnome\tAda\tore\t4\\t0>\n"
        "1 2026-11-23T10:42:03Z maria prova field causale <-> <x>\n";
    ck_assert_str_eq(journal(NULL, 0), all);
    size_t first = (size_t)(strchr(all, '\n') - all) + 1;
    ck_assert_int_eq(strncmp(journal(NULL, 1), all, first), 0);
    ck_assert_uint_eq(strlen(journal(NULL, 1)), first);
}
END_TEST

static void count_entry(void *data, const struct cigo_journal_entry *entry)
{
    (void)entry;
    ++*(size_t *)data;
}

static size_t entries_at(const char *place, size_t limit)
{
    size_t n = 0;
    OK(fixture_journal(store, id, place, limit, count_entry, &n, &err));
    return n;
}

START_TEST(journal_by_place)
{
    begin(1);
    OK(cigo_store_put_field(store, "ore", NULL, "x", &err));
    add("lav", 1, 0, "Ada");
    add("lav", 11, 1, "Bea");
    OK(cigo_store_put_cell(store, "lav", 1, "ore", NULL, "40", &err));
    OK(cigo_store_put_cell(store, "lav", 1, "orette", NULL, "40", &err));
    commit();
    OK(cigo_store_begin_bulk(store, id, "da file", 2, CIGO_TURN_DONE, &err));
    add("lav", 20, 2, "Eva");
    add("lav", 21, 3, "Eva");
    OK(cigo_store_put_cell(store, "lav", 1, "ore", "40", "41", &err));
    OK(cigo_store_put_field(store, "note", NULL, "y", &err));
    commit();
    static const struct {
        const char *place;
        size_t n;
    } rows[] = {
        {"ore", 1},    {"note", 1},        {"lav", 5},          {"lav/1", 4},      {"lav/1/ore", 3},
        {"lav/11", 1}, {"lav/11/ore", 1},  {"lav/1/orette", 2}, {"lav/20", 1},     {"lav/21/nome", 1},
        {"la", 0},     {"lav/2", 0},       {"lav/22", 0},       {"lav/1/nome", 1}, {"altro", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(entries_at(rows[i].place, 0) == rows[i].n, "%s: %s", rows[i].place,
                      journal(rows[i].place, 0));
    ck_assert_uint_eq(entries_at("lav", 2), 2);
}
END_TEST

START_TEST(import_is_one_entry)
{
    for (uint64_t i = 0; i < 3; i++) {
        OK(cigo_store_begin_bulk(store, id, "da file", i + 1, CIGO_TURN_DONE, &err));
        for (int row = 0; row < 50; row++)
            add("g", (int64_t)i * 100 + row, (size_t)i * 50 + (size_t)row, "x");
        commit();
        ck_assert_uint_eq(fixture_entries(store, id), i + 1);
    }
    ck_assert_str_eq(journal(NULL, 1), "3 2026-11-23T10:42:03Z maria da file import g <+\tg\t200\t249\t100> "
                                       "<righe aggiunte: 50, righe tolte: 0, risposte cambiate: 0>\n");
    OK(cigo_store_begin_bulk(store, id, "vuota", 4, CIGO_TURN_DONE, &err));
    commit();
    ck_assert_uint_eq(fixture_entries(store, id), 3);
    /* changes stay single, with what they became, whatever the question is called */
    OK(cigo_store_begin(store, id, "Importo", 5, CIGO_TURN_DONE, &err));
    add("g", 900, 150, "x");
    add("g", 901, 151, "x");
    commit();
    ck_assert_uint_eq(fixture_entries(store, id), 5);
}
END_TEST

/* ---- undoing from the journal alone ---- */

struct undoing {
    struct cigo_changes *items;
    size_t n, cap;
};

static void take_entry(void *data, const struct cigo_journal_entry *entry)
{
    struct undoing *u = data;
    OK(cigo_journal_changes(entry, arena, CIGO_PUSH(u->items, u->n, u->cap), &err));
}

static const char *column_text(const struct cigo_change *c, const char *column)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->columns[i], column) == 0)
            return c->texts[i];
    return NULL;
}

static void undo_change(const struct cigo_change *c)
{
    switch (c->type) {
    case CIGO_CHANGE_FIELD:
        OK(cigo_store_put_field(store, c->name, c->new_text, c->old_text, &err));
        break;
    case CIGO_CHANGE_CELL:
        OK(cigo_store_put_cell(store, c->name, c->row, c->column, c->new_text, c->old_text, &err));
        break;
    case CIGO_CHANGE_ROW_ADDED:
        for (int64_t row = c->last_row; row >= c->row; row--)
            remove_at(c->name, row, c->position + (size_t)(row - c->row));
        break;
    case CIGO_CHANGE_ROW_REMOVED:
        OK(cigo_store_add_row(store, c->name, c->row, c->position, c->columns, c->texts, c->n, &err));
        break;
    case CIGO_CHANGE_WAIVER:
        OK(cigo_store_put_waiver(store, c->name, c->row, c->n ? column_text(c, "state") : "open",
                                 column_text(c, "reason"), column_text(c, "inputs"),
                                 column_text(c, "form_version"), &err));
        break;
    }
}

/* Undo the newest `entries` of the journal (0 = all). */
static void undo_entries(size_t entries)
{
    struct undoing u = {0};
    OK(fixture_journal(store, id, NULL, entries, take_entry, &u, &err));
    OK(cigo_store_begin_bulk(store, id, "annulla", 99, CIGO_TURN_UNDO, &err));
    for (size_t i = 0; i < u.n; i++)
        for (size_t k = u.items[i].n; k-- > 0;)
            undo_change(&u.items[i].items[k]);
    commit();
    free(u.items);
}

static const char *word(void)
{
    return nasty[random_below(N_NASTY)];
}

struct player {
    struct model m;
    const char *fields[5];
    const char *cells[4000][3]; /* by id of the row */
};

static void player_cell(struct player *p)
{
    char column[8];
    uint32_t c = random_below(3);
    if (p->m.n == 0)
        return;
    int64_t row = p->m.rows[random_below((uint32_t)p->m.n)];
    const char *text = random_below(4) ? word() : NULL;
    snprintf(column, sizeof column, "c%u", c);
    OK(cigo_store_put_cell(store, "g", row, column, p->cells[row][c], text, &err));
    p->cells[row][c] = text;
}

static void player_step(struct player *p)
{
    uint32_t what = random_below(6), f = random_below(5);
    char field[8];
    snprintf(field, sizeof field, "f%u", f);
    if (what == 0) {
        const char *text = random_below(3) ? word() : NULL;
        OK(cigo_store_put_field(store, field, p->fields[f], text, &err));
        p->fields[f] = text;
    } else if (what == 1) {
        OK(cigo_store_put_waiver(store, "R-A", random_below(3), random_below(2) ? "contested" : "open", word(),
                                 word(), "1", &err));
    } else if (what == 2 && p->m.n > 0) {
        model_remove(&p->m, random_below((uint32_t)p->m.n));
    } else if (what == 3) {
        size_t at = random_below((uint32_t)p->m.n + 1);
        for (uint32_t i = random_below(4); i < 4; i++)
            model_insert(&p->m, at++);
    } else {
        player_cell(p);
    }
}

/* Even _i: single entries; odd: imports. Undone to each of three former states, then redone. */
START_TEST(journal_is_enough_to_undo)
{
    static struct player player;
    memset(&player, 0, sizeof player);
    char *states[4];
    size_t entries[4];
    seed = (uint32_t)_i * 77 + 5;
    for (uint64_t i = 0; i < 4; i++) {
        states[i] = dump();
        entries[i] = fixture_entries(store, id);
        if (i == 3)
            break;
        if (_i % 2)
            OK(cigo_store_begin_bulk(store, id, "x", i + 1, CIGO_TURN_DONE, &err));
        else
            begin(i + 1);
        for (int k = 0; k < 40; k++)
            player_step(&player);
        commit();
    }
    for (int i = 2; i >= 0; i--) {
        reopen();
        undo_entries(fixture_entries(store, id) - entries[i]);
        char *now = dump();
        ck_assert_str_eq(now, states[i]);
        free(now);
    }
    for (int i = 0; i < 4; i++)
        free(states[i]);
}
END_TEST

static const struct {
    const char *type, *place, *old_text, *new_text;
} unreadable[] = {
    {"altro", "a", NULL, NULL},          {"cell", "g/1", "x", NULL},          {"cell", "g/x/c", "x", NULL},
    {"row+", "g/1", NULL, NULL},         {"row+", "g/1", NULL, ""},           {"row+", "g/1", NULL, "x"},
    {"row+", "g/1", NULL, "-1"},         {"row-", "g/1", "0\tnome", NULL},    {"row-", "g/", "0", NULL},
    {"waiver", "R/x", NULL, NULL},       {"waiver", "R", "state", NULL},      {"import", "", "x", NULL},
    {"import", "", "f", NULL},           {"import", "", "f\ta\tb\tc", NULL}, {"import", "", "ff\ta", NULL},
    {"import", "", "c\tg\t1", NULL},     {"import", "", "c\tg\tx\tc", NULL}, {"import", "", "+\tg\t1\t2", NULL},
    {"import", "", "+\tg\t1\t2\tx", NULL}, {"import", "", "+\tg\tx\t2\t0", NULL}, {"import", "", "-\tg\t1\t0\tc", NULL},
    {"import", "", "-\tg\t1", NULL},     {"import", "", "w\tR", NULL},       {"import", "", "w\tR\t0\tstate", NULL},
    {"import", "", "f\ta\n\nf\tb", NULL},    {"import", "", "+\tg\t5\t4\t0", NULL}, {"import", "", "+\tg\t-1\t4\t0", NULL},
    {"import", "", "+\tg\t1\t9000000000\t0", NULL},
};

START_TEST(unreadable_entries)
{
    const struct cigo_journal_entry entry = {
        .when = "", .who = "", .label = "", .type = unreadable[_i].type, .place = unreadable[_i].place,
        .old_text = unreadable[_i].old_text, .new_text = unreadable[_i].new_text};
    struct cigo_changes changes = {.n = 77};
    FAILS(cigo_journal_changes(&entry, arena, &changes, &err), "non è leggibile");
    ck_assert_uint_eq(changes.n, 77);
}
END_TEST

START_TEST(unreadable_row)
{
    sqlite3 *db = NULL;
    const struct cigo_store_reader reader = {.data = NULL};
    begin(1);
    add("g", 1, 0, "x");
    commit();
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "UPDATE answer_row SET data = 'nome'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    FAILS(cigo_store_read(store, id, &reader, &err), "Una riga di «g» nell'archivio è danneggiata");
    begin(2);
    FAILS(cigo_store_put_cell(store, "g", 1, "nome", NULL, "y", &err), "non corrispondono");
    cigo_store_rollback(store);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store journal");
    TCase *tcase = tcase_create("journal");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, journal_in_pages);
    tcase_add_test(tcase, journal_entries);
    tcase_add_test(tcase, journal_by_place);
    tcase_add_test(tcase, import_is_one_entry);
    tcase_add_loop_test(tcase, journal_is_enough_to_undo, 0, 8);
    tcase_add_loop_test(tcase, unreadable_entries, 0, (int)(sizeof unreadable / sizeof *unreadable));
    tcase_add_test(tcase, unreadable_row);
    suite_add_tcase(suite, tcase);
    return suite;
}
