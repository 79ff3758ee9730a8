/* cigo tour: three short screens. They come by themselves once, at the first start of a person who names nothing
 * on the command line; that they were shown is remembered among the user's own files, not in a case. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/tour.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

bool cli_wants_tour(struct cli *cli)
{
    struct cigo_error err;
    const char *dir = cli_state_dir(cli), *mark = cigo_arena_printf(cli->arena, "%s/tour", dir);
    bool person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    /* where it cannot be remembered it would come every time: not at all, then */
    return person && access(mark, F_OK) != 0 && cigo_path_make_dirs(dir, 0700, &err) &&
           cigo_file_write(mark, CIGO_STR("1\n"), false, &err);
}

static int in_lines(void)
{
    for (size_t i = 0; i < CIGO_TOUR_SCREENS; i++) {
        struct cigo_tour_screen screen = cigo_tour_screen(i, true);
        printf(_("%s, %zu di %d."), screen.title, i + 1, CIGO_TOUR_SCREENS);
        printf("\n%s\n%s", screen.text, i + 1 < CIGO_TOUR_SCREENS ? "\n" : "");
    }
    return CIGO_EXIT_OK;
}

int cmd_tour(struct cli *cli)
{
    struct cigo_error err = {0};
    if (cli_wants_lines(cli))
        return in_lines();
    struct cigo_tui_options screen = cli_screen(cli);
    return cli_face_exit(cigo_tui_tour(&screen, &err), &err);
}
