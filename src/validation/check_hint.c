/* What to say of a name that nothing has: the nearest one, or where it would be found. */

#include "check-priv.h"

#include <stdlib.h>

struct names {
    const char **items;
    size_t n, cap;
};

static void add(struct names *names, const char *name)
{
    *CIGO_PUSH(names->items, names->n, names->cap) = name;
}

const char *cigo_ck_near(struct cigo_ck *ck, struct cigo_str word, const char *const *names,
                         size_t n)
{
    const char *near = cigo_str_nearest(word, names, n);
    if (!near)
        return "";
    return cigo_arena_printf(ck->arena, ": forse «%s»?", near);
}

static void add_group(struct names *names, const struct cigo_group *group)
{
    for (size_t i = 0; i < group->n_fields; i++)
        add(names, group->fields[i].id);
    for (size_t i = 0; i < group->n_computed; i++)
        add(names, group->computed[i].id);
}

static void add_single(struct names *names, const struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_fields; i++)
        add(names, form->fields[i].id);
    for (size_t i = 0; i < form->n_computed; i++)
        add(names, form->computed[i].id);
    add(names, "oggi");
}

static void add_table(struct cigo_ck *ck, struct names *names, const struct cigo_ck_table *table)
{
    if (table->source == CIGO_SRC_GROUP)
        add_group(names, table->group);
    for (size_t i = 0; table->source == CIGO_SRC_VIEW && i < table->view->n_columns; i++)
        add(names, table->view->columns[i]);
    for (size_t i = 0; i < table->cols.n; i++)
        add(names, cigo_arena_str(ck->arena, table->cols.items[i].name));
    if (table->source == CIGO_SRC_DOMANDA || table->source == CIGO_SRC_TESTI)
        add_single(names, ck->scope->form);
}

static const struct cigo_group *group_with(const struct cigo_form *form, struct cigo_str name)
{
    for (size_t i = 0; i < form->n_groups; i++) {
        if (cigo_group_field(&form->groups[i], name) || cigo_group_computed(&form->groups[i], name))
            return &form->groups[i];
    }
    return NULL;
}

void cigo_ck_unknown(struct cigo_ck *ck, size_t tok, struct cigo_str name)
{
    const struct cigo_form *form = ck->scope->form;
    const struct cigo_group *group = group_with(form, name);
    struct names names = {0};
    add_single(&names, form);
    for (size_t i = 0; i < ck->select->n_tables; i++)
        add_table(ck, &names, &ck->select->tables[i]);
    const char *near = cigo_ck_near(ck, name, names.items, names.n);
    if (cigo_form_param(form, name))
        cigo_ck_bad(ck, tok, "«%.*s» è un numero datato: scriva param('%.*s')", (int)name.n, name.p,
                    (int)name.n, name.p);
    else if (cigo_form_group(form, name) || cigo_form_view(form, name))
        cigo_ck_bad(ck, tok, "«%.*s» è una tabella: le sue colonne si leggono con una SELECT",
                    (int)name.n, name.p);
    else if (group && !*near)
        cigo_ck_bad(ck, tok, "«%.*s» è una colonna di «%s»: qui si legge con (SELECT … FROM %s)",
                    (int)name.n, name.p, group->id, group->id);
    else
        cigo_ck_bad(ck, tok, "nome sconosciuto «%.*s»%s", (int)name.n, name.p, near);
    free(names.items);
}

void cigo_ck_unknown_in(struct cigo_ck *ck, size_t tok, const struct cigo_ck_table *table)
{
    struct cigo_str name = ck->toks[tok].text;
    struct names names = {0};
    add_table(ck, &names, table);
    cigo_ck_bad(ck, tok, "«%.*s» non ha una colonna «%.*s»%s", (int)table->name.n, table->name.p,
                (int)name.n, name.p, cigo_ck_near(ck, name, names.items, names.n));
    free(names.items);
}

void cigo_ck_unknown_table(struct cigo_ck *ck, size_t tok)
{
    struct cigo_str name = ck->toks[tok].text;
    const struct cigo_form *form = ck->scope->form;
    struct names names = {0};
    for (size_t i = 0; i < form->n_groups; i++)
        add(&names, form->groups[i].id);
    for (size_t i = 0; i < form->n_views; i++)
        add(&names, form->views[i].id);
    add(&names, "domanda");
    add(&names, "testi");
    add(&names, "settimane");
    cigo_ck_syntax(ck, tok, "nessuna tabella si chiama «%.*s»%s", (int)name.n, name.p,
                   cigo_ck_near(ck, name, names.items, names.n));
    free(names.items);
}

void cigo_ck_unknown_qualifier(struct cigo_ck *ck, size_t tok)
{
    struct cigo_str name = ck->toks[tok].text;
    const struct cigo_form *form = ck->scope->form;
    struct names names = {0};
    for (struct cigo_ck_select *s = ck->select; s; s = s->outer) {
        for (size_t i = 0; i < s->n_tables; i++)
            add(&names, cigo_arena_str(ck->arena, s->tables[i].name));
    }
    add(&names, "domanda");
    add(&names, "testi");
    if (cigo_form_group(form, name) || cigo_form_view(form, name))
        cigo_ck_bad(ck, tok,
                    "«%.*s» qui non è in nessun FROM: le sue righe si leggono con una SELECT",
                    (int)name.n, name.p);
    else
        cigo_ck_bad(ck, tok, "nessuna tabella di questa espressione si chiama «%.*s»%s",
                    (int)name.n, name.p, cigo_ck_near(ck, name, names.items, names.n));
    free(names.items);
}
