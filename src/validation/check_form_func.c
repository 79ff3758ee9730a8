/* Functions whose arguments are names of the form: param, vuoto, oggi, num, ha, ha_tag, attr,
 * parole, in_finestra. The first four are rewritten into columns and numbers, so that the database
 * sees what a rule reads; the names are checked here, so that none is misspelt in silence. */

#include "check-priv.h"

#include <cigo/base/decimal.h>

struct call {
    const char *name;
    struct cigo_ty (*read)(struct cigo_ck *ck, size_t tok);
};

/* A string literal at ck->at, its value; NULL: reported. Not emitted. */
static const char *name_arg(struct cigo_ck *ck, const char *what)
{
    if (cigo_ck_now(ck)->kind != CIGO_TOK_STR) {
        cigo_ck_expected(ck, what);
        return NULL;
    }
    const char *value = cigo_ck_str_value(ck, ck->at);
    return value;
}

static void unknown_id(struct cigo_ck *ck, size_t tok, const char *what, const char *id,
                       const char *const *ids, size_t n)
{
    cigo_ck_bad(ck, tok, "%s «%s» non c'è%s", what, id, cigo_ck_near(ck, cigo_str_of(id), ids, n));
}

static bool skip_need(struct cigo_ck *ck, char op)
{
    struct cigo_buf *out = ck->out;
    struct cigo_buf sink;
    cigo_buf_init(&sink, 64);
    ck->out = &sink;
    bool ok = cigo_ck_need(ck, op);
    ck->out = out;
    cigo_buf_finish(&sink);
    return ok;
}

static void need_date(struct cigo_ck *ck, const char *what)
{
    struct cigo_ty ty = cigo_ck_expr(ck);
    cigo_ty_need(ck, &ty, CIGO_TYPE_DATE, what);
}

static struct cigo_ty call_param(struct cigo_ck *ck, size_t tok)
{
    const struct cigo_form *form = ck->scope->form;
    size_t name_tok = tok + 2;
    bool dated = ck->toks[tok + 1].op == '(' && cigo_ck_next(ck, 3)->op == ',';
    ck->at = name_tok;
    const char *id = name_arg(ck, "il nome di un numero datato tra apici: param('nome')");
    if (!id)
        return cigo_ty_bad();
    const struct cigo_param *param = cigo_form_param(form, cigo_str_of(id));
    if (!param) {
        const char **ids = cigo_arena_alloc(ck->arena, (form->n_params + 1) * sizeof *ids);
        for (size_t i = 0; i < form->n_params; i++)
            ids[i] = form->params[i].id;
        unknown_id(ck, name_tok, "il numero datato", id, ids, form->n_params);
    }
    if (dated) {
        ck->at = tok;
        cigo_ck_take(ck);
        cigo_ck_take(ck);
        cigo_ck_take(ck);
        cigo_ck_take(ck);
        need_date(ck, "il secondo argomento di param()");
        cigo_ck_need(ck, ')');
    } else {
        cigo_ck_skip(ck);
        skip_need(ck, ')');
        cigo_ck_emit_single(ck, "param", id);
    }
    return param ? cigo_ty_of(param->type, param->places, NULL) : cigo_ty_bad();
}

static struct cigo_ty call_vuoto(struct cigo_ck *ck, size_t tok)
{
    const struct cigo_form *form = ck->scope->form;
    ck->at = tok + 2;
    struct cigo_str name = cigo_ck_now(ck)->text;
    if (cigo_ck_now(ck)->kind != CIGO_TOK_NAME) {
        cigo_ck_expected(ck, "il nome di un campo: vuoto(campo)");
        return cigo_ty_bad();
    }
    if (cigo_form_group(form, name) && cigo_ck_next(ck, 1)->op == ')')
        cigo_ck_syntax(ck, ck->at,
                       "vuoto() vuole un campo: per le righe scriva NOT EXISTS (SELECT 1 "
                       "FROM %.*s)",
                       (int)name.n, name.p);
    else
        cigo_ck_name(ck, CIGO_NAME_VUOTO);
    skip_need(ck, ')');
    return cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
}

static struct cigo_ty call_oggi(struct cigo_ck *ck, size_t tok)
{
    ck->at = tok + 2;
    skip_need(ck, ')');
    cigo_ck_emit_single(ck, "domanda", "oggi");
    return cigo_ty_of(CIGO_TYPE_DATE, 0, NULL);
}

static struct cigo_ty call_num(struct cigo_ck *ck, size_t tok)
{
    int64_t value = 0;
    ck->at = tok + 2;
    const char *text = name_arg(ck, "un numero tra apici: num('48')");
    if (!text)
        return cigo_ty_bad();
    if (cigo_decimal_parse(cigo_str_of(text), 2, &value) != CIGO_DECIMAL_OK)
        cigo_ck_bad(ck, ck->at, "«%s» non è un numero con al più due decimali", text);
    cigo_ck_skip(ck);
    skip_need(ck, ')');
    char *digits = cigo_arena_printf(ck->arena, value < 0 ? "(%lld)" : "%lld", (long long)value);
    cigo_ck_emit(ck, cigo_str_of(digits));
    return cigo_ty_of(CIGO_TYPE_DECIMAL, 2, NULL);
}

static struct cigo_ty call_ha(struct cigo_ck *ck, size_t tok)
{
    cigo_ck_take(ck);
    cigo_ck_take(ck);
    struct cigo_ty multi = cigo_ck_expr(ck);
    if (multi.type != CIGO_TYPE_MULTI && multi.type != CIGO_TY_BAD)
        cigo_ck_bad(ck, multi.tok,
                    "ha() vuole un insieme di voci, qui c'è %s: una scelta si confronta con =",
                    cigo_ty_text(ck, &multi));
    cigo_ck_need(ck, ',');
    struct cigo_ty id = cigo_ck_expr(ck);
    struct cigo_ty want = cigo_ty_of(CIGO_TYPE_CHOICE, 0, multi.choices);
    if (multi.type == CIGO_TYPE_MULTI)
        cigo_ty_conform(ck, &id, &want, "il secondo argomento di ha()");
    cigo_ck_need(ck, ')');
    (void)tok;
    return cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
}

static bool list_has_tag(const struct cigo_choices *list, const char *tag)
{
    for (size_t i = 0; i < list->n; i++) {
        if (cigo_choice_has_tag(&list->items[i], tag))
            return true;
    }
    return false;
}

static bool list_has_attr(const struct cigo_choices *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++) {
        if (cigo_choice_attr(&list->items[i], name))
            return true;
    }
    return false;
}

bool cigo_ck_choice_arg(struct cigo_ck *ck, const struct cigo_ty *ty)
{
    if (ty->type == CIGO_TYPE_CHOICE && ty->choices)
        return true;
    if (ty->type != CIGO_TY_BAD)
        cigo_ck_bad(ck, ty->tok, "qui serve una scelta (la voce di una lista), c'è %s",
                    cigo_ty_text(ck, ty));
    return false;
}

static const char *nearest_word(struct cigo_ck *ck, const struct cigo_choices *list, bool tags,
                                const char *word)
{
    const char *best = "";
    for (size_t i = 0; i < list->n && !*best; i++) {
        const struct cigo_choice *c = &list->items[i];
        if (tags)
            best = cigo_ck_near(ck, cigo_str_of(word), c->tags, c->n_tags);
        for (size_t j = 0; !tags && j < c->n_attrs && !*best; j++)
            best = cigo_ck_near(ck, cigo_str_of(word), &c->attrs[2 * j], 1);
    }
    return best;
}

/* f(choice, 'word'): the list goes along as a third argument, since an id alone may be in several.
 */
static bool choice_word(struct cigo_ck *ck, bool tags)
{
    cigo_ck_take(ck);
    cigo_ck_take(ck);
    struct cigo_ty choice = cigo_ck_expr(ck);
    bool ok = cigo_ck_choice_arg(ck, &choice);
    cigo_ck_need(ck, ',');
    const char *word = name_arg(ck, tags ? "un'etichetta tra apici" : "un attributo tra apici");
    if (!word)
        return false;
    const struct cigo_choices *list = choice.choices;
    if (ok && !(tags ? list_has_tag(list, word) : list_has_attr(list, word)))
        cigo_ck_bad(ck, ck->at, "nessuna voce di «%s» ha %s «%s»%s", list->id,
                    tags ? "l'etichetta" : "l'attributo", word, nearest_word(ck, list, tags, word));
    cigo_ck_take(ck);
    if (ok) {
        cigo_ck_emit(ck, CIGO_STR(","));
        cigo_ck_emit(ck, cigo_str_of(cigo_arena_printf(ck->arena, "'%s'", list->id)));
    }
    cigo_ck_need(ck, ')');
    return ok;
}

static struct cigo_ty call_ha_tag(struct cigo_ck *ck, size_t tok)
{
    (void)tok;
    choice_word(ck, true);
    return cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
}

static struct cigo_ty call_attr(struct cigo_ck *ck, size_t tok)
{
    (void)tok;
    choice_word(ck, false);
    return cigo_ty_of(CIGO_TYPE_TEXT, 0, NULL);
}

static struct cigo_ty call_window(struct cigo_ck *ck, size_t tok)
{
    const struct cigo_form *form = ck->scope->form;
    (void)tok;
    cigo_ck_take(ck);
    cigo_ck_take(ck);
    const char *id = name_arg(ck, "il nome di una finestra tra apici");
    if (!id)
        return cigo_ty_bad();
    if (!cigo_form_window(form, cigo_str_of(id))) {
        const char **ids = cigo_arena_alloc(ck->arena, (form->n_windows + 1) * sizeof *ids);
        for (size_t i = 0; i < form->n_windows; i++)
            ids[i] = form->windows[i].id;
        unknown_id(ck, ck->at, "la finestra", id, ids, form->n_windows);
    }
    cigo_ck_take(ck);
    cigo_ck_need(ck, ',');
    need_date(ck, "il secondo argomento di in_finestra()");
    cigo_ck_need(ck, ')');
    return cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
}

static struct cigo_ty call_parole(struct cigo_ck *ck, size_t tok)
{
    const struct cigo_form *form = ck->scope->form;
    (void)tok;
    cigo_ck_take(ck);
    cigo_ck_take(ck);
    struct cigo_ty text = cigo_ck_expr(ck);
    cigo_ty_need(ck, &text, CIGO_TYPE_TEXT, "il primo argomento di parole()");
    cigo_ck_need(ck, ',');
    const char *id = name_arg(ck, "il nome di un elenco di parole tra apici");
    if (!id)
        return cigo_ty_bad();
    if (!cigo_form_wordlist(form, cigo_str_of(id))) {
        const char **ids = cigo_arena_alloc(ck->arena, (form->n_wordlists + 1) * sizeof *ids);
        for (size_t i = 0; i < form->n_wordlists; i++)
            ids[i] = form->wordlists[i].id;
        unknown_id(ck, ck->at, "l'elenco di parole", id, ids, form->n_wordlists);
    }
    cigo_ck_take(ck);
    cigo_ck_need(ck, ')');
    return cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
}

bool cigo_ck_function_of_form(struct cigo_ck *ck, struct cigo_ty *ret_ty)
{
    static const struct call calls[] = {
        {"attr", call_attr},
        {"ha", call_ha},
        {"ha_tag", call_ha_tag},
        {"in_finestra", call_window},
        {"in_finestra_annunciata", call_window},
        {"num", call_num},
        {"oggi", call_oggi},
        {"param", call_param},
        {"parole", call_parole},
        {"vuoto", call_vuoto},
    };
    size_t tok = ck->at;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (cigo_str_is(ck->toks[tok].text, calls[i].name)) {
            *ret_ty = calls[i].read(ck, tok);
            return true;
        }
    }
    return false;
}
