/* `cigo check` for people. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

static void summary(struct cigo_session *session, struct cigo_buf *out)
{
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    cigo_buf_printf(out, ngettext("%zu errore, ", "%zu errori, ", counts.error), counts.error);
    cigo_buf_printf(out, ngettext("%zu avviso, ", "%zu avvisi, ", counts.warning), counts.warning);
    cigo_buf_printf(out, ngettext("%zu nota, ", "%zu note, ", counts.info), counts.info);
    cigo_buf_printf(out, ngettext("%zu risposta mancante. ", "%zu risposte mancanti. ", counts.missing),
                    counts.missing);
    if (counts.error == 0 && counts.missing == 0)
        cigo_buf_puts(out, _("La domanda è completa.\n"));
    else
        cigo_buf_puts(out, _("La domanda non è ancora completa.\n"));
}

static void rules_age(const struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    size_t before = out->n;
    if (cigo_rules_are_old(form, cigo_session_today(session)))
        cigo_rules_old_notice(form, cigo_session_today(session), out);
    else
        cigo_rules_age_line(form, out);
    if (out->n > before)
        cigo_buf_putc(out, '\n');
}

void cigo_check_text(struct cigo_session *session, const char *name, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    cigo_utf8_visible(cigo_str_of(name), out);
    cigo_sentence_stop(out);
    cigo_buf_putc(out, '\n');
    cigo_term_line(session, out);
    cigo_buf_putc(out, '\n');
    rules_age(session, out);
    struct cigo_alerts alerts = cigo_session_alerts(session, CIGO_SCOPE_ALL, arena);
    for (size_t i = 0; i < alerts.n; i++) {
        cigo_buf_putc(out, '\n');
        cigo_alert_lines(session, &alerts.items[i], true, out);
    }
    struct cigo_missing missing = cigo_session_missing(session, arena);
    cigo_buf_puts(out, missing.n ? "\n" : "");
    for (size_t i = 0; i < missing.n; i++) {
        cigo_buf_puts(out, _("Manca: "));
        cigo_place_label(session, missing.items[i], out);
        cigo_buf_puts(out, missing.items[i].field ? "" : _(" (almeno una riga)"));
        cigo_sentence_stop(out);
        cigo_buf_putc(out, '\n');
    }
    cigo_buf_putc(out, '\n');
    summary(session, out);
    cigo_arena_free(arena);
}
