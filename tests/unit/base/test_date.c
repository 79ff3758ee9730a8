/* Day numbers against a calendar that is walked one day at a time. */

#include <cigo/base/date.h>

#include <string.h>

#include "unit.h"

/* The plain rules of the calendar, written apart from the code under test. */
static int length_of(int year, int month)
{
    switch (month) {
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    case 2:
        if (year % 400 == 0)
            return 29;
        return year % 100 == 0 || year % 4 != 0 ? 28 : 29;
    default:
        return 31;
    }
}

START_TEST(every_day)
{
    int32_t expected = CIGO_DATE_MIN;
    int weekday = 1; /* 1 January 1900 was a Monday */
    for (int year = 1900; year <= 2100; year++) {
        for (int month = 1; month <= 12; month++) {
            int last = length_of(year, month);
            ck_assert_int_eq(cigo_month_days(year, month), last);
            int32_t start = expected;
            for (int day = 1; day <= last; day++, expected++) {
                int32_t date = 0, again = 0;
                char text[CIGO_DATE_SIZE], iso[64];
                snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
                bool made = cigo_date_of(year, month, day, &date);
                struct cigo_ymd d = cigo_date_ymd(date);
                bool right = made && date == expected && d.year == year && d.month == month &&
                             d.day == day && cigo_date_weekday(date) == weekday &&
                             cigo_date_monday(date) == date - weekday + 1 &&
                             cigo_date_month_start(date) == start &&
                             cigo_date_month_end(date) == start + last - 1 &&
                             strcmp(cigo_date_iso(date, text), iso) == 0 &&
                             cigo_date_parse_iso(cigo_str_of(text), &again) && again == date;
                /* an assertion for each would take seconds */
                if (!right)
                    ck_abort_msg("%s", iso);
                weekday = weekday % 7 + 1;
            }
            int32_t none = 7;
            ck_assert(!cigo_date_of(year, month, last + 1, &none));
            ck_assert(!cigo_date_of(year, month, 0, &none));
            ck_assert_int_eq(none, 7);
        }
    }
    ck_assert_int_eq(expected, CIGO_DATE_MAX + 1);
}
END_TEST

START_TEST(known)
{
    int32_t date = 0;
    ck_assert(cigo_date_of(2026, 11, 23, &date));
    ck_assert_int_eq(date, 2461368);
    ck_assert_int_eq(cigo_date_weekday(date), 1);
    char text[CIGO_DATE_SIZE];
    ck_assert_str_eq(cigo_date_it(date, text), "23/11/2026");
    ck_assert_str_eq(cigo_date_it(0, text), "");
    ck_assert_str_eq(cigo_date_iso(0, text), "");
    ck_assert_str_eq(cigo_date_iso(CIGO_DATE_MAX + 1, text), "");
    ck_assert_str_eq(cigo_date_it(CIGO_DATE_MAX, text), "31/12/2100");
}
END_TEST

START_TEST(refused)
{
    static const char *const texts[] = {
        "",           "2026-11-2",  "2026-11-233", "2026/11/23", "2026-02-29", "2026-13-01",
        "2026-00-10", "2026-01-00", "1899-12-31",  "2101-01-01", "+026-11-23", "2026-1 -23",
        "23/11/2026", "2026-11-2x", "0000-00-00",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t date = 5;
        ck_assert_msg(!cigo_date_parse_iso(cigo_str_of(texts[i]), &date), "%s", texts[i]);
        ck_assert_int_eq(date, 5);
    }
    int32_t date = 5;
    ck_assert(!cigo_date_of(2026, 13, 1, &date));
    ck_assert(!cigo_date_of(2026, -1, 1, &date));
    ck_assert_int_eq(cigo_month_days(2026, 0), 0);
}
END_TEST

START_TEST(months)
{
    static const struct {
        const char *from;
        int months;
        const char *to; /* NULL: refused */
    } rows[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},
        {"2026-10-31", 4, "2027-02-28"},  {"2026-11-23", 0, "2026-11-23"},
        {"2026-11-23", 6, "2027-05-23"},  {"2026-03-31", -1, "2026-02-28"},
        {"2026-01-15", -1, "2025-12-15"}, {"2024-02-29", 12, "2025-02-28"},
        {"2024-02-29", -48, "2020-02-29"}, {"2026-12-31", 2, "2027-02-28"},
        {"2100-12-01", 1, NULL},          {"1900-01-01", -1, NULL},
        {"2026-01-01", 100000000, NULL},  {"2026-01-01", -100000000, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t from = 0, to = 0;
        char text[CIGO_DATE_SIZE];
        ck_assert(cigo_date_parse_iso(cigo_str_of(rows[i].from), &from));
        bool ok = cigo_date_add_months(from, rows[i].months, &to);
        ck_assert_msg(ok == (rows[i].to != NULL), "%s %d", rows[i].from, rows[i].months);
        ck_assert_str_eq(cigo_date_iso(to, text), rows[i].to ? rows[i].to : "");
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/date");
    UNIT_CASE(suite, "date", every_day, known, refused, months);
    return suite;
}
