/* Names. A bare name is a column of the innermost FROM (or of the rule's own group), else a name of
 * `domanda` or `testi`; a column of an outer query must be qualified, because a misspelt column
 * inside a subquery would else be taken from outside without a word. Every name is written out
 * qualified. A view's query has no `domanda` around it, so there a single value becomes a subquery
 * of one row. */

#include "check-priv.h"

struct found {
    struct cigo_ck_select *select; /* NULL: domanda, testi, not from any FROM */
    const struct cigo_ck_table *table;
    struct cigo_ty ty;
    bool field;     /* a field: may stand in vuoto() */
    const char *in; /* without table: "domanda" or "testi" */
};

static struct cigo_ty field_type(const struct cigo_field *field)
{
    enum cigo_type type = field->kind->type;
    int places = field->ctx.places ? field->ctx.places : 2;
    return cigo_ty_of(type, places, field->ctx.choices);
}

static struct cigo_ty computed_type(const struct cigo_computed *computed)
{
    return cigo_ty_of(computed->type, computed->places, computed->choices);
}

static bool in_group(const struct cigo_group *group, struct cigo_str name, struct found *out)
{
    const struct cigo_field *field = cigo_group_field(group, name);
    const struct cigo_computed *computed = field ? NULL : cigo_group_computed(group, name);
    out->field = field != NULL;
    if (field)
        out->ty = field_type(field);
    else if (computed)
        out->ty = computed_type(computed);
    else if (cigo_str_is(name, "_riga"))
        out->ty = (struct cigo_ty){.type = CIGO_TY_RIGA};
    else if (group->key && cigo_str_is(name, "_doppioni"))
        out->ty = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    else
        return false;
    return true;
}

static bool in_view(const struct cigo_view *view, struct cigo_str name, struct found *out)
{
    for (size_t i = 0; i < view->n_columns; i++) {
        if (cigo_str_is(name, view->columns[i])) {
            out->ty = cigo_ty_of(view->types[i], view->places[i], view->choices[i]);
            return true;
        }
    }
    return false;
}

static bool in_cols(const struct cigo_ck_cols *cols, struct cigo_str name, struct found *out)
{
    for (size_t i = 0; i < cols->n; i++) {
        if (name.n && cigo_str_eq(cols->items[i].name, name)) {
            out->ty = cols->items[i].ty;
            if (out->ty.literal)
                out->ty.shift = 0;
            out->ty.literal = false;
            return true;
        }
    }
    return false;
}

static bool in_single(const struct cigo_form *form, struct cigo_str name, struct found *out)
{
    const struct cigo_field *field = cigo_form_field(form, name);
    const struct cigo_computed *computed = field ? NULL : cigo_form_computed(form, name);
    if (field && !field->group) {
        out->ty = field_type(field);
        out->field = true;
        out->in = field->kind->id == CIGO_KIND_LONGTEXT ? "testi" : "domanda";
    } else if (computed && !computed->group) {
        out->ty = computed_type(computed);
        out->in = "domanda";
    } else if (cigo_str_is(name, "oggi")) {
        out->ty = cigo_ty_of(CIGO_TYPE_DATE, 0, NULL);
        out->in = "domanda";
    } else {
        return false;
    }
    return true;
}

static bool in_table(const struct cigo_ck *ck, const struct cigo_ck_table *table,
                     struct cigo_str name, struct found *out)
{
    bool ok = false;
    *out = (struct found){.table = table};
    switch (table->source) {
    case CIGO_SRC_GROUP:
        ok = in_group(table->group, name, out);
        break;
    case CIGO_SRC_VIEW:
        ok = in_view(table->view, name, out);
        break;
    case CIGO_SRC_QUERY:
    case CIGO_SRC_WEEKS:
        ok = in_cols(&table->cols, name, out);
        break;
    case CIGO_SRC_DOMANDA:
    case CIGO_SRC_TESTI:
        ok = in_single(ck->scope->form, name, out) &&
             (strcmp(out->in, "testi") == 0) == (table->source == CIGO_SRC_TESTI);
        break;
    case CIGO_SRC_PARAM:
        break;
    }
    return ok;
}

/* An aggregate belongs to the innermost query whose columns it reads: what is read must be known.
 */
static void note_use(struct cigo_ck *ck, const struct found *found, struct cigo_str name,
                     size_t tok)
{
    bool inside = false;
    unsigned depth = found->select ? found->select->depth : 0;
    if (!found->select && ck->scope->view)
        return; /* a subquery of its own */
    for (struct cigo_ck_aggregate *a = ck->aggregate; a; a = a->outer) {
        if (a->select->depth == depth)
            a->inner_column = true;
        else if (depth < a->select->depth)
            a->outer_column = true;
        inside |= a->select == found->select;
    }
    struct cigo_ck_select *select = found->select;
    if (!select || inside || select->depth == 0 || found->table->source == CIGO_SRC_DOMANDA ||
        found->table->source == CIGO_SRC_TESTI)
        return;
    if (select->clause == CIGO_IN_ITEMS || select->clause == CIGO_IN_HAVING ||
        select->clause == CIGO_IN_ORDER)
        *CIGO_PUSH(select->refs, select->n_refs, select->cap_refs) =
            (struct cigo_ck_ref){.table = found->table, .name = name, .tok = tok};
}

void cigo_ck_emit_single(struct cigo_ck *ck, const char *table, const char *column)
{
    bool from = !ck->scope->view;
    unsigned depth = 0;
    for (const struct cigo_ck_select *s = ck->select; s && !depth; s = s->outer) {
        for (size_t i = 0; i < s->n_tables; i++)
            depth = cigo_str_is(s->tables[i].name, table) ? s->depth : depth;
    }
    from |= depth > 0;
    for (struct cigo_ck_aggregate *a = from ? ck->aggregate : NULL; a; a = a->outer) {
        a->inner_column |= a->select->depth == depth;
        a->outer_column |= a->select->depth > depth;
    }
    struct cigo_str name = cigo_str_of(table);
    const struct cigo_str parts[] = {from ? CIGO_STR("") : CIGO_STR("(SELECT "), name,
                                     CIGO_STR("."), cigo_str_of(column),
                                     from ? CIGO_STR("") : CIGO_STR(" FROM "), from ? CIGO_STR("") : name,
                                     from ? CIGO_STR("") : CIGO_STR(")")};
    cigo_ck_emit(ck, cigo_str_of(cigo_arena_join(ck->arena, parts, sizeof parts / sizeof *parts)));
}

static void emit(struct cigo_ck *ck, const struct found *found, enum cigo_ck_form form,
                 struct cigo_str name)
{
    const struct cigo_str parts[] = {form == CIGO_NAME_VUOTO ? CIGO_STR("vuoto_") : CIGO_STR(""), name};
    char *column = cigo_arena_join(ck->arena, parts, 2);
    if (!found->table) {
        /* vuoto_ columns of long texts lie in domanda too */
        cigo_ck_emit_single(ck, form == CIGO_NAME_VUOTO ? "domanda" : found->in, column);
    } else if (found->table->name.n) {
        cigo_ck_emit(ck, found->table->name);
        cigo_ck_emit(ck, CIGO_STR("."));
        cigo_ck_emit(ck, cigo_str_of(column));
    } else {
        cigo_ck_emit(ck, cigo_str_of(column));
    }
}

static void alias_clause(struct cigo_ck *ck, const struct cigo_ck_col *col, size_t i)
{
    struct cigo_ck_select *select = ck->select;
    if (select->clause == CIGO_IN_GROUP && i < CIGO_CK_ITEMS)
        select->grouped_items |= UINT32_C(1) << i;
    if ((select->clause == CIGO_IN_GROUP && col->counts) ||
        (select->clause != CIGO_IN_ORDER && col->window))
        cigo_ck_bad(ck, ck->at, "«%.*s» conta righe: non può stare in GROUP BY o HAVING",
                    (int)col->name.n, col->name.p);
}

static bool find_alias(struct cigo_ck *ck, struct cigo_str name, struct cigo_ty *ret_ty)
{
    struct cigo_ck_select *select = ck->select;
    if (select->clause != CIGO_IN_GROUP && select->clause != CIGO_IN_HAVING &&
        select->clause != CIGO_IN_ORDER)
        return false;
    for (size_t i = 0; i < select->items.n; i++) {
        const struct cigo_ck_col *col = &select->items.items[i];
        if (!col->alias || !cigo_str_eq(col->name, name))
            continue;
        alias_clause(ck, col, i);
        *ret_ty = col->ty;
        return true;
    }
    return false;
}

static bool outer_has(struct cigo_ck *ck, size_t tok)
{
    struct cigo_str name = ck->toks[tok].text;
    for (struct cigo_ck_select *s = ck->select->outer; s; s = s->outer) {
        for (size_t i = 0; i < s->n_tables; i++) {
            struct found found;
            struct cigo_str table = s->tables[i].name;
            if (!in_table(ck, &s->tables[i], name, &found))
                continue;
            cigo_ck_bad(ck, tok,
                        "«%.*s» è una colonna di fuori: dentro la SELECT la scriva «%.*s.%.*s»",
                        (int)name.n, name.p, (int)table.n, table.p, (int)name.n, name.p);
            return true;
        }
    }
    return false;
}

/* false: reported, or an alias (ret->table and ->in NULL, type set). */
static bool find_bare(struct cigo_ck *ck, size_t tok, struct found *out)
{
    struct cigo_str name = ck->toks[tok].text;
    struct cigo_ck_select *select = ck->select;
    size_t n = 0;
    for (size_t i = 0; i < select->n_tables; i++) {
        struct found here;
        if (!in_table(ck, &select->tables[i], name, &here))
            continue;
        *out = here;
        out->select = select;
        n++;
    }
    if (n > 1)
        cigo_ck_bad(ck, tok, "«%.*s» è una colonna di più tabelle: scriva tabella.%.*s",
                    (int)name.n, name.p, (int)name.n, name.p);
    if (n)
        return n == 1;
    if (find_alias(ck, name, &out->ty)) {
        cigo_ck_emit(ck, name);
        return false;
    }
    if (in_single(ck->scope->form, name, out))
        return true;
    if (!outer_has(ck, tok))
        cigo_ck_unknown(ck, tok, name);
    return false;
}

static struct cigo_ck_table *find_table(struct cigo_ck *ck, struct cigo_str name,
                                        struct cigo_ck_select **ret_select)
{
    for (struct cigo_ck_select *s = ck->select; s; s = s->outer) {
        for (size_t i = 0; i < s->n_tables; i++) {
            if (cigo_str_eq(s->tables[i].name, name)) {
                *ret_select = s;
                return &s->tables[i];
            }
        }
    }
    return NULL;
}

static bool find_implicit(struct cigo_ck *ck, size_t tok, struct found *out)
{
    struct cigo_str table = ck->toks[tok].text, name = ck->toks[tok + 2].text;
    if (cigo_str_is(table, "param")) {
        cigo_ck_bad(ck, tok, "un numero datato si legge con param('%.*s')", (int)name.n, name.p);
        return false;
    }
    if (!cigo_str_is(table, "domanda") && !cigo_str_is(table, "testi")) {
        cigo_ck_unknown_qualifier(ck, tok);
        return false;
    }
    if (in_single(ck->scope->form, name, out) && cigo_str_is(table, out->in))
        return true;
    cigo_ck_unknown(ck, tok + 2, name);
    return false;
}

static bool find_qualified(struct cigo_ck *ck, size_t tok, struct found *out)
{
    struct cigo_str name = ck->toks[tok + 2].text, qualifier = ck->toks[tok].text;
    const struct cigo_group *own = ck->scope->group;
    struct cigo_ck_select *select = NULL;
    struct cigo_ck_table *table = find_table(ck, qualifier, &select);
    if (!table)
        return find_implicit(ck, tok, out);
    if (table->source == CIGO_SRC_PARAM)
        return find_implicit(ck, tok, out);
    if (own && select->outer && cigo_str_is(qualifier, own->id)) {
        cigo_ck_bad(ck, tok,
                    "«%s» qui è sia la riga della regola sia la tabella della SELECT: dia un "
                    "altro nome a quella di dentro (FROM %s x)",
                    own->id, own->id);
        return false;
    }
    if (!in_table(ck, table, name, out)) {
        cigo_ck_unknown_in(ck, tok + 2, table);
        return false;
    }
    out->select = select;
    return true;
}

static bool vuoto_ok(struct cigo_ck *ck, const struct found *found, size_t tok)
{
    if (found->field)
        return true;
    cigo_ck_bad(ck, tok,
                "vuoto() vuole un campo o una colonna di un gruppo: per un valore calcolato "
                "scriva IS NULL");
    return false;
}

struct cigo_ty cigo_ck_name(struct cigo_ck *ck, enum cigo_ck_form form)
{
    size_t tok = ck->at, last = tok;
    bool dot = cigo_ck_next(ck, 1)->kind == CIGO_TOK_OP && cigo_ck_next(ck, 1)->op == '.';
    struct found found = {.ty = cigo_ty_bad()};
    if (dot && cigo_ck_next(ck, 2)->kind != CIGO_TOK_NAME) {
        ck->at += 2;
        cigo_ck_expected(ck, "il nome di una colonna");
        return found.ty;
    }
    if (dot)
        last += 2;
    bool ok = dot ? find_qualified(ck, tok, &found) : find_bare(ck, tok, &found);
    ck->at = last;
    cigo_ck_skip(ck);
    if (ok && form == CIGO_NAME_VUOTO && !vuoto_ok(ck, &found, tok))
        ok = false;
    if (ok) {
        note_use(ck, &found, ck->toks[last].text, tok);
        emit(ck, &found, form, ck->toks[last].text);
    }
    found.ty.tok = tok;
    return found.ty;
}
