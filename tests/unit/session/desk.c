/* A session over a small form, as the session's tests need it. */

#include "desk.h"
#include "forms.h"
#include "unit.h"

struct desk desk;

static const char files[] =
    "=== form.yaml\n"
    "form: prova\n"
    "format: 1\n"
    "version: 1\n"
    "title: Prova\n"
    "order: presunto\n"
    "choices:\n"
    "  motivo: {gelo: Gelo, sciopero: Sciopero, altro: Altro}\n"
    "sources:\n"
    "  norma: {cite: Norma 1, gist: Una norma., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}\n"
    "sections:\n"
    "  uno:\n"
    "    code: 1\n"
    "    title: Uno\n"
    "    fields:\n"
    "      motivo: {code: 1.1, kind: choice, choices: motivo, label: Motivo, required: true}\n"
    "      gradi: {code: 1.2, kind: integer, label: Gradi, visible: \"motivo = 'gelo'\", required: true}\n"
    "      dal: {code: 1.3, kind: date, label: Dal, required: true}\n"
    "      al: {code: 1.4, kind: date, label: Al}\n"
    "      nota: {code: 1.5, kind: text, label: Nota}\n"
    "    computed:\n"
    "      giorni: {kind: integer, label: Giorni, value: al - dal + 1}\n"
    "      passato: {kind: boolean, label: Passato, value: al < oggi()}\n"
    "  due:\n"
    "    code: 2\n"
    "    title: Due\n"
    "    computed:\n"
    "      ore_totali: {kind: decimal, label: Ore, value: \"(SELECT somma(ore) FROM righe)\"}\n"
    "groups:\n"
    "  righe:\n"
    "    section: due\n"
    "    code: 2.1\n"
    "    label: Righe\n"
    "    min_rows: 1\n"
    "    max_rows: 3\n"
    "    row_title: \"{nome}\"\n"
    "    visible: \"motivo = 'gelo' OR motivo = 'altro'\"\n"
    "    fields:\n"
    "      nome: {kind: text, label: Nome, required: true}\n"
    "      ore: {kind: decimal, label: Ore, required: \"motivo = 'altro'\"}\n"
    "alerts:\n"
    "  R-ORDINE: {severity: error, when: al < dal, at: [al], title: Le date sono scambiate,\n"
    "    why: \"Dal {dal} al {al}.\", fix: Le corregga., source: norma,\n"
    "    tests: [{fires: {dal: 2/1/2026, al: 1/1/2026}}, {silent: {dal: 1/1/2026, al: 1/1/2026}}]}\n"
    "  R-LUNGO: {severity: warning, when: giorni > 7, at: [al], title: Dura molto,\n"
    "    why: \"{giorni} giorni.\", fix: Controlli., source: norma,\n"
    "    tests: [{fires: {dal: 1/1/2026, al: 9/1/2026}}, {silent: {dal: 1/1/2026, al: 2/1/2026}}]}\n"
    "  R-NOTA: {severity: info, timing: section, when: vuoto(nota), at: [nota], title: Manca una nota,\n"
    "    why: Serve., fix: La scriva., source: norma,\n"
    "    tests: [{fires: {motivo: gelo}}, {silent: {nota: x}}]}\n"
    "  R-FINE: {severity: info, timing: review, when: passato, at: [al], title: È già finito,\n"
    "    why: Il periodo è finito., fix: Nulla., source: norma,\n"
    "    tests: [{fires: {al: 1/1/2026}}, {silent: {al: 1/1/2027}}]}\n"
    "  R-ORE: {severity: warning, each: righe, when: ore <= 0, at: [ore], title: Ore a zero,\n"
    "    why: \"{nome} ha {ore} ore.\", fix: Le indichi., source: norma,\n"
    "    tests: [{fires: {motivo: gelo, righe: [{ore: 0}]}}, {silent: {motivo: gelo, righe: [{ore: 1}]}}]}\n"
    "  R-DOPPIO: {severity: error, each: righe, peers: [nome], at: [nome], title: Nome ripetuto,\n"
    "    when: \"EXISTS (SELECT 1 FROM righe x WHERE x.nome = righe.nome AND x._riga <> righe._riga)\",\n"
    "    why: \"{nome} c'è due volte.\", fix: Ne tolga uno., source: norma,\n"
    "    tests: [{fires: {motivo: gelo, righe: [{nome: a}, {nome: a}]}}, {silent: {motivo: gelo, righe: [{nome: a}]}}]}\n";

static bool on_begin(void *data, const char *label, uint64_t action, enum cigo_turn turn, size_t n_events,
                     struct cigo_error *err)
{
    (void)data;
    if (desk.fail)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "disco pieno");
    cigo_buf_printf(&desk.log, "begin %llu %s%s %zu\n", (unsigned long long)action, label,
                    turn == CIGO_TURN_UNDO ? " (undo)" : "", n_events);
    return true;
}

static bool on_event(void *data, const struct cigo_event *event, struct cigo_error *err)
{
    (void)data;
    (void)err;
    const char *field = event->place.field ? event->place.field->id : "";
    switch (event->type) {
    case CIGO_EVENT_ANSWER:
        cigo_buf_printf(&desk.log, "set %s/%d '%s' '%s'\n", field, (int)event->place.row,
                        event->old_text ? event->old_text : "", event->new_text ? event->new_text : "");
        break;
    case CIGO_EVENT_ROW_ADDED:
    case CIGO_EVENT_ROW_REMOVED:
        cigo_buf_printf(&desk.log, "%s %d at %zu", event->type == CIGO_EVENT_ROW_ADDED ? "add" : "drop",
                        (int)event->place.row, event->position);
        for (size_t i = 0; i < event->place.group->n_fields && i < 2; i++)
            cigo_buf_printf(&desk.log, " '%s'", event->row_texts[i] ? event->row_texts[i] : "");
        cigo_buf_putc(&desk.log, '\n');
        break;
    case CIGO_EVENT_ROWS_ADDED:
    case CIGO_EVENT_ROWS_REMOVED:
        cigo_buf_printf(&desk.log, "%s %zu from %zu:", event->type == CIGO_EVENT_ROWS_ADDED ? "add" : "drop",
                        event->n_rows, event->position);
        for (size_t i = 0; i < event->n_rows; i++) {
            const char *first = cigo_row_cell(&event->rows[i], 0).raw;
            cigo_buf_printf(&desk.log, " %d '%s'", (int)event->rows[i].id, first ? first : "");
        }
        cigo_buf_putc(&desk.log, '\n');
        break;
    case CIGO_EVENT_WAIVER:
        cigo_buf_printf(&desk.log, "waiver %s/%d %s\n", event->waiver->alert, (int)event->waiver->row,
                        cigo_alert_state_word(event->waiver->state));
        break;
    }
    return true;
}

static bool on_commit(void *data, struct cigo_error *err)
{
    (void)data;
    (void)err;
    cigo_buf_puts(&desk.log, "commit\n");
    return true;
}

static void on_abandon(void *data)
{
    (void)data;
    cigo_buf_puts(&desk.log, "abandon\n");
}

static bool on_wait(void *data, struct cigo_error *err)
{
    (void)data;
    return !desk.fail_late || cigo_fail(err, CIGO_EXIT_STORAGE, "disco pieno dopo");
}

void desk_setup_with(const char *form_files)
{
    struct cigo_problems problems;
    struct cigo_error err = {0};
    struct cigo_session_options options = {
        .today = 2461368, .listener = {NULL, on_begin, on_event, on_commit, on_abandon, on_wait}};
    desk = (struct desk){.arena = cigo_arena_new()};
    cigo_buf_init(&desk.log, 1 << 20);
    unit_tempdir(desk.dir, sizeof desk.dir);
    unit_form_write(desk.dir, form_files);
    cigo_problems_init(&problems, desk.arena);
    desk.form = cigo_form_load(desk.dir, &problems);
    if (desk.form)
        cigo_rules_check(desk.form, &problems);
    struct cigo_buf out;
    cigo_buf_init(&out, 65536);
    cigo_problems_print(&problems, &out);
    ck_assert_str_eq(out.p, "");
    cigo_buf_finish(&out);
    cigo_problems_finish(&problems);
    desk.session = cigo_session_new(desk.form, &options, &err);
    ck_assert_msg(desk.session != NULL, "%s", err.text);
}

void desk_setup(void)
{
    desk_setup_with(files);
}

void desk_teardown(void)
{
    cigo_session_free(desk.session);
    cigo_form_free(desk.form);
    cigo_arena_free(desk.arena);
    cigo_buf_finish(&desk.log);
    unit_remove(desk.dir);
}

struct cigo_place at(const char *field)
{
    struct cigo_place place = {.field = cigo_form_field(desk.form, cigo_str_of(field))};
    ck_assert_msg(place.field != NULL, "%s", field);
    return place;
}

const struct cigo_group *group(const char *id)
{
    return cigo_form_group(desk.form, cigo_str_of(id));
}

struct cigo_place cell(const char *id, int64_t row, const char *column)
{
    return (struct cigo_place){cigo_group_field(group(id), cigo_str_of(column)), group(id), row};
}

void set(const char *field, const char *text)
{
    struct cigo_error err = {0};
    ck_assert_msg(cigo_session_set(desk.session, at(field), cigo_str_of(text), &desk.effects, &err),
                  "%s", err.text);
}

void set_cell(const char *id, int64_t row, const char *column, const char *text)
{
    struct cigo_error err = {0};
    ck_assert_msg(cigo_session_set(desk.session, cell(id, row, column), cigo_str_of(text),
                                   &desk.effects, &err),
                  "%s", err.text);
}

int64_t add(const char *id)
{
    struct cigo_error err = {0};
    int64_t row = 0;
    ck_assert_msg(cigo_session_row_add(desk.session, group(id), SIZE_MAX, &row, &desk.effects, &err),
                  "%s", err.text);
    return row;
}

static const char *kept(struct cigo_buf *buf)
{
    if (buf->n && buf->p[buf->n - 1] == ' ')
        buf->p[--buf->n] = '\0';
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

const char *effects(void)
{
    static const char *const words[] = {
        [CIGO_EFFECT_SHOWN] = "shown",       [CIGO_EFFECT_HIDDEN] = "hidden",
        [CIGO_EFFECT_COMPUTED] = "calc",     [CIGO_EFFECT_ALERT_ON] = "on",
        [CIGO_EFFECT_ALERT_OFF] = "off",     [CIGO_EFFECT_LAPSED] = "lapsed",
        [CIGO_EFFECT_RETURNED] = "returned",
    };
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < desk.effects.n; i++) {
        const struct cigo_effect *e = &desk.effects.items[i];
        const char *name = e->alert            ? e->alert
                           : e->computed       ? e->computed->id
                           : e->place.field    ? e->place.field->id
                                               : e->place.group->id;
        cigo_buf_printf(&buf, "%s:%s", e->unknown ? "unknown" : words[e->type], name);
        if (e->type == CIGO_EFFECT_COMPUTED)
            cigo_buf_printf(&buf, "=%s", e->after);
        cigo_buf_putc(&buf, ' ');
    }
    return kept(&buf);
}

const char *alerts(enum cigo_scope scope)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    struct cigo_alerts list = cigo_session_alerts(desk.session, scope, desk.arena);
    for (size_t i = 0; i < list.n; i++) {
        cigo_buf_puts(&buf, list.items[i].id);
        if (list.items[i].position)
            cigo_buf_printf(&buf, "/%zu", list.items[i].position);
        if (list.items[i].state != CIGO_OPEN)
            cigo_buf_printf(&buf, "!%s", cigo_alert_state_word(list.items[i].state));
        cigo_buf_putc(&buf, ' ');
    }
    return kept(&buf);
}

const char *computed(const char *id)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(desk.session, cigo_form_computed(desk.form, cigo_str_of(id)), 0, &buf);
    return kept(&buf);
}
