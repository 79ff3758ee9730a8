/* What was found, as a sentence: where, what with the words in it, and of a hidden answer why it is hidden. */

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
    if (!found->hidden)
        return;
    if (found->reason)
        cigo_buf_printf(out, _(" (ora non serve, per %s)"), found->reason);
    else
        cigo_buf_puts(out, _(" (ora non serve)"));
}
