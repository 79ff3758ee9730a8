/* The user's preferences, from any file: what holds is one of the values that there are; what is wrong is said, and the
 * rest holds all the same. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/base/path.h>

#include "cli-priv.h"
#include "folder.h"

enum { ROOM = 16 << 20, LONGEST_DELAY = 5000 };

static char *file;
static size_t n_said; /* problems of the last reading */

/* What preferences.c wants of the rest of cli. */
const char *cli_config_path(struct cli *cli)
{
    (void)cli;
    return file;
}

void cli_problems(struct cigo_problems *problems)
{
    struct cigo_buf out;
    cigo_buf_init(&out, ROOM);
    cigo_problems_print(problems, &out);
    FUZZ_CHECK((problems->n > 0) == (out.n > 0));
    n_said = problems->n;
    cigo_buf_finish(&out);
}

static void forget(void)
{
    free(file);
}

void fuzz_setup(void)
{
    file = cigo_path_join(fuzz_folder(), "config.yaml");
    atexit(forget);
}

static bool is_text(const char *text)
{
    return text == NULL || *text != '\0';
}

void fuzz_input(struct cigo_str input)
{
    struct cigo_error err = {0};
    struct cli cli = {.arena = cigo_arena_new()};
    n_said = 0;
    FUZZ_CHECK(cigo_file_write(file, input, true, &err));
    cli_preferences(&cli);
    const struct preferences *p = &cli.preferences;
    FUZZ_CHECK(p->theme <= CIGO_THEME_NONE);
    FUZZ_CHECK(p->escape_ms >= 0 && p->escape_ms <= LONGEST_DELAY);
    FUZZ_CHECK(is_text(p->language) && is_text(p->editor));
    bool nothing = !p->theme && !p->escape_ms && !p->language && !p->editor && !p->ascii && !p->lines && !p->mouse;
    FUZZ_CHECK(input.n > 0 || (nothing && n_said == 0));
    cigo_arena_free(cli.arena);
}
