/* Rules with a result for each row. All rows in one statement, or only those that were marked, or
 * those that share the peers of a marked row. A rule that fails for one row is unknown for all, and
 * is judged for all the next time: so a single step and a full run always agree. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

#include <cigo/db/db.h>

enum { FEW_ROWS = 32 };

/* What one row came out as. */
struct verdict {
    int64_t row;
    uint32_t places;
    struct cigo_value value; /* ROW_COMPUTED */
};

struct verdicts {
    struct verdict *items;
    size_t n, cap;
};

static struct cigo_sql_want want_of(const struct node *node)
{
    return node->computed ? cigo_want_of(node->computed)
                          : (struct cigo_sql_want){.type = CIGO_TYPE_BOOLEAN};
}

/* One result row: the id, then values unless the statement only lists the rows that are true. */
static const char *read_verdict(struct cigo_rules *rules, const struct node *node,
                                sqlite3_stmt *stmt, struct verdict *verdict)
{
    struct cigo_value values[32] = {{.storage = CIGO_NULL}};
    struct cigo_sql_want want = want_of(node);
    verdict->row = sqlite3_column_int64(stmt, 0);
    if (sqlite3_column_count(stmt) == 1)
        values[0] = (struct cigo_value){.storage = CIGO_INT, .i = 1};
    for (int i = 1; i < sqlite3_column_count(stmt) && i <= 32; i++) {
        if (!cigo_value_column(stmt, i, &values[i - 1]))
            return "un conto è andato fuori dai limiti";
        const char *wrong = cigo_value_check(&want, rules->scratch, &values[i - 1]);
        if (wrong)
            return wrong;
    }
    if (node->computed)
        verdict->value = cigo_value_keep(rules->scratch, values[0]);
    else
        verdict->places = cigo_node_places(node, values);
    return NULL;
}

static bool run(struct cigo_rules *rules, struct node *node, sqlite3_stmt *stmt,
                struct verdicts *verdicts)
{
    const char *wrong = NULL;
    int code = SQLITE_DONE;
    cigo_node_arm(rules, node);
    while (!wrong && (code = cigo_sandbox_step(&rules->box, stmt)) == SQLITE_ROW) {
        struct verdict *verdict = CIGO_PUSH(verdicts->items, verdicts->n, verdicts->cap);
        *verdict = (struct verdict){0};
        wrong = read_verdict(rules, node, stmt, verdict);
    }
    if (wrong)
        cigo_node_fail(node, wrong);
    else if (code != SQLITE_DONE)
        cigo_node_fail_code(rules, node, code);
    sqlite3_reset(stmt);
    return !wrong && code == SQLITE_DONE;
}

/* ---- taking results over ---- */

static bool write_value(struct cigo_rules *rules, struct node *node, int64_t row,
                        const struct cigo_value *value, struct cigo_error *err)
{
    if (!cigo_schema_ours(rules, node, err))
        return false;
    cigo_value_bind(node->ours, 1, value);
    sqlite3_bind_int64(node->ours, 2, row);
    if (!cigo_db_run(node->ours, err))
        return false;
    if (sqlite3_changes(rules->box.db) > 0)
        cigo_mark_readers_row(rules, node, row);
    return true;
}

static bool take(struct cigo_rules *rules, struct node *node, const struct verdict *verdict,
                 struct cigo_error *err)
{
    if (node->computed)
        return write_value(rules, node, verdict->row, &verdict->value, err);
    bool before = cigo_members_get(&node->set, verdict->row) != 0;
    cigo_members_set(&node->set, verdict->row, verdict->places);
    if (before != (verdict->places != 0))
        cigo_mark_readers_row(rules, node, verdict->row);
    return true;
}

/* The rows that are in one of the sets only. */
static void mark_difference(struct cigo_rules *rules, const struct node *node,
                            const struct members *old)
{
    size_t i = 0, k = 0;
    while (node->n_edges > 0 && (i < old->n || k < node->set.n)) {
        int64_t a = i < old->n ? old->items[i].row : INT64_MAX;
        int64_t b = k < node->set.n ? node->set.items[k].row : INT64_MAX;
        if (a != b)
            cigo_mark_readers_row(rules, node, a < b ? a : b);
        i += a <= b;
        k += b <= a;
    }
}

static void take_set(struct cigo_rules *rules, struct node *node, const struct verdicts *verdicts)
{
    struct members old = node->set;
    node->set = (struct members){0};
    for (size_t i = 0; i < verdicts->n; i++) {
        if (verdicts->items[i].places != 0)
            *CIGO_PUSH(node->set.items, node->set.n, node->set.cap) =
                (struct member){verdicts->items[i].row, verdicts->items[i].places};
    }
    cigo_members_sort(&node->set);
    mark_difference(rules, node, &old);
    free(old.items);
}

static bool take_values(struct cigo_rules *rules, struct node *node,
                        const struct verdicts *verdicts, struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    const struct cigo_value unknown = {.storage = CIGO_NULL};
    if (verdicts->n == 0) { /* failed: unknown for every row */
        for (size_t i = 0; i < mirror->n; i++) {
            if (!write_value(rules, node, mirror->ids[i], &unknown, err))
                return false;
        }
    }
    for (size_t i = 0; i < verdicts->n; i++) {
        if (!take(rules, node, &verdicts->items[i], err))
            return false;
    }
    return true;
}

static bool judge_all(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    struct verdicts verdicts = {0};
    bool ok = true;
    cigo_node_ok(node);
    if (!node->all || cigo_node_poisoned(rules, node) || !run(rules, node, node->all, &verdicts))
        verdicts.n = 0;
    if (node->computed)
        ok = take_values(rules, node, &verdicts, err);
    else
        take_set(rules, node, &verdicts);
    free(verdicts.items);
    return ok;
}

/* ---- single rows and peers ---- */

/* The rows that the bound statement gives; how many is added to *judged. *ret_failed: judge all instead. */
static bool judge_some(struct cigo_rules *rules, struct node *node, size_t *judged, bool *ret_failed,
                       struct cigo_error *err)
{
    struct verdicts verdicts = {0};
    bool ok = true;
    *ret_failed = !run(rules, node, node->one, &verdicts);
    *judged += verdicts.n;
    for (size_t i = 0; !*ret_failed && ok && i < verdicts.n; i++)
        ok = take(rules, node, &verdicts.items[i], err);
    free(verdicts.items);
    return ok;
}

bool cigo_peers_remember(struct cigo_rules *rules, struct node *node, int64_t row,
                         struct cigo_error *err)
{
    size_t n = node->alert->n_peers;
    if (node->dirty)
        return true;
    if (!cigo_schema_ours(rules, node, err))
        return false;
    sqlite3_bind_int64(node->ours, 1, row);
    bool found = sqlite3_step(node->ours) == SQLITE_ROW;
    for (size_t i = 0; found && i < n; i++) {
        struct cigo_value value;
        struct held *held = CIGO_PUSH(node->tuples.items, node->tuples.n, node->tuples.cap);
        *held = (struct held){0};
        if (cigo_value_column(node->ours, (int)i, &value))
            cigo_held_set(held, &value);
    }
    sqlite3_reset(node->ours);
    return true;
}

void cigo_peers_forget(struct node *node, size_t n)
{
    while (node->tuples.n > n)
        cigo_held_finish(&node->tuples.items[--node->tuples.n]);
}

static bool same_tuple(const struct held *a, const struct held *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct cigo_value x = cigo_held_value(&a[i]), y = cigo_held_value(&b[i]);
        if (!cigo_value_eq(&x, &y))
            return false;
    }
    return true;
}

static bool judge_tuple(struct cigo_rules *rules, struct node *node, const struct held *tuple, size_t *judged,
                        bool *ret_failed, struct cigo_error *err)
{
    for (size_t i = 0; i < node->alert->n_peers; i++) {
        struct cigo_value value = cigo_held_value(&tuple[i]);
        cigo_value_bind(node->one, (int)i + 1, &value);
    }
    return judge_some(rules, node, judged, ret_failed, err);
}

/* Each marked row's peers: those that it had, and those that it has now. Many rows may share them (all that
 * have no code yet): once is enough, and more work than judging every row is none. */
static bool judge_peers(struct cigo_rules *rules, struct node *node, bool *ret_failed,
                        struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    for (size_t i = 0; i < node->n_rows; i++) {
        if (cigo_mirror_find(mirror, node->rows[i]) < mirror->n) {
            if (!cigo_peers_remember(rules, node, node->rows[i], err))
                return false;
        } else {
            cigo_members_set(&node->set, node->rows[i], 0);
        }
    }
    size_t n = node->alert->n_peers, judged = 0;
    for (size_t i = 0; !*ret_failed && i < node->tuples.n; i += n) {
        const struct held *tuple = &node->tuples.items[i];
        if (i > 0 && same_tuple(tuple - n, tuple, n))
            continue;
        if (!judge_tuple(rules, node, tuple, &judged, ret_failed, err))
            return false;
        *ret_failed |= judged > mirror->n;
    }
    return true;
}

static bool judge_rows(struct cigo_rules *rules, struct node *node, bool *ret_failed,
                       struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    size_t judged = 0;
    for (size_t i = 0; !*ret_failed && i < node->n_rows; i++) {
        int64_t row = node->rows[i];
        if (cigo_mirror_find(mirror, row) == mirror->n) {
            cigo_members_set(&node->set, row, 0);
            continue;
        }
        sqlite3_bind_int64(node->one, 1, row);
        if (!judge_some(rules, node, &judged, ret_failed, err))
            return false;
    }
    return true;
}

bool cigo_eval_row_rule(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    bool many = node->n_rows > FEW_ROWS && node->n_rows > mirror->n / 4;
    if (node->dirty || many || node->failure || !node->all || cigo_node_poisoned(rules, node))
        return judge_all(rules, node, err);
    if (!cigo_node_one(rules, node)) /* a limit that only the other form meets: all rows, always */
        return judge_all(rules, node, err);
    bool failed = false, ok;
    if (node->alert && node->alert->n_peers > 0)
        ok = judge_peers(rules, node, &failed, err);
    else
        ok = judge_rows(rules, node, &failed, err);
    return ok && (!failed || judge_all(rules, node, err));
}
