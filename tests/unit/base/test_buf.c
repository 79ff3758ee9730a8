/* Bounded buffers. */

#include <cigo/base/buf.h>

#include <stdlib.h>

#include "unit.h"

START_TEST(adding)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    ck_assert_str_eq(buf.p, "");
    cigo_buf_puts(&buf, "uno");
    cigo_buf_putc(&buf, ' ');
    cigo_buf_add(&buf, CIGO_STR("due"));
    cigo_buf_printf(&buf, " %d", 3);
    ck_assert_str_eq(buf.p, "uno due 3");
    ck_assert_uint_eq(buf.n, 9);
    cigo_buf_clear(&buf);
    ck_assert_str_eq(buf.p, "");
    cigo_buf_printf(&buf, "%*s", 5000, "x");
    ck_assert_uint_eq(buf.n, 5000);
    ck_assert_uint_eq(strlen(buf.p), 5000);
    ck_assert(!buf.truncated);
    cigo_buf_add(&buf, (struct cigo_str){NULL, 0});
    cigo_buf_finish(&buf);
    struct cigo_buf zeroed = {0};
    cigo_buf_finish(&zeroed);
}
END_TEST

START_TEST(maximum)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 6);
    cigo_buf_puts(&buf, "sei ca");
    ck_assert(!buf.truncated);
    cigo_buf_puts(&buf, "r");
    ck_assert(buf.truncated);
    ck_assert_str_eq(buf.p, "sei ca");
    cigo_buf_clear(&buf);
    ck_assert(!buf.truncated);
    cigo_buf_puts(&buf, "perch\xc3\xa9"); /* the é does not fit: not even half of it is kept */
    ck_assert(buf.truncated);
    ck_assert_str_eq(buf.p, "perch");
    cigo_buf_puts(&buf, "x"); /* no hole */
    ck_assert_str_eq(buf.p, "perch");
    cigo_buf_finish(&buf);
    cigo_buf_init(&buf, 0);
    cigo_buf_putc(&buf, 'x');
    ck_assert(buf.truncated);
    ck_assert_str_eq(buf.p, "");
    cigo_buf_finish(&buf);
}
END_TEST

START_TEST(taking)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 100);
    char *text = cigo_buf_take(&buf);
    ck_assert_str_eq(text, "");
    free(text);
    cigo_buf_puts(&buf, "preso");
    text = cigo_buf_take(&buf);
    ck_assert_str_eq(text, "preso");
    ck_assert_str_eq(buf.p, "");
    ck_assert_uint_eq(buf.n, 0);
    cigo_buf_puts(&buf, "ancora");
    ck_assert_str_eq(buf.p, "ancora");
    ck_assert_str_eq(text, "preso");
    free(text);
    cigo_buf_finish(&buf);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/buf");
    UNIT_CASE(suite, "buf", adding, maximum, taking);
    return suite;
}
