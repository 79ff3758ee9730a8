#pragma once
/* A case as one text that another store can take in: answers, rows, waivers, ticks, the text left in the editor and
 * the whole history. Lines of fields as codec.c writes them; the first is the case, the last counts them. What comes
 * in is checked as a stranger's: nothing of it is believed, and it goes in whole or not at all. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>
#include <cigo/store/store.h>

bool cigo_store_pack(struct cigo_store *store, int64_t id, struct cigo_buf *out, struct cigo_error *err);

/* How a pack stands to what this store holds. A case keeps its identity on every machine. */
enum cigo_pack_relation {
    CIGO_PACK_NEW,   /* this store does not have the case */
    CIGO_PACK_SAME,  /* it has it, with the same history */
    CIGO_PACK_NEWER, /* its history goes on in the pack: the pack has all that it has, and more */
    CIGO_PACK_OLDER, /* the other way round */
    CIGO_PACK_APART, /* both were changed */
};
/* What a pack has beside its history, and the case here has not: that is joined, and nothing that is here goes. */
struct cigo_pack_news {
    size_t notes, ticks;
    bool draft;       /* a text left half written, and there is none here */
    bool other_draft; /* both have one: the one that is here stays */
};
bool cigo_pack_news_any(const struct cigo_pack_news *news); /* to take */
struct cigo_pack_info {
    const char *name, *form, *form_version, *updated, *updated_by;
    size_t n_answers, n_rows, n_changes;
    enum cigo_pack_relation relation;
    struct cigo_case_info local; /* unless NEW */
    struct cigo_pack_news news;  /* unless NEW */
};
/* Texts in the arena. An error says what is wrong with the pack. */
bool cigo_store_pack_look(struct cigo_store *store, struct cigo_str pack, struct cigo_arena *arena,
                          struct cigo_pack_info *ret_info, struct cigo_error *err);

enum cigo_unpack {
    CIGO_UNPACK_NEW,    /* only a case that is not here */
    CIGO_UNPACK_BESIDE, /* a case of its own, beside the one that is here */
    CIGO_UNPACK_UPDATE, /* into the one that is here, which loses nothing: the answers of a pack that is NEWER, and the
                           news of one that is not APART; refused where it brings neither */
};
/* `name` NULL: the pack's, with "(copia)" where that one is taken. */
bool cigo_store_unpack(struct cigo_store *store, struct cigo_str pack, enum cigo_unpack how, const char *name,
                       int64_t *ret_id, struct cigo_error *err);
