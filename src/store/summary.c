/* What lists show of each case, and the words it is found by. Both are made from the answers by whoever has the form,
 * and are kept with the number of the case's last action that was in them. Each action gives the case a new last action
 * in its own transaction; so at any moment, also after a kill, an import, a restore or an unpack, the store knows
 * which of them are still right, and the others are made anew before they are shown. */

#include <cigo/base/utf8.h>
#include <cigo/store/list.h>

#include "store-priv.h"

enum { LONGEST_TAG = 60 };

/* ---- writing, inside a transaction; without effect when the case has moved on ---- */

static bool put_summary(struct cigo_store *store, int64_t id, uint64_t action, const struct cigo_summary *s,
                        struct cigo_error *err)
{
    return cigo_store_run(store, err, CIGO_SQL_CASE_STATE, "iisss", id, (int64_t)action, s->state, s->term,
                          s->term_label) &&
           cigo_store_run(store, err, CIGO_SQL_SUMMARY_PUT, "iissssssiiiis", id, (int64_t)action, s->company, s->unit,
                          s->causale, s->causale_label, s->from, s->to, (int64_t)s->errors, (int64_t)s->warnings,
                          (int64_t)s->missing, (int64_t)s->over, s->counted);
}

static bool put_words(struct cigo_store *store, int64_t id, uint64_t action, const char *words, struct cigo_error *err)
{
    return cigo_store_run(store, err, CIGO_SQL_WORDS_DELETE, "i", id) &&
           cigo_store_run(store, err, CIGO_SQL_WORDS_PUT, "is", id, words) &&
           cigo_store_run(store, err, CIGO_SQL_WORDS_KEPT, "ii", id, (int64_t)action);
}

bool cigo_store_summary(struct cigo_store *store, int64_t id, uint64_t action, const struct cigo_summary *summary,
                        const char *words, struct cigo_error *err)
{
    cigo_store_patience(store, CIGO_SYNC_HEAD); /* it can be made again */
    bool ok = cigo_store_write_begin(store, err);
    if (ok) {
        ok = put_summary(store, id, action, summary, err);
        ok = ok && (!words || put_words(store, id, action, words, err));
        ok = cigo_store_write_end(store, ok, err);
    }
    cigo_store_patience(store, CIGO_SYNC_ALL);
    return ok;
}

bool cigo_store_forget_words(struct cigo_store *store, struct cigo_error *err)
{
    if (!cigo_store_write_begin(store, err))
        return false;
    return cigo_store_write_end(store, cigo_store_run(store, err, CIGO_SQL_WORDS_MERGE, ""), err);
}

/* ---- tags, and what is set aside ---- */

bool cigo_store_tag(struct cigo_store *store, int64_t id, const char *tag, bool on, struct cigo_error *err)
{
    if (strchr(tag, ',')) /* in lists they stand between commas */
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Un'etichetta non può avere virgole: «%s»."), tag);
    if (cigo_str_trim(cigo_str_of(tag)).n == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Manca l'etichetta: la scriva."));
    if (on && cigo_utf8_count(cigo_str_of(tag)) > LONGEST_TAG)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Un'etichetta ha al massimo %d caratteri: la accorci."), (int)LONGEST_TAG);
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = cigo_name_clean(cigo_str_of(tag), &store->text, err) &&
              cigo_store_run(store, err, on ? CIGO_SQL_TAG_PUT : CIGO_SQL_TAG_DELETE, "is", id, store->text.p) &&
              cigo_store_run(store, err, CIGO_SQL_WORDS_KEPT, "ii", id, (int64_t)-1) &&
              cigo_case_touch(store, id, err) && cigo_note_add(store, on ? "tag" : "untag", id, "", err);
    return cigo_store_write_end(store, ok, err);
}

bool cigo_store_archive(struct cigo_store *store, int64_t id, bool aside, struct cigo_error *err)
{
    char now[32] = "";
    if (!cigo_store_write_begin(store, err))
        return false;
    store->now(store->now_data, now);
    bool ok = cigo_store_run(store, err, CIGO_SQL_CASE_ARCHIVE, "is", id, aside ? now : "") && cigo_case_touch(store, id, err) &&
              cigo_note_add(store, aside ? "archive" : "unarchive", id, "", err);
    return cigo_store_write_end(store, ok, err);
}
