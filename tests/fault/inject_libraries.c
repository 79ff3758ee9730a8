/* SQLite and the other libraries, where they say that something failed. */

#include "inject.h"

#include <gcrypt.h>
#include <sqlite3.h>
#include <utf8proc.h>
#include <yaml.h>

/* ---- SQLite: who asks why must be told the same ---- */

static const int any[] = {SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_NOMEM, SQLITE_BUSY, SQLITE_CORRUPT};
static const int no_memory[] = {SQLITE_NOMEM};

static __thread int faked;

/* What lives in memory alone fails for want of memory alone, and once: for ever it is the memory itself that fails. */
static bool sqlite_fails(const char *name, sqlite3 *db, const int *ways, size_t n)
{
    static bool had_none;
    const char *path = db ? sqlite3_db_filename(db, "main") : NULL;
    bool in_memory = db && (!path || !*path);
    if (in_memory && had_none) {
        faked = SQLITE_OK;
        return false;
    }
    const int *way = inject_fails(name, INJECT_SQLITE, in_memory ? no_memory : ways, in_memory ? 1 : n);
    faked = way ? *way : SQLITE_OK;
    had_none = had_none || (way && in_memory);
    return way != NULL;
}


#define SQLITE(ways, name, of, parameters, arguments, undo) \
    INJECT_EXPORT int name parameters \
    { \
        INJECT_REAL(name); \
        if (!inject_from_program(__builtin_return_address(0)) || \
            !sqlite_fails(#name, of, ways, sizeof ways / sizeof *ways)) \
            return real arguments; \
        undo; \
        return faked; \
    }
SQLITE(any, sqlite3_step, sqlite3_db_handle(stmt), (sqlite3_stmt *stmt), (stmt), (void)0)
SQLITE(any, sqlite3_exec, db, (sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **), void *data,
       char **ret_text), (db, sql, each, data, ret_text), (void)0)
SQLITE(any, sqlite3_prepare_v2, db, (sqlite3 *db, const char *sql, int n, sqlite3_stmt **ret, const char **ret_rest),
       (db, sql, n, ret, ret_rest), *ret = NULL)
SQLITE(any, sqlite3_prepare_v3, db, (sqlite3 *db, const char *sql, int n, unsigned how, sqlite3_stmt **ret,
       const char **ret_rest), (db, sql, n, how, ret, ret_rest), *ret = NULL)
SQLITE(no_memory, sqlite3_open_v2, NULL, (const char *path, sqlite3 **ret, int how, const char *vfs),
       (path, ret, how, vfs), *ret = NULL)
SQLITE(no_memory, sqlite3_create_function_v2, db, (sqlite3 *db, const char *name, int n, int how, void *data,
       void (*call)(sqlite3_context *, int, sqlite3_value **), void (*step)(sqlite3_context *, int, sqlite3_value **),
       void (*final)(sqlite3_context *), void (*done)(void *)), (db, name, n, how, data, call, step, final, done),
       (void)0)
SQLITE(no_memory, sqlite3_create_module_v2, db, (sqlite3 *db, const char *name, const sqlite3_module *module, void *data,
       void (*done)(void *)), (db, name, module, data, done), (void)0)
SQLITE(any, sqlite3_backup_step, NULL, (sqlite3_backup *backup, int n), (backup, n), (void)0)
SQLITE(any, sqlite3_wal_checkpoint_v2, db, (sqlite3 *db, const char *name, int how, int *ret_n, int *ret_done),
       (db, name, how, ret_n, ret_done), (void)0)

/* A text that is only borrowed needs no memory. */
INJECT_EXPORT int sqlite3_bind_text64(sqlite3_stmt *stmt, int at, const char *p, sqlite3_uint64 n,
                                      void (*done)(void *), unsigned char how)
{
    INJECT_REAL(sqlite3_bind_text64);
    bool fails = done == SQLITE_TRANSIENT && sqlite_fails("sqlite3_bind_text64", NULL, no_memory, 1);
    return fails ? faked : real(stmt, at, p, n, done, how);
}

INJECT_EXPORT sqlite3_backup *sqlite3_backup_init(sqlite3 *to, const char *to_name, sqlite3 *from,
                                                  const char *from_name)
{
    INJECT_REAL(sqlite3_backup_init);
    return sqlite_fails("sqlite3_backup_init", NULL, no_memory, 1) ? NULL : real(to, to_name, from, from_name);
}

INJECT_EXPORT int sqlite3_extended_errcode(sqlite3 *db)
{
    INJECT_REAL(sqlite3_extended_errcode);
    return faked != SQLITE_OK ? faked : real(db);
}

INJECT_EXPORT int sqlite3_errcode(sqlite3 *db)
{
    INJECT_REAL(sqlite3_errcode);
    return faked != SQLITE_OK ? faked & 0xff : real(db);
}

INJECT_EXPORT const char *sqlite3_errmsg(sqlite3 *db)
{
    INJECT_REAL(sqlite3_errmsg);
    return faked != SQLITE_OK ? sqlite3_errstr(faked) : real(db);
}

/* ---- the others; what they allocate fails with the memory ---- */

#define LIBRARY(result, failed, name, parameters, arguments) \
    INJECT(result, failed, INJECT_LIBRARY, name, parameters, arguments, ENOMEM)
#define NO_MEMORY gcry_error_from_errno(ENOMEM)
LIBRARY(int, 0, yaml_parser_initialize, (yaml_parser_t *parser), (parser))
LIBRARY(utf8proc_ssize_t, UTF8PROC_ERROR_NOMEM, utf8proc_map,
        (const utf8proc_uint8_t *p, utf8proc_ssize_t n, utf8proc_uint8_t **ret, utf8proc_option_t how),
        (p, n, ret, how))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_open, (gcry_cipher_hd_t *ret, int type, int mode, unsigned how),
        (ret, type, mode, how))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_setkey, (gcry_cipher_hd_t cipher, const void *key, size_t n),
        (cipher, key, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_setiv, (gcry_cipher_hd_t cipher, const void *iv, size_t n),
        (cipher, iv, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_authenticate, (gcry_cipher_hd_t cipher, const void *p, size_t n),
        (cipher, p, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_encrypt,
        (gcry_cipher_hd_t cipher, void *to, size_t room, const void *from, size_t n), (cipher, to, room, from, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_decrypt,
        (gcry_cipher_hd_t cipher, void *to, size_t room, const void *from, size_t n), (cipher, to, room, from, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_cipher_gettag, (gcry_cipher_hd_t cipher, void *ret, size_t n), (cipher, ret, n))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_kdf_open, (gcry_kdf_hd_t *ret, int type, int kind, const unsigned long *p,
        unsigned n_p, const void *word, size_t n_word, const void *salt, size_t n_salt, const void *key, size_t n_key,
        const void *data, size_t n_data), (ret, type, kind, p, n_p, word, n_word, salt, n_salt, key, n_key, data,
        n_data))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_kdf_compute, (gcry_kdf_hd_t kdf, const gcry_kdf_thread_ops_t *ops), (kdf, ops))
LIBRARY(gcry_error_t, NO_MEMORY, gcry_kdf_final, (gcry_kdf_hd_t kdf, size_t n, void *ret), (kdf, n, ret))

INJECT_EXPORT int yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event)
{
    static const int ways[] = {YAML_MEMORY_ERROR, YAML_READER_ERROR};
    INJECT_REAL(yaml_parser_parse);
    const int *way = inject_fails("yaml_parser_parse", INJECT_LIBRARY, ways, 2);
    if (!way)
        return real(parser, event);
    parser->error = (yaml_error_type_t)*way;
    parser->problem = *way == YAML_READER_ERROR ? "input error" : NULL;
    return 0;
}
