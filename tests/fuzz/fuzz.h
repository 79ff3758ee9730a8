#pragma once
/* What a fuzz target is: it takes any bytes and must neither crash, leak nor break what it checks. frame.c
 * makes two programs of one: libFuzzer's, and one that replays files. */

#include <stdbool.h>
#include <cigo/base/str.h>

/* Given by the target. Once, before the first input: */
void fuzz_setup(void);
/* Each input, in a block of memory of just its size. Everything is freed again. */
void fuzz_input(struct cigo_str input);

/* Given by the frame. Not so: say what, and abort. */
#define FUZZ_CHECK(is) fuzz_check((is), #is, __FILE__, __LINE__)
void fuzz_check(bool is, const char *what, const char *file, int line);
