/* Working days over day numbers. Counting never walks through the days: rules may ask for a century,
 * and they ask often. */

#include <cigo/base/calendar.h>

#include <cigo/base/date.h>

/* The anonymous Gregorian computus (Meeus, Jones, Butcher). */
int32_t cigo_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    int32_t date = 0;
    (void)cigo_date_of(year, n / 31, n % 31 + 1, &date);
    return date;
}

/* The day of a holiday in a year; 0 when it does not exist then. */
static int32_t holiday_date(const struct cigo_holiday *holiday, int year)
{
    if ((holiday->from != 0 && year < holiday->from) || (holiday->to != 0 && year > holiday->to))
        return 0;
    int32_t date = 0;
    if (holiday->month == 0) {
        int32_t easter = cigo_easter(year);
        return easter == 0 ? 0 : easter + holiday->easter;
    }
    return cigo_date_of(year, holiday->month, holiday->day, &date) ? date : 0;
}

bool cigo_is_holiday(const struct cigo_calendar *cal, int32_t date)
{
    if (date < CIGO_DATE_MIN || date > CIGO_DATE_MAX)
        return false;
    int year = cigo_date_ymd(date).year;
    for (size_t i = 0; i < cal->n; i++) {
        if (holiday_date(&cal->holidays[i], year) == date)
            return true;
    }
    return false;
}

int32_t cigo_next_working(const struct cigo_calendar *cal, int32_t date)
{
    /* ends by itself: past CIGO_DATE_MAX there are only Sundays */
    while (cigo_date_weekday(date) == 7 || cigo_is_holiday(cal, date))
        date++;
    return date;
}

/* Days among the first `days` of the week from day number 0 (a Monday) to before `date`. */
static int64_t weekdays_before(int64_t date, int days)
{
    int64_t rest = date % 7;
    return date / 7 * days + (rest < days ? rest : days);
}

int64_t cigo_weekdays_between(int32_t from, int32_t to, int days)
{
    if (to < from || days <= 0)
        return 0;
    if (days > 7)
        days = 7;
    return weekdays_before((int64_t)to + 1, days) - weekdays_before(from, days);
}

/* An earlier holiday of the list falls on the same day (Easter Monday on 25 April). */
static bool counted_already(const struct cigo_calendar *cal, size_t i, int year, int32_t date)
{
    for (size_t j = 0; j < i; j++) {
        if (holiday_date(&cal->holidays[j], year) == date)
            return true;
    }
    return false;
}

static int64_t holidays_of_year(const struct cigo_calendar *cal, int year, int32_t from, int32_t to)
{
    int64_t n = 0;
    for (size_t i = 0; i < cal->n; i++) {
        int32_t date = holiday_date(&cal->holidays[i], year);
        bool inside = date != 0 && date >= from && date <= to && cigo_date_weekday(date) != 7;
        if (inside && !counted_already(cal, i, year, date))
            n++;
    }
    return n;
}

int64_t cigo_holidays_between(const struct cigo_calendar *cal, int32_t from, int32_t to)
{
    if (from < CIGO_DATE_MIN)
        from = CIGO_DATE_MIN;
    if (to > CIGO_DATE_MAX)
        to = CIGO_DATE_MAX;
    if (to < from)
        return 0;
    int64_t n = 0;
    int last = cigo_date_ymd(to).year;
    for (int year = cigo_date_ymd(from).year; year <= last; year++)
        n += holidays_of_year(cal, year, from, to);
    return n;
}

int64_t cigo_weeks_touched(int32_t from, int32_t to)
{
    return to < from ? -1 : to / 7 - from / 7 + 1;
}
