/* Undo inside an editor, before the answer is committed (after that the session's undo takes over). A step
 * is a run of typing, a run of erasing, or one paste or cut; the whole text is kept, texts are short. */

#include "edit-impl-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { MAX_STEPS = 200 };

static void drop(struct edit_states *states)
{
    for (size_t i = 0; i < states->n; i++)
        free(states->items[i].text);
    states->n = 0;
}

static void push(struct edit_states *states, const struct edit *edit)
{
    if (states->n == MAX_STEPS) {
        free(states->items[0].text);
        memmove(states->items, states->items + 1, (MAX_STEPS - 1) * sizeof *states->items);
        states->n--;
    }
    struct edit_state *state = CIGO_PUSH(states->items, states->n, states->cap);
    *state = (struct edit_state){cigo_str_dup(cigo_edit_text(edit)), edit->n, edit->cursor};
}

void cigo_edit_remember(struct edit *edit, enum edit_act act)
{
    drop(&edit->undone);
    bool goes_on = act == edit->last && act != ACT_OTHER && edit->done.n > 0;
    edit->last = act;
    if (!goes_on)
        push(&edit->done, edit);
}

void cigo_edit_forget(struct edit *edit)
{
    drop(&edit->done);
    drop(&edit->undone);
    edit->last = ACT_NONE;
}

static bool step(struct edit *edit, struct edit_states *from, struct edit_states *to)
{
    if (from->n == 0)
        return false;
    push(to, edit);
    struct edit_state state = from->items[--from->n];
    free(edit->text);
    edit->text = state.text;
    edit->n = state.n;
    edit->cap = state.n + 1;
    edit->cursor = cigo_edit_snap(edit, state.cursor);
    edit->width = 0;
    edit->goal = -1;
    edit->last = ACT_NONE;
    edit->changed = true;
    return true;
}

bool cigo_edit_undo(struct edit *edit)
{
    return step(edit, &edit->done, &edit->undone);
}

bool cigo_edit_redo(struct edit *edit)
{
    return step(edit, &edit->undone, &edit->done);
}
