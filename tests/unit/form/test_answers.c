/* Cells and rows: what is typed is kept, what it means beside it; rows are found at once. */

#include "form_test.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/form/answers.h>

static struct cigo_field fields[2];
static struct cigo_field columns[4];
static struct cigo_group group;
static struct cigo_form form;

static void setup(void)
{
    fields[0] = (struct cigo_field){.id = "dal", .kind = cigo_kind_get(CIGO_KIND_DATE), .index = 0};
    fields[1] =
        (struct cigo_field){.id = "note", .kind = cigo_kind_get(CIGO_KIND_LONGTEXT), .index = 1};
    columns[0] = (struct cigo_field){
        .id = "cf", .kind = cigo_kind_get(CIGO_KIND_CODICE_FISCALE), .index = 0, .group = &group};
    columns[1] = (struct cigo_field){
        .id = "nato", .kind = cigo_kind_get(CIGO_KIND_DATE), .index = 1, .group = &group};
    columns[1].ctx.past = true;
    columns[2] = (struct cigo_field){
        .id = "note", .kind = cigo_kind_get(CIGO_KIND_LONGTEXT), .index = 2, .group = &group};
    columns[3] = (struct cigo_field){
        .id = "ore", .kind = cigo_kind_get(CIGO_KIND_DECIMAL), .index = 3, .group = &group};
    columns[3].ctx.places = 2;
    group = (struct cigo_group){.id = "lavoratori", .fields = columns, .n_fields = 4, .index = 0};
    form = (struct cigo_form){.fields = fields, .n_fields = 2, .groups = &group, .n_groups = 1};
}

static struct cigo_cell put(struct cigo_answers *answers, struct cigo_place place, const char *text)
{
    cigo_answers_put(answers, place, cigo_str_of(text));
    return cigo_answers_cell(answers, place);
}

START_TEST(cells)
{
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_place dal = {.field = &fields[0]}, note = {.field = &fields[1]};
    struct cigo_cell cell = cigo_answers_cell(answers, dal);
    ck_assert_int_eq(cell.verdict, CIGO_EMPTY);
    ck_assert_ptr_null(cell.raw);
    cell = put(answers, dal, " 2/11/26 ");
    ck_assert_str_eq(cell.raw, "2/11/26");
    ck_assert_int_eq(cell.verdict, CIGO_OK);
    ck_assert_int_eq(cigo_cell_value(cell).i, 2461347);
    /* without a year it would mean another date next year: kept in full */
    cell = put(answers, dal, "2/11");
    ck_assert_str_eq(cell.raw, "02/11/2026");
    cell = put(answers, dal, "boh\x1b");
    ck_assert_str_eq(cell.raw, "boh");
    ck_assert_int_eq(cell.verdict, CIGO_BAD);
    ck_assert_int_eq(cigo_cell_value(cell).storage, CIGO_NULL);
    cell = put(answers, dal, " \n ");
    ck_assert_int_eq(cell.verdict, CIGO_EMPTY);
    ck_assert_ptr_null(cell.raw);
    cell = put(answers, note, "prima\r\nseconda\n");
    ck_assert_str_eq(cell.raw, "prima\nseconda");
    ck_assert_str_eq(cigo_cell_value(cell).s.p, "prima\nseconda");
    cell = put(answers, note, "");
    ck_assert_int_eq(cigo_cell_value(cell).storage, CIGO_NULL);
    cigo_answers_free(answers);
    cigo_answers_free(NULL);
}
END_TEST

/* The unit that is shown beside a number may be typed, and is not kept: it is another word in another language. */
START_TEST(units)
{
    static const struct {
        const char *text, *raw;
        int64_t value;
    } rows[] = {{"40 ore", "40", 4000},       {"1 ora", "1", 100},       {"37,5ORE", "37,50", 3750},
                {" 1.250,5  ore ", "1.250,50", 125050}, {"8\u00a0ore", "8", 800}, {"40h", "40", 4000}, {"1 H", "1", 100}, {"h", "h", -1}, {"\u22123 ore", "-3", -300},
                {"40", "40", 4000},           {"ore", "ore", -1},        {"40 ore ore", "40 ore ore", -1},
                {"40 mesi", "40 mesi", -1},   {"1,234 ore", "1,234 ore", -1}, {"dieci ore", "dieci ore", -1}};
    setup();
    columns[3].unit = "ore";
    columns[3].unit_one = "ora";
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_place ore = {&columns[3], &group, cigo_answers_row_add(answers, &group, 0, 0)};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_cell cell = put(answers, ore, rows[i].text);
        bool read = rows[i].value >= 0 || rows[i].value == -300;
        ck_assert_str_eq(cell.raw, rows[i].raw);
        ck_assert_msg((cell.verdict == CIGO_OK) == read, "%s", rows[i].text);
        ck_assert(!read || cigo_cell_value(cell).i == rows[i].value);
    }
    cigo_answers_free(answers);
}
END_TEST

START_TEST(row_cells)
{
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    int64_t id = cigo_answers_row_add(answers, &group, 0, 0);
    ck_assert_int_eq(id, 1);
    struct cigo_place cf = {&columns[0], &group, id}, nato = {&columns[1], &group, id};
    struct cigo_cell cell = put(answers, cf, "rssmra85m01h501q");
    ck_assert_str_eq(cell.raw, "rssmra85m01h501q");
    ck_assert_str_eq(cell.text, "RSSMRA85M01H501Q");
    cell = put(answers, nato, "1/8/85");
    ck_assert_str_eq(cell.raw, "01/08/1985");
    struct cigo_place nowhere = {&columns[0], &group, 2}, whole = {NULL, &group, 0};
    ck_assert(!cigo_answers_has(answers, nowhere));
    ck_assert(!cigo_answers_has(answers, whole));
    cigo_answers_free(answers);
}
END_TEST

/* Cells of one row lie in one block: each must be left as it was when another one grows, shrinks or goes,
 * and when the block is so large that its offsets become wide. */
START_TEST(cells_of_a_row_are_independent)
{
    static char large[100001];
    memset(large, 'x', sizeof large - 1);
    static const char *const texts[4][4] = {
        {"RSSMRA85M01H501Q", "rssmra85m01h501q", "boh", ""},
        {"01/08/1985", "31/02/1985", "", "1/8/1985"},
        {"breve", large, "", "due\nrighe"},
        {"40", "99999999999,99", "quaranta", ""},
    };
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    int64_t id = cigo_answers_row_add(answers, &group, 0, 0);
    size_t now[4] = {3, 2, 2, 3};
    unsigned random = 1;
    for (size_t step = 0; step < 500; step++) {
        random = random * 1103515245u + 12345u;
        size_t column = (random >> 16) % 4, text = (random >> 20) % 4;
        put(answers, (struct cigo_place){&columns[column], &group, id}, texts[column][text]);
        now[column] = text;
        for (size_t i = 0; i < 4; i++) {
            const char *want = texts[i][now[i]];
            struct cigo_parsed parsed;
            struct cigo_cell cell = cigo_answers_cell(answers, (struct cigo_place){&columns[i], &group, id});
            struct cigo_value value = cigo_cell_value(cell);
            cigo_parsed_init(&parsed);
            cigo_field_parse(&columns[i], TEST_TODAY, cigo_str_of(want), &parsed);
            ck_assert_msg(strcmp(cell.raw ? cell.raw : "", want) == 0, "step %zu, column %zu", step, i);
            ck_assert_int_eq(cell.verdict, parsed.verdict);
            ck_assert_msg(cigo_value_eq(&value, &parsed.value), "step %zu, column %zu", step, i);
            cigo_parsed_finish(&parsed);
        }
    }
    cigo_answers_free(answers);
}
END_TEST

START_TEST(rows_keep_their_ids)
{
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_rows *rows = &answers->groups[0];
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(cigo_answers_row_add(answers, &group, i, 0), (int64_t)i + 1);
    ck_assert(cigo_answers_row_remove(answers, &group, 3));
    ck_assert(!cigo_answers_row_remove(answers, &group, 3));
    ck_assert_uint_eq(cigo_rows_find(rows, 3), rows->n);
    ck_assert_uint_eq(cigo_rows_find(rows, 4), 2);
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 2, 3), 3); /* undo */
    ck_assert(cigo_answers_row_remove(answers, &group, 5));
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 0, 0), 6); /* 5 is not used again */
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 5, 100), 100);
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 3, 0), 101);
    static const int64_t order[] = {6, 1, 2, 101, 3, 4, 100};
    ck_assert_uint_eq(rows->n, sizeof order / sizeof *order);
    for (size_t i = 0; i < rows->n; i++) {
        ck_assert_int_eq(rows->items[i].id, order[i]);
        ck_assert_uint_eq(cigo_rows_find(rows, order[i]), i);
    }
    ck_assert_uint_eq(cigo_rows_find(rows, 0), rows->n);
    ck_assert_uint_eq(cigo_rows_find(rows, -1), rows->n);
    ck_assert_uint_eq(cigo_rows_find(rows, 5), rows->n);
    cigo_answers_free(answers);
}
END_TEST

static uint32_t seed = 1;

static size_t dice(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* Rows that come and go anywhere, new ones and removed ones again: each is where the array says. */
START_TEST(rows_are_found_in_any_order)
{
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_rows *rows = &answers->groups[0];
    int64_t gone[64] = {0};
    for (size_t step = 0; step < 6000; step++) {
        size_t what = dice(8), k = dice(64), pos = dice(rows->n + 1);
        if (step == 3000)
            while (rows->n)
                cigo_answers_row_remove(answers, &group, rows->items[dice(rows->n)].id);
        else if (what < 3 && rows->n > 300 && gone[k]) {
            cigo_answers_row_add(answers, &group, pos, gone[k]);
            gone[k] = 0;
        } else if (what < 5 || rows->n < 300) {
            cigo_answers_row_add(answers, &group, what == 4 ? rows->n : pos, 0);
        } else if (!gone[k]) {
            gone[k] = rows->items[dice(rows->n)].id;
            ck_assert(cigo_answers_row_remove(answers, &group, gone[k]));
            ck_assert_uint_eq(cigo_rows_find(rows, gone[k]), rows->n);
        }
        if (step % 200 == 0) { /* a few out and back at the end, a few new ones */
            size_t n = rows->n > 9 ? 9 : rows->n;
            struct cigo_str texts[16] = {{0}};
            struct cigo_row *taken = cigo_answers_rows_take(answers, &group, dice(rows->n - n + 1), n);
            cigo_answers_rows_put(answers, &group, taken, n);
            free(taken);
            cigo_answers_rows_append(answers, &group, texts, 2);
        }
        if (step == 3000)
            memset(gone, 0, sizeof gone);
        for (size_t i = 0; step % 50 == 0 && i < rows->n; i++)
            ck_assert_uint_eq(cigo_rows_find(rows, rows->items[i].id), i);
    }
    ck_assert_uint_gt(rows->n, 300);
    cigo_answers_free(answers);
}
END_TEST

START_TEST(many_rows_come_and_go)
{
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_rows *rows = &answers->groups[0];
    struct cigo_str texts[8] = {CIGO_STR("RSSMRA85M01H501Q"), [5] = CIGO_STR("1/8/85"), [6] = CIGO_STR("note")};
    ck_assert_int_eq(cigo_answers_rows_append(answers, &group, texts, 2), 1);
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 1, 0), 3); /* not in the order of the ids any more */
    ck_assert_int_eq(cigo_answers_rows_append(answers, &group, texts, 2), 4);
    static const int64_t order[] = {1, 3, 2, 4, 5}, after[] = {1, 5, 3, 2, 4};
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(cigo_rows_find(rows, order[i]), i);
    struct cigo_row *taken = cigo_answers_rows_take(answers, &group, 1, 3);
    ck_assert_uint_eq(rows->n, 2);
    ck_assert_uint_eq(cigo_rows_find(rows, 5), 1);
    ck_assert_uint_eq(cigo_rows_find(rows, 2), rows->n);
    cigo_answers_rows_put(answers, &group, taken, 3);
    free(taken);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(cigo_rows_find(rows, after[i]), i);
    ck_assert_str_eq(cigo_row_cell(&rows->items[0], 0).text, "RSSMRA85M01H501Q");
    ck_assert_str_eq(cigo_row_cell(&rows->items[1], 1).raw, "01/08/1985");
    ck_assert_str_eq(cigo_row_cell(&rows->items[3], 2).raw, "note");
    ck_assert_ptr_null(rows->items[2].cells);
    taken = cigo_answers_rows_take(answers, &group, 0, 5);
    cigo_rows_free(taken, 5);
    ck_assert_int_eq(cigo_answers_row_add(answers, &group, 0, 0), 6);
    cigo_answers_free(answers);
}
END_TEST

/* Row i is so long that each width of its offsets occurs, in slabs and out of them; every eighth is empty. */
static struct cigo_str note_of(size_t i, char *memory)
{
    static const size_t lengths[] = {3, 180, 230, 700, 1100, 70000, 9, 0};
    size_t n = lengths[i % 8];
    memset(memory, 'a' + (int)(i % 26), n);
    return (struct cigo_str){memory, n};
}

static void is_row(const struct cigo_row *row, size_t i, bool changed, char *memory)
{
    struct cigo_str note = note_of(i, memory);
    struct cigo_cell cell = cigo_row_cell(row, 2);
    const char *cf = changed ? "sbagliato" : note.n ? "rssmra85m01h501q" : NULL;
    struct cigo_value value = cigo_row_value(row, 0);
    ck_assert(cigo_row_has(row, 2) == (note.n > 0));
    ck_assert(note.n ? cigo_str_is(note, cell.raw) : cell.raw == NULL);
    ck_assert_pstr_eq(cigo_row_cell(row, 0).raw, cf);
    ck_assert(cigo_row_alert(row) == changed);
    ck_assert_int_eq(value.storage, changed || !cf ? CIGO_NULL : CIGO_TEXT);
    ck_assert(value.storage != CIGO_TEXT || cigo_str_is(value.s, "RSSMRA85M01H501Q"));
    ck_assert_int_eq(cigo_row_value(row, 3).i, note.n ? 4050 : 0);
}

START_TEST(same_value_of_two_rows)
{
    enum { ROWS = 9, COLUMNS = 4 };
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    const struct cigo_rows *rows = &answers->groups[0];
    struct cigo_str texts[ROWS][COLUMNS] = {
        {{0}},
        {CIGO_STR("RSSMRA85M01H501Q"), CIGO_STR("01/08/1985"), CIGO_STR("note"), CIGO_STR("40,5")},
        {CIGO_STR("rssmra85m01h501q"), CIGO_STR("01/08/1985"), CIGO_STR("note"), CIGO_STR("40,5")},
        {CIGO_STR("rssmra85m01h501q"), CIGO_STR("02/08/1985"), CIGO_STR("nota"), CIGO_STR("40,50")},
        {CIGO_STR("sbagliato"), CIGO_STR("ieri l'altro"), CIGO_STR("note lunghe"), CIGO_STR("quaranta")},
        {CIGO_STR("errato"), CIGO_STR("mai"), CIGO_STR(""), CIGO_STR("40,5")},
        {[2] = CIGO_STR("note")},
        {[3] = CIGO_STR("40")},
        {[1] = CIGO_STR("01/08/1985"), [2] = CIGO_STR("not")},
    };
    cigo_answers_rows_append(answers, &group, texts[0], ROWS);
    for (size_t a = 0; a < ROWS; a++) {
        for (size_t b = 0; b < ROWS; b++) {
            for (size_t c = 0; c < COLUMNS; c++) {
                struct cigo_value va = cigo_row_value(&rows->items[a], c), vb = cigo_row_value(&rows->items[b], c);
                bool same = cigo_row_same_value(&rows->items[a], &rows->items[b], c);
                ck_assert_msg(!same || cigo_value_eq(&va, &vb), "rows %zu and %zu, column %zu", a, b, c);
                ck_assert_msg(same || a != b, "row %zu, column %zu", a, c);
            }
        }
    }
    ck_assert(cigo_row_same_value(&rows->items[1], &rows->items[2], 1));
    ck_assert(cigo_row_same_value(&rows->items[1], &rows->items[6], 2));
    ck_assert(cigo_row_same_value(&rows->items[2], &rows->items[3], 0));
    ck_assert(cigo_row_same_value(&rows->items[0], &rows->items[6], 0));
    cigo_answers_free(answers);
}
END_TEST

START_TEST(rows_of_every_size)
{
    enum { ROWS = 4000 };
    static char memory[70000 + 1];
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_rows *rows = &answers->groups[0];
    for (size_t i = 0; i < ROWS; i++) {
        struct cigo_str note = note_of(i, memory);
        struct cigo_str texts[4] = {CIGO_STR("rssmra85m01h501q"), [2] = note, [3] = CIGO_STR("40,5")};
        const struct cigo_str none[4] = {{0}};
        cigo_answers_rows_append(answers, &group, note.n ? texts : none, 1);
    }
    for (size_t i = 0; i < ROWS; i += 3)
        put(answers, (struct cigo_place){&columns[0], &group, (int64_t)i + 1}, "sbagliato");
    for (size_t i = 0; i < ROWS; i++)
        is_row(&rows->items[i], i, i % 3 == 0, memory);
    struct cigo_row *taken = cigo_answers_rows_take(answers, &group, 1000, 2000);
    for (size_t i = 1000; i > 0; i--)
        cigo_answers_row_remove(answers, &group, (int64_t)i);
    for (size_t i = 0; i < 2000; i++)
        is_row(&taken[i], i + 1000, (i + 1000) % 3 == 0, memory);
    for (size_t i = 0; i < 1000; i++)
        is_row(&rows->items[i], i + 3000, (i + 3000) % 3 == 0, memory);
    cigo_answers_free(answers);
    cigo_rows_free(taken, 2000); /* they outlive the answers that they were read into */
}
END_TEST

/* More than the first slabs hold: later ones are larger. What one row gives back, or outgrows, is no other's. */
START_TEST(rows_in_large_slabs)
{
    enum { ROWS = 30000, NOTE = 700 };
    static char memory[NOTE + 1];
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    const struct cigo_rows *rows = &answers->groups[0];
    for (size_t i = 0; i < ROWS; i++) {
        memset(memory, 'a' + (int)(i % 26), NOTE);
        struct cigo_str texts[4] = {CIGO_STR("rssmra85m01h501q"), [2] = {memory, NOTE}};
        cigo_answers_rows_append(answers, &group, texts, 1);
    }
    struct cigo_row *taken = cigo_answers_rows_take(answers, &group, 0, ROWS / 2);
    cigo_rows_free(taken, ROWS / 2);
    for (size_t i = ROWS / 2; i < ROWS; i += 2)
        put(answers, (struct cigo_place){&columns[0], &group, (int64_t)i + 1}, "sbagliato");
    ck_assert_uint_eq(rows->n, ROWS - ROWS / 2);
    for (size_t i = ROWS / 2; i < ROWS; i++) {
        const struct cigo_row *row = &rows->items[i - ROWS / 2];
        memset(memory, 'a' + (int)(i % 26), NOTE);
        ck_assert_str_eq(cigo_row_text(row, 0), i % 2 ? "rssmra85m01h501q" : "sbagliato");
        ck_assert_str_eq(cigo_row_text(row, 2), memory);
    }
    cigo_answers_free(answers);
}
END_TEST

/* A search that walked through the rows would take minutes here. */
START_TEST(many_rows)
{
    enum { ROWS = 100000 };
    setup();
    struct cigo_answers *answers = cigo_answers_new(&form, TEST_TODAY);
    struct cigo_rows *rows = &answers->groups[0];
    for (size_t i = 0; i < ROWS; i++)
        cigo_answers_row_add(answers, &group, i, 0);
    ck_assert(
        cigo_answers_row_remove(answers, &group, 1)); /* no id stands at its own position now */
    for (size_t i = 0; i < rows->n; i++) {
        int64_t id = rows->items[i].id;
        if (cigo_rows_find(rows, id) != i)
            ck_abort_msg("row %zu", i);
        cigo_answers_put(answers, (struct cigo_place){&columns[0], &group, id},
                         CIGO_STR("RSSMRA85M01H501Q"));
    }
    cigo_answers_free(answers);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("answers");
    UNIT_CASE(suite, "answers", cells, units, row_cells, cells_of_a_row_are_independent, rows_keep_their_ids,
              rows_are_found_in_any_order, many_rows_come_and_go, rows_of_every_size,
              rows_in_large_slabs, many_rows, same_value_of_two_rows);
    return suite;
}
