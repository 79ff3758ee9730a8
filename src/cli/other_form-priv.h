#pragma once
/* A case that was saved with another version of its form: answers whose field has a new name move there,
 * those without a place stay in the archive and are said. */

#include <stddef.h>
#include <stdint.h>
#include "cli-priv.h"

/* An answer under a former name, and where it belongs now. */
struct moved {
    struct cigo_place place;
    const char *old_id, *text; /* in cli->arena */
};
struct other_form {
    struct open_case *open_case;
    struct moved *moved;
    size_t n_moved, cap_moved;
    const char **kept; /* names without a place, each once; "group" or "group.column" */
    size_t n_kept, cap_kept;
};

/* An id that the form does not have: of a field, a group (column NULL) or a column. */
void other_form_field(struct other_form *other, const char *id, const char *text);
void other_form_column(struct other_form *other, const struct cigo_group *group, int64_t row,
                       const char *id, const char *text);
void other_form_group(struct other_form *other, const char *id);
/* After everything was read, before the load ends: move what can be moved into the session. */
void other_form_move(struct other_form *other);
/* Make it durable, as one action after `*last`, when the case is open for writing. */
bool other_form_save(struct other_form *other, uint64_t *last, struct cigo_error *err);
/* Once the session is up: what the user has to know when the version is another one. */
void other_form_notice(struct other_form *other, struct cigo_buf *out);
void other_form_finish(struct other_form *other);
