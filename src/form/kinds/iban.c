/* The bank account: length by country, check digits by ISO 7064 mod 97, and for Italy and San Marino the
 * letter CIN, a second and local witness. A country that is not in the table is a warning. */

#include "kinds-priv.h"

enum { SHORTEST = 15, LONGEST = 34, ITALIAN = 27 };

/* The countries of the ISO 13616 register, and others that write their accounts so. A country that has
 * changed its length stands twice. */
static const struct length {
    char country[3];
    unsigned char length;
} lengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AO", 25}, {"AT", 20}, {"AX", 18}, {"AZ", 28}, {"BA", 20},
    {"BE", 16}, {"BF", 27}, {"BF", 28}, {"BG", 22}, {"BH", 22}, {"BI", 16}, {"BI", 27}, {"BJ", 28},
    {"BL", 27}, {"BR", 29}, {"BY", 28}, {"CF", 27}, {"CG", 27}, {"CH", 21}, {"CI", 28}, {"CM", 27},
    {"CR", 22}, {"CV", 25}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28},
    {"DZ", 24}, {"DZ", 26}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18},
    {"FR", 27}, {"GA", 27}, {"GB", 22}, {"GE", 22}, {"GF", 27}, {"GI", 23}, {"GL", 18}, {"GP", 27},
    {"GQ", 27}, {"GR", 27}, {"GT", 28}, {"GW", 25}, {"HN", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22},
    {"IL", 23}, {"IQ", 23}, {"IR", 26}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KM", 27}, {"KW", 30},
    {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25},
    {"MA", 28}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MF", 27}, {"MG", 27}, {"MK", 19}, {"ML", 28},
    {"MN", 20}, {"MQ", 27}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"MZ", 25}, {"NC", 27}, {"NE", 28},
    {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PF", 27}, {"PK", 24}, {"PL", 28}, {"PM", 27},
    {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RE", 27}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SN", 28}, {"SO", 23},
    {"ST", 25}, {"SV", 28}, {"TD", 27}, {"TF", 27}, {"TG", 28}, {"TL", 23}, {"TN", 24}, {"TR", 26},
    {"UA", 29}, {"VA", 22}, {"VG", 24}, {"WF", 27}, {"XK", 20}, {"YE", 30}, {"YT", 27},
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The last length of the country; *ret_ok = this length is one of its own. 0 = unknown country. */
static unsigned length_of(struct cigo_str iban, bool *ret_ok)
{
    unsigned length = 0;
    *ret_ok = false;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (memcmp(iban.p, lengths[i].country, 2) != 0)
            continue;
        length = lengths[i].length;
        *ret_ok = *ret_ok || length == iban.n;
    }
    return length;
}

/* Remainder by 97 of the text with its first four characters at the end, letters as 10–35. */
static unsigned remainder_of(struct cigo_str iban)
{
    unsigned rest = 0;
    for (size_t i = 0; i < iban.n; i++) {
        char c = iban.p[(i + 4) % iban.n];
        rest = is_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97
                           : (rest * 100 + (unsigned)(c - 'A') + 10) % 97;
    }
    return rest;
}

/* IT and SM: CIN, ten digits (ABI and CAB), twelve of account. */
static bool judge_italian(struct cigo_str iban, struct cigo_parsed *out)
{
    if (!is_upper(iban.p[4])) {
        cigo_read_bad(out, "Il quinto carattere (CIN) deve essere una lettera.");
        return false;
    }
    if (!cigo_all_digits((struct cigo_str){iban.p + 5, 10})) {
        cigo_read_bad(out, "ABI e CAB (posti 6-15) devono essere dieci cifre.");
        return false;
    }
    char cin = cigo_cf_letter_of((struct cigo_str){iban.p + 5, ITALIAN - 5});
    if (iban.p[4] == cin)
        return true;
    cigo_read_bad(out, "La lettera CIN (posto 5) è %c, ma per questo conto dovrebbe essere %c: almeno un "
                  "carattere è sbagliato.", iban.p[4], cin);
    return false;
}

/* Country, check digits and alphabet; reports what is wrong. */
static bool judge_form(struct cigo_str iban, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    for (size_t i = 0; i < iban.n; i++) {
        if (is_upper(iban.p[i]) || is_digit(iban.p[i]))
            continue;
        cigo_read_bad(out, "L'IBAN contiene un carattere che non è né lettera né cifra.");
        return false;
    }
    if (iban.n < 4 || !is_upper(iban.p[0]) || !is_upper(iban.p[1])) {
        cigo_read_bad(out, "L'IBAN deve cominciare con le due lettere del Paese.");
        return false;
    }
    struct cigo_str check = {iban.p + 2, 2};
    if (!cigo_all_digits(check)) {
        cigo_read_bad(out, "I caratteri di controllo %s (posti 3-4) devono essere due cifre.",
                      cigo_quote(check, quote));
        return false;
    }
    if (cigo_str_is(check, "00") || cigo_str_is(check, "01") || cigo_str_is(check, "99")) {
        cigo_read_bad(out, "Le cifre di controllo %.2s (posti 3-4) non possono esistere.", check.p);
        return false;
    }
    return true;
}

static bool judge_length(struct cigo_str iban, bool *ret_known, struct cigo_parsed *out)
{
    bool ok;
    unsigned length = length_of(iban, &ok);
    *ret_known = length > 0;
    if (ok || (length == 0 && iban.n >= SHORTEST && iban.n <= LONGEST))
        return true;
    if (length > 0)
        cigo_read_bad(out, "L'IBAN ha %zu caratteri: per il Paese %.2s devono essere %u.", iban.n, iban.p,
                      length);
    else
        cigo_read_bad(out, "L'IBAN ha %zu caratteri: devono essere da %d a %d.", iban.n, SHORTEST,
                      LONGEST);
    return false;
}

static void judge(struct cigo_str iban, struct cigo_parsed *out)
{
    bool known = false;
    if (!judge_form(iban, out) || !judge_length(iban, &known, out))
        return;
    bool italian = memcmp(iban.p, "IT", 2) == 0 || memcmp(iban.p, "SM", 2) == 0;
    if (italian && !judge_italian(iban, out))
        return;
    if (remainder_of(iban) != 1) {
        cigo_read_bad(out, "Le cifre di controllo %.2s (posti 3-4) non tornano: almeno un carattere è "
                      "sbagliato.", iban.p + 2);
        return;
    }
    cigo_read_text(out, iban);
    if (!known)
        cigo_read_warn(out, "Il Paese %.2s non è tra quelli noti che usano l'IBAN.", iban.p);
}

CIGO_PARSE(iban)
{
    struct cigo_buf code;
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    cigo_strip(text, "-.", &code);
    judge(cigo_buf_str(&code), out);
    cigo_buf_finish(&code);
}

/* In fours, as it is printed. */
CIGO_FORMAT(iban)
{
    (void)ctx;
    for (size_t i = 0; i < value->s.n; i++) {
        if (i > 0 && i % 4 == 0)
            cigo_buf_putc(out, ' ');
        cigo_buf_putc(out, value->s.p[i]);
    }
}
