/* A snapshot is written: ids of the form, codes, numbers, and facts of plain characters. Nothing that a person typed goes
 * into the buffer, so nothing has to be taken out of it. Rows of a table that say the same are one run. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/date.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/desk.h>
#include "snapshot-priv.h"

struct writer {
    struct cigo_session *session;
    const struct cigo_form *form;
    struct cigo_buf *out;
    bool first; /* nothing stands yet in the list that is being written */
};

static void next(struct writer *w, const char *indent)
{
    cigo_buf_printf(w->out, "%s\n%s", w->first ? "" : ",", indent);
    w->first = false;
}

static void open_list(struct writer *w, const char *name, char bracket)
{
    cigo_buf_printf(w->out, ",\n \"%s\": %c", name, bracket);
    w->first = true;
}

/* ---- facts ---- */

/* What holds anything else may be a path or a name: then only that it is there. */
static void put_plain(const char *text, struct cigo_buf *out)
{
    cigo_buf_puts(out, cigo_fact_is_plain(text) ? text : "other");
}

static void put_facts(struct writer *w, const struct cigo_snapshot_facts *facts)
{
    open_list(w, "facts", '{');
    for (size_t i = 0; i < facts->n; i++) {
        next(w, "  ");
        cigo_buf_putc(w->out, '"');
        put_plain(facts->items[i].name, w->out);
        cigo_buf_puts(w->out, "\": \"");
        put_plain(facts->items[i].value ? facts->items[i].value : "", w->out);
        cigo_buf_putc(w->out, '"');
    }
    cigo_buf_putc(w->out, '}');
}

static void put_head(struct writer *w, const char *position, const struct cigo_snapshot_facts *facts)
{
    char today[CIGO_DATE_SIZE], checked[CIGO_DATE_SIZE] = "";
    struct cigo_place place = {0};
    cigo_date_iso(cigo_session_today(w->session), today);
    if (w->form->checked_oldest)
        cigo_date_iso(w->form->checked_oldest, checked);
    if (!cigo_position_parse(w->form, position, &place))
        place = (struct cigo_place){0};
    const char *at = place.group ? place.group->id : place.field ? place.field->id : "";
    cigo_buf_printf(w->out, "{\"cigo_snapshot\": 1,\n \"today\": \"%s\",\n \"form\": \"%s\",\n \"version\": \"%s\",\n "
                            "\"rules\": \"%s\",\n \"at\": \"%s\"", today, w->form->id, cigo_fact_is_plain(w->form->version) ? w->form->version : "other", checked, at);
    put_facts(w, facts);
}

/* ---- what is asked, and what stands there ---- */

static void put_sections(struct writer *w)
{
    open_list(w, "sections", '{');
    for (size_t i = 0; i < w->form->n_sections; i++) {
        next(w, "  ");
        cigo_buf_printf(w->out, "\"%s\": %s", w->form->sections[i].id,
                        cigo_rules_section_visible(cigo_session_rules(w->session), &w->form->sections[i]) ? "true"
                                                                                                         : "false");
    }
    cigo_buf_putc(w->out, '}');
}

static void put_fields(struct writer *w)
{
    open_list(w, "fields", '{');
    for (size_t i = 0; i < w->form->n_fields; i++) {
        next(w, "  ");
        cigo_buf_printf(w->out, "\"%s\": \"", w->form->fields[i].id);
        cigo_shape_code(w->session, (struct cigo_place){.field = &w->form->fields[i]}, w->out);
        cigo_buf_putc(w->out, '"');
    }
    cigo_buf_putc(w->out, '}');
}

static void put_computed(struct writer *w)
{
    open_list(w, "computed", '{');
    for (size_t i = 0; i < w->form->n_computed; i++) {
        next(w, "  ");
        cigo_buf_printf(w->out, "\"%s\": \"", w->form->computed[i].id);
        cigo_shape_computed(w->session, &w->form->computed[i], 0, w->out);
        cigo_buf_putc(w->out, '"');
    }
    cigo_buf_putc(w->out, '}');
}

/* ---- tables ---- */

static void row_text(struct writer *w, const struct cigo_group *group, int64_t row, struct cigo_buf *text)
{
    cigo_buf_clear(text);
    for (size_t i = 0; i < group->n_fields; i++) {
        cigo_buf_puts(text, i ? ", \"" : "\"");
        cigo_shape_code(w->session, (struct cigo_place){&group->fields[i], group, row}, text);
        cigo_buf_putc(text, '"');
    }
    for (size_t i = 0; i < group->n_computed; i++) {
        cigo_buf_puts(text, ", \"");
        cigo_shape_computed(w->session, &group->computed[i], row, text);
        cigo_buf_putc(text, '"');
    }
}

static void put_run(struct writer *w, size_t n, const struct cigo_buf *text)
{
    if (n == 0)
        return;
    next(w, "   ");
    cigo_buf_printf(w->out, "[%zu, %s]", n, text->p);
}

static void put_rows(struct writer *w, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &cigo_session_answers(w->session)->groups[group->index];
    struct cigo_buf run, row, swap;
    size_t n = 0;
    cigo_buf_init(&run, 1 << 20);
    cigo_buf_init(&row, 1 << 20);
    for (size_t i = 0; i < rows->n && !w->out->truncated; i++) {
        row_text(w, group, rows->items[i].id, &row);
        if (n && strcmp(row.p, run.p) != 0) {
            put_run(w, n, &run);
            n = 0;
        }
        swap = run;
        run = row;
        row = swap;
        n++;
    }
    put_run(w, n, &run);
    cigo_buf_finish(&run);
    cigo_buf_finish(&row);
}

static void put_columns(struct writer *w, const struct cigo_group *group)
{
    for (size_t i = 0; i < group->n_fields; i++)
        cigo_buf_printf(w->out, "%s\"%s\"", i ? ", " : "", group->fields[i].id);
    for (size_t i = 0; i < group->n_computed; i++)
        cigo_buf_printf(w->out, ", \"%s\"", group->computed[i].id);
}

static void put_groups(struct writer *w)
{
    open_list(w, "groups", '{');
    for (size_t i = 0; i < w->form->n_groups; i++) {
        const struct cigo_group *group = &w->form->groups[i];
        next(w, "  ");
        cigo_buf_printf(w->out, "\"%s\": {\"asked\": %s, \"columns\": [", group->id,
                        cigo_rules_group_visible(cigo_session_rules(w->session), group) ? "true" : "false");
        put_columns(w, group);
        cigo_buf_puts(w->out, "], \"rows\": [");
        w->first = true;
        put_rows(w, group);
        w->first = false;
        cigo_buf_puts(w->out, "]}");
    }
    cigo_buf_putc(w->out, '}');
}

/* ---- alerts ---- */

static size_t position_of(const struct writer *w, const struct cigo_group *group, int64_t row)
{
    return group && row ? cigo_rows_find(&cigo_session_answers(w->session)->groups[group->index], row) + 1 : 0;
}

/* Row after row with the same places is one span: id, first row, last row, places. */
static void put_alerts(struct writer *w)
{
    size_t n;
    const struct cigo_fired *fired = cigo_rules_fired(cigo_session_rules(w->session), &n);
    open_list(w, "alerts", '[');
    for (size_t i = 0; i < n && !w->out->truncated;) {
        const struct cigo_alert_def *def = fired[i].def;
        size_t from = position_of(w, def->each, fired[i].row), to = from;
        uint32_t places = fired[i].places;
        while (++i < n && fired[i].def == def && fired[i].places == places &&
               position_of(w, def->each, fired[i].row) == to + 1)
            to++;
        next(w, "  ");
        cigo_buf_printf(w->out, "[\"%s\", %zu, %zu, %lu]", def->id, from, to, (unsigned long)places);
    }
    cigo_buf_putc(w->out, ']');
}

static void put_waivers(struct writer *w)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_alerts list = cigo_session_alert_list(w->session, CIGO_SCOPE_ALL, arena);
    open_list(w, "waivers", '[');
    for (size_t i = 0; i < list.n; i++) {
        const struct cigo_alert *alert = &list.items[i];
        if (alert->state == CIGO_OPEN)
            continue;
        const struct cigo_field *field = alert->kind ? alert->at[0].field : NULL;
        next(w, "  ");
        cigo_buf_printf(w->out, "[\"%s%s%s%s%s\", %zu, \"%s\", \"", alert->id, field ? "@" : "",
                        field && field->group ? field->group->id : "", field && field->group ? "." : "",
                        field ? field->id : "", alert->position, cigo_alert_state_word(alert->state));
        cigo_shape_text(alert->reason ? alert->reason : "", w->out);
        cigo_buf_puts(w->out, "\"]");
    }
    cigo_buf_putc(w->out, ']');
    cigo_arena_free(arena);
}

static size_t all_rows(const struct cigo_session *session)
{
    size_t n = 0;
    for (size_t i = 0; i < cigo_session_form(session)->n_groups; i++)
        n += cigo_session_answers(session)->groups[i].n;
    return n;
}

bool cigo_snapshot_write(struct cigo_session *session, const char *position, const struct cigo_snapshot_facts *facts,
                         struct cigo_buf *out, struct cigo_error *err)
{
    struct writer w = {session, cigo_session_form(session), out, true};
    if (all_rows(session) <= CIGO_SNAPSHOT_ROWS) {
        put_head(&w, position, facts);
        put_sections(&w);
        put_fields(&w);
        put_computed(&w);
        put_groups(&w);
        put_alerts(&w);
        put_waivers(&w);
        cigo_buf_puts(out, "}\n");
        if (!out->truncated && out->n <= CIGO_SNAPSHOT_BYTES)
            return true;
    }
    return cigo_fail(err, CIGO_EXIT_USAGE, _("la domanda è troppo grande per un'istantanea: ha %zu righe."),
                     all_rows(session));
}
