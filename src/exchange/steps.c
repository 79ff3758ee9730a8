/* What undo and redo do, in words that both faces use: before, where it is asked, and after. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { LONGEST = 60, MANY = 20 };

const char *cigo_label_text(const char *label)
{
    return *label ? _(label) : ""; /* "" is the catalogue's own entry */
}

void cigo_text_start(const char *text, size_t chars, struct cigo_buf *out)
{
    struct cigo_buf one, line;
    cigo_buf_init(&one, 16 << 20);
    cigo_buf_init(&line, 16 << 20);
    cigo_buf_puts(&one, text);
    for (size_t i = 0; i < one.n; i++) /* before the filter, which has a sign for them */
        if (one.p[i] == '\n' || one.p[i] == '\t')
            one.p[i] = ' ';
    cigo_utf8_visible(cigo_buf_str(&one), &line);
    cigo_buf_finish(&one);
    size_t n = 0;
    while (n < line.n && (chars > 0 || ((unsigned char)line.p[n] & 0xc0) == 0x80)) {
        chars -= ((unsigned char)line.p[n] & 0xc0) != 0x80;
        n++;
    }
    cigo_buf_add(out, (struct cigo_str){line.p, n});
    cigo_buf_puts(out, n < line.n ? "…" : "");
    cigo_buf_finish(&line);
}

void cigo_text_quoted(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                      size_t chars, struct cigo_buf *out)
{
    struct cigo_buf shown, start;
    if (!text || !*text) {
        cigo_buf_puts(out, _("vuoto"));
        return;
    }
    cigo_buf_init(&shown, 16 << 20);
    cigo_buf_init(&start, 65536);
    cigo_session_shown(session, field, text, &shown);
    cigo_text_start(shown.p, chars, &start);
    cigo_buf_printf(out, "«%s»", start.p);
    cigo_buf_finish(&shown);
    cigo_buf_finish(&start);
}

static const char *comma(const struct cigo_buf *parts)
{
    return parts->n ? ", " : "";
}

/* "Lavoratori: 3 righe rimesse, 2 risposte cambiate". */
static void several(const struct cigo_undo_step *step, struct cigo_buf *out)
{
    struct cigo_buf parts;
    cigo_buf_init(&parts, 4096);
    size_t n = step->removed;
    if (n)
        cigo_buf_printf(&parts, ngettext("%zu riga tolta", "%zu righe tolte", n), n);
    if ((n = step->added) > 0) {
        cigo_buf_puts(&parts, comma(&parts));
        cigo_buf_printf(&parts, ngettext("%zu riga rimessa", "%zu righe rimesse", n), n);
    }
    if ((n = step->texts) > 0) {
        cigo_buf_puts(&parts, comma(&parts));
        cigo_buf_printf(&parts, ngettext("%zu risposta cambiata", "%zu risposte cambiate", n), n);
    }
    if ((n = step->waivers) > 0) {
        cigo_buf_puts(&parts, comma(&parts));
        cigo_buf_printf(&parts, ngettext("%zu conferma o contestazione", "%zu conferme o contestazioni", n), n);
    }
    cigo_buf_printf(out, "%s: %s", cigo_label_text(step->label), parts.p);
    cigo_buf_finish(&parts);
}

/* "4.6 Periodo al, da «a» a «b»". */
static void one(const struct cigo_session *session, const struct cigo_undo_step *step, struct cigo_buf *out)
{
    struct cigo_buf from, to;
    cigo_buf_init(&from, 65536);
    cigo_buf_init(&to, 65536);
    cigo_text_quoted(session, step->place.field, step->from, LONGEST, &from);
    cigo_text_quoted(session, step->place.field, step->to, LONGEST, &to);
    cigo_place_label(session, step->place, out);
    cigo_buf_printf(out, _(", da %s a %s"), from.p, to.p);
    cigo_buf_finish(&from);
    cigo_buf_finish(&to);
}

void cigo_undo_text(const struct cigo_session *session, const struct cigo_undo_step *step, struct cigo_buf *out)
{
    if (step->from) {
        one(session, step, out);
    } else {
        several(step, out);
    }
    if (step->when)
        cigo_buf_printf(out, " (%s%s%s)", step->who ? step->who : "", step->who ? ", " : "", step->when);
}

bool cigo_undo_asks(const struct cigo_undo_step *step)
{
    return step->who || (step->when && step->texts + step->added + step->removed + step->waivers > MANY);
}

void cigo_undo_question(const struct cigo_session *session, const struct cigo_undo_step *step, bool redo,
                        struct cigo_buf *out)
{
    if (step->who)
        cigo_buf_printf(out, redo ? _("È stato annullato da %s. ") : _("L'ultima modifica è di %s. "), step->who);
    cigo_buf_puts(out, redo ? _("Rifare: ") : _("Annullare: "));
    cigo_undo_text(session, step, out);
    cigo_buf_puts(out, "?");
}
