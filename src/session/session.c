/* The life of an open case: made, loaded, freed.
 *
 * The session owns the answers and tells the rules what changed. Everything that changes an answer goes
 * through cells.c, whether it is typed, loaded, imported, undone or redone. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

struct cigo_session *cigo_session_new(const struct cigo_form *form,
                                      const struct cigo_session_options *options,
                                      struct cigo_error *err)
{
    struct cigo_session *session = cigo_alloc(sizeof *session);
    session->form = form;
    session->options = *options;
    session->answers = cigo_answers_new(form, options->today);
    session->section_left = cigo_alloc_array(form->n_sections + 1, sizeof *session->section_left);
    session->missing_in = cigo_alloc_array(form->n_sections + 1, sizeof *session->missing_in);
    session->effects_arena = cigo_arena_new();
    session->before.arena = cigo_arena_new();
    session->rules = cigo_rules_new(form, session->answers, err);
    if (!session->rules || (!options->load_follows && !cigo_rules_run(session->rules, err))) {
        cigo_session_free(session);
        return NULL;
    }
    return session;
}

void cigo_session_free(struct cigo_session *session)
{
    if (!session)
        return;
    cigo_rules_free(session->rules);
    cigo_answers_free(session->answers);
    cigo_waivers_forget(session);
    free(session->waivers);
    free(session->lapsed);
    free(session->bad);
    free(session->before.fired);
    free(session->bad_before);
    free(session->section_left);
    free(session->missing);
    free(session->missing_in);
    for (size_t i = 0; i <= CIGO_SCOPE_ALL; i++) {
        free(session->counts[i].sections);
        free(session->counts[i].groups);
    }
    free(session->effects);
    free(session->told);
    cigo_arena_free(session->told_arena);
    free(session->save_error);
    free(session->past[false].stop);
    free(session->past[true].stop);
    if (session->open)
        cigo_action_free(session->open);
    cigo_action_list_finish(&session->done);
    cigo_action_list_finish(&session->undone);
    cigo_action_list_finish(&session->owed);
    cigo_arena_free(session->effects_arena);
    cigo_arena_free(session->before.arena);
    free(session);
}

const struct cigo_form *cigo_session_form(const struct cigo_session *session)
{
    return session->form;
}

int32_t cigo_session_today(const struct cigo_session *session)
{
    return session->options.today;
}

const struct cigo_answers *cigo_session_answers(const struct cigo_session *session)
{
    return session->answers;
}

struct cigo_rules *cigo_session_rules(const struct cigo_session *session)
{
    return session->rules;
}

void cigo_session_start_at(struct cigo_session *session, uint64_t last_action)
{
    session->last_action = last_action;
}

uint64_t cigo_session_last_action(const struct cigo_session *session)
{
    return session->last_action;
}

void cigo_session_load_begin(struct cigo_session *session)
{
    session->loading = true;
}

void cigo_session_load_text(struct cigo_session *session, struct cigo_place place, struct cigo_str text)
{
    cigo_put_text(session, place, text);
}

int64_t cigo_session_load_row(struct cigo_session *session, const struct cigo_group *group, int64_t id)
{
    cigo_put_row(session, group, session->answers->groups[group->index].n, &id);
    return id;
}

void cigo_session_load_full_row(struct cigo_session *session, const struct cigo_group *group, int64_t id,
                                const struct cigo_str *texts)
{
    cigo_put_full_row(session, group, id, texts);
}

void cigo_session_load_waiver(struct cigo_session *session, const struct cigo_waiver *waiver)
{
    struct waiver_record record = {
        .alert = cigo_strdup(waiver->alert),
        .row = waiver->row,
        .state = waiver->state,
        .reason = cigo_strdup(waiver->reason),
        .inputs = cigo_strdup(waiver->inputs),
    };
    cigo_waiver_set(session, &record);
    cigo_waiver_record_finish(&record);
}

bool cigo_session_load_end(struct cigo_session *session, struct cigo_error *err)
{
    session->loading = false;
    session->missing_known = false;
    session->revision++;
    cigo_rules_all_changed(session->rules);
    cigo_told_sort(session);
    if (!cigo_rules_run(session->rules, err))
        return false;
    if (!session->told_arena)
        cigo_waivers_follow(session, false);
    return true;
}

void cigo_session_section_left(struct cigo_session *session, const struct cigo_section *section)
{
    session->section_left[section - session->form->sections] = true;
    session->revision++;
}
