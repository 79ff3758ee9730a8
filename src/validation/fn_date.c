/* Dates: thin wrappers over cigo/base/date.h and calendar.h. */

#include "fn-priv.h"

#include <cigo/base/date.h>

void cigo_fn_lunedi(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        cigo_fn_result_date(ctx, cigo_date_monday(date));
}

void cigo_fn_inizio_mese(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        cigo_fn_result_date(ctx, cigo_date_month_start(date));
}

void cigo_fn_fine_mese(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        cigo_fn_result_date(ctx, cigo_date_month_end(date));
}

void cigo_fn_aggiungi_mesi(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date, later;
    int months;
    (void)n;
    if (!cigo_fn_date(ctx, args[0], &date) || !cigo_fn_small(ctx, args[1], -2412, 2412, &months))
        return;
    cigo_fn_result_date(ctx, cigo_date_add_months(date, months, &later) ? later : 0);
}

void cigo_fn_giorno_utile(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        cigo_fn_result_date(ctx, cigo_next_working(&cigo_fn_form(ctx)->calendar, date));
}

void cigo_fn_data(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int year, month, day;
    int32_t date;
    (void)n;
    if (!cigo_fn_small(ctx, args[0], 1900, 2100, &year) ||
        !cigo_fn_small(ctx, args[1], 1, 12, &month) || !cigo_fn_small(ctx, args[2], 1, 31, &day))
        return;
    if (cigo_date_of(year, month, day, &date))
        sqlite3_result_int64(ctx, date);
    else
        cigo_fn_error(ctx, "data(): non c'è un tal giorno");
}

void cigo_fn_anno(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        sqlite3_result_int64(ctx, cigo_date_ymd(date).year);
}

void cigo_fn_giorno_settimana(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &date))
        sqlite3_result_int64(ctx, cigo_date_weekday(date));
}

void cigo_fn_n_settimane(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t from, to;
    (void)n;
    if (!cigo_fn_date(ctx, args[0], &from) || !cigo_fn_date(ctx, args[1], &to))
        return;
    if (to >= from)
        sqlite3_result_int64(ctx, cigo_weeks_touched(from, to));
}

void cigo_fn_giorni_feriali(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t from, to;
    int days;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &from) && cigo_fn_date(ctx, args[1], &to) &&
        cigo_fn_small(ctx, args[2], 0, 7, &days))
        sqlite3_result_int64(ctx, cigo_weekdays_between(from, to, days));
}

void cigo_fn_festivi(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t from, to;
    (void)n;
    if (cigo_fn_date(ctx, args[0], &from) && cigo_fn_date(ctx, args[1], &to))
        sqlite3_result_int64(ctx, cigo_holidays_between(&cigo_fn_form(ctx)->calendar, from, to));
}

/* Of the known dates the least (or greatest); NULL if none is known. */
static void extreme(sqlite3_context *ctx, int n, sqlite3_value **args, bool least)
{
    int32_t best = 0;
    for (int i = 0; i < n; i++) {
        int32_t date;
        if (sqlite3_value_type(args[i]) == SQLITE_NULL)
            continue;
        if (!cigo_fn_date(ctx, args[i], &date))
            return;
        if (!best || (least ? date < best : date > best))
            best = date;
    }
    if (best)
        sqlite3_result_int64(ctx, best);
}

void cigo_fn_primo(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    extreme(ctx, n, args, true);
}

void cigo_fn_ultimo(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    extreme(ctx, n, args, false);
}
