/* The INPS number of a company: ten digits, the last two from the sums of the odd and even places.
 * The rule is known from public programs, not from an act, so a difference is a warning. */

#include "kinds-priv.h"

enum { DIGITS = 10 };

CIGO_PARSE(matricola_inps)
{
    int odd = 0, even = 0;
    (void)ctx;
    if (!cigo_read_digits(text, "-./", DIGITS, out))
        return;
    const char *d = out->value.s.p;
    for (int i = 0; i < DIGITS - 2; i += 2) {
        odd += d[i] - '0';
        even += d[i + 1] - '0';
    }
    if (strcmp(d, "0000000000") == 0) {
        cigo_read_bad(out, _("La matricola è fatta solo di zeri."));
    } else if (d[8] - '0' != odd % 10 || d[9] - '0' != even % 10) {
        cigo_read_warn(out, _("Le ultime due cifre non tornano: cifre di controllo %s, attese %d%d."),
                       d + 8, odd % 10, even % 10);
        cigo_read_fix(out,
                      _("Confronti la matricola con il cassetto previdenziale; se è scritta così, la "
                      "lasci."));
    }
}
