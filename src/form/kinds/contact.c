/* Where people are reached. Only the shape is judged: whether an address exists is not ours to
 * know. */

#include "kinds-priv.h"

enum { LONGEST_LOCAL = 64, LONGEST_ADDRESS = 254, FEWEST_DIGITS = 6, MOST_DIGITS = 15 };

/* What is wrong with the part after @, or NULL. */
static const char *wrong_domain(struct cigo_str s)
{
    if (s.n == 0)
        return _("manca la parte dopo la chiocciola");
    if (!memchr(s.p, '.', s.n))
        return _("dopo la chiocciola manca il punto (per esempio esempio.it)");
    size_t label = 0;
    for (size_t i = 0; i <= s.n; i++) {
        char c = i < s.n ? s.p[i] : '.';
        bool good = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    c == '-' || (unsigned char)c >= 0x80;
        if (c == '.' && label == 0)
            return _("dopo la chiocciola c'è un punto fuori posto");
        if (c != '.' && !good)
            return _("dopo la chiocciola c'è un carattere che non può starci");
        label = c == '.' ? 0 : label + 1;
    }
    size_t top = 0;
    while (top < s.n && s.p[s.n - 1 - top] != '.')
        top++;
    return top < 2 || cigo_all_digits((struct cigo_str){s.p + s.n - top, top})
               ? _("l'ultima parte (come «it») non è completa")
               : NULL;
}

static const char *wrong_local(struct cigo_str s)
{
    if (s.n == 0)
        return _("manca la parte prima della chiocciola");
    if (s.n > LONGEST_LOCAL)
        return _("la parte prima della chiocciola è troppo lunga");
    if (s.p[0] == '.' || s.p[s.n - 1] == '.')
        return _("prima della chiocciola c'è un punto fuori posto");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] == '.')
            return _("prima della chiocciola ci sono due punti di seguito");
        if ((unsigned char)s.p[i] <= ' ' || strchr("()<>[],;:\\\"", s.p[i]))
            return _("prima della chiocciola c'è un carattere che non può starci");
    }
    return NULL;
}

static const char *wrong_address(struct cigo_str s)
{
    const char *at = memchr(s.p, '@', s.n);
    if (!at)
        return _("manca la chiocciola (@)");
    size_t local = (size_t)(at - s.p);
    if (memchr(at + 1, '@', s.n - local - 1))
        return _("c'è più di una chiocciola (@)");
    if (memchr(s.p, ' ', s.n))
        return _("c'è uno spazio in mezzo");
    if (s.n > LONGEST_ADDRESS)
        return _("è troppo lungo");
    const char *wrong = wrong_local((struct cigo_str){s.p, local});
    return wrong ? wrong : wrong_domain((struct cigo_str){at + 1, s.n - local - 1});
}

static void read_address(struct cigo_str text, const char *what, struct cigo_parsed *out)
{
    struct cigo_buf plain;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    struct cigo_str s = cigo_str_trim(cigo_buf_str(&plain));
    if (s.n > 7 && memcmp(s.p, "mailto:", 7) == 0)
        s = (struct cigo_str){s.p + 7, s.n - 7};
    const char *wrong = s.n ? wrong_address(s) : _("manca la chiocciola (@)");
    if (wrong)
        cigo_read_bad(out, _("Nell'indirizzo %s %s."), what, wrong);
    else
        cigo_read_text(out, s);
    cigo_buf_finish(&plain);
}

CIGO_PARSE(email)
{
    (void)ctx;
    read_address(text, "e-mail", out);
}

CIGO_PARSE(pec)
{
    (void)ctx;
    read_address(text, "PEC", out);
}

/* Kept as digits, with the + of the international prefix. */
CIGO_PARSE(telefono)
{
    struct cigo_buf code;
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    cigo_strip(text, "-./()", &code);
    struct cigo_str s = cigo_buf_str(&code), digits = s;
    if (s.n > 0 && s.p[0] == '+')
        digits = (struct cigo_str){s.p + 1, s.n - 1};
    if (!cigo_all_digits(digits))
        cigo_read_bad(out, _("%s non è un solo numero di telefono scritto in cifre."),
                      cigo_quote(text, quote));
    else if (digits.n < FEWEST_DIGITS || digits.n > MOST_DIGITS)
        cigo_read_bad(out, ngettext("Il numero ha %zu cifra: devono essere da %d a %d.",
                               "Il numero ha %zu cifre: devono essere da %d a %d.", digits.n),
                      digits.n, FEWEST_DIGITS, MOST_DIGITS);
    else
        cigo_read_text(out, s);
    cigo_buf_finish(&code);
}
