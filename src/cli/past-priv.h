#pragma once
/* What was done to a case in former sessions, read backwards in its journal. */

#include <cigo/session/session.h>
#include <cigo/store/store.h>

struct cli;

/* Where one of the two ways back has come to. */
struct cli_way {
    int64_t before;            /* the next entry is the one before this; 0 = there is none left */
    size_t passed;             /* actions to pass over: they were undone (or redone) later */
    struct cigo_arena *arena;  /* of the action that was given last */
};

struct cli_past {
    struct cli *cli;
    int64_t case_id;
    const struct cigo_form *form;
    struct cli_way ways[2];    /* for undo and redo */
};

/* From what the journal holds now. */
bool cli_past_init(struct cli_past *past, struct cli *cli, int64_t case_id, struct cigo_error *err);
struct cigo_past cli_past_of(struct cli_past *past); /* borrowed */
void cli_past_finish(struct cli_past *past);
