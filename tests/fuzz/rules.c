/* Rules. The first byte says where the rest stands: as a rule of the small form, checked, compiled and evaluated over
 * a small case; or past the checker, as raw SQL in the sandbox. It is refused with a reason, or it gives results;
 * it never writes, never reads what it may not, and neither its time nor its memory grows without bound. */

#include "fuzz.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include "folder.h"
#include "sandbox-priv.h"

enum { TODAY = 20780, ROOM = 16 << 20, MAX_TEXT = 4 << 10, MEMORY = 160 << 20, MAX_STEPS = 10000 };
static const char secret[] = "non si deve leggere";

static struct cigo_form *form;
static struct sandbox box;

/* ---- what there is ---- */

static void load_form(void)
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
    FUZZ_CHECK(form != NULL && cigo_rules_check(form, &problems));
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

static void open_box(void)
{
    static const char *const names[][2] = {{"domanda", ""}, {"domanda", "a"}, {"domanda", "t"}, {"g", ""}, {"g", "n"}};
    struct cigo_error err;
    char *sql = sqlite3_mprintf("CREATE TABLE domanda (_id INTEGER PRIMARY KEY, a INTEGER, t TEXT);"
                                "INSERT INTO domanda VALUES (1, 1, 'x');"
                                "CREATE TABLE g (_riga INTEGER PRIMARY KEY, n INTEGER);"
                                "INSERT INTO g VALUES (1, 1), (2, NULL), (3, 2);"
                                "CREATE TABLE segreta (s TEXT); INSERT INTO segreta VALUES (%Q)",
                                secret);
    FUZZ_CHECK(cigo_sandbox_open(&box, form, &err));
    FUZZ_CHECK(sqlite3_exec(box.db, sql, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_free(sql);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cigo_sandbox_name(&box, names[i][0], names[i][1], (uint32_t)i, false);
    FUZZ_CHECK(cigo_sandbox_lock(&box, &err));
}

static void close_all(void)
{
    cigo_sandbox_finish(&box);
    cigo_form_free(form);
}

void fuzz_setup(void)
{
    load_form();
    open_box();
    atexit(close_all);
}

/* ---- raw SQL ---- */

static void fuzz_raw(const char *sql)
{
    sqlite3_stmt *stmt;
    struct cigo_error err = {0};
    int before = sqlite3_total_changes(box.db), code = SQLITE_ROW;
    if (!cigo_sandbox_prepare(&box, sql, 1, 0, &stmt, &err)) {
        FUZZ_CHECK(err.text[0] != '\0');
        return;
    }
    cigo_sandbox_arm(&box, 3);
    for (int i = 0; i < MAX_STEPS && (code = cigo_sandbox_step(&box, stmt)) == SQLITE_ROW; i++) {
        const unsigned char *text = sqlite3_column_text(stmt, 0);
        FUZZ_CHECK(!text || !strstr((const char *)text, secret));
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        cigo_sandbox_why(&box, code, err.text, sizeof err.text);
        FUZZ_CHECK(err.text[0] != '\0');
    }
    sqlite3_finalize(stmt);
    FUZZ_CHECK(sqlite3_total_changes(box.db) == before && sqlite3_get_autocommit(box.db));
}

/* ---- a rule of the form ---- */

static void put(struct cigo_session *session, const char *field, const char *text)
{
    struct cigo_place place = {.field = cigo_form_field(form, cigo_str_of(field))};
    cigo_session_load_text(session, place, cigo_str_of(text));
}

static void put_rows(struct cigo_session *session)
{
    static const char *const texts[][4] = {
        {"RSSMRA80A01H501U", "Rossi", "02/11/2026", "6"}, {"", "Bianchi", "", "4,5"}, {"x", "", "31/12/2026", ""}};
    const struct cigo_group *group = &form->groups[0];
    FUZZ_CHECK(group->n_fields == 4);
    for (size_t r = 0; r < 3; r++) {
        struct cigo_str row[4];
        for (size_t c = 0; c < 4; c++)
            row[c] = cigo_str_of(texts[r][c]);
        cigo_session_load_full_row(session, group, 0, row);
    }
}

static void judge(void)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_error err = {0};
    struct cigo_buf out;
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    FUZZ_CHECK(session != NULL);
    cigo_session_load_begin(session);
    put(session, "dal", "02/11/2026");
    put(session, "causale", "altro");
    put(session, "alle", "17:30");
    put(session, "capi", "12");
    put(session, "modo", "ora; zero");
    put(session, "relazione", "La sosta invernale.");
    put_rows(session);
    FUZZ_CHECK(cigo_session_load_end(session, &err));
    cigo_buf_init(&out, ROOM);
    cigo_check_json(session, NULL, &out);
    FUZZ_CHECK(out.n > 0);
    cigo_buf_finish(&out);
    cigo_session_free(session);
}

static void check(void)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_buf said;
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&said, ROOM);
    bool ok = cigo_rules_check(form, &problems);
    FUZZ_CHECK(ok == (problems.n == 0));
    cigo_problems_print(&problems, &said);
    if (ok)
        judge();
    cigo_buf_finish(&said);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

/* The i-th place of the form where an expression stands; NULL after the last. */
static struct cigo_expr *place_of(size_t i)
{
    struct cigo_group *group = &form->groups[0];
    struct cigo_expr *const singles[] = {&form->fields[1].visible, &form->fields[1].required_if,
                                         &form->sections[0].visible, &group->visible, &group->fields[1].visible,
                                         &group->fields[1].required_if, &form->views[0].query};
    enum { SINGLES = sizeof singles / sizeof *singles };
    if (i < SINGLES)
        return singles[i];
    i -= SINGLES;
    if (i < form->n_computed)
        return &form->computed[i].value;
    i -= form->n_computed;
    if (i < group->n_computed)
        return &group->computed[i].value;
    i -= group->n_computed;
    return i < form->n_alerts ? &form->alerts[i].when : NULL;
}

void fuzz_input(struct cigo_str input)
{
    if (input.n < 2 || input.n > MAX_TEXT)
        return;
    char *text = cigo_str_dup((struct cigo_str){input.p + 1, input.n - 1});
    struct cigo_expr *expr = place_of((unsigned char)input.p[0] % 32);
    sqlite3_memory_highwater(1);
    if (expr) {
        struct cigo_expr before = *expr;
        *expr = (struct cigo_expr){.text = text, .pos = {"regola", 1, 1}};
        check();
        *expr = before;
    } else {
        fuzz_raw(text);
    }
    FUZZ_CHECK(sqlite3_memory_highwater(0) < MEMORY);
    free(text);
}
