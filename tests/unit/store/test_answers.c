/* Answers, rows and waivers: exact texts, order of rows against a model, and the journal, which must be
 * enough to undo everything. */

#include "fixture.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static struct cigo_arena *arena;
static struct cigo_store *store;
static struct cigo_error err;
static int64_t id;

static void set_up(void)
{
    fixture_set_up();
    arena = cigo_arena_new();
    store = fixture_open();
    id = fixture_case(store, "prova");
}

static void tear_down(void)
{
    cigo_store_close(store);
    cigo_arena_free(arena);
    fixture_tear_down();
}

static const char *const nasty[] = {
    "semplice", "l'\"apice\"", "a\tb\nc\\d\\te\\n", "\\", "\t", "\n", "\r\n", "=", "%s%n", "è 日本 👩‍👩‍👧",
    "';DROP TABLE cases;--", " spazi ", "a\\", "\x01\x7f", "-", "+", "0",
};
enum { N_NASTY = sizeof nasty / sizeof *nasty };

static char *dump(void)
{
    return fixture_dump(store, id);
}

static void reopen(void)
{
    cigo_store_close(store);
    store = fixture_open();
}

static void expect(const char *text)
{
    char *now = dump();
    ck_assert_str_eq(now, text);
    free(now);
    reopen();
    now = dump();
    ck_assert_str_eq(now, text);
    free(now);
}

static void begin(uint64_t action)
{
    OK(cigo_store_begin(store, id, "prova", action, false, &err));
}

static void commit(void)
{
    OK(cigo_store_commit(store, &err));
}

static void add(const char *group, int64_t row, size_t position, const char *text)
{
    OK(cigo_store_add_row(store, group, row, position, (const char *[]){"nome"}, (const char *[]){text}, 1,
                          &err));
}

static void remove_at(const char *group, int64_t row, size_t position)
{
    OK(cigo_store_remove_row(store, group, row, position, NULL, NULL, 0, &err));
}

START_TEST(texts_are_exact)
{
    struct cigo_buf want;
    cigo_buf_init(&want, 10000);
    begin(1);
    for (int i = 0; i < N_NASTY; i++) {
        char field[16], column[16];
        snprintf(field, sizeof field, "f%02d", i);
        snprintf(column, sizeof column, "c%02d", i);
        OK(cigo_store_put_field(store, field, NULL, nasty[i], &err));
        cigo_buf_printf(&want, "%s=%s\n", field, nasty[i]);
    }
    cigo_buf_puts(&want, "g/7");
    const char *columns[N_NASTY + 1], *texts[N_NASTY + 1];
    for (int i = 0; i <= N_NASTY; i++) {
        columns[i] = i < N_NASTY ? nasty[i] : "vuota"; /* even as a name of a column */
        texts[i] = i < N_NASTY ? nasty[N_NASTY - 1 - i] : NULL;
        if (i < N_NASTY)
            cigo_buf_printf(&want, " %s=%s", columns[i], texts[i]);
    }
    OK(cigo_store_add_row(store, "g", 7, 0, columns, texts, N_NASTY + 1, &err));
    cigo_buf_puts(&want, "\n");
    commit();
    expect(want.p);
    cigo_buf_finish(&want);
}
END_TEST

START_TEST(long_text_is_kept)
{
    size_t n = 10u << 20;
    char *text = cigo_alloc(n + 1);
    for (size_t i = 0; i < n; i++)
        text[i] = "ab\t\n\\z"[i % 6];
    begin(1);
    OK(cigo_store_put_field(store, "relazione", NULL, text, &err));
    add("g", 1, 0, text);
    commit();
    reopen();
    char *now = dump();
    ck_assert_uint_eq(strlen(now), 2 * n + strlen("relazione=\n") + strlen("g/1 nome=\n"));
    ck_assert_int_eq(memcmp(now + strlen("relazione="), text, n), 0);
    ck_assert_int_eq(memcmp(now + strlen("relazione=") + n + strlen("\ng/1 nome="), text, n), 0);
    free(now);
    free(text);
}
END_TEST

START_TEST(empty_is_no_answer)
{
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    OK(cigo_store_put_field(store, "b", "", "2", &err));
    OK(cigo_store_put_field(store, "a", "1", "", &err));
    add("g", 1, 0, "x");
    OK(cigo_store_put_cell(store, "g", 1, "nome", "x", NULL, &err));
    OK(cigo_store_put_cell(store, "g", 1, "ore", NULL, "40", &err));
    OK(cigo_store_put_cell(store, "g", 1, "mai", NULL, "", &err));
    commit();
    expect("b=2\ng/1 ore=40\n");
}
END_TEST

START_TEST(rollback_leaves_nothing)
{
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    add("g", 1, 0, "x");
    cigo_store_rollback(store);
    cigo_store_rollback(store); /* again is nothing */
    expect("");
    ck_assert_uint_eq(fixture_entries(store, id), 0);
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    cigo_store_close(store); /* an action left open is not committed */
    store = fixture_open();
    expect("");
}
END_TEST

/* A change that does not fit undoes its action as a whole, and the next one works. */
START_TEST(out_of_step)
{
    for (int i = 0; i < 4; i++) {
        begin(1);
        OK(cigo_store_put_field(store, "a", NULL, "1", &err));
        if (i == 0)
            FAILS(cigo_store_put_cell(store, "g", 8, "nome", NULL, "x", &err), "non corrispondono");
        if (i == 1)
            FAILS(cigo_store_remove_row(store, "g", 8, 0, NULL, NULL, 0, &err), "non corrispondono");
        if (i == 2) {
            add("g", 1, 0, "x");
            FAILS(cigo_store_add_row(store, "g", 1, 1, NULL, NULL, 0, &err), "archivio");
        }
        if (i < 3) {
            FAILS(cigo_store_put_field(store, "b", NULL, "2", &err), "riprovi");
            FAILS(cigo_store_commit(store, &err), "riprovi");
        } else {
            commit();
        }
    }
    expect("a=1\n");
    FAILS(cigo_store_begin(store, 77, "x", 1, false, &err), "non c'è");
}
END_TEST

START_TEST(waivers)
{
    begin(1);
    OK(cigo_store_put_waiver(store, "R-A", 0, "acknowledged", "perché\tsì", "i1", "1", &err));
    OK(cigo_store_put_waiver(store, "R-A", 4, "contested", "a", "i2", "1", &err));
    commit();
    begin(2);
    OK(cigo_store_put_waiver(store, "R-A", 4, "open", NULL, NULL, NULL, &err));
    OK(cigo_store_put_waiver(store, "R-A", 0, "acknowledged", "altro", "i3", "2", &err));
    commit();
    expect("!R-A/0 acknowledged|altro|i3|2\n");
}
END_TEST

START_TEST(last_action_is_the_greatest)
{
    uint64_t action = 7;
    OK(cigo_store_last_action(store, id, &action, &err));
    ck_assert_uint_eq(action, 0);
    OK(fixture_set(store, id, 5, "a", NULL, "1", &err));
    OK(fixture_set(store, id, 3, "a", "1", "2", &err));
    OK(cigo_store_last_action(store, id, &action, &err));
    ck_assert_uint_eq(action, 5);
}
END_TEST

/* ---- order of rows ---- */

static uint32_t seed;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

struct model {
    int64_t rows[4000];
    size_t n;
    int64_t next;
};

static void model_insert(struct model *m, size_t at)
{
    memmove(m->rows + at + 1, m->rows + at, (m->n - at) * sizeof *m->rows);
    m->rows[at] = ++m->next;
    m->n++;
    add("g", m->next, at, "x");
}

static void model_remove(struct model *m, size_t at)
{
    remove_at("g", m->rows[at], at);
    m->n--;
    memmove(m->rows + at, m->rows + at + 1, (m->n - at) * sizeof *m->rows);
}

static void model_check(const struct model *m)
{
    struct cigo_buf want;
    cigo_buf_init(&want, 1u << 20);
    for (size_t i = 0; i < m->n; i++)
        cigo_buf_printf(&want, "g/%lld nome=x\n", (long long)m->rows[i]);
    char *now = dump();
    ck_assert_str_eq(now, want.p);
    free(now);
    cigo_buf_finish(&want);
}

static size_t choose(const struct model *m, int how, size_t last)
{
    switch (how) {
    case 0: return m->n;                                 /* at the end */
    case 1: return 0;                                    /* at the start */
    case 2: return last + 1 <= m->n ? last + 1 : m->n;   /* after the last one */
    case 3: return last <= m->n ? last : m->n;           /* always at the same place */
    case 4: return m->n / 2;
    default: return random_below((uint32_t)m->n + 1);
    }
}

/* Each way of adding, long enough that gaps are used up, with removals in between. */
START_TEST(order_follows_the_model)
{
    struct model m = {.n = 0};
    seed = (uint32_t)_i + 1;
    size_t last = 0;
    for (int round = 0; round < 6; round++) {
        begin((uint64_t)round + 1);
        int how = _i < 6 ? _i : (int)random_below(6);
        for (int i = 0; i < 150; i++) {
            if (_i == 7)
                how = (int)random_below(6);
            if (m.n > 0 && random_below(10) == 0) {
                model_remove(&m, random_below((uint32_t)m.n));
            } else {
                last = choose(&m, how, last);
                model_insert(&m, last);
            }
        }
        commit();
        model_check(&m);
    }
    fixture_integrity();
}
END_TEST

START_TEST(order_key_limits)
{
    sqlite3 *db = NULL;
    struct model m = {.n = 0};
    begin(1);
    for (int i = 0; i < 4; i++)
        model_insert(&m, m.n);
    commit();
    /* no gap anywhere, at both ends of what keys may be */
    static const char *const states[] = {
        "UPDATE answer_row SET position = 4611686018427387904 - 4 + row_id",
        "UPDATE answer_row SET position = -4611686018427387904 + row_id",
        "UPDATE answer_row SET position = row_id + iif(row_id < 3, -1, 1) * 4611686018427387904",
        "UPDATE answer_row SET position = row_id",
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        for (size_t at = 0; at <= 4; at++) {
            ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
            ck_assert_int_eq(sqlite3_exec(db, states[i], NULL, NULL, NULL), SQLITE_OK);
            sqlite3_close(db);
            struct model copy = m;
            begin(2);
            model_insert(&copy, at);
            model_insert(&copy, at);
            model_insert(&copy, at + 1);
            model_check(&copy);
            cigo_store_rollback(store);
        }
    }
    /* past the end is the end */
    begin(3);
    add("g", 50, 1000, "fine");
    add("g", 51, 1001, "fine");
    add("g", 52, SIZE_MAX, "fine");
    commit();
    char *now = dump();
    ck_assert_ptr_ne(strstr(now, "g/4 nome=x\ng/50 nome=fine\ng/51 nome=fine\ng/52 nome=fine\n"), NULL);
    free(now);
}
END_TEST

/* ---- journal ---- */

static void write_entry(void *data, const struct cigo_journal_entry *e)
{
    cigo_buf_printf(data, "%llu %s %s %s%s %s %s <%s> <%s>\n", (unsigned long long)e->action, e->when, e->who,
                    e->label, e->undo ? " (annullata)" : "", e->type, e->place, e->old_text ? e->old_text : "-",
                    e->new_text ? e->new_text : "-");
}

static char *journal(const char *place, size_t limit)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 64u << 20);
    OK(cigo_store_journal(store, id, place, limit, write_entry, &out, &err));
    char *text = cigo_arena_dup(arena, out.p);
    cigo_buf_finish(&out);
    return text;
}

START_TEST(journal_entries)
{
    begin(1);
    OK(cigo_store_put_field(store, "causale", "", "x", &err));
    OK(cigo_store_add_row(store, "lavoratori", 37, 0, (const char *[]){"nome", "ore"},
                          (const char *[]){"Ada", "4\t0"}, 2, &err));
    OK(cigo_store_put_cell(store, "lavoratori", 37, "ore", "4\t0", "38", &err));
    commit();
    fixture_clock("2026-11-23T11:00:00Z");
    OK(cigo_store_begin(store, id, "riga tolta", 2, true, &err));
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
    OK(cigo_store_journal(store, id, place, limit, count_entry, &n, &err));
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
    OK(cigo_store_begin_bulk(store, id, "da file", 2, false, &err));
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
    static const char *const labels[] = {"importazione di x.csv", "Import", "da file"};
    for (uint64_t i = 0; i < 3; i++) {
        if (i < 2)
            OK(cigo_store_begin(store, id, labels[i], i + 1, false, &err));
        else
            OK(cigo_store_begin_bulk(store, id, labels[i], i + 1, false, &err));
        for (int row = 0; row < 50; row++)
            add("g", (int64_t)i * 100 + row, (size_t)i * 50 + (size_t)row, "x");
        commit();
        ck_assert_uint_eq(fixture_entries(store, id), i + 1);
    }
    ck_assert_str_eq(journal(NULL, 1), "3 2026-11-23T10:42:03Z maria da file import g <+\tg\t200\t249\t100> "
                                       "<righe aggiunte: 50, righe tolte: 0, risposte cambiate: 0>\n");
    OK(cigo_store_begin_bulk(store, id, "vuota", 4, false, &err));
    commit();
    ck_assert_uint_eq(fixture_entries(store, id), 3);
    begin(5); /* many changes with another label stay single */
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
    OK(cigo_store_journal(store, id, NULL, entries, take_entry, &u, &err));
    OK(cigo_store_begin_bulk(store, id, "annulla", 99, true, &err));
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
            OK(cigo_store_begin_bulk(store, id, "x", i + 1, false, &err));
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
    {"import", "", "f\ta\n\nf\tb", NULL},
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
    Suite *suite = suite_create("store answers");
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, texts_are_exact);
    tcase_add_test(tcase, long_text_is_kept);
    tcase_add_test(tcase, empty_is_no_answer);
    tcase_add_test(tcase, rollback_leaves_nothing);
    tcase_add_test(tcase, out_of_step);
    tcase_add_test(tcase, waivers);
    tcase_add_test(tcase, last_action_is_the_greatest);
    tcase_add_loop_test(tcase, order_follows_the_model, 0, 10);
    tcase_add_test(tcase, order_key_limits);
    tcase_add_test(tcase, journal_entries);
    tcase_add_test(tcase, journal_by_place);
    tcase_add_test(tcase, import_is_one_entry);
    tcase_add_loop_test(tcase, journal_is_enough_to_undo, 0, 8);
    tcase_add_loop_test(tcase, unreadable_entries, 0, (int)(sizeof unreadable / sizeof *unreadable));
    tcase_add_test(tcase, unreadable_row);
    suite_add_tcase(suite, tcase);
    return suite;
}
