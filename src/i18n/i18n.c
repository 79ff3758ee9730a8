/* Language and locale, dates and days for people.
 *
 * Italian is the source language. gettext translates only under a locale other than "C", and a bare
 * machine has just C, C.UTF-8 and POSIX: there C.UTF-8 is set, and LANGUAGE decides. */

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <cigo/base/date.h>
#include <cigo/i18n/i18n.h>

void cigo_i18n_init(const char *lang, const char *locale_dir)
{
    if (lang && *lang)
        setenv("LANGUAGE", lang, 1);
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    const char *messages = setlocale(LC_MESSAGES, "");
    if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8");
    if (locale_dir)
        bindtextdomain("cigo", locale_dir);
    bind_textdomain_codeset("cigo", "UTF-8");
    textdomain("cigo");
}

static const char *const weekdays[] = {
    N_("lunedì"), N_("martedì"), N_("mercoledì"), N_("giovedì"),
    N_("venerdì"), N_("sabato"), N_("domenica"),
};

static const char *const months[] = {
    N_("gennaio"), N_("febbraio"), N_("marzo"), N_("aprile"), N_("maggio"), N_("giugno"),
    N_("luglio"), N_("agosto"), N_("settembre"), N_("ottobre"), N_("novembre"), N_("dicembre"),
};

void cigo_i18n_date_long(int32_t date, struct cigo_buf *out)
{
    struct cigo_ymd ymd = cigo_date_ymd(date);
    cigo_buf_printf(out, _("%1$s %2$d %3$s %4$d"), _(weekdays[cigo_date_weekday(date) - 1]), ymd.day,
                    _(months[ymd.month - 1]), ymd.year);
}

void cigo_i18n_date_short(int32_t date, struct cigo_buf *out)
{
    struct cigo_ymd ymd = cigo_date_ymd(date);
    cigo_buf_printf(out, _("%1$02d/%2$02d/%3$d"), ymd.day, ymd.month, ymd.year);
}

void cigo_i18n_days_left(int64_t days, struct cigo_buf *out)
{
    if (days == 0)
        cigo_buf_puts(out, _("scade oggi"));
    else if (days > 0)
        cigo_buf_printf(out, ngettext("manca %lld giorno", "mancano %lld giorni", (unsigned long)days),
                        (long long)days);
    else
        cigo_buf_printf(out,
                        ngettext("scaduto da %lld giorno", "scaduto da %lld giorni",
                                 (unsigned long)-days),
                        (long long)-days);
}

void cigo_i18n_days_settled(int64_t days, struct cigo_buf *out)
{
    if (days == 0)
        cigo_buf_puts(out, _("inviata l'ultimo giorno"));
    else if (days > 0)
        cigo_buf_printf(out, ngettext("inviata %lld giorno prima", "inviata %lld giorni prima", (unsigned long)days),
                        (long long)days);
    else
        cigo_buf_printf(out, ngettext("inviata %lld giorno dopo", "inviata %lld giorni dopo", (unsigned long)-days),
                        (long long)-days);
}
