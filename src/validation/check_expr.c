/* Expressions, by precedence: OR, AND, NOT, one comparison, + -, * / %, minus, primary. Comparisons
 * do not chain: `a < b < c` would compare a 0 or 1 with c. */

#include "check-priv.h"

#define DEPTH_MAX 100

static struct cigo_ty boolean(size_t tok)
{
    struct cigo_ty ty = cigo_ty_of(CIGO_TYPE_BOOLEAN, 0, NULL);
    ty.tok = tok;
    return ty;
}

static bool integer_allowed(struct cigo_ck *ck, size_t tok)
{
    int64_t value = ck->toks[tok].value;
    if (ck->free_numbers || (value >= 0 && value <= 7) || value == 12 || value == 60 ||
        value == 100)
        return true;
    if (value != 10000)
        return false;
    /* only to move four places */
    const struct cigo_tok *before = tok ? &ck->toks[tok - 1] : &ck->toks[ck->n_toks - 1];
    const struct cigo_tok *after = &ck->toks[tok + 1];
    return (before->kind == CIGO_TOK_OP && strchr("*/,", before->op)) ||
           (after->kind == CIGO_TOK_OP && strchr("*,", after->op));
}

static struct cigo_ty integer(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    int64_t value = ck->toks[tok].value;
    struct cigo_ty ty = {
        .type = CIGO_TYPE_INTEGER, .literal = true, .zero = value == 0, .tok = tok};
    ty.shift = value == 100 ? 2 : value == 10000 ? 4 : 0;
    cigo_ck_take(ck);
    if (integer_allowed(ck, tok))
        return ty;
    cigo_ck_bad(
        ck, tok,
        "il numero %lld non si scrive in una regola: se è della legge usi param('nome'), accanto a "
        "un decimale num('%lld') (ammessi: da 0 a 7, 12, 60, 100)",
        (long long)value, (long long)value);
    return cigo_ty_bad();
}

static struct cigo_ty string(struct cigo_ck *ck)
{
    struct cigo_lit *lit = cigo_arena_alloc(ck->arena, sizeof *lit);
    *lit = (struct cigo_lit){ck->at, NULL};
    struct cigo_ty ty = {.type = CIGO_TYPE_TEXT, .lits = lit, .tok = ck->at};
    cigo_ck_take(ck);
    return ty;
}

static struct cigo_ty parenthesis(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    const struct cigo_tok *next = cigo_ck_next(ck, 1);
    if (next->kind == CIGO_TOK_WORD && next->word == CIGO_W_SELECT)
        return cigo_ck_subquery(ck);
    cigo_ck_take(ck);
    struct cigo_ty ty = cigo_ck_expr(ck);
    if (cigo_ck_is(ck, ','))
        cigo_ck_syntax(ck, ck->at, "una lista tra parentesi va solo dopo IN");
    cigo_ck_need(ck, ')');
    ty.tok = tok;
    return ty;
}

static struct cigo_ty exists(struct cigo_ck *ck)
{
    struct cigo_ck_cols cols = {0};
    size_t tok = ck->at;
    cigo_ck_take(ck);
    cigo_ck_need(ck, '(');
    if (!cigo_ck_is_word(ck, CIGO_W_SELECT))
        cigo_ck_expected(ck, "SELECT");
    else
        cigo_ck_query(ck, &cols);
    cigo_ck_need(ck, ')');
    return boolean(tok);
}

static struct cigo_ty word(struct cigo_ck *ck)
{
    struct cigo_ty ty = {.type = CIGO_TY_NULL, .tok = ck->at};
    switch (cigo_ck_now(ck)->word) {
    case CIGO_W_NULL:
        cigo_ck_take(ck);
        return ty;
    case CIGO_W_TRUE:
    case CIGO_W_FALSE:
        cigo_ck_take(ck);
        return boolean(ty.tok);
    case CIGO_W_CASE:
        return cigo_ck_case(ck);
    case CIGO_W_CAST:
        return cigo_ck_cast(ck);
    case CIGO_W_EXISTS:
        return exists(ck);
    case CIGO_W_SELECT:
        cigo_ck_syntax(ck, ck->at, "una SELECT dentro un'espressione va tra parentesi");
        return cigo_ty_bad();
    default:
        cigo_ck_expected(ck, "un valore");
        return cigo_ty_bad();
    }
}

static struct cigo_ty primary(struct cigo_ck *ck)
{
    const struct cigo_tok *tok = cigo_ck_now(ck);
    const struct cigo_tok *next = cigo_ck_next(ck, 1);
    if (tok->kind == CIGO_TOK_INT)
        return integer(ck);
    if (tok->kind == CIGO_TOK_STR)
        return string(ck);
    if (tok->kind == CIGO_TOK_WORD)
        return word(ck);
    if (tok->kind == CIGO_TOK_NAME)
        return next->kind == CIGO_TOK_OP && next->op == '(' ? cigo_ck_function(ck)
                                                            : cigo_ck_name(ck, CIGO_NAME_VALUE);
    if (cigo_ck_is(ck, '('))
        return parenthesis(ck);
    cigo_ck_expected(ck, "un valore");
    return cigo_ty_bad();
}

static struct cigo_ty unary(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    if (++ck->depth > DEPTH_MAX)
        cigo_ck_syntax(ck, tok, "l'espressione è troppo annidata");
    struct cigo_ty ty;
    if (cigo_ck_is(ck, '-') || cigo_ck_is(ck, '+')) {
        cigo_ck_take(ck);
        ty = unary(ck);
        ty = cigo_ty_negate(ck, &ty, tok);
        ty.tok = tok;
    } else {
        ty = primary(ck);
    }
    ck->depth--;
    return ty;
}

static struct cigo_ty product(struct cigo_ck *ck)
{
    struct cigo_ty ty = unary(ck);
    while (cigo_ck_is(ck, '*') || cigo_ck_is(ck, '/') || cigo_ck_is(ck, '%')) {
        size_t tok = ck->at;
        cigo_ck_take(ck);
        struct cigo_ty right = unary(ck);
        ty = cigo_ty_arith(ck, ck->toks[tok].op, &ty, &right, tok);
    }
    return ty;
}

static struct cigo_ty sum(struct cigo_ck *ck)
{
    struct cigo_ty ty = product(ck);
    while (cigo_ck_is(ck, '+') || cigo_ck_is(ck, '-')) {
        size_t tok = ck->at;
        cigo_ck_take(ck);
        struct cigo_ty right = product(ck);
        ty = cigo_ty_arith(ck, ck->toks[tok].op, &ty, &right, tok);
    }
    return ty;
}

static void between(struct cigo_ck *ck, const struct cigo_ty *left)
{
    size_t tok = ck->at;
    cigo_ck_take(ck);
    struct cigo_ty low = sum(ck);
    cigo_ck_need_word(ck, CIGO_W_AND, "AND (x BETWEEN a AND b)");
    struct cigo_ty high = sum(ck);
    cigo_ty_compare(ck, 'b', left, &low, tok);
    cigo_ty_compare(ck, 'b', left, &high, tok);
}

static void in_query(struct cigo_ck *ck, const struct cigo_ty *left, bool negated, size_t tok)
{
    if (negated)
        cigo_ck_bad(ck, tok,
                    "NOT IN (SELECT …) non è mai vero se una riga è ignota: scriva NOT EXISTS");
    struct cigo_ty right = cigo_ck_subquery(ck);
    cigo_ty_compare(ck, 'i', left, &right, tok);
}

static void in(struct cigo_ck *ck, const struct cigo_ty *left, bool negated)
{
    size_t tok = ck->at;
    cigo_ck_take(ck);
    const struct cigo_tok *next = cigo_ck_next(ck, 1);
    if (cigo_ck_is(ck, '(') && next->kind == CIGO_TOK_WORD && next->word == CIGO_W_SELECT) {
        in_query(ck, left, negated, tok);
        return;
    }
    cigo_ck_need(ck, '(');
    for (;;) {
        struct cigo_ty item = cigo_ck_expr(ck);
        cigo_ty_compare(ck, 'i', left, &item, item.tok);
        if (!cigo_ck_is(ck, ','))
            break;
        cigo_ck_take(ck);
    }
    cigo_ck_need(ck, ')');
}

static void is(struct cigo_ck *ck, const struct cigo_ty *left)
{
    cigo_ck_take(ck);
    if (cigo_ck_is_word(ck, CIGO_W_NOT))
        cigo_ck_take(ck);
    if (cigo_ck_is_word(ck, CIGO_W_NULL)) {
        cigo_ck_take(ck);
    } else if (cigo_ck_is_word(ck, CIGO_W_TRUE) || cigo_ck_is_word(ck, CIGO_W_FALSE)) {
        cigo_ty_need(ck, left, CIGO_TYPE_BOOLEAN, "quello che precede IS TRUE o IS FALSE");
        cigo_ck_take(ck);
    } else {
        cigo_ck_expected(ck, "NULL, TRUE o FALSE (per confrontare valori scriva = o <>)");
    }
}

static bool comparison_operator(const struct cigo_ck *ck)
{
    const struct cigo_tok *tok = cigo_ck_now(ck);
    if (tok->kind == CIGO_TOK_OP)
        return tok->op == '=' || tok->op == '<' || tok->op == '>' || tok->op == CIGO_OP_NE ||
               tok->op == CIGO_OP_LE || tok->op == CIGO_OP_GE;
    return tok->kind == CIGO_TOK_WORD && (tok->word == CIGO_W_IN || tok->word == CIGO_W_BETWEEN ||
                                          tok->word == CIGO_W_IS || tok->word == CIGO_W_NOT);
}

static struct cigo_ty comparison(struct cigo_ck *ck)
{
    struct cigo_ty left = sum(ck);
    if (!comparison_operator(ck))
        return left;
    size_t tok = ck->at;
    bool negated = cigo_ck_is_word(ck, CIGO_W_NOT);
    if (negated)
        cigo_ck_take(ck);
    if (cigo_ck_is_word(ck, CIGO_W_IN)) {
        in(ck, &left, negated);
    } else if (cigo_ck_is_word(ck, CIGO_W_BETWEEN)) {
        between(ck, &left);
    } else if (negated) {
        cigo_ck_expected(ck, "IN o BETWEEN dopo NOT");
    } else if (cigo_ck_is_word(ck, CIGO_W_IS)) {
        is(ck, &left);
    } else {
        cigo_ck_take(ck);
        struct cigo_ty right = sum(ck);
        cigo_ty_compare(ck, ck->toks[tok].op, &left, &right, tok);
    }
    if (!ck->dead && comparison_operator(ck))
        cigo_ck_syntax(ck, ck->at, "due confronti di fila: li unisca con AND, o usi le parentesi");
    return boolean(left.tok);
}

static struct cigo_ty negation(struct cigo_ck *ck)
{
    if (!cigo_ck_is_word(ck, CIGO_W_NOT))
        return comparison(ck);
    size_t tok = ck->at;
    if (++ck->depth > DEPTH_MAX)
        cigo_ck_syntax(ck, tok, "l'espressione è troppo annidata");
    else
        cigo_ck_take(ck);
    struct cigo_ty ty = negation(ck);
    ck->depth--;
    cigo_ty_need(ck, &ty, CIGO_TYPE_BOOLEAN, "quello che segue NOT");
    return boolean(tok);
}

static struct cigo_ty logic(struct cigo_ck *ck, enum cigo_word op)
{
    struct cigo_ty ty = op == CIGO_W_OR ? logic(ck, CIGO_W_AND) : negation(ck);
    bool first = true;
    const char *what = op == CIGO_W_OR ? "ogni parte di OR" : "ogni parte di AND";
    while (cigo_ck_is_word(ck, op)) {
        if (first)
            cigo_ty_need(ck, &ty, CIGO_TYPE_BOOLEAN, what);
        first = false;
        cigo_ck_take(ck);
        struct cigo_ty right = op == CIGO_W_OR ? logic(ck, CIGO_W_AND) : negation(ck);
        cigo_ty_need(ck, &right, CIGO_TYPE_BOOLEAN, what);
        ty = boolean(ty.tok);
    }
    return ty;
}

struct cigo_ty cigo_ck_expr(struct cigo_ck *ck)
{
    if (++ck->depth > DEPTH_MAX)
        cigo_ck_syntax(ck, ck->at, "l'espressione è troppo annidata");
    struct cigo_ty ty = logic(ck, CIGO_W_OR);
    ck->depth--;
    return ty;
}

struct cigo_ty cigo_ck_condition(struct cigo_ck *ck, const char *what)
{
    struct cigo_ty ty = cigo_ck_expr(ck);
    cigo_ty_need(ck, &ty, CIGO_TYPE_BOOLEAN, what);
    return ty;
}
