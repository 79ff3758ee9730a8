/* A municipality, as typed: the table of them is not part of the program, so nothing is refused. */

#include "kinds-priv.h"

#include <cigo/base/utf8.h>

CIGO_PARSE(comune)
{
    bool letter = false;
    struct cigo_str s = text;
    (void)ctx;
    while (s.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        letter =
            letter || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code >= 0xc0;
        s.p += k;
        s.n -= k;
    }
    cigo_read_text(out, text);
    if (!letter)
        cigo_read_warn(out, _("Il nome del comune non contiene nessuna lettera."));
}
