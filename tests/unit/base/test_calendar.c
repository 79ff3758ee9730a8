/* Holidays and working days, each count against one that walks through the days. */

#include <cigo/base/calendar.h>

#include <string.h>

#include <cigo/base/date.h>

#include "unit.h"

static const struct cigo_holiday italian[] = {
    {.month = 1, .day = 1, .name = "Capodanno"},
    {.month = 1, .day = 6, .name = "Epifania"},
    {.easter = 1, .name = "Lunedì dell'Angelo"},
    {.month = 4, .day = 25, .name = "Liberazione"},
    {.month = 5, .day = 1, .name = "Lavoro"},
    {.month = 6, .day = 2, .from = 2001, .name = "Repubblica"},
    {.month = 3, .day = 19, .to = 1976, .name = "San Giuseppe"},
    {.month = 8, .day = 15, .name = "Assunzione"},
    {.month = 10, .day = 4, .from = 2026, .name = "San Francesco"},
    {.month = 12, .day = 25, .name = "Natale"},
    {.month = 2, .day = 29, .name = "Solo nei bisestili"},
};
static const struct cigo_calendar cal = {italian, sizeof italian / sizeof *italian};

static int32_t day(const char *iso)
{
    int32_t date = 0;
    ck_assert_msg(cigo_date_parse_iso(cigo_str_of(iso), &date), "%s", iso);
    return date;
}

START_TEST(easter)
{
    static const struct {
        int year;
        const char *sunday;
    } rows[] = {
        {1913, "1913-03-23"}, {1943, "1943-04-25"}, {2000, "2000-04-23"}, {2008, "2008-03-23"},
        {2024, "2024-03-31"}, {2025, "2025-04-20"}, {2026, "2026-04-05"}, {2027, "2027-03-28"},
        {2038, "2038-04-25"}, {2049, "2049-04-18"}, {2076, "2076-04-19"}, {2100, "2100-03-28"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(cigo_easter(rows[i].year), day(rows[i].sunday));
    for (int year = 1900; year <= 2100; year++) {
        struct cigo_ymd d = cigo_date_ymd(cigo_easter(year));
        ck_assert_int_eq(cigo_date_weekday(cigo_easter(year)), 7);
        ck_assert(d.month == 3 ? d.day >= 22 : d.month == 4 && d.day <= 25);
    }
}
END_TEST

START_TEST(easter_vectors)
{
    FILE *file = unit_shared("vectors/pasquetta.tsv");
    if (file == NULL)
        return;
    char line[256], sunday[16], monday[16];
    int year, rows = 0;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%d %15s %15s", &year, sunday, monday) != 3 || year > 2100)
            continue;
        ck_assert_int_eq(cigo_easter(year), day(sunday));
        ck_assert_int_eq(cigo_easter(year) + 1, day(monday));
        ck_assert(cigo_is_holiday(&cal, day(monday)));
        rows++;
    }
    fclose(file);
    ck_assert_int_gt(rows, 30);
}
END_TEST

START_TEST(holidays)
{
    static const struct {
        const char *date;
        bool holiday;
        const char *next; /* working day */
    } rows[] = {
        {"2026-11-23", false, "2026-11-23"}, {"2026-12-25", true, "2026-12-26"},
        {"2026-04-06", true, "2026-04-07"},  {"2026-04-05", false, "2026-04-07"},
        {"2000-06-02", false, "2000-06-02"}, {"2001-06-02", true, "2001-06-04"},
        {"1976-03-19", true, "1976-03-20"},  {"1977-03-19", false, "1977-03-19"},
        {"2025-10-04", false, "2025-10-04"}, {"2026-10-04", true, "2026-10-05"},
        {"2026-08-15", true, "2026-08-17"},  {"2026-11-28", false, "2026-11-28"},
        {"2026-11-29", false, "2026-11-30"}, {"2024-02-29", true, "2024-03-01"},
        {"2011-04-24", false, "2011-04-26"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(cigo_is_holiday(&cal, day(rows[i].date)) == rows[i].holiday, "%s", rows[i].date);
        ck_assert_msg(cigo_next_working(&cal, day(rows[i].date)) == day(rows[i].next), "%s",
                      rows[i].date);
    }
    ck_assert(!cigo_is_holiday(&cal, 0));
    struct cigo_calendar none = {NULL, 0};
    ck_assert(!cigo_is_holiday(&none, day("2026-12-25")));
    ck_assert_int_eq(cigo_next_working(&none, day("2026-11-29")), day("2026-11-30"));
}
END_TEST

START_TEST(counts)
{
    int32_t from = day("2010-12-20");
    for (int32_t first = from; first < from + 9; first++) {
        int64_t weekdays[8] = {0}, feasts = 0, weeks = 0;
        for (int32_t last = first; last < first + 800; last++) {
            int weekday = cigo_date_weekday(last);
            for (int n = weekday; n <= 7; n++)
                weekdays[n]++;
            feasts += weekday != 7 && cigo_is_holiday(&cal, last);
            weeks += last == first || weekday == 1;
            for (int n = 1; n <= 7; n++)
                ck_assert_int_eq(cigo_weekdays_between(first, last, n), weekdays[n]);
            ck_assert_int_eq(cigo_holidays_between(&cal, first, last), feasts);
            ck_assert_int_eq(cigo_weeks_touched(first, last), weeks);
        }
    }
    ck_assert_int_eq(cigo_weekdays_between(from, from - 1, 5), 0);
    ck_assert_int_eq(cigo_holidays_between(&cal, from, from - 1), 0);
    ck_assert_int_eq(cigo_weeks_touched(from, from - 1), -1);
    /* 25 April 2011 is Easter Monday and Liberation day: one day, not two */
    ck_assert_int_eq(cigo_holidays_between(&cal, day("2011-04-25"), day("2011-04-25")), 1);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/calendar");
    UNIT_CASE(suite, "calendar", easter, easter_vectors, holidays, counts);
    return suite;
}
