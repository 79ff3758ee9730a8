/* Layouts: which group, which columns, and whether the file is a table for a program or lines for people. */

#include <stdlib.h>
#include <sys/stat.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "layout-priv.h"

enum { MAX_LAYOUT = 65536 };

static const char *const files[] = {"beneficiari.yaml", "fruito.yaml"};

static bool known_keys(const struct cigo_yaml_node *root, struct cigo_problems *problems)
{
    static const char *const keys[] = {"closing", "columns", "encoding", "group", "headings", "separator", "title"};
    const size_t n = sizeof keys / sizeof *keys;
    bool ok = true;
    for (size_t i = 0; i < root->n; i++) {
        const char *key = root->items[i]->key, *nearest;
        size_t k = 0;
        while (k < n && strcmp(key, keys[k]) != 0)
            k++;
        if (k < n)
            continue;
        nearest = cigo_str_nearest(cigo_str_of(key), keys, n);
        cigo_problem(problems, root->items[i]->key_pos, _("«%.80s» non è una voce di un tracciato%s%s%s"), key,
                     nearest ? _("; forse «") : "", nearest ? nearest : "", nearest ? "»" : "");
        ok = false;
    }
    return ok;
}

/* The text of a key, or NULL when it is absent; what is there and is no text is a problem. */
static const char *text_of(const struct cigo_yaml_node *root, const char *key, struct cigo_problems *problems)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(root, key);
    if (!node)
        return NULL;
    if (node->type == CIGO_YAML_SCALAR && !node->null)
        return node->text;
    cigo_problem(problems, node->pos, _("«%s»: qui serve un testo"), key);
    return NULL;
}

static void read_columns(const struct cigo_yaml_node *list, struct layout *layout, struct cigo_problems *problems)
{
    const char *names[LAYOUT_COLUMNS];
    size_t n = 0;
    for (size_t i = 0; i < layout->group->n_fields && n < LAYOUT_COLUMNS; i++)
        names[n++] = layout->group->fields[i].id;
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_yaml_node *name = list->items[i];
        const char *word = name->type == CIGO_YAML_SCALAR && !name->null ? name->text : "";
        const struct cigo_field *field = cigo_group_field(layout->group, cigo_str_of(word));
        const char *nearest = field ? NULL : cigo_str_nearest(cigo_str_of(word), names, n);
        if (field)
            layout->columns[layout->n++] = field;
        else
            cigo_problem(problems, name->pos, _("«%.80s» non è una colonna di «%s»%s%s%s"), word, layout->group->id,
                         nearest ? _("; forse «") : "", nearest ? nearest : "", nearest ? "»" : "");
    }
}

static void read_headings(const struct cigo_yaml_node *list, size_t expected, struct layout *layout,
                          struct cigo_problems *problems)
{
    if (list->type != CIGO_YAML_LIST || list->n != expected) {
        cigo_problem(problems, list->pos, _("«headings»: ci vuole un'intestazione per ogni colonna, %zu"), expected);
        return;
    }
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_yaml_node *heading = list->items[i];
        if (heading->type == CIGO_YAML_SCALAR && !heading->null)
            layout->headings[layout->n_headings++] = heading->text;
        else
            cigo_problem(problems, heading->pos, _("«headings»: qui serve un testo"));
    }
}

static void read_group(const struct cigo_form *form, const struct cigo_yaml_node *root, struct layout *layout,
                       struct cigo_problems *problems)
{
    const char *group = text_of(root, "group", problems);
    const struct cigo_yaml_node *columns = cigo_yaml_get(root, "columns");
    const struct cigo_yaml_node *headings = cigo_yaml_get(root, "headings");
    const struct cigo_yaml_node *named = cigo_yaml_get(root, "group");
    layout->group = group ? cigo_form_group(form, cigo_str_of(group)) : NULL;
    if (!layout->group) {
        cigo_problem(problems, named ? named->pos : root->pos, _("«group» non è un gruppo del modulo"));
        return;
    }
    if (!columns || columns->type != CIGO_YAML_LIST || columns->n == 0 || columns->n > LAYOUT_COLUMNS) {
        cigo_problem(problems, columns ? columns->pos : root->pos, _("«columns»: mi aspettavo da 1 a %d colonne"),
                     LAYOUT_COLUMNS);
        return;
    }
    read_columns(columns, layout, problems);
    if (headings)
        read_headings(headings, columns->n, layout, problems);
}

static void read_rest(const struct cigo_yaml_node *root, struct layout *layout, struct cigo_problems *problems)
{
    const char *encoding = text_of(root, "encoding", problems);
    const char *separator = text_of(root, "separator", problems);
    if (encoding && strcmp(encoding, "utf-8") != 0)
        cigo_problem(problems, cigo_yaml_get(root, "encoding")->pos, _("«encoding» può essere soltanto utf-8"));
    if (separator && (strlen(separator) != 1 || strchr("\"\r\n'", separator[0])))
        cigo_problem(problems, cigo_yaml_get(root, "separator")->pos, _("«separator» è un solo segno"));
    else
        layout->separator = separator ? separator[0] : 0;
    layout->title = text_of(root, "title", problems);
    layout->closing = text_of(root, "closing", problems);
}

bool export_layout_read(const struct cigo_form *form, const char *file, struct layout *ret_layout,
                        struct cigo_problems *problems)
{
    const char *path = cigo_arena_printf(problems->arena, "%s/%s", form->dir, file);
    const struct cigo_yaml_limits limits = {.file = MAX_LAYOUT};
    struct layout layout = {0};
    struct cigo_error err;
    char *text;
    size_t size, before = problems->n;
    if (!cigo_file_read(path, MAX_LAYOUT, &text, &size, &err)) {
        cigo_problem(problems, (struct cigo_pos){path, 0, 0}, "%s", err.text);
        return false;
    }
    const struct cigo_yaml_node *root =
        cigo_yaml_parse(problems->arena, path, (struct cigo_str){text, size}, &limits, problems);
    free(text);
    if (root && root->type != CIGO_YAML_MAP)
        cigo_problem(problems, root->pos, _("un tracciato è fatto di «voce: valore»"));
    else if (root && known_keys(root, problems)) {
        read_group(form, root, &layout, problems);
        read_rest(root, &layout, problems);
    }
    if (problems->n > before)
        return false;
    *ret_layout = layout;
    return true;
}

bool export_layout_there(const struct cigo_form *form, const char *file)
{
    struct stat info;
    char *path = cigo_path_join(form->dir, file);
    bool there = lstat(path, &info) == 0;
    free(path);
    return there;
}

bool cigo_layouts_check(const struct cigo_form *form, struct cigo_problems *problems)
{
    bool ok = true;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct layout layout;
        if (export_layout_there(form, files[i]))
            ok &= export_layout_read(form, files[i], &layout, problems);
    }
    return ok;
}
