/* Free text, on one line or many. The only thing to judge is how long it is. */

#include "kinds-priv.h"

#include <cigo/base/utf8.h>

CIGO_PARSE(text)
{
    size_t n = cigo_utf8_count(text);
    cigo_read_text(out, text);
    if (ctx->max_chars == 0 || n <= ctx->max_chars)
        return;
    size_t over = n - ctx->max_chars;
    cigo_read_bad(out, _("Il testo ha %zu caratteri: %zu in più del massimo di %zu."), n, over,
                  ctx->max_chars);
    cigo_read_fix(out, ngettext("Tolga almeno %zu carattere.", "Tolga almeno %zu caratteri.", over), over);
}

/* Clean text has a byte for each character. */
CIGO_QUICK(text)
{
    *ret_value = (struct cigo_value){.storage = CIGO_TEXT, .s = text};
    return ctx->max_chars == 0 || text.n <= ctx->max_chars;
}

CIGO_FORMAT(text)
{
    (void)ctx;
    cigo_buf_add(out, value->s);
}
