/* A file of answers, into the session of the small form: read whole, or refused with problems and nothing changed. What
 * was read is written so that it reads the same again, and judged. */

#include "fuzz.h"

#include <stdlib.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include "folder.h"

enum { TODAY = 20780, ROOM = 64 << 20, MAX_INPUT = 32 << 10 };

static struct cigo_form *form;

static void close_form(void)
{
    cigo_form_free(form);
}

void fuzz_setup(void)
{
    size_t n;
    const char *dir = fuzz_folder();
    char *text = fuzz_source("tests/fuzz/small.form", &n);
    fuzz_files_write(dir, (struct cigo_str){text, n});
    free(text);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(dir, &problems);
    FUZZ_CHECK(form != NULL);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    atexit(close_form);
}

static struct cigo_session *session_new(void)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_error err;
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    FUZZ_CHECK(session != NULL);
    cigo_session_load_begin(session);
    return session;
}

/* The case as a file in `out`; false: refused. */
static bool take(struct cigo_str text, struct cigo_buf *out, bool judge)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_error err = {0};
    struct cigo_session *session = session_new();
    cigo_problems_init(&problems, arena);
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "f", text, &cigo_answers_limits, &problems);
    FUZZ_CHECK((root != NULL) == (problems.n == 0));
    bool ok = root && cigo_answers_read(session, root, CIGO_ANSWERS_LOAD, &problems, &err);
    FUZZ_CHECK(ok == (problems.n == 0));
    FUZZ_CHECK(cigo_session_load_end(session, &err));
    cigo_answers_write(session, out);
    if (ok && judge) {
        struct cigo_buf said;
        cigo_buf_init(&said, ROOM);
        cigo_check_json(session, "prova", &said);
        cigo_check_text(session, "prova", &said);
        FUZZ_CHECK(said.n > 0);
        cigo_buf_finish(&said);
    }
    cigo_session_free(session);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return ok;
}

/* As one action on a case that is open already: taken back, nothing is left of it. */
static void take_back(struct cigo_str text)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_error err = {0};
    struct cigo_buf before, after;
    struct cigo_session *session = session_new();
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&before, ROOM);
    cigo_buf_init(&after, ROOM);
    FUZZ_CHECK(cigo_session_load_end(session, &err));
    cigo_answers_write(session, &before);
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "f", text, &cigo_answers_limits, &problems);
    FUZZ_CHECK(root != NULL && cigo_answers_read(session, root, CIGO_ANSWERS_ACTION, &problems, &err));
    const char *label;
    while (cigo_session_undo(session, &label, NULL, NULL, &err))
        FUZZ_CHECK(label != NULL);
    FUZZ_CHECK(label == NULL);
    cigo_answers_write(session, &after);
    FUZZ_CHECK(cigo_str_eq(cigo_buf_str(&before), cigo_buf_str(&after)));
    cigo_session_free(session);
    cigo_buf_finish(&before);
    cigo_buf_finish(&after);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_buf once, twice;
    if (input.n > MAX_INPUT)
        return;
    cigo_buf_init(&once, ROOM);
    cigo_buf_init(&twice, ROOM);
    if (take(input, &once, true)) {
        FUZZ_CHECK(take(cigo_buf_str(&once), &twice, false));
        FUZZ_CHECK(cigo_str_eq(cigo_buf_str(&once), cigo_buf_str(&twice)));
        take_back(input);
    }
    cigo_buf_finish(&once);
    cigo_buf_finish(&twice);
}
