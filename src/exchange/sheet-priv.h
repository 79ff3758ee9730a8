#pragma once
/* Tables as separated text, as spreadsheets and payroll programs write them: what separates the cells, how
 * they are quoted, the encoding and the line ends are found out, and can be said. Nothing here knows of
 * groups or columns of a form. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>

enum {
    CIGO_SHEET_FILE = 128 << 20, /* bytes of a file */
    CIGO_SHEET_LINE = 1 << 20,   /* bytes of a row */
    CIGO_SHEET_COLUMNS = 1000,
};

enum cigo_encoding {
    CIGO_UTF8, CIGO_UTF8_BOM, CIGO_UTF8_DAMAGED, /* some bytes are Windows-1252 */
    CIGO_WINDOWS_1252, CIGO_UTF16,
};
enum cigo_line_end { CIGO_LINE_NONE, CIGO_LINE_LF, CIGO_LINE_CRLF, CIGO_LINE_CR, CIGO_LINE_MIXED };

struct cigo_dialect {
    enum cigo_encoding encoding;
    enum cigo_line_end line_end;
    char separator; /* ; , tab | or what a first line `sep=` says; 0 = one column */
    bool quotes;    /* some cells are quoted */
};

struct cigo_sheet_row {
    uint32_t start;  /* of its first cell in `text` */
    uint32_t number; /* as a spreadsheet counts, from 1: empty rows are left out and still count */
};

struct cigo_sheet {
    struct cigo_dialect dialect;
    char *text;  /* owned: the cells one after the other, unquoted, each ended by NUL; NULL = let go */
    size_t size; /* used of it */
    struct cigo_sheet_row *rows; /* owned */
    size_t n_rows, cap_rows;
    size_t n_columns; /* of the widest row */
};

/* Take apart a text (`size` bytes and a NUL after them; takes it, also on failure). `max_rows` bounds the
 * rows that are not empty. `separator` 0 = find out. A failure says in which row, and what to do. */
bool cigo_sheet_take(struct cigo_sheet *sheet, char *text, size_t size, char separator, size_t max_rows,
                     struct cigo_error *err);
/* A file ("-": standard input); a workbook is refused with what to do instead. */
bool cigo_sheet_open(struct cigo_sheet *sheet, const char *path, size_t max_rows, struct cigo_error *err);
void cigo_sheet_finish(struct cigo_sheet *sheet);
/* The cells are not needed any more, only what was found out and the numbers of the rows. */
void cigo_sheet_let_go(struct cigo_sheet *sheet);

/* The cells of a row as views, at most `max`; how many it has. */
size_t cigo_sheet_cells(const struct cigo_sheet *sheet, size_t row, struct cigo_str *cells, size_t max);

/* "Separatore punto e virgola, codifica UTF-8, fine riga CRLF, con virgolette." */
void cigo_dialect_line(const struct cigo_dialect *dialect, struct cigo_buf *out);
/* "semicolon", "windows-1252", "crlf": the words of --json. */
const char *cigo_dialect_separator_word(const struct cigo_dialect *dialect);
const char *cigo_dialect_encoding_word(const struct cigo_dialect *dialect);
const char *cigo_dialect_line_end_word(const struct cigo_dialect *dialect);

/* ---- inside the reader ---- */

/* sheet_decode.c: make *text UTF-8 without byte-order mark, in place where it can; *text stays the caller's.
 * False when it is no text at all. */
bool sheet_decode(char **text, size_t *size, enum cigo_encoding *ret_encoding, struct cigo_error *err);
/* sheet_split.c: take sheet->text apart by sheet->dialect.separator, in place; fills rows, columns, quotes,
 * line ends. After a failure the rows before it are there. */
bool sheet_split(struct cigo_sheet *sheet, size_t max_rows, struct cigo_error *err);
