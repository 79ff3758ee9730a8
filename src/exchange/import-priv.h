#pragma once
/* Inside import and paste. */

#include <cigo/base/arena.h>
#include <cigo/exchange/import.h>
#include <cigo/exchange/json.h>
#include "sheet-priv.h"

/* Which sign separates decimals in the file: said where the file shows it, else unknown. */
enum import_decimal { DECIMAL_UNKNOWN, DECIMAL_COMMA, DECIMAL_POINT, DECIMAL_BOTH };

/* What is known of the numbers in a column, see import_places.c. */
struct import_places {
    const struct cigo_field *field;
    bool only, zeros; /* yes and no: there are only 0 and 1; there are 0 */
    bool *taken;      /* by place in the list: some cell means it; NULL = none does */
    size_t n;         /* cells */
};

struct cigo_import {
    struct cigo_session *session;
    const struct cigo_group *group;
    struct cigo_sheet sheet;
    const char *map_word;     /* borrowed */
    struct cigo_arena *arena; /* headings, texts of bad cells */
    struct cigo_import_column *columns;
    struct import_places *places; /* by column */
    size_t n_columns;
    bool has_header;
    size_t first_row;         /* of the data, in the sheet */
    enum import_decimal decimal; /* of the columns as they are chosen now */
    enum cigo_import_mode mode;  /* of the last look or apply */
    struct cigo_import_counts counts;
    struct cigo_import_bad bad[CIGO_IMPORT_BAD_KEPT];
    size_t n_bad;
};

/* The text of a cell as it is to be kept: without the apostrophe that `cigo export` puts before what a
 * spreadsheet would run. */
struct cigo_str import_text(struct cigo_str cell);

/* ---- import_header.c ---- */
/* Find the headings and match them, or the columns by position; fills columns, has_header, first_row. */
void import_match(struct cigo_import *import);

/* ---- import_number.c ---- */
bool import_is_number(const struct cigo_field *field);
/* What one cell shows of it: enum import_decimal, whose values are bits. */
unsigned import_decimal_of(struct cigo_str s);
/* Which decimal sign the cells of the numeric columns show. */
void import_find_decimal(struct cigo_import *import);
/* The text of a number that its kind would find ambiguous or too precise, as the file means it; the text itself
 * otherwise. In the arena. */
struct cigo_str import_number(enum import_decimal decimal, const struct cigo_field *field, struct cigo_str text,
                              struct cigo_arena *arena);

/* ---- import_places.c: numbers where a choice is wanted ---- */
/* Which columns of yes and no are written with 0 and 1; nothing is counted yet. */
void import_find_zeros(struct cigo_import *import);
/* The text of a cell that goes somewhere, counted if it is such a number; of 0 and 1 the word. */
struct cigo_str import_place(struct cigo_import *import, size_t column, struct cigo_str text);
void import_places_lines(const struct cigo_import *import, struct cigo_buf *out);
json_t *import_places_json(const struct cigo_import *import);

/* ---- import_keys.c: which row of the group has a key ---- */
struct import_keys;
struct import_keys *import_keys_new(const struct cigo_session *session, const struct cigo_group *group);
void import_keys_free(struct import_keys *keys);
/* The next row with this key that was not taken yet, 0 = none: the second row of a file with a key goes to the
 * second row of the group that has it. */
int64_t import_keys_take(struct import_keys *keys, struct cigo_str key);
/* A cell's key: the value as its kind writes it, or what was typed. Appended. */
void import_key_text(const struct cigo_field *field, const struct cigo_value *value, struct cigo_str raw,
                     struct cigo_buf *out);

/* ---- import_rows.c: the rows of the file as texts of the group's columns ---- */
struct import_row {
    size_t number;
    struct cigo_str *texts; /* one for each column of the group; empty = nothing given */
};
size_t import_n_rows(const struct cigo_import *import);
/* Fill row->texts (n_fields of them) from the i-th row of data; counts cells past the last column. */
void import_read_row(struct cigo_import *import, size_t i, struct cigo_arena *arena, struct import_row *row);
void import_note_bad(struct cigo_import *import, size_t number, const struct cigo_field *field, struct cigo_str text);
