/* How old the rules are: a law changes, a form does not know it. After six months it is said. */

#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { OLD_MONTHS = 6 };

bool cigo_rules_are_old(const struct cigo_form *form, int32_t today)
{
    int32_t end;
    return form->checked_oldest && cigo_date_add_months(form->checked_oldest, OLD_MONTHS, &end) &&
           today > end;
}

void cigo_rules_age_line(const struct cigo_form *form, struct cigo_buf *out)
{
    char day[CIGO_DATE_SIZE];
    if (form->checked_oldest)
        cigo_buf_printf(out, _("Regole verificate al %s."), cigo_date_it(form->checked_oldest, day));
}

void cigo_rules_old_notice(const struct cigo_form *form, int32_t today, struct cigo_buf *out)
{
    char day[CIGO_DATE_SIZE];
    if (cigo_rules_are_old(form, today))
        cigo_buf_printf(out,
                        _("Le regole hanno più di sei mesi: sono state verificate al %s, e da allora norme e "
                          "importi possono essere cambiati. Installi una versione più recente del modulo: "
                          "copi la sua cartella dove «man cigo» indica, in «Moduli», e la controlli con "
                          "«cigo form check»."),
                        cigo_date_it(form->checked_oldest, day));
}
