#pragma once
/* One mistake: the small form with one piece replaced, and all that the loader says. */

#include <stddef.h>

struct mistake {
    const char *from, *to, *problems;
};

extern const struct mistake group_mistakes[];
extern const size_t n_group_mistakes;
extern const struct mistake part_mistakes[];
extern const size_t n_part_mistakes;
