/* A heading means one column: the first that has the name would take it from the others. Each name is
 * folded once: a group has hundreds of them. */

#include "loader-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/form/headers.h>

/* A name of a column as headings are compared. */
struct name {
    struct cigo_str key;
    const struct cigo_field *column;
};

static size_t count_names(const struct cigo_group *group)
{
    size_t n = 0;
    for (size_t c = 0; c < group->n_fields; c++)
        n += 2 + group->fields[c].n_headers;
    return n;
}

static struct name *all_names(struct cigo_loader *l, const struct cigo_group *group)
{
    struct name *names = cigo_alloc_array(count_names(group) + 1, sizeof *names);
    struct cigo_buf key;
    const char *text;
    size_t n = 0;
    cigo_buf_init(&key, 4096);
    for (size_t c = 0; c < group->n_fields; c++)
        for (size_t i = 0; (text = cigo_field_header(&group->fields[c], i)); i++) {
            cigo_buf_clear(&key);
            cigo_header_key(cigo_str_of(text), &key);
            names[n++] = (struct name){{cigo_arena_str(l->arena, cigo_buf_str(&key)), key.n}, &group->fields[c]};
        }
    cigo_buf_finish(&key);
    return names;
}

/* The column that a heading means, as cigo_group_header finds it; NULL when it has no letter or digit. */
static const struct cigo_field *column_of(const struct name *names, struct cigo_str key)
{
    if (key.n == 0)
        return NULL;
    while (!cigo_str_eq(names->key, key))
        names++;
    return names->column;
}

void cigo_check_headers(struct cigo_loader *l, const struct cigo_group *group)
{
    struct name *names = all_names(l, group);
    const struct name *name = names;
    for (size_t c = 0; c < group->n_fields; c++) {
        const struct cigo_field *column = &group->fields[c];
        for (size_t i = 0; cigo_field_header(column, i); i++, name++) {
            const struct cigo_field *first = i < 3 ? column : column_of(names, name->key);
            if (first != column) /* before 3 are its label, its id, and its label again */
                cigo_complain(l, column->pos, "colonna «%s»: headers: «%.80s» %s%s%s", column->id,
                              column->headers[i - 2], first ? "è già un nome di «" : "non ha lettere né cifre",
                              first ? first->id : "", first ? "»" : "");
        }
    }
    free(names);
}
