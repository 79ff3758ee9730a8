#pragma once
/* Rows from elsewhere into a group: cells pasted from a spreadsheet, and tables in files. Whatever comes in is
 * one action: one undo takes it back, and it is durable as a whole or not at all. A text that a kind cannot
 * read is kept as it is and marked, never dropped. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/session/session.h>
#include <cigo/session/table.h>

/* ---- paste ---- */

enum { CIGO_PASTE_NAMES = 256 };
struct cigo_paste {
    size_t rows, added; /* rows that were written, and those of them that are new */
    size_t cells, bad;  /* cells with a text, and those that their kind cannot read */
    bool semicolons;    /* these stood between the cells */
    bool header;        /* the first line named the columns and was not pasted */
    size_t skipped;     /* empty lines between others */
    size_t ignored;     /* named columns that the group does not have */
    char ignored_names[CIGO_PASTE_NAMES]; /* «A», «B»: the first of these */
};
/* Tab-separated lines, as a spreadsheet copies them (separated by semicolons where there is no tab, each line has as
 * many of them, and the column cannot read such a line), onto the table's cell (row, column) and on to the right and
 * downwards, in the order of the view; rows past the last in sight become new ones at the end of the group (row
 * = cigo_table_rows: all of them). What was there is overwritten, by empty cells too; an empty line
 * leaves its row as it is, and adds none. Line ends that came in pairs count once. When the first line names
 * columns, the others go to these columns, and `column` does not matter. A number whose decimal sign is open is read as
 * the other cells show. Refused as a whole, with a reason, when
 * it does not fit: too many columns or rows. */
bool cigo_paste(struct cigo_session *session, struct cigo_table *table, size_t row, size_t column,
                struct cigo_str text, struct cigo_paste *ret_paste, struct cigo_effects *ret_effects,
                struct cigo_error *err);
/* "Incollate 12 righe, 3 nuove; 1 cella da correggere." */
void cigo_paste_line(const struct cigo_paste *paste, struct cigo_buf *out);

/* ---- files ---- open, choose the columns, look, apply; every function after `open` may be called again. */

struct cigo_import;

/* The path that somebody typed, or dropped on the terminal, which puts quotes around it; `home` is what ~ means, or
 * NULL. In the arena. */
const char *cigo_import_path(const char *typed, const char *home, struct cigo_arena *arena);

enum cigo_import_mode { CIGO_IMPORT_APPEND, CIGO_IMPORT_REPLACE, CIGO_IMPORT_UPDATE };

enum cigo_import_how { CIGO_COLUMN_LEFT_OUT, CIGO_COLUMN_NAMED, CIGO_COLUMN_CHOSEN, CIGO_COLUMN_BY_POSITION };
struct cigo_import_column {
    const char *heading;            /* as in the file; "" where it has no headings */
    const struct cigo_field *field; /* where it goes; NULL = nowhere */
    const struct cigo_field *near;  /* left out, but this may be meant: to be asked */
    enum cigo_import_how how;
};

struct cigo_import_bad {
    size_t number;                  /* row, as a spreadsheet counts */
    const struct cigo_field *field;
    const char *text;
};
enum { CIGO_IMPORT_BAD_KEPT = 20 }; /* of these there are texts; all are counted */

enum { CIGO_IMPORT_REPEATED_KEPT = 20, CIGO_IMPORT_KEYLESS_KEPT = 20 };

/* What happened, or would. */
struct cigo_import_counts {
    size_t rows;                       /* of the file, headings not counted */
    size_t added, changed, unchanged;
    size_t removed;                    /* replace: what was there */
    size_t repeated;                   /* rows whose key an earlier row of the file has */
    size_t twice;                      /* … and that are added all the same: nothing of a file is dropped */
    size_t twice_numbers[CIGO_IMPORT_REPEATED_KEPT]; /* the first of these, as a spreadsheet counts */
    size_t without_key;                /* rows whose key is empty: one that is a total, it may be */
    size_t without_numbers[CIGO_IMPORT_KEYLESS_KEPT]; /* the first of these, as a spreadsheet counts */
    size_t surplus, surplus_number;    /* rows with something past the last column; the first of them */
    size_t bad;                        /* cells that their kind cannot read */
    size_t numbered;                   /* cells whose number was taken for a choice: to be looked at */
};

/* Open a file ("-": standard input) for a group; session and group are borrowed. `map_word` stands before the
 * "1=cf" of an example: "--map " on a command line, "" where one is asked; a literal. Columns are matched by name
 * (headers.h), by position where there are no names and what the cells hold agrees. */
struct cigo_import *cigo_import_open(struct cigo_session *session, const struct cigo_group *group,
                                     const char *path, const char *map_word, struct cigo_error *err);
void cigo_import_free(struct cigo_import *import); /* NULL allowed */
const struct cigo_group *cigo_import_group(const struct cigo_import *import);
const struct cigo_import_column *cigo_import_columns(const struct cigo_import *import, size_t *ret_n);
/* Send a column to a field, or (NULL) nowhere; another column that went there is left out. */
void cigo_import_choose(struct cigo_import *import, size_t column, const struct cigo_field *field);
/* "Cogmome=cognome,3=ore_richieste,Note=-": heading or number of the column in the file, then the group's column
 * or "-". All or nothing. */
bool cigo_import_map(struct cigo_import *import, const char *map, struct cigo_error *err);
/* "append", "replace", "update". */
const char *cigo_import_mode_word(enum cigo_import_mode mode);
/* Can it be done? No: err says why, and what to do. */
bool cigo_import_ready(struct cigo_import *import, enum cigo_import_mode mode, struct cigo_error *err);

/* Count what would happen; nothing changes. It must be ready. */
void cigo_import_look(struct cigo_import *import, enum cigo_import_mode mode);
/* Called now and then with what is done and the whole; false stops. */
typedef bool cigo_import_progress(void *data, size_t done, size_t whole);
/* Do it, as one action, once: the file's cells are let go before the rules are judged. False: the rules failed (the rows are there), or `progress` said stop (err code
 * INTERRUPTED: the action is open still, and whoever said it throws the session away). */
bool cigo_import_apply(struct cigo_import *import, enum cigo_import_mode mode, cigo_import_progress *progress,
                       void *data, struct cigo_effects *ret_effects, struct cigo_error *err);
/* Of the last look or apply. */
const struct cigo_import_counts *cigo_import_counts(const struct cigo_import *import);
/* The first bad cells; borrowed until the next look or apply. */
const struct cigo_import_bad *cigo_import_bad(const struct cigo_import *import, size_t *ret_n);

/* ---- what is said, a fact a line ---- */
/* The file: separator, encoding, headings, decimal sign. */
void cigo_import_dialect_lines(const struct cigo_import *import, struct cigo_buf *out);
/* Where the i-th column goes. */
void cigo_import_column_line(const struct cigo_import *import, size_t i, struct cigo_buf *out);
/* Both, of all columns. */
void cigo_import_file_lines(const struct cigo_import *import, struct cigo_buf *out);
/* The first n rows as they will be understood. */
void cigo_import_row_lines(const struct cigo_import *import, size_t n, struct cigo_buf *out);
/* The counts and the first bad cells, of what was done or (`done` false) would be. */
void cigo_import_count_lines(const struct cigo_import *import, bool done, struct cigo_buf *out);
/* All of it for programs: one object. */
void cigo_import_json(const struct cigo_import *import, bool done, struct cigo_buf *out);
