/* The fiscal code of persons: LLLLLL YY M DD PLLL C, in which each digit may be an omocodia letter
 * (LMNPQRSTUV = 0–9). The check letter always counts the text as written. */

#include "kinds/kinds-priv.h"

#include <stdio.h>

#include <cigo/base/date.h>
#include <cigo/base/utf8.h>

#include <cigo/form/codice_fiscale.h>

enum { LENGTH = 16, FIRST_YEAR = 1900 };

/* What a character counts for the check letter at odd places (the first one) and at even ones, and what it may be:
 * a letter of a name (0 = none), a digit or what stands for one (its value + 1, 0 = none), the letter of a month
 * (from 1, 0 = none). In one word each, so that sums of words are sums of what they count. */
enum { CONSONANT = 1, VOWEL = 2, FILLER = 3 };
#define SIGN(odd, even, letter, digit, month) ((odd) | (even) << 8 | (letter) << 16 | (digit) << 20 | (month) << 24)

static const uint32_t signs[256] = {
    ['0'] = SIGN(1, 0, 0, 1, 0), ['1'] = SIGN(0, 1, 0, 2, 0), ['2'] = SIGN(5, 2, 0, 3, 0),
    ['3'] = SIGN(7, 3, 0, 4, 0), ['4'] = SIGN(9, 4, 0, 5, 0), ['5'] = SIGN(13, 5, 0, 6, 0),
    ['6'] = SIGN(15, 6, 0, 7, 0), ['7'] = SIGN(17, 7, 0, 8, 0), ['8'] = SIGN(19, 8, 0, 9, 0),
    ['9'] = SIGN(21, 9, 0, 10, 0), ['A'] = SIGN(1, 0, VOWEL, 0, 1), ['B'] = SIGN(0, 1, CONSONANT, 0, 2),
    ['C'] = SIGN(5, 2, CONSONANT, 0, 3), ['D'] = SIGN(7, 3, CONSONANT, 0, 4), ['E'] = SIGN(9, 4, VOWEL, 0, 5),
    ['F'] = SIGN(13, 5, CONSONANT, 0, 0), ['G'] = SIGN(15, 6, CONSONANT, 0, 0),
    ['H'] = SIGN(17, 7, CONSONANT, 0, 6), ['I'] = SIGN(19, 8, VOWEL, 0, 0), ['J'] = SIGN(21, 9, CONSONANT, 0, 0),
    ['K'] = SIGN(2, 10, CONSONANT, 0, 0), ['L'] = SIGN(4, 11, CONSONANT, 1, 7),
    ['M'] = SIGN(18, 12, CONSONANT, 2, 8), ['N'] = SIGN(20, 13, CONSONANT, 3, 0),
    ['O'] = SIGN(11, 14, VOWEL, 0, 0), ['P'] = SIGN(3, 15, CONSONANT, 4, 9), ['Q'] = SIGN(6, 16, CONSONANT, 5, 0),
    ['R'] = SIGN(8, 17, CONSONANT, 6, 10), ['S'] = SIGN(12, 18, CONSONANT, 7, 11),
    ['T'] = SIGN(14, 19, CONSONANT, 8, 12), ['U'] = SIGN(16, 20, VOWEL, 9, 0),
    ['V'] = SIGN(10, 21, CONSONANT, 10, 0), ['W'] = SIGN(22, 22, CONSONANT, 0, 0),
    ['X'] = SIGN(25, 23, FILLER, 0, 0), ['Y'] = SIGN(24, 24, CONSONANT, 0, 0),
    ['Z'] = SIGN(23, 25, CONSONANT, 0, 0),
};

static uint32_t sign_of(char c)
{
    return signs[(unsigned char)c];
}

static unsigned letter_of(uint32_t sign)
{
    return sign >> 16 & 0xf;
}

static unsigned digit_in(uint32_t sign)
{
    return sign >> 20 & 0xf;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_vowel(char c)
{
    return letter_of(sign_of(c)) == VOWEL;
}

/* The digit that a character is or stands for, or -1. */
static int digit_of(char c)
{
    return (int)digit_in(sign_of(c)) - 1;
}

/* From 1, by the letter of the code, or 0. */
static int month_of(char c)
{
    return (int)(sign_of(c) >> 24);
}

/* Two digits, or -1. */
static int two_digits(const char *p)
{
    int tens = digit_of(p[0]), units = digit_of(p[1]);
    return tens < 0 || units < 0 ? -1 : tens * 10 + units;
}

char cigo_cf_letter_of(struct cigo_str characters)
{
    unsigned sum = 0;
    for (size_t i = 0; i < characters.n; i++) {
        uint32_t sign = sign_of(characters.p[i]);
        if (!letter_of(sign) && !digit_in(sign))
            return '\0';
        sum += i % 2 ? sign >> 8 & 0xff : sign & 0xff;
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

/* Consonants, then vowels, then X to fill (which may be a consonant too): a bit for each row of three letters. */
static bool is_name(const char *p)
{
    enum { GOOD = 0x7de61f7 };
    unsigned a = letter_of(sign_of(p[0])), b = letter_of(sign_of(p[1])), c = letter_of(sign_of(p[2]));
    return a && b && c && GOOD >> (a * 9 + b * 3 + c - 13) & 1;
}

/* Is it right, beyond doubt and in one go? What it leaves open are the last days of a month. */
static bool is_right(const char *p)
{
    uint32_t odd = sign_of(p[14]), even = 0; /* at most 8 times 25 in a byte */
    for (int i = 0; i < 14; i += 2) {
        odd += sign_of(p[i]);
        even += sign_of(p[i + 1]);
    }
    unsigned sum = (odd & 0xff) + (even >> 8 & 0xff);
    int day = two_digits(p + 9);
    day -= day > 40 ? 40 : 0;
    return (char)('A' + sum % 26) == p[15] && is_name(p) && is_name(p + 3) && two_digits(p + 6) >= 0 &&
           month_of(p[8]) && day >= 1 && day <= 28 && is_upper(p[11]) && digit_of(p[12]) >= 0 &&
           two_digits(p + 13) >= 0;
}

enum cigo_cf_part cigo_cf_check(struct cigo_str cf)
{
    if (cf.n != LENGTH)
        return CIGO_CF_LENGTH;
    const char *p = cf.p;
    if (is_right(p))
        return CIGO_CF_OK;
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
    for (int year = FIRST_YEAR + 200 + b.yy; year >= FIRST_YEAR; year -= 100) {
        int32_t date;
        if (!cigo_date_of(year, b.month, b.day, &date) || date > reference)
            continue;
        *ret_date = date;
        return true;
    }
    return false;
}

/* What a folded letter outside a–z counts as; NULL = nothing. */
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

/* What counts of a name: its first consonants and vowels, A–Z. */
struct letters {
    char consonants[4], vowels[3];
    size_t n_consonants, n_vowels; /* of all */
};

static void add_letter(struct letters *letters, char c)
{
    if (is_vowel(c)) {
        if (letters->n_vowels < sizeof letters->vowels)
            letters->vowels[letters->n_vowels] = c;
        letters->n_vowels++;
    } else {
        if (letters->n_consonants < sizeof letters->consonants)
            letters->consonants[letters->n_consonants] = c;
        letters->n_consonants++;
    }
}

static void add_folded(struct letters *letters, struct cigo_str s)
{
    while (s.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        if (code >= 'a' && code <= 'z')
            add_letter(letters, (char)(code - 'a' + 'A'));
        for (const char *p = latin_of(code); p && *p; p++)
            add_letter(letters, *p);
        s.p += k;
        s.n -= k;
    }
}

static struct letters letters_of(struct cigo_str name)
{
    struct letters letters = {.n_vowels = 0};
    if (!cigo_str_is_ascii(name)) {
        struct cigo_buf folded;
        cigo_buf_init(&folded, name.n * 8 + 16);
        cigo_utf8_fold(name, &folded);
        add_folded(&letters, cigo_buf_str(&folded));
        cigo_buf_finish(&folded);
        return letters;
    }
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i] & ~0x20; /* upper case, if it is a letter */
        if (is_upper(c))
            add_letter(&letters, c);
    }
    return letters;
}

/* Up to three consonants and then vowels, X to fill. `skip` = a consonant (from 0) left out, or SIZE_MAX. */
static void three_letters(const struct letters *letters, size_t skip, char ret_letters[4])
{
    size_t n = 0;
    for (size_t i = 0; i < letters->n_consonants && i < sizeof letters->consonants && n < 3; i++) {
        if (i != skip)
            ret_letters[n++] = letters->consonants[i];
    }
    for (size_t i = 0; i < letters->n_vowels && n < 3; i++)
        ret_letters[n++] = letters->vowels[i];
    while (n < 3)
        ret_letters[n++] = 'X';
    ret_letters[3] = '\0';
}

void cigo_cf_surname(struct cigo_str surname, char ret_letters[4])
{
    struct letters letters = letters_of(surname);
    three_letters(&letters, SIZE_MAX, ret_letters);
}

void cigo_cf_name(struct cigo_str name, char ret_letters[4])
{
    struct letters letters = letters_of(name);
    three_letters(&letters, letters.n_consonants >= 4 ? 1 : SIZE_MAX, ret_letters);
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
