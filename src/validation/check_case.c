/* CASE without ELSE (unknown is never "else"), and CAST, which only turns a choice whose ids are
 * numbers into an integer. */

#include "check-priv.h"

#include <strings.h>

static void case_when(struct cigo_ck *ck, const struct cigo_ty *base)
{
    if (!base) {
        cigo_ck_condition(ck, "quello che segue WHEN");
        return;
    }
    struct cigo_ty value = cigo_ck_expr(ck);
    cigo_ty_compare(ck, '=', base, &value, value.tok);
}

struct cigo_ty cigo_ck_case(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    struct cigo_ty base, ty = {.type = CIGO_TY_NULL};
    cigo_ck_take(ck);
    bool simple = !cigo_ck_is_word(ck, CIGO_W_WHEN);
    if (simple)
        base = cigo_ck_expr(ck);
    if (!cigo_ck_is_word(ck, CIGO_W_WHEN))
        cigo_ck_expected(ck, "WHEN");
    while (cigo_ck_is_word(ck, CIGO_W_WHEN)) {
        cigo_ck_take(ck);
        case_when(ck, simple ? &base : NULL);
        cigo_ck_need_word(ck, CIGO_W_THEN, "THEN");
        struct cigo_ty branch = cigo_ck_expr(ck);
        ty = cigo_ty_unify(ck, &ty, &branch, branch.tok);
    }
    cigo_ck_need_word(ck, CIGO_W_END, "WHEN o END");
    ty.tok = tok;
    return ty;
}

static bool all_digits(const char *id)
{
    return *id && strspn(id, "0123456789") == strlen(id) && strlen(id) < 10;
}

struct cigo_ty cigo_ck_cast(struct cigo_ck *ck)
{
    size_t tok = ck->at;
    cigo_ck_take(ck);
    cigo_ck_need(ck, '(');
    struct cigo_ty from = cigo_ck_expr(ck);
    cigo_ck_need_word(ck, CIGO_W_AS, "AS INTEGER");
    struct cigo_str to = cigo_ck_now(ck)->text;
    if (to.n != 7 || strncasecmp(to.p, "integer", 7) != 0)
        cigo_ck_expected(ck, "INTEGER (l'unica conversione che c'è)");
    else
        cigo_ck_take(ck);
    cigo_ck_need(ck, ')');
    if (from.type != CIGO_TYPE_CHOICE && from.type != CIGO_TY_BAD)
        cigo_ck_bad(ck, from.tok,
                    "CAST vale solo per una scelta le cui voci sono numeri, qui c'è %s",
                    cigo_ty_text(ck, &from));
    for (size_t i = 0; from.choices && i < from.choices->n; i++) {
        if (from.type == CIGO_TYPE_CHOICE && !all_digits(from.choices->items[i].id)) {
            cigo_ck_bad(ck, from.tok, "la voce «%s» di «%s» non è un numero: CAST la farebbe zero",
                        from.choices->items[i].id, from.choices->id);
            break;
        }
    }
    struct cigo_ty ty = cigo_ty_of(CIGO_TYPE_INTEGER, 0, NULL);
    ty.tok = tok;
    return ty;
}
