/* Error sentences, lists of problems, the log. */

#include <cigo/base/error.h>
#include <cigo/base/log.h>
#include <cigo/base/problem.h>
#include <cigo/base/utf8.h>

#include "unit.h"

START_TEST(sentences)
{
    struct cigo_error err;
    ck_assert(!cigo_fail(NULL, CIGO_EXIT_USAGE, "%s", "x"));
    ck_assert(!cigo_fail(&err, CIGO_EXIT_STORAGE, "disco %s", "pieno"));
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert_str_eq(err.text, "disco pieno");
    ck_assert(!cigo_fail_prefix(&err, "«%s»", "a.yaml"));
    ck_assert_str_eq(err.text, "«a.yaml»: disco pieno");
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert(!cigo_fail_prefix(NULL, "%s", "x"));
}
END_TEST

START_TEST(long_sentences)
{
    char text[4000] = "";
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xc3\xa0", 3);
    for (int shift = 0; shift < 2; shift++) {
        struct cigo_error err;
        cigo_fail(&err, CIGO_EXIT_USAGE, "%s%s", shift ? "x" : "", text);
        struct cigo_str s = cigo_str_of(err.text);
        ck_assert_uint_eq(cigo_utf8_bad(s), s.n);
        ck_assert_uint_ge(s.n, sizeof err.text - 2);
        cigo_fail_prefix(&err, "prima");
        s = cigo_str_of(err.text);
        ck_assert_uint_eq(cigo_utf8_bad(s), s.n);
        ck_assert(cigo_str_starts(s, CIGO_STR("prima: ")));
    }
}
END_TEST

START_TEST(problems)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems list;
    cigo_problems_init(&list, arena);
    cigo_problem(&list, (struct cigo_pos){"b.yaml", 3, 1}, "terzo");
    cigo_problem(&list, (struct cigo_pos){"a.yaml", 10, 2}, "secondo %d\x1b[31m", 2);
    cigo_problem(&list, (struct cigo_pos){"a.yaml", 9, 30}, "primo");
    cigo_problem(&list, (struct cigo_pos){"a.yaml", 0, 0}, "tutto il file");
    struct cigo_buf out;
    cigo_buf_init(&out, 10000);
    cigo_problems_print(&list, &out);
    ck_assert_str_eq(out.p, "a.yaml:1:1: tutto il file\n"
                            "a.yaml:9:30: primo\n"
                            "a.yaml:10:2: secondo 2\xef\xbf\xbd[31m\n"
                            "b.yaml:3:1: terzo\n");
    cigo_buf_finish(&out);
    cigo_problems_finish(&list);
    ck_assert_uint_eq(list.n, 0);
    cigo_arena_free(arena);
}
END_TEST

static void keep_line(void *data, enum cigo_log_level level, const char *line)
{
    snprintf(data, 600, "%d %s", (int)level, line);
}

START_TEST(logging)
{
    char line[600] = "";
    cigo_log(CIGO_LOG_ERROR, "prima");
    cigo_log_sink(keep_line, line);
    cigo_log(CIGO_LOG_WARNING, "campo %s", "causale");
    ck_assert_str_eq(line, "1 campo causale");
    cigo_log_sink(NULL, NULL);
    cigo_log(CIGO_LOG_ERROR, "dopo");
    ck_assert_str_eq(line, "1 campo causale");
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/error");
    UNIT_CASE(suite, "error", sentences, long_sentences, problems, logging);
    return suite;
}
