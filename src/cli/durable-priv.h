#pragma once
/* What a session does, made durable in the store. */

#include <cigo/session/session.h>
#include <cigo/store/store.h>

struct cli_durable {
    struct cigo_store *store;
    int64_t case_id;
    void (*clock)(char ret_text[16]);
    char saved_at[16]; /* by that clock, of the last commit; "" = none yet */
};

/* `durable` is borrowed as long as the session lives. */
struct cigo_listener cli_durable_listener(struct cli_durable *durable);
