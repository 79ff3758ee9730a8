/* Names of cases: what may be in them, and when two are the same (letter case and composition of accents
 * do not count). */

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

#include <stdlib.h>
#include <utf8proc.h>

#include "store-priv.h"

enum { NAME_MAX_CHARACTERS = 120 };

bool cigo_name_clean(struct cigo_str name, struct cigo_buf *ret_name, struct cigo_error *err)
{
    struct cigo_buf clean, nfc;
    cigo_buf_init(&clean, 2 * name.n + 16); /* a Latin-1 byte becomes two */
    cigo_buf_init(&nfc, 8 * name.n + 64);
    cigo_utf8_clean(name, CIGO_CLEAN_LINE, &clean);
    cigo_utf8_nfc(cigo_str_trim(cigo_buf_str(&clean)), &nfc);
    struct cigo_str text = cigo_buf_str(&nfc);
    size_t count = cigo_utf8_count(text);
    bool ok = true;
    if (count == 0)
        ok = cigo_fail(err, CIGO_EXIT_USAGE, _("Il nome della domanda è vuoto: ne scriva uno."));
    else if (count > NAME_MAX_CHARACTERS)
        ok = cigo_fail(err, CIGO_EXIT_USAGE,
                       _("Il nome della domanda ha %zu caratteri: il massimo è %d. Lo accorci."), count,
                       (int)NAME_MAX_CHARACTERS);
    if (ok) {
        cigo_buf_clear(ret_name);
        cigo_buf_add(ret_name, text);
    }
    cigo_buf_finish(&clean);
    cigo_buf_finish(&nfc);
    return ok;
}

void cigo_name_key(const char *name, struct cigo_buf *ret_key)
{
    utf8proc_uint8_t *folded = NULL;
    const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)name;
    utf8proc_ssize_t n = utf8proc_map(text, 0, &folded,
                                      UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                          UTF8PROC_CASEFOLD);
    if (n == UTF8PROC_ERROR_NOMEM)
        cigo_no_memory();
    cigo_buf_clear(ret_key);
    cigo_buf_puts(ret_key, n >= 0 ? (const char *)folded : name);
    free(folded);
}

void cigo_name_copy(const char *name, unsigned n, struct cigo_buf *ret_name)
{
    char tail[32];
    if (n == 1)
        sqlite3_snprintf(sizeof tail, tail, " (copia)");
    else
        sqlite3_snprintf(sizeof tail, tail, " (copia %u)", n);
    size_t room = NAME_MAX_CHARACTERS - strlen(tail);
    struct cigo_str rest = cigo_str_of(name);
    cigo_buf_clear(ret_name);
    while (rest.n > 0) {
        size_t bytes = cigo_utf8_cluster(rest);
        size_t count = cigo_utf8_count((struct cigo_str){rest.p, bytes});
        if (bytes == 0 || count > room)
            break;
        cigo_buf_add(ret_name, (struct cigo_str){rest.p, bytes});
        room -= count;
        rest = (struct cigo_str){rest.p + bytes, rest.n - bytes};
    }
    cigo_buf_puts(ret_name, tail);
}
