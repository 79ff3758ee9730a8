/* The table of SQL functions. Types are checked before a rule is compiled, and still every
 * argument's storage class is looked at: an integer overflow turns into a REAL in silence, and this
 * makes it loud. */

#include "fn-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>

static const struct {
    const char *name;
    int args;
    cigo_fn *call;
} scalars[] = {
    {"aggiungi_mesi", 2, cigo_fn_aggiungi_mesi},
    {"anno", 1, cigo_fn_anno},
    {"attr", 2, cigo_fn_attr},
    {"attr", 3, cigo_fn_attr},
    {"cf_cognome", 1, cigo_fn_cf_cognome},
    {"cf_cognome_ok", 2, cigo_fn_cf_cognome_ok},
    {"cf_data", 1, cigo_fn_cf_data},
    {"cf_nascita", 2, cigo_fn_cf_nascita},
    {"cf_nome", 1, cigo_fn_cf_nome},
    {"cf_nome_ok", 2, cigo_fn_cf_nome_ok},
    {"data", 3, cigo_fn_data},
    {"dividi", -1, cigo_fn_dividi},
    {"dividi_giu", -1, cigo_fn_dividi_giu},
    {"eta_cf", 2, cigo_fn_eta_cf},
    {"festivi", 2, cigo_fn_festivi},
    {"fine_mese", 1, cigo_fn_fine_mese},
    {"giorni_feriali", 3, cigo_fn_giorni_feriali},
    {"giorno_settimana", 1, cigo_fn_giorno_settimana},
    {"giorno_utile", 1, cigo_fn_giorno_utile},
    {"ha", 2, cigo_fn_ha},
    {"ha_tag", 2, cigo_fn_ha_tag},
    {"ha_tag", 3, cigo_fn_ha_tag},
    {"in_finestra", 2, cigo_fn_in_finestra},
    {"in_finestra_annunciata", 2, cigo_fn_in_finestra_annunciata},
    {"inizio_mese", 1, cigo_fn_inizio_mese},
    {"lunedi", 1, cigo_fn_lunedi},
    {"n_settimane", 2, cigo_fn_n_settimane},
    {"param", 2, cigo_fn_param},
    {"parole", 2, cigo_fn_parole},
    {"primo", -1, cigo_fn_primo},
    {"se", 3, cigo_fn_se},
    {"ultimo", -1, cigo_fn_ultimo},
};

/* Those of one argument, and those to which a class of rows is told with how many it has. */
static const struct {
    const char *name;
    int args;
    cigo_fn *step;
    void (*final)(sqlite3_context *ctx);
} aggregates[] = {
    {"elenco", 1, cigo_fn_elenco_step, cigo_fn_elenco_final},
    {"mcm", 1, cigo_fn_mcm_step, cigo_fn_mcm_final},
    {"_conta", 2, cigo_fn_weighted_count_step, cigo_fn_weighted_count},
    {"_somma", 2, cigo_fn_weighted_step, cigo_fn_weighted_somma},
    {"_totale", 2, cigo_fn_weighted_step, cigo_fn_weighted_totale},
};

static const char *const others[] = {
    "abs", "coalesce", "count", "length", "max", "min", "nullif", "row_number", "somma", "substr", "sum",
};

bool cigo_sql_function_allowed(const char *name)
{
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (cigo_same(name, scalars[i].name))
            return true;
    }
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates; i++) {
        if (cigo_same(name, aggregates[i].name))
            return true;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (cigo_same(name, others[i]))
            return true;
    }
    return false;
}

const struct cigo_form *cigo_fn_form(sqlite3_context *ctx)
{
    const struct cigo_fn_ctx *own = sqlite3_user_data(ctx);
    return own->form;
}

void cigo_fn_error(sqlite3_context *ctx, const char *text)
{
    sqlite3_result_error(ctx, text, -1);
}

bool cigo_fn_int(sqlite3_context *ctx, sqlite3_value *value, int64_t *ret)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER) {
        *ret = sqlite3_value_int64(value);
        return true;
    }
    if (type != SQLITE_NULL)
        cigo_fn_error(ctx, type == SQLITE_FLOAT
                               ? "un calcolo ha superato i numeri che si possono tenere"
                               : "qui serve un numero, c'è un testo");
    return false;
}

bool cigo_fn_small(sqlite3_context *ctx, sqlite3_value *value, int min, int max, int *ret)
{
    int64_t wide;
    if (!cigo_fn_int(ctx, value, &wide))
        return false;
    if (wide < min || wide > max) {
        cigo_fn_error(ctx, "un numero è fuori da quelli che la funzione accetta");
        return false;
    }
    *ret = (int)wide;
    return true;
}

bool cigo_fn_date(sqlite3_context *ctx, sqlite3_value *value, int32_t *ret)
{
    int64_t wide;
    if (!cigo_fn_int(ctx, value, &wide))
        return false;
    if (wide < CIGO_DATE_MIN || wide > CIGO_DATE_MAX) {
        cigo_fn_error(ctx, "una data è fuori dagli anni 1900-2100");
        return false;
    }
    *ret = (int32_t)wide;
    return true;
}

bool cigo_fn_text(sqlite3_context *ctx, sqlite3_value *value, struct cigo_str *ret)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(value);
        if (!text)
            cigo_no_memory();
        *ret = (struct cigo_str){text, (size_t)sqlite3_value_bytes(value)};
        return true;
    }
    if (type != SQLITE_NULL)
        cigo_fn_error(ctx, "qui serve un testo, c'è un numero");
    return false;
}

void cigo_fn_result_date(sqlite3_context *ctx, int64_t date)
{
    if (date < CIGO_DATE_MIN || date > CIGO_DATE_MAX)
        cigo_fn_error(ctx, "una data è fuori dagli anni 1900-2100");
    else
        sqlite3_result_int64(ctx, date);
}

static void ctx_free(void *data)
{
    struct cigo_fn_ctx *own = data;
    cigo_fn_words_free(own->lists);
    free(own);
}

/* The context lives as long as the function that owns it: the last one registered. */
static int register_all(sqlite3 *db, struct cigo_fn_ctx *own)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars && rc == SQLITE_OK; i++)
        rc = sqlite3_create_function_v2(db, scalars[i].name, scalars[i].args, flags, own,
                                        scalars[i].call, NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates && rc == SQLITE_OK; i++)
        rc = sqlite3_create_function_v2(db, aggregates[i].name, aggregates[i].args, flags, own, NULL,
                                        aggregates[i].step, aggregates[i].final, NULL);
    if (rc == SQLITE_OK)
        rc = cigo_fn_weeks_register(db);
    if (rc != SQLITE_OK) {
        ctx_free(own);
        return rc;
    }
    return sqlite3_create_window_function(db, "somma", 1, flags, own, cigo_fn_somma_step,
                                          cigo_fn_somma_value, cigo_fn_somma_value,
                                          cigo_fn_somma_inverse, ctx_free);
}

bool cigo_sql_functions(sqlite3 *db, const struct cigo_form *form, struct cigo_error *err)
{
    struct cigo_fn_ctx *own = cigo_alloc(sizeof *own);
    own->form = form;
    own->lists = cigo_fn_words_new(form);
    if (register_all(db, own) == SQLITE_OK)
        return true;
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     "Le funzioni delle regole non si possono preparare: %s.", sqlite3_errmsg(db));
}
