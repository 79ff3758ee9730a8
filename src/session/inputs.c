/* From a rule down to the answers that it rests on: the closure of its inputs, through computed values.
 * Today's date and the law's figures are left out: they are nobody's answer. */

#include <stdio.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "inputs-priv.h"

static bool seen(const struct input_set *set, const struct cigo_input *input)
{
    for (size_t i = 0; i < set->n; i++) {
        const struct cigo_input *x = &set->items[i];
        if (x->type == input->type && x->field == input->field && x->group == input->group &&
            x->computed == input->computed)
            return true;
    }
    return false;
}

void cigo_inputs_close(const struct cigo_session *session, const struct cigo_subject *subject,
                  struct input_set *set)
{
    size_t n;
    const struct cigo_input *inputs = cigo_rules_inputs(session->rules, subject, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_input *input = &inputs[i];
        bool answer = input->type == CIGO_INPUT_FIELD || input->type == CIGO_INPUT_GROUP;
        if ((!answer && input->type != CIGO_INPUT_COMPUTED) || seen(set, input))
            continue;
        *CIGO_PUSH(set->items, set->n, set->cap) = *input;
        if (input->type != CIGO_INPUT_COMPUTED)
            continue;
        struct cigo_subject deeper = {.use = CIGO_USE_VALUE, .computed = input->computed};
        cigo_inputs_close(session, &deeper, set);
    }
}

/* ---- does an unknown value wait for an answer? ---- */

struct lack {
    const struct cigo_session *session;
    cigo_matters *matters;
    struct input_set seen;
    struct cigo_place place; /* what was found; zeroed: a figure of the law */
};

static bool lacks(struct lack *lack, struct cigo_place place)
{
    if (!cigo_session_visible(lack->session, place) || (lack->matters && !lack->matters(lack->session, place)))
        return false;
    lack->place = place;
    return true;
}

static bool lacks_cell(struct lack *lack, struct cigo_place place)
{
    return cigo_cell_value(cigo_answers_cell(lack->session->answers, place)).storage == CIGO_NULL && lacks(lack, place);
}

static bool lacks_rows(struct lack *lack, const struct cigo_group *group)
{
    return !lack->session->answers->groups[group->index].n && lacks(lack, (struct cigo_place){.group = group});
}

static bool lacks_column(struct lack *lack, const struct cigo_field *column)
{
    const struct cigo_rows *rows = &lack->session->answers->groups[column->group->index];
    if (lacks_rows(lack, column->group))
        return true;
    for (size_t i = 0; i < rows->n; i++)
        if (lacks_cell(lack, (struct cigo_place){column, column->group, rows->items[i].id}))
            return true;
    return false;
}

/* A figure of the law that is not there yet is waited for too. */
static bool lacks_input(struct lack *lack, const struct cigo_input *input)
{
    int64_t figure;
    if (input->type == CIGO_INPUT_PARAM)
        return !cigo_rules_param(lack->session->rules, input->param, &figure);
    if (input->type == CIGO_INPUT_FIELD && input->field->group)
        return lacks_column(lack, input->field);
    if (input->type == CIGO_INPUT_FIELD)
        return lacks_cell(lack, (struct cigo_place){.field = input->field});
    return input->type == CIGO_INPUT_GROUP && lacks_rows(lack, input->group);
}

/* What is below a value that is known does not matter. */
static bool waits(struct lack *lack, const struct cigo_subject *subject)
{
    size_t n;
    const struct cigo_input *inputs = cigo_rules_inputs(lack->session->rules, subject, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_input *input = &inputs[i];
        if (input->type != CIGO_INPUT_COMPUTED) {
            if (lacks_input(lack, input))
                return true;
        } else if (!seen(&lack->seen, input)) {
            struct cigo_subject deeper = {.use = CIGO_USE_VALUE, .computed = input->computed};
            *CIGO_PUSH(lack->seen.items, lack->seen.n, lack->seen.cap) = *input;
            bool known = cigo_rules_computed(lack->session->rules, input->computed, 0).storage != CIGO_NULL;
            if (!known && waits(lack, &deeper))
                return true;
        }
    }
    return false;
}

bool cigo_inputs_lack(const struct cigo_session *session, const struct cigo_subject *subject, cigo_matters *matters,
                      struct cigo_place *ret_place)
{
    struct lack lack = {.session = session, .matters = matters};
    bool found = waits(&lack, subject);
    free(lack.seen.items);
    if (found)
        *ret_place = lack.place;
    return found;
}

bool cigo_session_waits(const struct cigo_session *session, const struct cigo_computed *computed)
{
    struct cigo_subject subject = {.use = CIGO_USE_VALUE, .computed = computed};
    struct cigo_place place;
    return cigo_rules_computed(session->rules, computed, 0).storage == CIGO_NULL &&
           cigo_inputs_lack(session, &subject, cigo_session_required, &place);
}

/* ---- has anything changed? ---- */

/* FNV-1a, 64 bit: a fingerprint that is compared, never trusted. */
static void mix(uint64_t *hash, const char *text)
{
    for (const char *p = text ? text : ""; *p; p++)
        *hash = (*hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
    *hash = (*hash ^ 0xff) * UINT64_C(1099511628211);
}

static void mix_rows(const struct cigo_session *session, const struct cigo_field *column, uint64_t *hash)
{
    const struct cigo_rows *rows = &session->answers->groups[column->group->index];
    for (size_t i = 0; i < rows->n; i++)
        mix(hash, cigo_row_text(&rows->items[i], column->index));
}

static void mix_input(const struct cigo_session *session, const struct cigo_input *input,
                      const struct cigo_group *own, int64_t row, uint64_t *hash)
{
    if (input->type == CIGO_INPUT_GROUP) {
        char count[32];
        snprintf(count, sizeof count, "%zu", session->answers->groups[input->group->index].n);
        mix(hash, input->group->id);
        mix(hash, count);
    } else if (input->type == CIGO_INPUT_FIELD) {
        const struct cigo_field *field = input->field;
        mix(hash, field->id);
        if (field->group && field->group != own)
            mix_rows(session, field, hash);
        else
            mix(hash, cigo_session_text(session, (struct cigo_place){field, field->group, row}));
    }
}

static const struct cigo_group *group_of(const struct cigo_input *input)
{
    return input->field ? input->field->group : input->group;
}

static int by_name(const void *a, const void *b)
{
    const struct cigo_input *x = a, *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    const struct cigo_group *gx = group_of(x), *gy = group_of(y);
    int order = strcmp(gx ? gx->id : "", gy ? gy->id : "");
    return order ? order : strcmp(x->field ? x->field->id : "", y->field ? y->field->id : "");
}

void cigo_inputs_fingerprint(struct cigo_session *session, const struct cigo_alert_def *def, int64_t row,
                        struct cigo_buf *out)
{
    struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = def};
    struct input_set set = {0};
    uint64_t hash = UINT64_C(14695981039346656037);
    cigo_inputs_close(session, &subject, &set);
    if (set.n)
        qsort(set.items, set.n, sizeof *set.items, by_name);
    for (size_t i = 0; i < set.n; i++)
        mix_input(session, &set.items[i], def->each, row, &hash);
    free(set.items);
    cigo_buf_printf(out, "%016llx", (unsigned long long)hash);
}
