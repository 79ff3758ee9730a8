/* What no single expression shows: ids that SQLite could not take as names. */

#include "check-priv.h"

#include <sqlite3.h>

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

bool cigo_sql_check_form(const struct cigo_form *form, struct cigo_problems *problems)
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
