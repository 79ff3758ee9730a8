#pragma once
/* What every unit test shares. A test file defines cigo_suite(); main() is here. */

#include <check.h>
#include <stdbool.h>
#include <stdio.h>

Suite *cigo_suite(void);

/* One test case with these tests in it. */
void unit_case(Suite *suite, const char *name, const TTest *const *tests, size_t n);
#define UNIT_CASE(suite, name, ...) \
    unit_case((suite), (name), (const TTest *const[]){__VA_ARGS__}, \
              sizeof((const TTest *const[]){__VA_ARGS__}) / sizeof(TTest *))

/* A file of ../shared, or NULL where that folder does not exist (fails when only the file lacks). */
FILE *unit_shared(const char *name);
/* A new empty folder, its path in buf. */
void unit_tempdir(char *buf, size_t size);
/* Take a folder of unit_tempdir away with all that is in it. */
void unit_remove(const char *dir);
