/* Function calls. Most functions are a row of `simple`: the types of their arguments and of the
 * result. Those that look at the form (param, ha, in_finestra …) are in check_form_func.c,
 * aggregates and windows in check_agg.c. */

#include "check-priv.h"

#include <cigo/base/date.h>

/* d date, i integer, t text, b condition; * = the one before, any number of times; ? = what follows
 * may be absent; n = integer that may be any literal. */
static const struct {
    const char *name, *args;
    char result;
} simple[] = {
    {"aggiungi_mesi", "di", 'd'},   {"anno", "d", 'i'},
    {"cf_cognome", "t", 't'},       {"cf_cognome_ok", "tt", 'b'},
    {"cf_data", "d", 't'},          {"cf_nascita", "td", 'd'},
    {"cf_nome", "t", 't'},          {"cf_nome_ok", "tt", 'b'},
    {"data", "nnn", 'd'},
    {"eta_cf", "td", 'i'},          {"festivi", "dd", 'i'},
    {"fine_mese", "d", 'd'},        {"giorni_feriali", "ddi", 'i'},
    {"giorno_settimana", "d", 'i'}, {"giorno_utile", "d", 'd'},
    {"inizio_mese", "d", 'd'},      {"length", "t", 'i'},
    {"lunedi", "d", 'd'},           {"n_settimane", "dd", 'i'},
    {"primo", "d*", 'd'},           {"substr", "tn?n", 't'},
    {"ultimo", "d*", 'd'},
};

static const char *const others[] = {
    "abs",
    "attr",
    "coalesce",
    "count",
    "dividi",
    "dividi_giu",
    "elenco",
    "ha",
    "ha_tag",
    "in_finestra",
    "in_finestra_annunciata",
    "max",
    "mcm",
    "min",
    "nullif",
    "num",
    "oggi",
    "param",
    "parole",
    "row_number",
    "se",
    "somma",
    "sum",
    "vuoto",
};

size_t cigo_ck_arg_count(const struct cigo_ck *ck)
{
    size_t depth = 0, n = 1;
    for (size_t i = ck->at; i < ck->n_toks; i++) {
        const struct cigo_tok *tok = &ck->toks[i];
        if (tok->kind != CIGO_TOK_OP)
            continue;
        if (tok->op == '(')
            depth++;
        else if (tok->op == ')' && --depth == 0)
            return i == ck->at + 1 ? 0 : n;
        else if (tok->op == ',' && depth == 1)
            n++;
    }
    return n;
}

static enum cigo_type letter_type(char letter)
{
    switch (letter) {
    case 'd':
        return CIGO_TYPE_DATE;
    case 'i':
    case 'n':
        return CIGO_TYPE_INTEGER;
    case 'b':
        return CIGO_TYPE_BOOLEAN;
    default:
        return CIGO_TYPE_TEXT;
    }
}

static void check_date_literal(struct cigo_ck *ck, size_t open)
{
    const struct cigo_tok *t = &ck->toks[open];
    int32_t date;
    if (ck->dead || t[1].kind != CIGO_TOK_INT || t[3].kind != CIGO_TOK_INT ||
        t[5].kind != CIGO_TOK_INT || t[2].op != ',' || t[4].op != ',' || t[6].op != ')')
        return;
    if (t[1].value > 9999 || t[3].value > 99 || t[5].value > 99 ||
        !cigo_date_of((int)t[1].value, (int)t[3].value, (int)t[5].value, &date))
        cigo_ck_bad(ck, open - 1, "data(%lld, %lld, %lld) non esiste, o è fuori dal 1900–2100",
                    (long long)t[1].value, (long long)t[3].value, (long long)t[5].value);
}

static size_t min_args(const char *args)
{
    const char *optional = strchr(args, '?');
    return optional ? (size_t)(optional - args) : args[1] == '*' ? 1 : strlen(args);
}

static size_t max_args(const char *args)
{
    return strchr(args, '*') ? 16 : strchr(args, '?') ? strlen(args) - 1 : strlen(args);
}

static bool count_ok(struct cigo_ck *ck, size_t tok, size_t min, size_t max)
{
    struct cigo_str name = ck->toks[tok].text;
    size_t n = cigo_ck_arg_count(ck);
    if (n >= min && n <= max)
        return true;
    if (min == max)
        cigo_ck_syntax(ck, tok, "%.*s() vuole %zu argomenti, ne ha %zu", (int)name.n, name.p, min,
                       n);
    else
        cigo_ck_syntax(ck, tok, "%.*s() vuole da %zu a %zu argomenti, ne ha %zu", (int)name.n,
                       name.p, min, max, n);
    return false;
}

static const char *argument(struct cigo_ck *ck, size_t tok, size_t number)
{
    const char digits[] = {(char)('0' + number / 10), (char)('0' + number % 10)}; /* there are at most 16 */
    const struct cigo_str parts[] = {CIGO_STR("l'argomento "), {digits + (number < 10), 1 + (number >= 10)},
                                     CIGO_STR(" di "), ck->toks[tok].text, CIGO_STR("()")};
    return cigo_arena_join(ck->arena, parts, sizeof parts / sizeof *parts);
}

static struct cigo_ty simple_call(struct cigo_ck *ck, size_t tok, const char *args, char result)
{
    size_t open = ck->at;
    if (!count_ok(ck, tok, min_args(args), max_args(args)))
        return cigo_ty_bad();
    cigo_ck_take(ck);
    const char *arg = args;
    for (size_t i = 0; !ck->dead; i++) {
        if (i && !cigo_ck_need(ck, ','))
            break;
        arg += *arg == '?';
        ck->free_numbers += *arg == 'n';
        struct cigo_ty ty = cigo_ck_expr(ck);
        ck->free_numbers -= *arg == 'n';
        cigo_ty_need(ck, &ty, letter_type(*arg), argument(ck, tok, i + 1));
        if (arg[1] != '*')
            arg++;
        if (cigo_ck_is(ck, ')') || ck->dead)
            break;
    }
    cigo_ck_need(ck, ')');
    if (cigo_str_is(ck->toks[tok].text, "data"))
        check_date_literal(ck, open);
    return cigo_ty_of(letter_type(result), 0, NULL);
}

/* se(c, x, y), coalesce(x, …), nullif(x, y), min and max of several: one type for all. */
static struct cigo_ty same_type(struct cigo_ck *ck, size_t skip_comma)
{
    struct cigo_ty ty = {.type = CIGO_TY_NULL};
    if (!skip_comma)
        cigo_ck_take(ck);
    else
        cigo_ck_need(ck, ',');
    for (;;) {
        struct cigo_ty arg = cigo_ck_expr(ck);
        ty = cigo_ty_unify(ck, &ty, &arg, arg.tok);
        if (!cigo_ck_is(ck, ','))
            break;
        cigo_ck_take(ck);
    }
    cigo_ck_need(ck, ')');
    return ty;
}

static struct cigo_ty call_se(struct cigo_ck *ck, size_t tok)
{
    if (!count_ok(ck, tok, 3, 3))
        return cigo_ty_bad();
    cigo_ck_take(ck);
    cigo_ck_condition(ck, "il primo argomento di se()");
    return same_type(ck, 1);
}

static struct cigo_ty call_abs(struct cigo_ck *ck, size_t tok)
{
    if (!count_ok(ck, tok, 1, 1))
        return cigo_ty_bad();
    struct cigo_ty ty = same_type(ck, 0);
    if (cigo_ty_is_number(&ty))
        return ty;
    cigo_ck_bad(ck, tok, "abs() vuole un numero, qui c'è %s", cigo_ty_text(ck, &ty));
    return cigo_ty_bad();
}

static struct cigo_ty call_least(struct cigo_ck *ck, size_t tok)
{
    struct cigo_ty ty = same_type(ck, 0);
    if (cigo_ty_ordered(&ty) || ty.type == CIGO_TY_NULL)
        return ty;
    cigo_ck_bad(ck, tok, "min() e max() vogliono numeri, date o ore del giorno, qui c'è %s",
                cigo_ty_text(ck, &ty));
    return cigo_ty_bad();
}

/* Places of x × … ÷ d. */
static struct cigo_ty call_dividi(struct cigo_ck *ck, size_t tok)
{
    int places = 0, shift = 0;
    bool decimal = false, bad = false;
    if (!count_ok(ck, tok, 2, 16))
        return cigo_ty_bad();
    cigo_ck_take(ck);
    while (!ck->dead) {
        struct cigo_ty ty = cigo_ck_expr(ck);
        bool last = !cigo_ck_is(ck, ',');
        int sign = last ? -1 : 1;
        bad |= ty.type == CIGO_TY_BAD;
        if (!cigo_ty_is_number(&ty)) {
            cigo_ck_bad(ck, ty.tok, "dividi() vuole numeri, qui c'è %s", cigo_ty_text(ck, &ty));
            bad = true;
        }
        if (last && ty.zero)
            cigo_ck_bad(ck, ty.tok, "divisione per zero");
        decimal |= ty.type == CIGO_TYPE_DECIMAL;
        places += sign * ty.places;
        shift += sign * ty.shift;
        if (last)
            break;
        cigo_ck_take(ck);
    }
    cigo_ck_need(ck, ')');
    if (bad)
        return cigo_ty_bad();
    struct cigo_ty ty = {.type = CIGO_TYPE_INTEGER, .shift = decimal || shift < 0 ? 0 : shift};
    if (decimal && places + shift < 0) {
        cigo_ck_bad(ck, tok,
                    "il divisore ha più posti decimali di quello che si divide: aggiunga 100 "
                    "tra i fattori");
        return cigo_ty_bad();
    }
    ty.places = decimal ? places + shift : 0;
    if (ty.places)
        ty.type = CIGO_TYPE_DECIMAL;
    return cigo_ty_places(ck, &ty, tok);
}

static struct cigo_ty call_other(struct cigo_ck *ck, size_t tok)
{
    struct cigo_str name = ck->toks[tok].text;
    if (cigo_str_is(name, "se"))
        return call_se(ck, tok);
    if (cigo_str_is(name, "abs"))
        return call_abs(ck, tok);
    if (cigo_str_is(name, "coalesce"))
        return count_ok(ck, tok, 2, 16) ? same_type(ck, 0) : cigo_ty_bad();
    if (cigo_str_is(name, "nullif"))
        return count_ok(ck, tok, 2, 2) ? same_type(ck, 0) : cigo_ty_bad();
    if (cigo_str_is(name, "min") || cigo_str_is(name, "max"))
        return count_ok(ck, tok, 2, 16) ? call_least(ck, tok) : cigo_ty_bad();
    return call_dividi(ck, tok);
}

static void unknown(struct cigo_ck *ck, size_t tok)
{
    const char *names[sizeof simple / sizeof *simple + sizeof others / sizeof *others];
    struct cigo_str name = ck->toks[tok].text;
    size_t n = 0;
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        names[n++] = simple[i].name;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        names[n++] = others[i];
    cigo_ck_syntax(ck, tok, "la funzione «%.*s» non c'è%s", (int)name.n, name.p,
                   cigo_ck_near(ck, name, names, n));
}

static bool known(struct cigo_str name)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (cigo_str_is(name, others[i]))
            return true;
    }
    return false;
}

struct cigo_ty cigo_ck_function(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    struct cigo_str name = ck->toks[tok].text;
    struct cigo_ty ty = cigo_ty_bad();
    bool done = false;
    for (size_t i = 0; i < sizeof simple / sizeof *simple && !done; i++) {
        done = cigo_str_is(name, simple[i].name);
        if (done) {
            cigo_ck_take(ck);
            ty = simple_call(ck, tok, simple[i].args, simple[i].result);
        }
    }
    if (!done && !known(name)) {
        unknown(ck, tok);
    } else if (!done && !cigo_ck_function_of_form(ck, &ty) &&
               !cigo_ck_function_aggregate(ck, &ty)) {
        cigo_ck_take(ck);
        ty = call_other(ck, tok);
    }
    if (!ck->dead && (cigo_ck_is_word(ck, CIGO_W_OVER) || cigo_ck_is_word(ck, CIGO_W_FILTER)))
        cigo_ck_syntax(ck, ck->at,
                       "OVER e FILTER vanno dopo sum, count, min, max, somma di un solo "
                       "argomento o row_number()");
    ty.tok = tok;
    return ty;
}
