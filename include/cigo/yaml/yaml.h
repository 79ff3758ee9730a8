#pragma once
/* A strict YAML subset (JSON included) as a tree with line and column. Refused: duplicate keys,
 * aliases, anchors, tags, second documents, tabs as indentation, merge keys, depth over 16, files over
 * the given size, scalars over the given length, bytes that are not UTF-8, NUL. Scalars are text and
 * are never reinterpreted; a plain `null`, `~` or nothing is marked null. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/problem.h>
#include <cigo/base/str.h>

enum cigo_yaml_type { CIGO_YAML_SCALAR, CIGO_YAML_LIST, CIGO_YAML_MAP };

struct cigo_yaml_node {
    enum cigo_yaml_type type;
    struct cigo_pos pos;
    const char *text;  /* scalar, NUL-terminated */
    size_t n_text;
    bool null;         /* plain null, ~ or nothing */
    bool quoted;       /* '…', "…", | or > */
    bool block;        /* | or > */
    bool folded;       /* its characters are not where the file has them: block, many lines, escapes */
    const char *key;   /* in a map: its key */
    struct cigo_pos key_pos;
    struct cigo_yaml_node **items; /* list and map, in order */
    size_t n;
};

struct cigo_yaml_limits {
    size_t file;   /* bytes, default 4 MiB when 0 */
    size_t scalar; /* bytes, default 64 KiB when 0 */
    unsigned depth; /* default 16 when 0 */
};

/* Parse a text named `file`. On mistakes: NULL, and one or more problems (at most 50). Nodes live in
 * the arena. A text without any node gives a null scalar. */
const struct cigo_yaml_node *cigo_yaml_parse(struct cigo_arena *arena, const char *file,
                                             struct cigo_str text,
                                             const struct cigo_yaml_limits *limits,
                                             struct cigo_problems *problems);
const struct cigo_yaml_node *cigo_yaml_get(const struct cigo_yaml_node *map, const char *key); /* or NULL */
/* Append text as a YAML scalar that this parser reads back as the same text: plain where that is safe
 * in block and flow context, else double-quoted on one line, never with a raw control character. */
void cigo_yaml_write_scalar(struct cigo_str text, struct cigo_buf *out);
