/* A form's document, filled from a case: facts are laid out, reasons are the user's own words, and what lacks
 * is shown as missing. Nothing is made up. A heading appears only when something stands under it. */

#include <string.h>
#include <cigo/base/decimal.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/table.h>
#include "document-priv.h"

void document_heading(struct document_builder *b, unsigned level, const char *text)
{
    b->pending[level - 1] = cigo_arena_dup(b->arena, text);
    for (unsigned deeper = level; deeper < CIGO_DOCUMENT_LEVELS; deeper++)
        b->pending[deeper] = NULL;
}

struct cigo_document *document_open(struct document_builder *b)
{
    for (unsigned level = 0; level < CIGO_DOCUMENT_LEVELS; level++) {
        if (b->pending[level])
            cigo_document_heading(b->document, level + 1, b->pending[level]);
        b->pending[level] = NULL;
    }
    return b->document;
}

void document_missing(struct document_builder *b, const char *label)
{
    struct cigo_buf text;
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    cigo_buf_printf(&text, _("manca: %s"), label);
    cigo_document_paragraph(document_open(b), text.p, true);
    cigo_buf_finish(&text);
}

/* The row's value of an item; false when there is none, or it is not visible. */
static bool item_value(const struct document_builder *b, const struct cigo_doc_item *item,
                       const struct cigo_group *group, int64_t row, struct cigo_buf *out)
{
    const struct cigo_session *session = b->x->session;
    struct cigo_place place = {item->field, group, row};
    cigo_buf_clear(out);
    if (item->computed) {
        cigo_session_computed_text(session, item->computed, row, out);
        return out->n > 0;
    }
    if (!cigo_session_visible(session, place) || !*cigo_session_text(session, place))
        return false;
    export_value(session, place, out);
    return true;
}

/* ---- fields and words ---- */

void document_field(struct document_builder *b, const struct cigo_doc_item *item)
{
    struct cigo_place place = {.field = item->field};
    const char *label = item->field ? item->field->label : item->computed->label;
    if (item_value(b, item, NULL, 0, &b->text))
        cigo_document_entry(document_open(b), label, b->text.p, false);
    else if (item->field && cigo_session_required(b->x->session, place))
        cigo_document_entry(document_open(b), label, _("manca"), true);
}

static void words(struct document_builder *b, const struct cigo_doc_item *item)
{
    if (item->field && !cigo_session_visible(b->x->session, (struct cigo_place){.field = item->field}))
        return;
    const char *label = item->field ? item->field->label : item->computed->label;
    document_heading(b, CIGO_DOCUMENT_LEVELS, label);
    if (item_value(b, item, NULL, 0, &b->text))
        cigo_document_paragraph(document_open(b), b->text.p, false);
    else
        document_missing(b, label);
}

/* ---- tables ---- */

static void open_table(struct document_builder *b, const struct cigo_doc_block *block)
{
    struct cigo_document_column columns[CIGO_DOCUMENT_COLUMNS];
    for (size_t i = 0; i < block->n_columns; i++)
        columns[i] = (struct cigo_document_column){
            block->columns[i].title, (unsigned)block->columns[i].width, block->columns[i].right};
    cigo_document_table(document_open(b), columns, block->n_columns);
}

/* In a column of numbers the unit stands in the title. */
static void plain_number(const struct document_builder *b, const struct cigo_doc_item *item,
                         const struct cigo_group *group, int64_t row, struct cigo_buf *out)
{
    const struct cigo_field *field = item->field;
    struct cigo_place place = {field, group, row};
    if (!field || (field->kind->type != CIGO_TYPE_DECIMAL && field->kind->type != CIGO_TYPE_INTEGER))
        return;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(b->x->session), place);
    struct cigo_value value = cigo_cell_value(cell);
    if (value.storage != CIGO_INT)
        return;
    cigo_buf_clear(out);
    cigo_decimal_it(value.i, field->kind->type == CIGO_TYPE_DECIMAL ? field->ctx.places : 0, false, out);
}

static const char *row_cell(struct document_builder *b, const struct cigo_doc_column *column,
                            const struct cigo_group *group, int64_t row)
{
    struct cigo_buf cell;
    cigo_buf_init(&cell, CIGO_TEXT_MAX);
    for (size_t i = 0; i < column->n_items; i++) {
        if (!item_value(b, &column->items[i], group, row, &b->text))
            continue;
        if (column->right)
            plain_number(b, &column->items[i], group, row, &b->text);
        cigo_buf_puts(&cell, cell.n ? column->join : "");
        cigo_buf_add(&cell, cigo_buf_str(&b->text));
    }
    const char *kept = cigo_arena_str(b->arena, cigo_buf_str(&cell));
    cigo_buf_finish(&cell);
    return kept;
}

static void rows_table(struct document_builder *b, const struct cigo_doc_block *block)
{
    const struct cigo_group *group = block->group;
    const struct cigo_rows *rows = &cigo_session_answers(b->x->session)->groups[group->index];
    const char *cells[CIGO_DOCUMENT_COLUMNS];
    if (!cigo_session_visible(b->x->session, (struct cigo_place){.group = group}))
        return;
    if (rows->n == 0) {
        if (group->min_rows > 0 || b->x->draft)
            document_missing(b, group->label);
        return;
    }
    open_table(b, block);
    struct cigo_table *table = cigo_table_new(b->x->session, group);
    if (block->order)
        cigo_table_sort(table, cigo_table_column_of(table, block->order), false);
    for (size_t r = 0; r < cigo_table_rows(table); r++) {
        for (size_t i = 0; i < block->n_columns; i++)
            cells[i] = row_cell(b, &block->columns[i], group, cigo_table_row_id(table, r));
        cigo_document_row(b->document, cells);
    }
    cigo_table_free(table);
}

static void query_row(void *data, const char *const *texts)
{
    struct document_builder *b = data;
    if (b->table)
        open_table(b, b->table);
    b->table = NULL;
    cigo_document_row(b->document, texts);
}

/* The table begins with its first row: a query that gives none leaves nothing. */
static bool query_table(struct document_builder *b, const struct cigo_doc_block *block, struct cigo_error *err)
{
    b->table = block;
    return cigo_rules_query(cigo_session_rules(b->x->session), &block->query, query_row, b, err);
}

/* ---- texts ---- */

static const char *phrase(struct document_builder *b, const struct cigo_text *text)
{
    cigo_buf_clear(&b->text);
    cigo_rules_text(cigo_session_rules(b->x->session), text, NULL, 0, &b->text);
    return cigo_arena_str(b->arena, cigo_buf_str(&b->text));
}

/* What rests on memory or was inferred says so. */
static void note(struct document_builder *b, const struct cigo_doc_block *block)
{
    const struct cigo_source *source = block->source;
    const char *text = phrase(b, &block->text);
    cigo_buf_clear(&b->text);
    cigo_buf_puts(&b->text, text);
    if (source)
        cigo_buf_printf(&b->text, " (%s)", source->cite);
    if (source && source->confidence > CIGO_CONF_C2 && !strstr(b->text.p, "da verificare"))
        cigo_buf_puts(&b->text, _(" Da verificare."));
    cigo_document_note(document_open(b), b->text.p);
}

static void sign(struct document_builder *b, const struct cigo_doc_block *block)
{
    struct cigo_buf known;
    const char *label = phrase(b, &block->text);
    cigo_buf_init(&known, CIGO_TEXT_MAX);
    for (size_t i = 0; i < block->n_items; i++) {
        if (!item_value(b, &block->items[i], NULL, 0, &b->text))
            continue;
        cigo_buf_puts(&known, known.n ? ", " : "");
        cigo_buf_add(&known, cigo_buf_str(&b->text));
    }
    cigo_document_sign(document_open(b), label, known.p);
    cigo_buf_finish(&known);
}

static bool block(struct document_builder *b, const struct cigo_doc_block *block_of, struct cigo_error *err)
{
    switch (block_of->type) {
    case CIGO_DOC_HEADING:
        document_heading(b, block_of->level, phrase(b, &block_of->text));
        break;
    case CIGO_DOC_TEXT:
        cigo_document_paragraph(document_open(b), phrase(b, &block_of->text), false);
        break;
    case CIGO_DOC_NOTE:
        note(b, block_of);
        break;
    case CIGO_DOC_FIELDS:
    case CIGO_DOC_WORDS:
        for (size_t i = 0; i < block_of->n_items; i++)
            (block_of->type == CIGO_DOC_WORDS ? words : document_field)(b, &block_of->items[i]);
        break;
    case CIGO_DOC_ROWS:
        rows_table(b, block_of);
        break;
    case CIGO_DOC_QUERY:
        return query_table(b, block_of, err);
    case CIGO_DOC_SIGN:
        sign(b, block_of);
        break;
    case CIGO_DOC_PART:
        document_part(b, block_of->part);
        break;
    case CIGO_DOC_BREAK:
        cigo_document_break(document_open(b));
        break;
    }
    return true;
}

/* ---- the whole ---- */

static const struct cigo_doc *find(const struct cigo_documents *documents, const char *id)
{
    for (size_t i = 0; documents && i < documents->n; i++)
        if (strcmp(documents->items[i].id, id) == 0)
            return &documents->items[i];
    return NULL;
}

bool cigo_export_has_document(const struct cigo_export *x, const char *id)
{
    return find(x->documents, id) != NULL;
}

static void head(struct document_builder *b, const struct cigo_doc *doc)
{
    struct cigo_document *d = b->document;
    struct cigo_buf footer;
    d->title = cigo_document_keep(d, phrase(b, &doc->title));
    if (doc->subject.source)
        d->subject = cigo_document_keep(d, phrase(b, &doc->subject));
    d->creator = cigo_document_keep(d, b->x->program);
    d->mark = b->x->draft ? _("BOZZA, da non presentare") : NULL;
    d->date = cigo_session_today(b->x->session);
    cigo_buf_init(&footer, 4096);
    cigo_export_identity(b->x, &footer);
    d->footer = cigo_document_keep(d, cigo_arena_str(b->arena, cigo_str_trim(cigo_buf_str(&footer))));
    cigo_buf_finish(&footer);
}

struct cigo_document *cigo_export_document(const struct cigo_export *x, const char *id, struct cigo_error *err)
{
    const struct cigo_doc *doc = find(x->documents, id);
    if (!doc) {
        cigo_fail(err, CIGO_EXIT_USAGE, _("questo modulo non descrive il documento «%s» (documenti.yaml)."), id);
        return NULL;
    }
    struct document_builder b = {.x = x, .document = cigo_document_new(), .arena = cigo_arena_new()};
    struct cigo_rules *rules = cigo_session_rules(x->session);
    bool ok = true;
    cigo_buf_init(&b.text, CIGO_TEXT_MAX);
    head(&b, doc);
    for (size_t i = 0; ok && i < doc->n_blocks; i++)
        if ((x->draft || !doc->blocks[i].draft) && cigo_rules_holds(rules, &doc->blocks[i].when))
            ok = block(&b, &doc->blocks[i], err);
    cigo_buf_finish(&b.text);
    cigo_arena_free(b.arena);
    if (ok)
        return b.document;
    cigo_document_free(b.document);
    return NULL;
}
