#pragma once
/* Reading documenti.yaml, in two files: blocks, and what stands in them. */

#include <cigo/form/document.h>
#include "loader-priv.h"

/* The source that a node names; NULL after a problem. */
const struct cigo_source *cigo_doc_source(struct cigo_loader *l, const struct cigo_yaml_node *node);
const struct cigo_group *cigo_doc_group(struct cigo_loader *l, const struct cigo_yaml_node *node);
/* A column of the group that holds answers. */
const struct cigo_field *cigo_doc_order(struct cigo_loader *l, const struct cigo_group *group,
                                        const struct cigo_yaml_node *node);
/* A list of fields and computed values of the form, or of a group's columns and row values. */
const struct cigo_doc_item *cigo_doc_items(struct cigo_loader *l, const struct cigo_group *group,
                                           const struct cigo_yaml_node *list, size_t *ret_n);
/* The columns of a table, of `block->group` or of `block->query`. */
void cigo_doc_columns(struct cigo_loader *l, const struct cigo_yaml_node *map, struct cigo_doc_block *block);
