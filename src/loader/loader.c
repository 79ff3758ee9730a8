/* forms/<id>/ → struct cigo_form. Files are read in a fixed order and their top-level maps
 * gathered; then each kind of entity is read after those that it refers to. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cigo/base/alloc.h>

static const char *const map_names[] = {
    [CIGO_MAP_CHOICES] = "choices", [CIGO_MAP_SECTIONS] = "sections",
    [CIGO_MAP_GROUPS] = "groups",   [CIGO_MAP_VIEWS] = "views",
    [CIGO_MAP_ALERTS] = "alerts",   [CIGO_MAP_PARAMS] = "params",
    [CIGO_MAP_WINDOWS] = "windows", [CIGO_MAP_WORDLISTS] = "wordlists",
    [CIGO_MAP_SOURCES] = "sources", [CIGO_MAP_GLOSSARY] = "glossary",
};

/* The head of form.yaml, then what any file may hold. */
static const struct cigo_key form_keys[] = {
    {"form", CIGO_KEY_NAME, offsetof(struct cigo_form, id), true},
    {"format", CIGO_KEY_HERE, 0, true},
    {"version", CIGO_KEY_TEXT, offsetof(struct cigo_form, version), true},
    {"title", CIGO_KEY_TEXT, offsetof(struct cigo_form, title), true},
    {"short", CIGO_KEY_TEXT, offsetof(struct cigo_form, name), false},
    {"order", CIGO_KEY_TEXT, offsetof(struct cigo_form, order), false},
    {"choices", CIGO_KEY_HERE, 0, false},
    {"sections", CIGO_KEY_HERE, 0, false},
    {"groups", CIGO_KEY_HERE, 0, false},
    {"views", CIGO_KEY_HERE, 0, false},
    {"alerts", CIGO_KEY_HERE, 0, false},
    {"params", CIGO_KEY_HERE, 0, false},
    {"windows", CIGO_KEY_HERE, 0, false},
    {"holidays", CIGO_KEY_HERE, 0, false},
    {"wordlists", CIGO_KEY_HERE, 0, false},
    {"sources", CIGO_KEY_HERE, 0, false},
    {"glossary", CIGO_KEY_HERE, 0, false},
    {"tutorial", CIGO_KEY_HERE, 0, false},
    {"list", CIGO_KEY_HERE, 0, false},
    {"term", CIGO_KEY_HERE, 0, false},
};
enum { HEAD_KEYS = 6 };

static bool is_empty(const struct cigo_yaml_node *node)
{
    return node->type == CIGO_YAML_SCALAR && node->null;
}

/* Without a code it adds to a section or group that another file describes. */
static bool is_part(const struct cigo_yaml_node *node)
{
    return node->type == CIGO_YAML_MAP && !cigo_yaml_get(node, "code");
}

static void gather_entries(struct cigo_loader *l, enum cigo_load_map map,
                           const struct cigo_yaml_node *node)
{
    struct cigo_nodes *parts = map == CIGO_MAP_SECTIONS ? &l->section_parts
                               : map == CIGO_MAP_GROUPS ? &l->group_parts
                                                        : NULL;
    for (size_t i = 0; i < node->n; i++) {
        if (parts && is_part(node->items[i]))
            *CIGO_PUSH(parts->items, parts->n, parts->cap) = node->items[i];
        else
            cigo_entries_add(&l->maps[map], node->items[i], 0);
    }
}

static void keep_one(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *twice,
                     const struct cigo_yaml_node **kept)
{
    if (node && *kept)
        cigo_complain(l, node->key_pos, "%s", twice);
    else if (node)
        *kept = node;
}

static void gather(struct cigo_loader *l, const struct cigo_yaml_node *root)
{
    const struct cigo_yaml_node *holidays = cigo_yaml_get(root, "holidays");
    if (holidays && !is_empty(holidays))
        *CIGO_PUSH(l->holidays.items, l->holidays.n, l->holidays.cap) = holidays;
    keep_one(l, cigo_yaml_get(root, "tutorial"), "il modulo ha già un tutorial", &l->tutorial);
    keep_one(l, cigo_yaml_get(root, "list"), "il modulo dice già che cosa va negli elenchi", &l->list);
    keep_one(l, cigo_yaml_get(root, "term"), "il modulo dice già come si chiede il termine", &l->filing);
    for (int map = 0; map < CIGO_MAP_FIELDS; map++) {
        const struct cigo_yaml_node *node = cigo_yaml_get(root, map_names[map]);
        if (!node || is_empty(node))
            continue;
        if (node->type == CIGO_YAML_MAP)
            gather_entries(l, (enum cigo_load_map)map, node);
        else
            cigo_complain(l, node->pos, "%s: mi aspettavo «id: …»", map_names[map]);
    }
}

/* A greater format may mean anything: nothing else is reported then. */
static bool read_head(struct cigo_loader *l, const struct cigo_yaml_node *root)
{
    const struct cigo_yaml_node *format = cigo_yaml_get(root, "format");
    size_t number = 0;
    if (format && cigo_node_count(l, format, &number)) {
        if (number > CIGO_FORM_FORMAT) {
            cigo_complain(
                l, format->pos,
                "questo modulo richiede una versione più recente di cigo (formato %zu, qui si "
                "legge fino al %d): aggiorni il programma",
                number, CIGO_FORM_FORMAT);
            return false;
        }
        if (number == 0)
            cigo_complain(l, format->pos, "format: mi aspettavo %d", CIGO_FORM_FORMAT);
    }
    l->form->format = (int)number;
    if (cigo_node_map(l, root, "modulo", form_keys, CIGO_N(form_keys), l->form))
        gather(l, root);
    if (!l->form->name)
        l->form->name = l->form->id;
    return true;
}

static void read_part(struct cigo_loader *l, const char *path)
{
    const struct cigo_yaml_node *root = cigo_load_file(l->arena, path, l->problems);
    if (!root || is_empty(root))
        return;
    if (cigo_node_map(l, root, "file del modulo", form_keys + HEAD_KEYS,
                      CIGO_N(form_keys) - HEAD_KEYS, NULL))
        gather(l, root);
}

static void read_folder(struct cigo_loader *l, const char *sub)
{
    size_t n;
    const char **paths = cigo_load_list(l->arena, l->form->dir, sub, &n, l->problems);
    for (size_t i = 0; i < n; i++)
        read_part(l, paths[i]);
}

static void read_optional(struct cigo_loader *l, const char *name)
{
    const char *path = cigo_arena_printf(l->arena, "%s/%s", l->form->dir, name);
    struct stat info;
    if (lstat(path, &info) == 0)
        read_part(l, path);
}

static bool read_files(struct cigo_loader *l)
{
    const char *dir = l->form->dir, *path = cigo_arena_printf(l->arena, "%s/form.yaml", dir);
    struct stat info;
    if (stat(dir, &info) != 0 || !S_ISDIR(info.st_mode)) {
        cigo_complain(l, (struct cigo_pos){dir, 0, 0},
                      "la cartella del modulo non c'è: controlli il "
                      "percorso");
        return false;
    }
    if (lstat(path, &info) != 0) {
        cigo_complain(l, (struct cigo_pos){path, 0, 0},
                      "manca form.yaml: questa cartella non è quella di un modulo");
        return false;
    }
    const struct cigo_yaml_node *root = cigo_load_file(l->arena, path, l->problems);
    if (root && !read_head(l, root))
        return false;
    read_folder(l, "sections");
    read_folder(l, "alerts");
    read_optional(l, "params.yaml");
    read_optional(l, "sources.yaml");
    read_optional(l, "glossario.yaml");
    read_optional(l, "tutorial.yaml");
    return root != NULL;
}

static void read_entities(struct cigo_loader *l)
{
    static void (*const steps[])(struct cigo_loader *) = {
        cigo_load_sources, cigo_load_choices,  cigo_gather_sections, cigo_load_fields, cigo_load_book,
        cigo_load_groups,  cigo_load_computed, cigo_load_spreads,    cigo_load_sections,
        cigo_load_views,   cigo_load_params,   cigo_load_windows,    cigo_load_holidays,
        cigo_load_wordlists, cigo_load_alerts, cigo_load_glossary,   cigo_load_tutorial,
        cigo_load_list_def, cigo_load_filing, cigo_check_unique,
    };
    for (size_t i = 0; i < CIGO_N(steps); i++)
        steps[i](l);
    if (l->form->n_sections == 0)
        cigo_complain(l, (struct cigo_pos){l->form->dir, 0, 0}, "il modulo non ha sezioni");
}

bool cigo_complained_enough(const struct cigo_loader *l)
{
    return l->problems->n - l->n_before >= CIGO_LOAD_MAX_PROBLEMS;
}

void cigo_complain(struct cigo_loader *l, struct cigo_pos pos, const char *format, ...)
{
    va_list ap;
    if (cigo_complained_enough(l))
        return;
    va_start(ap, format);
    cigo_problem_list(l->problems, pos, format, ap);
    va_end(ap);
}

void cigo_load_keep_files(struct cigo_loader *l)
{
    const char *last = NULL, *copy = NULL;
    for (size_t i = l->n_before; i < l->problems->n; i++) {
        struct cigo_pos *pos = &l->problems->items[i].pos;
        if (pos->file && pos->file != last) {
            last = pos->file;
            copy = cigo_arena_dup(l->problems->arena, last);
        }
        pos->file = pos->file ? copy : NULL;
    }
}

static void finish(struct cigo_loader *l)
{
    for (int map = 0; map < CIGO_MAP_COUNT; map++)
        free(l->maps[map].items);
    free(l->holidays.items);
    free(l->section_parts.items);
    free(l->group_parts.items);
}

struct cigo_form *cigo_form_load(const char *dir, struct cigo_problems *problems)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_loader l = {.arena = arena, .problems = problems, .n_before = problems->n};
    l.form = cigo_arena_alloc(arena, sizeof *l.form);
    l.form->arena = arena;
    l.form->dir = cigo_arena_dup(arena, dir);
    if (read_files(&l))
        read_entities(&l);
    finish(&l);
    if (problems->n == l.n_before) {
        cigo_form_index(l.form);
        return l.form;
    }
    if (problems->n - l.n_before >= CIGO_LOAD_MAX_PROBLEMS)
        cigo_problem(problems, (struct cigo_pos){l.form->dir, 0, 0},
                     "ci sono altri errori: corregga questi e riprovi");
    cigo_load_keep_files(&l);
    cigo_form_free(l.form);
    return NULL;
}
