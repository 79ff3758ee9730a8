#pragma once
/* What the kinds share: the functions that the table names, and how a kind reports what it read. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cigo/base/buf.h>
#include <cigo/base/message.h>
#include <cigo/base/str.h>

#include <cigo/form/kind.h>

#define CIGO_PARSE(name)                                                                           \
    void cigo_parse_##name(const struct cigo_kind_ctx *ctx, struct cigo_str text,                  \
                           struct cigo_parsed *out)
#define CIGO_FORMAT(name)                                                                          \
    void cigo_format_##name(const struct cigo_kind_ctx *ctx, const struct cigo_value *value,       \
                            struct cigo_buf *out)
#define CIGO_ECHO(name)                                                                            \
    void cigo_echo_##name(const struct cigo_kind_ctx *ctx, const struct cigo_value *value,         \
                          struct cigo_buf *out)

#define CIGO_QUICK(name)                                                                           \
    bool cigo_quick_##name(const struct cigo_kind_ctx *ctx, struct cigo_str text,                  \
                           struct cigo_value *ret_value)

CIGO_PARSE(text);
CIGO_QUICK(text);
CIGO_FORMAT(text); /* the text itself: of every text kind that is shown as it is kept */
CIGO_PARSE(integer);
CIGO_QUICK(integer);
CIGO_FORMAT(integer);
CIGO_PARSE(decimal);
CIGO_QUICK(decimal);
CIGO_FORMAT(decimal);
CIGO_PARSE(money);
CIGO_FORMAT(money);
CIGO_ECHO(money);
CIGO_PARSE(date);
CIGO_QUICK(date);
CIGO_FORMAT(date);
CIGO_ECHO(date);
CIGO_PARSE(time);
CIGO_FORMAT(time);
CIGO_PARSE(boolean);
CIGO_QUICK(boolean);
CIGO_FORMAT(boolean);
CIGO_ECHO(boolean);
CIGO_PARSE(choice);
CIGO_QUICK(choice);
CIGO_FORMAT(choice);
CIGO_PARSE(multichoice);
CIGO_FORMAT(multichoice);
CIGO_PARSE(codice_fiscale);
CIGO_QUICK(codice_fiscale);
CIGO_ECHO(codice_fiscale);
CIGO_PARSE(codice_fiscale_azienda);
CIGO_ECHO(codice_fiscale_azienda);
CIGO_PARSE(partita_iva);
CIGO_PARSE(matricola_inps);
CIGO_PARSE(csc);
CIGO_PARSE(codici_autorizzazione);
CIGO_PARSE(ateco);
CIGO_PARSE(cap);
CIGO_PARSE(provincia);
CIGO_ECHO(provincia);
CIGO_PARSE(comune);
CIGO_PARSE(iban);
CIGO_FORMAT(iban);
CIGO_PARSE(email);
CIGO_PARSE(pec);
CIGO_PARSE(telefono);
CIGO_PARSE(periodo);
CIGO_ECHO(periodo);
CIGO_PARSE(ticket);
CIGO_PARSE(file);
CIGO_ECHO(file);

/* Reports. Each sets the verdict; `fix` may follow `bad` or `warn`. */
void cigo_read_bad(struct cigo_parsed *out, const char *why, ...)
    __attribute__((format(printf, 2, 3)));
void cigo_read_warn(struct cigo_parsed *out, const char *why, ...)
    __attribute__((format(printf, 2, 3)));
void cigo_read_fix(struct cigo_parsed *out, const char *fix, ...)
    __attribute__((format(printf, 2, 3)));
void cigo_read_int(struct cigo_parsed *out, int64_t value);
void cigo_read_text(struct cigo_parsed *out, struct cigo_str text);

/* The text with typographic quotes, dashes and blanks as ASCII, and marks of no width left out. */
void cigo_plain(struct cigo_str text, struct cigo_buf *out);
/* Plain, upper case (ASCII), without blanks and the characters of `ignored` (ASCII before '0'). */
void cigo_strip(struct cigo_str text, const char *ignored, struct cigo_buf *out);
bool cigo_all_digits(struct cigo_str text); /* false for the empty text */
/* The text between « and », shortened when it is long. */
#define CIGO_QUOTE_SIZE 200
char *cigo_quote(struct cigo_str text, char *buf);
/* A code of exactly n digits, blanks and the characters of `ignored` left out. On success the
 * digits are the value; else the report is made. */
bool cigo_read_digits(struct cigo_str text, const char *ignored, size_t n, struct cigo_parsed *out);

/* A person's or a company's code, upper case without blanks; the report is made. */
void cigo_read_person_code(struct cigo_str code, struct cigo_parsed *out);
void cigo_read_company_code(struct cigo_str digits, struct cigo_parsed *out);
/* Odd and even sum of the check letter of the codice fiscale and of the CIN: 'A' + sum % 26. */
char cigo_cf_letter_of(struct cigo_str characters);
