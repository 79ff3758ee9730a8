/* Rules with a result for each row. All rows in one statement, of those that are the same to it only one; or only
 * those that were marked, or those that share the peers of a marked row. A rule that fails for one row is unknown for all, and
 * is judged for all the next time: so a single step and a full run always agree. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { FEW_ROWS = 32 };

/* What one row came out as, or a class of rows. */
struct verdict {
    int64_t row; /* or class */
    uint32_t places;
    struct cigo_value value; /* ROW_COMPUTED */
};

/* Of a condition judged by classes only the places are kept, four bytes for each: every class may be one row. */
struct verdicts {
    struct verdict *items;
    size_t n, cap;
    uint32_t *places; /* by class; NULL = none is true */
};

static void finish(struct verdicts *verdicts)
{
    free(verdicts->items);
    free(verdicts->places);
}

static struct cigo_sql_want want_of(const struct node *node)
{
    return node->computed ? cigo_want_of(node->computed)
                          : (struct cigo_sql_want){.type = CIGO_TYPE_BOOLEAN};
}

/* One result row: the id or class, then values unless the statement only lists the rows that are true. */
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

static void keep(const struct cigo_rules *rules, const struct node *node, sqlite3_stmt *stmt,
                 const struct verdict *verdict, struct verdicts *verdicts)
{
    if (node->computed || node->window || stmt != node->all) {
        *CIGO_PUSH(verdicts->items, verdicts->n, verdicts->cap) = *verdict;
        return;
    }
    if (!verdicts->places)
        verdicts->places = cigo_alloc_array(rules->mirrors[node->group->index].told->n, sizeof *verdicts->places);
    verdicts->places[verdict->row] = verdict->places;
}

static bool run(struct cigo_rules *rules, struct node *node, sqlite3_stmt *stmt,
                struct verdicts *verdicts)
{
    const char *wrong = NULL;
    int code = SQLITE_DONE;
    cigo_node_arm(rules, node);
    while (!wrong && (code = cigo_sandbox_step(&rules->box, stmt)) == SQLITE_ROW) {
        struct verdict verdict = {0};
        wrong = read_verdict(rules, node, stmt, &verdict);
        keep(rules, node, stmt, &verdict, verdicts);
    }
    if (wrong)
        cigo_node_fail(node, wrong);
    else if (code != SQLITE_DONE)
        cigo_node_fail_code(rules, node, code);
    sqlite3_reset(stmt);
    return !wrong && code == SQLITE_DONE;
}

/* ---- taking results over ---- */

static void take(struct cigo_rules *rules, struct node *node, const struct verdict *verdict)
{
    bool changed;
    if (node->computed) {
        changed = cigo_row_value_set(node, verdict->row, &verdict->value);
    } else {
        changed = (cigo_members_get(&node->set, verdict->row) != 0) != (verdict->places != 0);
        cigo_members_set(&node->set, verdict->row, verdict->places);
    }
    if (changed)
        cigo_mark_readers_row(rules, node, verdict->row);
}

/* A row that is not in its table any more has no result. */
static void forget(struct node *node, int64_t row)
{
    const struct cigo_value unknown = {.storage = CIGO_NULL};
    cigo_members_set(&node->set, row, 0);
    cigo_row_value_set(node, row, &unknown);
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

static void add_member(struct members *set, int64_t row, uint32_t places)
{
    if (places != 0)
        *CIGO_PUSH(set->items, set->n, set->cap) = (struct member){row, places};
}

/* A verdict for each class becomes one for each of its rows. */
static void add_classes(const struct cigo_rules *rules, const struct mirror *mirror, const uint32_t *places,
                        struct members *set)
{
    const struct row_classes *classes = mirror->told;
    const struct cigo_row *rows = rules->answers->groups[mirror->group->index].items;
    size_t n = 0;
    for (size_t i = 0; i < classes->n; i++)
        if (places[i] != 0)
            n += classes->each ? 1 : classes->items[i].count;
    set->cap = n;
    set->items = cigo_realloc_array(NULL, n + 1, sizeof *set->items);
    for (size_t at = 0; set->n < n; at++)
        add_member(set, rows[at].id, places[cigo_row_class_of(classes, at)]);
}

static void take_set(struct cigo_rules *rules, struct node *node, const struct verdicts *verdicts)
{
    struct members old = node->set;
    node->set = (struct members){0};
    if (verdicts->places)
        add_classes(rules, &rules->mirrors[node->group->index], verdicts->places, &node->set);
    for (size_t i = 0; i < verdicts->n; i++)
        add_member(&node->set, verdicts->items[i].row, verdicts->items[i].places);
    cigo_members_sort(&node->set);
    mark_difference(rules, node, &old);
    free(old.items);
}

/* The row's value; all classes have one. */
static void take_value(struct cigo_rules *rules, struct node *node, const struct verdicts *verdicts, size_t at)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    const struct row_classes *classes = mirror->told;
    struct verdict verdict = verdicts->items[cigo_row_class_of(classes, at)];
    verdict.row = rules->answers->groups[mirror->group->index].items[at].id;
    take(rules, node, &verdict);
}

/* No verdicts: it failed, and is unknown for every row. */
static void take_values(struct cigo_rules *rules, struct node *node, const struct verdicts *verdicts)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    const struct cigo_value unknown = {.storage = CIGO_NULL};
    for (size_t i = node->n_row_values; i-- > 0;) {
        int64_t row = node->row_values[i].row;
        bool there = cigo_mirror_find(rules, mirror, row) < cigo_mirror_n(rules, mirror);
        if (there && verdicts->n > 0)
            continue;
        cigo_row_value_set(node, row, &unknown);
        if (there)
            cigo_mark_readers_row(rules, node, row);
    }
    size_t n = verdicts->n > 0 ? cigo_mirror_n(rules, mirror) : 0;
    for (size_t i = 0; i < n && !node->window; i++)
        take_value(rules, node, verdicts, i);
    for (size_t i = 0; node->window && i < verdicts->n; i++)
        take(rules, node, &verdicts->items[i]);
}

static void judge_all(struct cigo_rules *rules, struct node *node)
{
    struct verdicts verdicts = {0};
    cigo_node_ok(node);
    if (!node->all || cigo_node_poisoned(rules, node) || !run(rules, node, node->all, &verdicts)) {
        finish(&verdicts);
        verdicts = (struct verdicts){0};
    }
    if (node->computed)
        take_values(rules, node, &verdicts);
    else
        take_set(rules, node, &verdicts);
    finish(&verdicts);
}

/* ---- single rows and peers ---- */

/* The rows that the bound statement gives; how many is added to *judged. false: judge all instead. */
static bool judge_some(struct cigo_rules *rules, struct node *node, size_t *judged)
{
    struct verdicts verdicts = {0};
    bool ok = run(rules, node, node->one, &verdicts);
    *judged += verdicts.n;
    for (size_t i = 0; ok && i < verdicts.n; i++)
        take(rules, node, &verdicts.items[i]);
    finish(&verdicts);
    return ok;
}

/* What the statement for some rows asks for: the row, or all that share its peers. */
static void bind_row(struct cigo_rules *rules, const struct node *node, size_t position, int64_t row)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    size_t n_peers = node->alert ? node->alert->n_peers : 0;
    if (n_peers == 0)
        sqlite3_bind_int64(node->one, 1, row);
    for (size_t i = 0; i < n_peers; i++) {
        struct cigo_value value = cigo_mirror_value(rules, mirror, position, node->alert->peers[i]->index);
        cigo_value_bind(node->one, (int)i + 1, &value);
    }
}

/* Many rows may share their peers (all that have no code yet): more work than judging every row is none. */
static bool judge_rows(struct cigo_rules *rules, struct node *node)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    size_t n = cigo_mirror_n(rules, mirror), judged = 0;
    for (size_t i = 0; i < node->n_rows; i++) {
        int64_t row = node->rows[i];
        size_t position = cigo_mirror_find(rules, mirror, row);
        if (position == n) {
            forget(node, row);
            continue;
        }
        bind_row(rules, node, position, row);
        if (judged > n || !judge_some(rules, node, &judged))
            return false;
    }
    return true;
}

void cigo_eval_row_rule(struct cigo_rules *rules, struct node *node)
{
    size_t n = cigo_mirror_n(rules, &rules->mirrors[node->group->index]);
    bool many = node->n_rows > FEW_ROWS && node->n_rows > n / 4;
    /* without `one` it meets a limit that only this form has: all rows, always */
    if (node->dirty || many || node->failure || !node->all || cigo_node_poisoned(rules, node) ||
        !cigo_node_one(rules, node) || !judge_rows(rules, node))
        judge_all(rules, node);
    if (node->computed) { /* a column of the table is another now */
        struct mirror *mirror = &rules->mirrors[node->group->index];
        size_t index = (size_t)(node->computed - node->group->computed);
        cigo_row_classes_drop(mirror, cigo_mirror_bits(mirror, COLUMN_COMPUTED, index));
    }
}
