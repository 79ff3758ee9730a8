/* Where one is in a tutorial. A step looks only at what happened since it began. */

#include <stdio.h>
#include <string.h>
#include <cigo/session/tutorial.h>

const struct cigo_step *cigo_tutorial_step(const struct cigo_tutorial *tutorial)
{
    return tutorial ? &tutorial->def->steps[tutorial->step] : NULL;
}

enum cigo_feature_id cigo_tutorial_feature(const char *name)
{
    for (int id = 0; id < CIGO_N_FEATURES; id++) {
        const struct cigo_feature *feature = cigo_feature((enum cigo_feature_id)id);
        char key[8];
        snprintf(key, sizeof key, "F%d", feature->f);
        if ((feature->english && strcmp(feature->english, name) == 0) || (feature->f && strcmp(key, name) == 0))
            return (enum cigo_feature_id)id;
    }
    return CIGO_N_FEATURES;
}

void cigo_tutorial_used(struct cigo_tutorial *tutorial, enum cigo_feature_id id)
{
    if (tutorial)
        tutorial->used[id] = true;
}

void cigo_tutorial_dossier(struct cigo_tutorial *tutorial)
{
    if (tutorial)
        tutorial->dossier = true;
}

static bool was_used(const struct cigo_tutorial *tutorial, const struct cigo_step *step)
{
    for (size_t i = 0; i < step->n_does; i++) {
        enum cigo_feature_id id = cigo_tutorial_feature(step->does[i]);
        if (id < CIGO_N_FEATURES && tutorial->used[id])
            return true;
    }
    return false;
}

/* As they are understood: 17/11/26 is 17/11/2026. */
static bool has_answer(struct cigo_session *session, const struct cigo_step *step)
{
    struct cigo_parsed parsed;
    struct cigo_buf want, have;
    const struct cigo_field *field = step->answer;
    cigo_parsed_init(&parsed);
    cigo_buf_init(&want, 65536);
    cigo_buf_init(&have, 65536);
    cigo_field_parse(field, cigo_session_today(session), cigo_str_of(step->is), &parsed);
    if (parsed.value.storage != CIGO_NULL && field->kind->echo)
        cigo_kind_echo(field->kind, &field->ctx, &parsed.value, &want);
    else
        cigo_buf_puts(&want, step->is);
    cigo_session_echo(session, (struct cigo_place){.field = field}, &have);
    bool same = cigo_str_eq(cigo_buf_str(&want), cigo_buf_str(&have));
    cigo_buf_finish(&want);
    cigo_buf_finish(&have);
    cigo_parsed_finish(&parsed);
    return same;
}

static bool is_in_state(struct cigo_session *session, const struct cigo_step *step)
{
    static const enum cigo_step_state states[] = {
        [CIGO_OPEN] = CIGO_STEP_OPEN, [CIGO_ACKNOWLEDGED] = CIGO_STEP_ACKNOWLEDGED,
        [CIGO_CONTESTED] = CIGO_STEP_CONTESTED,
    };
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_alerts alerts = cigo_session_alert_list(session, CIGO_SCOPE_ALL, arena);
    enum cigo_step_state state = CIGO_STEP_GONE;
    for (size_t i = 0; i < alerts.n && state == CIGO_STEP_GONE; i++)
        if (strcmp(alerts.items[i].id, step->alert) == 0)
            state = states[alerts.items[i].state];
    cigo_arena_free(arena);
    return state == step->state;
}

static bool is_done(const struct cigo_tutorial *tutorial, struct cigo_session *session, struct cigo_place here)
{
    const struct cigo_step *step = cigo_tutorial_step(tutorial);
    if (step->at)
        return here.field == step->at && !here.group;
    if (step->answer)
        return has_answer(session, step);
    if (step->alert)
        return is_in_state(session, step);
    return step->dossier ? tutorial->dossier : was_used(tutorial, step);
}

static void go_to(struct cigo_tutorial *tutorial, size_t step)
{
    tutorial->step = step;
    tutorial->dossier = false;
    memset(tutorial->used, 0, sizeof tutorial->used);
}

void cigo_tutorial_start(struct cigo_tutorial *tutorial, const char *id)
{
    size_t at = 0;
    while (at < tutorial->def->n_steps && strcmp(tutorial->def->steps[at].id, id) != 0)
        at++;
    go_to(tutorial, at < tutorial->def->n_steps ? at : 0);
}

void cigo_tutorial_skip(struct cigo_tutorial *tutorial)
{
    if (!tutorial || tutorial->step + 1 >= tutorial->def->n_steps)
        return;
    go_to(tutorial, tutorial->step + 1);
    tutorial->save(tutorial->data, cigo_tutorial_step(tutorial)->id);
}

bool cigo_tutorial_advance(struct cigo_tutorial *tutorial, struct cigo_session *session, struct cigo_place here)
{
    if (!tutorial || tutorial->step + 1 >= tutorial->def->n_steps || !is_done(tutorial, session, here))
        return false;
    cigo_tutorial_skip(tutorial);
    return true;
}
