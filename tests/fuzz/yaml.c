/* YAML: what the quick reader reads, libyaml reads as the same tree, to the column; and any text at all is a
 * tree or has problems, never both, never neither. */

#include "fuzz.h"

#include <cigo/base/alloc.h>
#include <stdlib.h>

#include "yaml-priv.h"
#include "yaml_tree.h"

enum { ROOM = 16 << 20 };
static const struct cigo_yaml_limits limits = {64 << 10, 4 << 10, 16};

void fuzz_setup(void)
{
}

/* Of a whole parse; false: it has problems. */
static bool parse(struct cigo_arena *arena, struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "f", text, &limits, &problems);
    FUZZ_CHECK((root != NULL) == (problems.n == 0));
    if (root)
        yaml_tree_put(root, out);
    cigo_problems_finish(&problems);
    return root != NULL;
}

/* False: the quick reader gives up, and has left nothing behind. */
static bool quick(struct cigo_arena *arena, struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_problems problems;
    struct cigo_yaml_text seen;
    struct cigo_yaml_tree tree = {.arena = arena, .file = "f"};
    cigo_problems_init(&problems, arena);
    bool read = text.n <= limits.file && cigo_yaml_text_init(&seen, "f", text, &problems);
    if (read) {
        read = cigo_yaml_quick(&tree, &seen, &limits);
        FUZZ_CHECK(read || (!tree.root && tree.n_stack == 0 && tree.n_frames == 0));
    }
    if (read)
        yaml_tree_put(tree.root, out);
    if (text.n <= limits.file)
        cigo_yaml_text_finish(&seen);
    cigo_yaml_tree_finish(&tree);
    cigo_problems_finish(&problems);
    return read;
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_buf got, want;
    cigo_buf_init(&got, ROOM);
    cigo_buf_init(&want, ROOM);
    parse(arena, input, &want);
    if (quick(arena, input, &got)) {
        /* a comment with a tab is what sends a text to libyaml */
        char *marked = cigo_alloc(input.n + 3);
        memcpy(marked, input.p, input.n);
        memcpy(marked + input.n, "#\t\n", 3);
        cigo_buf_clear(&want);
        FUZZ_CHECK(input.n + 3 > limits.file || parse(arena, (struct cigo_str){marked, input.n + 3}, &want));
        FUZZ_CHECK(input.n + 3 > limits.file || cigo_str_eq(cigo_buf_str(&got), cigo_buf_str(&want)));
        free(marked);
    }
    cigo_buf_finish(&got);
    cigo_buf_finish(&want);
    cigo_arena_free(arena);
}
