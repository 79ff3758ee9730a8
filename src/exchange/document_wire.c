/* A document as lines, the way from cigo to cigo-pdf. A line is a word and its texts, each after a tab; what
 * lies in a text never ends it. The reader trusts nothing: cigo-pdf may be started by hand. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/document.h>
#include <cigo/i18n/i18n.h>

#define FIRST_LINE "cigo-document 1"
enum { MAX_TEXTS = CIGO_DOCUMENT_COLUMNS };

static void put_text(const char *text, struct cigo_buf *out)
{
    cigo_buf_putc(out, '\t');
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            cigo_buf_puts(out, "\\n");
        else if (*p == '\t')
            cigo_buf_puts(out, "\\t");
        else if (*p == '\\')
            cigo_buf_puts(out, "\\\\");
        else
            cigo_buf_putc(out, *p);
    }
}

static void put(struct cigo_buf *out, const char *word, const char *a, const char *b)
{
    cigo_buf_puts(out, word);
    if (a)
        put_text(a, out);
    if (b)
        put_text(b, out);
    cigo_buf_putc(out, '\n');
}

static void put_table(const struct cigo_block *block, struct cigo_buf *out)
{
    char width[16];
    cigo_buf_puts(out, "table\n");
    for (size_t i = 0; i < block->n_columns; i++) {
        snprintf(width, sizeof width, "%u", block->columns[i].width);
        put(out, block->columns[i].right ? "column-right" : "column", width, block->columns[i].title);
    }
    for (size_t r = 0; r < block->n_rows; r++) {
        cigo_buf_puts(out, "row");
        for (size_t i = 0; i < block->n_columns; i++)
            put_text(block->cells[r * block->n_columns + i], out);
        cigo_buf_putc(out, '\n');
    }
}

static void put_block(const struct cigo_block *block, struct cigo_buf *out)
{
    static const char *const headings[] = {"", "heading-1", "heading-2", "heading-3"};
    switch (block->type) {
    case CIGO_BLOCK_HEADING:
        put(out, headings[block->level], block->text, NULL);
        break;
    case CIGO_BLOCK_PARAGRAPH:
        put(out, block->missing ? "paragraph-missing" : "paragraph", block->text, NULL);
        break;
    case CIGO_BLOCK_NOTE:
        put(out, "note", block->text, NULL);
        break;
    case CIGO_BLOCK_ENTRY:
        put(out, block->missing ? "entry-missing" : "entry", block->label, block->text);
        break;
    case CIGO_BLOCK_TABLE:
        put_table(block, out);
        break;
    case CIGO_BLOCK_SIGN:
        put(out, "sign", block->label, block->text);
        break;
    case CIGO_BLOCK_BREAK:
        put(out, "break", NULL, NULL);
        break;
    }
}

void cigo_document_write(const struct cigo_document *document, struct cigo_buf *out)
{
    char date[16];
    snprintf(date, sizeof date, "%d", (int)document->date);
    put(out, FIRST_LINE, NULL, NULL);
    put(out, "title", document->title, NULL);
    put(out, "subject", document->subject, NULL);
    put(out, "creator", document->creator, NULL);
    put(out, "footer", document->footer, NULL);
    put(out, "date", date, NULL);
    if (document->mark)
        put(out, "mark", document->mark, NULL);
    for (size_t i = 0; i < document->n; i++)
        put_block(&document->blocks[i], out);
}

/* ---- reading ---- */

struct reader {
    struct cigo_document *document;
    const char *word, *texts[MAX_TEXTS];
    size_t n_texts;
    struct cigo_document_column columns[CIGO_DOCUMENT_COLUMNS];
    size_t n_columns;
    bool head; /* of a table: columns may follow */
};

/* In place; false for a backslash before anything else. */
static bool unescape(char *text)
{
    char *to = text;
    for (const char *p = text; *p; p++) {
        if (*p != '\\')
            *to++ = *p;
        else if (*++p == 'n' || *p == 't' || *p == '\\')
            *to++ = *p == 'n' ? '\n' : *p == 't' ? '\t' : '\\';
        else
            return false;
    }
    *to = '\0';
    return true;
}

static bool split(struct reader *r, char *line)
{
    r->word = line;
    r->n_texts = 0;
    for (char *p = strchr(line, '\t'); p;) {
        *p++ = '\0';
        if (r->n_texts == MAX_TEXTS)
            return false;
        r->texts[r->n_texts++] = p;
        char *next = strchr(p, '\t');
        if (next)
            *next = '\0';
        if (!unescape(p))
            return false;
        p = next;
    }
    return true;
}

/* What a line of the head sets. */
static const char **head_of(struct cigo_document *document, const char *word)
{
    const struct {
        const char *word;
        const char **text;
    } heads[] = {
        {"title", &document->title},   {"subject", &document->subject}, {"creator", &document->creator},
        {"footer", &document->footer}, {"mark", &document->mark},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strcmp(word, heads[i].word) == 0)
            return heads[i].text;
    return NULL;
}

static bool number(const char *text, long max, long *ret_value)
{
    char *end;
    if (*text < '0' || *text > '9' || strlen(text) > 9)
        return false;
    long value = strtol(text, &end, 10);
    if (*end || value > max)
        return false;
    *ret_value = value;
    return true;
}

static bool read_column(struct reader *r, bool right)
{
    long width;
    if (!r->head || r->n_texts != 2 || r->n_columns == CIGO_DOCUMENT_COLUMNS ||
        !number(r->texts[0], 1000, &width) || width == 0)
        return false;
    const char *title = cigo_document_keep(r->document, r->texts[1]); /* the line goes */
    r->columns[r->n_columns++] = (struct cigo_document_column){title, (unsigned)width, right};
    return true;
}

/* The columns are all there as soon as another word comes. */
static bool end_head(struct reader *r)
{
    if (r->head && r->n_columns == 0)
        return false;
    if (r->head)
        cigo_document_table(r->document, r->columns, r->n_columns);
    r->head = false;
    r->n_columns = 0;
    return true;
}

static bool read_row(struct reader *r)
{
    if (!end_head(r) || r->document->n == 0)
        return false;
    const struct cigo_block *last = &r->document->blocks[r->document->n - 1];
    if (last->type != CIGO_BLOCK_TABLE || last->n_columns != r->n_texts)
        return false;
    cigo_document_row(r->document, r->texts);
    return true;
}

/* Words with one text, or two. */
static bool read_plain(struct reader *r)
{
    struct cigo_document *d = r->document;
    const char *word = r->word, *a = r->texts[0], *b = r->texts[1];
    if (r->n_texts == 1 && strncmp(word, "heading-", 8) == 0 && word[8] >= '1' && word[8] <= '3' && !word[9])
        cigo_document_heading(d, (unsigned)(word[8] - '0'), a);
    else if (r->n_texts == 1 && strcmp(word, "paragraph") == 0)
        cigo_document_paragraph(d, a, false);
    else if (r->n_texts == 1 && strcmp(word, "paragraph-missing") == 0)
        cigo_document_paragraph(d, a, true);
    else if (r->n_texts == 1 && strcmp(word, "note") == 0)
        cigo_document_note(d, a);
    else if (r->n_texts == 2 && strcmp(word, "entry") == 0)
        cigo_document_entry(d, a, b, false);
    else if (r->n_texts == 2 && strcmp(word, "entry-missing") == 0)
        cigo_document_entry(d, a, b, true);
    else if (r->n_texts == 2 && strcmp(word, "sign") == 0)
        cigo_document_sign(d, a, b);
    else if (r->n_texts == 0 && strcmp(word, "break") == 0)
        cigo_document_break(d);
    else
        return false;
    return true;
}

static bool read_line(struct reader *r, char *line)
{
    long date;
    if (!split(r, line))
        return false;
    if (strcmp(r->word, "column") == 0 || strcmp(r->word, "column-right") == 0)
        return read_column(r, r->word[6] != '\0');
    if (strcmp(r->word, "row") == 0)
        return read_row(r);
    if (!end_head(r))
        return false;
    if (strcmp(r->word, "table") == 0) {
        r->head = true;
        return r->n_texts == 0;
    }
    const char **head = head_of(r->document, r->word);
    if (head && r->n_texts == 1) {
        *head = cigo_document_keep(r->document, r->texts[0]);
        return true;
    }
    if (strcmp(r->word, "date") == 0 && r->n_texts == 1 && number(r->texts[0], CIGO_DATE_MAX, &date)) {
        if (date < CIGO_DATE_MIN)
            return false;
        r->document->date = (int32_t)date;
        return true;
    }
    return read_plain(r);
}

static struct cigo_document *refuse(struct reader *r, size_t line, struct cigo_error *err)
{
    cigo_fail(err, CIGO_EXIT_USAGE, _("la riga %zu non è di un documento di cigo."), line);
    cigo_document_free(r->document);
    return NULL;
}

struct cigo_document *cigo_document_read(struct cigo_str lines, struct cigo_error *err)
{
    struct reader r = {.document = cigo_document_new()};
    size_t number_of = 1;
    if (cigo_utf8_bad(lines) < lines.n || memchr(lines.p, '\0', lines.n) ||
        !cigo_str_starts(lines, CIGO_STR(FIRST_LINE "\n")))
        return refuse(&r, 1, err);
    struct cigo_buf line;
    cigo_buf_init(&line, lines.n + 1);
    bool ok = true;
    for (size_t at = strlen(FIRST_LINE) + 1; ok && at < lines.n;) {
        const char *end = memchr(lines.p + at, '\n', lines.n - at);
        size_t n = end ? (size_t)(end - lines.p) - at : lines.n - at;
        number_of++;
        cigo_buf_clear(&line);
        cigo_buf_add(&line, (struct cigo_str){lines.p + at, n});
        ok = end && read_line(&r, line.p);
        at += n + 1;
    }
    ok = ok && end_head(&r);
    cigo_buf_finish(&line);
    return ok ? r.document : refuse(&r, number_of, err);
}
