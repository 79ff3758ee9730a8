/* A case read as a whole, from one moment (a read transaction). */

#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include "store-priv.h"

static bool read_fields(struct cigo_store *store, int64_t id, const struct cigo_store_reader *reader,
                        struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_ANSWER_READ, "i", id);
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        if (reader->field)
            reader->field(reader->data, cigo_store_text(stmt, 0), cigo_store_text(stmt, 1));
    return ok;
}

static bool give_row(struct cigo_store *store, const char *group, int64_t row, struct cigo_str data,
                     const struct cigo_store_reader *reader)
{
    size_t n;
    char **parts = cigo_codec_split(store->scratch, data, &n);
    if (n % 2 != 0)
        return false;
    n /= 2;
    const char **columns = cigo_arena_alloc(store->scratch, (n + 1) * sizeof *columns);
    const char **texts = cigo_arena_alloc(store->scratch, (n + 1) * sizeof *texts);
    for (size_t i = 0; i < n; i++) {
        columns[i] = parts[2 * i];
        texts[i] = parts[2 * i + 1];
    }
    if (reader->row)
        reader->row(reader->data, group, row, columns, texts, n);
    return true;
}

static bool give_block(struct cigo_store *store, const char *group, int64_t first, struct cigo_str data, size_t n,
                       const struct cigo_store_reader *reader)
{
    struct cigo_block block;
    if (!cigo_codec_block(store->scratch, data, n, &block))
        return false;
    for (size_t i = 0; i < n; i++) {
        size_t filled;
        if (!cigo_codec_block_row(&block, i, &filled))
            return false;
        if (reader->row)
            reader->row(reader->data, group, first + (int64_t)i, block.names, block.texts, filled);
    }
    return true;
}

static bool give_record(struct cigo_store *store, sqlite3_stmt *stmt, const struct cigo_store_reader *reader)
{
    const char *group = cigo_store_text(stmt, 0);
    struct cigo_str data = {cigo_store_text(stmt, 2), (size_t)sqlite3_column_bytes(stmt, 2)};
    int64_t row = sqlite3_column_int64(stmt, 1), n = sqlite3_column_int64(stmt, 3);
    bool ok = n == 1 ? give_row(store, group, row, data, reader)
                     : n > 1 && give_block(store, group, row, data, (size_t)n, reader);
    cigo_arena_reset(store->scratch);
    return ok;
}

static bool read_rows(struct cigo_store *store, int64_t id, const struct cigo_store_reader *reader,
                      struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_ROW_READ, "i", id);
    if (stmt == NULL)
        return false;
    while (ok && cigo_store_next(store, stmt, &ok, err)) {
        if (give_record(store, stmt, reader))
            continue;
        store->damaged = true;
        ok = cigo_fail(err, CIGO_EXIT_STORAGE,
                       _("Una riga di «%s» nell'archivio è danneggiata. Non lo cancelli: ne faccia una copia e "
                       "ripristini l'ultima copia di riserva."), cigo_store_text(stmt, 0));
    }
    sqlite3_reset(stmt);
    return ok;
}

static bool read_waivers(struct cigo_store *store, int64_t id, const struct cigo_store_reader *reader,
                         struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WAIVER_READ, "i", id);
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        if (reader->waiver)
            reader->waiver(reader->data, cigo_store_text(stmt, 0), sqlite3_column_int64(stmt, 1),
                           cigo_store_text(stmt, 2), cigo_store_text(stmt, 3), cigo_store_text(stmt, 4),
                           cigo_store_text(stmt, 5));
    return ok;
}

bool cigo_store_read(struct cigo_store *store, int64_t id, const struct cigo_store_reader *reader,
                     struct cigo_error *err)
{
    bool own = sqlite3_get_autocommit(store->db) != 0;
    if (own && sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return cigo_store_fail(store, err, _("Non posso leggere l'archivio"));
    bool ok = read_fields(store, id, reader, err) && read_rows(store, id, reader, err) &&
              read_waivers(store, id, reader, err);
    if (own)
        sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
    return ok;
}
