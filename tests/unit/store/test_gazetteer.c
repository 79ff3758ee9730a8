/* The tables of places: what is refused, with its line; what is found. */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cigo/base/buf.h>
#include <cigo/store/gazetteer.h>
#include "unit.h"

#define TOWNS "codice\tdenominazione\tdenominazione_ascii\taltra_lingua\tsigla\tsigla_anpr\tistat\tregione\tcap_sede\tdal\n"
#define PLACES "codice\tdal\tal\tattivo\tdenominazione\tsigla\n"
#define STATES "codice\tdal\tal\tattivo\tdenominazione\tiso3\tfonte\n"

static char dir[4096], file[8192];
static struct cigo_gazetteer_table table;
static struct cigo_error err;

static void setup(void)
{
    unit_tempdir(dir, sizeof dir);
    snprintf(file, sizeof file, "%s/f.tsv", dir);
    err = (struct cigo_error){0};
}

static void teardown(void)
{
    unit_remove(dir);
}

static bool import_bytes(const char *bytes, size_t n, bool force)
{
    FILE *out = fopen(file, "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, n, out), n);
    ck_assert_int_eq(fclose(out), 0);
    err = (struct cigo_error){0};
    return cigo_gazetteer_import(dir, file, force, &table, &err);
}

static bool import(const char *text)
{
    return import_bytes(text, strlen(text), false);
}

/* ABBA and ABBIATE exist twice over, the second in two provinces. */
static const char towns[] =
    TOWNS "A952\tBOLZANO\tBOLZANO\tBOZEN\tBZ\tBZ\t021008\tTrentino-Alto Adige\t39100\t1923-11-17\n"
          "A001\tABBA\tABBA\t\tPD\tPD\t028001\tVeneto\t35031\t1924-11-14\n"
          "A002\tABBA TERME\tABBA TERME\t\tPD\tPD\t028002\tVeneto\t\t2024-01-01\r\n"
          "A003\tSANT'ÀGATA\tSANT'AGATA\t\tCO\tCO\t028003\tLombardia\t22010\t1924-11-14\n"
          "A004\tSANT'AGATA\tSANT'AGATA\t\tTN\tTN\t028004\tTrentino\t38020\t1924-11-14\n";

static const struct {
    const char *text, *want;
} refused[] = {
    {"", "la prima riga non è l'intestazione di una tabella che cigo conosce; le intestazioni sono nel manuale, alla "
         "voce tables."},
    {"codice\tnome\nA001\tX\n", "la prima riga non è l'intestazione di una tabella che cigo conosce; le intestazioni "
                                "sono nel manuale, alla voce tables."},
    {PLACES, "non ha righe."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\tABANO\n", "riga 2: le colonne devono essere 6."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\tABANO\tPD\tX\n", "riga 2: le colonne devono essere 6."},
    {PLACES "\n", "riga 2: le colonne devono essere 6."},
    {PLACES "A01\t1866-11-19\t9999-12-31\t1\tABANO\tPD\n", "riga 2: nella colonna «codice» non può stare «A01»."},
    {PLACES "A001\t1866-13-19\t9999-12-31\t1\tABANO\tPD\n", "riga 2: nella colonna «dal» non può stare «1866-13-19»."},
    {PLACES "A001\t1866-11-19\t\t1\tABANO\tPD\n", "riga 2: nella colonna «al» non può stare «»."},
    {PLACES "A001\t1866-11-19\t9999-12-31\tsi\tABANO\tPD\n", "riga 2: nella colonna «attivo» non può stare «si»."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\t\tPD\n", "riga 2: nella colonna «denominazione» non può stare «»."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\tABANO\tpd\n", "riga 2: nella colonna «sigla» non può stare «pd»."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\tABANO\tPD\nA001\t1866-11-19\t9999-12-31\t1\tABBA\tPD\n",
     "il codice A001 compare due volte."},
    {PLACES "A001\t1866-11-19\t9999-12-31\t1\tA\xff\tPD\n", "non è un testo UTF-8."},
    {STATES "Z100\t\t\t1\tALBANIA\tALB;\tx\n", "riga 2: nella colonna «iso3» non può stare «ALB;»."},
    {TOWNS "A001\tABBA\tABBA\t\tPD\tPD\t028001\tVeneto\t3503\t1924-11-14\n",
     "riga 2: nella colonna «cap_sede» non può stare «3503»."},
};

static void check_refusal(const char *want)
{
    char whole[9000];
    snprintf(whole, sizeof whole, "«%s»: %s", file, want);
    ck_assert_str_eq(err.text, whole);
}

START_TEST(refuses_with_the_line)
{
    ck_assert(import(towns)); /* what is there stays when another one is refused */
    ck_assert(!import(refused[_i].text));
    check_refusal(refused[_i].want);
    struct cigo_gazetteer *gazetteer = cigo_gazetteer_open(dir);
    ck_assert(cigo_gazetteer_table(gazetteer, 0, &table, &err));
    ck_assert_uint_eq(table.rows, 5);
    cigo_gazetteer_free(gazetteer);
}
END_TEST

START_TEST(refuses_what_a_terminal_would_obey)
{
    ck_assert(!import(PLACES "A001\t1866-11-19\t9999-12-31\t1\tABANO\033[2J\tPD\n"));
    ck_assert_ptr_nonnull(strstr(err.text, "riga 2: nella colonna «denominazione»"));
    ck_assert(!import_bytes(PLACES "A001\0", sizeof PLACES + 4, false));
    check_refusal("non è un testo UTF-8.");
}
END_TEST

START_TEST(refuses_a_file_that_is_too_big)
{
    size_t n = 9 << 20;
    char *text = malloc(n);
    memset(text, 'A', n);
    ck_assert(!import_bytes(text, n, false));
    ck_assert(err.text[0]);
    memcpy(text, PLACES, sizeof PLACES - 1);
    memset(text + sizeof PLACES - 1, '\n', 200000);
    ck_assert(!import_bytes(text, sizeof PLACES + 200000, false));
    check_refusal("ha più di 100000 righe.");
    free(text);
}
END_TEST

START_TEST(installs_privately_and_in_place)
{
    char path[8192];
    struct stat info;
    ck_assert(import(towns));
    ck_assert_str_eq(table.name, "comuni");
    ck_assert_uint_eq(table.rows, 5);
    ck_assert_str_eq(table.changed, "2024-01-01");
    snprintf(path, sizeof path, "%s/tabelle/comuni.tsv", dir);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    snprintf(path, sizeof path, "%s/tabelle", dir);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0700);
    static const char older[] = TOWNS "A001\tABBA\tABBA\t\tPD\tPD\t028001\tVeneto\t35031\t1924-11-14\n";
    ck_assert(!import(older));
    ck_assert_ptr_nonnull(strstr(err.text, "più recente (2024-01-01, questa 1924-11-14): --force"));
    ck_assert(import_bytes(older, sizeof older - 1, true));
    ck_assert_uint_eq(table.rows, 1);
    ck_assert(cigo_gazetteer_remove(dir, "comuni", &err));
    ck_assert(!cigo_gazetteer_remove(dir, "comuni", &err));
    ck_assert_str_eq(err.text, "la tabella «comuni» non è installata.");
    ck_assert(!cigo_gazetteer_remove(dir, "../f", &err));
    ck_assert_str_eq(err.text, "non c'è una tabella «../f»: ci sono comuni, luoghi, stati.");
}
END_TEST

static const struct {
    const char *start, *want; /* number: names with province and CAP */
} searches[] = {
    {"abba", "1: ABBA PD 35031."},
    {"Abb", "2: ABBA PD 35031, ABBA TERME PD ."},
    {"  ABBA-t", "1: ABBA TERME PD ."},
    {"sant agàta", "2: SANT'ÀGATA CO 22010, SANT'AGATA TN 38020."},
    {"bozen", "1: BOLZANO BZ 39100."},
    {"b", "1: BOLZANO BZ 39100."},
    {"x", "0: ."},
    {"", "0: ."},
    {"-'", "0: ."},
};

START_TEST(finds_towns)
{
    struct cigo_town found[8];
    struct cigo_buf buf;
    ck_assert(import(towns));
    struct cigo_gazetteer *gazetteer = cigo_gazetteer_open(dir);
    cigo_buf_init(&buf, 4096);
    size_t n = cigo_gazetteer_towns(gazetteer, cigo_str_of(searches[_i].start), found, 8);
    cigo_buf_printf(&buf, "%zu: ", n);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&buf, "%s%s %s %s", i ? ", " : "", found[i].name, found[i].province, found[i].cap);
    cigo_buf_puts(&buf, ".");
    ck_assert_str_eq(buf.p, searches[_i].want);
    ck_assert_uint_eq(cigo_gazetteer_towns(gazetteer, cigo_str_of(searches[_i].start), found, 0), n);
    cigo_buf_finish(&buf);
    cigo_gazetteer_free(gazetteer);
}
END_TEST

START_TEST(finds_birthplaces)
{
    struct cigo_birthplace place;
    struct cigo_gazetteer *empty = cigo_gazetteer_open(dir);
    ck_assert(!cigo_gazetteer_birthplace(empty, CIGO_STR("A001"), &place));
    cigo_gazetteer_free(empty);
    ck_assert(import(towns));
    struct cigo_gazetteer *some = cigo_gazetteer_open(dir); /* the towns of today, where nothing better is */
    ck_assert(cigo_gazetteer_birthplace(some, CIGO_STR("A952"), &place));
    ck_assert_str_eq(place.name, "BOLZANO");
    ck_assert(place.active && !place.abroad);
    cigo_gazetteer_free(some);
    ck_assert(import(PLACES "A002\t1863-02-23\t1928-03-06\t0\tABBADIA SOPRA ADDA\tCO\n"));
    ck_assert(import(STATES "Z100\t\t9999-12-31\t1\tALBANIA\tALB\tx\n"));
    struct cigo_gazetteer *all = cigo_gazetteer_open(dir);
    ck_assert(cigo_gazetteer_birthplace(all, CIGO_STR("A002"), &place));
    ck_assert_str_eq(place.name, "ABBADIA SOPRA ADDA");
    ck_assert_str_eq(place.to, "1928-03-06");
    ck_assert(!place.active && !place.abroad);
    ck_assert(!cigo_gazetteer_birthplace(all, CIGO_STR("A003"), &place));
    ck_assert(!cigo_gazetteer_birthplace(all, CIGO_STR("A00"), &place));
    ck_assert(cigo_gazetteer_birthplace(all, CIGO_STR("Z100"), &place));
    ck_assert_str_eq(place.name, "ALBANIA");
    ck_assert_str_eq(place.province, "");
    ck_assert(place.abroad);
    cigo_gazetteer_free(all);
}
END_TEST

START_TEST(a_damaged_table_knows_nothing_and_says_so)
{
    char path[8192];
    ck_assert(import(towns));
    snprintf(path, sizeof path, "%s/tabelle/comuni.tsv", dir);
    ck_assert_int_eq(truncate(path, 200), 0);
    struct cigo_gazetteer *gazetteer = cigo_gazetteer_open(dir);
    ck_assert_uint_eq(cigo_gazetteer_towns(gazetteer, CIGO_STR("a"), NULL, 0), 0);
    cigo_gazetteer_free(gazetteer);
    gazetteer = cigo_gazetteer_open(dir);
    ck_assert(cigo_gazetteer_table(gazetteer, 0, &table, &err));
    ck_assert_uint_eq(table.rows, 0);
    ck_assert(err.text[0]);
    ck_assert(import(towns)); /* and is replaced */
    cigo_gazetteer_free(gazetteer);
}
END_TEST

START_TEST(the_real_tables)
{
    static const char *const names[] = {"comuni_attivi", "belfiore_italia", "stati_esteri"};
    const char *shared = getenv("CIGO_SHARED");
    char path[4096];
    struct cigo_town town;
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/data/%s.tsv", shared ? shared : "", names[i]);
        if (access(path, R_OK) != 0)
            return;
        ck_assert_msg(cigo_gazetteer_import(dir, path, false, &table, &err), "%s", err.text);
        ck_assert_uint_gt(table.rows, 200);
    }
    struct cigo_gazetteer *gazetteer = cigo_gazetteer_open(dir);
    ck_assert_uint_eq(cigo_gazetteer_towns(gazetteer, CIGO_STR("Forlì"), &town, 1), 1);
    ck_assert_str_eq(town.province, "FC");
    ck_assert_uint_eq(cigo_gazetteer_towns(gazetteer, CIGO_STR("livo"), &town, 1), 2);
    cigo_gazetteer_free(gazetteer);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("gazetteer");
    TCase *tests = tcase_create("gazetteer");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, refuses_with_the_line, 0, sizeof refused / sizeof *refused);
    tcase_add_test(tests, refuses_what_a_terminal_would_obey);
    tcase_add_test(tests, refuses_a_file_that_is_too_big);
    tcase_add_test(tests, installs_privately_and_in_place);
    tcase_add_loop_test(tests, finds_towns, 0, sizeof searches / sizeof *searches);
    tcase_add_test(tests, finds_birthplaces);
    tcase_add_test(tests, a_damaged_table_knows_nothing_and_says_so);
    tcase_add_test(tests, the_real_tables);
    suite_add_tcase(suite, tests);
    return suite;
}
