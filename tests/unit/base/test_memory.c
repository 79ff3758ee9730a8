/* Allocation, growing arrays, fault injection, and the arena. */

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

START_TEST(grow)
{
    int *items = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 1000; i++)
        *CIGO_PUSH(items, n, cap) = i;
    ck_assert_uint_eq(n, 1000);
    ck_assert_uint_ge(cap, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i], i);
    for (size_t i = n; i < cap; i++)
        ck_assert_int_eq(items[i], 0);
    cigo_grow((void **)&items, &cap, 50000, sizeof *items);
    ck_assert_uint_gt(cap, 50000);
    ck_assert_int_eq(items[999], 999);
    free(items);
}
END_TEST

START_TEST(copies)
{
    char *copy = cigo_strdup("ciao");
    ck_assert_str_eq(copy, "ciao");
    free(copy);
    ck_assert_ptr_null(cigo_strdup(NULL));
    copy = cigo_str_dup((struct cigo_str){"ab\0cd", 5});
    ck_assert_mem_eq(copy, "ab\0cd", 6);
    free(copy);
    free(cigo_alloc(0));
}
END_TEST

static void say_hook(void)
{
    if (write(STDERR_FILENO, "hook\n", 5) != 5)
        _exit(99);
}

/* What a child that runs out of memory writes to standard error; its status. */
static int starve(void (*act)(void), char *said, size_t size)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        cigo_fatal_hook(say_hook);
        act();
        _exit(98);
    }
    close(ends[1]);
    size_t n = 0;
    ssize_t k;
    while (n < size - 1 && (k = read(ends[0], said + n, size - 1 - n)) > 0)
        n += (size_t)k;
    said[n] = '\0';
    close(ends[0]);
    int status;
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status);
}

static void third_fails(void)
{
    cigo_alloc_fail_at(3);
    free(cigo_alloc(1));
    free(cigo_strdup("x"));
    (void)!write(STDERR_FILENO, "two\n", 4);
    free(cigo_alloc(1));
}

static void overflow(void)
{
    volatile size_t many = SIZE_MAX / 2;
    free(cigo_realloc_array(NULL, many, 4));
}

START_TEST(memory_ends)
{
    char said[512];
    ck_assert_int_eq(starve(third_fails, said, sizeof said), CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(said, "two\nhook\ncigo: memoria esaurita"));
    ck_assert_int_eq(starve(overflow, said, sizeof said), CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(said, "hook\ncigo: memoria esaurita"));
}
END_TEST

START_TEST(arenas)
{
    struct cigo_arena *arena = cigo_arena_new();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = cigo_arena_alloc(arena, size);
            ck_assert_uint_eq((uintptr_t)p % sizeof(void *), 0);
            size_t dirty = 0;
            for (size_t i = 0; i < size; i++)
                dirty += p[i] != 0;
            ck_assert_uint_eq(dirty, 0);
            memset(p, 0xaa, size);
        }
        char *large = cigo_arena_alloc(arena, 1000000);
        large[999999] = 'x';
        char *text = cigo_arena_printf(arena, "%s %d", "settimane", 13);
        ck_assert_str_eq(text, "settimane 13");
        ck_assert_str_eq(cigo_arena_dup(arena, "a"), "a");
        ck_assert_ptr_null(cigo_arena_dup(arena, NULL));
        ck_assert_str_eq(cigo_arena_str(arena, CIGO_STR("xyz")), "xyz");
        ck_assert_str_eq(text, "settimane 13");
        cigo_arena_reset(arena);
    }
    cigo_arena_free(arena);
    cigo_arena_free(NULL);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/memory");
    UNIT_CASE(suite, "memory", grow, copies, memory_ends, arenas);
    return suite;
}
