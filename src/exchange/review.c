/* The review, section by section: one walk over the form, in its order. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "review-priv.h"

/* More rows than this are summed up; those that lack something are shown all the same, as many. */
enum { MOST_ROWS = 20 };

const char *review_kept(struct review *r, struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(r->arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

struct cigo_review_line *review_add(struct review *r, enum cigo_review_type type, const char *label,
                                    const char *value)
{
    struct cigo_review_line *line = CIGO_PUSH(r->lines, r->n, r->cap);
    *line = (struct cigo_review_line){.type = type, .code = "", .label = label, .value = value};
    return line;
}

const char *review_value(struct review *r, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    cigo_session_echo(r->session, place, &buf);
    if (cigo_answers_cell(cigo_session_answers(r->session), place).verdict == CIGO_BAD)
        cigo_buf_puts(&buf, _(" (non si legge)"));
    else
        cigo_field_put_unit(place.field, buf.p, &buf);
    return review_kept(r, &buf);
}

static bool stands_at(const struct cigo_alert *alert, struct cigo_place place)
{
    for (size_t i = 0; i < alert->n_at; i++)
        if (alert->at[i].field == place.field && alert->at[i].group == place.group &&
            (alert->at[i].row == place.row || !alert->at[i].row))
            return true;
    return false;
}

static bool is_wrong(const struct review *r, struct cigo_place place)
{
    for (size_t i = 0; i < r->alerts.n && r->alerts.items[i].severity == CIGO_ALERT_ERROR; i++)
        if (r->alerts.items[i].state == CIGO_OPEN && stands_at(&r->alerts.items[i], place))
            return true;
    return false;
}

static bool is_empty(const struct review *r, struct cigo_place place)
{
    return !cigo_answers_cell(cigo_session_answers(r->session), place).raw;
}

static enum cigo_review_mark mark_of(const struct review *r, struct cigo_place place)
{
    if (is_empty(r, place))
        return cigo_session_required(r->session, place) ? CIGO_REVIEW_LACKS : CIGO_REVIEW_SKIPPED;
    return is_wrong(r, place) ? CIGO_REVIEW_WRONG : CIGO_REVIEW_GIVEN;
}

static void add_field(struct review *r, const struct cigo_field *field)
{
    struct cigo_place place = {.field = field};
    if (!cigo_session_visible(r->session, place))
        return;
    enum cigo_review_mark mark = mark_of(r, place);
    const char *value = mark == CIGO_REVIEW_LACKS     ? _("manca")
                        : mark == CIGO_REVIEW_SKIPPED ? _("non indicato")
                                                      : review_value(r, place);
    struct cigo_review_line *line = review_add(r, CIGO_REVIEW_FIELD, field->label, value);
    line->mark = mark;
    line->place = place;
    line->code = field->code;
}

static const char *computed_text(struct review *r, const struct cigo_computed *computed, int64_t row)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(r->session, computed, row, &buf);
    if (buf.n && computed->estimate)
        cigo_buf_puts(&buf, _(" (stima)"));
    return review_kept(r, &buf);
}

static void add_computed(struct review *r, const struct cigo_computed *computed)
{
    if (computed->internal || !computed->label)
        return;
    const char *value = computed_text(r, computed, 0);
    if (!*value && !cigo_session_waits(r->session, computed))
        return; /* these answers have none */
    struct cigo_review_line *line =
        review_add(r, CIGO_REVIEW_COMPUTED, computed->label, *value ? value : _("non ancora calcolabile"));
    line->mark = *value ? CIGO_REVIEW_GIVEN : CIGO_REVIEW_SKIPPED;
}

/* ---- rows ---- */

static void join(struct cigo_buf *buf, const char *label, const char *value)
{
    cigo_buf_printf(buf, "%s%s: %s", buf->n ? "; " : "", label, value);
}

/* What is given and what is missing, column by column; then, together, what is not indicated. */
static const char *row_cells(struct review *r, const struct cigo_group *group, int64_t row,
                             enum cigo_review_mark *ret_mark)
{
    struct cigo_buf given, skipped;
    cigo_buf_init(&given, CIGO_TEXT_MAX);
    cigo_buf_init(&skipped, 65536);
    *ret_mark = CIGO_REVIEW_GIVEN;
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, row};
        if (!cigo_session_visible(r->session, place))
            continue;
        enum cigo_review_mark mark = mark_of(r, place);
        if (mark == CIGO_REVIEW_SKIPPED) {
            cigo_buf_printf(&skipped, "%s%s", skipped.n ? ", " : "", place.field->label);
            continue;
        }
        *ret_mark = mark > *ret_mark ? mark : *ret_mark;
        join(&given, place.field->label, mark == CIGO_REVIEW_LACKS ? _("manca") : review_value(r, place));
    }
    for (size_t i = 0; i < group->n_computed; i++) {
        const struct cigo_computed *computed = &group->computed[i];
        const char *value = computed->internal || !computed->label ? "" : computed_text(r, computed, row);
        if (*value)
            join(&given, computed->label, value);
    }
    if (skipped.n)
        join(&given, _("non indicati"), skipped.p);
    cigo_buf_finish(&skipped);
    return review_kept(r, &given);
}

static enum cigo_review_mark add_row(struct review *r, const struct cigo_group *group, size_t position)
{
    int64_t row = cigo_session_answers(r->session)->groups[group->index].items[position].id;
    struct cigo_buf title;
    enum cigo_review_mark mark;
    cigo_buf_init(&title, 65536);
    cigo_buf_printf(&title, "%zu. ", position + 1);
    cigo_session_row_title(r->session, group, row, &title);
    const char *cells = row_cells(r, group, row, &mark);
    struct cigo_review_line *line = review_add(r, CIGO_REVIEW_ROW, review_kept(r, &title), cells);
    line->place = (struct cigo_place){.group = group, .row = row};
    line->mark = mark;
    return mark;
}

/* Of many rows: those that lack something, each once, in their order. */
static void add_lacking_rows(struct review *r, const struct cigo_group *group, const struct cigo_rows *rows)
{
    int64_t last = 0;
    size_t n = 0;
    for (size_t i = 0; i < r->missing.n; i++) {
        const struct cigo_place *at = &r->missing.items[i];
        if (at->group != group || !at->row || at->row == last)
            continue;
        last = at->row;
        if (n++ < MOST_ROWS)
            add_row(r, group, cigo_rows_find(rows, last));
    }
    if (n == 0)
        review_add(r, CIGO_REVIEW_SAY, "", _("In nessuna riga manca qualcosa di obbligatorio."));
    else if (n > MOST_ROWS)
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena, _("In altre %zu righe manca qualcosa."), n - MOST_ROWS));
}

static void add_group(struct review *r, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &cigo_session_answers(r->session)->groups[group->index];
    struct cigo_place place = {.group = group};
    if (!cigo_session_visible(r->session, place))
        return;
    const char *count = rows->n ? cigo_arena_printf(r->arena, ngettext("%zu riga", "%zu righe", rows->n), rows->n)
                        : group->min_rows ? _("manca")
                                          : _("nessuna riga");
    struct cigo_review_line *line = review_add(r, CIGO_REVIEW_GROUP, group->label, count);
    line->place = place;
    line->code = group->code;
    line->mark = rows->n < group->min_rows ? CIGO_REVIEW_LACKS
                 : !rows->n                ? CIGO_REVIEW_SKIPPED
                 : is_wrong(r, place)      ? CIGO_REVIEW_WRONG
                                           : CIGO_REVIEW_GIVEN;
    for (size_t i = 0; rows->n <= MOST_ROWS && i < rows->n; i++)
        add_row(r, group, i);
    if (rows->n > MOST_ROWS)
        add_lacking_rows(r, group, rows);
}

/* ---- the whole ---- */

static void add_section(struct review *r, size_t index)
{
    const struct cigo_section *section = &r->form->sections[index];
    enum cigo_section_state state = cigo_session_section(r->session, index).state;
    if (state == CIGO_SECTION_NOT_NEEDED)
        return;
    review_add(r, CIGO_REVIEW_HEADING,
               cigo_arena_printf(r->arena, _("Sezione %s. %s"), section->code, section->title),
               _(cigo_section_state_label(state)));
    for (size_t i = 0; i < section->n_items; i++) {
        size_t at = section->items[i].index;
        if (section->items[i].type == CIGO_ITEM_FIELD)
            add_field(r, &r->form->fields[at]);
        else if (section->items[i].type == CIGO_ITEM_GROUP)
            add_group(r, &r->form->groups[at]);
        else
            add_computed(r, &r->form->computed[at]);
    }
}

static struct cigo_review taken(struct review *r)
{
    struct cigo_review_line *lines = cigo_arena_alloc(r->arena, (r->n + 1) * sizeof *lines);
    if (r->n)
        memcpy(lines, r->lines, r->n * sizeof *lines);
    free(r->lines);
    return (struct cigo_review){lines, r->n, r->hidden, cigo_session_complete(r->session)};
}

struct cigo_review cigo_review_make(struct cigo_session *session, const char *case_name,
                                    const struct cigo_section *section, bool hidden,
                                    struct cigo_arena *arena)
{
    struct review r = {.session = session, .form = cigo_session_form(session), .arena = arena};
    r.alerts = cigo_session_alerts(session, CIGO_SCOPE_ALL, arena);
    r.missing = cigo_session_missing(session, arena);
    if (!section) {
        review_verdict(&r, case_name);
        review_blocks(&r);
    }
    for (size_t i = 0; i < r.form->n_sections; i++)
        if (!section || section == &r.form->sections[i])
            add_section(&r, i);
    if (!section)
        review_alerts(&r);
    review_hidden(&r, hidden && !section);
    return taken(&r);
}

struct cigo_review cigo_review_verdict(struct cigo_session *session, const char *case_name, struct cigo_arena *arena)
{
    struct review r = {.session = session, .form = cigo_session_form(session), .arena = arena};
    review_verdict(&r, case_name);
    return taken(&r);
}

void cigo_review_sentence(const struct cigo_review_line *line, struct cigo_buf *out)
{
    struct cigo_buf text;
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    size_t n = strlen(line->label);
    const char *between = n && strchr(".?!", line->label[n - 1]) ? " " : ": ";
    cigo_buf_printf(&text, "%s%s%s", line->code, *line->code ? " " : "", line->label);
    if (*line->value)
        cigo_buf_printf(&text, "%s%s", text.n ? between : "", line->value);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            text.p[i] = ' ';
    cigo_buf_add(out, cigo_buf_str(&text));
    cigo_sentence_stop(out);
    cigo_buf_finish(&text);
}
