/* A pack comes in. It may have been made by anybody: records of rows can be taken apart, rows do not overlap, and what
 * is wrong with its lines is seen where they are read. All of it is one transaction. */

#include <cigo/base/utf8.h>
#include <cigo/db/db.h>

#include <stdlib.h>

#include "pack-priv.h"

enum { MAX_BLOCK = 1 << 20 };

/* ---- what it is to this store ---- */

static bool find_local(struct cigo_store *store, const char *uid, int64_t *ret_id, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (!cigo_db_prepare(store->db, "SELECT id FROM cases WHERE uid = ?1", &stmt, err))
        return false;
    cigo_db_bind_textz(stmt, 1, uid);
    bool ok = cigo_db_step(stmt, &row, err);
    *ret_id = row ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return ok;
}

/* The next entry of our own history equals this line? */
static bool same_entry(sqlite3_stmt *stmt, const struct cigo_pack_line *line)
{
    for (int i = 0; line->part->types[i]; i++) {
        const char *ours = cigo_db_text(stmt, i), *theirs = line->texts[i];
        bool nothing = line->part->types[i] == 'n' && theirs[0] == '\0';
        theirs += line->part->types[i] == 'n' && !nothing;
        if (nothing != (ours == NULL) || (ours && strcmp(ours, theirs) != 0))
            return false;
    }
    return true;
}

/* Both histories side by side. The reader is at the lines after the first. */
static bool compare(struct cigo_store *store, int64_t local, struct cigo_pack_reader reader,
                    enum cigo_pack_relation *ret_relation, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = true, ok, more = false;
    struct cigo_pack_line line;
    *ret_relation = CIGO_PACK_SAME;
    if (!cigo_db_prepare(store->db, cigo_pack_parts[CIGO_PACK_JOURNAL].read, &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, local);
    while ((ok = cigo_pack_next(&reader, &line, err)) && line.part) {
        if (line.part != &cigo_pack_parts[CIGO_PACK_JOURNAL] || more)
            continue;
        if (!(ok = cigo_db_step(stmt, &row, err)))
            break;
        more = !row || !same_entry(stmt, &line);
        if (more)
            *ret_relation = row ? CIGO_PACK_APART : CIGO_PACK_NEWER;
    }
    if (ok && !more && (ok = cigo_db_step(stmt, &row, err)) && row)
        *ret_relation = CIGO_PACK_OLDER;
    sqlite3_finalize(stmt);
    return ok;
}

/* ---- what stands beside the history ---- */

/* The case is parameter 1, its texts follow; a statement may want fewer of them. */
static void bind_line(sqlite3_stmt *stmt, int64_t id, const struct cigo_pack_line *line)
{
    int most = sqlite3_bind_parameter_count(stmt);
    sqlite3_bind_int64(stmt, 1, id);
    for (int i = 0; line->part->types[i] && i + 2 <= most; i++) {
        const char *text = line->texts[i];
        if (line->part->types[i] == 'i')
            sqlite3_bind_int64(stmt, i + 2, strtoll(text, NULL, 10));
        else if (line->part->types[i] == 'n')
            cigo_db_bind_textz(stmt, i + 2, *text ? text + 1 : NULL);
        else
            cigo_db_bind_textz(stmt, i + 2, text);
    }
}

/* Is this line, of a part that stands beside the history, nothing that the case here has? */
static bool is_lacking(struct cigo_store *store, int64_t local, const struct cigo_pack_line *line, bool *ret_lacking,
                       struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (!cigo_db_prepare(store->db, line->part->there, &stmt, err))
        return false;
    bind_line(stmt, local, line);
    bool ok = cigo_db_step(stmt, &row, err);
    *ret_lacking = ok && !row;
    sqlite3_finalize(stmt);
    return ok;
}

static bool has_other_draft(struct cigo_store *store, int64_t local, struct cigo_arena *arena,
                            const struct cigo_pack_line *line, bool *ret_other, struct cigo_error *err)
{
    const char *place, *text;
    if (!cigo_store_draft_get(store, local, arena, &place, &text, err))
        return false;
    *ret_other = strcmp(place, line->texts[0]) != 0 || strcmp(text, line->texts[1]) != 0;
    return true;
}

/* What the pack has and the case here does not, as far as it stands beside the history. */
static bool find_news(struct cigo_store *store, int64_t local, struct cigo_pack_reader reader, struct cigo_pack_news *news,
                      struct cigo_error *err)
{
    struct cigo_pack_line line;
    bool ok = true, lacking = false;
    while (ok && (ok = cigo_pack_next(&reader, &line, err)) && line.part) {
        if (!line.part->there || !(ok = is_lacking(store, local, &line, &lacking, err)))
            continue;
        bool draft = line.part == &cigo_pack_parts[CIGO_PACK_DRAFT];
        news->notes += lacking && line.part == &cigo_pack_parts[CIGO_PACK_MEMO];
        news->ticks += lacking && line.part == &cigo_pack_parts[CIGO_PACK_TICK];
        news->draft = news->draft || (lacking && draft);
        if (draft && !lacking)
            ok = has_other_draft(store, local, reader.arena, &line, &news->other_draft, err);
    }
    return ok;
}

bool cigo_pack_news_any(const struct cigo_pack_news *news)
{
    return news->notes || news->ticks || news->draft;
}

/* ---- looking ---- */

static bool clean_text(struct cigo_str pack, struct cigo_error *err)
{
    return (pack.n > 0 && !memchr(pack.p, '\0', pack.n) && cigo_utf8_bad(pack) == pack.n) || cigo_pack_bad(err, 1);
}

/* A record that can be taken apart to its last text: else the case could not be opened here. */
static bool right_rows(struct cigo_arena *arena, char *const *texts, size_t *ret_n)
{
    long long row = strtoll(texts[1], NULL, 10), n = strtoll(texts[3], NULL, 10);
    struct cigo_str data = cigo_str_of(texts[4]);
    struct cigo_block block;
    size_t parts;
    if (row < 1 || n < 1 || n > MAX_BLOCK)
        return false;
    *ret_n = (size_t)n;
    if (n == 1) {
        cigo_codec_split(arena, data, &parts);
        return parts % 2 == 0;
    }
    bool ok = cigo_codec_block(arena, data, *ret_n, &block);
    for (size_t i = 0; ok && i < block.n; i++)
        ok = cigo_codec_block_row(&block, i, &parts);
    return ok;
}

/* Everything that can be seen without the store; counts on the way. */
static bool read_all(struct cigo_pack_reader reader, struct cigo_pack_info *info, struct cigo_error *err)
{
    struct cigo_pack_line line;
    size_t n;
    bool ok;
    while ((ok = cigo_pack_next(&reader, &line, err)) && line.part) {
        if (line.part == &cigo_pack_parts[CIGO_PACK_ROWS]) {
            if (!right_rows(reader.arena, line.texts, &n))
                return cigo_pack_bad(err, reader.line);
            info->n_rows += n;
        }
        info->n_answers += line.part == &cigo_pack_parts[CIGO_PACK_ANSWER];
        info->n_changes += line.part == &cigo_pack_parts[CIGO_PACK_JOURNAL];
    }
    return ok;
}

struct incoming {
    struct cigo_pack_reader reader; /* at the lines after the first */
    char **head;
    int64_t local;
    struct cigo_pack_info info;
};

static bool look(struct cigo_store *store, struct cigo_str pack, struct cigo_arena *keep, struct incoming *in,
                 struct cigo_error *err)
{
    in->reader.rest = pack;
    if (!clean_text(pack, err) || !cigo_pack_first(&in->reader, keep, &in->head, err) ||
        !read_all(in->reader, &in->info, err) || !find_local(store, in->head[CIGO_PACK_UID], &in->local, err))
        return false;
    in->info.relation = CIGO_PACK_NEW;
    return in->local == 0 || (compare(store, in->local, in->reader, &in->info.relation, err) &&
                              find_news(store, in->local, in->reader, &in->info.news, err));
}

bool cigo_store_pack_look(struct cigo_store *store, struct cigo_str pack, struct cigo_arena *arena,
                          struct cigo_pack_info *ret_info, struct cigo_error *err)
{
    struct incoming in = {.reader.arena = cigo_arena_new()};
    bool found = false;
    bool ok = look(store, pack, arena, &in, err) &&
              (in.local == 0 || cigo_store_get(store, in.local, arena, &in.info.local, &found, err));
    cigo_arena_free(in.reader.arena);
    if (!ok)
        return false;
    in.info.name = in.head[CIGO_PACK_NAME];
    in.info.form = in.head[CIGO_PACK_FORM];
    in.info.form_version = in.head[CIGO_PACK_FORM_VERSION];
    in.info.updated = in.head[CIGO_PACK_UPDATED];
    in.info.updated_by = in.head[CIGO_PACK_UPDATED_BY];
    *ret_info = in.info;
    return true;
}

/* ---- taking it in, inside a transaction ---- */

/* An update leaves what stands beside the history as it is, and adds to it; a case that is not `whole` gets nothing else. */
static bool wants_line(struct cigo_store *store, int64_t id, const struct cigo_pack_line *line, bool update, bool whole,
                       bool *ret_wanted, struct cigo_error *err)
{
    *ret_wanted = whole;
    return !update || !line->part->there || is_lacking(store, id, line, ret_wanted, err);
}

static bool write_lines(struct cigo_store *store, struct cigo_pack_reader reader, int64_t id, bool update, bool whole,
                        struct cigo_error *err)
{
    sqlite3_stmt *stmts[CIGO_PACK_PARTS] = {0};
    struct cigo_pack_line line;
    bool ok = true, wanted;
    for (size_t i = 0; ok && i < CIGO_PACK_PARTS; i++)
        ok = cigo_db_prepare(store->db, cigo_pack_parts[i].write, &stmts[i], err);
    while (ok && (ok = cigo_pack_next(&reader, &line, err)) && line.part) {
        sqlite3_stmt *stmt = stmts[line.part - cigo_pack_parts];
        if (!(ok = wants_line(store, id, &line, update, whole, &wanted, err)) || !wanted)
            continue;
        bind_line(stmt, id, &line);
        ok = cigo_db_run(stmt, err);
    }
    for (size_t i = 0; i < CIGO_PACK_PARTS; i++)
        sqlite3_finalize(stmts[i]);
    return ok;
}

/* No row twice, no two rows at one place: records that hold many must not reach into the next. */
static bool rows_apart(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM (SELECT row_id + n AS after, lead(row_id) OVER (PARTITION BY grp ORDER BY row_id) "
        "AS next FROM answer_row WHERE case_id = ?1) WHERE next < after) OR EXISTS (SELECT 1 FROM (SELECT position + "
        "((n - 1) << ?2) AS last, lead(position) OVER (PARTITION BY grp ORDER BY position) AS next FROM answer_row "
        "WHERE case_id = ?1) WHERE next <= last)";
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (!cigo_db_prepare(store->db, sql, &stmt, err))
        return false;
    sqlite3_bind_int64(stmt, 1, id);
    sqlite3_bind_int(stmt, 2, CIGO_ORDER_BITS);
    bool ok = cigo_db_step(stmt, &row, err);
    bool overlap = ok && sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return ok && (!overlap || cigo_pack_bad(err, 1));
}

/* Of what the journal tells, and of what is made from it: what stands beside it stays. */
static bool empty_case(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    static const char *const tables[] = {"answer", "answer_row", "waiver", "journal", "summary"};
    char sql[96];
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof tables / sizeof *tables; i++) {
        sqlite3_snprintf(sizeof sql, sql, "DELETE FROM %s WHERE case_id = %lld", tables[i], (long long)id);
        ok = cigo_db_exec(store->db, sql, err);
    }
    return ok;
}

static bool write_head(struct cigo_store *store, char **head, bool own, int64_t *id, struct cigo_error *err)
{
    static const char insert[] =
        "INSERT INTO cases(name, name_key, uid, form, form_version, state, term, term_label, created, updated, updated_by, "
        "position, last_action) VALUES (?13, ?14, iif(?15, lower(hex(randomblob(16))), ?1), ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?12)";
    static const char update[] =
        "UPDATE cases SET form = ?3, form_version = ?4, state = ?5, term = ?6, term_label = ?7, updated = ?9, "
        "updated_by = ?10, position = ?11, last_action = ?12 WHERE id = ?16";
    sqlite3_stmt *stmt = NULL;
    if (!cigo_db_prepare(store->db, *id ? update : insert, &stmt, err))
        return false;
    for (int i = 1; i < CIGO_PACK_HEAD - 1; i++)
        cigo_db_bind_textz(stmt, i, head[i]);
    sqlite3_bind_int64(stmt, 12, strtoll(head[CIGO_PACK_HEAD - 1], NULL, 10));
    cigo_db_bind_textz(stmt, 13, store->text.p);
    cigo_db_bind_textz(stmt, 14, store->place.p);
    sqlite3_bind_int(stmt, 15, own);
    sqlite3_bind_int64(stmt, 16, *id);
    bool ok = cigo_db_run(stmt, err);
    sqlite3_finalize(stmt);
    if (ok && *id == 0)
        *id = sqlite3_last_insert_rowid(store->db);
    return ok;
}

static bool allowed(const struct incoming *in, enum cigo_unpack how, struct cigo_error *err)
{
    if (how == CIGO_UNPACK_NEW && in->local)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("questa domanda è già nell'archivio."));
    bool apart = in->info.relation == CIGO_PACK_APART;
    if (how == CIGO_UNPACK_UPDATE && in->info.relation != CIGO_PACK_NEWER && (apart || !cigo_pack_news_any(&in->info.news)))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("quella che è nell'archivio ha cambiamenti che questa non ha: si può solo "
                                                 "tenerle tutte e due."));
    return true;
}

static bool claim(struct cigo_store *store, const char *name, const char *packed, struct cigo_error *err)
{
    if (name)
        return cigo_case_claim(store, name, err);
    struct cigo_error why = {0};
    if (cigo_case_claim(store, packed, &why))
        return true;
    if (why.code == CIGO_EXIT_STORAGE) /* nobody knows whether the name is taken */
        return cigo_fail(err, why.code, "%s", why.text);
    return cigo_name_clean(cigo_str_of(packed), &store->text, err) &&
           cigo_case_claim_copy(store, cigo_arena_dup(store->scratch, store->text.p), err);
}

/* A case that is not here, or one of its own. */
static bool take_new(struct cigo_store *store, const struct incoming *in, const char *name, int64_t *ret_id,
                     struct cigo_error *err)
{
    *ret_id = 0;
    return claim(store, name, in->head[CIGO_PACK_NAME], err) &&
           write_head(store, in->head, in->local != 0, ret_id, err) &&
           write_lines(store, in->reader, *ret_id, false, true, err) && rows_apart(store, *ret_id, err);
}

/* Where the history here is as long or longer, only what stands beside it is taken. */
static bool take_update(struct cigo_store *store, const struct incoming *in, struct cigo_error *err)
{
    int64_t id = in->local;
    if (!cigo_lock_check(store, id, err))
        return false;
    if (in->info.relation != CIGO_PACK_NEWER)
        return write_lines(store, in->reader, id, true, false, err) &&
               cigo_store_run(store, err, CIGO_SQL_WORDS_KEPT, "ii", id, (int64_t)-1); /* notes are found by their words */
    return empty_case(store, id, err) && write_head(store, in->head, false, &id, err) &&
           write_lines(store, in->reader, id, true, true, err) && rows_apart(store, id, err);
}

static bool take_in(struct cigo_store *store, struct cigo_str pack, enum cigo_unpack how, const char *name,
                    struct incoming *in, int64_t *ret_id, struct cigo_error *err)
{
    if (!look(store, pack, store->scratch, in, err) || !allowed(in, how, err))
        return false;
    *ret_id = in->local;
    bool ok = how == CIGO_UNPACK_UPDATE ? take_update(store, in, err) : take_new(store, in, name, ret_id, err);
    return ok && cigo_case_touch(store, *ret_id, err) && cigo_note_add(store, "unpack", *ret_id, "", err);
}

bool cigo_store_unpack(struct cigo_store *store, struct cigo_str pack, enum cigo_unpack how, const char *name,
                       int64_t *ret_id, struct cigo_error *err)
{
    struct incoming in = {.reader.arena = cigo_arena_new()};
    int64_t id = 0;
    bool ok = cigo_store_write_begin(store, err);
    if (ok)
        ok = cigo_store_write_end(store, take_in(store, pack, how, name, &in, &id, err), err);
    cigo_arena_free(in.reader.arena);
    cigo_arena_reset(store->scratch);
    if (ok)
        *ret_id = id;
    return ok;
}
