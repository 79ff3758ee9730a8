/* Tables as separated text, in any encoding: taken apart, or refused with a reason; each row has a cell, and none
 * more than the widest. */

#include "fuzz.h"

#include <cigo/base/alloc.h>

#include "sheet-priv.h"

enum { MAX_ROWS = 50, ROOM = 1 << 20 };

void fuzz_setup(void)
{
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_sheet sheet = {0};
    struct cigo_error err = {0};
    struct cigo_buf said;
    char *text = cigo_alloc(input.n + 1);
    if (input.n > 0)
        memcpy(text, input.p, input.n);
    if (!cigo_sheet_take(&sheet, text, input.n, '\0', MAX_ROWS, &err)) {
        FUZZ_CHECK(err.text[0] != '\0');
        return;
    }
    FUZZ_CHECK(sheet.n_rows <= MAX_ROWS);
    for (size_t r = 0; r < sheet.n_rows; r++) {
        struct cigo_str cells[4];
        size_t n = cigo_sheet_cells(&sheet, r, cells, 4);
        FUZZ_CHECK(n > 0 && n <= sheet.n_columns);
    }
    cigo_buf_init(&said, ROOM);
    cigo_dialect_line(&sheet.dialect, &said);
    FUZZ_CHECK(said.n > 0);
    cigo_buf_finish(&said);
    cigo_sheet_finish(&sheet);
}
