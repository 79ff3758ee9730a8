/* A number as people write it. The text is first boiled down to digits and the marks `.` `,` `_` (any
 * blank or apostrophe between digits); then it is settled which mark, if any, is the decimal one, and
 * only then are the digits read. A dot with three digits after it may be either, and is never guessed. */

#include <cigo/base/decimal.h>

#include <assert.h>
#include <cigo/base/utf8.h>

enum { LONGEST_NUMBER = 64, MOST_DIGITS = 19 /* of an int64 */ };
static const int64_t MOST_UNITS = INT64_C(1000000000000000);

struct number {
    bool negative;
    char text[LONGEST_NUMBER]; /* digits and marks */
    size_t n;
    char decimal_mark; /* 0 when there is none */
    char group_mark;   /* 0 when there is none */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The mark or digit that a character stands for; ' ' for €, 0 for what no number holds. */
static char mark_of(uint32_t code)
{
    if (code >= '0' && code <= '9')
        return (char)code;
    switch (code) {
    case '.':
    case ',':
    case '+':
    case '-':
        return (char)code;
    case 0x2212: /* minus sign */
        return '-';
    case ' ':
    case '\'':
    case 0xa0:   /* no-break space */
    case 0x2009: /* thin space */
    case 0x2019: /* right single quotation mark */
    case 0x202f: /* narrow no-break space */
        return '_';
    case 0x20ac:
        return ' ';
    default:
        return 0;
    }
}

/* Blanks and one € at the ends, and the sign, taken away; the rest into number->text. */
static bool boil_down(struct cigo_str text, struct number *number)
{
    bool sign = false, euro = false, closed = false;
    while (text.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(text, &code);
        char c = mark_of(code);
        text.p += k;
        text.n -= k;
        if (c == 0 || number->n == LONGEST_NUMBER || (closed && c != '_'))
            return false;
        if (c == ' ') {
            if (euro)
                return false;
            euro = true;
            closed = number->n > 0;
        } else if (c == '+' || c == '-') {
            if (sign || number->n > 0)
                return false;
            sign = true;
            number->negative = c == '-';
        } else if (c != '_' || (number->n > 0 && !closed)) {
            number->text[number->n++] = c;
        }
    }
    while (number->n > 0 && number->text[number->n - 1] == '_')
        number->n--;
    return number->n > 0;
}

static size_t count(const struct number *number, char mark)
{
    size_t n = 0;
    for (size_t i = 0; i < number->n; i++)
        n += number->text[i] == mark;
    return n;
}

static size_t last_at(const struct number *number, char mark)
{
    size_t i = number->n;
    while (i > 0 && number->text[i - 1] != mark)
        i--;
    return i; /* one past it; 0 when there is none */
}

/* Exactly "1.234", up to "999.999". */
static bool ambiguous(const struct number *number)
{
    size_t dot = last_at(number, '.') - 1;
    return dot >= 1 && dot <= 3 && number->n - dot == 4 && number->text[0] != '0';
}

/* Which mark is the decimal one and which groups thousands. */
static enum cigo_decimal_parse settle(struct number *number)
{
    size_t dots = count(number, '.'), commas = count(number, ','), blanks = count(number, '_');
    char last = last_at(number, '.') > last_at(number, ',') ? '.' : ',';
    if (blanks > 0) {
        if (dots + commas > 1)
            return CIGO_DECIMAL_NOT_A_NUMBER;
        number->group_mark = '_';
        number->decimal_mark = dots + commas == 1 ? last : 0;
    } else if (dots > 0 && commas > 0) {
        number->decimal_mark = last;
        number->group_mark = last == '.' ? ',' : '.';
    } else if (dots > 1 || commas > 1) {
        number->group_mark = last;
    } else if (dots + commas == 1) {
        number->decimal_mark = last;
    }
    return CIGO_DECIMAL_OK;
}

/* Marks where they belong: groups of three after the first, one decimal mark with digits after it. */
static bool well_formed(const struct number *number, size_t units)
{
    size_t group = 0;
    bool grouped = false;
    for (size_t i = 0; i < units; i++) {
        if (is_digit(number->text[i])) {
            group++;
            continue;
        }
        if (number->text[i] != number->group_mark || group == 0 || group > 3 ||
            (grouped && group != 3))
            return false;
        grouped = true;
        group = 0;
    }
    if (grouped && group != 3)
        return false;
    for (size_t i = units + 1; i < number->n; i++) {
        if (!is_digit(number->text[i]))
            return false;
    }
    return units == number->n ? group > 0 : units + 1 < number->n;
}

static bool append_digit(int64_t *value, char c)
{
    return !__builtin_mul_overflow(*value, 10, value) &&
           !__builtin_add_overflow(*value, c - '0', value);
}

static enum cigo_decimal_parse read_digits(const struct number *number, size_t units, int places,
                                           int64_t *ret_value)
{
    int64_t value = 0;
    for (size_t i = 0; i < units; i++) {
        if (is_digit(number->text[i]) &&
            (!append_digit(&value, number->text[i]) || value > MOST_UNITS))
            return CIGO_DECIMAL_RANGE;
    }
    bool at_most = value == MOST_UNITS;
    for (int place = 0; place < places; place++) {
        size_t i = units + 1 + (size_t)place;
        char c = i < number->n ? number->text[i] : '0';
        if (!append_digit(&value, c) || (at_most && c != '0'))
            return CIGO_DECIMAL_RANGE;
    }
    *ret_value = number->negative ? -value : value;
    return CIGO_DECIMAL_OK;
}

enum cigo_decimal_parse cigo_decimal_parse(struct cigo_str text, int places, int64_t *ret_value)
{
    struct number number = {0};
    if (places < 0 || places > CIGO_DECIMAL_PLACES || !boil_down(cigo_str_trim(text), &number) ||
        settle(&number) != CIGO_DECIMAL_OK)
        return CIGO_DECIMAL_NOT_A_NUMBER;
    size_t units = number.decimal_mark ? last_at(&number, number.decimal_mark) - 1 : number.n;
    if (!well_formed(&number, units))
        return CIGO_DECIMAL_NOT_A_NUMBER;
    if (number.decimal_mark == '.' && !number.group_mark && ambiguous(&number))
        return CIGO_DECIMAL_AMBIGUOUS;
    if (units < number.n && number.n - units - 1 > (size_t)places)
        return CIGO_DECIMAL_TOO_PRECISE;
    return read_digits(&number, units, places, ret_value);
}

/* The digits of value, at least places + 1 of them; returns how many. */
static size_t digits_of(int64_t value, int places, char digits[static MOST_DIGITS])
{
    assert(places >= 0 && places <= CIGO_DECIMAL_PLACES);
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char reversed[MOST_DIGITS];
    size_t n = 0;
    do {
        reversed[n++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0 || n <= (size_t)places);
    for (size_t i = 0; i < n; i++)
        digits[i] = reversed[n - 1 - i];
    return n;
}

void cigo_decimal_plain(int64_t value, int places, struct cigo_buf *out)
{
    char digits[MOST_DIGITS];
    size_t n = digits_of(value, places, digits);
    size_t units = n - (size_t)places;
    if (value < 0)
        cigo_buf_putc(out, '-');
    cigo_buf_add(out, (struct cigo_str){digits, units});
    if (places > 0) {
        cigo_buf_putc(out, '.');
        cigo_buf_add(out, (struct cigo_str){digits + units, (size_t)places});
    }
}

void cigo_decimal_it(int64_t value, int places, bool keep_zeros, struct cigo_buf *out)
{
    char digits[MOST_DIGITS];
    size_t n = digits_of(value, places, digits);
    size_t units = n - (size_t)places;
    if (value < 0)
        cigo_buf_putc(out, '-');
    for (size_t i = 0; i < units; i++) {
        if (i > 0 && (units - i) % 3 == 0)
            cigo_buf_putc(out, '.');
        cigo_buf_putc(out, digits[i]);
    }
    bool zeros = true;
    for (size_t i = units; i < n; i++)
        zeros = zeros && digits[i] == '0';
    if (places > 0 && (keep_zeros || !zeros)) {
        cigo_buf_putc(out, ',');
        cigo_buf_add(out, (struct cigo_str){digits + units, (size_t)places});
    }
}
