#pragma once
/* Paths and files. All texts returned are heap, caller frees with free(). */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>

char *cigo_path_join(const char *dir, const char *name);
/* $name if set and absolute, else home + fallback ("/.local/share"). */
char *cigo_path_xdg(const char *value, const char *home, const char *fallback);
bool cigo_path_make_dirs(const char *path, unsigned mode, struct cigo_error *err);
/* Whole file (regular, at most max bytes; "-" is standard input). NUL-terminated. A symbolic link to a file is
 * followed; a file that changes while it is read is refused. */
bool cigo_file_read(const char *path, size_t max, char **ret_text, size_t *ret_size,
                    struct cigo_error *err);
/* Atomic: a temporary file beside it, 0600, fsync, rename; never through a symlink, never over an
 * existing file unless `force`. A full disk leaves the old file. */
bool cigo_file_write(const char *path, struct cigo_str text, bool force, struct cigo_error *err);
