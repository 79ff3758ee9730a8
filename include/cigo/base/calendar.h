#pragma once
/* National holidays and working days. The table of holidays is data (forms/<form>/params.yaml);
 * Sundays are always holidays. Source: L. 260/1949 and later, `sources` of the form. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cigo_holiday {
    int month, day;      /* fixed date; month 0: relative to Easter Sunday */
    int easter;          /* days after Easter Sunday */
    int from, to;        /* years, 0 = no limit */
    const char *name;
};

struct cigo_calendar {
    const struct cigo_holiday *holidays;
    size_t n;
};

int32_t cigo_easter(int year); /* Gregorian Easter Sunday, 1900–2100 */
bool cigo_is_holiday(const struct cigo_calendar *cal, int32_t date); /* Sunday not included by itself */
/* date, or the next day that is neither Sunday nor holiday (Saturday does not move). */
int32_t cigo_next_working(const struct cigo_calendar *cal, int32_t date);
/* Days in [from, to] among the first `days` weekdays (5: Monday–Friday); 0 when to < from. */
int64_t cigo_weekdays_between(int32_t from, int32_t to, int days);
/* Holidays from Monday to Saturday in [from, to]; 0 when to < from. */
int64_t cigo_holidays_between(const struct cigo_calendar *cal, int32_t from, int32_t to);
/* Monday–Sunday weeks touched; -1 when to < from. */
int64_t cigo_weeks_touched(int32_t from, int32_t to);
