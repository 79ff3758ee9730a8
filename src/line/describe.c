/* What stands at a place, in words: most important first, numbers before options. */

#include <cigo/exchange/summary.h>
#include <cigo/exchange/towns.h>
#include <cigo/form/shown.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/frozen.h>
#include "line-priv.h"

static const char *kept(struct line *line, struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(line->arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

static const char *value_at(struct line *line, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_session_echo(line->session, place, &buf);
    return kept(line, &buf);
}

/* The first letter upper case: what follows a full stop. */
static const char *opening(struct line *line, const char *text)
{
    char *copy = cigo_arena_dup(line->arena, text);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

void cigo_line_list_sections(struct line *line)
{
    for (size_t i = 0; i < line->form->n_sections; i++) {
        const struct cigo_section *section = &line->form->sections[i];
        struct cigo_section_summary s = cigo_session_section(line->session, i);
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_buf_printf(&buf, "%s. %s. %s.", section->code, section->title,
                        opening(line, _(cigo_section_state_label(s.state))));
        if (s.errors)
            cigo_buf_printf(&buf, ngettext(" %zu errore.", " %zu errori.", s.errors), s.errors);
        if (s.warnings)
            cigo_buf_printf(&buf, ngettext(" %zu avviso.", " %zu avvisi.", s.warnings), s.warnings);
        if (s.missing)
            cigo_buf_printf(&buf, ngettext(" Manca %zu risposta.", " Mancano %zu risposte.", s.missing),
                            s.missing);
        cigo_line_say(line, "%s", buf.p);
        cigo_buf_finish(&buf);
    }
}

static void say_term(struct line *line)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_term_line(line->session, &buf);
    if (buf.n)
        cigo_line_say(line, "%s", buf.p);
    struct cigo_deadlines terms = cigo_deadlines(line->session, line->arena);
    struct cigo_deadline next;
    bool any = cigo_next_deadline(line->session, &next);
    for (size_t i = 0; any && i < terms.n; i++) {
        cigo_buf_clear(&buf);
        cigo_deadline_line(&terms.items[i], &buf);
        if (terms.items[i].term != next.term)
            cigo_line_say(line, "%s", buf.p);
    }
    cigo_buf_finish(&buf);
}

static void say_age(struct line *line)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_rules_age_line(line->form, &buf);
    if (buf.n)
        cigo_line_say(line, "%s", buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_say_review(struct line *line)
{
    struct cigo_buf more;
    cigo_buf_init(&more, 1024);
    cigo_summary_review(line->session, &more);
    if (more.n)
        cigo_line_say(line, _("La revisione ne trova altri, e li conta anche l'elenco: %s."), more.p);
    cigo_buf_finish(&more);
}

void cigo_line_say_where(struct line *line)
{
    struct cigo_counts counts = cigo_session_counts(line->session, CIGO_SCOPE_SECTION);
    cigo_line_say(line, "%s, %s.", line->form->title, line->desk->case_name);
    if (cigo_session_frozen(line->session))
        cigo_line_say(line, _("Istantanea: al posto di ogni risposta c'è la sua forma."));
    else if (line->desk->read_only)
        cigo_line_say(line, _("Sola lettura: qui si può solo guardare."));
    const char *at = line->desk->saved_at(line->desk->data);
    if (*at)
        cigo_line_say(line, _("Salvata alle %s."), at);
    say_term(line);
    say_age(line);
    cigo_line_say(line, _("Errori aperti %zu, avvisi %zu, note %zu, risposte mancanti %zu."), counts.error, counts.warning,
                  counts.info, counts.missing);
    cigo_line_say_review(line);
}

static void announce_section(struct line *line)
{
    size_t index = cigo_line_section_of(line);
    if (index == line->section)
        return;
    line->section = index;
    const struct cigo_section *section = &line->form->sections[index];
    struct cigo_section_summary summary = cigo_session_section(line->session, index);
    cigo_line_say(line, _("Sezione %zu di %zu, %s. %s."), index + 1, line->form->n_sections, section->title,
        opening(line, _(cigo_section_state_label(summary.state))));
    if (section->help)
        cigo_line_say(line, "%s", section->help);
}

/* ---- a field ---- */

static void list_choices(struct line *line, const struct cigo_field *field)
{
    const struct cigo_choices *list = field->ctx.choices;
    for (size_t i = 0; list && i < list->n; i++)
        cigo_line_say(line, "%zu. %s.", i + 1, list->items[i].label);
    if (list && list->n > 1 && field->kind->id == CIGO_KIND_MULTICHOICE)
        cigo_line_say(line, _("Più d'una si scrivono così: 1, 2."));
}

static void describe_field(struct line *line)
{
    const struct cigo_field *field = line->here.field;
    const char *value = value_at(line, line->here);
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    if (field->group)
        cigo_buf_printf(&buf, _("Riga %zu, %s"), cigo_rows_find(cigo_line_rows_here(line), line->here.row) + 1,
                        field->label);
    else
        cigo_buf_printf(&buf, "%s. %s", field->code, field->label);
    cigo_sentence_stop(&buf);
    cigo_buf_printf(&buf, " %s.", opening(line, _(field->kind->what)));
    cigo_buf_puts(&buf, cigo_session_required(line->session, line->here) ? _(" Obbligatorio.")
                                                                           : _(" Facoltativo."));
    if (*value)
        cigo_buf_printf(&buf, _(" Ora: %s."), cigo_before_stop(value, line->arena));
    else
        cigo_buf_puts(&buf, _(" Vuoto."));
    const char *example = field->example ? field->example : field->kind->example;
    if (!*value && example && !field->ctx.choices)
        cigo_buf_printf(&buf, _(" Esempio %s."), cigo_before_stop(example, line->arena));
    cigo_line_say(line, "%s", buf.p);
    cigo_buf_finish(&buf);
    if (field->ask)
        cigo_line_say(line, "%s", field->ask);
    list_choices(line, field);
}

static void describe_alerts(struct line *line)
{
    struct cigo_alerts alerts =
        cigo_session_alerts_at(line->session, CIGO_SCOPE_COMMIT, line->here, line->arena);
    for (size_t i = 0; i < alerts.n; i++) {
        struct cigo_buf buf;
        if (line->told && strcmp(line->told, alerts.items[i].id) == 0)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_alert_lines(line->session, &alerts.items[i], false, &buf);
        cigo_line_say_lines(line, buf.p);
        cigo_buf_finish(&buf);
    }
    line->told = NULL;
}

static void describe_group(struct line *line)
{
    const struct cigo_group *group = line->here.group;
    size_t n = cigo_line_rows_here(line)->n;
    struct cigo_buf rows;
    cigo_buf_init(&rows, 1024);
    cigo_rows_text(line->session, group, &rows);
    cigo_line_say(line, "%s. %s. %s.%s", group->code, group->label, kept(line, &rows),
                  n < group->min_rows ? _(" Ne serve almeno una.") : "");
    if (group->ask)
        cigo_line_say(line, "%s", group->ask);
    cigo_line_say(line, n ? _("Invio per andare avanti, /nuova per aggiungere una riga, /righe per l'elenco, un "
                    "numero per aprire una riga.")
                : _("Scriva /nuova per aggiungere una riga, oppure Invio per andare avanti."));
    if (group->spread)
        cigo_line_say(line, _("/ripartisci confronta le settimane con il totale, e lo divide fra loro."));
}

void cigo_line_describe(struct line *line)
{
    if (line->home) {
        cigo_line_say_where(line);
        cigo_line_list_sections(line);
        cigo_line_say(line, _("Scriva il numero di una sezione o un codice, Invio per cominciare, /aiuto per i "
                    "comandi."));
        return;
    }
    announce_section(line);
    if (line->desk->call) {
        cigo_line_describe_call(line);
        return;
    }
    if (line->here.field)
        describe_field(line);
    else
        describe_group(line);
    describe_alerts(line);
    cigo_line_offer(line);
}

static void labelled(struct line *line, const char *label, const char *text)
{
    if (text)
        cigo_line_say(line, "%s: %s.", label, text);
}

static void say_example(struct line *line, const struct cigo_field *field)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    cigo_field_example(field, &text);
    labelled(line, _("Esempio"), text.n ? text.p : NULL);
    cigo_buf_finish(&text);
}

/* What the codice fiscale that stands here says, if a table of places knows. */
static void say_birth(struct line *line)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_birth_text(line->desk, line->here, &buf);
    if (buf.n)
        cigo_line_say(line, "%s", buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_describe_help(struct line *line)
{
    const struct cigo_field *field = line->here.field;
    const struct cigo_group *group = line->here.group;
    if (field) {
        labelled(line, _("Domanda"), field->ask);
        labelled(line, _("Che cos'è"), field->help);
        labelled(line, _("Dove si trova"), field->where);
        say_example(line, field);
        labelled(line, _("Errore tipico"), field->mistake);
        labelled(line, _("Fonte"), field->source ? field->source->cite : NULL);
        say_birth(line);
        for (size_t i = 0; field->ctx.choices && i < field->ctx.choices->n; i++)
            labelled(line, field->ctx.choices->items[i].label, field->ctx.choices->items[i].help);
    } else if (group) {
        labelled(line, _("Domanda"), group->ask);
        labelled(line, _("Che cos'è"), group->help);
        labelled(line, _("Dove si trova"), group->where);
    }
}

/* ---- before starting ---- */

static void say_at_hand(struct line *line, struct cigo_place place)
{
    const char *where = place.field ? place.field->where : place.group ? place.group->where : NULL;
    const char *label = place.field ? place.field->label : place.group ? place.group->label : NULL;
    if (!where || !cigo_session_required(line->session, place))
        return;
    cigo_line_say(line, "%s. %s: %s.", place.field ? place.field->code : place.group->code, label, where);
}

void cigo_line_list_before(struct line *line)
{
    cigo_line_say(line, _("Con le risposte di ora questi dati sono obbligatori; di ciascuno si dice dove si trova."));
    for (size_t s = 0; s < line->form->n_sections; s++) {
        const struct cigo_section *section = &line->form->sections[s];
        for (size_t i = 0; i < section->n_items && !line->quiet; i++) {
            const struct cigo_item *item = &section->items[i];
            if (item->type == CIGO_ITEM_FIELD)
                say_at_hand(line, (struct cigo_place){.field = &line->form->fields[item->index]});
            else if (item->type == CIGO_ITEM_GROUP)
                say_at_hand(line, (struct cigo_place){.group = &line->form->groups[item->index]});
        }
    }
    for (size_t i = 0; i < line->form->n_computed && !line->quiet; i++) {
        struct cigo_buf buf;
        if (!line->form->computed[i].before)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_session_computed_text(line->session, &line->form->computed[i], 0, &buf);
        if (buf.n)
            cigo_line_say(line, "%s: %s.", line->form->computed[i].label, buf.p);
        cigo_buf_finish(&buf);
    }
}
