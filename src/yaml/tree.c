/* The tree of a file while it grows, for both readers. */

#include "yaml-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

bool cigo_yaml_tree_wants_key(const struct cigo_yaml_tree *tree)
{
    if (tree->n_frames == 0)
        return false;
    const struct cigo_yaml_frame *top = &tree->frames[tree->n_frames - 1];
    return top->node->type == CIGO_YAML_MAP && !top->key;
}

void cigo_yaml_tree_key(struct cigo_yaml_tree *tree, const char *key, struct cigo_pos pos)
{
    struct cigo_yaml_frame *top = &tree->frames[tree->n_frames - 1];
    top->key = key;
    top->key_pos = pos;
}

struct cigo_yaml_node *cigo_yaml_tree_add(struct cigo_yaml_tree *tree, enum cigo_yaml_type type,
                                          struct cigo_pos pos)
{
    struct cigo_yaml_node *node = cigo_arena_alloc(tree->arena, sizeof *node);
    node->type = type;
    node->pos = pos;
    if (tree->n_frames == 0) {
        tree->root = node;
        return node;
    }
    struct cigo_yaml_frame *top = &tree->frames[tree->n_frames - 1];
    node->key = top->key;
    node->key_pos = top->key_pos;
    top->key = NULL;
    *CIGO_PUSH(tree->stack, tree->n_stack, tree->cap_stack) = node;
    return node;
}

void cigo_yaml_tree_open(struct cigo_yaml_tree *tree, enum cigo_yaml_type type, struct cigo_pos pos)
{
    struct cigo_yaml_node *node = cigo_yaml_tree_add(tree, type, pos);
    *CIGO_PUSH(tree->frames, tree->n_frames, tree->cap_frames) =
        (struct cigo_yaml_frame){.node = node, .first = tree->n_stack};
}

const struct cigo_yaml_node *cigo_yaml_tree_close(struct cigo_yaml_tree *tree)
{
    const struct cigo_yaml_frame *top = &tree->frames[--tree->n_frames];
    struct cigo_yaml_node *node = top->node;
    node->n = tree->n_stack - top->first;
    if (node->n) {
        node->items = cigo_arena_alloc(tree->arena, node->n * sizeof *node->items);
        memcpy(node->items, tree->stack + top->first, node->n * sizeof *node->items);
    }
    tree->n_stack = top->first;
    return node;
}

void cigo_yaml_tree_clear(struct cigo_yaml_tree *tree)
{
    tree->root = NULL;
    tree->n_frames = 0;
    tree->n_stack = 0;
}

void cigo_yaml_tree_finish(struct cigo_yaml_tree *tree)
{
    free(tree->frames);
    free(tree->stack);
}
