/* The calendar of a form, for other calendars to be held against: for each day from FIRST to LAST year a line with
 * whether it is a holiday (Sundays by themselves are none), the day that a term moves to, and, of that year to
 * that day, the days from Monday to Friday, the holidays from Monday to Saturday and the weeks that are touched. */

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/arena.h>
#include <cigo/base/date.h>
#include <cigo/base/error.h>
#include <cigo/form/form.h>
#include <cigo/loader/loader.h>

static void print_day(const struct cigo_calendar *calendar, int32_t first, int32_t day)
{
    char text[2][16];
    cigo_date_iso(day, text[0]);
    cigo_date_iso(cigo_next_working(calendar, day), text[1]);
    printf("%s %d %s %lld %lld %lld\n", text[0], cigo_is_holiday(calendar, day), text[1],
           (long long)cigo_weekdays_between(first, day, 5), (long long)cigo_holidays_between(calendar, first, day),
           (long long)cigo_weeks_touched(first, day));
}

static struct cigo_form *load(const char *dir, struct cigo_arena *arena)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(dir, &problems);
    cigo_problems_finish(&problems);
    return form;
}

int main(int argc, char **argv)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_form *form = argc == 4 ? load(argv[1], arena) : NULL;
    for (long year = form ? strtol(argv[2], NULL, 10) : 1; form && year <= strtol(argv[3], NULL, 10); year++) {
        int32_t first, last;
        if (!cigo_date_of((int)year, 1, 1, &first) || !cigo_date_of((int)year, 12, 31, &last))
            break;
        for (int32_t day = first; day <= last; day++)
            print_day(&form->calendar, first, day);
    }
    int status = form ? 0 : 2;
    cigo_form_free(form);
    cigo_arena_free(arena);
    return status;
}
