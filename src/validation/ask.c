/* Questions that a document asks: conditions and queries outside the graph of the rules. They pass the same
 * checker and the same sandbox; each is compiled when it is asked and not kept. */

#include "rules-priv.h"

#include <stdlib.h>

enum { MAX_SQL = 128 << 10, MAX_TEXT = 1 << 20, MAX_ASKED = 16 };

static bool prepare_condition(struct cigo_rules *rules, const struct cigo_expr *when, sqlite3_stmt **ret_stmt,
                              struct cigo_error *err)
{
    struct cigo_sql_scope scope = {rules->form, NULL, false, SIZE_MAX};
    struct cigo_sql_want boolean = {.type = CIGO_TYPE_BOOLEAN}, found;
    struct cigo_buf text, sql;
    cigo_buf_init(&text, MAX_SQL);
    cigo_buf_init(&sql, MAX_SQL);
    bool ok = cigo_sql_check(&scope, when, &boolean, &found, &text, rules->problems);
    if (ok) {
        cigo_buf_printf(&sql, "SELECT (\n%s\n) FROM domanda CROSS JOIN param CROSS JOIN testi", text.p);
        ok = cigo_sandbox_prepare(&rules->box, sql.p, 1, 0, ret_stmt, err);
    }
    cigo_buf_finish(&text);
    cigo_buf_finish(&sql);
    return ok;
}

static bool prepare_query(struct cigo_rules *rules, const struct cigo_view *query, sqlite3_stmt **ret_stmt,
                          struct cigo_error *err)
{
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    bool ok = cigo_sql_check_view(rules->form, query, &sql, rules->problems) &&
              cigo_sandbox_prepare(&rules->box, sql.p, (int)query->n_columns, 0, ret_stmt, err);
    cigo_buf_finish(&sql);
    return ok;
}

/* A document that was checked has no problems: what comes here is dropped. */
static void unwatched(struct cigo_rules *rules, struct cigo_problems *problems)
{
    cigo_arena_reset(rules->scratch);
    cigo_problems_init(problems, rules->scratch);
    rules->problems = problems;
}

static void watched(struct cigo_rules *rules, struct cigo_problems *problems)
{
    rules->problems = NULL;
    cigo_problems_finish(problems);
}

static size_t all_rows(const struct cigo_rules *rules)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->form->n_groups; i++)
        n += cigo_mirror_n(rules, &rules->mirrors[i]);
    return n;
}

bool cigo_rules_holds(struct cigo_rules *rules, const struct cigo_expr *when)
{
    struct cigo_problems problems;
    struct cigo_value value = {.storage = CIGO_NULL};
    struct cigo_error err;
    sqlite3_stmt *stmt = NULL;
    if (!when->text)
        return true;
    unwatched(rules, &problems);
    if (prepare_condition(rules, when, &stmt, &err)) {
        cigo_sandbox_arm(&rules->box, all_rows(rules));
        if (cigo_sandbox_step(&rules->box, stmt) != SQLITE_ROW || !cigo_value_column(stmt, 0, &value))
            value.storage = CIGO_NULL;
    }
    bool holds = value.storage == CIGO_INT && value.i == 1;
    sqlite3_finalize(stmt);
    watched(rules, &problems);
    return holds;
}

/* The row that the statement stands on, as texts. */
static bool row_texts(const struct cigo_view *query, sqlite3_stmt *stmt, struct cigo_buf *texts)
{
    for (size_t i = 0; i < query->n_columns; i++) {
        struct cigo_sql_want type = {query->types[i], query->places[i], query->choices[i], false};
        struct cigo_value value;
        cigo_buf_clear(&texts[i]);
        if (!cigo_value_column(stmt, (int)i, &value))
            return false;
        if (value.storage != CIGO_NULL)
            cigo_texts_put(&type, &value, &texts[i]);
    }
    return true;
}

static int each_row(struct cigo_rules *rules, const struct cigo_view *query, sqlite3_stmt *stmt,
                    void (*each)(void *data, const char *const *texts), void *data)
{
    struct cigo_buf texts[MAX_ASKED];
    const char *cells[MAX_ASKED];
    int code;
    for (size_t i = 0; i < query->n_columns; i++)
        cigo_buf_init(&texts[i], MAX_TEXT);
    while ((code = cigo_sandbox_step(&rules->box, stmt)) == SQLITE_ROW && row_texts(query, stmt, texts)) {
        for (size_t i = 0; i < query->n_columns; i++)
            cells[i] = texts[i].p;
        each(data, cells);
    }
    for (size_t i = 0; i < query->n_columns; i++)
        cigo_buf_finish(&texts[i]);
    return code;
}

bool cigo_rules_query(struct cigo_rules *rules, const struct cigo_view *query,
                      void (*each)(void *data, const char *const *texts), void *data,
                      struct cigo_error *err)
{
    struct cigo_problems problems;
    sqlite3_stmt *stmt = NULL;
    char why[160];
    if (query->n_columns > MAX_ASKED)
        return cigo_fail(err, CIGO_EXIT_USAGE, "«%s»: le colonne sono troppe.", query->id);
    unwatched(rules, &problems);
    bool ok = prepare_query(rules, query, &stmt, err);
    if (!ok && problems.n)
        cigo_fail(err, CIGO_EXIT_USAGE, "«%s»: %s", query->id, problems.items[0].text);
    watched(rules, &problems);
    if (!ok)
        return false;
    cigo_sandbox_arm(&rules->box, all_rows(rules));
    int code = each_row(rules, query, stmt, each, data);
    if (code != SQLITE_DONE) {
        cigo_sandbox_why(&rules->box, code, why, sizeof why);
        ok = cigo_fail(err, CIGO_EXIT_STORAGE, "«%s»: %s.", query->id, why);
    }
    sqlite3_finalize(stmt);
    return ok;
}

/* ---- checking ---- */

static void refused(struct cigo_rules *rules, const struct cigo_expr *expr, const char *id, size_t before,
                    const struct cigo_error *err)
{
    if (rules->problems->n == before)
        cigo_problem(rules->problems, expr->pos, "«%s»: %s", id, err->text);
}

static void check_block(struct cigo_rules *rules, const char *id, const struct cigo_doc_block *block)
{
    sqlite3_stmt *stmt = NULL;
    struct cigo_error err = {0};
    size_t before = rules->problems->n;
    if (block->when.text && !prepare_condition(rules, &block->when, &stmt, &err))
        refused(rules, &block->when, id, before, &err);
    sqlite3_finalize(stmt);
    stmt = NULL;
    before = rules->problems->n;
    if (block->type == CIGO_DOC_QUERY && !prepare_query(rules, &block->query, &stmt, &err))
        refused(rules, &block->query.query, id, before, &err);
    sqlite3_finalize(stmt);
    cigo_text_check(rules, id, NULL, &block->text);
}

bool cigo_rules_check_documents(const struct cigo_form *form, const struct cigo_documents *documents,
                                struct cigo_problems *problems)
{
    size_t before = problems->n;
    struct cigo_error err = {0};
    struct cigo_rules *rules = cigo_rules_prepare(form, problems, false, &err);
    if (!rules)
        cigo_problem(problems, (struct cigo_pos){form->dir, 0, 0}, "%s", err.text);
    for (size_t d = 0; rules && d < documents->n; d++) {
        const struct cigo_doc *doc = &documents->items[d];
        cigo_text_check(rules, doc->id, NULL, &doc->title);
        cigo_text_check(rules, doc->id, NULL, &doc->subject);
        for (size_t b = 0; b < doc->n_blocks; b++)
            check_block(rules, doc->id, &doc->blocks[b]);
    }
    cigo_rules_free(rules);
    return problems->n == before;
}
