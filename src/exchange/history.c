/* The history of a place in words: when, who, what it was, what it became, and how. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/history.h>

enum { LONGEST = 120 };

/* Of a copied case the journal begins with the copy. */
const char *cigo_history_none(const struct cigo_session *session, struct cigo_place place)
{
    bool there = place.field ? *cigo_session_text(session, place) != '\0'
                             : place.row || (place.group && cigo_session_answers(session)->groups[place.group->index].n);
    return there ? _("C'era già quando la domanda è stata copiata, e da allora non è cambiato nulla.")
                 : _("Qui non è mai stato scritto nulla.");
}

/* By the label of its own question; in old journals that is in the language of who wrote, which may be the reader's. */
static bool is_own(const struct cigo_past_value *value)
{
    const struct cigo_field *field = value->place.field;
    const struct cigo_group *group = value->place.group;
    const char *label = value->label;
    return (field && (strcmp(label, field->own) == 0 || strcmp(label, field->label) == 0)) ||
           (group && (strcmp(label, group->own) == 0 || strcmp(label, group->label) == 0));
}

/* How it came about: ", scritto", ", annullamento", ", Righe da file"; nothing where what was done says it. */
static void how(const struct cigo_session *session, const struct cigo_past_value *value, struct cigo_buf *out)
{
    bool plain = value->turn != CIGO_TURN_UNDO && value->turn != CIGO_TURN_REDO && value->turn != CIGO_TURN_FOLLOWS;
    if (plain && value->what == CIGO_PAST_WAIVER)
        return;
    cigo_buf_puts(out, ", ");
    if (value->turn == CIGO_TURN_UNDO)
        cigo_buf_puts(out, _("annullamento"));
    else if (value->turn == CIGO_TURN_REDO)
        cigo_buf_puts(out, _("ripetizione dopo un annullamento"));
    else if (value->turn == CIGO_TURN_FOLLOWS)
        cigo_buf_puts(out, _("conseguenza di un'altra risposta"));
    else if (is_own(value))
        cigo_buf_puts(out, _("scritto"));
    else
        cigo_label_text(cigo_session_form(session), value->label, out);
}

/* What a row held, in the order of its columns. */
static void row_texts(const struct cigo_past_value *value, struct cigo_buf *out)
{
    struct cigo_buf all;
    cigo_buf_init(&all, 16 << 20);
    for (size_t i = 0; i < value->place.group->n_fields; i++)
        if (value->row_texts[i])
            cigo_buf_printf(&all, "%s%s", all.n ? ", " : "", value->row_texts[i]);
    cigo_text_start(all.p, LONGEST, out);
    cigo_buf_finish(&all);
}

static void waiver(const struct cigo_past_value *value, struct cigo_buf *out)
{
    const char *now = value->new_text;
    cigo_buf_printf(out, _("avviso %s "), value->alert);
    cigo_buf_puts(out, strcmp(now, "acknowledged") == 0 ? _("confermato")
                       : strcmp(now, "contested") == 0  ? _("contestato")
                                                        : _("di nuovo aperto"));
    if (value->reason && *value->reason) {
        cigo_buf_puts(out, ": ");
        cigo_text_start(value->reason, LONGEST, out);
    }
}

static void text(const struct cigo_session *session, const struct cigo_past_value *value, struct cigo_buf *out)
{
    const struct cigo_field *field = value->place.field;
    struct cigo_buf after;
    if (!value->new_known) {
        cigo_text_quoted(session, field, value->old_text, LONGEST, out);
        cigo_buf_puts(out, _(" cambiato"));
        return;
    }
    cigo_buf_init(&after, 65536);
    cigo_change_quoted(session, field, value->old_text, value->new_text, LONGEST, out, &after);
    cigo_buf_printf(out, " → %s", after.p);
    cigo_buf_finish(&after);
}

static void what(const struct cigo_session *session, const struct cigo_past_value *value, struct cigo_buf *out)
{
    switch (value->what) {
    case CIGO_PAST_TEXT:
        text(session, value, out);
        break;
    case CIGO_PAST_ADDED:
        cigo_buf_printf(out, ngettext("%zu riga aggiunta", "%zu righe aggiunte", value->n_rows), value->n_rows);
        break;
    case CIGO_PAST_REMOVED:
        cigo_buf_puts(out, _("riga tolta: "));
        row_texts(value, out);
        break;
    case CIGO_PAST_WAIVER:
        waiver(value, out);
        break;
    }
}

/* Where it was, as far as the question did not say it: the column, of a table also the row. That a row came or went is
 * what happened. */
static void where(const struct cigo_session *session, const struct cigo_place *asked,
                  const struct cigo_past_value *value, struct cigo_buf *out)
{
    struct cigo_place place = value->place;
    if (!place.group || asked->field || (!asked->group && value->what == CIGO_PAST_TEXT))
        return;
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[place.group->index];
    size_t at = cigo_rows_find(rows, place.row);
    if (!asked->row && at < rows->n)
        cigo_buf_printf(out, _("riga %zu, "), at + 1);
    else if (!asked->row && value->what == CIGO_PAST_TEXT)
        cigo_buf_puts(out, _("una riga che non c'è più, "));
    if (place.field)
        cigo_buf_printf(out, "%s, ", place.field->label);
}

/* Of the whole case: which answer it is. */
static void which(const struct cigo_session *session, const struct cigo_past_value *value, struct cigo_buf *out)
{
    struct cigo_place place = value->place;
    bool cell = place.group && value->what == CIGO_PAST_TEXT;
    bool there = cell && cigo_answers_has(cigo_session_answers(session), place);
    if (!there)
        place.row = 0;
    if (cell && !there) {
        cigo_place_label(session, (struct cigo_place){.group = place.group}, out);
        cigo_buf_printf(out, _(", una riga che non c'è più, %s"), place.field->label);
    } else {
        cigo_place_label(session, place, out);
    }
    cigo_buf_puts(out, ": ");
}

void cigo_history_line(const struct cigo_session *session, const struct cigo_history *history,
                       const struct cigo_past_value *value, struct cigo_buf *out)
{
    if (!history->place.field && !history->place.group && (value->place.field || value->place.group))
        which(session, value, out);
    cigo_buf_printf(out, "%s, %s", value->when, value->who);
    if (*value->machine)
        cigo_buf_printf(out, " (%s)", value->machine);
    cigo_buf_puts(out, ": ");
    where(session, &history->place, value, out);
    what(session, value, out);
    how(session, value, out);
}
