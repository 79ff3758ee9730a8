/* Moving. Nothing here validates or can fail: the places are those that can be seen now, in the order of
 * the form; inside a row, its columns. */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static bool stop_here(const struct line *line, struct cigo_place place)
{
    return (place.field || place.group) && cigo_session_visible(line->session, place);
}

/* SIZE_MAX: of none. */
static size_t section_of(struct cigo_place place)
{
    return place.group ? place.group->section : place.field ? place.field->section : SIZE_MAX;
}

size_t cigo_line_section_of(const struct line *line)
{
    size_t section = section_of(line->here);
    return section == SIZE_MAX ? 0 : section;
}

struct cigo_rows *cigo_line_rows_here(const struct line *line)
{
    return &cigo_session_answers(line->session)->groups[line->here.group->index];
}

/* The place after `from` (or before it) among fields and whole groups; home at the ends. */
static struct cigo_place neighbour(const struct line *line, struct cigo_place from, int direction)
{
    struct cigo_place last = {0};
    bool passed = false;
    for (size_t s = 0; s < line->form->n_sections; s++) {
        const struct cigo_section *section = &line->form->sections[s];
        for (size_t i = 0; i < section->n_items; i++) {
            struct cigo_place place = cigo_item_place(line->form, &section->items[i]);
            bool same = (place.field || place.group) && place.field == from.field &&
                        place.group == from.group;
            if (same && direction < 0)
                return last;
            if (passed && stop_here(line, place))
                return place;
            passed |= same;
            if (stop_here(line, place))
                last = place;
        }
    }
    return direction < 0 && !from.field && !from.group ? last : (struct cigo_place){0};
}

static bool step_column(struct line *line, int direction)
{
    const struct cigo_group *group = line->here.group;
    size_t i = line->here.field->index;
    while (direction > 0 ? ++i < group->n_fields : i-- > 0) {
        struct cigo_place place = {&group->fields[i], group, line->here.row};
        if (cigo_session_visible(line->session, place)) {
            line->here = place;
            line->moved = true;
            return true;
        }
    }
    cigo_line_go(line, (struct cigo_place){.group = group});
    return true;
}

bool cigo_line_step(struct line *line, int direction)
{
    if (line->portal) {
        cigo_line_portal_step(line, direction);
        return true;
    }
    if (line->here.group && line->here.field)
        return step_column(line, direction);
    if (line->changing && direction > 0) {
        cigo_line_back_to_review(line);
        return true;
    }
    struct cigo_place from = line->here;
    struct cigo_place next = {0};
    if (line->home && direction > 0) {
        const struct cigo_form *form = line->form;
        next = cigo_item_place(form, &form->sections[0].items[0]);
        if (!stop_here(line, next))
            next = neighbour(line, next, 1);
    } else if (!line->home) {
        next = neighbour(line, from, direction);
    }
    bool home = line->home, there = next.field || next.group;
    size_t section = cigo_line_section_of(line);
    if (there)
        cigo_line_go(line, next);
    else
        cigo_line_go_home(line);
    if (direction > 0 && !home && (!there || cigo_line_section_of(line) != section))
        cigo_line_say_section_missing(line, section);
    return there;
}

/* Whatever the way out of a section, it was left; but not by one answer that was opened from the review. */
static void leave(struct line *line, struct cigo_place to)
{
    size_t section = section_of(line->here);
    if (section != SIZE_MAX && section_of(to) != section && !line->changing)
        cigo_line_leave_section(line, section);
}

void cigo_line_go(struct line *line, struct cigo_place place)
{
    leave(line, place);
    line->here = place;
    line->home = line->review = line->portal = false;
    line->moved = true;
}

void cigo_line_remember(struct line *line)
{
    if (line->review || line->portal)
        return; /* they have their own way back */
    if (line->n_trail == MAX_TRAIL)
        memmove(line->trail, line->trail + 1, --line->n_trail * sizeof *line->trail);
    line->trail[line->n_trail++] = line->home ? (struct cigo_place){0} : line->here;
}

/* A row may have gone meanwhile, or a question. */
static bool is_there(const struct line *line, struct cigo_place place)
{
    const struct cigo_answers *answers = cigo_session_answers(line->session);
    if (place.row && cigo_rows_find(&answers->groups[place.group->index], place.row) >=
                         answers->groups[place.group->index].n)
        return false;
    return cigo_session_visible(line->session, place);
}

bool cigo_line_still_there(const struct line *line, struct cigo_place *place)
{
    if (!is_there(line, *place) && place->row)
        *place = (struct cigo_place){.group = place->group};
    return is_there(line, *place);
}

void cigo_line_travel(struct line *line, const char *word)
{
    size_t n = line->n_trail;
    cigo_line_remember(line);
    if (!cigo_line_go_to(line, word))
        line->n_trail = n; /* it went nowhere; at most the oldest of a full trail is lost */
}

void cigo_line_return(struct line *line)
{
    while (line->n_trail) {
        struct cigo_place place = line->trail[--line->n_trail];
        bool home = !place.field && !place.group;
        if (!home && !is_there(line, place))
            continue;
        if (home)
            cigo_line_go_home(line);
        else
            cigo_line_go(line, place);
        return;
    }
    cigo_line_say(line, _("Non si è venuti da altrove: /indietro va alla domanda precedente."));
}

void cigo_line_go_home(struct line *line)
{
    leave(line, (struct cigo_place){0});
    line->here = (struct cigo_place){0};
    line->home = true;
    line->review = line->portal = false;
    line->moved = true;
    line->section = SIZE_MAX;
}

/* ---- going to what the user names ---- */

/* `place` is not asked now; `named` is what stands for it. */
static void say_hidden(struct line *line, struct cigo_place place, const char *named)
{
    struct cigo_hidden hidden = cigo_session_hidden(line->session, place, line->arena);
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_buf_printf(&buf, "%s: ", named);
    cigo_hidden_text(line->session, &hidden, &buf);
    cigo_line_say(line, _("%s. Con /perche %s si vede da che cosa dipende."), cigo_before_stop(buf.p, line->arena),
        place.group ? place.group->code : place.field->code);
    cigo_buf_finish(&buf);
}

/* A row is entered at the first of its columns that is asked. */
static struct cigo_place entrance(const struct line *line, struct cigo_place place)
{
    const struct cigo_group *group = place.group;
    if (!place.row || place.field)
        return place;
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place cell = {&group->fields[i], group, place.row};
        if (cigo_session_visible(line->session, cell))
            return cell;
    }
    return (struct cigo_place){.group = group};
}

static bool go_to_place(struct line *line, struct cigo_place place)
{
    struct cigo_place whole = place.group ? (struct cigo_place){.group = place.group} : place;
    struct cigo_buf label;
    if (!cigo_session_visible(line->session, whole)) {
        cigo_buf_init(&label, 65536);
        cigo_place_label(line->session, whole, &label);
        say_hidden(line, whole, label.p);
        cigo_buf_finish(&label);
        return false;
    }
    if (!cigo_session_visible(line->session, place)) {
        cigo_line_say(line, _("%s: in questa riga non serve."), place.field->label);
        return false;
    }
    cigo_line_go(line, entrance(line, place));
    return true;
}

static bool go_to_row(struct line *line, const struct cigo_group *group, size_t number)
{
    const struct cigo_rows *rows = &cigo_session_answers(line->session)->groups[group->index];
    struct cigo_place place = {.group = group};
    if (number >= 1 && number <= rows->n)
        place.row = rows->items[number - 1].id;
    if (place.row || !cigo_session_visible(line->session, place))
        return go_to_place(line, place);
    cigo_line_say(line, _("La riga %zu non c'è: le righe sono %zu."), number, rows->n);
    return false;
}

static bool go_to_alert(struct line *line, const char *word)
{
    struct cigo_alerts alerts = cigo_session_alert_list(line->session, CIGO_SCOPE_ALL, line->arena);
    for (size_t i = 0; i < alerts.n; i++) {
        if (strcmp(alerts.items[i].id, word) != 0 || alerts.items[i].n_at == 0)
            continue;
        struct cigo_place at = alerts.items[i].at[0];
        if (at.group && !at.row)
            at.field = NULL;
        return go_to_place(line, at);
    }
    return false;
}

static const struct cigo_section *section_named(const struct line *line, struct cigo_str name)
{
    for (size_t i = 0; i < line->form->n_sections; i++) {
        const struct cigo_section *section = &line->form->sections[i];
        if (cigo_str_is(name, section->code) || cigo_str_is(name, section->id))
            return section;
    }
    return NULL;
}

/* The first question of the section, or the first that is asked now; zeroed: none. */
static struct cigo_place first_of(const struct line *line, const struct cigo_section *section, bool asked)
{
    for (size_t i = 0; i < section->n_items; i++) {
        struct cigo_place place = cigo_item_place(line->form, &section->items[i]);
        if (asked ? stop_here(line, place) : place.field || place.group)
            return place;
    }
    return (struct cigo_place){0};
}

/* A section that asks nothing now is no place to go: that, and why, by the first of its questions. */
static bool go_to_section(struct line *line, const struct cigo_section *section)
{
    struct cigo_place place = first_of(line, section, true), first = first_of(line, section, false);
    struct cigo_buf title;
    if (place.field || place.group) {
        cigo_line_go(line, place);
        return true;
    }
    cigo_buf_init(&title, 65536);
    cigo_buf_printf(&title, "%s %s", section->code, section->title);
    if (first.field || first.group)
        say_hidden(line, first, title.p);
    else
        cigo_line_say(line, _("%s: qui non si chiede nulla."), title.p);
    cigo_buf_finish(&title);
    return false;
}

bool cigo_line_go_to(struct line *line, const char *word)
{
    struct cigo_str name = cigo_str_trim(cigo_str_of(word));
    const struct cigo_section *section = section_named(line, name);
    const struct cigo_group *group = line->here.group;
    struct cigo_place place;
    size_t number;
    if (group && cigo_row_named(name, &number))
        return go_to_row(line, group, number);
    if (cigo_place_named(line->session, name, &place))
        return go_to_place(line, place);
    if (cigo_row_missing(line->session, name, &group, &number))
        return go_to_row(line, group, number);
    if (section)
        return go_to_section(line, section);
    if (go_to_alert(line, word))
        return true;
    cigo_line_say(line, _("Non c'è «%s». Si scrive un codice (4.7), una sezione (4) o un avviso (R-PER-ORDER)."),
        word);
    return false;
}

void cigo_line_prompt_text(const struct line *line, struct cigo_buf *out)
{
    if (line->portal)
        cigo_buf_puts(out, _("portale"));
    else if (line->review)
        cigo_buf_puts(out, _("rivedi"));
    else if (line->home)
        cigo_buf_puts(out, "cigo");
    else if (!line->here.group)
        cigo_buf_puts(out, line->here.field->code);
    else if (!line->here.field)
        cigo_buf_puts(out, line->here.group->code);
    else
        cigo_buf_printf(out, "%s/%zu %s", line->here.group->code,
                        cigo_rows_find(cigo_line_rows_here(line), line->here.row) + 1, line->here.field->label);
    cigo_buf_puts(out, "> ");
}
