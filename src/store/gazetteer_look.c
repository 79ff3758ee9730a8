/* Looking up: by code, and by the beginning of a name as people write it. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

#include "gazetteer-priv.h"

enum { KEY_SIZE = 256 };

static const char *cell(const struct gazetteer_table *table, size_t row, int column)
{
    return column < 0 ? "" : table->cells[row * (size_t)table->layout->n_columns + (size_t)column];
}

/* Letters and digits, one blank between words: "Sant'Agata" and "SANT AGATA" are the same. */
static void key_of(struct cigo_str text, char key[KEY_SIZE])
{
    struct cigo_buf folded;
    size_t n = 0;
    cigo_buf_init(&folded, (size_t)1 << 20);
    cigo_utf8_fold(text, &folded);
    for (size_t i = 0; i < folded.n && n < KEY_SIZE - 1; i++) {
        unsigned char c = (unsigned char)folded.p[i];
        if (isalnum(c) || c >= 0x80)
            key[n++] = (char)c;
        else if (n && key[n - 1] != ' ')
            key[n++] = ' ';
    }
    while (n && key[n - 1] == ' ')
        n--;
    key[n] = '\0';
    cigo_buf_finish(&folded);
}

static void add_name(struct cigo_gazetteer *gazetteer, const char *text, size_t row, bool second)
{
    char key[KEY_SIZE];
    key_of(cigo_str_of(text), key);
    if (*key)
        *CIGO_PUSH(gazetteer->names, gazetteer->n_names, gazetteer->cap_names) =
            (struct gazetteer_name){cigo_strdup(key), row, second};
}

static int by_key(const void *a, const void *b)
{
    const struct gazetteer_name *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

static const struct gazetteer_table *need_names(struct cigo_gazetteer *gazetteer)
{
    struct cigo_error ignored;
    const struct gazetteer_table *table = cigo_gazetteer_need(gazetteer, TABLE_TOWNS, &ignored);
    if (gazetteer->names || !table->layout)
        return table;
    for (size_t i = 0; i < table->n; i++) {
        add_name(gazetteer, cell(table, i, table->layout->label), i, false);
        add_name(gazetteer, cell(table, i, table->layout->other), i, true);
    }
    if (gazetteer->n_names > 0)
        qsort(gazetteer->names, gazetteer->n_names, sizeof *gazetteer->names, by_key);
    return table;
}

static size_t first_from(const struct cigo_gazetteer *gazetteer, const char *key)
{
    size_t low = 0, high = gazetteer->n_names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(gazetteer->names[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct cigo_town town_of(const struct gazetteer_table *table, size_t row)
{
    const struct gazetteer_layout *layout = table->layout;
    return (struct cigo_town){cell(table, row, 0), cell(table, row, layout->label), cell(table, row, layout->other),
                              cell(table, row, layout->province), cell(table, row, layout->cap)};
}

static bool begins(const char *key, const char *start, bool whole)
{
    return whole ? strcmp(key, start) == 0 : strncmp(key, start, strlen(start)) == 0;
}

/* A second name whose first is found too: the town counts once. */
static bool found_already(const struct gazetteer_table *table, const struct gazetteer_name *name, const char *start,
                          bool whole)
{
    char key[KEY_SIZE];
    if (!name->second)
        return false;
    key_of(cigo_str_of(cell(table, name->row, table->layout->label)), key);
    return begins(key, start, whole);
}

size_t cigo_gazetteer_towns(struct cigo_gazetteer *gazetteer, struct cigo_str start, struct cigo_town *ret,
                            size_t max)
{
    const struct gazetteer_table *table = need_names(gazetteer);
    char key[KEY_SIZE];
    size_t n = 0;
    key_of(start, key);
    if (!*key || !gazetteer->n_names)
        return 0;
    size_t first = first_from(gazetteer, key);
    bool whole = first < gazetteer->n_names && strcmp(gazetteer->names[first].key, key) == 0;
    for (size_t i = first; i < gazetteer->n_names && begins(gazetteer->names[i].key, key, whole); i++) {
        const struct gazetteer_name *name = &gazetteer->names[i];
        if (found_already(table, name, key, whole))
            continue;
        if (n < max) {
            ret[n] = town_of(table, name->row);
            ret[n].whole = whole;
        }
        n++;
    }
    return n;
}

bool cigo_gazetteer_birthplace(struct cigo_gazetteer *gazetteer, struct cigo_str code,
                               struct cigo_birthplace *ret_place)
{
    bool abroad = code.n == 4 && code.p[0] == 'Z';
    struct cigo_error ignored;
    const struct gazetteer_table *table = cigo_gazetteer_need(gazetteer, abroad ? TABLE_STATES : TABLE_PLACES, &ignored);
    if (!abroad && !table->layout) /* those of today are better than nothing */
        table = cigo_gazetteer_need(gazetteer, TABLE_TOWNS, &ignored);
    size_t row = table->layout ? cigo_gazetteer_find(table, code) : 0;
    if (!table->layout || row == table->n)
        return false;
    const struct gazetteer_layout *layout = table->layout;
    *ret_place = (struct cigo_birthplace){
        .name = cell(table, row, layout->label),
        .province = cell(table, row, layout->province),
        .from = cell(table, row, layout->from),
        .to = cell(table, row, layout->to),
        .abroad = abroad,
        .active = layout->active < 0 || *cell(table, row, layout->active) == '1',
    };
    return true;
}
