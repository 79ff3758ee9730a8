/* Choosing, exact division, and the strict aggregates. Products are kept in 128 bits and rounded
 * once. */

#include "fn-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

#include <cigo/form/kind.h>

__extension__ typedef __int128 wide;

static const char too_big[] = "un calcolo ha superato i numeri che si possono tenere";

void cigo_fn_se(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int64_t condition;
    (void)n;
    if (!cigo_fn_int(ctx, args[0], &condition))
        return;
    sqlite3_value *chosen = args[condition ? 1 : 2];
    if (sqlite3_value_type(chosen) == SQLITE_FLOAT)
        cigo_fn_error(ctx, too_big);
    else
        sqlite3_result_value(ctx, chosen);
}

static wide divided(wide x, wide by, bool down)
{
    if (by < 0) {
        x = -x;
        by = -by;
    }
    wide quotient = x / by, rest = x % by;
    if (down)
        return rest < 0 ? quotient - 1 : quotient;
    if (rest >= by - rest && rest > 0)
        return quotient + 1;
    if (-rest >= by + rest && rest < 0)
        return quotient - 1;
    return quotient;
}

static void divide(sqlite3_context *ctx, int n, sqlite3_value **args, bool down)
{
    wide product = 1;
    int64_t factor;
    if (n < 2) {
        cigo_fn_error(ctx, "dividi() vuole almeno due argomenti");
        return;
    }
    for (int i = 0; i < n - 1; i++) {
        if (!cigo_fn_int(ctx, args[i], &factor))
            return;
        if (__builtin_mul_overflow(product, (wide)factor, &product)) {
            cigo_fn_error(ctx, too_big);
            return;
        }
    }
    if (!cigo_fn_int(ctx, args[n - 1], &factor) || factor == 0)
        return;
    if (product < -((wide)1 << 126) || product > (wide)1 << 126) {
        cigo_fn_error(ctx, too_big);
        return;
    }
    wide result = divided(product, factor, down);
    if (result < INT64_MIN || result > INT64_MAX)
        cigo_fn_error(ctx, too_big);
    else
        sqlite3_result_int64(ctx, (int64_t)result);
}

void cigo_fn_dividi(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    divide(ctx, n, args, false);
}

void cigo_fn_dividi_giu(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    divide(ctx, n, args, true);
}

struct somma {
    int64_t total, unknown;
    bool overflow;
};

void cigo_fn_somma_step(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct somma *s = sqlite3_aggregate_context(ctx, sizeof *s);
    int64_t x;
    (void)n;
    if (!s) {
        sqlite3_result_error_nomem(ctx);
    } else if (sqlite3_value_type(args[0]) == SQLITE_NULL) {
        s->unknown++;
    } else if (cigo_fn_int(ctx, args[0], &x)) {
        s->overflow |= __builtin_add_overflow(s->total, x, &s->total);
    }
}

/* A row leaves the window. */
void cigo_fn_somma_inverse(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct somma *s = sqlite3_aggregate_context(ctx, sizeof *s);
    int64_t x;
    (void)n;
    if (!s)
        sqlite3_result_error_nomem(ctx);
    else if (sqlite3_value_type(args[0]) == SQLITE_NULL)
        s->unknown--;
    else if (cigo_fn_int(ctx, args[0], &x))
        s->overflow |= __builtin_sub_overflow(s->total, x, &s->total);
}

void cigo_fn_somma_value(sqlite3_context *ctx)
{
    const struct somma *s = sqlite3_aggregate_context(ctx, 0);
    if (s && s->overflow)
        cigo_fn_error(ctx, too_big);
    else if (!s || !s->unknown)
        sqlite3_result_int64(ctx, s ? s->total : 0);
}

/* ---- of each class once, and how many rows it has ---- */

struct weighted {
    int64_t total, known, unknown;
    bool overflow;
};

static void weigh(sqlite3_context *ctx, sqlite3_value **args, bool count)
{
    struct weighted *w = sqlite3_aggregate_context(ctx, sizeof *w);
    int64_t x = 1, times, part;
    if (!w) {
        sqlite3_result_error_nomem(ctx);
    } else if (!cigo_fn_int(ctx, args[1], &times)) {
        return;
    } else if (sqlite3_value_type(args[0]) == SQLITE_NULL) {
        w->unknown += times;
    } else if (count || cigo_fn_int(ctx, args[0], &x)) {
        w->known += times;
        w->overflow |= __builtin_mul_overflow(x, times, &part) || __builtin_add_overflow(w->total, part, &w->total);
    }
}

void cigo_fn_weighted_step(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    weigh(ctx, args, false);
}

void cigo_fn_weighted_count_step(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    weigh(ctx, args, true);
}

void cigo_fn_weighted_somma(sqlite3_context *ctx)
{
    const struct weighted *w = sqlite3_aggregate_context(ctx, 0);
    if (w && w->overflow)
        cigo_fn_error(ctx, too_big);
    else if (!w || !w->unknown)
        sqlite3_result_int64(ctx, w ? w->total : 0);
}

/* Like sum(): of what is known. */
void cigo_fn_weighted_totale(sqlite3_context *ctx)
{
    const struct weighted *w = sqlite3_aggregate_context(ctx, 0);
    if (w && w->overflow)
        cigo_fn_error(ctx, too_big);
    else if (w && w->known)
        sqlite3_result_int64(ctx, w->total);
}

void cigo_fn_weighted_count(sqlite3_context *ctx)
{
    const struct weighted *w = sqlite3_aggregate_context(ctx, 0);
    sqlite3_result_int64(ctx, w ? w->known : 0);
}

struct mcm {
    int64_t value; /* 0: none yet */
    bool overflow;
};

void cigo_fn_mcm_step(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct mcm *m = sqlite3_aggregate_context(ctx, sizeof *m);
    int64_t x;
    (void)n;
    if (!m) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    if (!cigo_fn_int(ctx, args[0], &x) || x <= 0)
        return;
    int64_t a = m->value ? m->value : 1, b = x;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    m->overflow |= __builtin_mul_overflow(m->value ? m->value : 1, x / a, &m->value);
    if (m->overflow)
        m->value = 1;
}

void cigo_fn_mcm_final(sqlite3_context *ctx)
{
    const struct mcm *m = sqlite3_aggregate_context(ctx, 0);
    if (m && m->overflow)
        cigo_fn_error(ctx, too_big);
    else
        sqlite3_result_int64(ctx, m && m->value ? m->value : 1);
}

#define ELENCO_MAX 16384

struct elenco {
    char *text;
    size_t n, cap;
};

void cigo_fn_elenco_step(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    struct elenco *e = sqlite3_aggregate_context(ctx, sizeof *e);
    struct cigo_str id;
    (void)n;
    if (!e) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    if (!cigo_fn_text(ctx, args[0], &id) || !id.n ||
        cigo_multi_has((struct cigo_str){e->text, e->n}, id))
        return;
    if (e->n + id.n + 1 > ELENCO_MAX) {
        cigo_fn_error(ctx, "un elenco ha troppe voci");
        return;
    }
    void *text = e->text;
    cigo_grow(&text, &e->cap, e->n + id.n + 1, 1);
    e->text = text;
    if (e->n)
        e->text[e->n++] = ' ';
    memcpy(e->text + e->n, id.p, id.n);
    e->n += id.n;
}

void cigo_fn_elenco_final(sqlite3_context *ctx)
{
    struct elenco *e = sqlite3_aggregate_context(ctx, 0);
    if (!e || !e->text) {
        sqlite3_result_text(ctx, "", 0, SQLITE_STATIC);
        return;
    }
    sqlite3_result_text(ctx, e->text, (int)e->n, SQLITE_TRANSIENT);
    free(e->text);
    e->text = NULL;
}
