/* cigo keys: what the terminal sends for each key; as lines, what the keys are. */

#include <unistd.h>
#include <cigo/i18n/i18n.h>
#include <cigo/tui/tui.h>
#include "cli-priv.h"

static int in_lines(void)
{
    struct cigo_buf keys;
    cigo_buf_init(&keys, 65536);
    puts(_("Su un terminale a schermo intero «cigo keys» mostra che cosa arriva a ogni tasto premuto, e che cosa\n"
           "cigo ne capisce. A righe semplici bastano le lettere e Invio (/aiuto elenca i comandi).\n\n"
           "I tasti dello schermo intero; ogni funzione è anche nel menu (F10, Ctrl-O):"));
    cigo_tui_keys_text(&keys);
    cli_shown(stdout, keys.p);
    cigo_buf_finish(&keys);
    return CIGO_EXIT_OK;
}

int cmd_keys(struct cli *cli)
{
    const char *why;
    struct cigo_error err = {0};
    if (cli_wants_lines(cli) || !cigo_tui_available(&why))
        return in_lines();
    struct cigo_tui_options screen = cli_screen(cli);
    return cli_face_exit(cigo_tui_keys(&screen, &err), &err);
}
