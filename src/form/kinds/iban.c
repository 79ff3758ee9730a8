/* The bank account: length by country, check digits by ISO 7064 mod 97, and for Italy and San
 * Marino the letter CIN, a second and local witness. A country that is not in the table is a
 * warning. */

#include "iban-priv.h"
#include "kinds-priv.h"

enum { SHORTEST = 15, LONGEST = 34, ITALIAN = 27 };

/* The accounts of the ISO 13616 register: how many digits (n), letters (a) or either (c). After
 * them, as plain lengths, other countries that write their accounts so; what has changed its length
 * stands twice. */
static const struct account {
    char country[3];
    const char *shape;
} accounts[] = {
    {"AD", "8n12c"},    {"AE", "19n"},      {"AL", "8n16c"},   {"AO", "21c"},
    {"AT", "16n"},      {"AX", "14c"},      {"AZ", "4a20c"},   {"BA", "16n"},
    {"BE", "12n"},      {"BF", "23c"},      {"BF", "24c"},     {"BG", "4a6n8c"},
    {"BH", "4a14c"},    {"BI", "12c"},      {"BI", "23n"},     {"BJ", "24c"},
    {"BL", "23c"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"}, {"CF", "23c"},
    {"CG", "23c"},      {"CH", "5n12c"},    {"CI", "24c"},     {"CM", "23c"},
    {"CR", "18n"},      {"CV", "21c"},      {"CY", "8n16c"},   {"CZ", "20n"},
    {"DE", "18n"},      {"DJ", "23n"},      {"DK", "14n"},     {"DO", "4c20n"},
    {"DZ", "20c"},      {"DZ", "22c"},      {"EE", "16n"},     {"EG", "25n"},
    {"ES", "20n"},      {"FI", "14n"},      {"FK", "2a12n"},   {"FO", "14n"},
    {"FR", "10n11c2n"}, {"GA", "23c"},      {"GB", "4a14n"},   {"GE", "2a16n"},
    {"GF", "23c"},      {"GI", "4a15c"},    {"GL", "14n"},     {"GP", "23c"},
    {"GQ", "23c"},      {"GR", "7n16c"},    {"GT", "24c"},     {"GW", "21c"},
    {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},     {"IE", "4a14n"},
    {"IL", "19n"},      {"IQ", "4a15n"},    {"IR", "22c"},     {"IS", "22n"},
    {"IT", "1a10n12c"}, {"JO", "4a4n18c"},  {"KM", "23c"},     {"KW", "4a22c"},
    {"KZ", "3n13c"},    {"LB", "4n20c"},    {"LC", "4a24c"},   {"LI", "5n12c"},
    {"LT", "16n"},      {"LU", "3n13c"},    {"LV", "4a13c"},   {"LY", "21n"},
    {"MA", "24c"},      {"MC", "10n11c2n"}, {"MD", "20c"},     {"ME", "18n"},
    {"MF", "23c"},      {"MG", "23c"},      {"MK", "3n10c2n"}, {"ML", "24c"},
    {"MN", "16n"},      {"MQ", "23c"},      {"MR", "23n"},     {"MT", "4a5n18c"},
    {"MU", "4a19n3a"},  {"MZ", "21c"},      {"NC", "23c"},     {"NE", "24c"},
    {"NI", "4a20n"},    {"NL", "4a10n"},    {"NO", "11n"},     {"OM", "3n16c"},
    {"PF", "23c"},      {"PK", "4a16c"},    {"PL", "24n"},     {"PM", "23c"},
    {"PS", "4a21c"},    {"PT", "21n"},      {"QA", "4a21c"},   {"RE", "23c"},
    {"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},  {"SA", "2n18c"},
    {"SC", "4a20n3a"},  {"SD", "14n"},      {"SE", "20n"},     {"SI", "15n"},
    {"SK", "20n"},      {"SM", "1a10n12c"}, {"SN", "24c"},     {"SO", "19n"},
    {"ST", "21n"},      {"SV", "4a20n"},    {"TD", "23c"},     {"TF", "23c"},
    {"TG", "24c"},      {"TL", "19n"},      {"TN", "20n"},     {"TR", "6n16c"},
    {"UA", "6n19c"},    {"VA", "18n"},      {"VG", "4a16n"},   {"WF", "23c"},
    {"XK", "16n"},      {"YE", "4a4n18c"},  {"YT", "23c"},
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The next count and class of a shape, taken off; 0 at its end. */
static unsigned take_run(const char **shape, char *ret_class)
{
    unsigned n = 0;
    while (is_digit(**shape))
        n = n * 10 + (unsigned)(*(*shape)++ - '0');
    if (n > 0)
        *ret_class = *(*shape)++;
    return n;
}

static unsigned length_of(const char *shape)
{
    unsigned length = 4, n;
    char class;
    while ((n = take_run(&shape, &class)) > 0)
        length += n;
    return length;
}

/* The account of the country with this length; *ret_length is its last, 0 for an unknown country.
 */
static const struct account *account_of(struct cigo_str iban, unsigned *ret_length)
{
    const struct account *found = NULL;
    *ret_length = 0;
    for (size_t i = 0; i < sizeof accounts / sizeof *accounts; i++) {
        if (iban.p[0] != accounts[i].country[0] || iban.p[1] != accounts[i].country[1])
            continue;
        *ret_length = length_of(accounts[i].shape);
        if (*ret_length == iban.n)
            found = &accounts[i];
    }
    return found;
}

/* Digits and letters where the country wants them. */
static bool judge_shape(struct cigo_str iban, const char *shape, struct cigo_parsed *out)
{
    size_t at = 4;
    unsigned n;
    char class;
    while ((n = take_run(&shape, &class)) > 0) {
        for (; n > 0; n--, at++) {
            char c = iban.p[at];
            if (class == 'c' || (class == 'n' ? is_digit(c) : is_upper(c)))
                continue;
            cigo_read_bad(out, class == 'n' ? _("Al posto %zu c'è %c, ma per il Paese %.2s serve una cifra.")
                                       : _("Al posto %zu c'è %c, ma per il Paese %.2s serve una lettera."),
                          at + 1, c, iban.p);
            return false;
        }
    }
    return true;
}

/* `rest` with the characters added behind it, by 97; letters are 10–35. */
static unsigned add_by_97(unsigned rest, struct cigo_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        rest = is_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97
                           : (rest * 100 + (unsigned)(c - 'A') + 10) % 97;
    }
    return rest;
}

/* Remainder by 97 of the text with its first four characters at the end. */
static unsigned remainder_of(struct cigo_str iban)
{
    unsigned rest = add_by_97(0, (struct cigo_str){iban.p + 4, iban.n - 4});
    return add_by_97(rest, (struct cigo_str){iban.p, 4});
}

/* IT and SM: the letter CIN counts the rest (ABI, CAB, account). */
static bool judge_italian(struct cigo_str iban, struct cigo_parsed *out)
{
    char cin = cigo_cf_letter_of((struct cigo_str){iban.p + 5, ITALIAN - 5});
    if (iban.p[4] == cin)
        return true;
    cigo_read_bad(
        out,
        _("La lettera CIN (posto 5) è %c, ma per questo conto dovrebbe essere %c: almeno un "
        "carattere è sbagliato."),
        iban.p[4], cin);
    return false;
}

/* Country, check digits and alphabet; reports what is wrong. */
static bool judge_form(struct cigo_str iban, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    for (size_t i = 0; i < iban.n; i++) {
        if (is_upper(iban.p[i]) || is_digit(iban.p[i]))
            continue;
        cigo_read_bad(out, _("L'IBAN contiene un carattere che non è né lettera né cifra."));
        return false;
    }
    if (iban.n < 4 || !is_upper(iban.p[0]) || !is_upper(iban.p[1])) {
        cigo_read_bad(out, _("L'IBAN deve cominciare con le due lettere del Paese."));
        return false;
    }
    struct cigo_str check = {iban.p + 2, 2};
    if (!cigo_all_digits(check)) {
        cigo_read_bad(out, _("I caratteri di controllo %s (posti 3-4) devono essere due cifre."),
                      cigo_quote(check, quote));
        return false;
    }
    if (cigo_str_is(check, "00") || cigo_str_is(check, "01") || cigo_str_is(check, "99")) {
        cigo_read_bad(out, _("Le cifre di controllo %.2s (posti 3-4) non possono esistere."), check.p);
        return false;
    }
    return true;
}

static bool judge_length(struct cigo_str iban, const struct account **ret_account,
                         struct cigo_parsed *out)
{
    unsigned length;
    *ret_account = account_of(iban, &length);
    if (*ret_account || (length == 0 && iban.n >= SHORTEST && iban.n <= LONGEST))
        return true;
    if (length > 0)
        cigo_read_bad(out, _("L'IBAN ha %zu caratteri: per il Paese %.2s devono essere %u."), iban.n,
                      iban.p, length);
    else
        cigo_read_bad(out, _("L'IBAN ha %zu caratteri: devono essere da %d a %d."), iban.n, SHORTEST,
                      LONGEST);
    return false;
}

static void judge(struct cigo_str iban, struct cigo_parsed *out)
{
    const struct account *account = NULL;
    if (!judge_form(iban, out) || !judge_length(iban, &account, out) ||
        (account && !judge_shape(iban, account->shape, out)))
        return;
    bool italian = memcmp(iban.p, "IT", 2) == 0 || memcmp(iban.p, "SM", 2) == 0;
    if (italian && !judge_italian(iban, out))
        return;
    if (remainder_of(iban) != 1) {
        cigo_read_bad(out,
                      _("Le cifre di controllo %.2s (posti 3-4) non tornano: almeno un carattere è "
                      "sbagliato."),
                      iban.p + 2);
        return;
    }
    if (!cigo_iban_national(iban)) {
        cigo_read_bad(
            out, _("Le cifre di controllo nazionali del conto non tornano: almeno una cifra dopo il "
                 "quarto posto è sbagliata."));
        return;
    }
    cigo_read_text(out, iban);
    if (!account)
        cigo_read_warn(out, _("Il Paese %.2s non è tra quelli noti che usano l'IBAN."), iban.p);
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
