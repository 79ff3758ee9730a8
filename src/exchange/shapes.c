/* What may be said of an answer without saying it: how long, how many digits, that it is right for its kind. A choice is
 * told as it is only where the form does not call it personal, and never in a table about people. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "snapshot-priv.h"

enum { MOST = 9999999 }; /* a number in a shape */

static bool is_about_people(const struct cigo_group *group)
{
    for (size_t i = 0; group && i < group->n_fields; i++)
        if (group->fields[i].personal)
            return true;
    return false;
}

static bool is_choice(const struct cigo_field *field)
{
    return field->kind->id == CIGO_KIND_CHOICE || field->kind->id == CIGO_KIND_MULTICHOICE ||
           field->kind->id == CIGO_KIND_BOOLEAN;
}

static bool may_be_told(const struct cigo_field *field)
{
    return is_choice(field) && !field->personal && !is_about_people(field->group);
}

static bool is_number(enum cigo_kind_id kind)
{
    return kind == CIGO_KIND_INTEGER || kind == CIGO_KIND_DECIMAL || kind == CIGO_KIND_MONEY;
}

static bool is_text(enum cigo_kind_id kind)
{
    return kind == CIGO_KIND_TEXT || kind == CIGO_KIND_LONGTEXT || kind == CIGO_KIND_FILE || kind == CIGO_KIND_COMUNE;
}

bool cigo_fact_is_plain(const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._+-";
    enum { LONGEST = 128 };
    size_t n = strlen(text);
    return n <= LONGEST && strspn(text, plain) == n;
}

/* ---- writing ---- */

void cigo_shape_text(const char *text, struct cigo_buf *out)
{
    if (*text)
        cigo_buf_printf(out, "text:%zu", cigo_utf8_count(cigo_str_of(text)));
}

static size_t count(const char *text, const char *of)
{
    size_t n = 0;
    for (const char *p = text; *p; p++)
        n += strchr(of, *p) != NULL;
    return n;
}

/* The ids of a multichoice have a blank between them; as an answer it has commas. */
static void put_ids(const char *ids, struct cigo_buf *out)
{
    cigo_buf_puts(out, "is:");
    for (const char *p = ids; *p; p++)
        cigo_buf_putc(out, *p == ' ' ? ',' : *p);
}

static void put_choice(const struct cigo_field *field, const struct cigo_cell *cell, struct cigo_buf *out)
{
    if (field->kind->id == CIGO_KIND_BOOLEAN)
        cigo_buf_puts(out, !may_be_told(field) ? "value" : cell->i ? "is:si" : "is:no");
    else if (!cell->text) /* in a snapshot that tells no more */
        cigo_buf_puts(out, "value");
    else if (may_be_told(field))
        put_ids(cell->text, out);
    else
        cigo_buf_printf(out, "chosen:%zu", count(cell->text, " ") + 1);
}

/* In a table a length would be one more way to tell people apart. */
static void put_shape(const struct cigo_field *field, const struct cigo_cell *cell, struct cigo_buf *out)
{
    if (cell->verdict == CIGO_BAD && field->group)
        cigo_buf_puts(out, "value"); /* of no kind: it was not understood */
    else if (cell->verdict == CIGO_BAD)
        cigo_shape_text(cell->raw, out);
    else if (is_choice(field))
        put_choice(field, cell, out);
    else if (field->group)
        cigo_buf_puts(out, "value");
    else if (is_number(field->kind->id))
        cigo_buf_printf(out, "digits:%zu", count(cell->raw, "0123456789"));
    else if (is_text(field->kind->id))
        cigo_shape_text(cell->raw, out);
    else
        cigo_buf_puts(out, "value");
}

void cigo_shape_code(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), place);
    cigo_buf_putc(out, !cigo_session_visible(session, place) ? '-' : cigo_session_required(session, place) ? '*' : '+');
    if (!cell.raw)
        return;
    if (cell.verdict == CIGO_BAD || cell.verdict == CIGO_WARNING)
        cigo_buf_putc(out, cell.verdict == CIGO_BAD ? '!' : '~');
    put_shape(place.field, &cell, out);
}

void cigo_shape_computed(const struct cigo_session *session, const struct cigo_computed *computed, int64_t row,
                         struct cigo_buf *out)
{
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), computed, row);
    if (value.storage != CIGO_NULL)
        cigo_buf_puts(out, "value");
}

/* ---- reading ---- */

static bool number_after(const char *code, const char *word, unsigned long *ret_n)
{
    size_t n = strlen(word);
    char *end;
    if (strncmp(code, word, n) != 0 || code[n] < '0' || code[n] > '9')
        return false;
    *ret_n = strtoul(code + n, &end, 10);
    return !*end && *ret_n <= MOST;
}

/* Ids that the list has, or yes and no. */
static bool has_choices(const struct cigo_field *field, const char *ids)
{
    struct cigo_parsed parsed;
    if (strspn(ids, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_,") != strlen(ids))
        return false;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(field->kind, &field->ctx, cigo_str_of(ids), &parsed);
    bool ok = parsed.verdict == CIGO_OK;
    cigo_parsed_finish(&parsed);
    return ok;
}

static void say_value(const struct cigo_kind *kind, bool bad, struct cigo_buf *text)
{
    static const char *const known[CIGO_KIND_COUNT] = {
        [CIGO_KIND_DATE] = N_("«data valida»"), [CIGO_KIND_TIME] = N_("«ora valida»"),
        [CIGO_KIND_CODICE_FISCALE] = N_("«codice fiscale valido»"), [CIGO_KIND_IBAN] = N_("«IBAN valido»"),
        [CIGO_KIND_PARTITA_IVA] = N_("«partita IVA valida»"), [CIGO_KIND_BOOLEAN] = N_("«sì o no»"),
        [CIGO_KIND_TEXT] = N_("«testo»"), [CIGO_KIND_LONGTEXT] = N_("«testo»"), [CIGO_KIND_INTEGER] = N_("«numero»"),
        [CIGO_KIND_CHOICE] = N_("«una scelta»"), [CIGO_KIND_MULTICHOICE] = N_("«delle scelte»"),
        [CIGO_KIND_DECIMAL] = N_("«numero»"), [CIGO_KIND_MONEY] = N_("«importo»"),
    };
    const char *what = kind ? known[kind->id] : NULL;
    if (bad)
        cigo_buf_puts(text, _("«non capito»"));
    else if (what)
        cigo_buf_puts(text, _(what));
    else if (kind)
        cigo_buf_printf(text, _("«valido: %s»"), _(kind->what));
    else
        cigo_buf_puts(text, _("«valore»"));
}

static bool say_shape(const struct cigo_kind *kind, const char *code, bool bad, struct cigo_buf *text)
{
    unsigned long n;
    if (strcmp(code, "value") == 0)
        say_value(kind, bad, text);
    else if (number_after(code, "text:", &n) && bad)
        cigo_buf_printf(text, ngettext("«non capito, %lu carattere»", "«non capito, %lu caratteri»", n), n);
    else if (number_after(code, "text:", &n))
        cigo_buf_printf(text, ngettext("«testo di %lu carattere»", "«testo di %lu caratteri»", n), n);
    else if (number_after(code, "digits:", &n))
        cigo_buf_printf(text, ngettext("«numero di %lu cifra»", "«numero di %lu cifre»", n), n);
    else if (number_after(code, "chosen:", &n))
        cigo_buf_printf(text, ngettext("«%lu scelta»", "«%lu scelte»", n), n);
    else
        return false;
    return true;
}

static bool read_flags(const char **code, struct cigo_told *told)
{
    if (!**code || !strchr("-+*", **code))
        return false;
    told->visible = **code != '-';
    told->required = **code == '*';
    ++*code;
    told->verdict = **code == '!' ? CIGO_BAD : **code == '~' ? CIGO_WARNING : CIGO_OK;
    *code += told->verdict != CIGO_OK;
    return true;
}

bool cigo_shape_read(const struct cigo_field *field, const char *code, struct cigo_buf *text,
                     struct cigo_told *ret_told)
{
    struct cigo_told told = {.verdict = CIGO_OK};
    cigo_buf_clear(text);
    if (!read_flags(&code, &told))
        return false;
    if (!*code && told.verdict == CIGO_OK) {
        told.verdict = CIGO_EMPTY;
    } else if (strncmp(code, "is:", 3) == 0) {
        told.choice = true;
        if (!may_be_told(field) || !has_choices(field, code + 3))
            return false;
        cigo_buf_puts(text, code + 3);
    } else if (!say_shape(field->kind, code, told.verdict == CIGO_BAD, text)) {
        return false;
    }
    told.text = cigo_buf_str(text);
    *ret_told = told;
    return true;
}

bool cigo_shape_say(const struct cigo_kind *kind, const char *code, struct cigo_buf *text)
{
    cigo_buf_clear(text);
    return say_shape(kind, code, false, text);
}
