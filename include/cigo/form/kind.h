#pragma once
/* Kinds: how a person's text becomes a value. One table (kinds.c), one file for each kind or family.
 * For every valid value v of a kind: parse(format(v)) = v. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>
#include <cigo/form/value.h>

enum cigo_kind_id {
    CIGO_KIND_TEXT, CIGO_KIND_LONGTEXT, CIGO_KIND_INTEGER, CIGO_KIND_DECIMAL, CIGO_KIND_MONEY,
    CIGO_KIND_DATE, CIGO_KIND_TIME, CIGO_KIND_BOOLEAN, CIGO_KIND_CHOICE, CIGO_KIND_MULTICHOICE,
    CIGO_KIND_CODICE_FISCALE, CIGO_KIND_CODICE_FISCALE_AZIENDA, CIGO_KIND_PARTITA_IVA,
    CIGO_KIND_MATRICOLA_INPS, CIGO_KIND_CSC, CIGO_KIND_CODICI_AUTORIZZAZIONE, CIGO_KIND_ATECO,
    CIGO_KIND_CAP, CIGO_KIND_PROVINCIA, CIGO_KIND_COMUNE, CIGO_KIND_IBAN, CIGO_KIND_EMAIL,
    CIGO_KIND_PEC, CIGO_KIND_TELEFONO, CIGO_KIND_PERIODO, CIGO_KIND_TICKET, CIGO_KIND_FILE,
    CIGO_KIND_COUNT
};

/* One entry of a list of choices, in the order of the form. */
struct cigo_choice {
    const char *id, *label;
    const char *help;         /* one sentence, or NULL */
    const char *const *tags;
    size_t n_tags;
    const char *const *attrs; /* name, value, name, value … */
    size_t n_attrs;           /* pairs */
    const char *own;          /* the label as the form itself has it, whatever language the form was put into */
};

struct cigo_choices {
    const char *id;
    const struct cigo_choice *items;
    size_t n;
};

/* What a field adds to its kind, and the day that "today" is. Borrowed. */
struct cigo_kind_ctx {
    const struct cigo_choices *choices; /* choice, multichoice: required */
    bool has_min, has_max;
    int64_t min, max;  /* in the kind's unit: integers, hundredths, day numbers */
    int places;        /* decimal, money: 2; computed decimals may have others */
    size_t max_chars;  /* text: 0 = no limit of its own */
    bool past;         /* a birth date: two-digit years lie in the past */
    int32_t today;     /* for dates without a year */
};

enum cigo_verdict {
    CIGO_EMPTY,   /* no text */
    CIGO_OK,
    CIGO_WARNING, /* known, with a format alert */
    CIGO_BAD,     /* kept as typed, unknown to every rule, format alert at error */
};

/* The result of reading a text. `value.s` points into `text_value` or is a choice id. */
struct cigo_parsed {
    enum cigo_verdict verdict;
    bool relative;               /* the reading used today, or the unit of the field, which depends on the language: keep
                                    format(value), not the text as typed */
    struct cigo_value value;     /* NULL when empty or bad */
    struct cigo_buf text_value;  /* owns the canonical text; finish with cigo_parsed_finish */
    struct cigo_buf why;         /* for warning and bad: one Italian sentence that names the wrong part */
    struct cigo_buf fix;         /* what to type instead; may be empty: then the kind's own `fix` */
};

struct cigo_kind {
    enum cigo_kind_id id;
    const char *name;     /* "codice_fiscale", as in form files */
    enum cigo_type type;
    const char *alert;    /* "FMT-CODICE_FISCALE" */
    const char *title;    /* of that alert, ≤ 60 columns */
    const char *fix;      /* general remedy */
    const char *source;   /* act or "coerenza" */
    const char *example;  /* "2/11/2026" */
    const char *what;     /* "una data" */
    bool multiline;
    /* text is trimmed, not empty, clean UTF-8 in NFC */
    void (*parse)(const struct cigo_kind_ctx *ctx, struct cigo_str text, struct cigo_parsed *out);
    /* the value as a person would write it (dates dd/mm/yyyy); value is not NULL */
    void (*format)(const struct cigo_kind_ctx *ctx, const struct cigo_value *value,
                   struct cigo_buf *out);
    /* what was understood, when it says more than format: "lunedì 2 novembre 2026"; may be NULL */
    void (*echo)(const struct cigo_kind_ctx *ctx, const struct cigo_value *value,
                 struct cigo_buf *out);
    /* a short cut of parse for the usual writing: see cigo_kind_quick; may be NULL */
    bool (*quick)(const struct cigo_kind_ctx *ctx, struct cigo_str text, struct cigo_value *ret_value);
};

const struct cigo_kind *cigo_kind_get(enum cigo_kind_id id);
const struct cigo_kind *cigo_kind_find(struct cigo_str name); /* NULL if unknown */
const struct cigo_kind *cigo_kinds(size_t *ret_n);             /* the table, in enum order */

/* A context with nothing of a field: no choices, no range, two places. */
static inline struct cigo_kind_ctx cigo_kind_ctx_plain(int32_t today)
{
    return (struct cigo_kind_ctx){.places = 2, .today = today};
}

/* Yes or no to a question of the program, read as an answer of that kind is, in any language; OTHER: no answer to it.
 * NULL, the end of what is typed, is OTHER. */
enum cigo_reply { CIGO_REPLY_OTHER, CIGO_REPLY_NO, CIGO_REPLY_YES };
enum cigo_reply cigo_reply(const char *text);

/* Longest text in bytes that is read; a longer one is bad. */
#define CIGO_TEXT_MAX (1u << 20)

void cigo_parsed_init(struct cigo_parsed *parsed);
void cigo_parsed_finish(struct cigo_parsed *parsed);
/* Clean, put into NFC and trim a text, as every kind reads it and as an answer keeps it. Returns the
 * number of control characters removed. */
size_t cigo_kind_clean(const struct cigo_kind *kind, struct cigo_str text, struct cigo_buf *out);
/* Nothing to clean in it: printable ASCII without blanks at the ends, as most answers are. */
bool cigo_kind_is_clean(struct cigo_str text);
/* Clean, trim and read a text. `parsed` is initialised, and cleared first. Never fails. */
void cigo_kind_parse(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                     struct cigo_str text, struct cigo_parsed *parsed);
/* The value of a clean text that is not empty, where it is seen at once to be valid: what parse would say, and a
 * text value is the text itself. false = parse it. Allocates nothing: tables of many rows are read so. */
bool cigo_kind_quick(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, struct cigo_str text,
                     struct cigo_value *ret_value);
/* "" for NULL. */
void cigo_kind_format(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                      const struct cigo_value *value, struct cigo_buf *out);
/* As cigo_kind_format, or what was understood in words where the kind says more. */
void cigo_kind_echo(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                    const struct cigo_value *value, struct cigo_buf *out);

const struct cigo_choice *cigo_choice_find(const struct cigo_choices *list, struct cigo_str id);
/* The choice that a bare number means by its place in the list, from 1; NULL if the text is no number, if there is no
 * such place, or if a choice is called so. */
const struct cigo_choice *cigo_choice_at(const struct cigo_choices *list, struct cigo_str text);
/* Does a word of the choice's explanation begin with these, or are they its name with another ending? Case and accents do not count; one or two letters
 * tell nothing. */
bool cigo_choice_told(const struct cigo_choice *choice, struct cigo_str words);
bool cigo_choice_has_tag(const struct cigo_choice *choice, const char *tag);
const char *cigo_choice_attr(const struct cigo_choice *choice, const char *name); /* or NULL */
/* Is id one of the ids of this multichoice value? */
bool cigo_multi_has(struct cigo_str multi, struct cigo_str id);
