/* FROM, and the rule that a column beside an aggregate must be in GROUP BY: SQLite would else take
 * it from some row or other. */

#include "check-priv.h"

static void add_table(struct cigo_ck *ck, const struct cigo_ck_table *table, size_t tok)
{
    struct cigo_ck_select *select = ck->select;
    if (select->n_tables == CIGO_CK_TABLES) {
        cigo_ck_syntax(ck, tok, "troppe tabelle in un FROM (al più %d)", CIGO_CK_TABLES);
        return;
    }
    for (size_t i = 0; i < select->n_tables; i++) {
        if (table->name.n && cigo_str_eq(select->tables[i].name, table->name))
            cigo_ck_bad(ck, tok,
                        "«%.*s» c'è due volte nello stesso FROM: dia un altro nome (FROM %.*s x)",
                        (int)table->name.n, table->name.p, (int)table->name.n, table->name.p);
    }
    select->tables[select->n_tables++] = *table;
}

bool cigo_ck_alias_ok(struct cigo_ck *ck, size_t tok, bool table)
{
    struct cigo_str name = ck->toks[tok].text;
    const struct cigo_form *form = ck->scope->form;
    bool taken = table && (cigo_form_group(form, name) || cigo_form_view(form, name) ||
                           cigo_str_is(name, "domanda") || cigo_str_is(name, "testi") ||
                           cigo_str_is(name, "param") || cigo_str_is(name, "settimane"));
    if (!taken && name.p[0] != '_' && !cigo_str_starts(name, CIGO_STR("vuoto_")))
        return true;
    cigo_ck_bad(ck, tok, "«%.*s» è già il nome di una tabella o del programma: ne scelga un altro",
                (int)name.n, name.p);
    return false;
}

static void alias(struct cigo_ck *ck, struct cigo_ck_table *table)
{
    bool as = cigo_ck_is_word(ck, CIGO_W_AS);
    bool single = table->source == CIGO_SRC_DOMANDA || table->source == CIGO_SRC_TESTI ||
                  table->source == CIGO_SRC_PARAM;
    if (as)
        cigo_ck_take(ck);
    if (cigo_ck_now(ck)->kind != CIGO_TOK_NAME) {
        if (as)
            cigo_ck_expected(ck, "un altro nome per la tabella");
        return;
    }
    if (single) {
        cigo_ck_bad(ck, ck->at, "«%.*s» ha una sola riga e non prende un altro nome",
                    (int)table->name.n, table->name.p);
    } else if (cigo_ck_alias_ok(ck, ck->at, true)) {
        table->name = cigo_ck_now(ck)->text;
    }
    cigo_ck_take(ck);
}

static void derived(struct cigo_ck *ck, struct cigo_ck_table *table)
{
    struct cigo_ck_select *self = ck->select;
    table->source = CIGO_SRC_QUERY;
    if (ck->in_from) {
        cigo_ck_syntax(ck, ck->at,
                       "una SELECT in FROM dentro un'altra non è ammessa: le dia un nome in "
                       "`views:`");
        return;
    }
    cigo_ck_take(ck);
    ck->in_from++;
    ck->select = self->outer; /* it does not see the tables beside it */
    if (!cigo_ck_is_word(ck, CIGO_W_SELECT))
        cigo_ck_expected(ck, "SELECT");
    else
        cigo_ck_query(ck, &table->cols);
    ck->select = self;
    ck->in_from--;
    cigo_ck_need(ck, ')');
}

static void weeks(struct cigo_ck *ck, struct cigo_ck_table *table)
{
    struct cigo_ck_col col = {.name = CIGO_STR("lunedi"),
                              .ty = cigo_ty_of(CIGO_TYPE_DATE, 0, NULL)};
    table->source = CIGO_SRC_WEEKS;
    cigo_ck_cols_add(ck, &table->cols, &col);
    col.name = CIGO_STR("n");
    col.ty = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    cigo_ck_cols_add(ck, &table->cols, &col);
    if (!cigo_ck_need(ck, '('))
        return;
    struct cigo_ty from = cigo_ck_expr(ck);
    cigo_ck_need(ck, ',');
    struct cigo_ty to = cigo_ck_expr(ck);
    cigo_ck_need(ck, ')');
    cigo_ty_need(ck, &from, CIGO_TYPE_DATE, "il primo argomento di settimane()");
    cigo_ty_need(ck, &to, CIGO_TYPE_DATE, "il secondo argomento di settimane()");
}

static void view(struct cigo_ck *ck, struct cigo_ck_table *table, size_t tok)
{
    table->source = CIGO_SRC_VIEW;
    if (table->view == ck->self)
        cigo_ck_bad(ck, tok, "la vista «%s» legge sé stessa", table->view->id);
    else if (table->view->index >= ck->scope->n_views)
        cigo_ck_bad(ck, tok, "la vista «%s» viene dopo: qui non si può leggere", table->view->id);
}

static void named(struct cigo_ck *ck, struct cigo_ck_table *table)
{
    size_t tok = ck->at;
    struct cigo_str name = ck->toks[tok].text;
    const struct cigo_form *form = ck->scope->form;
    table->name = name;
    table->group = cigo_form_group(form, name);
    table->view = table->group ? NULL : cigo_form_view(form, name);
    if (!table->group && !table->view && !cigo_str_is(name, "domanda") &&
        !cigo_str_is(name, "testi") && !cigo_str_is(name, "param") &&
        !cigo_str_is(name, "settimane")) {
        cigo_ck_unknown_table(ck, tok);
        return;
    }
    cigo_ck_take(ck);
    if (table->view)
        view(ck, table, tok);
    else if (cigo_str_is(name, "settimane") && !table->group)
        weeks(ck, table);
    else if (!table->group)
        table->source = cigo_str_is(name, "domanda") ? CIGO_SRC_DOMANDA
                        : cigo_str_is(name, "testi") ? CIGO_SRC_TESTI
                                                     : CIGO_SRC_PARAM;
    if (cigo_ck_is(ck, '('))
        cigo_ck_syntax(ck, tok, "«%.*s» è una tabella e non prende argomenti", (int)name.n, name.p);
}

static void source(struct cigo_ck *ck)
{
    struct cigo_ck_table table = {0};
    size_t tok = ck->at;
    if (cigo_ck_is(ck, '('))
        derived(ck, &table);
    else if (cigo_ck_now(ck)->kind == CIGO_TOK_NAME)
        named(ck, &table);
    else
        cigo_ck_expected(ck, "il nome di una tabella");
    if (ck->dead)
        return;
    alias(ck, &table);
    add_table(ck, &table, tok);
}

/* The comma or the JOIN words before the next table; *ret_on: ON may, or must, follow it. */
static bool join(struct cigo_ck *ck, bool *ret_on, bool *ret_must)
{
    *ret_on = *ret_must = false;
    if (cigo_ck_is(ck, ',')) {
        cigo_ck_take(ck);
        return true;
    }
    bool left = cigo_ck_is_word(ck, CIGO_W_LEFT), inner = cigo_ck_is_word(ck, CIGO_W_INNER);
    bool cross = cigo_ck_is_word(ck, CIGO_W_CROSS);
    if (!left && !inner && !cross && !cigo_ck_is_word(ck, CIGO_W_JOIN))
        return false;
    if (left || inner || cross)
        cigo_ck_take(ck);
    cigo_ck_need_word(ck, CIGO_W_JOIN, "JOIN");
    *ret_on = !cross;
    *ret_must = left;
    return !ck->dead;
}

void cigo_ck_from(struct cigo_ck *ck)
{
    bool on, must;
    cigo_ck_take(ck);
    source(ck);
    while (!ck->dead && join(ck, &on, &must)) {
        source(ck);
        if (on && cigo_ck_is_word(ck, CIGO_W_ON)) {
            cigo_ck_take(ck);
            cigo_ck_condition(ck, "la condizione di ON");
        } else if (must) {
            cigo_ck_expected(ck, "ON");
        }
    }
}

void cigo_ck_note_group(struct cigo_ck *ck, size_t from, const char *sql)
{
    struct cigo_ck_select *select = ck->select;
    *CIGO_PUSH(select->groups, select->n_groups, select->cap_groups) =
        (struct cigo_ck_ref){.tok = from, .sql = sql};
}

static bool in_grouped_item(const struct cigo_ck_select *select, size_t tok)
{
    for (size_t i = 0; i < select->items.n; i++) {
        const struct cigo_ck_col *col = &select->items.items[i];
        if (tok < col->from || tok >= col->to)
            continue;
        if (i < CIGO_CK_ITEMS && (select->grouped_items >> i & 1))
            return true;
        for (size_t j = 0; j < select->n_groups; j++) {
            if (strcmp(select->groups[j].sql, col->sql) == 0)
                return true;
        }
    }
    return false;
}

static bool grouped(struct cigo_ck *ck, const struct cigo_ck_select *select,
                    const struct cigo_ck_ref *ref)
{
    struct cigo_str table = ref->table->name;
    const char *sql = cigo_arena_printf(ck->arena, "%.*s%s%.*s", (int)table.n, table.p,
                                        table.n ? "." : "", (int)ref->name.n, ref->name.p);
    for (size_t i = 0; i < select->n_groups; i++) {
        if (strcmp(select->groups[i].sql, sql) == 0)
            return true;
    }
    return in_grouped_item(select, ref->tok);
}

void cigo_ck_check_groups(struct cigo_ck *ck, const struct cigo_ck_select *select)
{
    if (!select->aggregate && !select->grouped)
        return;
    for (size_t i = 0; i < select->n_refs; i++) {
        const struct cigo_ck_ref *ref = &select->refs[i];
        if (!grouped(ck, select, ref))
            cigo_ck_bad(ck, ref->tok,
                        "«%.*s» accanto a una somma sarebbe di una riga qualsiasi: la "
                        "metta in GROUP BY",
                        (int)ref->name.n, ref->name.p);
    }
}
