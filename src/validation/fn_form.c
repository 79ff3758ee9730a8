/* Functions that read the form: choices with their tags and attributes, windows, dated numbers. The
 * form does not change while a connection lives, so they are pure. The checker passes the list of a
 * choice as a third argument; without it the first list that has the id counts. */

#include "fn-priv.h"

#include <cigo/form/kind.h>

static const struct cigo_choice *find_choice(sqlite3_context *ctx, int n, sqlite3_value **args,
                                             struct cigo_str id)
{
    const struct cigo_form *form = cigo_fn_form(ctx);
    struct cigo_str list;
    const struct cigo_choice *choice = NULL;
    if (n == 3) {
        if (!cigo_fn_text(ctx, args[2], &list))
            return NULL;
        const struct cigo_choices *choices = cigo_form_choices(form, list);
        choice = choices ? cigo_choice_find(choices, id) : NULL;
    }
    for (size_t i = 0; n == 2 && !choice && i < form->n_choices; i++)
        choice = cigo_choice_find(&form->choices[i], id);
    if (!choice)
        cigo_fn_error(ctx, "una voce non è di nessuna lista");
    return choice;
}

void cigo_fn_ha(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct cigo_str multi, id;
    (void)n;
    if (cigo_fn_text(ctx, args[0], &multi) && cigo_fn_text(ctx, args[1], &id))
        sqlite3_result_int(ctx, cigo_multi_has(multi, id));
}

void cigo_fn_ha_tag(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct cigo_str id, tag;
    if (!cigo_fn_text(ctx, args[0], &id) || !cigo_fn_text(ctx, args[1], &tag))
        return;
    const struct cigo_choice *choice = find_choice(ctx, n, args, id);
    if (choice)
        sqlite3_result_int(ctx, cigo_choice_has_tag(choice, tag.p));
}

void cigo_fn_attr(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct cigo_str id, name;
    if (!cigo_fn_text(ctx, args[0], &id) || !cigo_fn_text(ctx, args[1], &name))
        return;
    const struct cigo_choice *choice = find_choice(ctx, n, args, id);
    const char *value = choice ? cigo_choice_attr(choice, name.p) : NULL;
    if (value)
        sqlite3_result_text(ctx, value, -1, SQLITE_TRANSIENT);
}

static void in_window(sqlite3_context *ctx, sqlite3_value **args, bool applied)
{
    struct cigo_str name;
    int32_t date;
    if (!cigo_fn_text(ctx, args[0], &name) || !cigo_fn_date(ctx, args[1], &date))
        return;
    const struct cigo_window *window = cigo_form_window(cigo_fn_form(ctx), name);
    if (!window) {
        cigo_fn_error(ctx, "in_finestra(): la finestra non c'è");
        return;
    }
    bool inside = false;
    for (size_t i = 0; i < window->n_spans; i++) {
        const struct cigo_span *span = &window->spans[i];
        inside |= span->applied == applied && date >= span->from && (!span->to || date <= span->to);
    }
    sqlite3_result_int(ctx, inside);
}

void cigo_fn_in_finestra(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    in_window(ctx, args, true);
}

void cigo_fn_in_finestra_annunciata(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    in_window(ctx, args, false);
}

void cigo_fn_param(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct cigo_str name;
    int32_t date;
    int64_t value;
    (void)n;
    if (!cigo_fn_text(ctx, args[0], &name) || !cigo_fn_date(ctx, args[1], &date))
        return;
    const struct cigo_param *param = cigo_form_param(cigo_fn_form(ctx), name);
    if (!param)
        cigo_fn_error(ctx, "param(): il numero datato non c'è");
    else if (cigo_param_value_on(param, date, &value))
        sqlite3_result_int64(ctx, value);
}
