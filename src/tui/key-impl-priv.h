#pragma once
/* Between key.c (the machine) and key_escape.c (the grammar of escape sequences). */

#include "key-priv.h"

struct key_name {
    char *sequence; /* heap */
    size_t n;
    struct key key;
};

struct key_decoder {
    char *bytes; /* fed and not yet taken: from `at` to n */
    size_t at, n, cap;
    size_t key_at; /* where the last key began */
    struct key_name *names; /* learnt from the terminal's description */
    size_t n_names, cap_names;
    bool pasting;
    bool paste_mode; /* pasting because the user said so: ends otherwise */
    bool closed;
    size_t pasted;   /* characters so far */
    char last_pasted;
    bool told_latin1;
    bool tells; /* also what means nothing */
    bool mouse; /* on */
    struct cigo_buf raw, paste, cells;
};

/* One key off the front of `in` (not empty): bytes used, 0 when more are needed (never when `idle`). What
 * means nothing gives KEY_TYPE_NONE. */
size_t cigo_key_take_text(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key);
/* What the mouse did: its number, and the place as it was sent, from 1. NONE for what is not a key. */
struct key cigo_key_of_mouse(const struct key_decoder *decoder, unsigned number, unsigned col, unsigned row);
size_t cigo_key_take_escape(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key);
