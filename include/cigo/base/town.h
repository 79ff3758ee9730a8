#pragma once
/* What the tables of places say, if the user has installed them. Texts are borrowed from the tables. */

#include <stdbool.h>

/* A municipality of today. Texts that the table lacks are "". */
struct cigo_town {
    const char *code; /* "L219" */
    const char *name, *other_name; /* "BOLZANO", "BOZEN" */
    const char *province, *cap;
    bool whole; /* what was looked for is its whole name */
};

/* What the place of birth in a codice fiscale stands for. */
struct cigo_birthplace {
    const char *name, *province; /* abroad "" */
    const char *from, *to;       /* ISO; "" = not known; 9999-12-31 = still so */
    bool abroad, active;
};
