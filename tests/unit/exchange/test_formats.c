/* The table of formats: sorted, complete, and each writes the invented case, an empty one and a draft; every
 * file says what it is where its format has room for that. */

#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_documents *documents;
static struct cigo_session *session;
static struct cigo_error err;

static const char *in_form(const char *file)
{
    const char *source = getenv("CIGO_SOURCE");
    return cigo_arena_printf(arena, "%s/forms/cigo/%s", source ? source : ".", file);
}

static void setup(void)
{
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = 2461366};
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(in_form(""), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    documents = cigo_documents_load(form, &problems);
    ck_assert_msg(documents != NULL, "%s", problems.n ? problems.items[0].text : "");
    session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    cigo_problems_finish(&problems);
}

static void load_demo(void)
{
    char *text;
    size_t size;
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    ck_assert(cigo_file_read(in_form("demo.yaml"), 1 << 20, &text, &size, &err));
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "demo.yaml", (struct cigo_str){text, size},
                                                        &cigo_answers_limits, &problems);
    ck_assert(cigo_answers_read(session, root, CIGO_ANSWERS_ACTION, &problems, &err));
    cigo_problems_finish(&problems);
    free(text);
}

static void teardown(void)
{
    cigo_session_free(session);
    cigo_documents_free(documents);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_export export_of(bool draft)
{
    return (struct cigo_export){.session = session, .case_name = "prova", .program = "cigo 9.9", .uid = "uid-1",
                                .stamp = "20261123T080000Z", .draft = draft, .documents = documents};
}

static bool is_table(const struct cigo_format *format)
{
    return strcmp(format->name, "csv") == 0 || strcmp(format->name, "beneficiari") == 0;
}

static void write_one(const struct cigo_format *format, bool draft, struct cigo_buf *out)
{
    struct cigo_export x = export_of(draft);
    cigo_buf_clear(out);
    ck_assert_msg(cigo_format_write(format, &x, out, &err), "%s: %s", format->name, err.text);
    ck_assert_msg(!out->truncated, "%s", format->name);
}

START_TEST(test_table)
{
    for (size_t i = 0; i < cigo_n_formats; i++) {
        const struct cigo_format *format = &cigo_formats[i];
        ck_assert(i == 0 || strcmp(cigo_formats[i - 1].name, format->name) < 0);
        ck_assert_ptr_eq(cigo_format_find(format->name), format);
        ck_assert(format->summary && *format->summary && strchr(format->file, '.'));
        int made_by = (format->write != NULL) + (format->layout != NULL) + (format->document != NULL);
        ck_assert_msg(made_by == 1, "%s", format->name);
        ck_assert(!format->pdf || format->document);
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(cigo_formats[k].file, format->file);
    }
    ck_assert_ptr_null(cigo_format_find("doc"));
}
END_TEST

/* Continued lines of a calendar are one. */
static void unfold(struct cigo_buf *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->n; i++) {
        if (strncmp(text->p + i, "\r\n ", 3) == 0)
            i += 2;
        else
            text->p[n++] = text->p[i];
    }
    text->p[text->n = n] = '\0';
}

START_TEST(test_each_says_what_it_is)
{
    const struct cigo_format *format = &cigo_formats[_i];
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 24);
    load_demo();
    for (int draft = 0; draft < 2; draft++) {
        write_one(format, draft, &out);
        ck_assert_uint_gt(out.n, 0);
        unfold(&out);
        if (is_table(format))
            continue; /* a line more would be a row: INDICE.txt and the file's name say it */
        ck_assert_msg(strstr(out.p, "non è stato trasmesso") && strstr(out.p, "cigo 9.9"), "%s", format->name);
        ck_assert_msg((strstr(out.p, "BOZZA") != NULL) == draft, "%s", format->name);
    }
    cigo_buf_finish(&out);
}
END_TEST

START_TEST(test_each_of_an_empty_case)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 24);
    write_one(&cigo_formats[_i], true, &out);
    ck_assert(out.p[out.n] == '\0' && strlen(out.p) == out.n);
    cigo_buf_finish(&out);
}
END_TEST

START_TEST(test_gate)
{
    struct cigo_export x = export_of(false), draft = export_of(true);
    ck_assert(!cigo_export_allowed(&x, &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_MISSING);
    ck_assert(cigo_export_allowed(&draft, &err));
    load_demo();
    ck_assert(cigo_export_allowed(&x, &err));
}
END_TEST

/* RFC 5545: lines of at most 75 octets, CR LF, no character cut in two; each event has what it must. */
START_TEST(test_calendar)
{
    struct cigo_export x = export_of(false);
    struct cigo_buf out;
    char name[400] = "";
    load_demo();
    for (size_t i = 0; i < 60; i++)
        strncat(name, "è;,\\ ", sizeof name - strlen(name) - 1);
    x.case_name = name;
    cigo_buf_init(&out, 1 << 20);
    ck_assert(cigo_format_write(cigo_format_find("ics"), &x, &out, &err));
    for (const char *p = out.p; *p;) {
        size_t n = strcspn(p, "\r\n");
        ck_assert_msg(n <= 75 && strncmp(p + n, "\r\n", 2) == 0, "%.*s", (int)n, p);
        ck_assert((p[0] & 0xC0) != 0x80 && (p[0] != ' ' || (p[1] & 0xC0) != 0x80));
        p += n + 2;
    }
    unfold(&out);
    ck_assert_ptr_nonnull(strstr(out.p, "è\\;\\,\\\\ è\\;\\,\\\\"));
    for (const char *p = out.p; (p = strstr(p, "BEGIN:VEVENT")) != NULL; p++) {
        const char *end = strstr(p, "END:VEVENT");
        static const char *const needs[] = {"\nUID:", "\nDTSTAMP:", "\nDTSTART;VALUE=DATE:", "\nSUMMARY:",
                                            "BEGIN:VALARM", "TRIGGER:-P7D"};
        for (size_t i = 0; end && i < sizeof needs / sizeof *needs; i++)
            ck_assert_msg(strstr(p, needs[i]) && strstr(p, needs[i]) < end, "%s", needs[i]);
        ck_assert_ptr_nonnull(end);
    }
    cigo_buf_finish(&out);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("formats");
    TCase *tests = tcase_create("formats");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_table);
    tcase_add_loop_test(tests, test_each_says_what_it_is, 0, (int)cigo_n_formats);
    tcase_add_loop_test(tests, test_each_of_an_empty_case, 0, (int)cigo_n_formats);
    tcase_add_test(tests, test_gate);
    tcase_add_test(tests, test_calendar);
    suite_add_tcase(suite, tests);
    return suite;
}
