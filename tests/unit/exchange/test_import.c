/* Tables in files: what an import says it would do is what it does, whatever the file holds; and which column
 * goes where. */

#include <cigo/base/path.h>
#include <cigo/exchange/import.h>

#include <stdlib.h>

#include "import_desk.h"
#include "unit.h"

static struct cigo_import *open_text(const char *text, size_t n)
{
    char dir[4096], path[8192];
    struct import_desk *desk = &import_desk;
    unit_tempdir(dir, sizeof dir);
    snprintf(path, sizeof path, "%s/t.csv", dir);
    ck_assert_msg(cigo_file_write(path, (struct cigo_str){text, n}, false, &desk->err), "%s", desk->err.text);
    struct cigo_import *import = cigo_import_open(desk->session, desk->group, path, "", &desk->err);
    unit_remove(dir);
    return import;
}

/* ---- columns ---- */

#define CF "RSSMRA85M01H501Q"

static const struct {
    const char *text, *columns; /* "cf cognome - ?nome": where each goes, - nowhere, ? proposed */
} columns[] = {
    {"cf;cognome;x\n" CF ";a;b\n", "cf cognome -"},
    {"Fiscal Code,Last name,First name\n" CF ",a,b\n", "cf cognome nome"},
    {"Cognome;Cognome;Cogmome\na;b;c\n", "cognome - -"},
    {"Cogmome;Nmoe;cf\na;b;" CF "\n", "?cognome ?nome cf"},
    {"Cogmome;Nmoe\na;b\n", "?cognome ?nome"},
    {"Studio Rossi;12\n;\nCognome;Nome\na;b\n", "cognome nome"},
    {"Nome\ncf;cognome;nome\n" CF ";a;b\n", "cf cognome nome"},
    {CF ";Rossi;Mario;operaio\n" CF ";Neri;Ida;quadro\n", "cf cognome nome qualifica"},
    {CF ";Rossi;Mario;operaio;64\n", "cf cognome nome qualifica ore_richieste"},
    {CF ";Rossi;Mario;operaio;1/2/2020\n", "cf cognome nome qualifica data_assunzione"},
    {"Rossi;Mario\n", "- -"},
    {"Rossi;" CF "\n", "- -"},
    {"cf;;cognome;\n" CF ";1;a;2\n", "cf - cognome -"},
    {"Codice\u00a0fiscale;\u2003Cog\u200bnome ;Ore\u202frichieste\n" CF ";a;2\n", "cf cognome ore_richieste"},
};

START_TEST(column)
{
    struct cigo_buf got;
    size_t n;
    struct cigo_import *import = open_text(columns[_i].text, strlen(columns[_i].text));
    ck_assert_msg(import != NULL, "%s", import_desk.err.text);
    const struct cigo_import_column *items = cigo_import_columns(import, &n);
    cigo_buf_init(&got, 4096);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&got, "%s%s%s", i ? " " : "", items[i].near ? "?" : "",
                        items[i].near ? items[i].near->id : items[i].field ? items[i].field->id : "-");
    ck_assert_str_eq(got.p, columns[_i].columns);
    cigo_buf_finish(&got);
    cigo_import_free(import);
}
END_TEST

START_TEST(choosing)
{
    struct cigo_import *import = open_text("cf;Cogmome;x\na;b;c\n", 19);
    size_t n;
    const struct cigo_import_column *items = cigo_import_columns(import, &n);
    cigo_import_choose(import, 2, items[1].near); /* another took it: nothing to propose any more */
    ck_assert(items[1].near == NULL && items[1].field == NULL && items[2].how == CIGO_COLUMN_CHOSEN);
    cigo_import_choose(import, 1, items[2].field);
    ck_assert(items[2].field == NULL && items[2].how == CIGO_COLUMN_LEFT_OUT);
    ck_assert(!cigo_import_map(import, "x=nome,y=cf", &import_desk.err)); /* all or nothing */
    ck_assert(items[2].field == NULL);
    ck_assert(cigo_import_map(import, "3=nome,1=-", &import_desk.err));
    ck_assert(items[0].field == NULL && strcmp(items[2].field->id, "nome") == 0);
    ck_assert(!cigo_import_ready(import, CIGO_IMPORT_UPDATE, &import_desk.err)); /* without its key */
    cigo_import_free(import);
}
END_TEST

/* ---- look = apply ---- */

static uint64_t state = 7;

static size_t pick(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static void random_table(struct cigo_buf *out)
{
    static const char *const cells[] = {CF, "SCHPLA84H02G224N", "rssmra85m01h501q", "x", "", " ", "\"a;b\"", "\"\"", "operaio",
                                        "Quadro", "37,5", "1.234", "1,234", "2.5", "quaranta", "1/2/2020", "si", "'=1",
                                        "\"due\nrighe\"", "Rossi", "è"};
    static const char *const heads[] = {"cf", "Cognome", "Nome", "Qualifica", "Ore", "Note", "data assunzione"};
    size_t width = pick(5) + 1, rows = pick(12) + 1;
    cigo_buf_puts(out, "cf");
    for (size_t i = 1; i < width; i++)
        cigo_buf_printf(out, ";%s", heads[pick(7)]);
    for (size_t r = 0; r < rows; r++) {
        cigo_buf_puts(out, "\r\n");
        for (size_t i = 0, n = width + (pick(9) == 0); i < n; i++)
            cigo_buf_printf(out, "%s%s", i ? ";" : "", cells[pick(sizeof cells / sizeof *cells)]);
    }
}

static bool same_bad(const struct cigo_import *import, const struct cigo_import_bad *before, size_t n)
{
    size_t now;
    const struct cigo_import_bad *bad = cigo_import_bad(import, &now);
    for (size_t i = 0; i < n && n == now; i++)
        if (bad[i].number != before[i].number || bad[i].field != before[i].field)
            return false;
    return n == now;
}

static struct cigo_import_counts update(const struct cigo_buf *text)
{
    struct cigo_import *import = open_text(text->p, text->n);
    ck_assert_msg(cigo_import_apply(import, CIGO_IMPORT_UPDATE, NULL, NULL, NULL, &import_desk.err), "%s",
                  import_desk.err.text);
    struct cigo_import_counts counts = *cigo_import_counts(import);
    cigo_import_free(import);
    return counts;
}

static void try_once(struct cigo_import *import, enum cigo_import_mode mode, const struct cigo_buf *text)
{
    struct import_desk *desk = &import_desk;
    struct cigo_import_bad kept[CIGO_IMPORT_BAD_KEPT];
    struct cigo_buf before, after;
    size_t n;
    const char *label;
    cigo_buf_init(&before, 1 << 20);
    cigo_buf_init(&after, 1 << 20);
    import_desk_rows(&before);
    cigo_import_look(import, mode);
    struct cigo_import_counts counts = *cigo_import_counts(import);
    const struct cigo_import_bad *bad = cigo_import_bad(import, &n);
    memcpy(kept, bad, n * sizeof *bad);
    import_desk_rows(&after);
    ck_assert_str_eq(before.p, after.p); /* looking changes nothing */
    ck_assert(cigo_import_apply(import, mode, NULL, NULL, NULL, &desk->err));
    ck_assert_mem_eq(&counts, cigo_import_counts(import), sizeof counts);
    ck_assert(same_bad(import, kept, n));
    cigo_buf_clear(&after);
    import_desk_rows(&after);
    if (strcmp(before.p, after.p) != 0 && pick(2)) {
        ck_assert(cigo_session_undo(desk->session, &label, NULL, NULL, &desk->err));
        cigo_buf_clear(&after);
        import_desk_rows(&after);
        ck_assert_str_eq(before.p, after.p); /* one step */
    }
    if (mode != CIGO_IMPORT_APPEND && pick(2)) {
        size_t keyless = update(text).without_key;
        struct cigo_import_counts again = update(text);
        ck_assert_uint_eq(again.added, keyless); /* once more changes nothing else */
        ck_assert_uint_eq(again.changed, 0);
    }
    cigo_buf_finish(&before);
    cigo_buf_finish(&after);
}

START_TEST(look_is_apply)
{
    struct import_desk *desk = &import_desk;
    for (int round = 0; round < 80; round++) {
        struct cigo_buf text;
        cigo_buf_init(&text, 1 << 20);
        random_table(&text);
        struct cigo_import *import = open_text(text.p, text.n);
        ck_assert_msg(import != NULL, "%s", desk->err.text);
        enum cigo_import_mode mode = (enum cigo_import_mode)pick(3);
        if (cigo_import_ready(import, mode, &desk->err))
            try_once(import, mode, &text);
        cigo_import_free(import);
        cigo_buf_finish(&text);
    }
}
END_TEST

static bool stop_at_once(void *data, size_t done, size_t whole)
{
    (void)whole;
    ck_assert_uint_eq(done, 0);
    return data != NULL;
}

START_TEST(stopped)
{
    struct cigo_import *import = open_text("cf;cognome\na;b\n", 15);
    ck_assert(!cigo_import_apply(import, CIGO_IMPORT_APPEND, stop_at_once, NULL, NULL, &import_desk.err));
    ck_assert_int_eq(import_desk.err.code, CIGO_EXIT_INTERRUPTED);
    import_desk_is("");
    cigo_import_free(import);
}
END_TEST

/* A cell of blanks is an empty one, also where 0 and 1 mean no and yes. */
START_TEST(blanks)
{
    static const char text[] = "cognome;paga_oraria\na;0\nb; \nc;1\n";
    struct cigo_import *import = open_text(text, strlen(text));
    ck_assert(cigo_import_apply(import, CIGO_IMPORT_APPEND, NULL, NULL, NULL, &import_desk.err));
    import_desk_is("cognome=a paga_oraria=no|cognome=b|cognome=c paga_oraria=si");
    cigo_import_free(import);
}
END_TEST

/* An update that would be too many rows is refused before anything is changed; one that fits is not. */
START_TEST(room_for_updates)
{
    static const char text[] = "cf;cognome\n" CF ";Neri\nSCHPLA84H02G224N;Blu\n";
    struct cigo_group *group = &import_desk.form->groups[import_desk.group->index];
    size_t max = group->max_rows;
    import_desk_row((const char *const[]){CF, "Rossi", NULL});
    struct cigo_import *import = open_text(text, strlen(text));
    group->max_rows = 1;
    ck_assert(!cigo_import_ready(import, CIGO_IMPORT_UPDATE, &import_desk.err));
    group->max_rows = 2;
    ck_assert_msg(cigo_import_ready(import, CIGO_IMPORT_UPDATE, &import_desk.err), "%s", import_desk.err.text);
    group->max_rows = max;
    import_desk_is("cf=" CF " cognome=Rossi");
    cigo_import_free(import);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("import");
    TCase *tcase = tcase_create("import");
    tcase_add_checked_fixture(tcase, import_desk_setup, import_desk_teardown);
    tcase_add_loop_test(tcase, column, 0, sizeof columns / sizeof *columns);
    tcase_add_test(tcase, choosing);
    tcase_add_test(tcase, look_is_apply);
    tcase_add_test(tcase, stopped);
    tcase_add_test(tcase, blanks);
    tcase_add_test(tcase, room_for_updates);
    suite_add_tcase(suite, tcase);
    return suite;
}
