/* Decimal numbers as people write them, and back. */

#include <cigo/base/decimal.h>

#include "unit.h"

#define OK CIGO_DECIMAL_OK
#define NAN_ CIGO_DECIMAL_NOT_A_NUMBER
#define AMBIGUOUS CIGO_DECIMAL_AMBIGUOUS
#define PRECISE CIGO_DECIMAL_TOO_PRECISE
#define RANGE CIGO_DECIMAL_RANGE

static const struct {
    const char *text;
    int places;
    enum cigo_decimal_parse result;
    int64_t value;
} readings[] = {
    {"0", 2, OK, 0},
    {"-0", 2, OK, 0},
    {"7", 0, OK, 7},
    {"007", 0, OK, 7},
    {"37,5", 2, OK, 3750},
    {"37.5", 2, OK, 3750},
    {"1234,56", 2, OK, 123456},
    {"1234.56", 2, OK, 123456},
    {"1.234,56", 2, OK, 123456},
    {"1,234.56", 2, OK, 123456},
    {"1 234,56", 2, OK, 123456},
    {"1\xc2\xa0""234,56", 2, OK, 123456},
    {"1\xe2\x80\xaf""234,56", 2, OK, 123456},
    {"1'234.56", 2, OK, 123456},
    {"1\xe2\x80\x99""234,56", 2, OK, 123456},
    {"1.234.567", 2, OK, 123456700},
    {"1.234.567", 0, OK, 1234567},
    {"1.234.567,8", 2, OK, 123456780},
    {"12 345 678", 2, OK, 1234567800},
    {",5", 2, OK, 50},
    {".5", 2, OK, 50},
    {"+5", 2, OK, 500},
    {"-5,25", 2, OK, -525},
    {"- 5", 2, OK, -500},
    {"\xe2\x88\x92""5", 2, OK, -500},
    {"\xe2\x82\xac 1.200,00", 2, OK, 120000},
    {"1.200,00 \xe2\x82\xac", 2, OK, 120000},
    {"-\xe2\x82\xac""3", 2, OK, -300},
    {"  12  ", 2, OK, 1200},
    {"0,1234", 4, OK, 1234},
    {"1000000000000000", 2, OK, INT64_C(100000000000000000)},
    {"0,123456789012345678", 18, OK, INT64_C(123456789012345678)},
    /* nobody can tell */
    {"1.234", 2, AMBIGUOUS, 0},
    {"-1.234", 2, AMBIGUOUS, 0},
    {"999.999", 2, AMBIGUOUS, 0},
    {"1.234", 0, AMBIGUOUS, 0},
    {"1.234", 4, AMBIGUOUS, 0},
    {"\xe2\x82\xac 1.000", 2, AMBIGUOUS, 0},
    /* but here one can */
    {"0.123", 2, PRECISE, 0},
    {"1234.567", 2, PRECISE, 0},
    {"1 234.567", 2, PRECISE, 0},
    {"1,234", 2, PRECISE, 0},
    {"1,234", 3, OK, 1234},
    {"37,555", 2, PRECISE, 0},
    {"37,500", 2, PRECISE, 0},
    {"1.5", 0, PRECISE, 0},
    {"1000000000000000,01", 2, RANGE, 0},
    {"1000000000000001", 2, RANGE, 0},
    {"-1000000000000001", 2, RANGE, 0},
    {"99999999999999999999999999999", 2, RANGE, 0},
    {"1000000000000000", 4, RANGE, 0},
    {"", 2, NAN_, 0},
    {" ", 2, NAN_, 0},
    {"-", 2, NAN_, 0},
    {"\xe2\x82\xac", 2, NAN_, 0},
    {",", 2, NAN_, 0},
    {"5,", 2, NAN_, 0},
    {"5.", 2, NAN_, 0},
    {"1..2", 2, NAN_, 0},
    {"1,2,3", 2, NAN_, 0},
    {"1.23.456", 2, NAN_, 0},
    {"12.34,5", 2, NAN_, 0},
    {"1234.567,8", 2, NAN_, 0},
    {"1 23", 2, NAN_, 0},
    {"1  234", 2, NAN_, 0},
    {"1.234 567", 2, NAN_, 0},
    {"1.234,567.8", 2, NAN_, 0},
    {"--5", 2, NAN_, 0},
    {"5-", 2, NAN_, 0},
    {"5\xe2\x82\xac""3", 2, NAN_, 0},
    {"\xe2\x82\xac 5 \xe2\x82\xac", 2, NAN_, 0},
    {"1e5", 2, NAN_, 0},
    {"0x10", 2, NAN_, 0},
    {"nan", 2, NAN_, 0},
    {"12a", 2, NAN_, 0},
    {"1\xff", 2, NAN_, 0},
    {"5", 19, NAN_, 0},
    {"5", -1, NAN_, 0},
};

START_TEST(parse)
{
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        int64_t value = 4242;
        enum cigo_decimal_parse result =
            cigo_decimal_parse(cigo_str_of(readings[i].text), readings[i].places, &value);
        ck_assert_msg(result == readings[i].result, "'%s' gives %d", readings[i].text, (int)result);
        int64_t expected = readings[i].result == OK ? readings[i].value : 4242;
        ck_assert_msg(value == expected, "'%s' is %lld", readings[i].text, (long long)value);
    }
}
END_TEST

START_TEST(very_long)
{
    char zeros[2000];
    memset(zeros, '0', sizeof zeros);
    int64_t value;
    ck_assert_int_eq(cigo_decimal_parse((struct cigo_str){zeros, sizeof zeros}, 2, &value), NAN_);
}
END_TEST

START_TEST(format)
{
    static const struct {
        int64_t value;
        int places;
        const char *plain, *it, *it_zeros;
    } rows[] = {
        {0, 2, "0.00", "0", "0,00"},
        {5, 2, "0.05", "0,05", "0,05"},
        {-5, 2, "-0.05", "-0,05", "-0,05"},
        {3750, 2, "37.50", "37,50", "37,50"},
        {120000, 2, "1200.00", "1.200", "1.200,00"},
        {123456789, 2, "1234567.89", "1.234.567,89", "1.234.567,89"},
        {-100000, 0, "-100000", "-100.000", "-100.000"},
        {7, 0, "7", "7", "7"},
        {12345, 4, "1.2345", "1,2345", "1,2345"},
        {INT64_MIN, 2, "-92233720368547758.08", "-92.233.720.368.547.758,08",
         "-92.233.720.368.547.758,08"},
        {INT64_MAX, 18, "9.223372036854775807", "9,223372036854775807", "9,223372036854775807"},
        {INT64_MIN, CIGO_DECIMAL_PLACES, "-9.223372036854775808", "-9,223372036854775808", "-9,223372036854775808"},
        {1, CIGO_DECIMAL_PLACES, "0.000000000000000001", "0,000000000000000001", "0,000000000000000001"},
    };
    struct cigo_buf out;
    cigo_buf_init(&out, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cigo_buf_clear(&out);
        cigo_decimal_plain(rows[i].value, rows[i].places, &out);
        ck_assert_str_eq(out.p, rows[i].plain);
        cigo_buf_clear(&out);
        cigo_decimal_it(rows[i].value, rows[i].places, false, &out);
        ck_assert_str_eq(out.p, rows[i].it);
        cigo_buf_clear(&out);
        cigo_decimal_it(rows[i].value, rows[i].places, true, &out);
        ck_assert_str_eq(out.p, rows[i].it_zeros);
    }
    cigo_buf_finish(&out);
}
END_TEST

START_TEST(round_trip)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1000);
    uint64_t seed = 20261123;
    for (int i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        int64_t value = (int64_t)(seed >> (20 + i % 40)) * (i % 2 ? 1 : -1);
        value %= INT64_C(100000000000000000);
        for (int italian = 0; italian < 2; italian++) {
            cigo_buf_clear(&out);
            if (italian)
                cigo_decimal_it(value, 2, true, &out);
            else
                cigo_decimal_plain(value, 2, &out);
            int64_t again = 0;
            ck_assert_msg(cigo_decimal_parse(cigo_buf_str(&out), 2, &again) == OK, "%s", out.p);
            ck_assert_msg(again == value, "%s", out.p);
        }
    }
    cigo_buf_finish(&out);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/decimal");
    UNIT_CASE(suite, "decimal", parse, very_long, format, round_trip);
    return suite;
}
