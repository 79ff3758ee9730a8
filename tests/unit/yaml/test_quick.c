/* The quick reader against libyaml: what the one reads, the other reads as the same tree, to the column. A
 * comment with a tab is what sends a text to libyaml. */

#include "yaml-priv.h"
#include "yaml_tree.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/path.h>

static const struct cigo_yaml_limits limits = {4 << 20, 64 << 10, 16};

/* False: it gives up. */
static bool quick(struct cigo_arena *arena, const char *text, struct cigo_buf *out)
{
    struct cigo_problems problems;
    struct cigo_yaml_text seen;
    struct cigo_yaml_tree tree = {.arena = arena, .file = "f"};
    cigo_problems_init(&problems, arena);
    bool read = cigo_yaml_text_init(&seen, "f", cigo_str_of(text), &problems) && cigo_yaml_quick(&tree, &seen, &limits);
    if (read)
        yaml_tree_put(tree.root, out);
    else
        ck_assert(!tree.root && tree.n_stack == 0 && tree.n_frames == 0);
    cigo_yaml_text_finish(&seen);
    cigo_yaml_tree_finish(&tree);
    cigo_problems_finish(&problems);
    return read;
}

static void by_libyaml(struct cigo_arena *arena, const char *text, struct cigo_buf *out)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    const char *marked = cigo_arena_printf(arena, "%s#\t\n", text);
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "f", cigo_str_of(marked), &limits, &problems);
    if (root)
        yaml_tree_put(root, out);
    else
        cigo_problems_print(&problems, out);
    cigo_problems_finish(&problems);
}

/* Is it read, and then as libyaml does? */
static bool same(const char *text)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_buf got, want;
    cigo_buf_init(&got, 1 << 20);
    cigo_buf_init(&want, 1 << 20);
    bool read = quick(arena, text, &got);
    if (read) {
        by_libyaml(arena, text, &want);
        if (strcmp(got.p, want.p) != 0)
            ck_abort_msg("%s\nquick:   %s\nlibyaml: %s", text, got.p, want.p);
    }
    cigo_buf_finish(&got);
    cigo_buf_finish(&want);
    cigo_arena_free(arena);
    return read;
}

static const char *const plain[] = {
    "a: b\n",
    "# c\n\na: b # c\n# d\nb: c#d\n",
    "\357\273\277a: b\n",
    "a:\n  b: c\n  d: e\nf: g\n",
    "a:\n- b\n- c\nd:\n  - e\n",
    "a:\n  - b: c\n    d: e\n  -   f: g\n      h: i\nj: k\n",
    "a: è più\nb: \"è: più\" \nc: x\n",
    "a: b\n  c\n\n\n  d\ne: f\n",
    "a: [b, \"c, d\", {e: f}, []]\nb: {}\nc: {d: [1,\n  2], e: ~}\n",
    "a: >\n  b\n  c\n\n  d\n    e\n  f\n\n\ng: |\n  h\n\n  i\nj: >-\n  k\n  l\nm: |-\n    n\n# o\np: q\n",
    "a: null\nb: ~\nc: \"null\"\nd: nullo\n",
    "a-b.c: http://x/y:z\n\"no\": 12:30\n2026-11-23: -5\n",
    "a: b\n  - c\n",
    "a: {k: 12:30, l: http://x}\n",
};

static const char *const others[] = {
    "", "\n", "- a\n", "a\n", "a: b", "a:\n", "a:\nb: c\n", "a: b\na: c\n", "a: b: c\n", "a: &b c\n", "a: *b\n", "a: !b c\n",
    "a: 'b'\n", "a: \"b\\n\"\n", "a: \"b\n  c\"\n", "a: [b\n", "a: [b c: d]\n", "a: [b, ]\n", "a: {b}\n", "a: {b: c, b: d}\n",
    "a: |2\n  b\n", "a: |+\n  b\n", "a: >\n\n  b\n", "a: >\nb: c\n", "? a\n: b\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n",
    "a:\tb\n", "a: b\r\n", "--- \na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "<<: b\n", "a: b\n# c\n  d\n", "a: - b\n", "a: ? b\n",
    "a: [b, {c: d]}\n", "a: %b\n", "a: @b\n", "a: `b`\n", "a:\n  - - b\n", "a:\n  -\n    b: c\n", "a: b\302\205c: d\n",
    "a: [[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]\n",
};

START_TEST(read_at_once)
{
    ck_assert_msg(same(plain[_i]), "not read: %s", plain[_i]);
}
END_TEST

START_TEST(left_to_libyaml)
{
    ck_assert_msg(!same(others[_i]), "read: %s", others[_i]);
}
END_TEST

/* ---- every text made from these by a few changes ---- */

static const char *const pieces[] = {
    " ", "\n", ":", ": ", "-", "- ", "#", " #", "[", "]", "{", "}", ", ", "\"", "'", ">\n  ", "|-\n ", "\n\n", "\n  ",
    "\n - ", "~", "?", "&a", "*a", "!", "x: ", "\xC3\xA8", "---\n", "...\n", "%", "\\", "<<: ", "0",
};
enum { ROUNDS = 20000, MAX_TEXT = 512, N_PIECES = sizeof pieces / sizeof *pieces };

static unsigned next(unsigned *state, unsigned n)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static void change(char *text, unsigned *state)
{
    size_t n = strlen(text), at = next(state, (unsigned)n + 1);
    size_t gone = next(state, 3);
    const char *piece = next(state, 4) ? pieces[next(state, N_PIECES)] : "";
    size_t k = strlen(piece);
    gone = gone < n - at ? gone : n - at;
    if (n + k + 1 >= MAX_TEXT)
        return;
    memmove(text + at + k, text + at + gone, n - at - gone + 1);
    memcpy(text + at, piece, k);
}

START_TEST(changed)
{
    unsigned state = 7, read = 0;
    char text[MAX_TEXT];
    for (int i = 0; i < ROUNDS; i++) {
        snprintf(text, sizeof text, "%s", plain[next(&state, sizeof plain / sizeof *plain)]);
        for (unsigned k = next(&state, 4); k > 0; k--)
            change(text, &state);
        read += same(text);
    }
    ck_assert_uint_gt(read, ROUNDS / 10); /* or it says nothing */
}
END_TEST

/* One escape in a file, and it takes ten times as long. */
START_TEST(our_forms)
{
    struct cigo_error err;
    glob_t found;
    ck_assert_int_eq(glob(FORMS "/*/*.yaml", 0, NULL, &found), 0);
    ck_assert_int_eq(glob(FORMS "/*/*/*.yaml", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text;
        size_t n;
        ck_assert_msg(cigo_file_read(found.gl_pathv[i], limits.file, &text, &n, &err), "%s", err.text);
        ck_assert_msg(same(text), "%s is left to libyaml", found.gl_pathv[i]);
        free(text);
    }
    globfree(&found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quick");
    TCase *tcase = tcase_create("quick");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, read_at_once, 0, (int)(sizeof plain / sizeof *plain));
    tcase_add_loop_test(tcase, left_to_libyaml, 0, (int)(sizeof others / sizeof *others));
    tcase_add_test(tcase, changed);
    tcase_add_test(tcase, our_forms);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
