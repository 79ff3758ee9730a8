/* Aggregates and windows. An aggregate belongs to a SELECT: at the top of a rule it would collapse
 * the rows, and with only outer columns inside SQLite would give it to the query outside. A window
 * may also stand at the top of a row rule, which is a query over its group. An aggregate over one group looks at
 * each class of rows once and counts it _volte times (row_classes.c): that is how it is rewritten. */

#include "check-priv.h"

enum kind { SUM, COUNT, LEAST, MCM, ELENCO, ROW_NUMBER };

static const struct {
    const char *name;
    enum kind kind;
    bool window;         /* may have OVER */
    const char *by_class; /* what takes how often a value is there as well; NULL: to it that is all the same */
} aggregates[] = {
    {"count", COUNT, true, "_conta"}, {"elenco", ELENCO, false, NULL}, {"max", LEAST, true, NULL},
    {"mcm", MCM, false, NULL},        {"min", LEAST, true, NULL},      {"row_number", ROW_NUMBER, true, NULL},
    {"somma", SUM, true, "_somma"},   {"sum", SUM, true, "_totale"},
};

static size_t close_of(const struct cigo_ck *ck, size_t open)
{
    size_t depth = 0;
    for (size_t i = open; i < ck->n_toks; i++) {
        const struct cigo_tok *tok = &ck->toks[i];
        if (tok->kind == CIGO_TOK_OP && tok->op == '(')
            depth++;
        else if (tok->kind == CIGO_TOK_OP && tok->op == ')' && --depth == 0)
            return i;
    }
    return ck->n_toks - 1;
}

static bool word_at(const struct cigo_ck *ck, size_t at, enum cigo_word word)
{
    return at < ck->n_toks && ck->toks[at].kind == CIGO_TOK_WORD && ck->toks[at].word == word;
}

/* Does OVER follow the call whose '(' is at `open`? */
static bool has_over(const struct cigo_ck *ck, size_t open)
{
    size_t after = close_of(ck, open) + 1;
    if (word_at(ck, after, CIGO_W_FILTER))
        after = close_of(ck, after + 1) + 1;
    return word_at(ck, after, CIGO_W_OVER);
}

static void check_place(struct cigo_ck *ck, size_t tok, bool over)
{
    struct cigo_ck_select *s = ck->select;
    struct cigo_str name = ck->toks[tok].text;
    bool row_rule = s->depth == 0 && ck->scope->group != NULL;
    if (s->depth == 0 && !over)
        cigo_ck_bad(ck, tok, "%.*s() conta righe: va dentro una SELECT, (SELECT %.*s(…) FROM …)",
                    (int)name.n, name.p, (int)name.n, name.p);
    else if (s->depth == 0 && !row_rule)
        cigo_ck_bad(ck, tok, "OVER vale dentro una SELECT o in una regola di riga (each)");
    else if (s->clause == CIGO_IN_WHERE || s->clause == CIGO_IN_FROM ||
             s->clause == CIGO_IN_GROUP || (over && s->clause == CIGO_IN_HAVING))
        cigo_ck_bad(ck, tok, "%.*s() non può stare in WHERE, ON o GROUP BY%s", (int)name.n, name.p,
                    over ? "" : ": per scegliere i gruppi usi HAVING");
    for (struct cigo_ck_aggregate *a = ck->aggregate; a; a = a->outer) {
        if (a->select == s) {
            cigo_ck_bad(ck, tok, "%.*s() dentro un'altra funzione che conta righe", (int)name.n,
                        name.p);
            break;
        }
    }
}

static struct cigo_ty result(struct cigo_ck *ck, enum kind kind, const struct cigo_ty *arg,
                             size_t tok)
{
    struct cigo_ty ty = *arg;
    ty.literal = ty.zero = false;
    ty.lits = NULL;
    bool number = cigo_ty_is_number(arg);
    if (arg->type == CIGO_TY_BAD)
        return kind == COUNT ? cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL) : ty;
    switch (kind) {
    case SUM:
        if (arg->type == CIGO_TYPE_BOOLEAN)
            return cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
        if (number)
            return ty;
        break;
    case LEAST:
        if (cigo_ty_ordered(arg) || arg->type == CIGO_TYPE_TEXT)
            return ty;
        break;
    case MCM:
        if (arg->type == CIGO_TYPE_INTEGER)
            return cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
        break;
    case ELENCO:
        if (cigo_ck_choice_arg(ck, arg))
            return cigo_ty_of(CIGO_TYPE_MULTI, 0, arg->choices);
        return cigo_ty_bad();
    default:
        return cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    }
    cigo_ck_bad(ck, arg->tok, "%.*s() non vale per %s", (int)ck->toks[tok].text.n,
                ck->toks[tok].text.p, cigo_ty_text(ck, arg));
    return cigo_ty_bad();
}

/* Arguments of the call; ck->at is after '('. */
static struct cigo_ty arguments(struct cigo_ck *ck, enum kind kind)
{
    struct cigo_ty none = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    if (kind == ROW_NUMBER)
        return none;
    if (kind == COUNT && cigo_ck_is(ck, '*')) {
        cigo_ck_take(ck);
        return none;
    }
    if (cigo_ck_is_word(ck, CIGO_W_DISTINCT)) {
        if (kind != COUNT)
            cigo_ck_syntax(ck, ck->at, "DISTINCT vale solo in count(DISTINCT x)");
        else
            cigo_ck_take(ck);
    }
    return cigo_ck_expr(ck);
}

/* The only table of the SELECT, if its rows have classes. */
static const struct cigo_ck_table *by_class(const struct cigo_ck *ck)
{
    const struct cigo_ck_select *select = ck->select;
    bool one = select->depth > 0 && select->n_tables == 1 && select->tables[0].source == CIGO_SRC_GROUP;
    return one ? &select->tables[0] : NULL;
}

static void emit_column(struct cigo_ck *ck, const char *before, const struct cigo_ck_table *table, const char *column)
{
    const char *text = cigo_arena_printf(ck->arena, "%s%.*s.%s", before, (int)table->name.n, table->name.p, column);
    cigo_ck_emit(ck, cigo_str_of(text));
}

static void filter(struct cigo_ck *ck, const struct cigo_ck_table *classes)
{
    cigo_ck_take(ck);
    cigo_ck_need(ck, '(');
    cigo_ck_need_word(ck, CIGO_W_WHERE, "WHERE");
    if (classes)
        cigo_ck_emit(ck, CIGO_STR("("));
    cigo_ck_condition(ck, "la condizione di FILTER");
    if (classes)
        emit_column(ck, ") AND ", classes, "_volte");
    cigo_ck_need(ck, ')');
}

/* What an aggregate to which repeated values are the same asks for, so as not to see them. */
static void filter_classes(struct cigo_ck *ck, const struct cigo_ck_table *classes)
{
    if (cigo_ck_is_word(ck, CIGO_W_FILTER))
        filter(ck, classes);
    else if (classes)
        emit_column(ck, "FILTER (WHERE ", classes, "_volte)");
}

static void window_terms(struct cigo_ck *ck, bool order)
{
    for (;;) {
        struct cigo_ty ty = cigo_ck_expr(ck);
        if (ty.literal)
            cigo_ck_bad(ck, ty.tok, "qui serve una colonna, non un numero");
        if (ty.type == CIGO_TYPE_MULTI || (order && ty.type == CIGO_TYPE_CHOICE))
            cigo_ck_bad(ck, ty.tok, "%s non ha un ordine", cigo_ty_text(ck, &ty));
        if (order && (cigo_ck_is_word(ck, CIGO_W_ASC) || cigo_ck_is_word(ck, CIGO_W_DESC)))
            cigo_ck_take(ck);
        if (!cigo_ck_is(ck, ','))
            break;
        cigo_ck_take(ck);
    }
}

static void over_clause(struct cigo_ck *ck)
{
    cigo_ck_take(ck);
    cigo_ck_need(ck, '(');
    if (cigo_ck_is_word(ck, CIGO_W_PARTITION)) {
        cigo_ck_take(ck);
        cigo_ck_need_word(ck, CIGO_W_BY, "BY");
        window_terms(ck, false);
    }
    if (cigo_ck_is_word(ck, CIGO_W_ORDER)) {
        cigo_ck_take(ck);
        cigo_ck_need_word(ck, CIGO_W_BY, "BY");
        window_terms(ck, true);
    }
    cigo_ck_need(ck, ')');
}

/* The arguments and how often they are there; ck->at is after '('. */
static struct cigo_ty weighted(struct cigo_ck *ck, enum kind kind, const struct cigo_ck_table *classes)
{
    struct cigo_ty ty = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    bool rows = cigo_ck_is(ck, '*');
    if (rows) {
        cigo_ck_skip(ck);
        cigo_ck_emit(ck, CIGO_STR("1"));
    } else {
        ty = arguments(ck, kind);
    }
    cigo_ck_emit(ck, CIGO_STR(","));
    emit_column(ck, "", classes, rows ? "_righe" : "_volte");
    return ty;
}

/* Aggregate without OVER: whose is it? ck->at is at '('. */
static struct cigo_ty read_plain(struct cigo_ck *ck, size_t which, size_t tok)
{
    enum kind kind = aggregates[which].kind;
    const struct cigo_ck_table *classes = by_class(ck);
    bool distinct = word_at(ck, tok + 2, CIGO_W_DISTINCT);
    bool weighs = classes && aggregates[which].by_class && !distinct;
    struct cigo_ck_aggregate own = {.outer = ck->aggregate, .select = ck->select};
    ck->aggregate = &own;
    if (weighs)
        cigo_ck_emit(ck, cigo_str_of(aggregates[which].by_class));
    else
        cigo_ck_emit(ck, ck->toks[tok].text);
    cigo_ck_take(ck);
    struct cigo_ty arg = weighs ? weighted(ck, kind, classes) : arguments(ck, kind);
    cigo_ck_need(ck, ')');
    filter_classes(ck, weighs ? NULL : classes);
    ck->aggregate = own.outer;
    ck->select->aggregate = true;
    ck->select->n_plain++;
    if (own.outer_column && !own.inner_column && ck->select->depth)
        cigo_ck_bad(ck, tok,
                    "%.*s() qui legge solo valori di fuori: deve leggere una colonna di questa "
                    "SELECT",
                    (int)ck->toks[tok].text.n, ck->toks[tok].text.p);
    return result(ck, kind, &arg, tok);
}

static struct cigo_ty read_over(struct cigo_ck *ck, size_t which, size_t tok)
{
    enum kind kind = aggregates[which].kind;
    ck->select->n_windows++;
    cigo_ck_emit(ck, ck->toks[tok].text);
    cigo_ck_take(ck);
    if (cigo_ck_is_word(ck, CIGO_W_DISTINCT))
        cigo_ck_syntax(ck, ck->at, "DISTINCT non si usa con OVER");
    struct cigo_ty arg = arguments(ck, kind);
    cigo_ck_need(ck, ')');
    if (cigo_ck_is_word(ck, CIGO_W_FILTER)) {
        if (kind == ROW_NUMBER)
            cigo_ck_syntax(ck, ck->at, "row_number() non ha FILTER");
        else
            filter(ck, NULL);
    }
    if (cigo_ck_is_word(ck, CIGO_W_OVER))
        over_clause(ck);
    return result(ck, kind, &arg, tok);
}

static bool arity_ok(struct cigo_ck *ck, enum kind kind, size_t tok)
{
    size_t n = cigo_ck_arg_count(ck), want = kind == ROW_NUMBER ? 0 : 1;
    if (n == want)
        return true;
    cigo_ck_syntax(ck, tok, "%.*s() vuole %s", (int)ck->toks[tok].text.n, ck->toks[tok].text.p,
                   want ? "un argomento" : "parentesi vuote");
    return false;
}

static struct cigo_ty call(struct cigo_ck *ck, size_t which)
{
    size_t tok = ck->at;
    enum kind kind = aggregates[which].kind;
    bool over = has_over(ck, tok + 1);
    cigo_ck_skip(ck);
    if (!arity_ok(ck, kind, tok))
        return cigo_ty_bad();
    if (over && !aggregates[which].window)
        cigo_ck_bad(ck, tok, "%s() non si usa con OVER", aggregates[which].name);
    if (!over && kind == ROW_NUMBER) {
        cigo_ck_syntax(ck, tok, "row_number() vuole OVER (ORDER BY …)");
        return cigo_ty_bad();
    }
    check_place(ck, tok, over);
    return over ? read_over(ck, which, tok) : read_plain(ck, which, tok);
}

bool cigo_ck_function_aggregate(struct cigo_ck *ck, struct cigo_ty *ret_ty)
{
    struct cigo_str name = cigo_ck_now(ck)->text;
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++) {
        if (!cigo_str_is(name, aggregates[i].name))
            continue;
        if (aggregates[i].kind == LEAST) {
            ck->at++;
            size_t n = cigo_ck_arg_count(ck);
            ck->at--;
            if (n != 1)
                return false;
        }
        *ret_ty = call(ck, i);
        return true;
    }
    return false;
}
