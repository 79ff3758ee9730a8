/* One scalar as YAML. Plain only for text that no reader could take for something else; all other
 * text is double-quoted on one line, with every character that is not for showing as an escape. */

#include <cigo/base/utf8.h>

#include <cigo/yaml/yaml.h>

/* Controls, separators that YAML takes for line ends, and marks that change what people see. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFF && c != 0xFFFD);
}

static bool is_letter_or_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && !needs_escape(c));
}

/* Inside plain text; blanks and colons are fine between letters. */
static bool is_plain(uint32_t c, uint32_t before, uint32_t after)
{
    switch (c) {
    case '.':
    case ';':
    case '(':
    case ')':
    case '/':
    case '+':
    case '_':
    case '%':
    case '@':
    case '=':
    case '<':
    case '>':
    case '&':
    case '*':
    case '!':
    case '|':
    case '\'':
    case '$':
    case '^':
    case '~':
    case '-':
        return true;
    case ' ':
        return after != 0 && after != ' ' && after != '#';
    case ':':
        return is_letter_or_digit(before) && is_letter_or_digit(after);
    default:
        return is_letter_or_digit(c);
    }
}

static bool plain_is_safe(struct cigo_str text)
{
    uint32_t before = 0, code, after = 0;
    if (text.n == 0 || cigo_str_is(text, "null"))
        return false;
    for (size_t i = 0; i < text.n; before = code) {
        i += cigo_utf8_next((struct cigo_str){text.p + i, text.n - i}, &code);
        after = 0;
        if (i < text.n)
            cigo_utf8_next((struct cigo_str){text.p + i, text.n - i}, &after);
        if (before == 0 ? !is_letter_or_digit(code) : !is_plain(code, before, after))
            return false;
    }
    return true;
}

static void write_escaped(uint32_t code, struct cigo_buf *out)
{
    if (code == '\n')
        cigo_buf_puts(out, "\\n");
    else if (code == '\t')
        cigo_buf_puts(out, "\\t");
    else if (code == '\r')
        cigo_buf_puts(out, "\\r");
    else
        cigo_buf_printf(out, "\\u%04x", (unsigned)code);
}

void cigo_yaml_write_scalar(struct cigo_str text, struct cigo_buf *out)
{
    if (plain_is_safe(text)) {
        cigo_buf_add(out, text);
        return;
    }
    cigo_buf_putc(out, '"');
    for (size_t i = 0, n; i < text.n; i += n) {
        uint32_t code;
        n = cigo_utf8_next((struct cigo_str){text.p + i, text.n - i}, &code);
        if (needs_escape(code)) {
            write_escaped(code, out);
        } else {
            if (code == '"' || code == '\\')
                cigo_buf_putc(out, '\\');
            cigo_utf8_put(out, code);
        }
    }
    cigo_buf_putc(out, '"');
}
