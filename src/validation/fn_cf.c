/* What a codice fiscale says of a person, and what a person's names and birth give to the code. */

#include "fn-priv.h"

#include <string.h>

#include <cigo/base/date.h>

#include <cigo/form/codice_fiscale.h>

static bool birth(sqlite3_context *ctx, sqlite3_value **args, int32_t *ret_birth, int32_t *ret_on)
{
    struct cigo_str cf;
    return cigo_fn_text(ctx, args[0], &cf) && cigo_fn_date(ctx, args[1], ret_on) &&
           cigo_cf_birth(cf, *ret_on, ret_birth);
}

void cigo_fn_eta_cf(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t born, on;
    (void)n;
    if (!birth(ctx, args, &born, &on))
        return;
    struct cigo_ymd a = cigo_date_ymd(born), b = cigo_date_ymd(on);
    bool before = b.month < a.month || (b.month == a.month && b.day < a.day);
    sqlite3_result_int64(ctx, b.year - a.year - before);
}

void cigo_fn_cf_nascita(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t born, on;
    (void)n;
    if (birth(ctx, args, &born, &on))
        sqlite3_result_int64(ctx, born);
}

static void part_ok(sqlite3_context *ctx, sqlite3_value **args, size_t at,
                    void (*letters_of)(struct cigo_str name, char ret_letters[4]))
{
    struct cigo_str cf, name;
    char letters[4];
    if (!cigo_fn_text(ctx, args[0], &cf) || !cigo_fn_text(ctx, args[1], &name) || cf.n != 16)
        return;
    letters_of(name, letters);
    sqlite3_result_int(ctx, memcmp(cf.p + at, letters, 3) == 0);
}

void cigo_fn_cf_cognome_ok(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    part_ok(ctx, args, 0, cigo_cf_surname);
}

void cigo_fn_cf_nome_ok(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    part_ok(ctx, args, 3, cigo_cf_name);
}

static void letters(sqlite3_context *ctx, sqlite3_value *value,
                    void (*letters_of)(struct cigo_str name, char ret_letters[4]))
{
    struct cigo_str name;
    char three[4];
    if (!cigo_fn_text(ctx, value, &name))
        return;
    letters_of(name, three);
    sqlite3_result_text(ctx, three, 3, SQLITE_TRANSIENT);
}

void cigo_fn_cf_cognome(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    letters(ctx, args[0], cigo_cf_surname);
}

void cigo_fn_cf_nome(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    (void)n;
    letters(ctx, args[0], cigo_cf_name);
}

void cigo_fn_cf_data(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    int32_t date;
    char five[6];
    (void)n;
    if (!cigo_fn_date(ctx, args[0], &date))
        return;
    cigo_cf_date(date, five);
    sqlite3_result_text(ctx, five, 5, SQLITE_TRANSIENT);
}
