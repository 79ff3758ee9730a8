/* "Perché?": the inputs that decided, each with its value now and, for a computed one, its own inputs
 * below it. Every thing once, to depth 4; values that only rules read are passed through. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include "inputs-priv.h"

enum { WHY_DEPTH = 4 };

struct walk {
    struct cigo_session *session;
    struct cigo_arena *arena;
    int64_t row;
    struct cigo_why_line *lines;
    size_t n, cap;
    const void **seen;
    size_t n_seen, cap_seen;
};

static bool once(struct walk *walk, const void *entity)
{
    for (size_t i = 0; i < walk->n_seen; i++)
        if (walk->seen[i] == entity)
            return false;
    *CIGO_PUSH(walk->seen, walk->n_seen, walk->cap_seen) = entity;
    return true;
}

static const char *kept(struct walk *walk, struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(walk->arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

static const char *rows_text(struct walk *walk, const struct cigo_group *group)
{
    size_t n = walk->session->answers->groups[group->index].n;
    return cigo_arena_printf(walk->arena, ngettext("%zu riga", "%zu righe", n), n);
}

static void field_line(struct walk *walk, const struct cigo_field *field, struct cigo_why_line *line)
{
    line->label = field->label;
    line->place = (struct cigo_place){field, field->group, field->group ? walk->row : 0};
    if (field->group && !cigo_answers_has(walk->session->answers, line->place)) {
        line->place.row = 0;
        line->value = rows_text(walk, field->group);
        return;
    }
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_echo(walk->session, line->place, &buf);
    line->value = kept(walk, &buf);
}

static void computed_line(struct walk *walk, const struct cigo_computed *computed,
                          struct cigo_why_line *line)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(walk->session, computed, walk->row, &buf);
    line->label = computed->label ? computed->label : computed->id;
    line->computed = computed;
    line->value = kept(walk, &buf);
}

static void param_line(struct walk *walk, const struct cigo_param *param, struct cigo_why_line *line)
{
    struct cigo_buf buf;
    int64_t value;
    cigo_buf_init(&buf, 256);
    if (cigo_rules_param(walk->session->rules, param, &value)) {
        cigo_decimal_it(value, param->places, false, &buf);
        if (param->unit)
            cigo_buf_printf(&buf, " %s", param->unit);
    }
    line->label = param->label ? param->label : param->id;
    line->param = param;
    line->value = kept(walk, &buf);
}

static void today_line(struct walk *walk, struct cigo_why_line *line)
{
    char date[CIGO_DATE_SIZE];
    line->label = _("Data di oggi");
    line->value = cigo_arena_dup(walk->arena, cigo_date_it(walk->session->options.today, date));
}

static void visit(struct walk *walk, const struct cigo_subject *subject, unsigned depth);

static void visit_computed(struct walk *walk, const struct cigo_computed *computed, unsigned depth)
{
    struct cigo_subject deeper = {.use = CIGO_USE_VALUE, .computed = computed};
    visit(walk, &deeper, depth);
}

static const void *entity_of(const struct cigo_input *input)
{
    static const char today = 0;
    switch (input->type) {
    case CIGO_INPUT_FIELD:
        return input->field;
    case CIGO_INPUT_GROUP:
        return input->group;
    case CIGO_INPUT_COMPUTED:
        return input->computed;
    case CIGO_INPUT_PARAM:
        return input->param;
    case CIGO_INPUT_VIEW:
        return input->view;
    case CIGO_INPUT_TODAY:
        break;
    }
    return &today;
}

static void visit_input(struct walk *walk, const struct cigo_input *input, unsigned depth)
{
    if (!once(walk, entity_of(input)) || input->type == CIGO_INPUT_VIEW)
        return;
    if (input->type == CIGO_INPUT_COMPUTED && input->computed->internal) {
        visit_computed(walk, input->computed, depth);
        return;
    }
    struct cigo_why_line line = {.depth = depth};
    if (input->type == CIGO_INPUT_FIELD)
        field_line(walk, input->field, &line);
    else if (input->type == CIGO_INPUT_COMPUTED)
        computed_line(walk, input->computed, &line);
    else if (input->type == CIGO_INPUT_PARAM)
        param_line(walk, input->param, &line);
    else if (input->type == CIGO_INPUT_TODAY)
        today_line(walk, &line);
    else {
        line.label = input->group->label;
        line.place.group = input->group;
        line.value = rows_text(walk, input->group);
    }
    *CIGO_PUSH(walk->lines, walk->n, walk->cap) = line;
    if (input->type == CIGO_INPUT_COMPUTED && depth < WHY_DEPTH)
        visit_computed(walk, input->computed, depth + 1);
}

static void visit(struct walk *walk, const struct cigo_subject *subject, unsigned depth)
{
    size_t n;
    const struct cigo_input *inputs = cigo_rules_inputs(walk->session->rules, subject, &n);
    for (size_t i = 0; i < n; i++)
        visit_input(walk, &inputs[i], depth);
}

static const char *rule_text(const struct cigo_subject *subject)
{
    if (subject->computed)
        return subject->computed->value.text;
    if (subject->alert)
        return subject->alert->when.text;
    if (subject->group)
        return subject->group->visible.text;
    if (subject->field)
        return subject->use == CIGO_USE_REQUIRED ? subject->field->required_if.text
                                                 : subject->field->visible.text;
    return NULL;
}

static const char *source_text(const struct cigo_subject *subject)
{
    if (subject->alert)
        return subject->alert->sources[0]->cite;
    const struct cigo_source *source = subject->computed ? subject->computed->source
                                       : subject->field  ? subject->field->source
                                                         : NULL;
    return source ? source->cite : NULL;
}

struct cigo_why cigo_session_why(struct cigo_session *session, const struct cigo_subject *subject,
                                 int64_t row, struct cigo_arena *arena)
{
    struct walk walk = {.session = session, .arena = arena, .row = row};
    visit(&walk, subject, 1);
    struct cigo_why_line *lines = cigo_arena_alloc(arena, (walk.n + 1) * sizeof *lines);
    if (walk.n)
        memcpy(lines, walk.lines, walk.n * sizeof *lines);
    struct cigo_why why = {
        .lines = lines, .n = walk.n, .rule = rule_text(subject), .source = source_text(subject)};
    free(walk.lines);
    free(walk.seen);
    return why;
}
