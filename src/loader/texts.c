/* Expressions and texts with {expressions}. Positions are exact for a scalar on one line without
 * escapes; in a folded one an expression has the position of the scalar. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

/* Position of byte `at` of a scalar's text. */
static struct cigo_pos inside(const struct cigo_yaml_node *node, size_t at)
{
    struct cigo_pos pos = node->pos;
    if (!node->folded)
        pos.column += (unsigned)(node->quoted + cigo_utf8_count((struct cigo_str){node->text, at}));
    return pos;
}

static struct cigo_expr expr_of(struct cigo_loader *l, const struct cigo_yaml_node *node,
                                struct cigo_str text)
{
    struct cigo_str trimmed = cigo_str_trim(text);
    return (struct cigo_expr){
        .text = cigo_arena_str(l->arena, trimmed),
        .pos = inside(node, (size_t)(trimmed.p - node->text)),
        .folded = node->folded,
    };
}

void cigo_node_expr(struct cigo_loader *l, const struct cigo_yaml_node *node,
                    struct cigo_expr *ret_expr)
{
    if (cigo_node_text(l, node))
        *ret_expr = expr_of(l, node, (struct cigo_str){node->text, node->n_text});
}

const char *cigo_phrase_close(const char *p)
{
    bool quoted = false;
    for (; *p; p++) {
        if (*p == '\'')
            quoted = !quoted;
        else if (*p == '}' && !quoted)
            return p;
        else if (*p == '{' && !quoted)
            return NULL;
    }
    return NULL;
}

struct splitter {
    struct cigo_loader *l;
    const struct cigo_yaml_node *node;
    struct cigo_text_part *parts;
    size_t n, cap;
    struct cigo_buf literal;
};

static void end_literal(struct splitter *s)
{
    if (s->literal.n == 0)
        return;
    *CIGO_PUSH(s->parts, s->n, s->cap) =
        (struct cigo_text_part){.literal = cigo_arena_str(s->l->arena, cigo_buf_str(&s->literal))};
    cigo_buf_clear(&s->literal);
}

static struct cigo_pos here(const struct splitter *s, const char *p)
{
    return inside(s->node, (size_t)(p - s->node->text));
}

/* From an opening brace; returns what follows the closing one, or NULL after a problem. */
static const char *read_part(struct splitter *s, const char *p)
{
    const char *end = cigo_phrase_close(p + 1);
    if (!end) {
        cigo_complain(s->l, here(s, p),
                      "la graffa «{» non si chiude: scriva {espressione}, o «{{» per una graffa");
        return NULL;
    }
    struct cigo_str text = {p + 1, (size_t)(end - p - 1)};
    if (cigo_str_trim(text).n == 0) {
        cigo_complain(s->l, here(s, p), "tra le graffe manca un'espressione");
        return NULL;
    }
    end_literal(s);
    struct cigo_expr expr = expr_of(s->l, s->node, text);
    *CIGO_PUSH(s->parts, s->n, s->cap) = (struct cigo_text_part){.expr = expr};
    return end + 1;
}

static void split(struct splitter *s, const char *p, const char *end)
{
    while (p && p < end) {
        if (*p != '{' && *p != '}') {
            const char *literal = p;
            p += strcspn(p, "{}"); /* the text ends with NUL */
            p = p < end ? p : end;
            cigo_buf_add(&s->literal, (struct cigo_str){literal, (size_t)(p - literal)});
        } else if (p[1] == *p) {
            cigo_buf_putc(&s->literal, *p);
            p += 2;
        } else if (*p == '{') {
            p = read_part(s, p);
        } else {
            cigo_complain(s->l, here(s, p),
                          "la graffa «}» non è stata aperta: ne scriva due per una graffa");
            p = NULL;
        }
    }
    end_literal(s);
}

void cigo_node_phrase(struct cigo_loader *l, const struct cigo_yaml_node *node,
                      struct cigo_text *ret_text)
{
    ret_text->pos = node->pos;
    ret_text->source = cigo_node_text(l, node);
    if (!ret_text->source)
        return;
    struct cigo_str text = cigo_str_trim((struct cigo_str){node->text, node->n_text});
    struct splitter s = {.l = l, .node = node};
    cigo_buf_init(&s.literal, text.n + 1);
    split(&s, text.p, text.p + text.n);
    cigo_buf_finish(&s.literal);
    struct cigo_text_part *parts = cigo_arena_alloc(l->arena, (s.n + 1) * sizeof *parts);
    if (s.n)
        memcpy(parts, s.parts, s.n * sizeof *parts);
    free(s.parts);
    ret_text->parts = parts;
    ret_text->n_parts = s.n;
}
