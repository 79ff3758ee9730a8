/* The fiscal code of persons: LLLLLL YY M DD PLLL C, in which each digit may be an omocodia letter
 * (LMNPQRSTUV = 0–9). The check letter always counts the text as written. */

#include "kinds/kinds-priv.h"

#include <stdio.h>

#include <cigo/base/date.h>
#include <cigo/base/utf8.h>

#include <cigo/form/codice_fiscale.h>

enum { LENGTH = 16, FIRST_YEAR = 1900 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_vowel(char c)
{
    enum { VOWELS = 1 << 0 | 1 << ('E' - 'A') | 1 << ('I' - 'A') | 1 << ('O' - 'A') | 1 << ('U' - 'A') };
    return is_upper(c) && VOWELS >> (c - 'A') & 1;
}

/* The digit that a character is or stands for, or -1. */
static int digit_of(char c)
{
    static const signed char omocodia[] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 1,
                                           2,  -1, 3,  4,  5,  6,  7,  8,  9,  -1, -1, -1, -1};
    if (c >= '0' && c <= '9')
        return c - '0';
    return is_upper(c) ? omocodia[c - 'A'] : -1;
}

/* From 1, by the letter of the code, or 0. */
static int month_of(char c)
{
    static const signed char months[] = {1, 2, 3, 4, 5, 0, 0, 6, 0, 0, 0, 7, 8, 0, 0, 9, 0, 10, 11, 12, 0, 0, 0, 0, 0, 0};
    return is_upper(c) ? months[c - 'A'] : 0;
}

/* Two digits, or -1. */
static int two_digits(const char *p)
{
    int tens = digit_of(p[0]), units = digit_of(p[1]);
    return tens < 0 || units < 0 ? -1 : tens * 10 + units;
}

char cigo_cf_letter_of(struct cigo_str characters)
{
    enum { NOTHING = 99 };
    /* from 0 to Z, at odd places (the first one) and at even ones */
    static const unsigned char values[2][43] = {
        {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 99, 99, 99, 99, 99, 99, 99, 1, 0, 5, 7, 9, 13, 15,
         17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23},
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99, 99, 99, 99, 99, 99, 99, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
         10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25},
    };
    unsigned sum = 0;
    for (size_t i = 0; i < characters.n; i++) {
        unsigned k = (unsigned char)characters.p[i] - (unsigned)'0';
        if (k >= sizeof values[0] || values[i % 2][k] == NOTHING)
            return '\0';
        sum += values[i % 2][k];
    }
    return (char)('A' + sum % 26);
}

char cigo_cf_check_letter(struct cigo_str first15)
{
    return first15.n == LENGTH - 1 ? cigo_cf_letter_of(first15) : '\0';
}

/* Three letters as a name gives them: consonants, then vowels, then X to fill. */
static bool name_letters(const char *p)
{
    bool vowel = false, filled = false;
    for (int i = 0; i < 3; i++) {
        if (!is_upper(p[i]))
            return false;
        if (is_vowel(p[i])) {
            if (filled)
                return false;
            vowel = true;
        } else if (vowel && p[i] == 'X') {
            filled = true;
        } else if (vowel) {
            return false;
        }
    }
    return true;
}

struct birth {
    int yy, month, day;
    bool woman;
};

/* What the code says of the birth; the parts are valid (day 1–31). */
static struct birth birth_of(const char *p)
{
    struct birth b = {.yy = two_digits(p + 6), .day = two_digits(p + 9)};
    b.month = month_of(p[8]);
    b.woman = b.day > 40;
    b.day -= b.woman ? 40 : 0;
    return b;
}

/* Is there a year of the century with these two digits in which the day exists? */
static bool real_date(struct birth b)
{
    int32_t date;
    return b.day <= 28 || cigo_date_of(FIRST_YEAR + b.yy, b.month, b.day, &date) ||
           cigo_date_of(FIRST_YEAR + 100 + b.yy, b.month, b.day, &date);
}

enum cigo_cf_part cigo_cf_check(struct cigo_str cf)
{
    if (cf.n != LENGTH)
        return CIGO_CF_LENGTH;
    const char *p = cf.p;
    if (!name_letters(p) || !name_letters(p + 3))
        return CIGO_CF_NAME_LETTERS;
    if (two_digits(p + 6) < 0)
        return CIGO_CF_YEAR;
    if (month_of(p[8]) == 0)
        return CIGO_CF_MONTH;
    int day = two_digits(p + 9);
    if (day < 1 || day > 71 || (day > 31 && day < 41))
        return CIGO_CF_DAY;
    if (!real_date(birth_of(p)))
        return CIGO_CF_DATE;
    if (!is_upper(p[11]) || digit_of(p[12]) < 0 || two_digits(p + 13) < 0)
        return CIGO_CF_PLACE;
    if (cigo_cf_check_letter((struct cigo_str){p, LENGTH - 1}) != p[15])
        return CIGO_CF_CHECK;
    return CIGO_CF_OK;
}

bool cigo_cf_birth(struct cigo_str cf, int32_t reference, int32_t *ret_date)
{
    if (cigo_cf_check(cf) != CIGO_CF_OK || reference < CIGO_DATE_MIN || reference > CIGO_DATE_MAX)
        return false;
    struct birth b = birth_of(cf.p);
    for (int year = cigo_date_ymd(reference).year; year >= FIRST_YEAR; year--) {
        int32_t date;
        if (year % 100 != b.yy || !cigo_date_of(year, b.month, b.day, &date) || date > reference)
            continue;
        *ret_date = date;
        return true;
    }
    return false;
}

/* What a folded letter outside A–Z counts as; NULL = nothing. */
static const char *latin_of(uint32_t code)
{
    switch (code) {
    case 0xdf:
        return "SS";
    case 0xe6:
        return "AE";
    case 0x153:
        return "OE";
    case 0xf8:
        return "O";
    case 0xf0:
    case 0x111:
        return "D";
    case 0xfe:
        return "TH";
    case 0x131:
        return "I";
    case 0x142:
        return "L";
    default:
        return NULL;
    }
}

/* The letters A–Z of a name, upper case. */
static void letters_of(struct cigo_str name, struct cigo_buf *out)
{
    struct cigo_buf folded;
    cigo_buf_init(&folded, name.n * 8 + 16);
    cigo_utf8_fold(name, &folded);
    struct cigo_str s = cigo_buf_str(&folded);
    while (s.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        if (code >= 'a' && code <= 'z')
            cigo_buf_putc(out, (char)(code - 'a' + 'A'));
        else if (latin_of(code))
            cigo_buf_puts(out, latin_of(code));
        s.p += k;
        s.n -= k;
    }
    cigo_buf_finish(&folded);
}

/* Up to three consonants and then vowels, X to fill. `skip` = a consonant (from 0) left out, or -1.
 */
static void three_letters(const struct cigo_buf *letters, int skip, char ret_letters[4])
{
    size_t n = 0;
    int consonant = 0;
    for (size_t i = 0; i < letters->n && n < 3; i++) {
        if (!is_vowel(letters->p[i]) && consonant++ != skip)
            ret_letters[n++] = letters->p[i];
    }
    for (size_t i = 0; i < letters->n && n < 3; i++) {
        if (is_vowel(letters->p[i]))
            ret_letters[n++] = letters->p[i];
    }
    while (n < 3)
        ret_letters[n++] = 'X';
    ret_letters[3] = '\0';
}

void cigo_cf_surname(struct cigo_str surname, char ret_letters[4])
{
    struct cigo_buf letters;
    cigo_buf_init(&letters, surname.n * 8 + 16);
    letters_of(surname, &letters);
    three_letters(&letters, -1, ret_letters);
    cigo_buf_finish(&letters);
}

void cigo_cf_name(struct cigo_str name, char ret_letters[4])
{
    struct cigo_buf letters;
    size_t consonants = 0;
    cigo_buf_init(&letters, name.n * 8 + 16);
    letters_of(name, &letters);
    for (size_t i = 0; i < letters.n; i++)
        consonants += !is_vowel(letters.p[i]);
    three_letters(&letters, consonants >= 4 ? 1 : -1, ret_letters);
    cigo_buf_finish(&letters);
}

void cigo_cf_date(int32_t date, char ret_letters[6])
{
    static const char month_letters[] = "ABCDEHLMPRST";
    struct cigo_ymd d = cigo_date_ymd(date);
    snprintf(ret_letters, 6, "%02u%c%02u", (unsigned)d.year % 100, month_letters[d.month - 1],
             (unsigned)d.day % 100);
}

bool cigo_cf_place(struct cigo_str cf, char ret_code[5])
{
    if (cigo_cf_check(cf) != CIGO_CF_OK)
        return false;
    ret_code[0] = cf.p[11];
    for (int i = 1; i < 4; i++)
        ret_code[i] = (char)('0' + digit_of(cf.p[11 + i]));
    ret_code[4] = '\0';
    return true;
}

bool cigo_cf_is_woman(struct cigo_str cf)
{
    return birth_of(cf.p).woman;
}
