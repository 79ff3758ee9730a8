/* The frame of all targets. With FUZZ_LIBFUZZER the library brings main(); without, the arguments are files and
 * folders of files, replayed in the order of their names. */

#include "fuzz.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_check(bool is, const char *what, const char *file, int line)
{
    if (is)
        return;
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    abort();
}

#ifdef FUZZ_LIBFUZZER

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

__attribute__((visibility("default"))) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_setup();
    return 0;
}

__attribute__((visibility("default"))) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_input((struct cigo_str){(const char *)data, size});
    return 0;
}

#else

enum { MAX_FILE = 1 << 20 };

static size_t replayed;

static void replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *room = malloc(MAX_FILE);
    FUZZ_CHECK(file != NULL && room != NULL);
    size_t n = fread(room, 1, MAX_FILE, file);
    FUZZ_CHECK(!ferror(file) && n < MAX_FILE);
    fclose(file);
    /* of just its size: reading past the end is seen */
    char *bytes = malloc(n ? n : 1);
    FUZZ_CHECK(bytes != NULL);
    memcpy(bytes, room, n);
    free(room);
    fprintf(stderr, "%s\n", path); /* of the last one: where it crashed */
    fuzz_input((struct cigo_str){bytes, n});
    free(bytes);
    replayed++;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void replay(const char *path)
{
    struct dirent **names;
    int n = scandir(path, &names, visible, alphasort);
    if (n < 0) {
        replay_file(path);
        return;
    }
    for (int i = 0; i < n; i++) {
        char inside[4096];
        int length = snprintf(inside, sizeof inside, "%s/%s", path, names[i]->d_name);
        FUZZ_CHECK(length > 0 && (size_t)length < sizeof inside);
        replay_file(inside);
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    fuzz_setup();
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%zu replayed\n", replayed);
    return replayed > 0 ? 0 : 1;
}

#endif
