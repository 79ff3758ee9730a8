#pragma once
/* A session over the real form, and its rows as one line. */

#include <cigo/session/session.h>

struct import_desk {
    struct cigo_arena *arena;
    struct cigo_form *form;
    struct cigo_session *session;
    const struct cigo_group *group; /* lavoratori */
    struct cigo_error err;
};
extern struct import_desk import_desk;

void import_desk_setup(void);
void import_desk_teardown(void);
/* "cognome=Rossi nome=Mario|cognome=Bianchi": what is not empty, row by row; line ends as ↵. */
void import_desk_rows(struct cigo_buf *out);
void import_desk_is(const char *rows);
/* A row with these texts, in column order up to a NULL. */
void import_desk_row(const char *const *texts);
