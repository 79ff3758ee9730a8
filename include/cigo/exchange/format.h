#pragma once
/* The files that a case becomes. One table of formats, sorted by name, one file of source each; a format
 * turns the session into bytes and knows neither disk nor clock. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/base/problem.h>
#include <cigo/exchange/document.h>
#include <cigo/form/document.h>
#include <cigo/session/session.h>

struct cigo_export {
    struct cigo_session *session;
    const char *case_name, *program; /* "cigo 0.1.0" */
    const char *uid;                 /* of the case: the same at every export, unlike any other's */
    const char *stamp;               /* now, "20261125T165500Z" */
    const struct cigo_group *group;  /* csv: this group's rows; NULL = the single fields */
    bool draft;                      /* marked BOZZA */
    const struct cigo_documents *documents; /* of the form; for formats that are made of one */
};

struct cigo_format {
    const char *name, *summary;
    const char *file;    /* its name in the folder of --all */
    const char *caution; /* to be said wherever the format is offered, or NULL */
    bool gated;          /* only of a complete case, unless it is a draft */
    bool (*write)(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);
    const char *layout;   /* instead of `write`: the file in the form's folder that gives its shape */
    const char *document; /* instead of both: the form's document that it is made of */
    bool pdf;             /* what is written are the lines of a document, for cigo-pdf */
    bool italian;         /* for INPS, or for whoever enters it on the portal: in Italian whatever language the user
                           * reads; the caller sees to it */
    void (*doubts)(const struct cigo_export *x, struct cigo_buf *out); /* what is wrong with what was written, a
                                                                          sentence a line; or NULL */
};
extern const struct cigo_format cigo_formats[];
extern const size_t cigo_n_formats;
const struct cigo_format *cigo_format_find(const char *name); /* NULL if unknown */

/* Does the form describe what the format is made of? One that it does not cannot be written. */
bool cigo_format_described(const struct cigo_format *format, const struct cigo_export *x);
bool cigo_format_write(const struct cigo_format *format, const struct cigo_export *x, struct cigo_buf *out,
                       struct cigo_error *err);

/* True, or an error that says what is missing and what to do. */
bool cigo_export_allowed(const struct cigo_export *x, struct cigo_error *err);

/* What every file says of itself: program, form, rules, day, that it is no form of INPS. One sentence a
 * line. */
void cigo_export_identity(const struct cigo_export *x, struct cigo_buf *out);

bool cigo_export_has_document(const struct cigo_export *x, const char *id);
/* The form's document with this id, filled from the case. NULL with an error when the form has none. Caller
 * frees. */
struct cigo_document *cigo_export_document(const struct cigo_export *x, const char *id,
                                           struct cigo_error *err);

/* The layouts in the form's folder (beneficiari.yaml, fruito.yaml), where they are there. */
bool cigo_layouts_check(const struct cigo_form *form, struct cigo_problems *problems);

/* A calendar: begin, the terms of each case, end. */
void cigo_ics_begin(const char *program, struct cigo_buf *out);
void cigo_ics_terms(const struct cigo_export *x, struct cigo_buf *out);
void cigo_ics_end(struct cigo_buf *out);

void cigo_sha256_hex(struct cigo_str content, struct cigo_buf *out); /* 64 digits */
/* "<64 hex digits>  <name>\n", as sha256sum writes it. */
void cigo_sha256_line(struct cigo_str content, const char *name, struct cigo_buf *out);
