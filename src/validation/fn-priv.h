#pragma once
/* The SQL functions' inside: arguments, and the implementations by subject. All are pure. An
 * argument getter that returns false has already set the result (NULL, or an error): the function
 * just returns. */

#include "functions-priv.h"

#include <stdint.h>

#include <cigo/base/str.h>

struct cigo_fn_words { /* a word list, folded */
    char **words, **except;
};

struct cigo_fn_ctx { /* user data of every function */
    const struct cigo_form *form;
    struct cigo_fn_words *lists; /* form->n_wordlists */
};

const struct cigo_form *cigo_fn_form(sqlite3_context *ctx);
bool cigo_fn_int(sqlite3_context *ctx, sqlite3_value *value, int64_t *ret);
bool cigo_fn_small(sqlite3_context *ctx, sqlite3_value *value, int min, int max, int *ret);
bool cigo_fn_date(sqlite3_context *ctx, sqlite3_value *value, int32_t *ret);
bool cigo_fn_text(sqlite3_context *ctx, sqlite3_value *value, struct cigo_str *ret);
void cigo_fn_error(sqlite3_context *ctx, const char *text);
/* A date that a function computed; one outside 1900–2100 is an error. */
void cigo_fn_result_date(sqlite3_context *ctx, int64_t date);

typedef void cigo_fn(sqlite3_context *ctx, int n, sqlite3_value **args);

/* fn_date.c */
cigo_fn cigo_fn_lunedi, cigo_fn_inizio_mese, cigo_fn_fine_mese, cigo_fn_aggiungi_mesi,
    cigo_fn_giorno_utile, cigo_fn_data, cigo_fn_anno, cigo_fn_giorno_settimana, cigo_fn_n_settimane,
    cigo_fn_giorni_feriali, cigo_fn_festivi, cigo_fn_primo, cigo_fn_ultimo;
/* fn_num.c */
cigo_fn cigo_fn_se, cigo_fn_dividi, cigo_fn_dividi_giu;
cigo_fn cigo_fn_somma_step, cigo_fn_somma_inverse, cigo_fn_mcm_step, cigo_fn_elenco_step;
void cigo_fn_somma_value(sqlite3_context *ctx);
cigo_fn cigo_fn_weighted_step, cigo_fn_weighted_count_step;
void cigo_fn_weighted_somma(sqlite3_context *ctx);
void cigo_fn_weighted_totale(sqlite3_context *ctx);
void cigo_fn_weighted_count(sqlite3_context *ctx);
void cigo_fn_mcm_final(sqlite3_context *ctx);
void cigo_fn_elenco_final(sqlite3_context *ctx);
/* fn_form.c */
cigo_fn cigo_fn_ha, cigo_fn_ha_tag, cigo_fn_attr, cigo_fn_in_finestra,
    cigo_fn_in_finestra_annunciata, cigo_fn_param;
/* fn_text.c */
cigo_fn cigo_fn_parole;
struct cigo_fn_words *cigo_fn_words_new(const struct cigo_form *form);
void cigo_fn_words_free(struct cigo_fn_words *lists);
/* fn_cf.c */
cigo_fn cigo_fn_eta_cf, cigo_fn_cf_nascita, cigo_fn_cf_cognome_ok, cigo_fn_cf_nome_ok, cigo_fn_cf_cognome,
    cigo_fn_cf_nome, cigo_fn_cf_data;
/* fn_weeks.c */
int cigo_fn_weeks_register(sqlite3 *db);
