/* What people type for numbers, dates, times, yes and no, and choices. */

#include "form_test.h"

#include <string.h>

#include <cigo/base/date.h>

static const char *day(int year, int month, int d)
{
    static char text[8][16];
    static int next;
    int32_t date = 0;
    ck_assert(cigo_date_of(year, month, d, &date));
    next = (next + 1) % 8;
    snprintf(text[next], sizeof text[next], "%d", (int)date);
    return text[next];
}

START_TEST(dates)
{
    struct cigo_kind_ctx ctx = test_ctx();
    static const char *const same[] = {"2/11/2026",
                                       "02/11/2026",
                                       "2.11.26",
                                       "2-11-2026",
                                       "2 11 2026",
                                       "021126",
                                       "02112026",
                                       "20261102",
                                       "2026-11-02",
                                       "2026/11/2",
                                       "2026.11.02",
                                       "2 nov 2026",
                                       "2 November 2026",
                                       "2. November 2026",
                                       "November 2, 2026",
                                       "Montag, 2. November 2026",
                                       "Monday 2 November 2026",
                                       "2 novembre 2026",
                                       "2NOV26",
                                       "2 Nov. 2026",
                                       "2-nov-26",
                                       "lunedì 2 novembre 2026",
                                       "Lun 2/11/26",
                                       "il 2 novembre 2026",
                                       "2 di novembre del 2026",
                                       "2–11–2026",
                                       "2\xe2\x80\x91"
                                       "11\xe2\x80\x91"
                                       "26",
                                       "2\xc2\xa0nov\xc2\xa0"
                                       "2026",
                                       "2/11/'26",
                                       "2°/11/2026",
                                       "2/11/\xe2\x80\x99"
                                       "26",
                                       " 2 / 11 / 2026 ",
                                       "2/11",
                                       "2.11",
                                       "2 nov",
                                       "lunedì 2 novembre",
                                       "2. novembre 2026",
                                       "2\xe2\x81\xa0/11/2026"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        TEST_TEXTS(CIGO_KIND_DATE, &ctx, {same[i], CIGO_OK, "2461347", NULL});
    ck_assert_str_eq(day(2026, 11, 2), "2461347");
    TEST_TEXTS(
        CIGO_KIND_DATE, &ctx, {"1° maggio 2026", CIGO_OK, day(2026, 5, 1), NULL},
        {"29/2/2024", CIGO_OK, day(2024, 2, 29), NULL},
        {"29/2/00", CIGO_OK, day(2000, 2, 29), NULL}, {"1/1/69", CIGO_OK, day(2069, 1, 1), NULL},
        {"1/1/70", CIGO_OK, day(1970, 1, 1), NULL}, {"1/1/99", CIGO_OK, day(1999, 1, 1), NULL},
        {"1/1/1900", CIGO_OK, day(1900, 1, 1), NULL},
        {"31/12/2100", CIGO_OK, day(2100, 12, 31), NULL});
}
END_TEST

START_TEST(wrong_dates)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"29/2/2026", CIGO_BAD, "", "febbraio 2026 ha 28 giorni"},
               {"29/2/1900", CIGO_BAD, "", "febbraio 1900 ha 28 giorni"},
               {"31/11/2026", CIGO_BAD, "", "novembre 2026 ha 30 giorni"},
               {"31/11", CIGO_BAD, "", "non esiste nel mese di novembre"},
               {"32/1/2026", CIGO_BAD, "", "giorno 32"}, {"0/1/2026", CIGO_BAD, "", "giorno 0"},
               {"1/0/2026", CIGO_BAD, "", "mese 0"}, {"1/40/2026", CIGO_BAD, "", "mese 40"},
               {"11/23/2026", CIGO_BAD, "", "scambiati"}, {"1/1/1899", CIGO_BAD, "", "1900"},
               {"1/1/2101", CIGO_BAD, "", "2100"}, {"29/2", CIGO_BAD, "", "bisestili"},
               {"martedì 2/11/2026", CIGO_BAD, "", "è lunedì, non martedì"},
               {"2/11/226", CIGO_BAD, "", NULL}, {"2/11/6", CIGO_BAD, "", NULL},
               {"2026", CIGO_BAD, "", NULL}, {"0211", CIGO_BAD, "", NULL},
               {"2//11/2026", CIGO_BAD, "", NULL}, {"/2/11/2026", CIGO_BAD, "", NULL},
               {"-2/11/2026", CIGO_BAD, "", NULL}, {"2/11/2026/1", CIGO_BAD, "", NULL},
               {"ma 2/11/2026", CIGO_BAD, "", NULL}, {"2 n 2026", CIGO_BAD, "", NULL},
               {"novembre 2026", CIGO_BAD, "", NULL}, {"２/11/2026", CIGO_BAD, "", NULL},
               {"oggi", CIGO_BAD, "", NULL}, {"2 novembrissimo 2026", CIGO_BAD, "", NULL},
               {"999999999", CIGO_BAD, "", NULL});
}
END_TEST

START_TEST(dates_near_today)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"31/12", CIGO_OK, day(2026, 12, 31), NULL},
               {"1/1", CIGO_OK, day(2027, 1, 1), NULL}, {"1/6", CIGO_OK, day(2026, 6, 1), NULL},
               {"1/5", CIGO_OK, day(2027, 5, 1), NULL});
    cigo_date_of(2024, 1, 10, &ctx.today);
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"29/2", CIGO_OK, day(2024, 2, 29), NULL},
               {"20/12", CIGO_OK, day(2023, 12, 20), NULL});
    ctx.today = CIGO_DATE_MIN;
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"31/12", CIGO_OK, day(1900, 12, 31), NULL});
    ctx.today = CIGO_DATE_MAX;
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"1/1", CIGO_OK, day(2100, 1, 1), NULL});
}
END_TEST

START_TEST(birth_dates)
{
    struct cigo_kind_ctx ctx = test_ctx();
    ctx.past = true;
    TEST_TEXTS(
        CIGO_KIND_DATE, &ctx, {"1/8/85", CIGO_OK, day(1985, 8, 1), NULL},
        {"23/11/26", CIGO_OK, day(2026, 11, 23), NULL},
        {"24/11/26", CIGO_OK, day(1926, 11, 24), NULL}, {"1/1/30", CIGO_OK, day(1930, 1, 1), NULL},
        {"1/1/2030", CIGO_OK, day(2030, 1, 1), NULL}, {"29/2/00", CIGO_OK, day(2000, 2, 29), NULL},
        {"29/2/28", CIGO_OK, day(1928, 2, 29), NULL}, {"1/8", CIGO_BAD, "", "Manca l'anno"});
}
END_TEST

START_TEST(date_limits)
{
    struct cigo_kind_ctx ctx = test_ctx();
    int32_t low = 0, high = 0;
    cigo_date_of(2016, 1, 1, &low);
    cigo_date_of(2030, 12, 31, &high);
    ctx.has_min = true;
    ctx.min = low;
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"31/12/2015", CIGO_BAD, "", "dal 01/01/2016 in poi"},
               {"1/1/2016", CIGO_OK, NULL, NULL});
    ctx.has_max = true;
    ctx.max = high;
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"1/1/2031", CIGO_BAD, "", "dal 01/01/2016 al 31/12/2030"},
               {"31/12/2030", CIGO_OK, NULL, NULL});
    ctx.has_min = false;
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"1/1/2031", CIGO_BAD, "", "non oltre il 31/12/2030"});
}
END_TEST

START_TEST(echoes)
{
    static const struct {
        enum cigo_kind_id kind;
        const char *text, *echo;
    } rows[] = {
        {CIGO_KIND_DATE, "2/11", "lunedì 2 novembre 2026"},
        {CIGO_KIND_DATE, "1/8/2026", "sabato 1 agosto 2026"},
        {CIGO_KIND_MONEY, "1234.5", "1.234,50 €"},
        {CIGO_KIND_DECIMAL, "37.5", "37,50"},
        {CIGO_KIND_INTEGER, "12000", "12000"},
        {CIGO_KIND_BOOLEAN, "s", "sì"},
        {CIGO_KIND_CHOICE, "sei", "Sei giorni"},
        {CIGO_KIND_CHOICE, "otto", "otto"},
        {CIGO_KIND_PERIODO, "3/2025", "3° trimestre 2025 (luglio-settembre)"},
        {CIGO_KIND_PROVINCIA, "bo", "BO (Bologna)"},
        {CIGO_KIND_CODICE_FISCALE, "rssmra85m41h501u", "RSSMRA85M41H501U (nata il 01/08/1985)"},
        {CIGO_KIND_CODICE_FISCALE, "rssmra85m71h501x", "RSSMRA85M71H501X (nata il 31/08/1985)"},
        {CIGO_KIND_CODICE_FISCALE, "rssmra85mt1h501j", "RSSMRA85MT1H501J (nata il 31/08/1985)"},
        {CIGO_KIND_CODICE_FISCALE, "rssmra85m31h501t", "RSSMRA85M31H501T (nato il 31/08/1985)"},
        {CIGO_KIND_CODICE_FISCALE, "rssmra85mp1h501f", "RSSMRA85MP1H501F (nato il 31/08/1985)"},
        {CIGO_KIND_IBAN, "it60x0542811101000000123456", "IT60 X054 2811 1010 0000 0123 456"},
    };
    struct cigo_kind_ctx ctx = test_ctx();
    struct cigo_parsed parsed;
    struct cigo_buf echo;
    cigo_parsed_init(&parsed);
    cigo_buf_init(&echo, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cigo_kind *kind = cigo_kind_get(rows[i].kind);
        cigo_buf_clear(&echo);
        cigo_kind_parse(kind, &ctx, cigo_str_of(rows[i].text), &parsed);
        cigo_kind_echo(kind, &ctx, &parsed.value, &echo);
        ck_assert_str_eq(echo.p, rows[i].echo);
    }
    cigo_buf_finish(&echo);
    cigo_parsed_finish(&parsed);
}
END_TEST

START_TEST(numbers)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_DECIMAL, &ctx, {"37,5", CIGO_OK, "3750", NULL},
               {"37.5", CIGO_OK, "3750", NULL}, {"1.234,56", CIGO_OK, "123456", NULL},
               {"1234.56", CIGO_OK, "123456", NULL}, {"1 234,5", CIGO_OK, "123450", NULL},
               {"1\xe2\x80\xaf"
                "234,5",
                CIGO_OK, "123450", NULL},
               {"1’234,5", CIGO_OK, "123450", NULL}, {"-3", CIGO_OK, "-300", NULL},
               {"−3", CIGO_OK, "-300", NULL}, {"–3", CIGO_OK, "-300", NULL},
               {"+3", CIGO_OK, "300", NULL}, {"1.234", CIGO_BAD, "", "Scriva 1234"},
               {"1,234", CIGO_BAD, "", "più di 2 decimali"}, {"1,235", CIGO_BAD, "", "arrotondato"},
               {"37:30", CIGO_BAD, "", "scriva 37,50."}, {"8:15", CIGO_BAD, "", "scriva 8,25."},
               {"1234:00", CIGO_BAD, "", "scriva 1.234,00."}, {"37:20", CIGO_BAD, "", "0,5"}, {":30", CIGO_BAD, "", "cifre"},
               {"abc", CIGO_BAD, "", "cifre"}, {"1e3", CIGO_BAD, "", NULL},
               {"1 2", CIGO_BAD, "", NULL}, {"٣", CIGO_BAD, "", NULL}, {"３", CIGO_BAD, "", NULL},
               {"10000000", CIGO_OK, "1000000000", NULL},
               {"10000000,01", CIGO_BAD, "", "10.000.000"},
               {"99999999999999999999", CIGO_BAD, "", "da -10.000.000 a 10.000.000"});
    TEST_TEXTS(CIGO_KIND_MONEY, &ctx, {"€ 1.234,56", CIGO_OK, "123456", NULL},
               {"1234,56 €", CIGO_OK, "123456", NULL}, {"12 euro", CIGO_OK, "1200", NULL},
               {"EUR 12,50", CIGO_OK, "1250", NULL},
               {"50.000.000.000", CIGO_OK, "5000000000000", NULL}, {"euro", CIGO_BAD, "", NULL},
               {"1.500", CIGO_BAD, "", "Scriva 1500"});
    TEST_TEXTS(CIGO_KIND_INTEGER, &ctx, {"12", CIGO_OK, "12", NULL},
               {"12,0", CIGO_BAD, "", "intero"}, {"1.234", CIGO_BAD, "", "Scriva 1234"},
               {"1.234.567", CIGO_OK, "1234567", NULL}, {"007", CIGO_OK, "7", NULL});
    ctx.has_min = true;
    ctx.min = 5;
    TEST_TEXTS(CIGO_KIND_INTEGER, &ctx, {"4", CIGO_BAD, "", "almeno 5"}, {"5", CIGO_OK, "5", NULL});
    ctx.has_max = true;
    ctx.max = 6;
    TEST_TEXTS(CIGO_KIND_INTEGER, &ctx, {"7", CIGO_BAD, "", "da 5 a 6"}, {"6", CIGO_OK, "6", NULL},
               {"99999999999999999999", CIGO_BAD, "", "da 5 a 6"});
    ctx.has_min = false;
    TEST_TEXTS(CIGO_KIND_INTEGER, &ctx, {"7", CIGO_BAD, "", "al massimo 6"});
    ctx.max = 4050;
    TEST_TEXTS(CIGO_KIND_DECIMAL, &ctx, {"40,51", CIGO_BAD, "", "al massimo 40,50"});
}
END_TEST

START_TEST(times)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_TIME, &ctx, {"8", CIGO_OK, "480", NULL}, {"8:30", CIGO_OK, "510", NULL},
               {"08.30", CIGO_OK, "510", NULL}, {"8,30", CIGO_OK, "510", NULL},
               {"0830", CIGO_OK, "510", NULL}, {"8h30", CIGO_OK, "510", NULL},
               {"8h", CIGO_OK, "480", NULL}, {"ore 8:30", CIGO_OK, "510", NULL},
               {"08:30:00", CIGO_OK, "510", NULL}, {"0", CIGO_OK, "0", NULL},
               {"24:00", CIGO_OK, "1440", NULL}, {"24", CIGO_OK, "1440", NULL},
               {"24:01", CIGO_BAD, "", "00:00 a 24:00"}, {"25", CIGO_BAD, "", "24:00"},
               {"8:60", CIGO_BAD, "", "minuti sono 60"}, {"8:3", CIGO_BAD, "", NULL},
               {"8:", CIGO_BAD, "", NULL}, {":30", CIGO_BAD, "", NULL},
               {"8:30:15", CIGO_BAD, "", NULL}, {"8:30 x", CIGO_BAD, "", NULL},
               {"12345", CIGO_BAD, "", NULL}, {"-8", CIGO_BAD, "", NULL});
    ctx.has_min = true;
    ctx.min = 360;
    TEST_TEXTS(CIGO_KIND_TIME, &ctx, {"5:59", CIGO_BAD, "", "da 06:00 a 24:00"},
               {"6", CIGO_OK, "360", NULL});
}
END_TEST

START_TEST(booleans)
{
    struct cigo_kind_ctx ctx = test_ctx();
    static const char *const yes[] = {"si",  "sì",  "Sì",   "SI",   "s", "S",
                                      "si'", "SI’", "true", "True", "VERO", "Wahr", "1", "ja",
                                      "Yes", "y"};
    static const char *const no[] = {"no", "No", "n", "nein", "false", "FALSE", "FALSO", "falsch", "2"};
    static const char *const bad[] = {"0", "3", "forse", "jein", "sino", "-", "11"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        TEST_TEXTS(CIGO_KIND_BOOLEAN, &ctx, {yes[i], CIGO_OK, "1", NULL});
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        TEST_TEXTS(CIGO_KIND_BOOLEAN, &ctx, {no[i], CIGO_OK, "0", NULL});
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        TEST_TEXTS(CIGO_KIND_BOOLEAN, &ctx, {bad[i], CIGO_BAD, "", "né sì né no"});
}
END_TEST

START_TEST(choices)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(
        CIGO_KIND_CHOICE, &ctx, {"operaio", CIGO_OK, "operaio", NULL},
        {"1", CIGO_OK, "operaio", NULL}, {"1)", CIGO_OK, "operaio", NULL},
        {"01", CIGO_OK, "operaio", NULL},
        /* an id beats a position, a position a label */
        {"6", CIGO_OK, "6", NULL}, {"5", CIGO_OK, "5", NULL}, {"2", CIGO_OK, "impiegato", NULL},
        {"x", CIGO_OK, "x", NULL}, {"9", CIGO_OK, "5", NULL},
        {"impiegato", CIGO_OK, "impiegato", NULL}, {"Operaio", CIGO_OK, "operaio", NULL},
        {"OPERAIO SPEC", CIGO_OK, "operaio_specializzato", NULL},
        {"operaio_s", CIGO_OK, "operaio_specializzato", NULL},
        {"operaio\xc2\xa0 specializzato", CIGO_OK, "operaio_specializzato", NULL},
        {"perche si", CIGO_OK, "perche", NULL}, {"PERCHÈ", CIGO_OK, "perche", NULL},
        {"attivita", CIGO_OK, "attivita", NULL}, {"attività;", CIGO_OK, "attivita", NULL},
        {"sei", CIGO_OK, "6", NULL}, {"doppio_b", CIGO_OK, "doppio_b", NULL},
        {"oper", CIGO_BAD, "", "1 Operaio, 3 Operaio specializzato"},
        {"imp", CIGO_BAD, "", "2 Impiegato, 7 impiegato"},
        {"op", CIGO_BAD, "", "più di una scelta"}, {"13", CIGO_BAD, "", "non è tra le scelte"},
        {"0", CIGO_BAD, "", "non è tra le scelte"}, {"99999999999999999999", CIGO_BAD, "", NULL},
        {"Operaia", CIGO_OK, "operaio", NULL}, {"OPERAIE", CIGO_OK, "operaio", NULL},
        {"operaib", CIGO_BAD, "", NULL}, {"impiegata", CIGO_BAD, "", "2 Impiegato, 7 impiegato"},
        {"doppia nome", CIGO_BAD, "", NULL}, {"operajo", CIGO_BAD, "", "Forse intendeva «Operaio»"},
        {"raio", CIGO_BAD, "", "1 Operaio, 2 Impiegato"}, {"'", CIGO_BAD, "", NULL});
}
END_TEST

START_TEST(explained_choices)
{
    static const struct cigo_choice items[] = {
        {.id = "meteo", .label = "Eventi meteo", .help = "Pioggia, neve; l'umidità."},
        {.id = "strada", .label = "Strada chiusa", .help = "Anche per neve o per una frana."},
        {.id = "altro", .label = "Altro motivo"},
    };
    struct cigo_choices list = {"motivo", items, 3};
    struct cigo_kind_ctx ctx = test_ctx();
    ctx.choices = &list;
    TEST_TEXTS(CIGO_KIND_CHOICE, &ctx, {"piogg", CIGO_BAD, "", "Forse intendeva «Eventi meteo»"},
               {"UMIDITA", CIGO_BAD, "", "Forse intendeva «Eventi meteo»"},
               {"neve", CIGO_BAD, "", "Forse intendeva «Eventi meteo», «Strada chiusa»"},
               {"altr", CIGO_OK, "altro", NULL});
    ck_assert(cigo_choice_told(&items[0], CIGO_STR("Piog")) && cigo_choice_told(&items[1], CIGO_STR("una frana")));
    ck_assert(!cigo_choice_told(&items[0], CIGO_STR("oggia"))); /* within a word */
    ck_assert(cigo_choice_told(&items[2], CIGO_STR("Altra")));
    ck_assert(!cigo_choice_told(&items[2], CIGO_STR("altro")) && !cigo_choice_told(&items[0], CIGO_STR("")));
}
END_TEST

/* Where the list is too long for a sentence it says how many are left, apart from the last label. */
START_TEST(many_choices)
{
    static const char *const ends[] = {"20 Voce.", "20 Voce; e un'altra.", "20 Voce; e altre 3."};
    static const size_t sizes[] = {20, 21, 23};
    struct cigo_choice items[23];
    struct cigo_parsed parsed;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        items[i] = (struct cigo_choice){.id = "voce", .label = "Voce"};
    cigo_parsed_init(&parsed);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct cigo_choices list = {"voci", items, sizes[i]};
        struct cigo_kind_ctx ctx = {.choices = &list};
        cigo_kind_parse(cigo_kind_get(CIGO_KIND_CHOICE), &ctx, CIGO_STR("xyz"), &parsed);
        const char *end = parsed.fix.p + parsed.fix.n - strlen(ends[i]);
        ck_assert_msg(parsed.fix.n > strlen(ends[i]) && strcmp(end, ends[i]) == 0, "%s", parsed.fix.p);
    }
    cigo_parsed_finish(&parsed);
}
END_TEST

START_TEST(multichoices)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(
        CIGO_KIND_MULTICHOICE, &ctx, {"operaio", CIGO_OK, "operaio", NULL},
        {"impiegato, operaio", CIGO_OK, "operaio impiegato", NULL},
        {"impiegato;operaio", CIGO_OK, "operaio impiegato", NULL},
        {"impiegato operaio", CIGO_OK, "operaio impiegato", NULL},
        {"1 3", CIGO_OK, "operaio operaio_specializzato", NULL},
        {"3,1,1", CIGO_OK, "operaio operaio_specializzato", NULL}, {"6 5", CIGO_OK, "6 5", NULL},
        {"Operaio specializzato Operaio", CIGO_OK, "operaio operaio_specializzato", NULL},
        {"Fine cantiere, fine lavoro", CIGO_OK, "fine_cantiere", NULL},
        {"1, Fine cantiere, fine lavoro, 2", CIGO_OK, "operaio impiegato fine_cantiere", NULL},
        {"Attività; ripresa; sei", CIGO_OK, "6 attivita", NULL},
        {"1,,2,", CIGO_OK, "operaio impiegato", NULL},
        {"operaio operaio", CIGO_OK, "operaio", NULL}, {"1 e 3", CIGO_OK, "operaio operaio_specializzato", NULL},
        {"operaio, impiegato ed operaio specializzato", CIGO_OK, "operaio impiegato operaio_specializzato", NULL},
        {"1 and 3", CIGO_OK, "operaio operaio_specializzato", NULL}, {"1 e pippo", CIGO_BAD, "", "«pippo»"},
        {"1 und", CIGO_BAD, "", "«und»"}, {"e", CIGO_BAD, "", NULL},
        {"1, pippo", CIGO_BAD, "", "«pippo» non è tra"},
        {"oper, 2", CIGO_BAD, "", "più di una scelta"}, {",", CIGO_BAD, "", NULL},
        {"operaio pippo", CIGO_BAD, "", "«pippo»"}, {"1-2", CIGO_BAD, "", NULL});
}
END_TEST

START_TEST(choice_details)
{
    static const char *const tags[] = {"eone"};
    static const char *const attrs[] = {"evento", "31", "letra", "m"};
    struct cigo_choice choice = {"guasto", "Guasto", NULL, tags, 1, attrs, 2};
    ck_assert(cigo_choice_has_tag(&choice, "eone"));
    ck_assert(!cigo_choice_has_tag(&choice, "eon"));
    ck_assert_str_eq(cigo_choice_attr(&choice, "evento"), "31");
    ck_assert_ptr_null(cigo_choice_attr(&choice, "m"));
    ck_assert(cigo_multi_has(CIGO_STR("a bc d"), CIGO_STR("bc")));
    ck_assert(cigo_multi_has(CIGO_STR("a bc d"), CIGO_STR("d")));
    ck_assert(!cigo_multi_has(CIGO_STR("a bc d"), CIGO_STR("b")));
    ck_assert(!cigo_multi_has(CIGO_STR(""), CIGO_STR("a")));
    ck_assert_ptr_null(cigo_choice_find(&test_choices, CIGO_STR("Operaio")));
    ck_assert_ptr_eq(cigo_choice_at(&test_choices, CIGO_STR(" 2")), &test_choices.items[1]);
    static const char *const none[] = {"", "0", "99", "operaio", "2 operaio", "-1"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_ptr_null(cigo_choice_at(&test_choices, cigo_str_of(none[i])));
}
END_TEST

/* What depends on today is marked, so that the answer is kept in full. */
START_TEST(relative)
{
    static const struct {
        const char *text;
        bool past, relative;
    } rows[] = {{"2/11", false, true},   {"2/11/26", false, false},  {"2/11/2026", false, false},
                {"2/11/85", true, true}, {"2/11/1985", true, false}, {"31/11", false, false}};
    struct cigo_kind_ctx ctx = test_ctx();
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ctx.past = rows[i].past;
        cigo_kind_parse(cigo_kind_get(CIGO_KIND_DATE), &ctx, cigo_str_of(rows[i].text), &parsed);
        ck_assert_msg(parsed.relative == rows[i].relative, "%s", rows[i].text);
    }
    cigo_parsed_finish(&parsed);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("typed");
    UNIT_CASE(suite, "dates", dates, wrong_dates, dates_near_today, birth_dates, date_limits,
              relative);
    UNIT_CASE(suite, "numbers", numbers, times, booleans, echoes);
    UNIT_CASE(suite, "choices", choices, explained_choices, many_choices, multichoices, choice_details);
    return suite;
}
