/* The terms of a case as a calendar (RFC 5545): an event of one day for each term that is known and still
 * matters, with two alarms. CR LF, lines of at most 75 octets. */

#include <stdio.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

/* One content line, folded between characters: a following line begins with a blank. */
static void content(struct cigo_str line, struct cigo_buf *out)
{
    size_t used = 0;
    while (line.n) {
        uint32_t code;
        size_t n = cigo_utf8_next(line, &code);
        if (used + n > 75) {
            cigo_buf_puts(out, "\r\n ");
            used = 1;
        }
        cigo_buf_add(out, (struct cigo_str){line.p, n});
        used += n;
        line = (struct cigo_str){line.p + n, line.n - n};
    }
    cigo_buf_puts(out, "\r\n");
}

static void line(struct cigo_buf *out, const char *name, const char *value)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_buf_printf(&buf, "%s:%s", name, value);
    content(cigo_buf_str(&buf), out);
    cigo_buf_finish(&buf);
}

/* TEXT values: \ ; , and line ends are escaped; control characters never leave. */
static void text_line(struct cigo_buf *out, const char *name, struct cigo_str text)
{
    struct cigo_buf clean, buf;
    cigo_buf_init(&clean, 1 << 20);
    cigo_buf_init(&buf, 1 << 20);
    cigo_utf8_clean(text, CIGO_CLEAN_TEXT, &clean);
    for (size_t i = 0; i < clean.n; i++) {
        char c = clean.p[i];
        if (c == '\n')
            cigo_buf_puts(&buf, "\\n");
        else
            cigo_buf_printf(&buf, "%s%c", strchr("\\;,", c) ? "\\" : "", c);
    }
    line(out, name, buf.p);
    cigo_buf_finish(&clean);
    cigo_buf_finish(&buf);
}

void cigo_ics_begin(const char *program, struct cigo_buf *out)
{
    struct cigo_buf id;
    cigo_buf_init(&id, 256);
    cigo_buf_printf(&id, "-//cigo//%s//IT", program);
    line(out, "BEGIN", "VCALENDAR");
    line(out, "VERSION", "2.0");
    line(out, "PRODID", id.p);
    line(out, "CALSCALE", "GREGORIAN");
    cigo_buf_finish(&id);
}

void cigo_ics_end(struct cigo_buf *out)
{
    line(out, "END", "VCALENDAR");
}

static void alarm(struct cigo_buf *out, const char *trigger, struct cigo_str summary)
{
    line(out, "BEGIN", "VALARM");
    line(out, "ACTION", "DISPLAY");
    line(out, "TRIGGER", trigger);
    text_line(out, "DESCRIPTION", summary);
    line(out, "END", "VALARM");
}

static void day(struct cigo_buf *out, const char *name, int32_t date)
{
    char text[16];
    struct cigo_ymd ymd = cigo_date_ymd(date);
    snprintf(text, sizeof text, "%04d%02d%02d", ymd.year % 10000, ymd.month % 100, ymd.day % 100);
    line(out, name, text);
}

static void event(const struct cigo_export *x, const struct cigo_computed *term, int32_t date,
                  struct cigo_buf *out)
{
    struct cigo_buf uid, summary, why;
    cigo_buf_init(&uid, 1024);
    cigo_buf_init(&summary, 4096);
    cigo_buf_init(&why, 65536);
    cigo_buf_printf(&uid, "%s-%s@cigo.invalid", x->uid, term->id);
    cigo_buf_printf(&summary, "%s: %s", term->label, x->case_name);
    if (term->help)
        cigo_buf_printf(&why, "%s\n", term->help);
    if (term->source)
        cigo_buf_printf(&why, _("Fonte: %s.\n"), term->source->cite);
    cigo_export_identity(x, &why);
    line(out, "BEGIN", "VEVENT");
    text_line(out, "UID", cigo_buf_str(&uid));
    line(out, "DTSTAMP", x->stamp);
    day(out, "DTSTART;VALUE=DATE", date);
    day(out, "DTEND;VALUE=DATE", date + 1);
    text_line(out, "SUMMARY", cigo_buf_str(&summary));
    text_line(out, "DESCRIPTION", cigo_str_trim(cigo_buf_str(&why)));
    line(out, "TRANSP", "TRANSPARENT");
    alarm(out, "-P7D", cigo_buf_str(&summary));
    alarm(out, "-P1D", cigo_buf_str(&summary));
    line(out, "END", "VEVENT");
    cigo_buf_finish(&uid);
    cigo_buf_finish(&summary);
    cigo_buf_finish(&why);
}

void cigo_ics_terms(const struct cigo_export *x, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_deadlines list = cigo_deadlines(x->session, arena);
    for (size_t i = 0; i < list.n; i++)
        event(x, list.items[i].term, list.items[i].date, out);
    cigo_arena_free(arena);
}

bool export_ics(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    (void)err;
    cigo_ics_begin(x->program, out);
    cigo_ics_terms(x, out);
    cigo_ics_end(out);
    return true;
}
