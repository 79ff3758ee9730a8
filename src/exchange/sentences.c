/* The sentences that every face says alike: alerts, places, effects. One fact a line, the most
 * important words first, each line ended by a full stop. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/frozen.h>

const char *cigo_severity_label(enum cigo_severity severity)
{
    static const char *const labels[] = {N_("NOTA"), N_("AVVISO"), N_("ERRORE")};
    return _(labels[severity]);
}

void cigo_alert_counts_text(size_t errors, size_t warnings, size_t infos, const char *between, struct cigo_buf *out)
{
    if (errors)
        cigo_buf_printf(out, ngettext("%zu errore", "%zu errori", errors), errors);
    if (errors && (warnings || infos))
        cigo_buf_puts(out, between);
    if (warnings)
        cigo_buf_printf(out, ngettext("%zu avviso", "%zu avvisi", warnings), warnings);
    if (warnings && infos)
        cigo_buf_puts(out, between);
    if (infos)
        cigo_buf_printf(out, ngettext("%zu nota", "%zu note", infos), infos);
}

void cigo_rows_text(struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out)
{
    size_t n = cigo_session_answers(session)->groups[group->index].n;
    struct cigo_counts counts = cigo_session_row_counts(session, group);
    cigo_buf_printf(out, ngettext("%zu riga", "%zu righe", n), n);
    if (counts.error + counts.warning + counts.info)
        cigo_buf_puts(out, ", ");
    cigo_alert_counts_text(counts.error, counts.warning, counts.info, ", ", out);
}

const char *cigo_read_only_sentence(const struct cigo_session *session)
{
    if (cigo_session_frozen(session))
        return _("Istantanea: qui si guarda soltanto, non si risponde.");
    return _("Sola lettura: la modifica non si può salvare.");
}

/* Texts may hold what the user typed: control characters never leave as such. */
static void shown(const char *text, struct cigo_buf *out)
{
    for (const char *p = text; *p; p++) {
        size_t n = strcspn(p, "\n");
        cigo_utf8_visible((struct cigo_str){p, n}, out);
        p += n;
        if (!*p)
            return;
        cigo_buf_putc(out, ' ');
    }
}

void cigo_sentence_stop(struct cigo_buf *out)
{
    if (out->n && !strchr(".!?:", out->p[out->n - 1]))
        cigo_buf_putc(out, '.');
}

void cigo_sentence_end_once(struct cigo_buf *out)
{
    if (out->n < 2 || out->p[out->n - 1] != '.' || !strchr(".!?", out->p[out->n - 2]))
        return;
    bool dots = out->n > 2 && out->p[out->n - 2] == '.' && out->p[out->n - 3] == '.';
    if (!dots)
        out->p[--out->n] = '\0';
}

const char *cigo_before_stop(const char *text, struct cigo_arena *arena)
{
    size_t n = strlen(text);
    return n && text[n - 1] == '.' ? cigo_arena_str(arena, (struct cigo_str){text, n - 1}) : text;
}

static void sentence(const char *text, struct cigo_buf *out)
{
    shown(text, out);
    cigo_sentence_stop(out);
}

enum { TITLE_CHARS = 80 }; /* of a row, where only its place is meant */

/* ", riga 3 (Rossi Mario)"; a row without a name of its own is just its number. */
static void row_label(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[place.group->index];
    struct cigo_buf number, title, start;
    cigo_buf_init(&number, 64);
    cigo_buf_init(&title, 1 << 20);
    cigo_buf_init(&start, 65536);
    cigo_buf_printf(&number, _("riga %zu"), cigo_rows_find(rows, place.row) + 1);
    cigo_session_row_title(session, place.group, place.row, &title);
    cigo_buf_printf(out, ", %s", number.p);
    if (title.n && strcmp(title.p, number.p) != 0) {
        cigo_text_start(title.p, TITLE_CHARS, &start);
        cigo_buf_puts(out, " (");
        shown(start.p, out);
        cigo_buf_putc(out, ')');
    }
    cigo_buf_finish(&start);
    cigo_buf_finish(&title);
    cigo_buf_finish(&number);
}

void cigo_place_label(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    if (place.group) {
        cigo_buf_printf(out, "%s %s", place.group->code, place.group->label);
        if (place.row)
            row_label(session, place, out);
    }
    if (!place.field)
        return;
    if (place.group)
        cigo_buf_printf(out, ", %s", place.field->label);
    else
        cigo_buf_printf(out, "%s %s", place.field->code, place.field->label);
}

static void labelled(const char *label, const char *text, struct cigo_buf *out)
{
    if (!text || !*text)
        return;
    cigo_buf_printf(out, "%s: ", label);
    sentence(text, out);
    cigo_buf_putc(out, '\n');
}

static void where(const struct cigo_session *session, const struct cigo_alert *alert, struct cigo_buf *out)
{
    for (size_t i = 0; i < alert->n_at; i++) {
        cigo_buf_puts(out, i ? "; " : _("Dove: "));
        cigo_place_label(session, alert->at[i], out);
    }
    if (alert->n_at == 0)
        return;
    cigo_sentence_stop(out);
    cigo_buf_putc(out, '\n');
}

void cigo_alert_lines(const struct cigo_session *session, const struct cigo_alert *alert, bool full,
                      struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s %s. ", cigo_severity_label(alert->severity), alert->id);
    sentence(alert->title, out);
    if (alert->state == CIGO_ACKNOWLEDGED)
        cigo_buf_puts(out, _(" Confermato."));
    else if (alert->state == CIGO_CONTESTED)
        cigo_buf_puts(out, _(" Contestato."));
    cigo_buf_putc(out, '\n');
    if (!full)
        return;
    where(session, alert, out);
    labelled(_("Perché"), alert->why, out);
    labelled(_("Che cosa fare"), alert->fix, out);
    labelled(_("Fonte"), alert->source, out);
    labelled(_("Motivo dichiarato"), alert->reason, out);
}

static void label_of(const struct cigo_effect *effect, struct cigo_buf *out)
{
    if (effect->place.group)
        cigo_buf_printf(out, "%s %s", effect->place.group->code, effect->place.group->label);
    else
        cigo_buf_printf(out, "%s %s", effect->place.field->code, effect->place.field->label);
}

static void computed_line(const struct cigo_effect *effect, struct cigo_buf *out)
{
    const char *label = effect->computed->label ? effect->computed->label : effect->computed->id;
    if (!*effect->after)
        cigo_buf_printf(out, _("Cambia: %s, ora non più calcolabile."), label);
    else if (!*effect->before)
        cigo_buf_printf(out, _("Calcolato: %s, %s."), label, effect->after);
    else
        cigo_buf_printf(out, _("Cambia: %s, ora %s (prima %s)."), label, effect->after,
                        effect->before);
}

void cigo_effect_line(const struct cigo_effect *effect, struct cigo_buf *out)
{
    switch (effect->type) {
    case CIGO_EFFECT_SHOWN:
        cigo_buf_puts(out, _("Da compilare anche: "));
        label_of(effect, out);
        cigo_buf_putc(out, '.');
        break;
    case CIGO_EFFECT_HIDDEN:
        cigo_buf_puts(out, _("Non serve più: "));
        label_of(effect, out);
        cigo_buf_puts(out, effect->answered ? _(" (la risposta è conservata).") : ".");
        break;
    case CIGO_EFFECT_COMPUTED:
        computed_line(effect, out);
        break;
    case CIGO_EFFECT_ALERT_ON:
        cigo_buf_printf(out, _("Nuovo: %s."), effect->alert);
        break;
    case CIGO_EFFECT_ALERT_OFF:
        cigo_buf_printf(out, effect->unknown ? _("Non più valutabile, manca un dato: %s.") : _("Risolto: %s."),
                        effect->alert);
        break;
    case CIGO_EFFECT_LAPSED:
        cigo_buf_printf(out, effect->contested ? _("Decaduta, perché i dati sono cambiati: la contestazione di %s.")
                                               : _("Decaduta, perché i dati sono cambiati: la conferma di %s."),
                        effect->alert);
        break;
    case CIGO_EFFECT_RETURNED:
        cigo_buf_printf(out, effect->contested ? _("Vale di nuovo, perché i dati sono quelli di prima: la contestazione di %s.")
                                               : _("Vale di nuovo, perché i dati sono quelli di prima: la conferma di %s."),
                        effect->alert);
        break;
    }
}
