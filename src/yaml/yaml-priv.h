#pragma once
/* Inside the yaml layer: what is done to the text before libyaml reads it, and its errors in
 * Italian. */

#include <cigo/yaml/yaml.h>

#define CIGO_YAML_MAX_PROBLEMS 50

/* A `\uD800`–`\uDFFF` escape: libyaml refuses it, so it reads another of the same length. */
struct cigo_escape {
    size_t index;  /* in characters, as libyaml counts */
    size_t offset; /* in bytes */
    unsigned line, column;
};

/* The text as libyaml is to read it. */
struct cigo_yaml_text {
    struct cigo_str original; /* without byte order mark */
    struct cigo_str shown;    /* `original`, or `patched` */
    char *patched;            /* owned */
    struct cigo_escape *escapes;
    size_t n_escapes, cap_escapes;
    size_t next; /* first escape that no scalar has used yet */
    bool odd;    /* there are tabs, or line ends other than a line feed */
    unsigned
        block; /* code >> 11 of the characters that stand for surrogates: occurs nowhere else */
};

/* Refuse what is not UTF-8, control characters and NUL; hide surrogate escapes. */
bool cigo_yaml_text_init(struct cigo_yaml_text *text, const char *file, struct cigo_str bytes,
                         struct cigo_problems *problems);
void cigo_yaml_text_finish(struct cigo_yaml_text *text);
/* Put the surrogates of a scalar that starts at character `index` back, in place; returns the new
 * length. `*ret_lone` is the escape that has no partner, or NULL. */
size_t cigo_yaml_text_restore(struct cigo_yaml_text *text, size_t index, bool decoded, char *scalar,
                              size_t n, const struct cigo_escape **ret_lone);

/* tree.c: the tree as it grows. Children of the open nodes share one stack and are copied to the arena
 * when their node ends. */
struct cigo_yaml_frame {
    struct cigo_yaml_node *node;
    size_t first; /* of its children in the stack */
    const char *key; /* of the value to come */
    struct cigo_pos key_pos;
};
struct cigo_yaml_tree {
    struct cigo_arena *arena;
    const char *file;
    struct cigo_yaml_node *root;
    struct cigo_yaml_frame *frames; /* the open nodes */
    size_t n_frames, cap_frames;
    struct cigo_yaml_node **stack;
    size_t n_stack, cap_stack;
};
bool cigo_yaml_tree_wants_key(const struct cigo_yaml_tree *tree);
void cigo_yaml_tree_key(struct cigo_yaml_tree *tree, const char *key, struct cigo_pos pos);
/* A node without children yet, in its place. */
struct cigo_yaml_node *cigo_yaml_tree_add(struct cigo_yaml_tree *tree, enum cigo_yaml_type type,
                                          struct cigo_pos pos);
void cigo_yaml_tree_open(struct cigo_yaml_tree *tree, enum cigo_yaml_type type, struct cigo_pos pos);
const struct cigo_yaml_node *cigo_yaml_tree_close(struct cigo_yaml_tree *tree);
void cigo_yaml_tree_clear(struct cigo_yaml_tree *tree); /* nothing was read */
void cigo_yaml_tree_finish(struct cigo_yaml_tree *tree);

/* quick.c: the plain way of writing, read at once. False: the text has something else or is wrong (the
 * tree is empty again). When true, libyaml would give the same tree. */
bool cigo_yaml_quick(struct cigo_yaml_tree *tree, const struct cigo_yaml_text *text,
                     const struct cigo_yaml_limits *limits);

/* What libyaml found wrong, said in Italian. Lines and columns count from 1. */
struct cigo_yaml_fault {
    const char *problem; /* libyaml's words */
    const char *context;
    unsigned context_line;
    struct cigo_str text; /* all of it */
    size_t index;         /* of the wrong place, in characters */
};
void cigo_yaml_explain(const struct cigo_yaml_fault *fault, struct cigo_pos pos,
                       struct cigo_problems *problems);

/* Is each key of a map there once? Report those that are not, while `problems` (or NULL) has fewer than
 * `limit`. */
bool cigo_yaml_check_keys(const struct cigo_yaml_node *map, size_t limit,
                          struct cigo_problems *problems);
