/* Finding in the whole case, as a list; what is hidden says which answer decides, and how to go there. */

#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { MOST_FOUND = 200 };

/* What /vai takes: "4.7", "5.8/3". */
static void name_of(const struct line *line, struct cigo_place place, struct cigo_buf *out)
{
    if (!place.group) {
        cigo_buf_puts(out, place.field->code);
        return;
    }
    const struct cigo_rows *rows = &cigo_session_answers(line->session)->groups[place.group->index];
    cigo_buf_puts(out, place.group->code);
    if (place.row)
        cigo_buf_printf(out, "/%zu", cigo_rows_find(rows, place.row) + 1);
}

static void say_found(struct line *line, const struct cigo_found *found)
{
    const struct cigo_hidden *why = &found->why;
    struct cigo_place to = why->hidden ? why->decides : found->place;
    struct cigo_buf text, name;
    cigo_buf_init(&text, 65536);
    cigo_buf_init(&name, 1024);
    cigo_found_text(line->session, found, &text);
    if (to.field || to.group)
        name_of(line, to, &name);
    const char *said = cigo_before_stop(text.p, line->arena);
    if (name.n && !why->hidden)
        cigo_line_say(line, _("%s. /vai %s."), said, name.p);
    else if (name.n && why->undecided)
        cigo_line_say(line, _("%s. /vai %s porta alla risposta che manca."), said, name.p);
    else if (name.n)
        cigo_line_say(line, _("%s. /vai %s porta alla risposta che lo decide."), said, name.p);
    else if (why->hidden && !why->subject.row)
        cigo_line_say(line, _("%s. /perche %s dice da che cosa dipende."), said,
                      why->subject.field ? why->subject.field->code : why->subject.group->code);
    else
        cigo_line_say(line, "%s.", text.p);
    cigo_buf_finish(&text);
    cigo_buf_finish(&name);
}

void cigo_line_search(struct line *line, const char *rest)
{
    struct cigo_finding finding;
    if (!*rest) {
        cigo_line_say(line, _("Che cosa? Per esempio /cerca codice fiscale, /cerca rossi, /cerca R-PER."));
        return;
    }
    cigo_session_find(line->session, cigo_str_of(rest), MOST_FOUND, line->arena, &finding);
    if (!finding.total) {
        cigo_line_say(line, _("Niente con «%s»."), rest);
        return;
    }
    cigo_line_say(line, ngettext("%zu risultato con «%s».", "%zu risultati con «%s».", finding.total), finding.total, rest);
    for (size_t i = 0; i < finding.n && !line->quiet; i++)
        say_found(line, &finding.items[i]);
    if (finding.total > finding.n)
        cigo_line_say(line, _("Sono in elenco i primi %zu: con più parole sono meno."), finding.n);
}
