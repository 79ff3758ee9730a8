/* Lists whose shape is data: beneficiari.yaml and fruito.yaml in the form's folder say which group, which
 * columns, and whether the file is a table for a program or lines for people. */

#include <stdlib.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

enum { MAX_COLUMNS = 64 };

struct list {
    const struct cigo_group *group;
    const struct cigo_field *columns[MAX_COLUMNS];
    const char *headings[MAX_COLUMNS];
    size_t n, n_headings;
    const char *title, *closing;
    char separator; /* 0: lines for people */
};

static const char *scalar(const struct cigo_yaml_node *root, const char *key)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(root, key);
    return node && node->type == CIGO_YAML_SCALAR && !node->null ? node->text : NULL;
}

static bool bad(const char *path, const char *what, struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_USAGE, _("il tracciato «%s» non si può usare: %s."), path, what);
}

static bool read_columns(const struct cigo_yaml_node *root, struct list *list)
{
    const struct cigo_yaml_node *columns = cigo_yaml_get(root, "columns");
    const struct cigo_yaml_node *headings = cigo_yaml_get(root, "headings");
    if (!columns || columns->type != CIGO_YAML_LIST || columns->n > MAX_COLUMNS)
        return false;
    for (list->n = 0; list->n < columns->n; list->n++) {
        const struct cigo_yaml_node *name = columns->items[list->n];
        if (name->type != CIGO_YAML_SCALAR)
            return false;
        list->columns[list->n] = cigo_group_field(list->group, cigo_str_of(name->text));
        if (!list->columns[list->n])
            return false;
    }
    if (!headings)
        return true;
    if (headings->type != CIGO_YAML_LIST || headings->n != list->n)
        return false;
    for (; list->n_headings < headings->n; list->n_headings++)
        list->headings[list->n_headings] = headings->items[list->n_headings]->text;
    return true;
}

static bool read_list(const struct cigo_form *form, const char *path, const struct cigo_yaml_node *root,
                      struct list *list, struct cigo_error *err)
{
    const char *group = scalar(root, "group"), *encoding = scalar(root, "encoding");
    const char *separator = scalar(root, "separator");
    list->group = group ? cigo_form_group(form, cigo_str_of(group)) : NULL;
    if (!list->group)
        return bad(path, _("«group» non è un gruppo del modulo"), err);
    if (!read_columns(root, list))
        return bad(path, _("«columns» non è un elenco di colonne del gruppo"), err);
    if (encoding && strcmp(encoding, "utf-8") != 0)
        return bad(path, _("«encoding» può essere soltanto utf-8"), err);
    if (separator && (strlen(separator) != 1 || strchr("\"\r\n'", separator[0])))
        return bad(path, _("«separator» è un solo segno"), err);
    list->separator = separator ? separator[0] : 0;
    list->title = scalar(root, "title");
    list->closing = scalar(root, "closing");
    return true;
}

static void table(const struct cigo_export *x, const struct list *list, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(x->session)->groups[list->group->index];
    struct cigo_buf value;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    for (size_t i = 0; i < list->n_headings; i++) {
        cigo_buf_printf(out, "%.*s", i != 0, &list->separator);
        export_cell(cigo_str_of(list->headings[i]), list->separator, true, out);
    }
    cigo_buf_puts(out, list->n_headings ? "\r\n" : "");
    for (size_t r = 0; r < rows->n; r++) {
        for (size_t i = 0; i < list->n; i++) {
            cigo_buf_clear(&value);
            cigo_session_echo(x->session,
                              (struct cigo_place){list->columns[i], list->group, rows->items[r].id}, &value);
            cigo_buf_printf(out, "%.*s", i != 0, &list->separator);
            export_cell(cigo_buf_str(&value), list->separator, true, out);
        }
        cigo_buf_puts(out, "\r\n");
    }
    cigo_buf_finish(&value);
}

static void lines(const struct cigo_export *x, const struct list *list, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(x->session)->groups[list->group->index];
    struct cigo_buf value, label;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    cigo_buf_init(&label, 65536);
    export_wrapped(0, 0, list->title ? list->title : list->group->label, x->case_name, out);
    cigo_export_identity(x, out);
    for (size_t r = 0; r < rows->n; r++) {
        cigo_buf_clear(&label);
        cigo_buf_printf(&label, "%zu. ", r + 1);
        cigo_session_row_title(x->session, list->group, rows->items[r].id, &label);
        export_heading(label.p, '-', out);
        for (size_t i = 0; i < list->n; i++) {
            cigo_buf_clear(&value);
            cigo_buf_clear(&label);
            export_value(x->session, (struct cigo_place){list->columns[i], list->group, rows->items[r].id},
                         &value);
            cigo_buf_printf(&label, "%s:", list->headings[i] ? list->headings[i] : list->columns[i]->label);
            export_wrapped(0, 4, label.p, value.p, out);
        }
    }
    if (rows->n == 0)
        cigo_buf_puts(out, _("\nNessuna riga.\n"));
    cigo_buf_puts(out, "\n");
    if (list->closing)
        export_wrapped(0, 0, list->closing, "", out);
    cigo_buf_finish(&value);
    cigo_buf_finish(&label);
}

static bool write_list(const struct cigo_export *x, const char *file, struct cigo_buf *out,
                       struct cigo_error *err)
{
    const struct cigo_form *form = cigo_session_form(x->session);
    char *path = cigo_path_join(form->dir, file), *text = NULL;
    size_t size;
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct list list = {0};
    cigo_problems_init(&problems, arena);
    bool ok = cigo_file_read(path, 65536, &text, &size, err);
    if (ok) {
        const struct cigo_yaml_limits limits = {.file = 65536};
        const struct cigo_yaml_node *root =
            cigo_yaml_parse(arena, path, (struct cigo_str){text, size}, &limits, &problems);
        if (!root || root->type != CIGO_YAML_MAP)
            ok = bad(path, problems.n ? problems.items[0].text : _("non è una mappa"), err);
        else
            ok = read_list(form, path, root, &list, err);
    }
    if (ok && list.separator)
        table(x, &list, out);
    else if (ok)
        lines(x, &list, out);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    free(text);
    free(path);
    return ok;
}

bool export_beneficiari(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    return write_list(x, "beneficiari.yaml", out, err);
}

bool export_fruito(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    return write_list(x, "fruito.yaml", out, err);
}
