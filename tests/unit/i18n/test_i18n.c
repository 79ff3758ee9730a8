/* Dates and days for people, under locales that a machine has or has not. */

#include <cigo/base/date.h>
#include <cigo/i18n/i18n.h>

#include <langinfo.h>
#include <stdlib.h>

#include "unit.h"

static int32_t day(int year, int month, int mday)
{
    int32_t date = 0;
    ck_assert(cigo_date_of(year, month, mday, &date));
    return date;
}

START_TEST(test_dates)
{
    static const struct {
        int year, month, day;
        const char *full, *brief;
    } rows[] = {
        {2026, 11, 2, "lunedì 2 novembre 2026", "02/11/2026"},
        {2024, 2, 29, "giovedì 29 febbraio 2024", "29/02/2024"},
        {2027, 1, 1, "venerdì 1 gennaio 2027", "01/01/2027"},
        {1999, 12, 31, "venerdì 31 dicembre 1999", "31/12/1999"},
        {2026, 8, 15, "sabato 15 agosto 2026", "15/08/2026"},
        {2026, 3, 29, "domenica 29 marzo 2026", "29/03/2026"},
        {2026, 5, 5, "martedì 5 maggio 2026", "05/05/2026"},
        {2026, 7, 8, "mercoledì 8 luglio 2026", "08/07/2026"},
    };
    struct cigo_buf buf;
    cigo_buf_init(&buf, 100);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t date = day(rows[i].year, rows[i].month, rows[i].day);
        cigo_buf_clear(&buf);
        cigo_i18n_date_long(date, &buf);
        ck_assert_str_eq(buf.p, rows[i].full);
        cigo_buf_clear(&buf);
        cigo_i18n_date_short(date, &buf);
        ck_assert_str_eq(buf.p, rows[i].brief);
    }
    cigo_buf_finish(&buf);
}
END_TEST

START_TEST(test_days_left)
{
    static const struct {
        int64_t days;
        const char *text;
    } rows[] = {
        {0, "scade oggi"},          {1, "manca 1 giorno"},          {2, "mancano 2 giorni"},
        {-1, "scaduto da 1 giorno"}, {-365, "scaduto da 365 giorni"}, {40000, "mancano 40000 giorni"},
    };
    struct cigo_buf buf;
    cigo_buf_init(&buf, 100);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cigo_buf_clear(&buf);
        cigo_i18n_days_left(rows[i].days, &buf);
        ck_assert_str_eq(buf.p, rows[i].text);
    }
    cigo_buf_finish(&buf);
}
END_TEST

/* Whatever the machine says, characters are UTF-8 and numbers have no locale of their own. */
START_TEST(test_locales)
{
    static const char *const locales[] = {"C", "POSIX", "C.UTF-8", "it_IT.UTF-8", "tr_TR.ISO-8859-9", "nonsense", ""};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        char number[16];
        setenv("LC_ALL", locales[i], 1);
        cigo_i18n_init(i % 2 ? "xx" : NULL, "/nonexistent");
        ck_assert_msg(!strcmp(nl_langinfo(CODESET), "UTF-8"), "under LC_ALL=%s: %s", locales[i], nl_langinfo(CODESET));
        snprintf(number, sizeof number, "%'d %.1f", 1234567, 0.5);
        ck_assert_str_eq(number, "1234567 0.5");
        ck_assert_str_eq(_("scade oggi"), "scade oggi");
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("i18n");
    UNIT_CASE(suite, "i18n", test_dates, test_days_left, test_locales);
    return suite;
}
