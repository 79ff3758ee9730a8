#pragma once
/* What packing and unpacking share: which tables a case has, and what a line of a pack looks like. */

#include <cigo/store/pack.h>

#include "store-priv.h"

/* Lines of one kind. `types` has a letter for each text after the word: i integer, t time, s text,
 * n text or nothing. */
struct cigo_pack_part {
    const char *word, *types;
    const char *read;  /* ?1 = case */
    const char *write; /* ?1 = case, then the texts */
    /* The same: gives a row where the case has this already. NULL for the answers and their history; what stands beside
     * these is joined, and nothing of it goes. */
    const char *there;
};
enum { CIGO_PACK_ANSWER, CIGO_PACK_ROWS, CIGO_PACK_WAIVER, CIGO_PACK_TICK, CIGO_PACK_DRAFT, CIGO_PACK_JOURNAL,
       CIGO_PACK_MEMO, CIGO_PACK_PARTS };
extern const struct cigo_pack_part cigo_pack_parts[CIGO_PACK_PARTS];
/* The first line, which is only read: case, uid, name, form, form_version, state, term, term_label, created, updated, updated_by,
 * position, last_action. */
extern const struct cigo_pack_part cigo_pack_head;
enum { CIGO_PACK_UID = 1, CIGO_PACK_NAME, CIGO_PACK_FORM, CIGO_PACK_FORM_VERSION, CIGO_PACK_UPDATED = 9,
       CIGO_PACK_UPDATED_BY, CIGO_PACK_HEAD = 13 };
