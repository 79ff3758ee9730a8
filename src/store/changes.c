/* Journal entries taken apart again: the reverse of what answers.c and bulk.c write. Texts come from the
 * database, so nothing about their form is taken for granted. */

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

#include <errno.h>
#include <stdlib.h>

#include "store-priv.h"

enum { MOST_ROWS = 1 << 24 }; /* more than an import can add */

struct reading {
    struct cigo_arena *arena;
    struct cigo_change *items;
    size_t n, cap;
};

static bool number(const char *text, int64_t *ret_value)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0)
        return false;
    *ret_value = value;
    return true;
}

static bool position_of(const char *text, size_t *ret_position)
{
    int64_t value;
    if (!number(text, &value) || value < 0)
        return false;
    *ret_position = (size_t)value;
    return true;
}

/* column, text, column, text … into the change */
static bool pairs(struct reading *r, char **parts, size_t n, struct cigo_change *change)
{
    if (n % 2 != 0)
        return false;
    const char **columns = cigo_arena_alloc(r->arena, (n / 2 + 1) * sizeof *columns);
    const char **texts = cigo_arena_alloc(r->arena, (n / 2 + 1) * sizeof *texts);
    for (size_t i = 0; i < n / 2; i++) {
        columns[i] = parts[2 * i];
        texts[i] = parts[2 * i + 1];
    }
    change->columns = columns;
    change->texts = texts;
    change->n = n / 2;
    return true;
}

/* "name/37/column" → name, row, column; row 0 and no column when they are not there. */
static bool split_place(struct reading *r, const char *place, struct cigo_change *change)
{
    const char *slash = strchr(place, '/');
    change->name = cigo_arena_str(r->arena, (struct cigo_str){place, strcspn(place, "/")});
    if (slash == NULL)
        return true;
    const char *row = cigo_arena_str(r->arena, (struct cigo_str){slash + 1, strcspn(slash + 1, "/")});
    const char *second = strchr(slash + 1, '/');
    if (second)
        change->column = cigo_arena_dup(r->arena, second + 1);
    bool ok = number(row, &change->row);
    change->last_row = change->row;
    return ok;
}

/* ---- single entries ---- */

static bool read_value(struct reading *r, const struct cigo_journal_entry *e, struct cigo_change *change)
{
    bool cell = strcmp(e->type, "cell") == 0;
    change->type = cell ? CIGO_CHANGE_CELL : CIGO_CHANGE_FIELD;
    change->old_text = cigo_arena_dup(r->arena, e->old_text);
    change->new_text = cigo_arena_dup(r->arena, e->new_text);
    if (cell)
        return split_place(r, e->place, change) && change->column;
    change->name = cigo_arena_dup(r->arena, e->place);
    return true;
}

static bool read_row(struct reading *r, const struct cigo_journal_entry *e, struct cigo_change *change)
{
    bool added = strcmp(e->type, "row+") == 0;
    const char *text = added ? e->new_text : e->old_text;
    size_t n;
    change->type = added ? CIGO_CHANGE_ROW_ADDED : CIGO_CHANGE_ROW_REMOVED;
    char **parts = cigo_codec_split(r->arena, cigo_str_of(text), &n);
    return n > 0 && split_place(r, e->place, change) && position_of(parts[0], &change->position) &&
           pairs(r, parts + 1, n - 1, change);
}

static bool read_waiver(struct reading *r, const struct cigo_journal_entry *e, struct cigo_change *change)
{
    size_t n;
    change->type = CIGO_CHANGE_WAIVER;
    char **parts = cigo_codec_split(r->arena, cigo_str_of(e->old_text), &n);
    return split_place(r, e->place, change) && pairs(r, parts, n, change);
}

/* ---- imports: a line for each change ---- */

static bool line_row(struct reading *r, char **parts, size_t n, struct cigo_change *change)
{
    bool added = parts[0][0] == '+';
    if (n < (added ? 5 : 4) || (added && n != 5))
        return false;
    change->type = added ? CIGO_CHANGE_ROW_ADDED : CIGO_CHANGE_ROW_REMOVED;
    if (!number(parts[2], &change->row))
        return false;
    change->last_row = change->row;
    if (added)
        return number(parts[3], &change->last_row) && change->row >= 0 && change->last_row >= change->row &&
               change->last_row - change->row < MOST_ROWS && position_of(parts[4], &change->position);
    return position_of(parts[3], &change->position) && pairs(r, parts + 4, n - 4, change);
}

static bool line_waiver(struct reading *r, char **parts, size_t n, struct cigo_change *change)
{
    static const char *const columns[] = {"state", "reason", "inputs", "form_version"};
    if ((n != 3 && n != 7) || !number(parts[2], &change->row))
        return false;
    change->type = CIGO_CHANGE_WAIVER;
    change->last_row = change->row;
    change->columns = columns;
    const char **texts = cigo_arena_alloc(r->arena, 4 * sizeof *texts);
    for (size_t i = 3; i < n; i++)
        texts[i - 3] = parts[i];
    change->texts = texts;
    change->n = n - 3;
    return true;
}

static bool read_line(struct reading *r, struct cigo_str line, struct cigo_change *change)
{
    size_t n;
    char **parts = cigo_codec_split(r->arena, line, &n);
    if (n < 2 || strlen(parts[0]) != 1)
        return false;
    change->name = parts[1];
    switch (parts[0][0]) {
    case 'f':
        change->type = CIGO_CHANGE_FIELD;
        change->old_text = n > 2 ? parts[2] : NULL;
        return n <= 3;
    case 'c':
        change->type = CIGO_CHANGE_CELL;
        if (n < 4 || n > 5 || !number(parts[2], &change->row))
            return false;
        change->last_row = change->row;
        change->column = parts[3];
        change->old_text = n > 4 ? parts[4] : NULL;
        return true;
    case '+':
    case '-':
        return line_row(r, parts, n, change);
    case 'w':
        return line_waiver(r, parts, n, change);
    default:
        return false;
    }
}

static bool read_import(struct reading *r, const char *text)
{
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        struct cigo_change change = {0};
        if (!read_line(r, (struct cigo_str){text, n}, &change))
            return false;
        *CIGO_PUSH(r->items, r->n, r->cap) = change;
        text += n + (text[n] == '\n');
    }
    return true;
}

static bool read_entry(struct reading *r, const struct cigo_journal_entry *e)
{
    static const struct {
        const char *type;
        bool (*read)(struct reading *r, const struct cigo_journal_entry *e, struct cigo_change *change);
    } types[] = {
        {"field", read_value}, {"cell", read_value},     {"row+", read_row},
        {"row-", read_row},    {"waiver", read_waiver},
    };
    if (strcmp(e->type, "import") == 0)
        return read_import(r, e->old_text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(e->type, types[i].type) != 0)
            continue;
        struct cigo_change change = {0};
        if (!types[i].read(r, e, &change))
            return false;
        *CIGO_PUSH(r->items, r->n, r->cap) = change;
        return true;
    }
    return strcmp(e->type, "copy") == 0;
}

bool cigo_journal_changes(const struct cigo_journal_entry *entry, struct cigo_arena *arena,
                          struct cigo_changes *ret_changes, struct cigo_error *err)
{
    struct reading r = {.arena = arena};
    bool ok = read_entry(&r, entry) ||
              cigo_fail(err, CIGO_EXIT_STORAGE,
                        _("Una voce del registro delle modifiche non è leggibile e non si può annullare."));
    if (ok) {
        struct cigo_change *items = cigo_arena_alloc(arena, r.n * sizeof *items + 1);
        if (r.n > 0)
            memcpy(items, r.items, r.n * sizeof *items);
        *ret_changes = (struct cigo_changes){items, r.n};
    }
    free(r.items);
    return ok;
}
