/* What was found, as a sentence: where, what with the words in it, and of a hidden one why it is hidden. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { LONGEST = 100 };

static void alert_words(const struct cigo_found *found, struct cigo_buf *out)
{
    cigo_buf_puts(out, found->alert);
    if (found->text)
        cigo_buf_printf(out, ", %s", found->text);
    cigo_buf_puts(out, found->fires ? "" : _(" (ora non scatta)"));
    if (found->place.field || found->place.group)
        cigo_buf_puts(out, ": ");
}

void cigo_hidden_text(const struct cigo_session *session, const struct cigo_hidden *hidden, struct cigo_buf *out)
{
    if (hidden->reason) {
        cigo_buf_printf(out, _("ora non serve, per %s"), hidden->reason);
    } else if (!hidden->undecided) {
        cigo_buf_puts(out, _("ora non serve"));
    } else if (!hidden->decides.field && !hidden->decides.group) {
        cigo_buf_puts(out, _("non si sa ancora se serve"));
    } else {
        cigo_buf_puts(out, _("non si sa ancora se serve, perché manca "));
        cigo_place_label(session, hidden->decides, out);
    }
}

void cigo_found_text(const struct cigo_session *session, const struct cigo_found *found, struct cigo_buf *out)
{
    if (found->alert)
        alert_words(found, out);
    cigo_place_label(session, found->place, out);
    if (found->text && !found->alert) {
        cigo_buf_puts(out, ": «");
        cigo_text_start(found->text, LONGEST, out);
        cigo_buf_puts(out, "»");
    }
    if (found->why.hidden) {
        cigo_buf_puts(out, " (");
        cigo_hidden_text(session, &found->why, out);
        cigo_buf_puts(out, ")");
    }
}
