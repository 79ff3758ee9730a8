#pragma once
/* The shape of a list that a case becomes, as its file in the form's folder gives it. */

#include "export-priv.h"

enum { LAYOUT_COLUMNS = 64 };

struct layout {
    const struct cigo_group *group;
    const struct cigo_field *columns[LAYOUT_COLUMNS];
    const char *headings[LAYOUT_COLUMNS];
    size_t n, n_headings;
    const char *title, *closing;
    char separator; /* 0: lines for people */
};

/* Read `file` of the form's folder; texts live in the problems' arena. False with problems. */
bool export_layout_read(const struct cigo_form *form, const char *file, struct layout *ret_layout,
                        struct cigo_problems *problems);
