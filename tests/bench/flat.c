/* One import of workers as `cigo import` does it, without the start of the program: from the opening of the file to
 * the closing of the archive. Prints microseconds of the processor and of the clock; flat.py runs it for many
 * sizes in turn.  flat FORM ARCHIVE FILE   (the archive has one case, without workers) */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cigo/base/path.h>
#include <cigo/exchange/import.h>
#include <cigo/loader/loader.h>

#include "../../src/cli/cli-priv.h"
#include "bench.h"

enum { TODAY = 2461370 };

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct cigo_form *load(const char *dir)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(dir, &problems);
    check(form, dir);
    form->groups[cigo_form_group(form, CIGO_STR("lavoratori"))->index].max_rows = 0;
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return form;
}

static void load_field(void *data, const char *id, const char *text)
{
    struct cigo_session *session = data;
    const struct cigo_field *field = cigo_form_field(cigo_session_form(session), cigo_str_of(id));
    cigo_session_load_text(session, (struct cigo_place){.field = field}, cigo_str_of(text));
}

static struct cigo_session *open_case(const struct cigo_form *form, struct cli_durable *durable)
{
    enum cigo_lock how;
    struct cigo_session_options options = {.today = TODAY, .listener = cli_durable_listener(durable)};
    check(cigo_store_lock(durable->store, durable->case_id, &how, NULL, &err), "lock");
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    check(session, "session");
    struct cigo_store_reader reader = {.data = session, .field = load_field};
    cigo_session_load_begin(session);
    check(cigo_store_read(durable->store, durable->case_id, &reader, &err), "read");
    check(cigo_session_load_end(session, &err), "judged");
    return session;
}

static void import_file(struct cigo_session *session, const struct cigo_group *group, const char *path)
{
    struct cigo_import *import = cigo_import_open(session, group, path, "", &err);
    check(import && cigo_import_ready(import, CIGO_IMPORT_REPLACE, &err), path);
    check(cigo_import_apply(import, CIGO_IMPORT_REPLACE, NULL, NULL, NULL, &err), path);
    check(!cigo_session_save_failed(session), "saved");
    cigo_session_counts(session, CIGO_SCOPE_ALL);
    cigo_import_free(import);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    cli_large_pages();
    struct cigo_form *form = load(argv[1]);
    struct cigo_store_env env = {.who = "prova", .now = date_none};
    struct cigo_store_notice notice;
    struct cli_durable durable = {
        .store = cigo_store_open(argv[2], &env, &notice, &err), .case_id = 1, .clock = clock_none};
    check(durable.store, argv[2]);
    struct cigo_session *session = open_case(form, &durable);
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    import_file(session, cigo_form_group(form, CIGO_STR("lavoratori")), argv[3]);
    cigo_session_free(session);
    cigo_store_unlock(durable.store, durable.case_id);
    cigo_store_close(durable.store);
    printf("%.1f %.1f\n", now(CLOCK_PROCESS_CPUTIME_ID) - cpu, now(CLOCK_MONOTONIC) - wall);
    return 0;
}
