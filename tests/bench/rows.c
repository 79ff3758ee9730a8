/* A large group from the inside: each phase of an import, one key, undo, reopening. Prints one line a
 * phase, with milliseconds and microseconds a row.  rows FORMS FILE FOLDER [ANSWERS…]
 * FILE is what workers.py makes; ANSWERS are field=text, put before. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/loader/loader.h>

#include "../../src/cli/durable-priv.h"
#include "bench.h"

static const char *const header[] = {"cf",  "cognome", "nome", "qualifica", "data_assunzione",
                                     "ore_contratto", "ore_richieste"};
enum { N_HEADER = sizeof header / sizeof *header, TODAY = 2461370 };

static double began;
static size_t n_rows;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void phase(const char *name)
{
    double ms = now() - began;
    printf("%-28s %9.2f ms  %7.3f us/row\n", name, ms, ms * 1e3 / (double)(n_rows ? n_rows : 1));
    fflush(stdout);
    began = now();
}

/* The file's cells as the group's columns; memory is the process's. */
static struct cigo_str *read_rows(const struct cigo_group *group, const char *path)
{
    char *text;
    size_t size;
    check(cigo_file_read(path, (size_t)1 << 30, &text, &size, &err), path);
    size_t columns[N_HEADER];
    for (size_t i = 0; i < N_HEADER; i++)
        columns[i] = cigo_group_field(group, cigo_str_of(header[i]))->index;
    size_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    struct cigo_str *cells = cigo_alloc_array(lines * group->n_fields + 1, sizeof *cells);
    char *p = strchr(text, '\n') + 1;
    for (n_rows = 0; *p; n_rows++) {
        for (size_t i = 0; i < N_HEADER; i++) {
            size_t n = strcspn(p, ";\n");
            cells[n_rows * group->n_fields + columns[i]] = (struct cigo_str){p, n};
            p += n + 1;
        }
    }
    return cells;
}

static void put(struct cigo_session *session, const struct cigo_field *field, int64_t row, const char *text)
{
    struct cigo_effects effects;
    struct cigo_place place = {field, field->group, row};
    check(cigo_session_set(session, place, cigo_str_of(text), &effects, &err), field->id);
}

static const struct cigo_group *workers;

static void load_row(void *data, const char *id, int64_t row, const char *const *columns,
                     const char *const *texts, size_t n)
{
    struct cigo_session *session = data;
    struct cigo_str *cells = cigo_alloc_array(workers->n_fields + 1, sizeof *cells);
    (void)id;
    for (size_t i = 0; i < n; i++)
        cells[cigo_group_field(workers, cigo_str_of(columns[i]))->index] = cigo_str_of(texts[i]);
    cigo_session_load_full_row(session, workers, row, cells);
    free(cells);
}

static void load_field(void *data, const char *id, const char *text)
{
    struct cigo_session *session = data;
    const struct cigo_field *field = cigo_form_field(cigo_session_form(session), cigo_str_of(id));
    cigo_session_load_text(session, (struct cigo_place){field, NULL, 0}, cigo_str_of(text));
}

static void load_waiver(void *data, const char *alert, int64_t row, const char *state, const char *reason,
                        const char *inputs, const char *form_version)
{
    (void)data, (void)alert, (void)row, (void)state, (void)reason, (void)inputs, (void)form_version;
}

static void keys(struct cigo_session *session)
{
    const struct cigo_answers *answers = cigo_session_answers(session);
    int64_t middle = answers->groups[workers->index].items[n_rows / 2].id;
    const char *const columns[] = {"cognome", "ore_richieste", "cf", "paga_oraria"};
    const char *const texts[] = {"Bianchi", "12", "RSSMRA85M01H501Q", "si"};
    char name[64];
    for (size_t i = 0; i < 4; i++) {
        put(session, cigo_group_field(workers, cigo_str_of(columns[i])), middle, texts[i]);
        snprintf(name, sizeof name, "key in %s", columns[i]);
        phase(name);
    }
    int64_t row;
    struct cigo_effects effects;
    check(cigo_session_row_add(session, workers, n_rows, &row, &effects, &err), "row added");
    phase("row added at the end");
    check(cigo_session_row_add(session, workers, n_rows / 2, &row, &effects, &err), "row added");
    phase("row added in the middle");
    put(session, cigo_group_field(workers, CIGO_STR("cf")), row, "RSSMRA85M01H501Q");
    phase("key in its cf, a duplicate");
    check(cigo_session_row_remove(session, workers, row, &effects, &err), "row removed");
    phase("row removed");
    put(session, cigo_form_field(cigo_session_form(session), CIGO_STR("periodo_al")), 0, "29/11/2026");
    phase("key in periodo_al");
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_place place = {cigo_group_field(workers, CIGO_STR("cf")), workers, middle};
    cigo_session_alerts_at(session, CIGO_SCOPE_ALL, place, arena);
    phase("alerts at a cell");
    cigo_session_counts(session, CIGO_SCOPE_ALL);
    phase("counts");
    cigo_session_missing(session, arena);
    phase("missing");
    cigo_arena_free(arena);
}

static void undo(struct cigo_session *session)
{
    const char *label;
    struct cigo_place place;
    for (size_t i = 0; i < 9; i++)
        check(cigo_session_undo(session, &label, &place, NULL, &err), "undo");
    phase("undo of nine actions");
    check(cigo_session_undo(session, &label, &place, NULL, &err), "undo");
    phase("undo of the import");
    check(cigo_session_redo(session, &label, &place, NULL, &err), "redo");
    phase("redo of the import");
}

static void reopen(const struct cigo_form *form, struct cigo_store *store, int64_t id)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    check(session, "session");
    phase("empty session");
    struct cigo_store_reader reader = {session, load_field, load_row, load_waiver};
    cigo_session_load_begin(session);
    check(cigo_store_read(store, id, &reader, &err), "read");
    phase("read from the store");
    check(cigo_session_load_end(session, &err), "judged");
    phase("judged");
    cigo_session_free(session);
    phase("freed");
}

static void answers(struct cigo_session *session, char **texts)
{
    cigo_session_begin(session, "risposte");
    for (; *texts; texts++) {
        char *value = strchr(*texts, '=');
        *value++ = '\0';
        put(session, cigo_form_field(cigo_session_form(session), cigo_str_of(*texts)), 0, value);
    }
    check(cigo_session_end(session, NULL, &err), "answers");
}

static void memory(void)
{
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM", 5) == 0 || strncmp(line, "VmRSS", 5) == 0)
            fputs(line, stdout);
    if (file)
        fclose(file);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    began = now();
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(argv[1], &problems);
    check(form, "form");
    phase("form");
    struct cigo_store_env env = {.who = "prova", .now = date_none};
    struct cigo_store_notice notice;
    char *path = cigo_path_join(argv[3], "cigo.db");
    int64_t id = 0;
    struct cigo_store *store = cigo_store_open(path, &env, &notice, &err);
    check(store && cigo_store_create(store, "prova", form->id, form->version, &id, &err), "store");
    enum cigo_lock how;
    check(cigo_store_lock(store, id, &how, NULL, &err), "lock");
    phase("store");
    struct cli_durable durable = {.store = store, .case_id = id, .clock = clock_none};
    struct cigo_session_options options = {TODAY, cli_durable_listener(&durable)};
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    check(session, "session");
    answers(session, argv + 4);
    phase("session");
    workers = cigo_form_group(form, CIGO_STR("lavoratori"));
    form->groups[workers->index].max_rows = 0;
    struct cigo_str *cells = read_rows(workers, argv[2]);
    phase("file split");
    int64_t first;
    struct cigo_effects effects;
    check(cigo_session_rows_append(session, workers, cells, n_rows, &first, &effects, &err), "append");
    check(!cigo_session_save_failed(session), "saved");
    phase("IMPORT: append, judge, save");
    memory();
    size_t n_failures;
    cigo_rules_failures(cigo_session_rules(session), &n_failures);
    printf("%zu effects, %zu failures\n", effects.n, n_failures);
    began = now();
    keys(session);
    undo(session);
    reopen(form, store, id);
    cigo_session_free(session);
    phase("session freed");
    cigo_store_unlock(store, id);
    cigo_store_close(store);
    phase("store closed");
    memory();
    cigo_problems_finish(&problems);
    return 0;
}
