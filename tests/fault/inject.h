#pragma once
/* What the files of functions share: does this call fail, and how; and the function that it stands for. */

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum inject_group { INJECT_MEMORY, INJECT_FILE, INJECT_SQLITE, INJECT_LIBRARY };

/* NULL: it does not. Else how, one of `ways`. */
const int *inject_fails(const char *name, enum inject_group group, const int *ways, size_t n_ways);

/* Whether cigo itself calls, not a library that calls its own function by its public name. */
bool inject_from_program(const void *return_address);

enum { INJECT_PART = -1 }; /* a way: only a part is read or written */

#define INJECT_EXPORT __attribute__((visibility("default")))

#define INJECT_REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        *(void **)&real = dlsym(RTLD_NEXT, #name)

/* A function like any other: fails by setting errno to one of the ways and returning `failed`. */
#define INJECT(result, failed, group, name, parameters, arguments, ...) \
    INJECT_EXPORT result name parameters \
    { \
        static const int ways[] = {__VA_ARGS__}; \
        INJECT_REAL(name); \
        const int *way = inject_fails(#name, group, ways, sizeof ways / sizeof *ways); \
        if (!way) \
            return real arguments; \
        errno = *way; \
        return failed; \
    }
