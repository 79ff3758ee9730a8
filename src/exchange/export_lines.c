/* Lines of 80 columns, counted as a terminal shows them, and cells of tables that programs read. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

static void blanks(size_t n, struct cigo_buf *out)
{
    while (n--)
        cigo_buf_putc(out, ' ');
}

struct line {
    size_t at;           /* column */
    size_t columns;      /* of a full line */
    size_t indent, hang; /* where this line begins, and all that follow */
    bool fresh;          /* nothing on it yet */
    struct cigo_buf *out;
};

static void new_line(struct line *line)
{
    cigo_buf_putc(line->out, '\n');
    line->at = 0;
    line->fresh = true;
    line->indent = line->hang;
}

static void put(struct line *line, struct cigo_str text)
{
    if (line->fresh)
        blanks(line->at = line->indent, line->out);
    cigo_buf_add(line->out, text);
    line->at += cigo_utf8_width(text);
    line->fresh = false;
}

/* A word longer than the line is cut between clusters. */
static void put_word(struct line *line, struct cigo_str word)
{
    size_t width = cigo_utf8_width(word);
    if (!line->fresh && line->at + 1 + width > line->columns)
        new_line(line);
    if (!line->fresh)
        put(line, CIGO_STR(" "));
    for (size_t n = 0; width > line->columns - line->hang && word.n; word.p += n, word.n -= n) {
        n = cigo_utf8_cluster(word);
        if (!line->fresh && line->at + cigo_utf8_width((struct cigo_str){word.p, n}) > line->columns)
            new_line(line);
        put(line, (struct cigo_str){word.p, n});
    }
    if (word.n && line->at + width > line->columns)
        new_line(line);
    if (word.n)
        put(line, word);
}

static void put_paragraph(struct line *line, struct cigo_str text)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, 4 * text.n + 16);
    cigo_utf8_visible(text, &shown);
    for (const char *p = shown.p; *p;) {
        size_t n = strcspn(p, " ");
        if (n)
            put_word(line, (struct cigo_str){p, n});
        p += n;
        p += *p == ' ';
    }
    cigo_buf_finish(&shown);
}

void export_wrapped_in(size_t columns, size_t from, size_t indent, const char *first, const char *text,
                       struct cigo_buf *out)
{
    struct line line = {.columns = columns, .indent = from, .hang = indent, .fresh = true, .out = out};
    if (*first)
        put_paragraph(&line, cigo_str_of(first));
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        put_paragraph(&line, (struct cigo_str){p, n});
        p += n;
        if (*p++ != '\n')
            break;
        if (*p)
            new_line(&line);
    }
    cigo_buf_putc(out, '\n');
}

void export_wrapped(size_t from, size_t indent, const char *first, const char *text,
                    struct cigo_buf *out)
{
    export_wrapped_in(EXPORT_COLUMNS, from, indent, first, text, out);
}

void export_heading(const char *text, char underline, struct cigo_buf *out)
{
    cigo_buf_putc(out, '\n');
    export_wrapped(0, 0, text, "", out);
    size_t width = cigo_utf8_width(cigo_str_of(text));
    for (size_t i = 0; i < width && i < EXPORT_COLUMNS; i++)
        cigo_buf_putc(out, underline);
    cigo_buf_putc(out, '\n');
}

void export_value(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), place);
    const struct cigo_field *field = place.field;
    if (!cell.raw) {
        cigo_buf_puts(out, _("non indicato"));
        return;
    }
    struct cigo_value value = cigo_cell_value(cell);
    size_t before = out->n;
    if (field->kind->type == CIGO_TYPE_DATE && value.storage == CIGO_INT)
        cigo_kind_format(field->kind, &field->ctx, &value, out); /* as the portal takes it: no weekday */
    else
        cigo_session_echo(session, place, out);
    if (cell.verdict == CIGO_BAD)
        cigo_buf_puts(out, _(" (non si legge)"));
    else
        cigo_field_put_unit(field, out->p + before, out);
}

static bool is_number(struct cigo_str text)
{
    size_t i = text.n && text.p[0] == '-';
    for (; i < text.n; i++)
        if (!strchr("0123456789.,", text.p[i]) || !text.p[i])
            return false;
    return text.n > 1;
}

bool export_is_formula(struct cigo_str text)
{
    return text.n && text.p[0] && strchr("=+-@'\t\r", text.p[0]) && !is_number(text);
}

void export_cell(struct cigo_str text, char separator, bool guard, struct cigo_buf *out)
{
    bool risky = guard && export_is_formula(text), quote = false;
    for (size_t i = 0; i < text.n; i++)
        quote |= text.p[i] == separator || text.p[i] == '"' || text.p[i] == '\n' || text.p[i] == '\r';
    cigo_buf_puts(out, quote ? "\"" : "");
    cigo_buf_puts(out, risky ? "'" : "");
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            cigo_buf_putc(out, '"');
        cigo_buf_putc(out, text.p[i]);
    }
    cigo_buf_puts(out, quote ? "\"" : "");
}
