#pragma once
/* What a form's documents consist of (documenti.yaml): read only when a document is asked for, with a form
 * that is there already. Everything is borrowed from the documents and from their form. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/form/form.h>

enum cigo_doc_type {
    CIGO_DOC_HEADING, /* text, level */
    CIGO_DOC_TEXT,    /* text */
    CIGO_DOC_NOTE,    /* text; source */
    CIGO_DOC_FIELDS,  /* items, each with its label: what is answered, and what must be */
    CIGO_DOC_WORDS,   /* items: long texts, each under its label, missing or not */
    CIGO_DOC_ROWS,    /* a group as a table: a row for each of its rows */
    CIGO_DOC_QUERY,   /* what a query gives, as a table */
    CIGO_DOC_SIGN,    /* text: the label of a line to write on; items: what is known already */
    CIGO_DOC_PART,    /* a part that the program makes */
    CIGO_DOC_BREAK,   /* a new page */
};

enum cigo_doc_part {
    CIGO_DOC_PART_SECTIONS,  /* every section with its fields, rows and computed values */
    CIGO_DOC_PART_ALERTS,    /* every alert with what was declared about it */
    CIGO_DOC_PART_CHECKLIST, /* documents to add, questions still open */
    CIGO_DOC_PART_LIMITS,    /* the picture of the limits, if the form has one */
};

/* A field, or a computed value. */
struct cigo_doc_item {
    const struct cigo_field *field;
    const struct cigo_computed *computed;
};

struct cigo_doc_column {
    const char *id, *title;
    size_t width; /* in parts; > 0 */
    bool right;
    const struct cigo_doc_item *items; /* ROWS: what the cell shows, the answered ones joined */
    size_t n_items;
    const char *join; /* ", " unless the form says otherwise */
};

struct cigo_doc_block {
    enum cigo_doc_type type;
    struct cigo_expr when; /* absent = always; unknown = not */
    bool draft;            /* only in a draft */
    struct cigo_text text;
    unsigned level;
    const struct cigo_source *source; /* or NULL */
    const struct cigo_doc_item *items;
    size_t n_items;
    const struct cigo_group *group;
    const struct cigo_field *order; /* ROWS: the column by which they are sorted; NULL = as in the case */
    const struct cigo_doc_column *columns;
    size_t n_columns;
    struct cigo_view query; /* columns as above, with their types */
    enum cigo_doc_part part;
    struct cigo_pos pos;
};

struct cigo_doc {
    const char *id;
    struct cigo_text title, subject; /* subject may be absent */
    const struct cigo_doc_block *blocks;
    size_t n_blocks;
    struct cigo_pos pos;
};

struct cigo_documents {
    struct cigo_arena *arena; /* holds everything, itself too */
    const struct cigo_doc *items;
    size_t n;
};
