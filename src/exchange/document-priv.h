#pragma once
/* Filling a document from a case: blocks as the form has them, and the parts that the program makes. */

#include "export-priv.h"

struct document_builder {
    const struct cigo_export *x;
    struct cigo_document *document;
    struct cigo_arena *arena;
    const char *pending[CIGO_DOCUMENT_LEVELS]; /* headings with nothing under them yet */
    const struct cigo_doc_block *table;        /* of a query that has given no row yet */
    struct cigo_buf text;                      /* of one step */
};

void document_heading(struct document_builder *b, unsigned level, const char *text);
/* The document, with the headings that waited: something follows. */
struct cigo_document *document_open(struct document_builder *b);
void document_missing(struct document_builder *b, const char *label);
/* Its label and value; missing when it must be answered. */
void document_field(struct document_builder *b, const struct cigo_doc_item *item);

/* export_parts.c */
void document_part(struct document_builder *b, enum cigo_doc_part part);
