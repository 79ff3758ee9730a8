#pragma once
/* Rows from elsewhere into a group: cells pasted from a spreadsheet, and tables in files. Whatever comes in is
 * one action: one undo takes it back, and it is durable as a whole or not at all. A text that a kind cannot
 * read is kept as it is and marked, never dropped. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/session/session.h>
#include <cigo/session/table.h>

/* ---- paste ---- */

struct cigo_paste {
    size_t rows, added; /* rows that were written, and those of them that are new */
    size_t cells, bad;  /* cells with a text, and those that their kind cannot read */
    bool header;        /* the first line named the columns and was not pasted */
    size_t ignored;     /* named columns that the group does not have */
};
/* Tab-separated lines, as a spreadsheet copies them, onto the table's cell (row, column) and on to the right and
 * downwards, in the order of the view; rows past the last in sight become new ones at the end of the group (row
 * = cigo_table_rows: all of them). What was there is overwritten, by empty cells too. When the first line names
 * columns, the others go to these columns, and `column` does not matter. Refused as a whole, with a reason, when
 * it does not fit: too many columns or rows. */
bool cigo_paste(struct cigo_session *session, struct cigo_table *table, size_t row, size_t column,
                struct cigo_str text, struct cigo_paste *ret_paste, struct cigo_effects *ret_effects,
                struct cigo_error *err);
/* "Incollate 12 righe, 3 nuove; 1 cella da correggere." */
void cigo_paste_line(const struct cigo_paste *paste, struct cigo_buf *out);
