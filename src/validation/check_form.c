/* What concerns the whole form: walking all its expressions, ids that SQLite could not take as
 * names, and a choice id with different tags in two lists. */

#include "check-priv.h"

#include <sqlite3.h>

typedef bool each_fn(void *data, const struct cigo_expr *expr);

static bool one(each_fn *each, void *data, const struct cigo_expr *expr)
{
    return !expr->text || each(data, expr);
}

static bool fields(const struct cigo_field *items, size_t n, each_fn *each, void *data)
{
    for (size_t i = 0; i < n; i++) {
        if (!one(each, data, &items[i].required_if) || !one(each, data, &items[i].visible))
            return false;
    }
    return true;
}

static bool computed(const struct cigo_computed *items, size_t n, each_fn *each, void *data)
{
    for (size_t i = 0; i < n; i++) {
        if (!one(each, data, &items[i].value))
            return false;
    }
    return true;
}

static bool text(const struct cigo_text *t, each_fn *each, void *data)
{
    for (size_t i = 0; i < t->n_parts; i++) {
        if (!one(each, data, &t->parts[i].expr))
            return false;
    }
    return true;
}

static bool alert(const struct cigo_alert_def *def, each_fn *each, void *data)
{
    for (size_t i = 0; i < def->n_at; i++) {
        if (!one(each, data, &def->at[i].when))
            return false;
    }
    return one(each, data, &def->when) && text(&def->title, each, data) &&
           text(&def->why, each, data) && text(&def->fix, each, data);
}

static bool groups(const struct cigo_form *form, each_fn *each, void *data)
{
    for (size_t i = 0; i < form->n_groups; i++) {
        const struct cigo_group *g = &form->groups[i];
        if (!one(each, data, &g->visible) || !fields(g->fields, g->n_fields, each, data) ||
            !computed(g->computed, g->n_computed, each, data))
            return false;
    }
    return true;
}

bool cigo_sql_each_expr(const struct cigo_form *form,
                        bool (*each)(void *data, const struct cigo_expr *expr), void *data)
{
    for (size_t i = 0; i < form->n_sections; i++) {
        if (!one(each, data, &form->sections[i].visible))
            return false;
    }
    for (size_t i = 0; i < form->n_views; i++) {
        if (!one(each, data, &form->views[i].query))
            return false;
    }
    for (size_t i = 0; i < form->n_alerts; i++) {
        if (!alert(&form->alerts[i], each, data))
            return false;
    }
    return fields(form->fields, form->n_fields, each, data) && groups(form, each, data) &&
           computed(form->computed, form->n_computed, each, data);
}

static struct cigo_str after_blanks(const char *p)
{
    return cigo_str_of(p + strspn(p, " \t\r\n"));
}

/* p is after "vuoto": `(` [name `.`] id ? */
static bool names_field(const char *p, const char *id)
{
    struct cigo_str s = after_blanks(p);
    if (!s.n || *s.p != '(')
        return false;
    s = after_blanks(s.p + 1);
    size_t n = cigo_lex_name(s);
    struct cigo_str after = after_blanks(s.p + n);
    if (n && after.n && *after.p == '.') {
        s = after_blanks(after.p + 1);
        n = cigo_lex_name(s);
    }
    return cigo_str_is((struct cigo_str){s.p, n}, id);
}

static bool no_vuoto(void *data, const struct cigo_expr *expr)
{
    const struct cigo_field *field = data;
    for (const char *p = strstr(expr->text, "vuoto"); p; p = strstr(p, "vuoto")) {
        p += strlen("vuoto");
        if (names_field(p, field->id))
            return false;
    }
    return true;
}

bool cigo_sql_uses_vuoto(const struct cigo_form *form, const struct cigo_field *field)
{
    struct cigo_field copy = *field;
    return !cigo_sql_each_expr(form, no_vuoto, &copy);
}

static bool name_ok(struct cigo_problems *problems, struct cigo_pos pos, const char *what,
                    const char *id)
{
    struct cigo_str s = cigo_str_of(id);
    size_t n = cigo_lex_name(s);
    if (!s.n || n != s.n || strpbrk(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        cigo_problem(problems, pos, "%s «%s»: un nome è fatto di lettere minuscole, cifre e _",
                     what, id);
    else if (s.p[0] == '_' || cigo_str_starts(s, CIGO_STR("vuoto_")))
        cigo_problem(problems, pos,
                     "%s «%s»: i nomi che iniziano con _ o vuoto_ sono del programma", what, id);
    else if (s.n > 63)
        cigo_problem(problems, pos, "%s «%.63s…»: il nome è troppo lungo (al più 63 lettere)", what,
                     id);
    else if (sqlite3_keyword_check(id, (int)s.n) || cigo_str_is(s, "true") ||
             cigo_str_is(s, "false") || cigo_str_is(s, "oggi"))
        cigo_problem(problems, pos,
                     "%s «%s» è una parola di SQL o delle regole: scelga un altro nome", what, id);
    else
        return true;
    return false;
}

static bool table_ok(struct cigo_problems *problems, struct cigo_pos pos, const char *what,
                     const char *id)
{
    static const char *const taken[] = {"domanda", "testi", "param", "settimane"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcmp(id, taken[i]) == 0) {
            cigo_problem(problems, pos, "%s «%s»: è già il nome di una tabella delle regole", what,
                         id);
            return false;
        }
    }
    return name_ok(problems, pos, what, id);
}

static bool group_names(const struct cigo_group *g, struct cigo_problems *problems)
{
    bool ok = table_ok(problems, g->pos, "gruppo", g->id);
    for (size_t i = 0; i < g->n_fields; i++)
        ok &= name_ok(problems, g->fields[i].pos, "colonna", g->fields[i].id);
    for (size_t i = 0; i < g->n_computed; i++)
        ok &= name_ok(problems, g->computed[i].pos, "valore calcolato", g->computed[i].id);
    return ok;
}

static bool all_names(const struct cigo_form *form, struct cigo_problems *problems)
{
    bool ok = true;
    for (size_t i = 0; i < form->n_fields; i++)
        ok &= name_ok(problems, form->fields[i].pos, "campo", form->fields[i].id);
    for (size_t i = 0; i < form->n_computed; i++)
        ok &= name_ok(problems, form->computed[i].pos, "valore calcolato", form->computed[i].id);
    for (size_t i = 0; i < form->n_params; i++)
        ok &= name_ok(problems, form->params[i].pos, "numero datato", form->params[i].id);
    for (size_t i = 0; i < form->n_groups; i++)
        ok &= group_names(&form->groups[i], problems);
    for (size_t i = 0; i < form->n_views; i++) {
        const struct cigo_view *view = &form->views[i];
        ok &= table_ok(problems, view->pos, "vista", view->id);
        if (cigo_form_group(form, cigo_str_of(view->id))) {
            cigo_problem(problems, view->pos, "vista «%s»: c'è già un gruppo con questo nome",
                         view->id);
            ok = false;
        }
        for (size_t j = 0; j < view->n_columns; j++)
            ok &= name_ok(problems, view->pos, "colonna", view->columns[j]);
    }
    struct cigo_pos whole = {.file = form->n_sections ? form->sections[0].pos.file : form->dir};
    for (size_t i = 0; i < form->n_choices; i++)
        ok &= name_ok(problems, whole, "lista di voci", form->choices[i].id);
    return ok;
}

static bool same_tags(const struct cigo_choice *a, const struct cigo_choice *b)
{
    if (a->n_tags != b->n_tags)
        return false;
    for (size_t i = 0; i < a->n_tags; i++) {
        if (!cigo_choice_has_tag(b, a->tags[i]))
            return false;
    }
    return true;
}

static bool tags_agree(const struct cigo_form *form, size_t list, const struct cigo_choice *choice,
                       struct cigo_problems *problems)
{
    struct cigo_pos whole = {.file = form->n_sections ? form->sections[0].pos.file : form->dir};
    bool ok = true;
    for (size_t j = list + 1; j < form->n_choices; j++) {
        const struct cigo_choice *other =
            cigo_choice_find(&form->choices[j], cigo_str_of(choice->id));
        if (!other || same_tags(choice, other))
            continue;
        cigo_problem(
            problems, whole,
            "la voce «%s» ha etichette diverse in «%s» e in «%s»: ha_tag() vede solo la voce",
            choice->id, form->choices[list].id, form->choices[j].id);
        ok = false;
    }
    return ok;
}

bool cigo_sql_check_form(const struct cigo_form *form, struct cigo_problems *problems)
{
    bool ok = all_names(form, problems);
    for (size_t i = 0; i < form->n_choices; i++) {
        const struct cigo_choices *list = &form->choices[i];
        for (size_t j = 0; j < list->n; j++)
            ok &= tags_agree(form, i, &list->items[j], problems);
    }
    return ok;
}
