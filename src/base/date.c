/* Days are counted by the usual integer formula over a year that begins in March, so that the leap day
 * is the last of its year. */

#include <cigo/base/date.h>

int cigo_month_days(int year, int month)
{
    static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool cigo_date_of(int year, int month, int day, int32_t *ret_date)
{
    if (year < 1900 || year > 2100 || day < 1 || day > cigo_month_days(year, month))
        return false;
    int before_march = month <= 2 ? 1 : 0;
    int y = year + 4800 - before_march;
    int m = month + 12 * before_march - 3;
    *ret_date = day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045;
    return true;
}

struct cigo_ymd cigo_date_ymd(int32_t date)
{
    int a = date + 32044;
    int century = (4 * a + 3) / 146097;
    int c = a - 146097 * century / 4;
    int year = (4 * c + 3) / 1461;
    int e = c - 1461 * year / 4;
    int month = (5 * e + 2) / 153;
    return (struct cigo_ymd){
        .year = 100 * century + year - 4800 + month / 10,
        .month = month + 3 - 12 * (month / 10),
        .day = e - (153 * month + 2) / 5 + 1,
    };
}

int cigo_date_weekday(int32_t date)
{
    return date % 7 + 1;
}

int32_t cigo_date_monday(int32_t date)
{
    return date - date % 7;
}

int32_t cigo_date_month_start(int32_t date)
{
    return date - cigo_date_ymd(date).day + 1;
}

int32_t cigo_date_month_end(int32_t date)
{
    struct cigo_ymd d = cigo_date_ymd(date);
    return date - d.day + cigo_month_days(d.year, d.month);
}

bool cigo_date_add_months(int32_t date, int months, int32_t *ret_date)
{
    if (months < -12 * 300 || months > 12 * 300)
        return false;
    struct cigo_ymd d = cigo_date_ymd(date);
    int n = d.year * 12 + d.month - 1 + months;
    int year = n / 12, month = n % 12 + 1;
    int last = cigo_month_days(year, month);
    return cigo_date_of(year, month, d.day < last ? d.day : last, ret_date);
}

static bool digits(const char *p, int n, int *ret_number)
{
    int number = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9')
            return false;
        number = number * 10 + (p[i] - '0');
    }
    *ret_number = number;
    return true;
}

bool cigo_date_parse_iso(struct cigo_str text, int32_t *ret_date)
{
    int year, month, day;
    if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-')
        return false;
    return digits(text.p, 4, &year) && digits(text.p + 5, 2, &month) &&
           digits(text.p + 8, 2, &day) && cigo_date_of(year, month, day, ret_date);
}

/* A number of up to four digits that ends where `end` is. */
static bool short_number(const char *text, const char *end, int *ret_number)
{
    size_t n = (size_t)(end - text);
    return n >= 1 && n <= 4 && digits(text, (int)n, ret_number);
}

bool cigo_date_parse_month(const char *text, int32_t *ret_first, int32_t *ret_last)
{
    const char *cut = strpbrk(text, "/-"), *end = text + strlen(text);
    int before, after;
    if (!cut || !short_number(text, cut, &before) || !short_number(cut + 1, end, &after))
        return false;
    bool month_first = *cut == '/';
    if (!cigo_date_of(month_first ? after : before, month_first ? before : after, 1, ret_first))
        return false;
    *ret_last = cigo_date_month_end(*ret_first);
    return true;
}

static bool in_range(int32_t date)
{
    return date >= CIGO_DATE_MIN && date <= CIGO_DATE_MAX;
}

/* n digits of number at buf */
static void put(char *buf, int n, int number)
{
    while (n-- > 0) {
        buf[n] = (char)('0' + number % 10);
        number /= 10;
    }
}

char *cigo_date_iso(int32_t date, char *buf)
{
    struct cigo_ymd d = cigo_date_ymd(date);
    buf[0] = '\0';
    if (!in_range(date))
        return buf;
    put(buf, 4, d.year);
    put(buf + 5, 2, d.month);
    put(buf + 8, 2, d.day);
    buf[4] = buf[7] = '-';
    buf[10] = '\0';
    return buf;
}

char *cigo_date_it(int32_t date, char *buf)
{
    struct cigo_ymd d = cigo_date_ymd(date);
    buf[0] = '\0';
    if (!in_range(date))
        return buf;
    put(buf, 2, d.day);
    put(buf + 3, 2, d.month);
    put(buf + 6, 4, d.year);
    buf[2] = buf[5] = '/';
    buf[10] = '\0';
    return buf;
}
