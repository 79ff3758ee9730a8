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
/* The first line, which is only read: case, uid, name, form, form_version, state, term, term_label, created, updated,
 * updated_by, position, last_action. */
extern const struct cigo_pack_part cigo_pack_head;
enum { CIGO_PACK_UID = 1, CIGO_PACK_NAME, CIGO_PACK_FORM, CIGO_PACK_FORM_VERSION, CIGO_PACK_UPDATED = 9,
       CIGO_PACK_UPDATED_BY, CIGO_PACK_HEAD = 13 };

/* ---- pack_lines.c ---- */
struct cigo_pack_line {
    const struct cigo_pack_part *part;
    char **texts; /* as many as part->types, each of its type */
};
/* Over the lines that are left; a copy goes over them once more. */
struct cigo_pack_reader {
    struct cigo_str rest;
    struct cigo_arena *arena; /* reset between lines */
    size_t line;
};
/* "The content is spoilt at line …"; false. */
bool cigo_pack_bad(struct cigo_error *err, size_t line);
/* The first line: its texts, CIGO_PACK_HEAD of them, stay in `keep`. */
bool cigo_pack_first(struct cigo_pack_reader *reader, struct cigo_arena *keep, char ***ret_head, struct cigo_error *err);
/* The next line, good until the one after it; part NULL at the end. */
bool cigo_pack_next(struct cigo_pack_reader *reader, struct cigo_pack_line *ret_line, struct cigo_error *err);
