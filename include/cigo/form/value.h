#pragma once
/* Values and types. A value is what a rule sees: NULL (unknown or empty), an integer, or text. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/str.h>

/* The type of a field or an expression, as the rule type checker knows it. */
enum cigo_type {
    CIGO_TYPE_NONE,
    CIGO_TYPE_TEXT,    /* text */
    CIGO_TYPE_INTEGER,
    CIGO_TYPE_DECIMAL, /* integer scaled by 10^places */
    CIGO_TYPE_DATE,    /* Julian day number */
    CIGO_TYPE_TIME,    /* minutes after midnight, 0–1440 */
    CIGO_TYPE_BOOLEAN, /* 0, 1 */
    CIGO_TYPE_CHOICE,  /* the id, as text */
    CIGO_TYPE_MULTI,   /* ids in choice order, one space between; "" = known and empty */
};

const char *cigo_type_name(enum cigo_type type); /* "date", …, for messages */
/* Stored as an integer (all but text, choice, multi)? */
bool cigo_type_is_integer(enum cigo_type type);

enum cigo_storage { CIGO_NULL, CIGO_INT, CIGO_TEXT };

struct cigo_value {
    enum cigo_storage storage;
    int64_t i;
    struct cigo_str s; /* borrowed; NUL-terminated */
};

bool cigo_value_eq(const struct cigo_value *a, const struct cigo_value *b); /* NULL equals NULL */
