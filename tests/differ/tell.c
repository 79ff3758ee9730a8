/* What cigo reads, told as JSON for other readers to be held against: `tell yaml|sheet|decimal`. Inputs come on
 * standard input, each as its length in bytes, a new line, and the bytes; for each of them one line goes out.
 *   yaml     the tree, every scalar as its text; or {"?": "what is wrong"}, which no map of the tests has for a key
 *   sheet    {"separator": …, "rows": [[number, [cell, …]], …]}, or {"?": "what is wrong"}
 *   decimal  "PLACES TEXT" → [the value as plain text, as people write it], or the name of the refusal */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/decimal.h>
#include <cigo/yaml/yaml.h>

#include "sheet-priv.h"

enum { ROOM = 64 << 20, CELLS = 1000, ROWS = 100000 };

static void put_text(struct cigo_str text, struct cigo_buf *out)
{
    cigo_buf_putc(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x20 || c == 0x7f)
            cigo_buf_printf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            cigo_buf_printf(out, "\\%c", c);
        else
            cigo_buf_putc(out, (char)c);
    }
    cigo_buf_putc(out, '"');
}

static void put_refusal(const char *why, struct cigo_buf *out)
{
    cigo_buf_puts(out, "{\"?\": ");
    put_text(cigo_str_of(why), out);
    cigo_buf_putc(out, '}');
}

static void put_node(const struct cigo_yaml_node *node, struct cigo_buf *out)
{
    if (node->type == CIGO_YAML_SCALAR) {
        put_text((struct cigo_str){node->text, node->n_text}, out);
        return;
    }
    bool map = node->type == CIGO_YAML_MAP;
    cigo_buf_putc(out, map ? '{' : '[');
    for (size_t i = 0; i < node->n; i++) {
        cigo_buf_puts(out, i > 0 ? "," : "");
        if (map)
            put_text(cigo_str_of(node->items[i]->key), out);
        cigo_buf_puts(out, map ? ":" : "");
        put_node(node->items[i], out);
    }
    cigo_buf_putc(out, map ? '}' : ']');
}

static void tell_yaml(struct cigo_str input, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "f", input, NULL, &problems);
    if (root)
        put_node(root, out);
    else
        put_refusal(problems.n > 0 ? problems.items[0].text : "no reason", out);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

static void put_row(const struct cigo_sheet *sheet, size_t row, struct cigo_buf *out)
{
    static struct cigo_str cells[CELLS];
    size_t n = cigo_sheet_cells(sheet, row, cells, CELLS);
    cigo_buf_printf(out, "%s[%u, [", row > 0 ? ", " : "", sheet->rows[row].number);
    for (size_t i = 0; i < n; i++) {
        cigo_buf_puts(out, i > 0 ? ", " : "");
        put_text(cells[i], out);
    }
    cigo_buf_puts(out, "]]");
}

static void tell_sheet(struct cigo_str input, struct cigo_buf *out)
{
    struct cigo_sheet sheet = {0};
    struct cigo_error err = {0};
    char *text = cigo_alloc(input.n + 1);
    memcpy(text, input.p, input.n);
    if (!cigo_sheet_take(&sheet, text, input.n, '\0', ROWS, &err)) {
        put_refusal(err.text, out);
        return;
    }
    cigo_buf_printf(out, "{\"separator\": \"%s\", \"rows\": [", cigo_dialect_separator_word(&sheet.dialect));
    for (size_t row = 0; row < sheet.n_rows; row++)
        put_row(&sheet, row, out);
    cigo_buf_puts(out, "]}");
    cigo_sheet_finish(&sheet);
}

static void tell_decimal(struct cigo_str input, struct cigo_buf *out)
{
    static const char *const refusals[] = {"", "not a number", "ambiguous", "too precise", "out of range"};
    int places = input.p[0] - '0';
    int64_t value;
    enum cigo_decimal_parse how = cigo_decimal_parse((struct cigo_str){input.p + 2, input.n - 2}, places, &value);
    if (how != CIGO_DECIMAL_OK) {
        put_text(cigo_str_of(refusals[how]), out);
        return;
    }
    cigo_buf_puts(out, "[\"");
    cigo_decimal_plain(value, places, out);
    cigo_buf_puts(out, "\", \"");
    cigo_decimal_it(value, places, true, out);
    cigo_buf_puts(out, "\"]");
}

static bool next_input(struct cigo_buf *input)
{
    size_t left;
    if (scanf("%zu", &left) != 1 || getchar() != '\n' || left >= ROOM)
        return false;
    cigo_buf_clear(input);
    for (; left > 0; left--)
        cigo_buf_putc(input, (char)getchar());
    return true;
}

int main(int argc, char **argv)
{
    void (*tell)(struct cigo_str, struct cigo_buf *) = argc != 2                     ? NULL
                                                       : strcmp(argv[1], "yaml") == 0  ? tell_yaml
                                                       : strcmp(argv[1], "sheet") == 0 ? tell_sheet
                                                                                       : tell_decimal;
    struct cigo_buf input, out;
    cigo_buf_init(&input, ROOM);
    cigo_buf_init(&out, ROOM);
    while (tell && next_input(&input)) {
        cigo_buf_clear(&out);
        tell(cigo_buf_str(&input), &out);
        puts(out.p ? out.p : "");
    }
    cigo_buf_finish(&input);
    cigo_buf_finish(&out);
    return tell ? 0 : 2;
}
