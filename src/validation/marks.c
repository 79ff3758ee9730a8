/* What must be judged again. A node is dirty as a whole or for some rows; a bit for each place in
 * the order says that there is anything to do. Marking never evaluates, so it is cheap while
 * typing. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

static void set_bit(struct cigo_rules *rules, const struct node *node)
{
    rules->todo[node->rank / 64] |= UINT64_C(1) << node->rank % 64;
}

void cigo_mark(struct cigo_rules *rules, struct node *node)
{
    node->dirty = true;
    set_bit(rules, node);
}

void cigo_mark_row(struct cigo_rules *rules, struct node *node, int64_t row)
{
    if (!node->dirty && (node->n_rows == 0 || node->rows[node->n_rows - 1] != row))
        *CIGO_PUSH(node->rows, node->n_rows, node->cap_rows) = row;
    set_bit(rules, node);
}

static bool has_peers(const struct node *node)
{
    return node->alert && node->alert->n_peers > 0;
}

/* Rows that are judged together are those that share the values of some columns: when one of these changes, or
 * a row comes or goes, nobody knows any more with whom it was; else only the row's peers are judged. */
static bool only_peers(const struct node *node, const struct node *source)
{
    bool peers = has_peers(node) && source->type != NODE_ROWS;
    for (size_t i = 0; peers && i < node->alert->n_peers; i++)
        peers = node->alert->peers[i] != source->field || source->type != NODE_COLUMN;
    return peers;
}

void cigo_mark_readers(struct cigo_rules *rules, const struct node *node)
{
    for (size_t i = 0; i < node->n_edges; i++) {
        if (!node->edges[i].order)
            cigo_mark(rules, node->edges[i].to);
    }
}

void cigo_mark_readers_row(struct cigo_rules *rules, const struct node *node, int64_t row)
{
    for (size_t i = 0; i < node->n_edges; i++) {
        struct node *to = node->edges[i].to;
        if (node->edges[i].order)
            continue;
        bool same = cigo_node_is_rows(to) && to->group == node->group;
        if (same && (only_peers(to, node) || (node->edges[i].own && !to->whole && !has_peers(to))))
            cigo_mark_row(rules, to, row);
        else
            cigo_mark(rules, to);
    }
}

void cigo_mark_group(struct cigo_rules *rules, const struct mirror *mirror)
{
    cigo_mark_readers(rules, mirror->rows);
    for (size_t i = 0; i < mirror->group->n_fields; i++)
        cigo_mark_readers(rules, mirror->columns[i]);
    for (size_t i = 0; i < mirror->group->n_computed; i++)
        cigo_mark_readers(rules, mirror->computed[i]);
}

void cigo_mark_group_row(struct cigo_rules *rules, const struct mirror *mirror, int64_t row)
{
    cigo_mark_readers_row(rules, mirror->rows, row);
    for (size_t i = 0; i < mirror->group->n_fields; i++)
        cigo_mark_readers_row(rules, mirror->columns[i], row);
    for (size_t i = 0; i < mirror->group->n_computed; i++)
        cigo_mark_readers_row(rules, mirror->computed[i], row);
}

static int by_row(const void *va, const void *vb)
{
    int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;
    return a < b ? -1 : a > b;
}

void cigo_mark_sort(struct node *node)
{
    if (node->n_rows < 2)
        return;
    qsort(node->rows, node->n_rows, sizeof *node->rows, by_row);
    size_t n = 1;
    for (size_t i = 1; i < node->n_rows; i++) {
        if (node->rows[i] != node->rows[n - 1])
            node->rows[n++] = node->rows[i];
    }
    node->n_rows = n;
}
