/* An import in the journal: one entry, whose old text has a line for each change with what undoing it
 * needs. Rows that were added one after the other are one line, so a hundred thousand new rows cost a few
 * bytes.
 *   f field [old]                a field          c group row column [old]        a cell
 *   + group first last position  rows added       - group row position col text…  a row removed
 *   w alert row [state reason inputs form_version]  a waiver */

#include <cigo/base/alloc.h>

#include <stdio.h>
#include <stdlib.h>

#include "store-priv.h"

void cigo_bulk_start(struct cigo_bulk *bulk)
{
    *bulk = (struct cigo_bulk){0};
    cigo_buf_init(&bulk->lines, 512u << 20);
    cigo_buf_init(&bulk->place, 1u << 16);
}

void cigo_bulk_finish(struct cigo_bulk *bulk)
{
    cigo_buf_finish(&bulk->lines);
    cigo_buf_finish(&bulk->place);
    free(bulk->run_group);
}

static void note_place(struct cigo_bulk *bulk, const char *place)
{
    if (bulk->mixed || strcmp(bulk->place.p, place) == 0)
        return;
    bulk->mixed = bulk->place.n > 0;
    cigo_buf_clear(&bulk->place);
    if (!bulk->mixed)
        cigo_buf_puts(&bulk->place, place);
}

static void start_line(struct cigo_bulk *bulk, char mark, const char *place)
{
    note_place(bulk, place);
    if (bulk->lines.n > 0)
        cigo_buf_putc(&bulk->lines, '\n');
    cigo_buf_putc(&bulk->lines, mark);
}

static void put(struct cigo_bulk *bulk, const char *text)
{
    cigo_buf_putc(&bulk->lines, '\t');
    cigo_codec_put(&bulk->lines, text);
}

static void end_run(struct cigo_bulk *bulk)
{
    if (bulk->run_group == NULL)
        return;
    start_line(bulk, '+', bulk->run_group);
    put(bulk, bulk->run_group);
    cigo_buf_printf(&bulk->lines, "\t%lld\t%lld\t%zu", (long long)bulk->run_first,
                    (long long)bulk->run_last, bulk->run_position);
    free(bulk->run_group);
    bulk->run_group = NULL;
}

void cigo_bulk_added(struct cigo_bulk *bulk, const char *group, int64_t row, size_t position, size_t n)
{
    bulk->added += n;
    bool goes_on = bulk->run_group && strcmp(bulk->run_group, group) == 0 && row == bulk->run_last + 1 &&
                   position == bulk->run_position + (size_t)(row - bulk->run_first);
    if (!goes_on) {
        end_run(bulk);
        bulk->run_group = cigo_strdup(group);
        bulk->run_first = row;
        bulk->run_position = position;
    }
    bulk->run_last = row + (int64_t)n - 1;
}

void cigo_bulk_removed(struct cigo_bulk *bulk, const char *group, int64_t row, size_t position,
                       const char *data)
{
    end_run(bulk);
    bulk->removed++;
    start_line(bulk, '-', group);
    put(bulk, group);
    /* data is encoded already */
    cigo_buf_printf(&bulk->lines, "\t%lld\t%zu%s", (long long)row, position, data[0] ? "\t" : "");
    cigo_buf_puts(&bulk->lines, data);
}

void cigo_bulk_changed(struct cigo_bulk *bulk, char mark, const char *const *texts, size_t n)
{
    end_run(bulk);
    bulk->changed++;
    start_line(bulk, mark, texts[0]);
    for (size_t i = 0; i < n && texts[i]; i++)
        put(bulk, texts[i]);
}

bool cigo_bulk_write(struct cigo_store *store, struct cigo_error *err)
{
    struct cigo_bulk *bulk = &store->action.import;
    char summary[160];
    end_run(bulk);
    if (bulk->lines.n == 0)
        return true;
    if (bulk->lines.truncated)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("L'importazione è troppo grande per poterla annullare: non è stato cambiato nulla. "
                         "La divida in più parti."));
    snprintf(summary, sizeof summary, "righe aggiunte: %zu, righe tolte: %zu, risposte cambiate: %zu",
             bulk->added, bulk->removed, bulk->changed);
    return cigo_journal_add(store, "import", bulk->mixed ? "" : bulk->place.p, bulk->lines.p, summary, err);
}
