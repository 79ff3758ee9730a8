#pragma once
/* Texts, dates and numbers for people. Italian is the source language. */

#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/message.h>

/* lang NULL or "" = LANGUAGE/LANG. Sets a UTF-8 locale (C.UTF-8 when there is no other). */
void cigo_i18n_init(const char *lang, const char *locale_dir);

/* A language's name in that language, "Deutsch"; the code itself where the name is not known. Static, or the code. */
const char *cigo_i18n_language_name(const char *code);
/* The one of these codes that is meant by "de", "DE" or "deutsch"; NULL = none. */
const char *cigo_i18n_language_find(const char *wish, const char *const *languages, size_t n);
void cigo_i18n_language_list(const char *const *languages, size_t n, struct cigo_buf *out); /* "it italiano, de Deutsch" */

void cigo_i18n_date_long(int32_t date, struct cigo_buf *out);  /* lunedì 2 novembre 2026 */
void cigo_i18n_date_short(int32_t date, struct cigo_buf *out); /* 02/11/2026 */
/* "mancano 12 giorni", "scade oggi", "scaduto da 3 giorni" */
void cigo_i18n_days_left(int64_t days, struct cigo_buf *out);
/* Of a term that was kept or missed: how many days before (below zero: after) it that was. */
void cigo_i18n_days_settled(int64_t days, struct cigo_buf *out);
