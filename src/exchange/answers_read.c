/* Answers files in. First everything is looked up and checked, then everything is put: on a mistake the
 * case is as it was. Every scalar is the text that a person would type; the field's kind reads it. */

#include <cigo/exchange/exchange.h>

const struct cigo_yaml_limits cigo_answers_limits = {
    .file = 64 << 20,
    .scalar = 1 << 20,
    .depth = 16,
};

struct reader {
    struct cigo_session *session;
    const struct cigo_form *form;
    enum cigo_answers_mode mode;
    struct cigo_problems *problems;
    struct cigo_error *err;
    bool failed; /* the machine's failure, in err */
};

const char *cigo_answers_file_form(const struct cigo_yaml_node *root)
{
    const struct cigo_yaml_node *form =
        root && root->type == CIGO_YAML_MAP ? cigo_yaml_get(root, "form") : NULL;
    return form && form->type == CIGO_YAML_SCALAR && !form->null ? form->text : NULL;
}

/* ---- checking ---- */

static void unknown(struct reader *r, const struct cigo_yaml_node *node, const char *what,
                    const char *const *names, size_t n)
{
    const char *near = cigo_str_nearest(cigo_str_of(node->key), names, n);
    if (near)
        cigo_problem(r->problems, node->key_pos, _("«%s» non è %s: forse «%s»?"), node->key, what, near);
    else
        cigo_problem(r->problems, node->key_pos, _("«%s» non è %s di questo modulo."), node->key, what);
}

static void unknown_answer(struct reader *r, const struct cigo_yaml_node *node)
{
    if (cigo_form_computed(r->form, cigo_str_of(node->key))) {
        cigo_problem(r->problems, node->key_pos,
                     _("«%s» è un valore calcolato: non si scrive, lo calcola cigo."), node->key);
        return;
    }
    size_t n = 0;
    const char **names =
        cigo_arena_alloc(r->problems->arena, (r->form->n_fields + r->form->n_groups + 1) * sizeof *names);
    for (size_t i = 0; i < r->form->n_fields; i++)
        names[n++] = r->form->fields[i].id;
    for (size_t i = 0; i < r->form->n_groups; i++)
        names[n++] = r->form->groups[i].id;
    unknown(r, node, _("un campo o un gruppo"), names, n);
}

static void unknown_column(struct reader *r, const struct cigo_yaml_node *node,
                           const struct cigo_group *group)
{
    const char **names = cigo_arena_alloc(r->problems->arena, (group->n_fields + 1) * sizeof *names);
    for (size_t i = 0; i < group->n_fields; i++)
        names[i] = group->fields[i].id;
    unknown(r, node, _("una colonna"), names, group->n_fields);
}

static bool is_choice(const struct cigo_field *field)
{
    return field->kind->id == CIGO_KIND_CHOICE || field->kind->id == CIGO_KIND_MULTICHOICE;
}

static void check_choice(struct reader *r, const struct cigo_field *field,
                         const struct cigo_yaml_node *node)
{
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_field_parse(field, cigo_session_today(r->session),
                     (struct cigo_str){node->text, node->n_text}, &parsed);
    if (parsed.verdict == CIGO_BAD) {
        const struct cigo_choices *list = field->ctx.choices;
        const char **ids = cigo_arena_alloc(r->problems->arena, (list->n + 1) * sizeof *ids);
        for (size_t i = 0; i < list->n; i++)
            ids[i] = list->items[i].id;
        const char *near =
            cigo_str_nearest((struct cigo_str){node->text, node->n_text}, ids, list->n);
        cigo_problem(r->problems, node->pos, near ? _("«%.60s» non è una scelta di «%s»: forse «%s»?")
                                                  : _("«%.60s» non è una scelta di «%s»."), node->text, field->id, near);
    }
    cigo_parsed_finish(&parsed);
}

/* {typed: "…"}: a choice's text that was not understood, as the writer keeps it. */
static const struct cigo_yaml_node *typed(const struct cigo_yaml_node *node)
{
    if (node->type != CIGO_YAML_MAP || node->n != 1)
        return NULL;
    const struct cigo_yaml_node *text = cigo_yaml_get(node, "typed");
    return text && text->type == CIGO_YAML_SCALAR ? text : NULL;
}

static void check_value(struct reader *r, const struct cigo_field *field,
                        const struct cigo_yaml_node *node)
{
    if (node->type == CIGO_YAML_SCALAR) {
        if (is_choice(field) && !node->null && node->n_text)
            check_choice(r, field, node);
        return;
    }
    if (is_choice(field) && typed(node))
        return;
    if (node->type == CIGO_YAML_MAP || field->kind->id != CIGO_KIND_MULTICHOICE) {
        cigo_problem(r->problems, node->pos, _("«%s» vuole un solo valore; qui c'è %s."), field->id,
                     node->type == CIGO_YAML_MAP ? _("una mappa") : _("un elenco"));
        return;
    }
    for (size_t i = 0; i < node->n; i++) {
        if (node->items[i]->type == CIGO_YAML_SCALAR)
            check_choice(r, field, node->items[i]);
        else
            cigo_problem(r->problems, node->items[i]->pos,
                         _("Nell'elenco di «%s» ogni voce è una scelta."), field->id);
    }
}

static void check_group(struct reader *r, const struct cigo_group *group,
                        const struct cigo_yaml_node *node)
{
    if (node->type == CIGO_YAML_SCALAR && (node->null || node->n_text == 0))
        return;
    if (node->type != CIGO_YAML_LIST) {
        cigo_problem(r->problems, node->pos, _("«%s» è un gruppo: vuole un elenco di righe."), group->id);
        return;
    }
    size_t max = group->max_rows ? group->max_rows : SIZE_MAX;
    if (node->n > max)
        cigo_problem(r->problems, node->pos, _("«%s» ha %zu righe: al massimo sono %zu."), group->id,
                     node->n, group->max_rows);
    for (size_t i = 0; i < node->n; i++) {
        const struct cigo_yaml_node *row = node->items[i];
        if (row->type != CIGO_YAML_MAP) {
            cigo_problem(r->problems, row->pos,
                         _("Una riga di «%s» si scrive come {colonna: valore, …}."), group->id);
            continue;
        }
        for (size_t k = 0; k < row->n; k++) {
            const struct cigo_field *field = cigo_group_field(group, cigo_str_of(row->items[k]->key));
            if (field)
                check_value(r, field, row->items[k]);
            else
                unknown_column(r, row->items[k], group);
        }
    }
}

static void check_answers(struct reader *r, const struct cigo_yaml_node *map)
{
    if (map->type == CIGO_YAML_SCALAR && (map->null || map->n_text == 0))
        return;
    if (map->type != CIGO_YAML_MAP) {
        cigo_problem(r->problems, map->pos, _("Le risposte si scrivono come «campo: valore»."));
        return;
    }
    for (size_t i = 0; i < map->n; i++) {
        const struct cigo_yaml_node *node = map->items[i];
        const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(node->key));
        const struct cigo_group *group = cigo_form_group(r->form, cigo_str_of(node->key));
        if (field)
            check_value(r, field, node);
        else if (group)
            check_group(r, group, node);
        else
            unknown_answer(r, node);
    }
}

/* ---- putting ---- */

static void put(struct reader *r, struct cigo_place place, struct cigo_str text)
{
    if (r->mode == CIGO_ANSWERS_LOAD)
        cigo_session_load_text(r->session, place, text);
    else
        r->failed |= !cigo_session_set(r->session, place, text, NULL, r->err);
}

static void put_value(struct reader *r, struct cigo_place place, const struct cigo_yaml_node *node)
{
    if (node->type == CIGO_YAML_MAP)
        node = typed(node);
    if (node->type == CIGO_YAML_SCALAR) {
        if (!node->null)
            put(r, place, (struct cigo_str){node->text, node->n_text});
        return;
    }
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    for (size_t i = 0; i < node->n; i++) {
        cigo_buf_puts(&buf, i ? ", " : "");
        cigo_buf_puts(&buf, node->items[i]->text);
    }
    put(r, place, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
}

static void put_group(struct reader *r, const struct cigo_group *group, const struct cigo_yaml_node *node)
{
    for (size_t i = 0; i < node->n && !r->failed; i++) {
        int64_t id = 0;
        if (r->mode == CIGO_ANSWERS_LOAD)
            id = cigo_session_load_row(r->session, group, 0);
        else
            r->failed |= !cigo_session_row_add(r->session, group, SIZE_MAX, &id, NULL, r->err);
        const struct cigo_yaml_node *row = node->items[i];
        for (size_t k = 0; k < row->n && !r->failed; k++) {
            const struct cigo_field *field = cigo_group_field(group, cigo_str_of(row->items[k]->key));
            put_value(r, (struct cigo_place){field, group, id}, row->items[k]);
        }
    }
}

static void put_answers(struct reader *r, const struct cigo_yaml_node *map)
{
    for (size_t i = 0; i < map->n && !r->failed; i++) {
        const struct cigo_yaml_node *node = map->items[i];
        const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(node->key));
        if (field)
            put_value(r, (struct cigo_place){.field = field}, node);
        else
            put_group(r, cigo_form_group(r->form, cigo_str_of(node->key)), node);
    }
}

bool cigo_answers_read_map(struct cigo_session *session, const struct cigo_yaml_node *map,
                           enum cigo_answers_mode mode, struct cigo_problems *problems,
                           struct cigo_error *err)
{
    struct reader r = {.session = session, .form = cigo_session_form(session), .mode = mode,
                       .problems = problems, .err = err};
    size_t before = problems->n;
    check_answers(&r, map);
    if (problems->n != before)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Il file delle risposte ha errori."));
    if (mode == CIGO_ANSWERS_ACTION)
        cigo_session_begin(session, N_("Risposte da file"));
    put_answers(&r, map);
    if (mode == CIGO_ANSWERS_ACTION && !cigo_session_end(session, NULL, err))
        return false;
    return !r.failed;
}

static void check_root(struct reader *r, const struct cigo_yaml_node *root)
{
    static const char *const keys[] = {"form", "form_version", "answers", "export"};
    for (size_t i = 0; i < root->n; i++) {
        struct cigo_str key = cigo_str_of(root->items[i]->key);
        if (!cigo_str_is(key, "form") && !cigo_str_is(key, "answers") && !cigo_str_is(key, "form_version") &&
            !cigo_str_is(key, "export"))
            unknown(r, root->items[i], _("una voce del file delle risposte"), keys, 4);
    }
    const char *form = cigo_answers_file_form(root);
    if (form && strcmp(form, r->form->id) != 0)
        cigo_problem(r->problems, cigo_yaml_get(root, "form")->pos,
                     _("Queste risposte sono del modulo «%s», non di «%s»."), form, r->form->id);
    if (!cigo_yaml_get(root, "answers"))
        cigo_problem(r->problems, root->pos, _("Manca «answers:», con le risposte."));
}

bool cigo_answers_read(struct cigo_session *session, const struct cigo_yaml_node *root,
                       enum cigo_answers_mode mode, struct cigo_problems *problems,
                       struct cigo_error *err)
{
    struct reader r = {.session = session, .form = cigo_session_form(session), .problems = problems};
    size_t before = problems->n;
    if (root->type != CIGO_YAML_MAP) {
        cigo_problem(problems, root->pos,
                     _("Un file di risposte comincia con «form: %s» e «answers:»."), r.form->id);
    } else {
        check_root(&r, root);
        const struct cigo_yaml_node *answers = cigo_yaml_get(root, "answers");
        if (answers && problems->n == before)
            return cigo_answers_read_map(session, answers, mode, problems, err);
        if (answers)
            check_answers(&r, answers);
    }
    return cigo_fail(err, CIGO_EXIT_USAGE, _("Il file delle risposte ha errori."));
}
