#pragma once
/* What a session does, made durable in the store. */

#include <cigo/base/error.h>
#include <cigo/base/thread.h>
#include <cigo/session/session.h>
#include <cigo/store/store.h>

enum { CLI_DEFERRED = 4 }; /* events of one action */

struct cli_durable {
    struct cigo_store *store;
    int64_t case_id;
    void (*clock)(char ret_text[16]);
    char saved_at[16]; /* by that clock, of the last commit; "" = none yet */
    /* many rows that came or went, written with the commit, by `writer` while the rules are judged */
    struct cigo_event deferred[CLI_DEFERRED];
    size_t n_deferred;
    struct cigo_thread writer;
    bool written;             /* how that ended */
    struct cigo_error failure;
};

/* `durable` is borrowed as long as the session lives. */
struct cigo_listener cli_durable_listener(struct cli_durable *durable);
