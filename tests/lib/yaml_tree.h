#pragma once
/* A YAML tree as one text with all that a node holds, so that two trees can be compared. */

#include <cigo/base/buf.h>
#include <cigo/yaml/yaml.h>

static void yaml_tree_put(const struct cigo_yaml_node *node, struct cigo_buf *out)
{
    cigo_buf_printf(out, "(%d %u:%u %d%d%d%d %zu", node->type, node->pos.line, node->pos.column, node->null,
                    node->quoted, node->block, node->folded, node->n_text);
    if (node->key)
        cigo_buf_printf(out, " %u:%u «%s»", node->key_pos.line, node->key_pos.column, node->key);
    if (node->text)
        cigo_buf_printf(out, " «%s»", node->text);
    for (size_t i = 0; i < node->n; i++)
        yaml_tree_put(node->items[i], out);
    cigo_buf_puts(out, ")");
}
