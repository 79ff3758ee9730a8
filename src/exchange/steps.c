/* What undo and redo do, in words that both faces use: before, where it is asked, and after. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { LONGEST = 60, LEAD = 20, MANY = 20 };

/* On one line, and nothing in it that a terminal would obey. */
static void one_line(const char *text, struct cigo_buf *out)
{
    struct cigo_buf line;
    cigo_buf_init(&line, 16 << 20);
    cigo_buf_puts(&line, text);
    for (size_t i = 0; i < line.n; i++) /* before the filter, which has a sign for them */
        if (line.p[i] == '\n' || line.p[i] == '\t')
            line.p[i] = ' ';
    cigo_utf8_visible(cigo_buf_str(&line), out);
    cigo_buf_finish(&line);
}

static bool inside_char(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Where so many characters from `from` end. */
static size_t chars_on(const struct cigo_buf *line, size_t from, size_t chars)
{
    size_t n = from;
    while (n < line->n && (chars > 0 || inside_char(line->p[n]))) {
        chars -= !inside_char(line->p[n]);
        n++;
    }
    return n;
}

static void add_part(const struct cigo_buf *line, size_t from, size_t chars, struct cigo_buf *out)
{
    size_t to = chars_on(line, from, chars);
    cigo_buf_puts(out, from > 0 ? "…" : "");
    cigo_buf_add(out, (struct cigo_str){line->p + from, to - from});
    cigo_buf_puts(out, to < line->n ? "…" : "");
}

void cigo_text_start(const char *text, size_t chars, struct cigo_buf *out)
{
    struct cigo_buf line;
    cigo_buf_init(&line, 16 << 20);
    one_line(text, &line);
    add_part(&line, 0, chars, out);
    cigo_buf_finish(&line);
}

/* Where to begin so that `chars` characters show where the two part: 0 when they do so near their beginning, else at
 * the first word that begins in the LEAD characters before. */
static size_t begin_of(const struct cigo_buf *a, const struct cigo_buf *b, size_t chars)
{
    size_t alike = 0, same = 0, n, lead = 0;
    for (; alike < a->n && alike < b->n && a->p[alike] == b->p[alike]; alike++)
        same += !inside_char(a->p[alike]);
    if (same + LEAD / 2 <= chars || (alike == a->n && alike == b->n))
        return 0;
    for (n = alike; lead < LEAD; n--)
        lead += !inside_char(a->p[n - 1]);
    const char *blank = memchr(a->p + n, ' ', alike - n);
    return blank ? (size_t)(blank - a->p) + 1 : n;
}

static void shown_line(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                       struct cigo_buf *out)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, 16 << 20);
    cigo_buf_init(out, 16 << 20);
    cigo_session_shown(session, field, text ? text : "", &shown);
    one_line(shown.p, out);
    cigo_buf_finish(&shown);
}

static void quoted(const char *text, const struct cigo_buf *line, size_t from, size_t chars, struct cigo_buf *out)
{
    if (!text || !*text) {
        cigo_buf_puts(out, _("vuoto"));
        return;
    }
    cigo_buf_puts(out, "«");
    add_part(line, from, chars, out);
    cigo_buf_puts(out, "»");
}

void cigo_text_quoted(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                      size_t chars, struct cigo_buf *out)
{
    struct cigo_buf line;
    shown_line(session, field, text, &line);
    quoted(text, &line, 0, chars, out);
    cigo_buf_finish(&line);
}

void cigo_change_quoted(const struct cigo_session *session, const struct cigo_field *field, const char *from,
                        const char *to, size_t chars, struct cigo_buf *ret_from, struct cigo_buf *ret_to)
{
    struct cigo_buf before, after;
    shown_line(session, field, from, &before);
    shown_line(session, field, to, &after);
    size_t begin = begin_of(&before, &after, chars);
    quoted(from, &before, begin, chars, ret_from);
    quoted(to, &after, begin, chars, ret_to);
    cigo_buf_finish(&before);
    cigo_buf_finish(&after);
}

static const char *comma(const struct cigo_buf *parts)
{
    return parts->n ? ", " : "";
}

/* "Lavoratori: 3 righe rimesse, 2 risposte cambiate". */
static void several(const struct cigo_form *form, const struct cigo_undo_step *step, struct cigo_buf *out)
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
    cigo_label_text(form, step->label, out);
    cigo_buf_printf(out, ": %s", parts.p);
    cigo_buf_finish(&parts);
}

/* "4.6 Periodo al, da «a» a «b»". */
static void one(const struct cigo_session *session, const struct cigo_undo_step *step, struct cigo_buf *out)
{
    struct cigo_buf from, to;
    cigo_buf_init(&from, 65536);
    cigo_buf_init(&to, 65536);
    cigo_change_quoted(session, step->place.field, step->from, step->to, LONGEST, &from, &to);
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
        several(cigo_session_form(session), step, out);
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
