#pragma once
/* A document: what is printed, whatever prints it. It is made block by block from a case, and read by the
 * text renderer and, written down as lines, by cigo-pdf. It knows neither fonts nor pages. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>

enum {
    CIGO_DOCUMENT_COLUMNS = 16, /* of a table */
    CIGO_DOCUMENT_LEVELS = 3,
};

enum cigo_block_type {
    CIGO_BLOCK_HEADING,   /* text, level 1…3 */
    CIGO_BLOCK_PARAGRAPH, /* text */
    CIGO_BLOCK_NOTE,      /* text, small: what the law asks, what is presumed */
    CIGO_BLOCK_ENTRY,     /* label and text */
    CIGO_BLOCK_TABLE,
    CIGO_BLOCK_SIGN,      /* a line to write on, its label, and what is known already */
    CIGO_BLOCK_BREAK,     /* a new page */
};

struct cigo_document_column {
    const char *title;
    unsigned width; /* in parts of the sum of all columns; > 0 */
    bool right;     /* numbers */
};

struct cigo_block {
    enum cigo_block_type type;
    unsigned level;
    const char *label, *text; /* line ends are kept */
    bool missing;             /* the text names what lacks */
    const struct cigo_document_column *columns;
    size_t n_columns;
    const char **cells; /* n_rows × n_columns, row by row */
    size_t n_rows, cap_rows;
};

struct cigo_document {
    struct cigo_arena *arena; /* holds everything, the document itself too */
    const char *title, *subject;
    const char *creator; /* "cigo 0.1.0" */
    const char *mark;    /* on every page, "BOZZA"; or NULL */
    const char *footer;  /* what the file says of itself */
    int32_t date;
    struct cigo_block *blocks;
    size_t n, cap;
};

/* Heads are set by the caller. Texts are copied and pass the filter of all that is shown. */
struct cigo_document *cigo_document_new(void);
void cigo_document_free(struct cigo_document *document); /* NULL allowed */
/* A copy in the document, filtered; for the head. */
const char *cigo_document_keep(struct cigo_document *document, const char *text);
void cigo_document_heading(struct cigo_document *document, unsigned level, const char *text);
void cigo_document_paragraph(struct cigo_document *document, const char *text, bool missing);
void cigo_document_note(struct cigo_document *document, const char *text);
void cigo_document_entry(struct cigo_document *document, const char *label, const char *text, bool missing);
void cigo_document_sign(struct cigo_document *document, const char *label, const char *text);
void cigo_document_break(struct cigo_document *document);
/* 1…16 columns. Rows belong to the last table; each has a cell for each column. */
void cigo_document_table(struct cigo_document *document, const struct cigo_document_column *columns,
                         size_t n);
void cigo_document_row(struct cigo_document *document, const char *const *cells);

/* As text of 80 columns. */
void cigo_document_text(const struct cigo_document *document, struct cigo_buf *out);

/* As lines: a word, then its texts after tabs, with \n, \t and \\ for what would end them. */
void cigo_document_write(const struct cigo_document *document, struct cigo_buf *out);
/* NULL with an error that names the line when it is none. Caller frees. */
struct cigo_document *cigo_document_read(struct cigo_str lines, struct cigo_error *err);
