#pragma once
/* Dates are Julian day numbers (2026-11-23 = 2461368); d % 7 == 0 is a Monday. Proleptic Gregorian,
 * 1900-01-01 … 2100-12-31. 0 is no date. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/str.h>

#define CIGO_DATE_MIN 2415021 /* 1900-01-01 */
#define CIGO_DATE_MAX 2488434 /* 2100-12-31 */

struct cigo_ymd {
    int year, month, day;
};

bool cigo_date_of(int year, int month, int day, int32_t *ret_date); /* false: no such date, out of range */
struct cigo_ymd cigo_date_ymd(int32_t date);
int cigo_date_weekday(int32_t date);      /* 1 = Monday … 7 = Sunday */
int32_t cigo_date_monday(int32_t date);   /* Monday of its week */
int32_t cigo_date_month_start(int32_t date);
int32_t cigo_date_month_end(int32_t date);
/* Same day n months on; a day that the month lacks becomes its last. false: out of range. */
bool cigo_date_add_months(int32_t date, int months, int32_t *ret_date);
int cigo_month_days(int year, int month);

bool cigo_date_parse_month(const char *text, int32_t *ret_first, int32_t *ret_last); /* 11/2026, 2026-11 */
bool cigo_date_parse_iso(struct cigo_str text, int32_t *ret_date); /* exactly YYYY-MM-DD */
/* buffers of at least CIGO_DATE_SIZE bytes; return buf */
#define CIGO_DATE_SIZE 16
char *cigo_date_iso(int32_t date, char *buf); /* 2026-11-23 */
char *cigo_date_it(int32_t date, char *buf);  /* 23/11/2026 */
