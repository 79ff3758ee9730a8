/* The table of a group with many rows: each thing that a key or a command does to it. Prints one line each,
 * with milliseconds.  table FORMS [ROWS] */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cigo/form/codice_fiscale.h>
#include <cigo/loader/loader.h>
#include <cigo/session/table.h>

enum { TODAY = 2461370 };

static struct cigo_error err;
static double began;
static struct cigo_session *session;
static const struct cigo_group *group;
static struct cigo_table *table;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void phase(const char *name)
{
    printf("%-36s %9.2f ms\n", name, now() - began);
    fflush(stdout);
    began = now();
}

static void check(bool ok)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", err.text);
    exit(1);
}

static size_t column(const char *id)
{
    return cigo_table_column_of(table, cigo_group_field(group, cigo_str_of(id)));
}

/* An invented code, another one for each row. */
static void code(int i, char ret[17])
{
    static const char letters[] = "BCDFGLMNPRSTVZKJ";
    snprintf(ret, 17, "%c%c%c%c%c%c85M01H501", letters[i % 16], letters[i / 16 % 16],
             letters[i / 256 % 16], letters[i / 4096 % 16], letters[i / 65536 % 16], letters[i / 1048576 % 16]);
    ret[15] = cigo_cf_check_letter((struct cigo_str){ret, 15});
    ret[16] = '\0';
}

/* One row in a thousand has hours that cannot be read. */
static void load(int rows)
{
    static const char *const names[] = {"Rossi", "Bianchi", "Nardi", "Zanin", "Éder", "Popa", "De Luca"};
    char texts[5][32];
    static const char *const ids[] = {"cognome", "nome", "data_assunzione", "ore_richieste", "cf"};
    cigo_session_load_begin(session);
    for (int i = 0; i < rows; i++) {
        int64_t id = cigo_session_load_row(session, group, 0);
        snprintf(texts[0], 32, "%s", names[i * 7919 % 7]);
        snprintf(texts[1], 32, "Persona %d", i * 31 % rows);
        snprintf(texts[2], 32, "%d/%d/%d", i % 28 + 1, i % 12 + 1, 1990 + i % 30);
        snprintf(texts[3], 32, i % 1000 ? "%d" : "circa %d", i % 60);
        code(i, texts[4]);
        for (size_t k = 0; k < 5; k++)
            cigo_session_load_text(
                session, (struct cigo_place){cigo_group_field(group, cigo_str_of(ids[k])), group, id},
                cigo_str_of(texts[k]));
    }
    check(cigo_session_load_end(session, &err));
}

static void look(void)
{
    size_t row, at;
    static const char *const sorts[] = {"cognome", "nome", "data_assunzione", "ore_richieste"};
    char name[64];
    for (size_t i = 0; i < 4; i++) {
        cigo_table_sort(table, column(sorts[i]), false);
        snprintf(name, sizeof name, "sort by %s", sorts[i]);
        phase(name);
    }
    cigo_table_unsort(table);
    phase("order of the case");
    cigo_table_filter(table, CIGO_STR("nardi"), false);
    phase("filter by a text that many have");
    cigo_table_filter(table, CIGO_STR("nessuno"), false);
    phase("filter by a text that none has");
    cigo_table_filter(table, CIGO_STR(""), true);
    phase("only problems");
    cigo_table_filter(table, CIGO_STR(""), false);
    phase("no filter");
    cigo_table_find(table, CIGO_STR("nessuno"), 0, 1, &row, &at);
    phase("find what is not there");
    cigo_table_find(table, CIGO_STR("nardi persona nessuno"), 0, 1, &row, &at);
    phase("find three words of which two are there");
    cigo_table_total_all(table, column("ore_richieste"));
    phase("total of a column");
    cigo_table_next_problem(table, 1, 0, 1, &row, &at);
    phase("next problem");
}

static void edit(void)
{
    size_t n = cigo_table_rows(table);
    struct cigo_effects effects;
    static const char *const cells[][2] = {{"cognome", "Verdi"}, {"ore_richieste", "12"}, {"cf", "RSSMRA85M01H501Q"},
                                           {"qualifica", "quadro"}};
    char name[64];
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct cigo_place place = cigo_table_place(table, n / 2, column(cells[i][0]));
        check(cigo_session_set(session, place, cigo_str_of(cells[i][1]), &effects, &err));
        snprintf(name, sizeof name, "a cell of %s, all figures", cells[i][0]);
        phase(name);
    }
    cigo_table_row_mark(table, n / 2);
    phase("its mark");
    check(cigo_table_duplicate(table, n / 2, NULL, &effects, &err));
    phase("duplicate in the middle");
    cigo_table_filter(table, CIGO_STR("nessuno"), false);
    phase("filter when ids are out of order");
    cigo_table_filter(table, CIGO_STR(""), false);
    phase("no filter");
    check(cigo_table_remove(table, n / 2, 1000, &effects, &err));
    phase("remove 1,000 rows in the middle");
    check(cigo_table_restore(table, NULL, &effects, &err));
    phase("restore them");
    struct cigo_table_range all = {0, SIZE_MAX, column("ore_richieste"), 1};
    check(cigo_table_clear(table, all, &effects, &err));
    phase("clear a column");
    all.column = column("cognome");
    check(cigo_table_fill_down(table, all, &effects, &err));
    phase("fill a column down");
    check(cigo_table_remove(table, 0, SIZE_MAX, &effects, &err));
    phase("remove every row");
    check(cigo_table_restore(table, NULL, &effects, &err));
    phase("restore every row");
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = TODAY};
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(argv[1], &problems);
    check(form);
    session = cigo_session_new(form, &options, &err);
    check(session);
    group = cigo_form_group(form, CIGO_STR("lavoratori"));
    form->groups[group->index].max_rows = 0;
    began = now();
    load(argc > 2 ? (int)strtol(argv[2], NULL, 10) : 100000);
    phase("load and judge");
    table = cigo_table_new(session, group);
    phase("table");
    look();
    edit();
    cigo_table_free(table);
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return 0;
}
