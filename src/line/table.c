/* The rows of a group, as one hears them: a short sentence for each, in the order of the view. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

struct cigo_table *cigo_line_table(struct line *line)
{
    size_t index = line->here.group->index;
    if (!line->tables)
        line->tables = cigo_alloc_array(line->form->n_groups, sizeof *line->tables);
    if (!line->tables[index])
        line->tables[index] = cigo_table_new(line->session, line->here.group);
    return line->tables[index];
}

void cigo_line_tables_free(struct line *line)
{
    for (size_t i = 0; line->tables && i < line->form->n_groups; i++)
        cigo_table_free(line->tables[i]);
    free(line->tables);
}

void cigo_line_list_rows(struct line *line)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t n = cigo_table_rows(table);
    for (size_t i = 0; i < n && !line->quiet; i++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 65536);
        cigo_session_row_title(line->session, line->here.group, cigo_table_row_id(table, i), &buf);
        cigo_line_say(line, "%zu. %s.", cigo_table_position(table, i) + 1, buf.p);
        cigo_buf_finish(&buf);
    }
    if (n == 0)
        cigo_line_say(line, _("Non ci sono righe."));
}
