/* Undo inside an editor, before the answer is committed (after that the session's undo takes over). A step
 * is a word that is typed, with the blanks before it, a run of erasing, or one paste or cut; the whole text is kept, texts are short. Of many or
 * large steps the oldest go, but never the first: what was there when the editor was opened can always be had back. */

#include "edit-impl-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { MAX_STEPS = 1000, MAX_BYTES = 8 << 20 };

static void drop(struct edit_states *states)
{
    for (size_t i = 0; i < states->n; i++)
        free(states->items[i].text);
    states->n = 0;
    states->bytes = 0;
}

/* Room for one more. */
static void drop_oldest(struct edit_states *states)
{
    while (states->n > 1 && (states->n == MAX_STEPS || states->bytes > MAX_BYTES)) {
        states->bytes -= states->items[1].n;
        free(states->items[1].text);
        states->n--;
        memmove(states->items + 1, states->items + 2, (states->n - 1) * sizeof *states->items);
    }
}

static void push(struct edit_states *states, const struct edit *edit)
{
    drop_oldest(states);
    states->bytes += edit->n;
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
    from->bytes -= state.n;
    free(edit->text);
    edit->text = state.text;
    edit->n = state.n;
    edit->cap = state.n + 1;
    edit->cursor = cigo_edit_snap(edit, state.cursor);
    edit->width = 0;
    edit->goal = -1;
    edit->last = ACT_NONE;
    edit->changed = edit->done.n > 0;
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
