/* A whole form, from its files: loaded, or refused with problems, never both; what is loaded has its tests, its
 * translations and its documents read the same way. Its rules are checked as well, and a form that passes opens a
 * case and judges it. */

#include "fuzz.h"

#include <cigo/base/alloc.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include "folder.h"

enum { TODAY = 20780, ROOM = 16 << 20, MAX_INPUT = 32 << 10 }; /* 2026-11-23 */

static const char *dir;

void fuzz_setup(void)
{
    dir = fuzz_folder();
}

/* As people would read them. */
static void say(struct cigo_problems *problems)
{
    struct cigo_buf out;
    cigo_buf_init(&out, ROOM);
    cigo_problems_print(problems, &out);
    FUZZ_CHECK((problems->n > 0) == (out.n > 0));
    cigo_buf_finish(&out);
    problems->n = 0;
}

static void judge(const struct cigo_form *form)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_error err = {0};
    struct cigo_buf out;
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    FUZZ_CHECK(session != NULL);
    cigo_session_load_begin(session);
    FUZZ_CHECK(cigo_session_load_end(session, &err));
    cigo_buf_init(&out, ROOM);
    cigo_check_text(session, NULL, &out);
    cigo_check_json(session, NULL, &out);
    FUZZ_CHECK(out.n > 0);
    cigo_buf_finish(&out);
    cigo_session_free(session);
}

static void read_documents(const struct cigo_form *form, bool rules, struct cigo_problems *problems)
{
    struct cigo_documents *documents = cigo_documents_load(form, problems);
    FUZZ_CHECK((documents == NULL) == (problems->n > 0));
    if (documents && rules)
        FUZZ_CHECK(cigo_rules_check_documents(form, documents, problems) == (problems->n == 0));
    say(problems);
    cigo_documents_free(documents);
}

static void translate(struct cigo_form *form, struct cigo_problems *problems)
{
    size_t n;
    const char *const *languages = cigo_form_languages(form, &n);
    for (size_t i = 0; i < n; i++) {
        struct cigo_translated counts;
        bool ok = cigo_form_translate(form, languages[i], &counts, problems);
        FUZZ_CHECK(ok == (problems->n == 0));
        say(problems);
    }
}

static void go_on(struct cigo_form *form, struct cigo_arena *arena, struct cigo_problems *problems)
{
    struct cigo_form_tests tests = {0};
    bool ok = cigo_form_tests_load(form, arena, &tests, problems);
    FUZZ_CHECK(ok == (problems->n == 0));
    say(problems);
    cigo_form_tests_free(&tests);
    bool rules = cigo_rules_check(form, problems);
    FUZZ_CHECK(rules == (problems->n == 0));
    say(problems);
    if (rules)
        judge(form);
    read_documents(form, rules, problems);
    translate(form, problems);
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_problems problems;
    if (input.n > MAX_INPUT)
        return;
    fuzz_files_write(dir, input);
    struct cigo_arena *arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(dir, &problems);
    FUZZ_CHECK((form == NULL) == (problems.n > 0));
    say(&problems);
    if (form)
        go_on(form, arena, &problems);
    cigo_form_free(form);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    fuzz_folder_empty(dir);
}
