/* The number that the portal gives back. Nothing is known of it but its usual shape. */

#include "kinds-priv.h"

#include <cigo/base/utf8.h>

enum { MOST_CHARACTERS = 16 };

static bool letters_and_digits(struct cigo_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z'))
            return false;
    }
    return true;
}

CIGO_PARSE(ticket)
{
    size_t n = cigo_utf8_count(text);
    (void)ctx;
    cigo_read_text(out, text);
    if (n > MOST_CHARACTERS)
        cigo_read_warn(out, _("Il ticket ha %zu caratteri: di solito sono al massimo %d."), n,
                       MOST_CHARACTERS);
    else if (!letters_and_digits(text))
        cigo_read_warn(out, _("Di solito il ticket contiene solo lettere e cifre."));
}
