/* The codes of a company: the partita IVA (eleven digits, the last a check digit) and the fiscal
 * code, which is either such a number or that of the person who owns the firm. */

#include "kinds-priv.h"

enum { DIGITS = 11, PERSON = 16 };

/* The eleventh digit: doubled even places (from 1), nines cast out, to the next ten. */
static char check_digit(const char *digits)
{
    int sum = 0;
    for (int i = 0; i < DIGITS - 1; i++) {
        int d = digits[i] - '0';
        if (i % 2 == 1)
            d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

/* Provincial offices 001–100 and the four others that are known. */
static bool known_office(const char *p)
{
    int office = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
    return (office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 ||
           office == 999;
}

void cigo_read_company_code(struct cigo_str digits, struct cigo_parsed *out)
{
    char check = check_digit(digits.p);
    if (digits.p[DIGITS - 1] != check) {
        cigo_read_bad(out,
                      _("La cifra di controllo (l'ultima) è %c, attesa %c: almeno una cifra è "
                      "sbagliata."),
                      digits.p[DIGITS - 1], check);
    } else if (memcmp(digits.p, "0000000", 7) == 0) {
        cigo_read_bad(out, _("Le prime sette cifre (numero dell'azienda) sono tutte zero."));
    } else {
        cigo_read_text(out, digits);
        if (!known_office(digits.p + 7)) {
            cigo_read_warn(out,
                           _("Il codice dell'ufficio (cifre 8-10) è %.3s, che non risulta tra quelli "
                           "noti."),
                           digits.p + 7);
            cigo_read_fix(out, _("Se sul documento è scritto così, lo lasci."));
        }
    }
}

/* Upper case, without blanks, dots, dashes and an "IT" before the digits. */
static struct cigo_str strip(struct cigo_str text, struct cigo_buf *code)
{
    cigo_strip(text, "-.", code);
    struct cigo_str s = cigo_buf_str(code);
    if (s.n > 2 && memcmp(s.p, "IT", 2) == 0 &&
        cigo_all_digits((struct cigo_str){s.p + 2, s.n - 2}))
        s = (struct cigo_str){s.p + 2, s.n - 2};
    return s;
}

CIGO_PARSE(partita_iva)
{
    struct cigo_buf code;
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    struct cigo_str s = strip(text, &code);
    if (!cigo_all_digits(s))
        cigo_read_bad(out, _("%s contiene caratteri che non sono cifre."), cigo_quote(text, quote));
    else if (s.n != DIGITS)
        cigo_read_bad(out, ngettext("La partita IVA ha %zu cifra: devono essere 11.",
                               "La partita IVA ha %zu cifre: devono essere 11.", s.n), s.n);
    else
        cigo_read_company_code(s, out);
    cigo_buf_finish(&code);
}

CIGO_PARSE(codice_fiscale_azienda)
{
    struct cigo_buf code;
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    struct cigo_str s = strip(text, &code);
    if (cigo_all_digits(s) && s.n == DIGITS)
        cigo_read_company_code(s, out);
    else if (cigo_all_digits(s))
        cigo_read_bad(out, ngettext("Il codice ha %zu cifra: devono essere 11.",
                               "Il codice ha %zu cifre: devono essere 11.", s.n), s.n);
    else if (s.n == PERSON)
        cigo_read_person_code(s, out);
    else
        cigo_read_bad(out, _("Il codice deve avere 11 cifre, o 16 caratteri se è di una persona."));
    cigo_buf_finish(&code);
}

CIGO_ECHO(codice_fiscale_azienda)
{
    if (value->s.n == PERSON)
        cigo_echo_codice_fiscale(ctx, value, out);
    else
        cigo_buf_add(out, value->s);
}
