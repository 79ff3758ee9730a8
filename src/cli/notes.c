/* Notes of people about a case: between the store, which has places as texts, and the faces. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "cli-priv.h"

struct reading {
    struct open_case *open_case;
    struct cigo_arena *arena;
    struct cigo_note *items;
    size_t n, cap;
};

static bool take(void *data, const struct cigo_memo *memo)
{
    struct reading *r = data;
    struct cigo_note *note = CIGO_PUSH(r->items, r->n, r->cap);
    *note = (struct cigo_note){
        .when = cli_when(r->open_case->cli, r->arena, memo->when),
        .iso = cigo_arena_dup(r->arena, memo->when),
        .who = cigo_arena_dup(r->arena, memo->who),
        .machine = cigo_arena_dup(r->arena, memo->machine),
        .seconds = memo->seconds,
        .text = cigo_arena_dup(r->arena, memo->text),
    };
    struct cigo_place place;
    if (*memo->place && cigo_position_parse(cigo_session_form(r->open_case->session), memo->place, &place) &&
        (!place.row || cigo_answers_has(cigo_session_answers(r->open_case->session), place)))
        note->place = place;
    return true;
}

bool cli_notes(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err)
{
    struct open_case *open_case = data;
    struct reading r = {.open_case = open_case, .arena = arena};
    bool ok = cigo_store_memos(open_case->cli->store, open_case->info.id, take, &r, err);
    struct cigo_note *items = cigo_arena_alloc(arena, (r.n + 1) * sizeof *items);
    if (r.n)
        memcpy(items, r.items, r.n * sizeof *items);
    free(r.items);
    *ret_notes = (struct cigo_notes){items, r.n};
    return ok;
}

bool cli_add_note(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err)
{
    struct open_case *open_case = data;
    struct cigo_buf position;
    cigo_buf_init(&position, 1024);
    cigo_position_format(place, &position);
    bool ok = cigo_store_memo(open_case->cli->store, open_case->info.id, position.p, seconds, text, err);
    cigo_buf_finish(&position);
    return ok;
}
