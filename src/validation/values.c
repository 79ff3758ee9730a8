/* Values between C and SQLite, and the check after every step that a result is what was declared:
 * the type checker proves it for the text, this catches what only running shows (overflow into
 * REAL, a date out of range, the id of another list). */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>
#include <cigo/base/date.h>

enum { MAX_ROW = 3 << 20, MAX_TEXT = 64 << 10, SMALL_TEXT = 1 << 10 /* always less than its share */ };

struct cigo_value cigo_held_value(const struct held *held)
{
    struct cigo_value value = {.storage = (enum cigo_storage)held->storage};
    if (held->storage == CIGO_INT)
        value.i = held->i;
    else if (held->storage == CIGO_TEXT)
        value.s = (struct cigo_str){held->s, held->n};
    return value;
}

uint64_t cigo_value_hash(const struct cigo_value *value)
{
    uint64_t h = cigo_hash_mix(value->storage, value->storage == CIGO_INT ? (uint64_t)value->i : 0);
    return value->storage == CIGO_TEXT ? cigo_str_hash(value->s, h) : h;
}

bool cigo_held_eq(const struct held *held, const struct cigo_value *value)
{
    struct cigo_value own = cigo_held_value(held);
    return cigo_value_eq(&own, value);
}

bool cigo_held_set(struct held *held, const struct cigo_value *value)
{
    if (cigo_held_eq(held, value))
        return false;
    char *text = value->storage == CIGO_TEXT ? cigo_str_dup(value->s) : NULL;
    free(held->s);
    *held = (struct held){(uint8_t)value->storage, value->storage == CIGO_INT ? value->i : 0, text,
                          text ? value->s.n : 0};
    return true;
}

void cigo_held_finish(struct held *held)
{
    free(held->s);
    *held = (struct held){0};
}

/* The text must stay until the statement is stepped: nothing is copied. */
void cigo_value_bind(sqlite3_stmt *stmt, int index, const struct cigo_value *value)
{
    if (value->storage == CIGO_INT)
        sqlite3_bind_int64(stmt, index, value->i);
    else if (value->storage == CIGO_TEXT)
        sqlite3_bind_text64(stmt, index, value->s.n ? value->s.p : "", value->s.n, SQLITE_STATIC,
                            SQLITE_UTF8);
    else
        sqlite3_bind_null(stmt, index);
}

/* SQLite must find the end of a text by itself, or a function that asks for it gets a copy. */
void cigo_value_result(sqlite3_context *ctx, const struct cigo_value *value)
{
    if (value->storage == CIGO_INT)
        sqlite3_result_int64(ctx, value->i);
    else if (value->storage == CIGO_TEXT && value->s.n > 0 && value->s.p[value->s.n] == '\0')
        sqlite3_result_text(ctx, value->s.p, -1, SQLITE_STATIC);
    else if (value->storage == CIGO_TEXT)
        sqlite3_result_text64(ctx, value->s.p, value->s.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_result_null(ctx);
}

bool cigo_value_column(sqlite3_stmt *stmt, int column, struct cigo_value *ret_value)
{
    struct cigo_value value = {.storage = CIGO_NULL};
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_NULL:
        break;
    case SQLITE_INTEGER:
        value.storage = CIGO_INT;
        value.i = sqlite3_column_int64(stmt, column);
        break;
    case SQLITE_TEXT:
        value.storage = CIGO_TEXT;
        value.s.p = (const char *)sqlite3_column_text(stmt, column);
        if (!value.s.p)
            cigo_no_memory();
        value.s.n = (size_t)sqlite3_column_bytes(stmt, column);
        break;
    default:
        return false;
    }
    *ret_value = value;
    return true;
}

struct cigo_value cigo_value_keep(struct cigo_arena *arena, struct cigo_value value)
{
    if (value.storage == CIGO_TEXT)
        value.s.p = cigo_arena_str(arena, value.s);
    return value;
}

/* A row must fit into one value's limit whatever is pasted: of a text longer than its share rules
 * see the beginning (longtexts have a table of their own, and a maximum that is told much earlier).
 */
struct cigo_value cigo_value_cut(struct cigo_value value, size_t columns)
{
    if (value.storage != CIGO_TEXT || value.s.n <= SMALL_TEXT)
        return value;
    size_t share = MAX_ROW / (columns + 1);
    size_t n = share < MAX_TEXT ? share : MAX_TEXT;
    if (value.s.n <= n)
        return value;
    while (n > 0 && ((unsigned char)value.s.p[n] & 0xc0) == 0x80)
        n--;
    value.s.n = n;
    return value;
}

/* ---- checks ---- */

static const char *check_integer(enum cigo_type type, int64_t i)
{
    switch (type) {
    case CIGO_TYPE_BOOLEAN:
        return i == 0 || i == 1 ? NULL : "la condizione non vale né vero né falso";
    case CIGO_TYPE_DATE:
        return i >= CIGO_DATE_MIN && i <= CIGO_DATE_MAX ? NULL
                                                        : "la data è fuori dagli anni 1900–2100";
    case CIGO_TYPE_TIME:
        return i >= 0 && i <= 24 * 60 ? NULL : "l'ora è fuori da 00:00–24:00";
    default:
        return NULL;
    }
}

static const char *const no_choice = "il risultato non è una voce del suo elenco";

static size_t words(struct cigo_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

/* Row order is nobody's promise: put the ids into choice order, each once. */
static const char *check_multi(const struct cigo_choices *choices, struct cigo_arena *arena,
                               struct cigo_value *value)
{
    struct cigo_str old = value->s;
    char *text = cigo_arena_alloc(arena, old.n + 1);
    size_t n = 0, known = 0, all = words(old);
    for (size_t i = 0; i < choices->n && known < all; i++) {
        struct cigo_str id = cigo_str_of(choices->items[i].id);
        if (!cigo_multi_has(old, id))
            continue;
        if (n > 0)
            text[n++] = ' ';
        memcpy(text + n, id.p, id.n);
        n += id.n;
        known++;
    }
    for (size_t i = 0; i < old.n && known < all; i++) { /* fewer: repeated, or unknown? */
        if (old.p[i] == ' ' || (i > 0 && old.p[i - 1] != ' '))
            continue;
        struct cigo_str word = {old.p + i, 0};
        while (i + word.n < old.n && word.p[word.n] != ' ')
            word.n++;
        if (!cigo_choice_find(choices, word))
            return no_choice;
    }
    value->s = (struct cigo_str){text, n};
    return NULL;
}

const char *cigo_value_check(const struct cigo_sql_want *want, struct cigo_arena *arena,
                             struct cigo_value *value)
{
    if (value->storage == CIGO_NULL)
        return NULL;
    bool integer = cigo_type_is_integer(want->type);
    if (integer != (value->storage == CIGO_INT))
        return "il risultato non è del tipo dichiarato";
    if (integer)
        return check_integer(want->type, value->i);
    if (want->type == CIGO_TYPE_CHOICE && want->choices &&
        !cigo_choice_find(want->choices, value->s))
        return no_choice;
    if (want->type == CIGO_TYPE_MULTI && want->choices)
        return check_multi(want->choices, arena, value);
    return NULL;
}
