/* The activity code, two to six digits, kept with its dots. */

#include "kinds-priv.h"

CIGO_PARSE(ateco)
{
    struct cigo_buf code, dotted;
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    cigo_buf_init(&dotted, 16);
    cigo_strip(text, ".-", &code);
    if (!cigo_all_digits(cigo_buf_str(&code))) {
        cigo_read_bad(out, _("%s contiene caratteri che non sono cifre."), cigo_quote(text, quote));
    } else if (code.n < 2 || code.n > 6) {
        cigo_read_bad(out, ngettext("Il codice ha %zu cifra: devono essere da 2 a 6.",
                               "Il codice ha %zu cifre: devono essere da 2 a 6.", code.n), code.n);
    } else {
        for (size_t i = 0; i < code.n; i++) {
            if (i == 2 || i == 4)
                cigo_buf_putc(&dotted, '.');
            cigo_buf_putc(&dotted, code.p[i]);
        }
        cigo_read_text(out, cigo_buf_str(&dotted));
    }
    cigo_buf_finish(&dotted);
    cigo_buf_finish(&code);
}
