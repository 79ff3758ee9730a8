/* A person's fiscal code. The report names the part that is wrong, and the slips of the pen that
 * can be told apart: the letter O for zero, I for one, eleven digits of a company. */

#include "kinds-priv.h"

#include <cigo/base/date.h>

#include <cigo/form/codice_fiscale.h>

static const char *const month_names[] = {"gennaio",   "febbraio", "marzo",    "aprile",
                                          "maggio",    "giugno",   "luglio",   "agosto",
                                          "settembre", "ottobre",  "novembre", "dicembre"};

/* The first position (from 1) in [from, to] whose character is neither digit nor omocodia letter.
 */
static int bad_digit_at(struct cigo_str code, int from, int to)
{
    for (int i = from; i <= to; i++) {
        char c = code.p[i - 1];
        if (!(c >= '0' && c <= '9') && (c == '\0' || !strchr("LMNPQRSTUV", c)))
            return i;
    }
    return 0;
}

/* Where a digit belongs stands something else: O and I are the usual slips. */
static void not_a_digit(struct cigo_str code, int from, int to, const char *part,
                        struct cigo_parsed *out)
{
    int at = bad_digit_at(code, from, to);
    char quote[CIGO_QUOTE_SIZE], c = at ? code.p[at - 1] : '\0';
    if (c == 'O' || c == 'I') {
        cigo_read_bad(out, _("Al posto %d (%s) c'è la lettera %c, dove serve una cifra."), at, part,
                      c);
        cigo_read_fix(out,
                      _("Se è un errore di battitura, scriva la cifra %c al posto della lettera %c."),
                      c == 'O' ? '0' : '1', c);
        return;
    }
    cigo_read_bad(out, _("I caratteri %s (posti %d-%d, %s) non sono cifre."),
                  cigo_quote((struct cigo_str){code.p + from - 1, (size_t)(to - from + 1)}, quote),
                  from, to, part);
}

static void wrong_names(struct cigo_str code, struct cigo_parsed *out)
{
    for (int i = 0; i < 6; i++) {
        char c = code.p[i];
        if (c >= 'A' && c <= 'Z')
            continue;
        if (c == '0' || c == '1') {
            cigo_read_bad(out, _("Al posto %d (%s) c'è la cifra %c, dove serve una lettera."), i + 1,
                          i < 3 ? "cognome" : "nome", c);
            cigo_read_fix(out, _("Se è un errore di battitura, scriva la lettera %c."),
                          c == '0' ? 'O' : 'I');
        } else {
            cigo_read_bad(out,
                          _("I primi sei caratteri (cognome e nome) devono essere lettere "
                          "senza accenti: non lo è quello al posto %d."),
                          i + 1);
        }
        return;
    }
    cigo_read_bad(out,
                  _("Le prime sei lettere (%.6s) non seguono la regola di cognome e nome: prima le "
                  "consonanti, poi le vocali."),
                  code.p);
}

static void wrong_day(struct cigo_str code, struct cigo_parsed *out)
{
    if (bad_digit_at(code, 10, 11)) {
        not_a_digit(code, 10, 11, _("giorno di nascita"), out);
        return;
    }
    cigo_read_bad(out,
                  _("Il giorno di nascita (posti 10-11) è «%.2s»: va da 01 a 31 per gli uomini e da "
                  "41 a 71 per le donne."),
                  code.p + 9);
}

static void wrong_length(struct cigo_str code, struct cigo_parsed *out)
{
    size_t n = 0;
    for (size_t i = 0; i < code.n; i++)
        n += ((unsigned char)code.p[i] & 0xc0) != 0x80;
    if (n == 11 && cigo_all_digits(code)) {
        cigo_read_bad(out,
                      _("Sono 11 cifre, come in una partita IVA: qui serve il codice di una persona, "
                      "di 16 caratteri."));
        return;
    }
    cigo_read_bad(out, ngettext("Il codice ha %zu carattere: devono essere 16.",
                                "Il codice ha %zu caratteri: devono essere 16.", n), n);
    if (n == 15)
        cigo_read_fix(out, _("Controlli sul documento quale carattere manca."));
    else if (n == 17)
        cigo_read_fix(out, _("Controlli sul documento quale carattere è di troppo."));
}

static void wrong_check(struct cigo_str code, struct cigo_parsed *out)
{
    char letter = cigo_cf_check_letter((struct cigo_str){code.p, code.n - 1});
    char quote[CIGO_QUOTE_SIZE];
    cigo_read_bad(out,
                  _("L'ultima lettera (di controllo) è %s, ma per questi caratteri dovrebbe essere "
                  "%c: almeno un carattere è sbagliato."),
                  cigo_quote((struct cigo_str){code.p + 15, 1}, quote), letter);
}

static void wrong_month(struct cigo_str code, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    cigo_read_bad(
        out,
        _("La lettera del mese di nascita (posto 9) è %s: può essere solo A, B, C, D, E, H, L, "
        "M, P, R, S o T."),
        cigo_quote((struct cigo_str){code.p + 8, 1}, quote));
}

static void report(struct cigo_str code, enum cigo_cf_part part, struct cigo_parsed *out)
{
    switch (part) {
    case CIGO_CF_OK:
        break;
    case CIGO_CF_LENGTH:
        wrong_length(code, out);
        break;
    case CIGO_CF_NAME_LETTERS:
        wrong_names(code, out);
        break;
    case CIGO_CF_YEAR:
        not_a_digit(code, 7, 8, _("anno di nascita"), out);
        break;
    case CIGO_CF_MONTH:
        wrong_month(code, out);
        break;
    case CIGO_CF_DAY:
        wrong_day(code, out);
        break;
    case CIGO_CF_DATE:
        cigo_read_bad(
            out,
            _("La data di nascita scritta nel codice (posti 7-11) non esiste: %s non ha quel "
            "giorno."),
            month_names[strchr("ABCDEHLMPRST", code.p[8]) - "ABCDEHLMPRST"]);
        break;
    case CIGO_CF_PLACE:
        if (code.p[11] >= 'A' && code.p[11] <= 'Z')
            not_a_digit(code, 13, 15, _("luogo di nascita"), out);
        else
            cigo_read_bad(out,
                          _("Il luogo di nascita (posti 12-15) deve cominciare con una lettera."));
        break;
    case CIGO_CF_CHECK:
        wrong_check(code, out);
        break;
    }
}

void cigo_read_person_code(struct cigo_str code, struct cigo_parsed *out)
{
    /* sixteen bytes with an accented letter among them are not sixteen characters */
    if (!cigo_str_is_ascii(code)) {
        cigo_read_bad(
            out, _("Il codice contiene un carattere che non è una lettera da A a Z né una cifra."));
        return;
    }
    enum cigo_cf_part part = cigo_cf_check(code);
    if (part == CIGO_CF_OK)
        cigo_read_text(out, code);
    else
        report(code, part, out);
}

CIGO_PARSE(codice_fiscale)
{
    struct cigo_buf code;
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    cigo_strip(text, "-.", &code);
    cigo_read_person_code(cigo_buf_str(&code), out);
    cigo_buf_finish(&code);
}

CIGO_QUICK(codice_fiscale)
{
    (void)ctx;
    *ret_value = (struct cigo_value){.storage = CIGO_TEXT, .s = text};
    return cigo_cf_check(text) == CIGO_CF_OK;
}

/* Sex and the birth date that the code says, when today tells the century. */
CIGO_ECHO(codice_fiscale)
{
    int32_t birth;
    char date[CIGO_DATE_SIZE];
    cigo_buf_add(out, value->s);
    if (!cigo_cf_birth(value->s, ctx->today, &birth))
        return;
    cigo_buf_printf(out, cigo_cf_is_woman(value->s) ? _(" (nata il %s)") : _(" (nato il %s)"), cigo_date_it(birth, date));
}
