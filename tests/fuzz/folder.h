#pragma once
/* A folder of files for what only reads disks, in memory where the system has such a place. */

#include <cigo/base/str.h>

/* A new folder of this process; it goes with it. */
const char *fuzz_folder(void);
/* Several files in one text: each begins with a line "=== sections/10-a.yaml". Names with anything but letters,
 * digits, '-', '_', dots inside and one '/' are left out with what follows, and so is what stands before the first. */
void fuzz_files_write(const char *dir, struct cigo_str files);
/* Everything in it. */
void fuzz_folder_empty(const char *dir);
/* A file of the source, "tests/fuzz/small.form"; free with free(). */
char *fuzz_source(const char *name, size_t *ret_n);
