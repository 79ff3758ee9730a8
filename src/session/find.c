/* Finding: one walk over the form, one over the alerts, one over the rows of each table (with the table's own
 * search, which is made for a hundred thousand). What comes after `max` is only counted. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/session/find.h>
#include <cigo/session/table.h>

enum { ALERT_TEXTS = 2000 }; /* of more alerts than that only the ids are looked at */

struct search {
    struct cigo_session *session;
    const struct cigo_form *form;
    struct cigo_arena *arena;
    struct cigo_str words;
    struct cigo_buf folded, text; /* what is looked for; scratch */
    struct cigo_found *items;
    size_t n, cap, max, total;
};

static bool contains(struct search *s, const char *text)
{
    if (!text || !*text)
        return false;
    cigo_buf_clear(&s->text);
    cigo_utf8_fold(cigo_str_of(text), &s->text);
    return strstr(s->text.p, s->folded.p) != NULL;
}

static struct cigo_found *add(struct search *s, struct cigo_place place)
{
    if (++s->total > s->max)
        return NULL;
    struct cigo_found *found = CIGO_PUSH(s->items, s->n, s->cap);
    *found = (struct cigo_found){.place = place};
    if (place.field || place.group)
        found->why = cigo_session_hidden(s->session, place, s->arena);
    return found;
}

/* ---- the form ---- */

static bool is_code(const struct search *s, const char *code)
{
    return code && cigo_str_is(s->words, code);
}

static bool named(struct search *s, const char *code, const char *label, const char *id)
{
    return is_code(s, code) || contains(s, label) || contains(s, id);
}

static bool field_named(struct search *s, const struct cigo_field *field)
{
    return named(s, field->code, field->label, field->id);
}

static void find_names(struct search *s)
{
    for (size_t i = 0; i < s->form->n_fields; i++)
        if (field_named(s, &s->form->fields[i]))
            add(s, (struct cigo_place){.field = &s->form->fields[i]});
    for (size_t i = 0; i < s->form->n_groups; i++) {
        const struct cigo_group *group = &s->form->groups[i];
        bool found = named(s, group->code, group->label, group->id);
        for (size_t k = 0; k < group->n_fields && !found; k++)
            found = contains(s, group->fields[k].label);
        if (found)
            add(s, (struct cigo_place){.group = group});
    }
}

/* ---- alerts ---- */

static struct cigo_place place_of_def(const struct cigo_alert_def *def)
{
    if (!def->n_at)
        return (struct cigo_place){0};
    if (def->at[0].group)
        return (struct cigo_place){.group = def->at[0].group};
    return (struct cigo_place){.field = def->at[0].field};
}

static void add_alert(struct search *s, struct cigo_place place, const char *id, const char *title, bool fires)
{
    struct cigo_found *found = add(s, place);
    if (!found)
        return;
    found->alert = cigo_arena_dup(s->arena, id);
    found->text = title ? cigo_arena_dup(s->arena, title) : NULL;
    found->fires = fires;
}

static void find_alerts(struct search *s)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_alerts list = cigo_session_alert_list(s->session, CIGO_SCOPE_ALL, arena);
    bool *fires = cigo_alloc_array(s->form->n_alerts + 1, sizeof *fires);
    for (size_t i = 0; i < list.n; i++) {
        struct cigo_alert alert = list.items[i];
        if (alert.def)
            fires[alert.def->index] = true;
        if (list.n <= ALERT_TEXTS)
            alert = cigo_session_alert_full(s->session, &alert, arena);
        if (contains(s, alert.id) || contains(s, alert.title) || contains(s, alert.why))
            add_alert(s, alert.n_at ? alert.at[0] : (struct cigo_place){0}, alert.id, alert.title, true);
    }
    for (size_t i = 0; i < s->form->n_alerts; i++)
        if (!fires[i] && contains(s, s->form->alerts[i].id))
            add_alert(s, place_of_def(&s->form->alerts[i]), s->form->alerts[i].id, NULL, false);
    free(fires);
    cigo_arena_free(arena);
}

/* ---- answers ---- */

/* What the answer is called: of a choice its label. In the arena; NULL when the words are not in it. */
static const char *content(struct search *s, struct cigo_place place)
{
    const char *raw = cigo_session_text(s->session, place);
    struct cigo_buf shown;
    if (!*raw)
        return NULL;
    cigo_buf_init(&shown, 16 << 20);
    cigo_session_shown(s->session, place.field, raw, &shown);
    bool found = contains(s, shown.p) || contains(s, raw);
    if (!found) {
        cigo_buf_clear(&shown);
        cigo_session_echo(s->session, place, &shown);
        found = contains(s, shown.p);
    }
    const char *text = found ? cigo_arena_str(s->arena, cigo_buf_str(&shown)) : NULL;
    cigo_buf_finish(&shown);
    return text;
}

static void find_answers(struct search *s)
{
    for (size_t i = 0; i < s->form->n_fields; i++) {
        struct cigo_place place = {.field = &s->form->fields[i]};
        const char *text = field_named(s, place.field) ? NULL : content(s, place);
        struct cigo_found *found = text ? add(s, place) : NULL;
        if (found)
            found->text = text;
    }
}

/* A cell with one word of several: the others stand elsewhere in its row. */
static const char *in_full(struct search *s, struct cigo_place place)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, 16 << 20);
    cigo_session_shown(s->session, place.field, cigo_session_text(s->session, place), &shown);
    const char *text = cigo_arena_str(s->arena, cigo_buf_str(&shown));
    cigo_buf_finish(&shown);
    return text;
}

static void find_rows(struct search *s, const struct cigo_group *group)
{
    struct cigo_table *table = cigo_table_new(s->session, group);
    size_t from = 0, row, column;
    while (from < cigo_table_rows(table) && cigo_table_find(table, s->words, from, 1, &row, &column) && row >= from) {
        struct cigo_place place = cigo_table_place(table, row, column);
        struct cigo_found *found = add(s, place);
        if (found) {
            const char *text = content(s, place);
            found->text = text ? text : in_full(s, place);
        }
        from = row + 1;
    }
    cigo_table_free(table);
}

void cigo_session_find(struct cigo_session *session, struct cigo_str words, size_t max, struct cigo_arena *arena,
                       struct cigo_finding *ret_finding)
{
    struct search s = {.session = session, .form = cigo_session_form(session), .arena = arena,
                       .words = cigo_str_trim(words), .max = max};
    *ret_finding = (struct cigo_finding){0};
    cigo_buf_init(&s.folded, 1 << 20);
    cigo_buf_init(&s.text, 16 << 20);
    cigo_utf8_fold(s.words, &s.folded);
    if (s.folded.n) {
        find_names(&s);
        find_alerts(&s);
        find_answers(&s);
        for (size_t i = 0; i < s.form->n_groups; i++)
            find_rows(&s, &s.form->groups[i]);
    }
    struct cigo_found *items = cigo_arena_alloc(arena, (s.n + 1) * sizeof *items);
    if (s.n)
        memcpy(items, s.items, s.n * sizeof *items);
    *ret_finding = (struct cigo_finding){items, s.n, s.total};
    free(s.items);
    cigo_buf_finish(&s.folded);
    cigo_buf_finish(&s.text);
}
