/* Codes of persons, companies, places and accounts: what is wrong is named. */

#include "form_test.h"

#include <string.h>
#include <unistd.h>

#include <cigo/base/date.h>

#include <cigo/form/codice_fiscale.h>

START_TEST(persons)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(
        CIGO_KIND_CODICE_FISCALE, &ctx, {"RSSMRA85M01H501Q", CIGO_OK, "RSSMRA85M01H501Q", NULL},
        {"rss mra 85m01 h501q", CIGO_OK, "RSSMRA85M01H501Q", NULL},
        {"RSS-MRA-85-M01-H501-Q", CIGO_OK, "RSSMRA85M01H501Q", NULL},
        {"RSS–MRA–85\xc2\xa0M01.H501Q", CIGO_OK, "RSSMRA85M01H501Q", NULL},
        {"RSSMRA85M01H501", CIGO_BAD, "", "15 caratteri"},
        {"RSSMRA85M01H501QQ", CIGO_BAD, "", "17 caratteri"},
        {"01533530406", CIGO_BAD, "", "11 cifre"},
        {"RSSMRA85M01H501X", CIGO_BAD, "", "dovrebbe essere Q"},
        {"R5SMRA85M01H501Q", CIGO_BAD, "", "posto 2"},
        {"R0SMRA85M01H501Q", CIGO_BAD, "", "cifra 0"},
        {"AXANRC85M01H501Q", CIGO_BAD, "", "regola di cognome e nome"},
        {"RSSMRAO5M01H501Q", CIGO_BAD, "", "Al posto 7 (anno di nascita) c'è la lettera O"},
        {"RSSMRA8AM01H501Q", CIGO_BAD, "", "anno di nascita"},
        {"RSSMRA85F01H501Q", CIGO_BAD, "", "mese di nascita (posto 9) è «F»"},
        {"RSSMRA85MA1H501Q", CIGO_BAD, "", "giorno di nascita"},
        {"RSSMRA85M00H501Q", CIGO_BAD, "", "«00»"}, {"RSSMRA85M32H501Q", CIGO_BAD, "", "«32»"},
        {"RSSMRA85M40H501Q", CIGO_BAD, "", "«40»"}, {"RSSMRA85M72H501Q", CIGO_BAD, "", "«72»"},
        {"RSSMRA85B30H501Q", CIGO_BAD, "", "febbraio non ha"},
        {"RSSMRA85B29H501Q", CIGO_BAD, "", "febbraio non ha"},
        {"RSSMRA85D31H501Q", CIGO_BAD, "", "aprile non ha"},
        {"RSSMRA85M011501Q", CIGO_BAD, "", "luogo di nascita"},
        {"RSSMRA85M01H5I1Q", CIGO_BAD, "", "Al posto 14 (luogo di nascita) c'è la lettera I"},
        {"RSSMRA85M01H5011", CIGO_BAD, "", "di controllo"},
        {"RÒSMRA85M01H501", CIGO_BAD, "", "carattere"});
}
END_TEST

#define DIGITS "0123456789LMNPQRSTUV"
#define CONSONANTS "BCDFGHJKLMNPQRSTVWXYZ"
#define LETTERS CONSONANTS "AEIOU"

static bool is_right(const char *first15)
{
    char code[17];
    snprintf(code, sizeof code, "%s", first15);
    code[15] = cigo_cf_check_letter((struct cigo_str){code, 15});
    code[16] = '\0';
    return cigo_cf_check(cigo_str_of(code)) == CIGO_CF_OK;
}

/* Every character at every place of a right code, and every row of consonants, vowels and X in the names. */
START_TEST(what_may_stand_where)
{
    static const char *const may[15] = {
        CONSONANTS, CONSONANTS, LETTERS, CONSONANTS, CONSONANTS, LETTERS, DIGITS,     DIGITS, "ABCDEHLMPRST",
        "01234567LMNPQRST", "123456789MNPQRSTUV", LETTERS, DIGITS, DIGITS, DIGITS};
    for (size_t i = 0; i < 15; i++) {
        for (int c = 1; c < 256; c++) {
            char code[] = "BCDFGH85M01H501";
            code[i] = (char)c;
            ck_assert_msg(is_right(code) == (strchr(may[i], c) != NULL), "place %zu: %c", i, c);
        }
    }
    static const char rows[] = "BBB BBA BBX BAA BAX BXB BXA BXX AAA AAX AXX XBB XBA XBX XAA XAX XXB XXA XXX";
    for (size_t i = 0; i < 27; i++) {
        const char names[] = {"BAX"[i / 9], "BAX"[i / 3 % 3], "BAX"[i % 3], '\0'};
        char code[16];
        snprintf(code, sizeof code, "%sFGH85M01H501", names);
        ck_assert_msg(is_right(code) == (strstr(rows, names) != NULL), "%s", names);
        snprintf(code, sizeof code, "FGH%s85M01H501", names);
        ck_assert_msg(is_right(code) == (strstr(rows, names) != NULL), "%s", names);
    }
}
END_TEST

/* 29 February needs a year of the century that has it. */
START_TEST(leap_days)
{
    for (int yy = 0; yy < 100; yy++) {
        char code[17];
        int32_t birth = 0;
        snprintf(code, sizeof code, "RSSMRA%02dB29H501", yy);
        code[15] = cigo_cf_check_letter((struct cigo_str){code, 15});
        code[16] = '\0';
        bool leap = yy % 4 == 0; /* 1900 had none, 2000 had */
        ck_assert_int_eq(cigo_cf_check(cigo_str_of(code)), leap ? CIGO_CF_OK : CIGO_CF_DATE);
        ck_assert(cigo_cf_birth(cigo_str_of(code), TEST_TODAY, &birth) == leap);
        if (leap)
            ck_assert_int_eq(cigo_date_ymd(birth).year, yy <= 26 ? 2000 + yy : 1900 + yy);
    }
}
END_TEST

START_TEST(births)
{
    int32_t date = 0, birth = 7;
    struct cigo_str cf = CIGO_STR("RSSMRA85M01H501Q");
    ck_assert(cigo_cf_birth(cf, TEST_TODAY, &birth));
    ck_assert(cigo_date_of(1985, 8, 1, &date));
    ck_assert_int_eq(birth, date);
    ck_assert(cigo_cf_birth(cf, date, &birth));
    ck_assert_int_eq(birth, date);
    birth = 7;
    ck_assert(!cigo_cf_birth(cf, date - 1, &birth)); /* 1885 is before all dates */
    ck_assert(!cigo_cf_birth(CIGO_STR("RSSMRA85M01H501X"), TEST_TODAY, &birth));
    ck_assert(!cigo_cf_birth(cf, 0, &birth));
    ck_assert_int_eq(birth, 7);
    /* a woman, written with omocodia letters: 85 M 41 is UR M Q1 */
    char code[] = "RSSMRAURMQ1H501?";
    code[15] = cigo_cf_check_letter((struct cigo_str){code, 15});
    ck_assert(cigo_cf_birth(cigo_str_of(code), TEST_TODAY, &birth));
    ck_assert_int_eq(birth, date);
}
END_TEST

START_TEST(names)
{
    static const struct {
        const char *text, *surname, *name;
    } rows[] = {{"Rossi", "RSS", "RSS"},      {"Fo", "FOX", "FOX"},         {"", "XXX", "XXX"},
                {"Betaña", "BTN", "BTN"},     {"Groß", "GRS", "GSS"},       {"Ægir", "GRA", "GRA"},
                {"D’Andrea", "DND", "DDR"},   {"Gianfranco", "GNF", "GFR"}, {"Łódź", "LDZ", "LDZ"},
                {"De la Cruz", "DLC", "DCR"}, {"Øst", "STO", "STO"},        {"aei", "AEI", "AEI"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char letters[4];
        cigo_cf_surname(cigo_str_of(rows[i].text), letters);
        ck_assert_str_eq(letters, rows[i].surname);
        cigo_cf_name(cigo_str_of(rows[i].text), letters);
        ck_assert_str_eq(letters, rows[i].name);
    }
}
END_TEST

START_TEST(companies)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_PARTITA_IVA, &ctx, {"00001230408", CIGO_OK, "00001230408", NULL},
               {"IT 00001.230-408", CIGO_OK, "00001230408", NULL},
               {"it00001230408", CIGO_OK, "00001230408", NULL},
               {"00001230409", CIGO_BAD, "", "è 9, attesa 8"},
               {"00000000000", CIGO_BAD, "", "tutte zero"}, {"00000000406", CIGO_BAD, "", NULL},
               {"0000123040", CIGO_BAD, "", "10 cifre"},
               {"FR00001230408", CIGO_BAD, "", "non sono cifre"}, {"IT", CIGO_BAD, "", NULL},
               {"RSSMRA85M01H501Q", CIGO_BAD, "", NULL});
    TEST_TEXTS(CIGO_KIND_CODICE_FISCALE_AZIENDA, &ctx,
               {"00001230408", CIGO_OK, "00001230408", NULL},
               {"rssmra85m01h501q", CIGO_OK, "RSSMRA85M01H501Q", NULL},
               {"00001230409", CIGO_BAD, "", "attesa 8"}, {"123", CIGO_BAD, "", "3 cifre"},
               {"RSSMRA85M01H501X", CIGO_BAD, "", "dovrebbe essere Q"},
               {"abc", CIGO_BAD, "", "11 cifre, o 16"});
    TEST_TEXTS(CIGO_KIND_MATRICOLA_INPS, &ctx, {"1234567860", CIGO_OK, "1234567860", NULL},
               {"12 345678-60", CIGO_OK, "1234567860", NULL},
               {"1234567890", CIGO_WARNING, "1234567890", "cifre di controllo 90, attese 60"},
               {"0000000000", CIGO_BAD, "", "zeri"}, {"123456786", CIGO_BAD, "", "9 cifre"},
               {"12345678AB", CIGO_BAD, "", NULL});
}
END_TEST

/* Every office code: known ones are right, others a warning, none is refused. */
START_TEST(offices)
{
    struct cigo_kind_ctx ctx = test_ctx();
    for (int office = 0; office < 1000; office++) {
        char digits[12];
        bool known = (office >= 1 && office <= 100) || office == 120 || office == 121 ||
                     office == 888 || office == 999;
        size_t right = 0;
        for (int check = 0; check < 10; check++) {
            struct cigo_parsed parsed;
            cigo_parsed_init(&parsed);
            snprintf(digits, sizeof digits, "1234567%03u%01u", (unsigned)office % 1000u,
                     (unsigned)check % 10u);
            cigo_kind_parse(cigo_kind_get(CIGO_KIND_PARTITA_IVA), &ctx, cigo_str_of(digits),
                            &parsed);
            if (parsed.verdict != CIGO_BAD) {
                right++;
                ck_assert_int_eq(parsed.verdict, known ? CIGO_OK : CIGO_WARNING);
            }
            cigo_parsed_finish(&parsed);
        }
        ck_assert_uint_eq(right, 1);
    }
}
END_TEST

START_TEST(small_codes)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_CSC, &ctx, {"11301", CIGO_OK, "11301", NULL},
               {"1.13.01", CIGO_OK, "11301", NULL}, {"1130", CIGO_BAD, "", "4 cifre"},
               {"1130A", CIGO_BAD, "", NULL});
    TEST_TEXTS(CIGO_KIND_CODICI_AUTORIZZAZIONE, &ctx, {"3n, 7n", CIGO_OK, "3N 7N", NULL},
               {"3N 3N;7N", CIGO_OK, "3N 7N", NULL}, {"33", CIGO_OK, "33", NULL},
               {"AA", CIGO_WARNING, "AA", "«AA»"}, {"3N, 3NP", CIGO_WARNING, "3N 3NP", "«3NP»"},
               {"3à", CIGO_WARNING, "3à", NULL}, {",;", CIGO_BAD, "", NULL});
    TEST_TEXTS(CIGO_KIND_ATECO, &ctx, {"43.32.02", CIGO_OK, "43.32.02", NULL},
               {"433202", CIGO_OK, "43.32.02", NULL}, {"43", CIGO_OK, "43", NULL},
               {"43.3", CIGO_OK, "43.3", NULL}, {"4", CIGO_BAD, "", "1 cifra"},
               {"43.32.021", CIGO_BAD, "", "7 cifre"}, {"C 43", CIGO_BAD, "", NULL});
    TEST_TEXTS(CIGO_KIND_CAP, &ctx, {"40121", CIGO_OK, "40121", NULL},
               {"00184", CIGO_OK, "00184", NULL}, {"4012", CIGO_BAD, "", "4 cifre"},
               {"401211", CIGO_BAD, "", "6 cifre"}, {"4012A", CIGO_BAD, "", NULL},
               {"４0121", CIGO_BAD, "", NULL});
    TEST_TEXTS(CIGO_KIND_COMUNE, &ctx, {"Forlì", CIGO_OK, "Forlì", NULL},
               {"L'Aquila", CIGO_OK, NULL, NULL}, {"40121", CIGO_WARNING, "40121", "lettera"});
    TEST_TEXTS(CIGO_KIND_TICKET, &ctx, {"aB12", CIGO_OK, "aB12", NULL},
               {"12345678901234567", CIGO_WARNING, "12345678901234567", "17"},
               {"A-1", CIGO_WARNING, "A-1", "lettere e cifre"});
}
END_TEST

START_TEST(provinces)
{
    struct cigo_kind_ctx ctx = test_ctx();
    static const char *const sardinia[] = {"CA", "SU", "CI", "VS", "OG", "OT", "NU", "SS", "OR"};
    for (size_t i = 0; i < sizeof sardinia / sizeof *sardinia; i++)
        TEST_TEXTS(CIGO_KIND_PROVINCIA, &ctx, {sardinia[i], CIGO_OK, sardinia[i], NULL});
    TEST_TEXTS(CIGO_KIND_PROVINCIA, &ctx, {"bo", CIGO_OK, "BO", NULL},
               {"(RM)", CIGO_OK, "RM", NULL}, {"Forli-Cesena", CIGO_OK, "FC", NULL},
               {"reggio  emilia", CIGO_OK, "RE", NULL}, {"XX", CIGO_WARNING, "XX", "«XX»"},
               {"Bolonia", CIGO_BAD, "", "due lettere"}, {"B", CIGO_BAD, "", NULL},
               {"12", CIGO_BAD, "", NULL});
}
END_TEST

/* Every sigla in the table of municipalities is known. */
START_TEST(provinces_in_use)
{
    char line[4096];
    struct cigo_kind_ctx ctx = test_ctx();
    FILE *file = unit_shared("data/comuni_attivi.tsv");
    if (!file)
        return;
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *column = line;
        for (int i = 0; i < 4; i++)
            column = strchr(column, '\t') + 1;
        char sigla[3] = {column[0], column[1], '\0'};
        TEST_TEXTS(CIGO_KIND_PROVINCIA, &ctx, {sigla, CIGO_OK, sigla, NULL});
    }
    fclose(file);
}
END_TEST

START_TEST(ibans)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_IBAN, &ctx,
               {"it60 x054 2811 1010 0000 0123 456", CIGO_OK, "IT60X0542811101000000123456", NULL},
               {"IT60-X054-2811-1010-0000-0123-456", CIGO_OK, NULL, NULL},
               {"IT60Y0542811101000000123456", CIGO_BAD, "",
                "CIN (posto 5) è Y, ma per questo conto dovrebbe essere X"},
               {"IT61X0542811101000000123456", CIGO_BAD, "", "61 (posti 3-4) non tornano"},
               {"IT60X054281110100000012345", CIGO_BAD, "",
                "26 caratteri: per il Paese IT devono essere 27"},
               {"IT60105428111010000001234567", CIGO_BAD, "", NULL},
               {"IT60X05428111010000001234A!", CIGO_BAD, "", "né lettera né cifra"},
               {"ITX0X0542811101000000123456", CIGO_BAD, "", "«X0»"},
               {"IT00X0542811101000000123456", CIGO_BAD, "", "00"},
               {"IT01X0542811101000000123456", CIGO_BAD, "", "01"},
               {"IT99X0542811101000000123456", CIGO_BAD, "", "99"},
               {"IT60XO542811101000000123456", CIGO_BAD, "", "Al posto 6 c'è O"},
               {"TR330006100519786457841326", CIGO_OK, NULL, NULL},
               {"TR7900061A0519786457841326", CIGO_BAD, "", "Al posto 10 c'è A"}, /* by 97 it is right */
               {"60X0542811101000000123456", CIGO_BAD, "", "due lettere del Paese"},
               {"IT", CIGO_BAD, "", NULL}, {"ZZ12345", CIGO_BAD, "", "da 15 a 34"},
               {"ZZ62000000000000000", CIGO_BAD, "", NULL});
    /* an unknown country with right check digits is a warning */
    size_t known = 0;
    for (int check = 2; check < 99; check++) {
        char iban[32];
        struct cigo_parsed parsed;
        cigo_parsed_init(&parsed);
        snprintf(iban, sizeof iban, "ZZ%02u123456789012345", (unsigned)check % 100u);
        cigo_kind_parse(cigo_kind_get(CIGO_KIND_IBAN), &ctx, cigo_str_of(iban), &parsed);
        known += parsed.verdict == CIGO_WARNING;
        ck_assert_int_ne(parsed.verdict, CIGO_OK);
        cigo_parsed_finish(&parsed);
    }
    ck_assert_uint_eq(known, 1);
}
END_TEST

START_TEST(contacts)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(
        CIGO_KIND_EMAIL, &ctx,
        {"nome.cognome+x@esempio.it", CIGO_OK, "nome.cognome+x@esempio.it", NULL},
        {"mailto:a@b.it", CIGO_OK, "a@b.it", NULL}, {"o’neil@b.it", CIGO_OK, "o'neil@b.it", NULL},
        {"a@sub.b-c.it", CIGO_OK, NULL, NULL}, {"a.b.it", CIGO_BAD, "", "manca la chiocciola"},
        {"a@b@c.it", CIGO_BAD, "", "più di una"}, {"a b@c.it", CIGO_BAD, "", "spazio"},
        {"@c.it", CIGO_BAD, "", "prima"}, {"a@", CIGO_BAD, "", "dopo"},
        {"a@b", CIGO_BAD, "", "punto"}, {"a@b..it", CIGO_BAD, "", "punto"},
        {"a@.it", CIGO_BAD, "", "punto"}, {"a@b.it.", CIGO_BAD, "", "punto"},
        {".a@b.it", CIGO_BAD, "", "punto"}, {"a..b@c.it", CIGO_BAD, "", "di seguito"},
        {"a@b,it", CIGO_BAD, "", NULL}, {"a;b@c.it", CIGO_BAD, "", "carattere"},
        {"a@b.i", CIGO_BAD, "", "non è completa"}, {"a@1.2.3.44", CIGO_BAD, "", "non è completa"});
    TEST_TEXTS(CIGO_KIND_PEC, &ctx, {"ditta@pec.esempio.it", CIGO_OK, NULL, NULL},
               {"ditta", CIGO_BAD, "", "PEC"});
    TEST_TEXTS(CIGO_KIND_TELEFONO, &ctx, {"051 555-0100", CIGO_OK, "0515550100", NULL},
               {"+39 (051) 555.0100", CIGO_OK, "+390515550100", NULL},
               {"12345", CIGO_BAD, "", "5 cifre"}, {"1234567890123456", CIGO_BAD, "", "16 cifre"},
               {"051 int. 3", CIGO_BAD, "", NULL}, {"39+051555", CIGO_BAD, "", NULL},
               {"+", CIGO_BAD, "", NULL});
}
END_TEST

START_TEST(periods)
{
    struct cigo_kind_ctx ctx = test_ctx();
    static const char *const same[] = {"2025-T3",
                                       "2025T3",
                                       "2025 t3",
                                       "t3 2025",
                                       "T3/2025",
                                       "2025/3",
                                       "3/2025",
                                       "2025-3",
                                       "III trimestre 2025",
                                       "3° trim. 2025",
                                       "Q3 2025",
                                       "2025–T3",
                                       "3º trimestre 2025",
                                       "2025 III"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        TEST_TEXTS(CIGO_KIND_PERIODO, &ctx, {same[i], CIGO_OK, "2025-T3", NULL});
    TEST_TEXTS(CIGO_KIND_PERIODO, &ctx, {"2025", CIGO_OK, "2025", NULL},
               {"2025-T5", CIGO_BAD, "", "T1 a T4"}, {"2025-T0", CIGO_BAD, "", NULL},
               {"25", CIGO_BAD, "", "quattro cifre"}, {"20255", CIGO_BAD, "", NULL},
               {"T3", CIGO_BAD, "", NULL}, {"1899", CIGO_BAD, "", "1900"},
               {"2101-T1", CIGO_BAD, "", "2100"}, {"2024-2025", CIGO_BAD, "", NULL},
               {"2025-12", CIGO_BAD, "", "il trimestre non è chiaro"}, {"gennaio 2025", CIGO_BAD, "", NULL},
               {"2025-03", CIGO_BAD, "", "il trimestre non è chiaro"},
               {"03/2025", CIGO_BAD, "", "il trimestre non è chiaro"},
               {"2025 T", CIGO_BAD, "", NULL}, {"2025 T3 T3", CIGO_BAD, "", NULL});
}
END_TEST

START_TEST(files)
{
    struct cigo_kind_ctx ctx = test_ctx();
    char dir[256], path[300], quoted[310], echo_wanted[320];
    unit_tempdir(dir, sizeof dir);
    snprintf(path, sizeof path, "%s/relazione è.pdf", dir);
    snprintf(quoted, sizeof quoted, "'%s'", path);
    TEST_TEXTS(CIGO_KIND_FILE, &ctx, {path, CIGO_WARNING, path, "non si trova"},
               {dir, CIGO_WARNING, dir, "non porta a un file"});
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    TEST_TEXTS(CIGO_KIND_FILE, &ctx, {path, CIGO_WARNING, path, "vuoto"});
    ck_assert_int_eq(truncate(path, 1234567), 0);
    TEST_TEXTS(CIGO_KIND_FILE, &ctx, {path, CIGO_OK, path, NULL}, {quoted, CIGO_OK, path, NULL});
    struct cigo_value value = {.storage = CIGO_TEXT, .s = cigo_str_of(path)};
    struct cigo_buf echo;
    cigo_buf_init(&echo, 1000);
    cigo_kind_echo(cigo_kind_get(CIGO_KIND_FILE), &ctx, &value, &echo);
    snprintf(echo_wanted, sizeof echo_wanted, "%s (1,2 MB)", path);
    ck_assert_str_eq(echo.p, echo_wanted);
    cigo_buf_finish(&echo);
    unit_remove(dir);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("identifiers");
    UNIT_CASE(suite, "persons", persons, leap_days, what_may_stand_where, births, names);
    UNIT_CASE(suite, "companies", companies, offices, small_codes);
    UNIT_CASE(suite, "places", provinces, provinces_in_use);
    UNIT_CASE(suite, "others", ibans, contacts, periods, files);
    return suite;
}
