/* Copying by what riuso.yaml says: fields, rows with some of their columns, answers under another name, and the
 * former case itself as a row. What is not reused, and was answered then or is required now, is listed. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/reuse.h>
#include <cigo/i18n/i18n.h>

struct reuse {
    struct cigo_session *from, *to;
    const struct cigo_form *form;
    const char *path;
    const struct cigo_yaml_node *root;
    struct cigo_arena *arena;
    bool *reused;        /* fields that are copied or filled */
    bool **columns;      /* of each group, NULL = its rows are not copied */
    struct cigo_reuse result;
    struct cigo_error *err;
};

static bool bad(struct reuse *r, struct cigo_pos pos, const char *name)
{
    return cigo_fail(r->err, CIGO_EXIT_USAGE, _("%s:%u:%u: «%.80s» non è del modulo, o qui non va."), r->path,
                     pos.line, pos.column, name);
}

static const char *text_of(const struct cigo_yaml_node *node)
{
    return node && node->type == CIGO_YAML_SCALAR ? node->text : "";
}

/* ---- what the file says, checked ---- */

static bool each_is_list(const struct cigo_yaml_node *map)
{
    for (size_t i = 0; i < map->n; i++)
        if (map->items[i]->type != CIGO_YAML_LIST)
            return false;
    return true;
}

/* Lists where names stand one after the other, maps where each has something behind it. */
static bool has_shape(struct reuse *r)
{
    static const struct {
        const char *key;
        enum cigo_yaml_type type;
        bool lists; /* of each name a list */
    } parts[] = {{"fields", CIGO_YAML_LIST, false}, {"groups", CIGO_YAML_MAP, true}, {"fill", CIGO_YAML_MAP, true},
                 {"add", CIGO_YAML_MAP, false}};
    if (r->root->type != CIGO_YAML_MAP)
        return bad(r, r->root->pos, text_of(r->root));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct cigo_yaml_node *part = cigo_yaml_get(r->root, parts[i].key);
        if (part && (part->type != parts[i].type || (parts[i].lists && !each_is_list(part))))
            return bad(r, part->key_pos, parts[i].key);
    }
    return true;
}

static bool read_fields(struct reuse *r)
{
    const struct cigo_yaml_node *list = cigo_yaml_get(r->root, "fields");
    for (size_t i = 0; list && i < list->n; i++) {
        const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(text_of(list->items[i])));
        if (!field)
            return bad(r, list->items[i]->pos, text_of(list->items[i]));
        r->reused[field->index] = true;
    }
    return true;
}

static bool read_groups(struct reuse *r)
{
    const struct cigo_yaml_node *map = cigo_yaml_get(r->root, "groups");
    for (size_t i = 0; map && i < map->n; i++) {
        const struct cigo_yaml_node *list = map->items[i];
        const struct cigo_group *group = cigo_form_group(r->form, cigo_str_of(list->key));
        if (!group)
            return bad(r, list->key_pos, list->key);
        bool *columns = r->columns[group->index] = cigo_arena_alloc(r->arena, group->n_fields * sizeof *columns);
        for (size_t k = 0; k < list->n; k++) {
            const struct cigo_field *column = cigo_group_field(group, cigo_str_of(text_of(list->items[k])));
            if (!column)
                return bad(r, list->items[k]->pos, text_of(list->items[k]));
            columns[column->index] = true;
        }
    }
    return true;
}

/* ---- copying ---- */

static bool put(struct reuse *r, struct cigo_place place, const char *text)
{
    if (!*text)
        return true;
    r->result.copied++;
    return cigo_session_set(r->to, place, cigo_str_of(text), NULL, r->err);
}

static bool copy_fields(struct reuse *r)
{
    for (size_t i = 0; i < r->form->n_fields; i++) {
        struct cigo_place place = {.field = &r->form->fields[i]};
        if (r->reused[i] && cigo_session_visible(r->from, place) &&
            !put(r, place, cigo_session_text(r->from, place)))
            return false;
    }
    return true;
}

static bool copy_row(struct reuse *r, const struct cigo_group *group, int64_t from)
{
    int64_t to;
    if (!cigo_session_row_add(r->to, group, SIZE_MAX, &to, NULL, r->err))
        return false;
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place cell = {&group->fields[i], group, from};
        if (!r->columns[group->index][i] || !cigo_session_visible(r->from, cell))
            continue;
        if (!put(r, (struct cigo_place){cell.field, group, to}, cigo_session_text(r->from, cell)))
            return false;
    }
    return true;
}

static bool copy_groups(struct reuse *r)
{
    for (size_t g = 0; g < r->form->n_groups; g++) {
        const struct cigo_rows *rows = &cigo_session_answers(r->from)->groups[g];
        bool shown = cigo_session_visible(r->from, (struct cigo_place){.group = &r->form->groups[g]});
        for (size_t i = 0; shown && r->columns[g] && i < rows->n; i++)
            if (!copy_row(r, &r->form->groups[g], rows->items[i].id))
                return false;
    }
    return true;
}

const char *cigo_reuse_text(const struct cigo_session *session, const struct cigo_field *field)
{
    struct cigo_place place = {.field = field};
    struct cigo_value value = cigo_cell_value(cigo_answers_cell(cigo_session_answers(session), place));
    return field->ctx.choices && value.storage == CIGO_TEXT ? value.s.p : cigo_session_text(session, place);
}

/* An answer of the former case, or a value that it computed, as a person would type it, in whatever language. */
static const char *former(struct reuse *r, const char *name)
{
    const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(name));
    const struct cigo_computed *computed = cigo_form_computed(r->form, cigo_str_of(name));
    struct cigo_buf buf;
    if (field)
        return cigo_reuse_text(r->from, field);
    if (!computed)
        return NULL;
    cigo_buf_init(&buf, 65536);
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(r->from), computed, 0);
    if (computed->type == CIGO_TYPE_CHOICE && value.storage == CIGO_TEXT)
        cigo_buf_add(&buf, value.s);
    else
        cigo_kind_format(computed->kind, &computed->ctx, &value, &buf);
    const char *text = cigo_arena_str(r->arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

static bool fill(struct reuse *r)
{
    const struct cigo_yaml_node *map = cigo_yaml_get(r->root, "fill");
    for (size_t i = 0; map && i < map->n; i++) {
        const struct cigo_yaml_node *list = map->items[i];
        const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(list->key));
        const char *text = "";
        if (!field)
            return bad(r, list->key_pos, list->key);
        for (size_t k = 0; !*text && k < list->n; k++) {
            text = former(r, text_of(list->items[k]));
            if (!text)
                return bad(r, list->items[k]->pos, text_of(list->items[k]));
        }
        if (!put(r, (struct cigo_place){.field = field}, text))
            return false;
    }
    return true;
}

/* The cells of the row that the former case becomes; `constant`: the texts are in the file. Row 0: only looks
 * whether the file is right. */
static bool add_cells(struct reuse *r, struct cigo_place row, const struct cigo_yaml_node *map, bool constant)
{
    for (size_t i = 0; map && i < map->n; i++) {
        const struct cigo_yaml_node *item = map->items[i];
        struct cigo_place place = {cigo_group_field(row.group, cigo_str_of(item->key)), row.group, row.row};
        const char *text = constant ? text_of(item) : former(r, text_of(item));
        if (!place.field || !text)
            return bad(r, place.field ? item->pos : item->key_pos, place.field ? text_of(item) : item->key);
        if (row.row && !put(r, place, text))
            return false;
    }
    return true;
}

static bool add_row(struct reuse *r, struct cigo_place row, const struct cigo_yaml_node *add)
{
    return add_cells(r, row, cigo_yaml_get(add, "copy"), false) && add_cells(r, row, cigo_yaml_get(add, "set"), true);
}

static bool add_former(struct reuse *r)
{
    const struct cigo_yaml_node *add = cigo_yaml_get(r->root, "add");
    if (!add)
        return true;
    const struct cigo_yaml_node *name = cigo_yaml_get(add, "group"), *when = cigo_yaml_get(add, "when");
    struct cigo_place row = {.group = cigo_form_group(r->form, cigo_str_of(text_of(name)))};
    const char *answer = former(r, text_of(when));
    if (!row.group || !answer)
        return bad(r, add->pos, row.group ? text_of(when) : text_of(name));
    if (!add_row(r, row, add))
        return false;
    if (strcmp(answer, text_of(cigo_yaml_get(add, "is"))) != 0) {
        r->result.note_at = row.group;
        r->result.note = cigo_arena_dup(r->arena, text_of(cigo_yaml_get(add, "else")));
        return true;
    }
    return cigo_session_row_add(r->to, row.group, SIZE_MAX, &row.row, NULL, r->err) && add_row(r, row, add);
}

/* ---- what is to be declared again ---- */

struct listing {
    struct cigo_place *items;
    size_t n, cap;
};

static bool is_empty(const struct cigo_session *session, struct cigo_place place)
{
    return !*cigo_session_text(session, place);
}

static bool was_answered(const struct reuse *r, struct cigo_place place)
{
    return cigo_session_visible(r->from, place) && !is_empty(r->from, place);
}

static bool is_wanted(const struct reuse *r, struct cigo_place place)
{
    return cigo_session_visible(r->to, place) && cigo_session_required(r->to, place);
}

static void list_field(struct reuse *r, const struct cigo_field *field, struct listing *list)
{
    struct cigo_place place = {.field = field};
    if (field->portal != CIGO_PORTAL_GIVEN && is_empty(r->to, place) &&
        (was_answered(r, place) || is_wanted(r, place)))
        *CIGO_PUSH(list->items, list->n, list->cap) = place;
}

static bool any_answered(const struct reuse *r, const struct cigo_field *column)
{
    const struct cigo_rows *rows = &cigo_session_answers(r->from)->groups[column->group->index];
    for (size_t i = 0; i < rows->n; i++)
        if (was_answered(r, (struct cigo_place){column, column->group, rows->items[i].id}))
            return true;
    return false;
}

/* Rows that were not copied, as a whole; of those that were, the columns that were not. */
static void list_group(struct reuse *r, const struct cigo_group *group, struct listing *list)
{
    struct cigo_place whole = {.group = group};
    size_t n = cigo_session_answers(r->from)->groups[group->index].n;
    const bool *columns = r->columns[group->index];
    if (group->portal == CIGO_PORTAL_GIVEN || !cigo_session_visible(r->from, whole) || n == 0)
        return;
    if (!columns || group == r->result.note_at)
        *CIGO_PUSH(list->items, list->n, list->cap) = whole;
    for (size_t i = 0; columns && i < group->n_fields; i++)
        if (!columns[i] && any_answered(r, &group->fields[i]))
            *CIGO_PUSH(list->items, list->n, list->cap) = (struct cigo_place){&group->fields[i], group, 0};
}

static void list_what_is_left(struct reuse *r)
{
    struct listing list = {0};
    for (size_t s = 0; s < r->form->n_sections; s++) {
        const struct cigo_section *section = &r->form->sections[s];
        for (size_t i = 0; i < section->n_items; i++) {
            if (section->items[i].type == CIGO_ITEM_FIELD)
                list_field(r, &r->form->fields[section->items[i].index], &list);
            else if (section->items[i].type == CIGO_ITEM_GROUP)
                list_group(r, &r->form->groups[section->items[i].index], &list);
        }
    }
    struct cigo_place *kept = cigo_arena_alloc(r->arena, (list.n + 1) * sizeof *kept);
    if (list.n)
        memcpy(kept, list.items, list.n * sizeof *kept);
    free(list.items);
    r->result.declare = kept;
    r->result.n_declare = list.n;
}

/* ---- the whole ---- */

static bool copy(struct reuse *r, const char *label)
{
    struct cigo_error ignored = {0};
    r->reused = cigo_arena_alloc(r->arena, (r->form->n_fields + 1) * sizeof *r->reused);
    r->columns = cigo_arena_alloc(r->arena, (r->form->n_groups + 1) * sizeof *r->columns);
    if (!has_shape(r) || !read_fields(r) || !read_groups(r))
        return false;
    cigo_session_begin(r->to, label);
    bool ok = copy_fields(r) && copy_groups(r) && fill(r) && add_former(r);
    ok = cigo_session_end(r->to, NULL, ok ? r->err : &ignored) && ok;
    const char *failed = cigo_session_save_failed(r->to);
    if (ok && failed)
        return cigo_fail(r->err, CIGO_EXIT_STORAGE, "%s", failed);
    if (ok)
        list_what_is_left(r);
    return ok;
}

bool cigo_reuse(struct cigo_session *from, struct cigo_session *to, const char *label, struct cigo_arena *arena,
                struct cigo_reuse *ret_reuse, struct cigo_error *err)
{
    const struct cigo_yaml_limits limits = {.file = 65536};
    struct reuse r = {.from = from, .to = to, .form = cigo_session_form(to), .arena = arena, .err = err};
    char *path = cigo_path_join(r.form->dir, "riuso.yaml"), *text = NULL;
    size_t size;
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    bool ok = cigo_file_read(path, limits.file, &text, &size, err) ||
              cigo_fail(err, CIGO_EXIT_USAGE,
                        _("il modulo «%s» non dice che cosa si può portare da una domanda all'altra (manca «%s»)."),
                        r.form->id, path);
    r.path = path;
    if (ok)
        r.root = cigo_yaml_parse(arena, path, (struct cigo_str){text, size}, &limits, &problems);
    if (ok && (!r.root || r.root->type != CIGO_YAML_MAP))
        ok = cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non si può usare: %s."), path,
                       problems.n ? problems.items[0].text : _("non è una mappa"));
    ok = ok && copy(&r, label);
    if (ok)
        *ret_reuse = r.result;
    cigo_problems_finish(&problems);
    free(text);
    free(path);
    return ok;
}
