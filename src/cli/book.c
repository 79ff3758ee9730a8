/* The companies book for the front ends: the store's, and the user's wish. */

#include <cigo/store/book.h>
#include <cigo/store/care.h>
#include "cli-priv.h"

static bool find(void *data, const struct cigo_book_query *query, struct cigo_arena *arena,
                 struct cigo_book_entries *ret_entries, struct cigo_error *err)
{
    const struct cli *cli = data;
    return cigo_store_book_find(cli->store, query, arena, ret_entries, err);
}

static bool put(void *data, enum cigo_book_part part, int64_t company, int64_t *id,
                const struct cigo_book_value *values, size_t n, struct cigo_error *err)
{
    const struct cli *cli = data;
    return cigo_store_book_put(cli->store, part, company, id, values, n, err);
}

/* Somebody who reads just now keeps the log of writes; it goes when he ends. */
static bool forget(void *data, int64_t id, struct cigo_error *err)
{
    const struct cli *cli = data;
    bool clean;
    return cigo_store_book_forget(cli->store, id, err) && cigo_store_scrub(cli->store, &clean, err);
}

static bool quiet(void *data)
{
    const struct cli *cli = data;
    struct cigo_error err;
    bool yes = false; /* asked once too often is no harm */
    return cigo_store_book_quiet(cli->store, cli->book_case, &yes, &err) && yes;
}

static bool hush(void *data, struct cigo_error *err)
{
    const struct cli *cli = data;
    return cigo_store_book_hush(cli->store, cli->book_case, err);
}

void cli_book(struct cli *cli, int64_t case_id, struct cigo_book *ret_book)
{
    cli->book_case = case_id;
    *ret_book = (struct cigo_book){cli, cli->preferences.book, find, put, forget, quiet, hush};
}
