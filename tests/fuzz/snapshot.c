/* A snapshot that anybody may have made, over the small form: refused with a sentence, or a session that both faces can
 * show and that nothing changes. Written again it says the same, and so does what is read from that. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/snapshot.h>
#include <cigo/loader/loader.h>

#include "folder.h"

enum { ROOM = 64 << 20, MAX_INPUT = 32 << 10 };

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

/* Everything that a face would ask; nothing that could be changed is. */
static void look_at(struct cigo_session *session)
{
    struct cigo_buf said;
    struct cigo_error err = {0};
    struct cigo_effects effects;
    cigo_buf_init(&said, ROOM);
    cigo_check_text(session, "istantanea", &said);
    cigo_check_json(session, "istantanea", &said);
    FUZZ_CHECK(said.n > 0 && !strchr(said.p, '\x1b'));
    for (size_t i = 0; i < form->n_sections; i++)
        cigo_session_section(session, i);
    struct cigo_place place = {.field = &form->fields[0]};
    FUZZ_CHECK(!cigo_session_set(session, place, CIGO_STR("1/1/2026"), &effects, &err) && *err.text);
    FUZZ_CHECK(!cigo_session_row_add(session, &form->groups[0], 0, NULL, &effects, &err));
    cigo_buf_finish(&said);
}

/* Read, looked at, written again; false: refused. */
static bool take(struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_error err = {0};
    struct cigo_buf said;
    struct cigo_snapshot *snapshot = cigo_snapshot_read(text, &err);
    FUZZ_CHECK(snapshot || *err.text);
    if (!snapshot)
        return false;
    cigo_buf_init(&said, ROOM);
    cigo_snapshot_facts_text(snapshot, &said);
    struct cigo_session *session = cigo_snapshot_session(snapshot, form, &said, &err);
    FUZZ_CHECK(!strchr(said.p, '\x1b') && (session || *err.text));
    if (session) {
        struct cigo_snapshot_facts none = {0};
        look_at(session);
        cigo_snapshot_write(session, cigo_snapshot_position(snapshot), &none, out, &err);
    }
    cigo_session_free(session);
    cigo_snapshot_free(snapshot);
    cigo_buf_finish(&said);
    return session != NULL;
}

/* A hundred thousand rows in one line are right, and slow where every branch is counted. */
static bool has_many_rows(struct cigo_str input)
{
    size_t digits = 0;
    for (size_t i = 0; i < input.n && digits < 5; i++)
        digits = input.p[i] >= '0' && input.p[i] <= '9' ? digits + 1 : 0;
    return digits == 5;
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_buf once, twice;
    if (input.n > MAX_INPUT || has_many_rows(input))
        return;
    cigo_buf_init(&once, ROOM);
    cigo_buf_init(&twice, ROOM);
    if (take(input, &once))
        FUZZ_CHECK(!once.n || take(cigo_buf_str(&once), &twice));
    cigo_buf_finish(&once);
    cigo_buf_finish(&twice);
}
