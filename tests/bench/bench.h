#pragma once
/* What the benchmarks that store cases share: the last error, which ends them, and clocks that cost nothing. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/error.h>

static struct cigo_error err;

static void check(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", what, err.text);
    exit(1);
}

static void clock_none(char ret_text[16])
{
    ret_text[0] = '\0';
}

static void date_none(void *data, char ret_text[32])
{
    (void)data;
    snprintf(ret_text, 32, "2026-11-25T10:00:00Z");
}
