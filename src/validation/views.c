/* A view's rows are computed once and kept: for the pictures, and for the rules that read them as a table
 * (view_table.c). Rows that are the same as the last ones stop the wave. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { MAX_BYTES = 64 << 20 };

struct filled {
    struct cigo_value *values;
    size_t n, cap; /* values */
    size_t bytes;
    struct cigo_arena *arena;
};

static const char *take_row(struct cigo_rules *rules, const struct node *node,
                            struct filled *filled)
{
    const struct cigo_view *view = node->view;
    for (size_t i = 0; i < view->n_columns; i++) {
        struct cigo_sql_want want = {view->types[i], view->places ? view->places[i] : 0,
                                     view->choices ? view->choices[i] : NULL, false};
        struct cigo_value value;
        if (!cigo_value_column(node->all, (int)i, &value))
            return "un conto è andato fuori dai limiti";
        const char *wrong = cigo_value_check(&want, rules->scratch, &value);
        if (wrong)
            return wrong;
        filled->bytes += sizeof value + value.s.n;
        if (filled->bytes > MAX_BYTES)
            return "le righe sono troppe";
        *CIGO_PUSH(filled->values, filled->n, filled->cap) = cigo_value_keep(filled->arena, value);
    }
    return NULL;
}

static void fill(struct cigo_rules *rules, struct node *node, struct filled *filled)
{
    const char *wrong = NULL;
    int code = SQLITE_DONE;
    cigo_node_ok(node);
    if (node->all && !cigo_node_poisoned(rules, node)) {
        cigo_node_arm(rules, node);
        while (!wrong && (code = cigo_sandbox_step(&rules->box, node->all)) == SQLITE_ROW)
            wrong = take_row(rules, node, filled);
    }
    if (wrong)
        cigo_node_fail(node, wrong);
    else if (code != SQLITE_DONE)
        cigo_node_fail_code(rules, node, code);
    sqlite3_reset(node->all);
    if (node->failure)
        filled->n = 0;
}

static bool same(const struct node *node, const struct filled *filled)
{
    if (node->n_table * node->view->n_columns != filled->n)
        return false;
    for (size_t i = 0; i < filled->n; i++) {
        if (!cigo_value_eq(&node->table[i], &filled->values[i]))
            return false;
    }
    return true;
}

/* Take over the rows: the array moves into the arena, so that they go together. */
static void take(struct node *node, const struct filled *filled)
{
    size_t size = filled->n * sizeof *filled->values;
    node->table = cigo_arena_alloc(filled->arena, size + 1);
    if (size > 0)
        memcpy(node->table, filled->values, size);
    node->n_table = filled->n / (node->view->n_columns ? node->view->n_columns : 1);
    cigo_arena_free(node->table_arena);
    node->table_arena = filled->arena;
    cigo_view_sort(node);
}

void cigo_eval_view(struct cigo_rules *rules, struct node *node)
{
    struct filled filled = {.arena = cigo_arena_new()};
    fill(rules, node, &filled);
    bool lost = node->failure || cigo_node_poisoned(rules, node);
    if (lost != node->lost) {
        node->lost = lost;
        rules->n_lost_views += lost ? 1 : (size_t)-1;
        cigo_mark_readers(rules, node);
    }
    if (same(node, &filled)) {
        cigo_arena_free(filled.arena);
    } else {
        cigo_mark_readers(rules, node);
        take(node, &filled);
    }
    free(filled.values);
}

void cigo_rules_view_each(struct cigo_rules *rules, const struct cigo_view *view,
                          void (*each)(void *data, const struct cigo_value *columns), void *data)
{
    const struct node *node = rules->views[view->index];
    for (size_t row = 0; row < node->n_table; row++)
        each(data, &node->table[row * view->n_columns]);
}
