#pragma once
/* Exact decimal numbers: an int64 scaled by 10^places. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

enum cigo_decimal_parse {
    CIGO_DECIMAL_OK,
    CIGO_DECIMAL_NOT_A_NUMBER,
    CIGO_DECIMAL_AMBIGUOUS,  /* 1.234: thousands or decimals? */
    CIGO_DECIMAL_TOO_PRECISE,/* more decimals than places */
    CIGO_DECIMAL_RANGE,      /* over 10^15 units */
};

/* The most places that an int64 leaves room for; the most that any function here takes. */
enum { CIGO_DECIMAL_PLACES = 18 };

/* Italian (1.234,56), plain (1234.56), spaces and ' as thousands, €, leading + or -. */
enum cigo_decimal_parse cigo_decimal_parse(struct cigo_str text, int places, int64_t *ret_value);
/* "1234.56" with exactly `places` decimals, for JSON. */
void cigo_decimal_plain(int64_t value, int places, struct cigo_buf *out);
/* "1.234,56" as people write it; trailing ",00" is kept only if `keep_zeros`. */
void cigo_decimal_it(int64_t value, int places, bool keep_zeros, struct cigo_buf *out);
