/* INPS authorisation codes, a list. Kept with one blank between; a code of unusual shape is kept
 * too. */

#include "kinds-priv.h"

static bool is_upper_or_digit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool well_formed(struct cigo_str code)
{
    return code.n == 2 && code.p[0] >= '0' && code.p[0] <= '9' && is_upper_or_digit(code.p[1]);
}

/* The first piece before a separator, taken off *s. */
static struct cigo_str take(struct cigo_str *s)
{
    size_t n = 0;
    while (n < s->n && (s->p[n] == '\0' || !strchr(" ,;/", s->p[n])))
        n++;
    struct cigo_str piece = {s->p, n};
    size_t past = n < s->n ? n + 1 : n;
    s->p += past;
    s->n -= past;
    return piece;
}

CIGO_PARSE(codici_autorizzazione)
{
    struct cigo_buf plain, list;
    struct cigo_str odd = {NULL, 0};
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_buf_init(&list, text.n * 4 + 16);
    cigo_plain(text, &plain);
    for (size_t i = 0; i < plain.n; i++) {
        if (plain.p[i] >= 'a' && plain.p[i] <= 'z')
            plain.p[i] = (char)(plain.p[i] - 'a' + 'A');
    }
    struct cigo_str rest = cigo_buf_str(&plain);
    while (rest.n > 0) {
        struct cigo_str code = take(&rest);
        if (code.n == 0 || cigo_multi_has(cigo_buf_str(&list), code))
            continue;
        if (!odd.p && !well_formed(code))
            odd = code;
        if (list.n > 0)
            cigo_buf_putc(&list, ' ');
        cigo_buf_add(&list, code);
    }
    if (list.n == 0) {
        cigo_read_bad(out, _("%s non contiene nessun codice."), cigo_quote(text, quote));
    } else {
        cigo_read_text(out, cigo_buf_str(&list));
        if (odd.p)
            cigo_read_warn(out,
                           _("%s non ha la forma solita: una cifra, poi una lettera o una cifra."),
                           cigo_quote(odd, quote));
    }
    cigo_buf_finish(&list);
    cigo_buf_finish(&plain);
}
