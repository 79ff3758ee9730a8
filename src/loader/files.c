/* The form's folder: which files there are, and each as a YAML tree. */

#include "loader-priv.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>

const struct cigo_yaml_node *cigo_load_file(struct cigo_arena *arena, const char *path,
                                            struct cigo_problems *problems)
{
    struct cigo_error err;
    char *text;
    size_t size;
    if (!cigo_file_read(path, CIGO_LOAD_FILE_SIZE, &text, &size, &err)) {
        cigo_problem(problems, (struct cigo_pos){cigo_arena_dup(arena, path), 0, 0}, "%s",
                     err.text);
        return NULL;
    }
    const struct cigo_yaml_node *root =
        cigo_yaml_parse(arena, path, (struct cigo_str){text, size}, NULL, problems);
    free(text);
    return root;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends(const char *name, const char *suffix)
{
    size_t n = strlen(name), k = strlen(suffix);
    return n > k && strcmp(name + n - k, suffix) == 0;
}

const char **cigo_load_list(struct cigo_arena *arena, const char *dir, const char *sub,
                            size_t *ret_n, struct cigo_problems *problems)
{
    const char *folder = cigo_arena_printf(arena, "%s/%s", dir, sub);
    const char **paths = NULL;
    size_t n = 0, cap = 0;
    DIR *stream = opendir(folder);
    *ret_n = 0;
    if (!stream) {
        if (errno != ENOENT)
            cigo_problem(problems, (struct cigo_pos){folder, 0, 0},
                         "la cartella non si può leggere: %s", strerror(errno));
        return NULL;
    }
    for (struct dirent *entry; (entry = readdir(stream));) {
        if (entry->d_name[0] == '.')
            continue;
        const char *path = cigo_arena_printf(arena, "%s/%s", folder, entry->d_name);
        if (ends(entry->d_name, ".yml"))
            cigo_problem(problems, (struct cigo_pos){path, 0, 0},
                         "il nome finisce in .yml: lo cambi in .yaml, o il file non viene letto");
        if (ends(entry->d_name, ".yaml"))
            *CIGO_PUSH(paths, n, cap) = path;
    }
    closedir(stream);
    if (n)
        qsort(paths, n, sizeof *paths, by_name);
    const char **kept = cigo_arena_alloc(arena, (n + 1) * sizeof *kept);
    if (n)
        memcpy(kept, paths, n * sizeof *kept);
    free(paths);
    *ret_n = n;
    return kept;
}
