/* A document as a list of blocks. Everything lies in one arena; the arrays grow by doubling in it, which
 * wastes at most as much as they hold. */

#include <assert.h>
#include <string.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/document.h>

struct cigo_document *cigo_document_new(void)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_document *document = cigo_arena_alloc(arena, sizeof *document);
    document->arena = arena;
    document->title = document->subject = document->creator = document->footer = "";
    return document;
}

void cigo_document_free(struct cigo_document *document)
{
    if (document)
        cigo_arena_free(document->arena);
}

const char *cigo_document_keep(struct cigo_document *document, const char *text)
{
    struct cigo_buf line, shown;
    cigo_buf_init(&line, 4 * strlen(text) + 16);
    cigo_buf_init(&shown, 4 * strlen(text) + 16);
    for (const char *p = text;; p++) { /* the filter knows no line ends */
        size_t n = strcspn(p, "\n");
        cigo_buf_clear(&line);
        cigo_utf8_visible((struct cigo_str){p, n}, &line);
        cigo_buf_add(&shown, cigo_buf_str(&line));
        p += n;
        if (!*p)
            break;
        cigo_buf_putc(&shown, '\n');
    }
    const char *kept = cigo_arena_str(document->arena, cigo_buf_str(&shown));
    cigo_buf_finish(&line);
    cigo_buf_finish(&shown);
    return kept;
}

static struct cigo_block *add(struct cigo_document *document, enum cigo_block_type type, const char *label,
                              const char *text)
{
    if (document->n == document->cap) {
        size_t cap = document->cap ? 2 * document->cap : 64;
        struct cigo_block *blocks = cigo_arena_alloc(document->arena, cap * sizeof *blocks);
        if (document->n)
            memcpy(blocks, document->blocks, document->n * sizeof *blocks);
        document->blocks = blocks;
        document->cap = cap;
    }
    struct cigo_block *block = &document->blocks[document->n++];
    *block = (struct cigo_block){
        .type = type,
        .label = label ? cigo_document_keep(document, label) : NULL,
        .text = text ? cigo_document_keep(document, text) : "",
    };
    return block;
}

void cigo_document_heading(struct cigo_document *document, unsigned level, const char *text)
{
    assert(level >= 1 && level <= CIGO_DOCUMENT_LEVELS);
    add(document, CIGO_BLOCK_HEADING, NULL, text)->level = level;
}

void cigo_document_paragraph(struct cigo_document *document, const char *text, bool missing)
{
    add(document, CIGO_BLOCK_PARAGRAPH, NULL, text)->missing = missing;
}

void cigo_document_note(struct cigo_document *document, const char *text)
{
    add(document, CIGO_BLOCK_NOTE, NULL, text);
}

void cigo_document_entry(struct cigo_document *document, const char *label, const char *text, bool missing)
{
    add(document, CIGO_BLOCK_ENTRY, label, text)->missing = missing;
}

void cigo_document_sign(struct cigo_document *document, const char *label, const char *text)
{
    add(document, CIGO_BLOCK_SIGN, label, text);
}

void cigo_document_break(struct cigo_document *document)
{
    add(document, CIGO_BLOCK_BREAK, NULL, NULL);
}

void cigo_document_table(struct cigo_document *document, const struct cigo_document_column *columns,
                         size_t n)
{
    assert(n >= 1 && n <= CIGO_DOCUMENT_COLUMNS);
    struct cigo_document_column *kept = cigo_arena_alloc(document->arena, n * sizeof *kept);
    for (size_t i = 0; i < n; i++) {
        assert(columns[i].width > 0);
        kept[i] = columns[i];
        kept[i].title = cigo_document_keep(document, columns[i].title);
    }
    struct cigo_block *block = add(document, CIGO_BLOCK_TABLE, NULL, NULL);
    block->columns = kept;
    block->n_columns = n;
}

void cigo_document_row(struct cigo_document *document, const char *const *cells)
{
    assert(document->n && document->blocks[document->n - 1].type == CIGO_BLOCK_TABLE);
    struct cigo_block *block = &document->blocks[document->n - 1];
    if (block->n_rows == block->cap_rows) {
        size_t cap = block->cap_rows ? 2 * block->cap_rows : 16;
        const char **grown = cigo_arena_alloc(document->arena, cap * block->n_columns * sizeof *grown);
        if (block->n_rows)
            memcpy(grown, block->cells, block->n_rows * block->n_columns * sizeof *grown);
        block->cells = grown;
        block->cap_rows = cap;
    }
    for (size_t i = 0; i < block->n_columns; i++)
        block->cells[block->n_rows * block->n_columns + i] = cigo_document_keep(document, cells[i]);
    block->n_rows++;
}
