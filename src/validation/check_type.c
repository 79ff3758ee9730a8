/* Types: what goes with what. The tables of sql-rules.md §8. A decimal is an integer scaled by
 * 10^places, so the literal 100 beside × and ÷ moves two places; an integer keeps in `shift` how
 * many places it would have if it were meant as a decimal. */

#include <cigo/base/decimal.h>

#include "check-priv.h"

struct cigo_ty cigo_ty_of(enum cigo_type type, int places, const struct cigo_choices *choices)
{
    struct cigo_ty ty = {.type = (int)type};
    if (type == CIGO_TYPE_DECIMAL)
        ty.places = places;
    if (type == CIGO_TYPE_CHOICE || type == CIGO_TYPE_MULTI)
        ty.choices = choices;
    return ty;
}

struct cigo_ty cigo_ty_bad(void)
{
    return (struct cigo_ty){.type = CIGO_TY_BAD};
}

bool cigo_ty_is_number(const struct cigo_ty *ty)
{
    return ty->type == CIGO_TYPE_INTEGER || ty->type == CIGO_TYPE_DECIMAL ||
           ty->type == CIGO_TY_BAD;
}

bool cigo_ty_ordered(const struct cigo_ty *ty)
{
    return cigo_ty_is_number(ty) || ty->type == CIGO_TYPE_DATE || ty->type == CIGO_TYPE_TIME;
}

const char *cigo_ty_text(struct cigo_ck *ck, const struct cigo_ty *ty)
{
    const char *list = ty->choices ? ty->choices->id : "?";
    switch (ty->type) {
    case CIGO_TYPE_TEXT:
        return ty->lits ? "un testo tra apici" : "un testo";
    case CIGO_TYPE_INTEGER:
        return ty->literal ? "un numero intero scritto a mano" : "un intero";
    case CIGO_TYPE_DECIMAL:
        return cigo_arena_printf(ck->arena, "un decimale a %d posti", ty->places);
    case CIGO_TYPE_DATE:
        return "una data";
    case CIGO_TYPE_TIME:
        return "un'ora del giorno";
    case CIGO_TYPE_BOOLEAN:
        return "una condizione (sì/no)";
    case CIGO_TYPE_CHOICE:
        return cigo_arena_printf(ck->arena, "una voce di «%s»", list);
    case CIGO_TYPE_MULTI:
        return cigo_arena_printf(ck->arena, "un insieme di voci di «%s»", list);
    case CIGO_TY_RIGA:
        return "un numero di riga (_riga)";
    case CIGO_TY_NULL:
        return "NULL";
    default:
        return "niente";
    }
}

bool cigo_ty_check_ids(struct cigo_ck *ck, const struct cigo_ty *ty,
                       const struct cigo_choices *list)
{
    bool ok = true;
    for (const struct cigo_lit *lit = ty->lits; list && lit; lit = lit->next) {
        const char *id = cigo_ck_str_value(ck, lit->tok);
        if (cigo_choice_find(list, cigo_str_of(id)))
            continue;
        const char **ids = cigo_arena_alloc(ck->arena, (list->n + 1) * sizeof *ids);
        for (size_t i = 0; i < list->n; i++)
            ids[i] = list->items[i].id;
        const char *near = cigo_ck_near(ck, cigo_str_of(id), ids, list->n);
        cigo_ck_bad(ck, lit->tok, "«%s» non è una voce di «%s»%s", id, list->id, near);
        ok = false;
    }
    return ok;
}

static const struct cigo_lit *join_lits(struct cigo_ck *ck, const struct cigo_lit *a,
                                        const struct cigo_lit *b)
{
    for (; b; b = b->next) {
        struct cigo_lit *lit = cigo_arena_alloc(ck->arena, sizeof *lit);
        *lit = (struct cigo_lit){b->tok, a};
        a = lit;
    }
    return a;
}

static bool passes(const struct cigo_ty *ty)
{
    return ty->type == CIGO_TY_BAD || ty->type == CIGO_TY_NULL;
}

static struct cigo_ty mismatch(struct cigo_ck *ck, const struct cigo_ty *a, const struct cigo_ty *b,
                               size_t tok)
{
    const struct cigo_ty *number = a->lits ? b : a;
    const char *hint = "";
    if ((a->lits || b->lits) && number->type == CIGO_TYPE_DATE)
        hint = ": una data non si scrive tra apici, ma data(anno, mese, giorno)";
    else if ((a->lits || b->lits) && cigo_ty_is_number(number))
        hint = ": un numero non si scrive tra apici";
    else if (a->type == CIGO_TYPE_DECIMAL && b->type == CIGO_TYPE_DECIMAL)
        hint = ": i posti devono essere uguali (× 100 ne aggiunge due)";
    else if (a->type == CIGO_TYPE_DECIMAL || b->type == CIGO_TYPE_DECIMAL)
        hint = ": accanto a un decimale un numero si scrive num('48'), un intero si moltiplica per "
               "100";
    cigo_ck_bad(ck, tok, "%s e %s non si possono mettere insieme%s", cigo_ty_text(ck, a),
                cigo_ty_text(ck, b), hint);
    return cigo_ty_bad();
}

static struct cigo_ty unify_numbers(struct cigo_ck *ck, const struct cigo_ty *a,
                                    const struct cigo_ty *b, size_t tok)
{
    struct cigo_ty ty = *a;
    ty.literal = a->literal && b->literal;
    ty.zero = false;
    if (a->type == CIGO_TYPE_INTEGER && b->type == CIGO_TYPE_INTEGER) {
        ty.shift = a->zero ? b->shift : b->zero || a->shift == b->shift ? a->shift : 0;
        ty.zero = a->zero && b->zero;
        return ty;
    }
    if (a->type == CIGO_TYPE_DECIMAL && b->type == CIGO_TYPE_DECIMAL)
        return a->places == b->places ? ty : mismatch(ck, a, b, tok);
    const struct cigo_ty *whole = a->type == CIGO_TYPE_INTEGER ? a : b;
    const struct cigo_ty *decimal = whole == a ? b : a;
    if (!whole->zero && (whole->literal || whole->shift != decimal->places))
        return mismatch(ck, a, b, tok);
    ty.type = CIGO_TYPE_DECIMAL;
    ty.places = decimal->places;
    ty.shift = 0;
    return ty;
}

struct cigo_ty cigo_ty_unify(struct cigo_ck *ck, const struct cigo_ty *a, const struct cigo_ty *b,
                             size_t tok)
{
    if (passes(a) || passes(b)) {
        bool second = a->type == CIGO_TY_BAD || (a->type == CIGO_TY_NULL && b->type != CIGO_TY_BAD);
        return second ? *b : *a;
    }
    if (cigo_ty_is_number(a) && cigo_ty_is_number(b))
        return unify_numbers(ck, a, b, tok);
    const struct cigo_ty *list = a->type == CIGO_TYPE_CHOICE ? a : b;
    const struct cigo_ty *other = list == a ? b : a;
    if (list->type == CIGO_TYPE_CHOICE && other->lits) {
        cigo_ty_check_ids(ck, other, list->choices);
        return *list;
    }
    if (a->type != b->type)
        return mismatch(ck, a, b, tok);
    if (a->choices != b->choices && a->choices && b->choices)
        return mismatch(ck, a, b, tok);
    struct cigo_ty ty = *a;
    ty.lits = a->lits && b->lits ? join_lits(ck, a->lits, b->lits) : NULL;
    if (!ty.choices)
        ty.choices = b->choices;
    return ty;
}

static struct cigo_ty refuse_arith(struct cigo_ck *ck, char op, const struct cigo_ty *a,
                                   const struct cigo_ty *b, size_t tok)
{
    const char *hint = "";
    bool date = a->type == CIGO_TYPE_DATE;
    if (date && b->type == CIGO_TYPE_DATE)
        hint = ": due date si sottraggono soltanto";
    else if (date && op == '%')
        hint = ": usi lunedi(data) o giorno_settimana(data)";
    else if (date && b->type == CIGO_TYPE_DECIMAL)
        hint = ": a una data si aggiungono giorni interi";
    else if (op == '/' || op == '%')
        hint = ": / e % valgono tra interi; per i decimali usi dividi(x, …, divisore)";
    cigo_ck_bad(ck, tok, "%s %c %s non ha senso%s", cigo_ty_text(ck, a), op, cigo_ty_text(ck, b),
                hint);
    return cigo_ty_bad();
}

struct cigo_ty cigo_ty_places(struct cigo_ck *ck, const struct cigo_ty *ty, size_t tok)
{
    if (ty->places <= CIGO_DECIMAL_PLACES && ty->shift <= CIGO_DECIMAL_PLACES)
        return *ty;
    cigo_ck_bad(ck, tok, "il risultato avrebbe %d posti decimali, il massimo è %d", ty->places + ty->shift,
                CIGO_DECIMAL_PLACES);
    return cigo_ty_bad();
}

static struct cigo_ty multiply(struct cigo_ck *ck, const struct cigo_ty *a, const struct cigo_ty *b,
                               size_t tok)
{
    if (!cigo_ty_is_number(a) || !cigo_ty_is_number(b))
        return refuse_arith(ck, '*', a, b, tok);
    struct cigo_ty ty = {.type = CIGO_TYPE_INTEGER, .tok = a->tok};
    if (a->type == CIGO_TYPE_INTEGER && b->type == CIGO_TYPE_INTEGER) {
        ty.shift = a->shift + b->shift;
        ty.literal = a->literal && b->literal;
        ty.zero = a->zero || b->zero;
        return cigo_ty_places(ck, &ty, tok);
    }
    ty.type = CIGO_TYPE_DECIMAL;
    ty.places = a->places + b->places + a->shift + b->shift;
    return cigo_ty_places(ck, &ty, tok);
}

static struct cigo_ty divide(struct cigo_ck *ck, char op, const struct cigo_ty *a,
                             const struct cigo_ty *b, size_t tok)
{
    struct cigo_ty ty = {.type = CIGO_TYPE_INTEGER, .tok = a->tok};
    if (a->type == CIGO_TYPE_INTEGER && b->type == CIGO_TYPE_INTEGER) {
        ty.shift = op == '/' && a->shift > b->shift ? a->shift - b->shift : 0;
        if (b->zero)
            cigo_ck_bad(ck, tok, "divisione per zero");
        return ty;
    }
    bool shift = op == '/' && a->type == CIGO_TYPE_DECIMAL && b->type == CIGO_TYPE_INTEGER &&
                 b->literal && b->shift;
    if (!shift || a->places < b->shift)
        return refuse_arith(ck, op, a, b, tok);
    ty.places = a->places - b->shift;
    if (ty.places)
        ty.type = CIGO_TYPE_DECIMAL;
    return ty;
}

static struct cigo_ty add(struct cigo_ck *ck, char op, const struct cigo_ty *a,
                          const struct cigo_ty *b, size_t tok)
{
    struct cigo_ty ty;
    bool moment = a->type == CIGO_TYPE_DATE || a->type == CIGO_TYPE_TIME;
    if (cigo_ty_is_number(a) && cigo_ty_is_number(b)) {
        ty = unify_numbers(ck, a, b, tok);
        ty.zero = false;
    } else if (moment && b->type == CIGO_TYPE_INTEGER) {
        ty = *a;
    } else if (moment && op == '-' && a->type == b->type) {
        ty = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    } else if (op == '+' && a->type == CIGO_TYPE_INTEGER &&
               (b->type == CIGO_TYPE_DATE || b->type == CIGO_TYPE_TIME)) {
        ty = *b;
    } else {
        return refuse_arith(ck, op, a, b, tok);
    }
    ty.tok = a->tok;
    return ty;
}

struct cigo_ty cigo_ty_arith(struct cigo_ck *ck, char op, const struct cigo_ty *a,
                             const struct cigo_ty *b, size_t tok)
{
    if (a->type == CIGO_TY_BAD || b->type == CIGO_TY_BAD)
        return cigo_ty_bad();
    if (op == '+' || op == '-')
        return add(ck, op, a, b, tok);
    if (op == '*')
        return multiply(ck, a, b, tok);
    return divide(ck, op, a, b, tok);
}

struct cigo_ty cigo_ty_negate(struct cigo_ck *ck, const struct cigo_ty *a, size_t tok)
{
    if (cigo_ty_is_number(a))
        return *a;
    cigo_ck_bad(ck, tok, "il segno meno vuole un numero, qui c'è %s", cigo_ty_text(ck, a));
    return cigo_ty_bad();
}

void cigo_ty_compare(struct cigo_ck *ck, char op, const struct cigo_ty *a, const struct cigo_ty *b,
                     size_t tok)
{
    if (a->type == CIGO_TY_BAD || b->type == CIGO_TY_BAD)
        return;
    if (a->type == CIGO_TY_NULL || b->type == CIGO_TY_NULL) {
        cigo_ck_bad(ck, tok, "un confronto con NULL non è mai vero: scriva IS NULL o IS NOT NULL");
        return;
    }
    if (a->type == CIGO_TYPE_MULTI || b->type == CIGO_TYPE_MULTI) {
        cigo_ck_bad(ck, tok, "un insieme di voci non si confronta: scriva ha(insieme, 'voce')");
        return;
    }
    struct cigo_ty both = cigo_ty_unify(ck, a, b, tok);
    bool equal = op == '=' || op == CIGO_OP_NE || op == 'i';
    bool text = op == 'b' && both.type == CIGO_TYPE_TEXT;
    if (!equal && !text && !cigo_ty_ordered(&both))
        cigo_ck_bad(ck, tok, "%s non ha un ordine: si confronta con =, <> o IN",
                    cigo_ty_text(ck, &both));
}

static bool fits(struct cigo_ck *ck, const struct cigo_ty *ty, const struct cigo_ty *want)
{
    if (passes(ty))
        return true;
    if (want->type == CIGO_TYPE_DECIMAL && ty->type == CIGO_TYPE_INTEGER)
        return ty->zero || (!ty->literal && ty->shift == want->places);
    if (want->type == CIGO_TYPE_CHOICE && ty->lits) {
        cigo_ty_check_ids(ck, ty, want->choices);
        return true;
    }
    if (ty->type != want->type)
        return false;
    if (want->type == CIGO_TYPE_DECIMAL)
        return ty->places == want->places;
    return !ty->choices || !want->choices || ty->choices == want->choices;
}

bool cigo_ty_conform(struct cigo_ck *ck, const struct cigo_ty *ty, const struct cigo_ty *want,
                     const char *what)
{
    if (fits(ck, ty, want))
        return true;
    cigo_ck_bad(ck, ty->tok, "%s dev'essere %s, qui è %s", what, cigo_ty_text(ck, want),
                cigo_ty_text(ck, ty));
    return false;
}

bool cigo_ty_need(struct cigo_ck *ck, const struct cigo_ty *ty, enum cigo_type type,
                  const char *what)
{
    struct cigo_ty want = cigo_ty_of(type, 0, NULL);
    return cigo_ty_conform(ck, ty, &want, what);
}
