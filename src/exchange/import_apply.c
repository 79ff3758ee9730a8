/* Looking and applying go the same way through the file; only the end of it differs: counted, or put into the
 * session. New rows go in blocks, so that memory does not grow with the file. Whether a cell is bad is read off
 * the session where the session has just parsed it. */

#include <assert.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "import-priv.h"

enum { BLOCK = 1024, FRESH = 32 };

/* The key of a row of the file; `added`: the row is a new one of the group. */
struct fresh_key {
    uint64_t hash;
    size_t number;
    bool added;
};

struct run {
    struct cigo_import *import;
    const struct cigo_group *group;
    bool apply;
    struct import_keys *keys;     /* update */
    struct cigo_str *texts;       /* BLOCK rows */
    size_t *numbers;              /* their numbers in the file */
    size_t n;                     /* rows in the block */
    struct cigo_arena *arena;     /* texts of the block that are not the file's own */
    uint64_t *hashes;             /* of the keys of the file, to count those that come again: a table, 0 = free */
    size_t n_hashes;              /* its size, a power of two */
    struct fresh_key fresh[FRESH]; /* of the last rows: on their way into the table */
    size_t n_fresh;
    struct cigo_parsed parsed;
    struct cigo_buf clean;        /* the text that was parsed last, as an answer keeps it */
    struct cigo_buf key;
};

/* ---- keys that come again ---- */

/* Room for the keys of n rows, a fifth of it free at least. */
static void make_hashes(struct run *run, size_t n)
{
    run->n_hashes = 16;
    while (run->n_hashes < n + n / 4)
        run->n_hashes *= 2;
    run->hashes = cigo_alloc_array(run->n_hashes, sizeof *run->hashes);
}

static uint64_t *slot_of(struct run *run, uint64_t h)
{
    return &run->hashes[(size_t)(h >> 17) & (run->n_hashes - 1)];
}

static void note_repeated(struct cigo_import_counts *counts, const struct fresh_key *key)
{
    counts->repeated++;
    if (!key->added)
        return;
    if (counts->twice < CIGO_IMPORT_REPEATED_KEPT)
        counts->twice_numbers[counts->twice] = key->number;
    counts->twice++;
}

/* The table is larger than what is near the processor: the places of some are asked for before any is looked at. */
static void settle_hashes(struct run *run)
{
    const uint64_t *end = run->hashes + run->n_hashes;
    for (size_t i = 0; i < run->n_fresh; i++) {
        uint64_t h = run->fresh[i].hash, *slot = slot_of(run, h);
        while (*slot && *slot != h)
            slot = slot + 1 == end ? run->hashes : slot + 1;
        if (*slot == h)
            note_repeated(&run->import->counts, &run->fresh[i]);
        *slot = h;
    }
    run->n_fresh = 0;
}

/* Of the key in run->key. */
static void note_hash(struct run *run, size_t number, bool added)
{
    uint64_t h = cigo_str_hash(cigo_buf_str(&run->key), 0) | 1; /* never the sign of a free place */
    __builtin_prefetch(slot_of(run, h), 1);
    run->fresh[run->n_fresh++] = (struct fresh_key){h, number, added};
    if (run->n_fresh == FRESH)
        settle_hashes(run);
}

/* `raw` as an answer keeps it. */
static void take_key(struct run *run, const struct cigo_value *value, struct cigo_str raw)
{
    cigo_buf_clear(&run->key);
    import_key_text(run->group->key, value, raw, &run->key);
}

static void note_key(struct run *run, const struct cigo_value *value, struct cigo_str raw, size_t number)
{
    take_key(run, value, raw);
    note_hash(run, number, true);
}

/* ---- new rows ---- */

static void parse(struct run *run, const struct cigo_field *field, struct cigo_str text)
{
    cigo_field_parse(field, cigo_session_today(run->import->session), text, &run->parsed);
    cigo_buf_clear(&run->clean);
    if (run->parsed.verdict == CIGO_BAD)
        cigo_kind_clean(field->kind, text, &run->clean);
}

/* What the file says of a new row that nobody has parsed. */
static void judge_texts(struct run *run, size_t number, const struct cigo_str *texts)
{
    const struct cigo_field *key = run->group->key;
    for (size_t c = 0; c < run->group->n_fields; c++) {
        const struct cigo_field *field = &run->group->fields[c];
        if (texts[c].n == 0)
            continue;
        parse(run, field, texts[c]);
        if (run->parsed.verdict == CIGO_BAD)
            import_note_bad(run->import, number, field, texts[c]);
        if (field == key && run->parsed.verdict != CIGO_EMPTY && !run->keys)
            note_key(run, &run->parsed.value, cigo_buf_str(&run->clean), number);
    }
}

/* The same of a row that is in the session now. */
static void judge_cells(struct run *run, size_t number, const struct cigo_row *row)
{
    const struct cigo_field *key = run->group->key;
    for (size_t c = 0; c < run->group->n_fields && cigo_row_alert(row); c++) {
        struct cigo_cell cell = cigo_row_cell(row, c);
        if (cell.verdict == CIGO_BAD)
            import_note_bad(run->import, number, &run->group->fields[c], cigo_str_of(cell.raw));
    }
    if (!key || run->keys)
        return;
    struct cigo_cell cell = cigo_row_cell(row, key->index);
    struct cigo_value value = cigo_cell_value(cell);
    if (cell.raw)
        note_key(run, &value, cigo_str_of(cell.raw), number);
}

static bool flush(struct run *run, struct cigo_error *err)
{
    struct cigo_import *import = run->import;
    size_t width = run->group->n_fields, n = run->n;
    const struct cigo_rows *rows = &cigo_session_answers(import->session)->groups[run->group->index];
    size_t before = rows->n;
    run->n = 0;
    if (n == 0)
        return true;
    if (run->apply && !cigo_session_rows_append(import->session, run->group, run->texts, n, NULL, NULL, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (run->apply)
            judge_cells(run, run->numbers[i], &rows->items[before + i]);
        else
            judge_texts(run, run->numbers[i], run->texts + i * width);
    }
    import->counts.added += n;
    return true;
}

/* ---- rows that are there already ---- */

static bool same_value(struct cigo_cell cell, const struct cigo_parsed *parsed)
{
    if (cell.verdict == CIGO_BAD || parsed->verdict == CIGO_BAD || cell.storage != (uint8_t)parsed->value.storage)
        return false;
    if (parsed->value.storage == CIGO_TEXT)
        return cigo_str_is(parsed->value.s, cell.text);
    return parsed->value.storage == CIGO_INT && cell.i == parsed->value.i;
}

/* An empty cell says nothing: what is there stays. */
static bool update_cell(struct run *run, struct cigo_place place, struct cigo_str text, size_t number, bool *changed,
                        struct cigo_error *err)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(run->import->session), place);
    parse(run, place.field, text);
    if (run->parsed.verdict == CIGO_BAD)
        import_note_bad(run->import, number, place.field, text);
    bool same = run->parsed.verdict == CIGO_BAD ? cigo_str_is(cigo_buf_str(&run->clean), cell.raw)
                                                : same_value(cell, &run->parsed);
    if (same || run->parsed.verdict == CIGO_EMPTY)
        return true;
    *changed = true;
    return !run->apply || cigo_session_set(run->import->session, place, text, NULL, err);
}

static bool update_row(struct run *run, int64_t id, const struct import_row *row, struct cigo_error *err)
{
    bool changed = false;
    for (size_t c = 0; c < run->group->n_fields; c++) {
        struct cigo_place place = {&run->group->fields[c], run->group, id};
        if (row->texts[c].n && !update_cell(run, place, row->texts[c], row->number, &changed, err))
            return false;
    }
    *(changed ? &run->import->counts.changed : &run->import->counts.unchanged) += 1;
    return true;
}

/* ---- the way through the file ---- */

static void note_keyless(struct cigo_import_counts *counts, size_t number)
{
    if (counts->without_key < CIGO_IMPORT_KEYLESS_KEPT)
        counts->without_numbers[counts->without_key] = number;
    counts->without_key++;
}

/* The row of the group that an update means; 0 = a new one. */
static int64_t row_meant(struct run *run, const struct import_row *row)
{
    const struct cigo_field *key = run->group->key;
    if (!key)
        return 0;
    struct cigo_str text = cigo_str_trim(row->texts[key->index]);
    if (text.n == 0)
        note_keyless(&run->import->counts, row->number);
    if (!run->keys || text.n == 0)
        return 0;
    parse(run, key, text);
    take_key(run, &run->parsed.value, cigo_buf_str(&run->clean));
    int64_t id = import_keys_take(run->keys, cigo_buf_str(&run->key));
    note_hash(run, row->number, id == 0);
    return id;
}

static bool take_row(struct run *run, size_t i, struct cigo_error *err)
{
    struct import_row row = {.texts = run->texts + run->n * run->group->n_fields};
    import_read_row(run->import, i, run->arena, &row);
    int64_t id = row_meant(run, &row);
    if (id) {
        bool ok = update_row(run, id, &row, err);
        if (run->n == 0)
            cigo_arena_reset(run->arena);
        return ok;
    }
    run->numbers[run->n++] = row.number;
    if (run->n < BLOCK)
        return true;
    bool ok = flush(run, err);
    cigo_arena_reset(run->arena);
    return ok;
}

static void start(struct run *run, enum cigo_import_mode mode)
{
    struct cigo_import *import = run->import;
    size_t now = cigo_session_answers(import->session)->groups[run->group->index].n;
    import->mode = mode;
    import->n_bad = 0;
    import->counts = (struct cigo_import_counts){.rows = import_n_rows(import)};
    for (size_t i = 0; i < import->n_columns; i++)
        import->places[i].n = 0;
    import->counts.removed = mode == CIGO_IMPORT_REPLACE ? now : 0;
    run->keys = mode == CIGO_IMPORT_UPDATE ? import_keys_new(import->session, run->group) : NULL;
    run->texts = cigo_alloc_array((size_t)BLOCK * run->group->n_fields, sizeof *run->texts);
    run->numbers = cigo_alloc_array(BLOCK, sizeof *run->numbers);
    make_hashes(run, import->counts.rows);
    run->arena = cigo_arena_new();
    cigo_parsed_init(&run->parsed);
    cigo_buf_init(&run->clean, 12 * CIGO_TEXT_MAX);
    cigo_buf_init(&run->key, CIGO_TEXT_MAX);
}

static void finish(struct run *run)
{
    import_keys_free(run->keys);
    free(run->texts);
    free(run->numbers);
    free(run->hashes);
    cigo_arena_free(run->arena);
    cigo_parsed_finish(&run->parsed);
    cigo_buf_finish(&run->clean);
    cigo_buf_finish(&run->key);
}

static bool go_through(struct run *run, cigo_import_progress *progress, void *data, struct cigo_error *err)
{
    size_t whole = run->import->counts.rows;
    for (size_t i = 0; i <= whole; i++) {
        if (progress && (i % BLOCK == 0 || i == whole) && !progress(data, i, whole))
            return cigo_fail(err, CIGO_EXIT_INTERRUPTED, _("Interrotto: non è cambiato nulla."));
        if (!(i < whole ? take_row(run, i, err) : flush(run, err)))
            return false;
    }
    settle_hashes(run);
    return true;
}

void cigo_import_look(struct cigo_import *import, enum cigo_import_mode mode)
{
    struct run run = {.import = import, .group = import->group};
    start(&run, mode);
    go_through(&run, NULL, NULL, NULL);
    finish(&run);
}

bool cigo_import_apply(struct cigo_import *import, enum cigo_import_mode mode, cigo_import_progress *progress,
                       void *data, struct cigo_effects *ret_effects, struct cigo_error *err)
{
    struct run run = {.import = import, .group = import->group, .apply = true};
    struct cigo_error why = {0};
    assert(import->sheet.text);
    start(&run, mode);
    cigo_session_begin(import->session, N_("Righe da file"));
    bool ok = mode != CIGO_IMPORT_REPLACE || cigo_session_rows_clear(import->session, run.group, NULL, &why);
    ok = ok && go_through(&run, progress, data, &why);
    finish(&run);
    cigo_sheet_let_go(&import->sheet); /* what the rules need is as much again */
    if (why.code != CIGO_EXIT_INTERRUPTED)
        ok = cigo_session_end(import->session, ret_effects, &why) && ok;
    if (!ok && err)
        *err = why;
    return ok;
}
