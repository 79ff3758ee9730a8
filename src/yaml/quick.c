/* The plain way of writing YAML, read line by line without libyaml, which takes ten times as long: keys
 * that are simple words, block maps and lists, flow maps and lists of scalars on one line each, quoted
 * texts without escapes, `|` and `>`. Whatever else there is (anchors, escapes, empty values, odd
 * indentation, every mistake), this reader gives up, and libyaml reads the whole text again: so there is
 * one place only that knows what is wrong and how to say it. The rules on where a scalar ends and how
 * its lines are joined are libyaml's. */

#include "yaml-priv.h"

#include <string.h>

#include <cigo/base/alloc.h>

enum { MAX_KEY = 128, END = -1 };

struct quick {
    struct cigo_yaml_tree *tree;
    const struct cigo_yaml_limits *limits;
    const char *p, *end; /* the text ends with a line feed: a line can be searched without a bound */
    const char *begin;   /* of this line */
    const char *seen;    /* up to here its characters are counted: `column` */
    unsigned line, column;
    int indent; /* of the line at whose first character we are, END after the last */
    struct cigo_buf text; /* of a scalar on several lines */
};

static struct cigo_pos here(struct quick *q)
{
    for (; q->seen < q->p; q->seen++)
        q->column += ((unsigned char)*q->seen & 0xC0) != 0x80;
    return (struct cigo_pos){q->tree->file, q->line, q->column};
}

static void next_line(struct quick *q)
{
    q->begin = q->seen = ++q->p;
    q->line++;
    q->column = 1;
}

static void skip_spaces(struct quick *q)
{
    while (q->p < q->end && *q->p == ' ')
        q->p++;
}

static void skip_line(struct quick *q)
{
    q->p = memchr(q->p, '\n', (size_t)(q->end - q->p));
    next_line(q);
}

/* From the beginning of a line to the next that has more than blanks and a comment. */
static void find_content(struct quick *q)
{
    for (; q->p < q->end; skip_line(q)) {
        skip_spaces(q);
        if (*q->p != '\n' && *q->p != '#') {
            q->indent = (int)(q->p - q->begin);
            return;
        }
    }
    q->indent = END;
}

/* Nothing but a comment may follow on the line. */
static bool end_line(struct quick *q)
{
    const char *p = q->p;
    skip_spaces(q);
    if (*q->p != '\n' && (*q->p != '#' || q->p == p))
        return false;
    skip_line(q);
    find_content(q);
    return true;
}

/* ---- scalars ---- */

static bool add_scalar(struct quick *q, struct cigo_pos pos, struct cigo_str text,
                       const struct cigo_yaml_node *how)
{
    if (text.n > q->limits->scalar)
        return false;
    struct cigo_yaml_node *node = cigo_yaml_tree_add(q->tree, CIGO_YAML_SCALAR, pos);
    node->text = cigo_arena_str(q->tree->arena, text);
    node->n_text = text.n;
    node->quoted = how->quoted;
    node->block = how->block;
    node->folded = how->folded;
    node->null = !how->quoted && (cigo_str_eq(text, CIGO_STR("~")) || cigo_str_eq(text, CIGO_STR("null")));
    return true;
}

static bool read_quoted(struct quick *q)
{
    struct cigo_pos pos = here(q);
    const char *start = ++q->p;
    while (*q->p != '"' && *q->p != '\\' && *q->p != '\n')
        q->p++;
    if (*q->p != '"')
        return false;
    struct cigo_str text = {start, (size_t)(q->p++ - start)};
    return add_scalar(q, pos, text, &(struct cigo_yaml_node){.quoted = true});
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Can a plain scalar begin here? Indicators that may do so under conditions are left to libyaml. */
static bool begins_plain(const char *p)
{
    return is_word(*p) || (unsigned char)*p >= 0x80 || (*p == '-' && is_digit(p[1])) ||
           (*p != '\n' && strchr("($.+/<=~", *p));
}

/* The rest of a line as part of a plain scalar: without a comment and blanks at its end. A «: » is a
 * mistake there. */
static bool plain_line(struct quick *q, struct cigo_str *ret_part)
{
    const char *start = q->p, *last = q->p; /* after the last character that is no blank */
    for (; *q->p != '\n' && (*q->p != '#' || last == q->p); q->p++) {
        if (*q->p == ':' && (q->p[1] == ' ' || q->p[1] == '\n'))
            return false;
        if (*q->p != ' ')
            last = q->p + 1;
    }
    *ret_part = (struct cigo_str){start, (size_t)(last - start)};
    return true;
}

/* Line ends between two parts of a folded text: one is a blank, of more all but the first stay. */
static void fold(struct quick *q, unsigned lines)
{
    if (lines == 1)
        cigo_buf_putc(&q->text, ' ');
    for (; lines > 1; lines--)
        cigo_buf_putc(&q->text, '\n');
}

/* In block context; it goes on over the lines that are further in than `parent`. */
static bool read_plain(struct quick *q, int parent)
{
    struct cigo_pos pos = here(q);
    struct cigo_yaml_node how = {.folded = false};
    struct cigo_str part;
    if (!begins_plain(q->p) || !plain_line(q, &part))
        return false;
    unsigned line = q->line;
    bool comment = *q->p == '#';
    skip_line(q);
    const char *next = q->p;
    find_content(q);
    if (comment || q->indent <= parent || memchr(next, '#', (size_t)(q->p - next)))
        return add_scalar(q, pos, part, &how);
    cigo_buf_clear(&q->text);
    how.folded = true;
    do {
        cigo_buf_add(&q->text, part);
        unsigned lines = q->line - line;
        fold(q, lines);
        line = q->line;
        if (!plain_line(q, &part) || *q->p == '#')
            return false;
        skip_line(q);
        next = q->p;
        find_content(q);
    } while (q->indent > parent && !memchr(next, '#', (size_t)(q->p - next)));
    cigo_buf_add(&q->text, part);
    return !q->text.truncated && add_scalar(q, pos, cigo_buf_str(&q->text), &how);
}

/* ---- block scalars ---- */

/* `|` or `>`, and whether the last line end is kept. Indentation as a number, «+» and a comment are not
 * read here. */
static bool block_head(struct quick *q, bool *ret_folds, bool *ret_keep)
{
    *ret_folds = *q->p++ == '>';
    *ret_keep = *q->p != '-';
    if (*q->p == '-')
        q->p++;
    skip_spaces(q);
    if (*q->p != '\n')
        return false;
    next_line(q);
    return true;
}

/* Up to `indent` blanks, and the lines that have no more than that: how many. */
static unsigned block_breaks(struct quick *q, int indent)
{
    for (unsigned n = 0;; n++) {
        while (q->p < q->end && *q->p == ' ' && q->p - q->begin < indent)
            q->p++;
        if (q->p == q->end || *q->p != '\n')
            return n;
        next_line(q);
    }
}

static void block_line(struct quick *q)
{
    const char *start = q->p;
    q->p = memchr(q->p, '\n', (size_t)(q->end - q->p));
    cigo_buf_add(&q->text, (struct cigo_str){start, (size_t)(q->p - start)});
    next_line(q);
}

static bool read_block(struct quick *q, int parent)
{
    struct cigo_pos pos = here(q);
    bool folds, keep, was_in = false;
    if (!block_head(q, &folds, &keep))
        return false;
    skip_spaces(q);
    int indent = (int)(q->p - q->begin);
    if (q->p == q->end || *q->p == '\n' || indent <= parent)
        return false;
    cigo_buf_clear(&q->text);
    block_line(q);
    for (unsigned breaks; breaks = block_breaks(q, indent), q->p < q->end && q->p - q->begin == indent;) {
        bool in = *q->p == ' '; /* further in: such lines are not joined */
        if (folds && !in && !was_in) {
            fold(q, breaks + 1);
        } else {
            for (unsigned i = 0; i <= breaks; i++)
                cigo_buf_putc(&q->text, '\n');
        }
        was_in = in;
        block_line(q);
    }
    if (keep)
        cigo_buf_putc(&q->text, '\n');
    q->p = q->begin;
    find_content(q);
    return !q->text.truncated &&
           add_scalar(q, pos, cigo_buf_str(&q->text), &(struct cigo_yaml_node){.quoted = true, .block = true, .folded = true});
}

/* ---- flow ---- */

static bool read_flow(struct quick *q);

static void skip_flow(struct quick *q)
{
    skip_spaces(q);
    while (q->p < q->end && *q->p == '\n') {
        next_line(q);
        skip_spaces(q);
    }
}

/* A plain scalar within brackets, on one line. */
static bool flow_plain(struct quick *q)
{
    struct cigo_pos pos = here(q);
    const char *start = q->p, *last = q->p;
    if (!begins_plain(q->p))
        return false;
    for (; !strchr(",[]{}\n", *q->p); q->p++) {
        if (*q->p == '?' || *q->p == '#' || (*q->p == ':' && !is_word(q->p[1]) && q->p[1] != '/'))
            return false;
        if (*q->p != ' ')
            last = q->p + 1;
    }
    struct cigo_str text = {start, (size_t)(last - start)};
    return (*q->p == ',' || *q->p == ']' || *q->p == '}') &&
           add_scalar(q, pos, text, &(struct cigo_yaml_node){0});
}

/* The key that begins at p, a simple word or one in quotes, with its «:» behind it; empty if there is none. */
static struct cigo_str key_at(const char *p)
{
    bool quoted = *p == '"';
    const char *start = p += quoted;
    while (is_word(*p) || ((*p == '-' || *p == '.') && p > start))
        p++;
    const char *colon = p + (quoted && *p == '"');
    bool is_key = p > start && p - start <= MAX_KEY && colon == p + quoted && *colon == ':' &&
                  (colon[1] == ' ' || colon[1] == '\n');
    return (struct cigo_str){start, is_key ? (size_t)(p - start) : 0};
}

static bool read_key(struct quick *q)
{
    struct cigo_str key = key_at(q->p);
    if (key.n == 0)
        return false;
    struct cigo_pos pos = here(q);
    cigo_yaml_tree_key(q->tree, cigo_arena_str(q->tree->arena, key), pos);
    bool quoted = *q->p == '"';
    q->p = key.p + key.n + quoted + 1;
    return true;
}

static bool flow_value(struct quick *q)
{
    return *q->p == '[' || *q->p == '{' ? read_flow(q) : *q->p == '"' ? read_quoted(q) : flow_plain(q);
}

static bool open(struct quick *q, enum cigo_yaml_type type)
{
    if (q->tree->n_frames >= q->limits->depth)
        return false;
    cigo_yaml_tree_open(q->tree, type, here(q));
    return true;
}

static bool close(struct quick *q)
{
    const struct cigo_yaml_node *node = cigo_yaml_tree_close(q->tree);
    return node->type != CIGO_YAML_MAP || cigo_yaml_check_keys(node, 0, NULL);
}

static bool read_flow(struct quick *q)
{
    bool map = *q->p == '{';
    char bracket = map ? '}' : ']';
    if (!open(q, map ? CIGO_YAML_MAP : CIGO_YAML_LIST))
        return false;
    q->p++;
    skip_flow(q);
    if (q->p < q->end && *q->p == bracket) {
        q->p++;
        return close(q);
    }
    while (q->p < q->end) {
        if (map && !read_key(q))
            return false;
        skip_spaces(q);
        if (!flow_value(q))
            return false;
        skip_flow(q);
        if (q->p == q->end || (*q->p != ',' && *q->p != bracket))
            return false;
        if (*q->p++ == bracket)
            return close(q);
        skip_flow(q);
    }
    return false;
}

/* ---- block maps and lists ---- */

static bool read_map(struct quick *q, int indent);
static bool read_list(struct quick *q, int indent);

static bool is_dash(const struct quick *q)
{
    return q->p[0] == '-' && q->p[1] == ' ';
}

/* What begins on the line of its key or dash. */
static bool inline_value(struct quick *q, int parent)
{
    if (*q->p == '|' || *q->p == '>')
        return read_block(q, parent);
    if (*q->p == '"')
        return read_quoted(q) && end_line(q);
    if (*q->p == '[' || *q->p == '{')
        return read_flow(q) && end_line(q);
    return read_plain(q, parent);
}

/* After a key and its «:». A list may stand as far out as its key. */
static bool block_value(struct quick *q, int parent)
{
    skip_spaces(q);
    if (*q->p != '\n' && *q->p != '#')
        return inline_value(q, parent);
    if (!end_line(q) || q->indent < parent)
        return false;
    if (is_dash(q))
        return read_list(q, q->indent);
    return q->indent > parent && key_at(q->p).n > 0 && read_map(q, q->indent);
}

static bool read_map(struct quick *q, int indent)
{
    if (!open(q, CIGO_YAML_MAP))
        return false;
    do {
        if (!read_key(q) || !block_value(q, indent))
            return false;
    } while (q->indent == indent);
    return q->indent < indent && close(q);
}

static bool read_item(struct quick *q, int indent)
{
    q->p++;
    skip_spaces(q);
    if (*q->p == '\n' || *q->p == '#' || is_dash(q))
        return false;
    return key_at(q->p).n > 0 ? read_map(q, (int)(q->p - q->begin)) : inline_value(q, indent);
}

static bool read_list(struct quick *q, int indent)
{
    if (!open(q, CIGO_YAML_LIST))
        return false;
    do {
        if (!read_item(q, indent))
            return false;
    } while (q->indent == indent && is_dash(q));
    return q->indent <= indent && close(q);
}

bool cigo_yaml_quick(struct cigo_yaml_tree *tree, const struct cigo_yaml_text *text,
                     const struct cigo_yaml_limits *limits)
{
    struct cigo_str s = text->shown;
    struct quick q = {.tree = tree, .limits = limits, .line = 1, .column = 1};
    if (s.n == 0 || s.p[s.n - 1] != '\n' || text->odd || text->n_escapes > 0)
        return false;
    q.p = q.begin = q.seen = s.p;
    q.end = s.p + s.n;
    cigo_buf_init(&q.text, limits->scalar + 1);
    find_content(&q);
    bool ok = q.indent == 0 && key_at(q.p).n > 0 && read_map(&q, 0) && q.indent == END;
    cigo_buf_finish(&q.text);
    if (!ok)
        cigo_yaml_tree_clear(tree);
    return ok;
}
