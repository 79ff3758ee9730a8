/* Fields and columns. */

#include "loader-priv.h"

#include <string.h>

/* Those that columns have not come first. */
enum { OF_FIELDS_ONLY = 4 };
static const struct cigo_key field_keys[] = {
    {"code", CIGO_KEY_HERE, 0, true},
    {"with", CIGO_KEY_HERE, 0, false},
    {"book", CIGO_KEY_HERE, 0, false},
    {"portal_value", CIGO_KEY_HERE, 0, false},
    {"kind", CIGO_KEY_HERE, 0, true},
    {"label", CIGO_KEY_TEXT, offsetof(struct cigo_field, label), true},
    {"choices", CIGO_KEY_CHOICES, offsetof(struct cigo_field, ctx.choices), false},
    {"ask", CIGO_KEY_TEXT, offsetof(struct cigo_field, ask), false},
    {"help", CIGO_KEY_TEXT, offsetof(struct cigo_field, help), false},
    {"where", CIGO_KEY_TEXT, offsetof(struct cigo_field, where), false},
    {"example", CIGO_KEY_TEXT, offsetof(struct cigo_field, example), false},
    {"mistake", CIGO_KEY_TEXT, offsetof(struct cigo_field, mistake), false},
    {"required", CIGO_KEY_HERE, 0, false},
    {"visible", CIGO_KEY_EXPR, offsetof(struct cigo_field, visible), false},
    {"min", CIGO_KEY_HERE, 0, false},
    {"max", CIGO_KEY_HERE, 0, false},
    {"unit", CIGO_KEY_TEXT, offsetof(struct cigo_field, unit), false},
    {"unit_one", CIGO_KEY_TEXT, offsetof(struct cigo_field, unit_one), false},
    {"portal", CIGO_KEY_HERE, 0, false},
    {"personal", CIGO_KEY_BOOL, offsetof(struct cigo_field, personal), false},
    {"past", CIGO_KEY_BOOL, offsetof(struct cigo_field, ctx.past), false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_field, source), false},
    {"renamed_from", CIGO_KEY_ID, offsetof(struct cigo_field, renamed_from), false},
    {"headers", CIGO_KEY_HERE, 0, false},
};

const struct cigo_kind *cigo_node_kind(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "kind");
    const struct cigo_kind *text = cigo_kind_get(CIGO_KIND_TEXT);
    const char *name = item ? cigo_node_text(l, item) : NULL;
    if (!name)
        return text;
    const struct cigo_kind *kind = cigo_kind_find(cigo_str_of(name));
    if (kind)
        return kind;
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    const char *names[CIGO_KIND_COUNT];
    for (size_t i = 0; i < n; i++)
        names[i] = kinds[i].name;
    cigo_unknown(l, item->pos, "un tipo («kind»)", name, names, n);
    return text;
}

bool cigo_kind_is_known(const struct cigo_yaml_node *node)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "kind");
    return item && item->type == CIGO_YAML_SCALAR && cigo_kind_find(cigo_str_of(item->text));
}

void cigo_check_choices(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                        const struct cigo_kind *kind, const struct cigo_choices *choices)
{
    bool chosen = kind->id == CIGO_KIND_CHOICE || kind->id == CIGO_KIND_MULTICHOICE;
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "choices");
    if (chosen && !item)
        cigo_complain(l, cigo_node_pos(node), "%s: manca «choices», l'elenco delle scelte", what);
    if (!chosen && choices)
        cigo_complain(l, item->key_pos, "%s: «choices» va solo con kind: choice o multichoice",
                      what);
}

enum cigo_portal cigo_node_portal(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    static const char *const words[] = {"local", "presumed", "confirmed", "given"}; /* as the enum */
    size_t portal = CIGO_PORTAL_LOCAL;
    cigo_node_word(l, cigo_yaml_get(node, "portal"), words, CIGO_N(words), &portal);
    return (enum cigo_portal)portal;
}

void cigo_node_code(struct cigo_loader *l, const struct cigo_yaml_node *node, size_t section,
                    const char *what, struct cigo_code *ret_code, const char **ret_text)
{
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "code");
    const char *text = item ? cigo_node_text(l, item) : NULL;
    struct cigo_code code;
    if (!text)
        return;
    *ret_text = text;
    if (!cigo_parse_code(text, &code) || code.number == 0) {
        cigo_complain(l, item->pos, "%s: «%.80s» non è un codice: mi aspettavo per esempio 4.10",
                      what, text);
        return;
    }
    struct cigo_code own = l->maps[CIGO_MAP_SECTIONS].items[section].code;
    if (own.section && code.section != own.section)
        cigo_complain(l, item->pos, "%s: il codice %s non è della sezione %u", what, text,
                      own.section);
    else
        *ret_code = code;
}

static void read_headers(struct cigo_loader *l, const struct cigo_yaml_node *item, const char *what, bool column,
                         struct cigo_field *field)
{
    if (item && !column)
        cigo_complain(l, item->key_pos, "%s: «headers» va solo con le colonne di un gruppo", what);
    size_t n;
    const char *const *texts = cigo_node_texts(l, item, &n);
    const char **headers = cigo_arena_alloc(l->arena, (n + 1) * sizeof *headers);
    headers[0] = field->own; /* files keep it */
    if (n)
        memcpy(headers + 1, texts, n * sizeof *headers);
    field->headers = headers;
    field->n_headers = n + 1;
}

static void read_required(struct cigo_loader *l, const struct cigo_yaml_node *item,
                          struct cigo_field *field)
{
    if (!item)
        return;
    if (item->type == CIGO_YAML_SCALAR && strcmp(item->text, "true") == 0)
        field->required = true;
    else if (item->type != CIGO_YAML_SCALAR || strcmp(item->text, "false") != 0)
        cigo_node_expr(l, item, &field->required_if);
}

/* A bound in the kind's own unit, read by the kind itself. */
static bool read_bound(struct cigo_loader *l, const struct cigo_yaml_node *item,
                       const struct cigo_field *field, int64_t *ret_value)
{
    const char *text = item ? cigo_node_text(l, item) : NULL;
    if (!text)
        return false;
    struct cigo_kind_ctx ctx = field->ctx;
    ctx.has_min = ctx.has_max = false;
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(field->kind, &ctx, cigo_str_of(text), &parsed);
    bool fine = parsed.verdict == CIGO_OK && parsed.value.storage == CIGO_INT;
    if (fine)
        *ret_value = parsed.value.i;
    else
        cigo_complain(l, item->pos, "%s: mi aspettavo %s, ho trovato «%.80s»", item->key,
                      field->kind->what, text);
    cigo_parsed_finish(&parsed);
    return fine;
}

static void read_range(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                       struct cigo_field *field)
{
    const struct cigo_yaml_node *min = cigo_yaml_get(node, "min"),
                                *max = cigo_yaml_get(node, "max");
    bool text = field->kind->id == CIGO_KIND_TEXT || field->kind->id == CIGO_KIND_LONGTEXT;
    enum cigo_type type = field->kind->type;
    bool range = type == CIGO_TYPE_INTEGER || type == CIGO_TYPE_DECIMAL || type == CIGO_TYPE_DATE ||
                 type == CIGO_TYPE_TIME;
    if (min && !range)
        cigo_complain(l, min->key_pos, "%s: «min» non va con kind: %s", what, field->kind->name);
    if (max && !range && !text)
        cigo_complain(l, max->key_pos, "%s: «max» non va con kind: %s", what, field->kind->name);
    if (text && max && cigo_node_count(l, max, &field->ctx.max_chars) && field->ctx.max_chars == 0)
        cigo_complain(l, max->pos, "%s: «max» è il massimo dei caratteri, almeno 1", what);
    if (!range)
        return;
    field->ctx.has_min = read_bound(l, min, field, &field->ctx.min);
    field->ctx.has_max = read_bound(l, max, field, &field->ctx.max);
    if (field->ctx.has_min && field->ctx.has_max && field->ctx.min > field->ctx.max)
        cigo_complain(l, min->pos, "%s: «min» è più grande di «max»", what);
}

void cigo_node_field(struct cigo_loader *l, const struct cigo_yaml_node *node, bool column,
                     struct cigo_field *field)
{
    const char *what = cigo_what(l, column ? "colonna" : "campo", node);
    field->id = node->key;
    field->pos = node->key_pos;
    field->kind = cigo_kind_get(CIGO_KIND_TEXT);
    field->label = node->key;
    cigo_check_id(l, node, what);
    size_t skip = column ? OF_FIELDS_ONLY : 0;
    if (!cigo_node_map(l, node, what, field_keys + skip, CIGO_N(field_keys) - skip, field))
        return;
    field->own = field->label;
    field->kind = cigo_node_kind(l, node);
    if (field->kind->type == CIGO_TYPE_DECIMAL)
        field->ctx.places = 2;
    field->portal = cigo_node_portal(l, node);
    read_required(l, cigo_yaml_get(node, "required"), field);
    read_headers(l, cigo_yaml_get(node, "headers"), what, column, field);
    if (!cigo_kind_is_known(node))
        return;
    cigo_check_choices(l, node, what, field->kind, field->ctx.choices);
    read_range(l, node, what, field);
    const struct cigo_yaml_node *past = cigo_yaml_get(node, "past");
    if (past && field->kind->type != CIGO_TYPE_DATE)
        cigo_complain(l, past->key_pos, "%s: «past» va solo con kind: date", what);
}

static const struct cigo_field *read_companion(struct cigo_loader *l, const struct cigo_yaml_node *map,
                                               const char *key, enum cigo_kind_id want)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, key);
    size_t at = node ? cigo_entries_need(l, CIGO_MAP_FIELDS, "un campo", node) : l->form->n_fields;
    if (at >= l->form->n_fields)
        return NULL;
    const struct cigo_field *field = &l->form->fields[at];
    if (field->kind->id != want)
        cigo_complain(l, node->pos, "with: «%s» vuole un campo con kind: %s", key, cigo_kind_get(want)->name);
    return field;
}

/* `with:` of a comune; when all fields are read. */
static void read_with(struct cigo_loader *l, const struct cigo_yaml_node *field_node, struct cigo_field *field)
{
    static const struct cigo_key keys[] = {
        {"provincia", CIGO_KEY_HERE, 0, false},
        {"cap", CIGO_KEY_HERE, 0, false},
    };
    const struct cigo_yaml_node *node = cigo_yaml_get(field_node, "with");
    if (!node || !cigo_node_map(l, node, "with", keys, CIGO_N(keys), NULL))
        return;
    if (field->kind->id != CIGO_KIND_COMUNE)
        cigo_complain(l, node->key_pos, "campo «%s»: «with» va solo con kind: comune", field->id);
    field->with_province = read_companion(l, node, "provincia", CIGO_KIND_PROVINCIA);
    field->with_cap = read_companion(l, node, "cap", CIGO_KIND_CAP);
}

void cigo_load_fields(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_FIELDS];
    l->form->fields = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->fields);
    l->form->n_fields = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        struct cigo_entry *entry = &entries->items[i];
        struct cigo_field *field = &l->form->fields[i];
        cigo_node_field(l, entry->node, false, field);
        field->section = entry->section;
        field->index = i;
        struct cigo_code ignored;
        if (entry->node->type == CIGO_YAML_MAP)
            cigo_node_code(l, entry->node, entry->section, cigo_what(l, "campo", entry->node),
                           &ignored, &field->code);
    }
    for (size_t i = 0; i < entries->n; i++)
        read_with(l, entries->items[i].node, &l->form->fields[i]);
}
