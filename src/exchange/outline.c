/* The outline of a long text: what the report that it goes into must say, for the case as it is now. These are the
 * notes that the form's documents keep for a draft, so they are written only once. Whether a text says it already
 * is nothing that a machine could tell: there are no ticks. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/form/document.h>
#include <cigo/i18n/i18n.h>

static bool mentions(const struct cigo_doc *doc, const struct cigo_field *field)
{
    for (size_t i = 0; i < doc->n_blocks; i++)
        for (size_t k = 0; doc->blocks[i].type == CIGO_DOC_WORDS && k < doc->blocks[i].n_items; k++)
            if (doc->blocks[i].items[k].field == field)
                return true;
    return false;
}

static void phrase(struct cigo_rules *rules, const struct cigo_doc_block *block, struct cigo_buf *out)
{
    cigo_rules_text(rules, &block->text, NULL, 0, out);
}

static void note(struct cigo_rules *rules, const struct cigo_doc_block *block, struct cigo_buf *out)
{
    const struct cigo_source *source = block->source;
    size_t from = out->n;
    cigo_buf_puts(out, "- ");
    phrase(rules, block, out);
    if (source)
        cigo_buf_printf(out, " (%s)", source->cite);
    if (source && source->confidence > CIGO_CONF_C2 && !strstr(out->p + from, "da verificare"))
        cigo_buf_puts(out, _(" Da verificare."));
    cigo_buf_putc(out, '\n');
}

static void outline(struct cigo_rules *rules, const struct cigo_doc *doc, struct cigo_buf *out)
{
    const struct cigo_doc_block *heading = NULL;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const struct cigo_doc_block *block = &doc->blocks[i];
        if (!cigo_rules_holds(rules, &block->when))
            continue;
        if (block->type == CIGO_DOC_HEADING)
            heading = block;
        if (block->type != CIGO_DOC_NOTE || !block->draft)
            continue;
        if (heading) {
            phrase(rules, heading, out);
            cigo_buf_putc(out, '\n');
            heading = NULL;
        }
        note(rules, block, out);
    }
}

void cigo_outline(struct cigo_session *session, const struct cigo_documents *documents, const struct cigo_field *field,
                  struct cigo_buf *out)
{
    for (size_t i = 0; i < documents->n; i++)
        if (mentions(&documents->items[i], field))
            outline(cigo_session_rules(session), &documents->items[i], out);
}
