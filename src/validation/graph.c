/* Who reads whom, taken from what the authorizer saw, and one order for everything: a wave of
 * changes is then one pass over sorted numbers. A cycle is refused with its path. */

#include "rules-priv.h"

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>

enum { MAX_PATH = 4096 };

/* One edge for each pair, and a read of other rows wins over the own row's. Edges are made reader
 * by reader, so that one to the same reader can only be the last. */
static void add_edge(struct node *from, struct node *to, bool own)
{
    struct edge *last = from->n_edges > 0 ? &from->edges[from->n_edges - 1] : NULL;
    if (last && last->to == to) {
        last->own = last->own && own;
        return;
    }
    *CIGO_PUSH(from->edges, from->n_edges, from->cap_edges) = (struct edge){to, own, false};
    *CIGO_PUSH(to->reads, to->n_reads, to->cap_reads) = from;
}

static bool is_group_data(const struct node *node)
{
    return node->type == NODE_ROWS || node->type == NODE_COLUMN || node->type == NODE_ROW_COMPUTED;
}

/* The names of a group mean the node's own row, unless the copy stood in for that. */
static bool is_own(const struct node *node, const struct node *source, bool from_copy)
{
    if (!is_group_data(source) || !cigo_node_is_rows(node) || source->group != node->group)
        return false;
    return !node->probed || from_copy;
}

void cigo_graph_read(struct cigo_rules *rules, struct node *node)
{
    const struct sandbox *box = &rules->box;
    for (size_t i = 0; i < box->n_reads; i++) {
        struct node *source = rules->nodes[box->reads[i].owner];
        bool own = !box->reads[i].others && is_own(node, source, box->reads[i].copy);
        if (own && source->type == NODE_ROWS)
            continue; /* the id of its own row */
        if (!own && is_group_data(source) && source->group == node->group &&
            cigo_node_is_rows(node))
            node->whole = true;
        add_edge(source, node, own);
    }
}

/* ---- what no expression says ---- */

/* `to` needs what `from` makes, but a change of `from` alone does not change it. */
static void add_order(struct node *from, struct node *to)
{
    *CIGO_PUSH(from->edges, from->n_edges, from->cap_edges) = (struct edge){to, false, true};
    *CIGO_PUSH(to->reads, to->n_reads, to->cap_reads) = from;
}

static void link_shown(struct cigo_rules *rules, struct node *to, size_t section,
                       struct node *visible)
{
    if (section < rules->form->n_sections && rules->sections[section])
        add_edge(rules->sections[section], to, false);
    if (visible)
        add_edge(visible, to, false);
}

static void link_group(struct cigo_rules *rules, const struct mirror *mirror)
{
    struct node *rows = mirror->rows;
    link_shown(rules, rows, mirror->group->section, mirror->visible);
    for (size_t i = 0; i < mirror->group->n_fields; i++) {
        if (mirror->column_visible[i]) { /* new rows are inserted without it */
            add_edge(rows, mirror->columns[i], true);
            add_edge(rows, mirror->column_visible[i], true);
            add_edge(mirror->column_visible[i], mirror->columns[i], true);
        } else {
            add_order(rows, mirror->columns[i]);
        }
        if (mirror->column_required[i])
            add_edge(rows, mirror->column_required[i], true);
    }
    for (size_t i = 0; i < mirror->group->n_computed; i++)
        add_edge(rows, mirror->computed[i], true);
}

static void link_all(struct cigo_rules *rules)
{
    const struct cigo_form *form = rules->form;
    for (size_t i = 0; i < rules->n_nodes; i++) {
        if (rules->nodes[i]->twin)
            add_edge(rules->nodes[i]->twin, rules->nodes[i], false);
    }
    for (size_t i = 0; i < form->n_fields; i++)
        link_shown(rules, rules->fields[i], form->fields[i].section, rules->field_visible[i]);
    for (size_t i = 0; i < form->n_groups; i++)
        link_group(rules, &rules->mirrors[i]);
    for (size_t i = 0; i < form->n_params; i++) {
        add_edge(rules->today, rules->params[i], false);
        if (rules->periodo_dal)
            add_edge(rules->fields[rules->periodo_dal->index], rules->params[i], false);
    }
    for (size_t i = 0; i < form->n_alerts; i++) {
        struct node *node = rules->alerts[i];
        if (!node->group)
            continue;
        const struct mirror *mirror = &rules->mirrors[node->group->index];
        add_edge(mirror->rows, node, true);
        for (size_t k = 0; k < node->alert->n_peers; k++)
            add_edge(mirror->columns[node->alert->peers[k]->index], node, false);
    }
}

/* ---- order ---- */

static const uint32_t unranked = UINT32_MAX;

static void place(struct cigo_rules *rules, struct node *node, size_t *n)
{
    node->rank = (uint32_t)*n;
    rules->order[(*n)++] = node;
}

/* Rank what waits for nothing, in the order of the form, then what that sets free. */
static void rank_free(struct cigo_rules *rules, size_t *n, size_t *done)
{
    for (; *done < *n; (*done)++) {
        const struct node *node = rules->order[*done];
        for (size_t i = 0; i < node->n_edges; i++) {
            struct node *to = node->edges[i].to;
            if (to->rank == unranked && --to->n_before == 0)
                place(rules, to, n);
        }
    }
}

static struct node *unranked_read(const struct node *node)
{
    for (size_t i = 0; i < node->n_reads; i++) {
        if (node->reads[i]->rank == unranked)
            return node->reads[i];
    }
    return NULL;
}

/* Every unranked node reads one: following them backwards must come round. The path is told as "a
 * reads b", and the cycle is broken at its first node, so that the next cycle is found too. */
static struct node *report_cycle(struct cigo_rules *rules, struct node *start)
{
    struct node *node = start;
    for (size_t i = 0; i < rules->n_nodes; i++)
        node = unranked_read(node);
    struct node *first = node, *on = node;
    do { /* begin with the node that comes first in the form, among those with a text */
        if (on->n_sql > 0 && (first->n_sql == 0 || on->index < first->index))
            first = on;
        on = unranked_read(on);
    } while (on != node);
    struct cigo_buf path;
    cigo_buf_init(&path, MAX_PATH);
    node = first;
    do {
        cigo_buf_printf(&path, "%s ← ", cigo_node_name(rules, node));
        node = unranked_read(node);
    } while (node != first);
    cigo_buf_puts(&path, cigo_node_name(rules, first));
    cigo_problem(rules->problems, first->pos, "le regole girano in tondo: %s", path.p);
    cigo_buf_finish(&path);
    return first;
}

void cigo_graph_order(struct cigo_rules *rules)
{
    size_t n = 0, done = 0;
    link_all(rules);
    rules->order = cigo_arena_alloc(rules->arena, (rules->n_nodes + 1) * sizeof *rules->order);
    rules->todo = cigo_arena_alloc(rules->arena, (rules->n_nodes / 64 + 1) * sizeof *rules->todo);
    for (size_t i = 0; i < rules->n_nodes; i++) {
        rules->nodes[i]->rank = unranked;
        rules->nodes[i]->n_before = (uint32_t)rules->nodes[i]->n_reads;
    }
    for (size_t i = 0; i < rules->n_nodes; i++) {
        if (rules->nodes[i]->n_reads == 0)
            place(rules, rules->nodes[i], &n);
    }
    rank_free(rules, &n, &done);
    for (size_t i = 0; i < rules->n_nodes && n < rules->n_nodes; i++) {
        if (rules->nodes[i]->rank == unranked) {
            place(rules, report_cycle(rules, rules->nodes[i]), &n);
            rank_free(rules, &n, &done);
            i = 0;
        }
    }
}
