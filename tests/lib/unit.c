/* The main function of the unit tests and the few helpers that they share. */

#include "unit.h"

#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

void unit_case(Suite *suite, const char *name, const TTest *const *tests, size_t n)
{
    TCase *tcase = tcase_create(name);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
}

FILE *unit_shared(const char *name)
{
    const char *shared = getenv("CIGO_SHARED");
    if (shared == NULL || access(shared, R_OK) != 0)
        return NULL;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", shared, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "missing: %s", path);
    return file;
}

void unit_tempdir(char *buf, size_t size)
{
    const char *base = getenv("TMPDIR");
    snprintf(buf, size, "%s/cigo-unit-XXXXXX", base ? base : "/tmp");
    ck_assert(mkdtemp(buf) != NULL);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void unit_remove(const char *dir)
{
    nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
    SRunner *runner = srunner_create(cigo_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
