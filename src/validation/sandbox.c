/* Nothing that a form says can write, reach a file or another table, eat the memory or never end.
 * The authorizer stays for the connection's life (a second one would expire every statement) and
 * allows by list; what it saw read is also how dependencies are found. Compilation is bounded by a
 * heap limit, because neither the authorizer nor the progress handler bounds it; running is bounded
 * by steps. */

#include "functions-priv.h"
#include "sandbox-priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

#include <cigo/db/db.h>
#include <cigo/db/memory.h>

enum {
    TICK_STEPS = 1000,
    MAX_TICKS = 1000, /* 1 M steps … */
    ROW_STEPS = 100,  /* … and as many for each row of the groups read */
    COMPILE_HEAP = 16 << 20,
    RUN_HEAP = 64 << 20,
    OWN_VARIABLES = 2000,
};

struct limit {
    int id, value;
};

static const struct limit limits[] = {
    {SQLITE_LIMIT_LENGTH, 4 << 20},     {SQLITE_LIMIT_SQL_LENGTH, 8 << 10},
    {SQLITE_LIMIT_EXPR_DEPTH, 60},      {SQLITE_LIMIT_VDBE_OP, 2000},
    {SQLITE_LIMIT_COMPOUND_SELECT, 32}, {SQLITE_LIMIT_FUNCTION_ARG, 16},
    {SQLITE_LIMIT_COLUMN, 1000},        {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 8},  {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static const struct limit own_limits[] = {
    /* one variable for each of a thousand columns */
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
    {SQLITE_LIMIT_VDBE_OP, 100000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, OWN_VARIABLES},
};

static void set_limits(sqlite3 *db, const struct limit *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sqlite3_limit(db, list[i].id, list[i].value);
}

/* ---- names ---- */

static size_t hash(const char *table, const char *column)
{
    uint64_t h = 1469598103934665603u;
    for (const char *p = table; *p; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    h = (h ^ '.') * 1099511628211u;
    for (const char *p = column; *p; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

static struct sandbox_name *slot(const struct sandbox *box, const char *table, const char *column)
{
    size_t mask = box->cap_names - 1;
    size_t i = hash(table, column) & mask;
    while (box->names[i].table &&
           (strcmp(box->names[i].table, table) != 0 || strcmp(box->names[i].column, column) != 0))
        i = (i + 1) & mask;
    return &box->names[i];
}

static void grow_names(struct sandbox *box)
{
    struct sandbox_name *old = box->names;
    size_t cap = box->cap_names;
    box->cap_names = cap ? 2 * cap : 1024;
    box->names = cigo_alloc_array(box->cap_names, sizeof *box->names);
    for (size_t i = 0; i < cap; i++) {
        if (old[i].table)
            *slot(box, old[i].table, old[i].column) = old[i];
    }
    free(old);
}

static void add_name(struct sandbox *box, struct sandbox_name added)
{
    if (2 * (box->n_names + 1) > box->cap_names)
        grow_names(box);
    struct sandbox_name *name = slot(box, added.table, added.column);
    if (!name->table)
        box->n_names++;
    *name = added;
}

void cigo_sandbox_name(struct sandbox *box, const char *table, const char *column, uint32_t owner,
                       bool copy)
{
    add_name(box, (struct sandbox_name){table, column, owner, copy, false, 0});
}

void cigo_sandbox_name_others(struct sandbox *box, const char *table, const char *column, uint32_t owner)
{
    add_name(box, (struct sandbox_name){table, column, owner, false, true, 0});
}

/* ---- the authorizer ---- */

static bool may_read(struct sandbox *box, const char *table, const char *column)
{
    if (!table)
        return false;
    if (strcmp(table, "settimane") == 0)
        return true;
    struct sandbox_name *name = slot(box, table, column ? column : "");
    if (!name->table)
        return false;
    if (name->owner != SANDBOX_NO_OWNER && name->seen != box->serial) {
        name->seen = box->serial;
        *CIGO_PUSH(box->reads, box->n_reads, box->cap_reads) =
            (struct sandbox_read){name->owner, name->copy, name->others};
    }
    return true;
}

static int authorize(void *data, int action, const char *a, const char *b, const char *schema,
                     const char *trigger)
{
    (void)trigger;
    struct sandbox *box = data;
    if (box->own || action == SQLITE_SELECT)
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION && b && cigo_sql_function_allowed(b))
        return SQLITE_OK;
    if (action == SQLITE_READ && (!schema || strcmp(schema, "main") == 0) && may_read(box, a, b))
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION)
        snprintf(box->refused, sizeof box->refused, "la funzione «%.60s» non è ammessa",
                 b ? b : "");
    else if (action == SQLITE_READ)
        snprintf(box->refused, sizeof box->refused, "«%.60s.%.60s» non si può leggere", a ? a : "",
                 b ? b : "");
    else
        snprintf(box->refused, sizeof box->refused,
                 "un'espressione può soltanto leggere i dati della domanda");
    return SQLITE_DENY;
}

/* ---- running ---- */

void cigo_sandbox_look(const struct sandbox *box)
{
    if (box->look)
        box->look(box->look_data);
}

static int tick(void *data)
{
    struct sandbox *box = data;
    cigo_sandbox_look(box);
    if (!box->armed)
        return 0;
    if (++box->ticks > box->max_ticks)
        box->stop = SANDBOX_STEPS;
    else if (cigo_db_memory_used() - box->memory_base > RUN_HEAP)
        box->stop = SANDBOX_MEMORY;
    return box->stop != SANDBOX_RUNNING;
}

void cigo_sandbox_arm(struct sandbox *box, size_t rows)
{
    box->armed = true;
    box->ticks = 0;
    box->max_ticks = MAX_TICKS + (uint64_t)rows * ROW_STEPS / TICK_STEPS;
    box->memory_base = cigo_db_memory_used();
    box->stop = SANDBOX_RUNNING;
}

int cigo_sandbox_step(struct sandbox *box, sqlite3_stmt *stmt)
{
    box->armed = true;
    int code = sqlite3_step(stmt);
    box->armed = false;
    /* the limits of a rule end otherwise; a rule that the machine has no memory for is not unknown, and what it hides
     * or shows would be wrong */
    if ((code & 0xff) == SQLITE_NOMEM && box->stop == SANDBOX_RUNNING)
        cigo_no_memory();
    return code;
}

void cigo_sandbox_why(struct sandbox *box, int code, char *out, size_t size)
{
    const char *text = sqlite3_errmsg(box->db);
    if (box->stop == SANDBOX_STEPS)
        text = "il calcolo è troppo lungo ed è stato fermato";
    else if (box->stop == SANDBOX_MEMORY)
        text = "il calcolo chiede troppa memoria ed è stato fermato";
    else if ((code & 0xff) == SQLITE_TOOBIG)
        text = "un testo è troppo lungo";
    else if (strcmp(text, "integer overflow") == 0)
        text = "un numero è troppo grande";
    snprintf(out, size, "%s", text);
}

/* ---- opening ---- */

/* SQLite makes the virtual table's schema at first use, with writes that we would have to allow. */
static bool touch_settimane(struct sandbox *box, struct cigo_error *err)
{
    return cigo_db_exec(box->db, "SELECT lunedi, n FROM settimane(2461368, 2461368)", err);
}

static bool configure(sqlite3 *db)
{
    /* what DEFENSIVE would refuse; a journal serves a rollback, and nothing here is ever undone */
    static const char pragmas[] =
        "PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF";
    static const struct limit settings[] = {
        {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
    };
    bool ok = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL) == SQLITE_OK &&
              sqlite3_exec(db, pragmas, NULL, NULL, NULL) == SQLITE_OK;
    for (size_t i = 0; ok && i < sizeof settings / sizeof *settings; i++)
        ok = sqlite3_db_config(db, settings[i].id, settings[i].value, NULL) == SQLITE_OK;
    return ok;
}

bool cigo_sandbox_open(struct sandbox *box, const struct cigo_form *form, struct cigo_error *err)
{
    grow_names(box);
    if (!cigo_db_memory_start()) /* nothing would bound what compiling takes */
        return cigo_fail(err, CIGO_EXIT_STORAGE, "Non posso preparare le regole: SQLite era già in uso");
    if (!cigo_db_open(NULL, CIGO_DB_MEMORY, &box->db, err))
        return false;
    if (!configure(box->db))
        return cigo_db_fail(box->db, err, "Non posso preparare le regole");
    return cigo_sql_functions(box->db, form, err) && touch_settimane(box, err);
}

bool cigo_sandbox_lock(struct sandbox *box, struct cigo_error *err)
{
    set_limits(box->db, limits, sizeof limits / sizeof *limits);
    sqlite3_progress_handler(box->db, TICK_STEPS, tick, box);
    if (sqlite3_set_authorizer(box->db, authorize, box) != SQLITE_OK)
        return cigo_db_fail(box->db, err, "Non posso preparare le regole");
    return true;
}

void cigo_sandbox_finish(struct sandbox *box)
{
    sqlite3_close(box->db);
    free(box->names);
    free(box->reads);
    *box = (struct sandbox){0};
}

/* ---- compiling ---- */

bool cigo_sandbox_own(struct sandbox *box, const char *sql, sqlite3_stmt **ret_stmt,
                      struct cigo_error *err)
{
    set_limits(box->db, own_limits, sizeof own_limits / sizeof *own_limits);
    box->own = true;
    bool ok = cigo_db_prepare(box->db, sql, ret_stmt, err);
    box->own = false;
    set_limits(box->db, limits, sizeof limits / sizeof *limits);
    return ok;
}

static int prepare_once(struct sandbox *box, const char *sql, sqlite3_stmt **ret_stmt, const char **ret_tail)
{
    int64_t limit = cigo_db_memory_limit(cigo_db_memory_used() + COMPILE_HEAP);
    int code = sqlite3_prepare_v3(box->db, sql, -1, 0, ret_stmt, ret_tail);
    cigo_db_memory_limit(limit);
    return code;
}

/* "No memory" is said of an expression that exceeds a limit too, which it does each time. */
static int prepare_bounded(struct sandbox *box, const char *sql, sqlite3_stmt **ret_stmt, const char **ret_tail)
{
    int code = prepare_once(box, sql, ret_stmt, ret_tail);
    if ((code & 0xff) != SQLITE_NOMEM)
        return code;
    void *probe = cigo_alloc(COMPILE_HEAP / 16); /* or it is the machine that has none, and this says so */
    free(probe);
    return prepare_once(box, sql, ret_stmt, ret_tail);
}

static bool blank(const char *s)
{
    return s[strspn(s, " \t\r\n")] == '\0';
}

static bool refuse(struct sandbox *box, int code, struct cigo_error *err)
{
    if ((code & 0xff) == SQLITE_AUTH || ((code & 0xff) == SQLITE_ERROR && box->refused[0] != '\0'))
        return cigo_fail(err, CIGO_EXIT_USAGE, "%s", box->refused);
    if ((code & 0xff) == SQLITE_NOMEM)
        return cigo_fail(err, CIGO_EXIT_USAGE, "l'espressione è troppo grande");
    return cigo_fail(err, CIGO_EXIT_USAGE, "%s", sqlite3_errmsg(box->db));
}

bool cigo_sandbox_prepare(struct sandbox *box, const char *sql, int columns, int variables,
                          sqlite3_stmt **ret_stmt, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *tail = "";
    box->serial++;
    box->n_reads = 0;
    box->refused[0] = '\0';
    int code = prepare_bounded(box, sql, &stmt, &tail);
    if (code != SQLITE_OK)
        return refuse(box, code, err);
    if (!stmt || !blank(tail) || sqlite3_column_count(stmt) != columns ||
        sqlite3_bind_parameter_count(stmt) != variables || !sqlite3_stmt_readonly(stmt) ||
        sqlite3_stmt_isexplain(stmt)) {
        sqlite3_finalize(stmt);
        return cigo_fail(err, CIGO_EXIT_USAGE, "non è una sola espressione");
    }
    *ret_stmt = stmt;
    return true;
}
