/* cigo init: an archive that several accounts of one machine work in. */

#include <grp.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

int cmd_init(struct cli *cli)
{
    struct cigo_error err = {0};
    /* the usual place is the user's own, and stays it: a shared archive is put somewhere on purpose */
    const char *path = cli_data_named(cli) ? cli_data_path(cli) : NULL, *name = cli->options[OPT_GROUP];
    if (!name || !*name)
        return cli_usage_error(_("indichi il gruppo che userà l'archivio: cigo --data /srv/studio/studio.db init "
                                 "--group studio. Un archivio solo suo non ha bisogno di essere preparato."));
    if (!path || !*path)
        return cli_usage_error(_("indichi con --data dove deve stare l'archivio condiviso, per esempio "
                                 "/srv/studio/studio.db."));
    const struct group *group = getgrnam(name);
    if (!group)
        return cli_usage_error(_("il gruppo «%s» non esiste su questo computer: lo crea chi lo amministra (groupadd)."),
                               name);
    struct cigo_store_env env = {.who = cli_user(cli), .now = cli_now};
    if (!cigo_store_share(path, name, group->gr_gid, &env, &cli->notice, &err))
        return cli_error(&err);
    struct cigo_buf buf;
    cigo_buf_init(&buf, 8192);
    cigo_buf_printf(&buf, _("L'archivio condiviso «%s» è pronto per il gruppo «%s».\n"
                            "Chi fa parte del gruppo lo apre con --data, o con CIGO_DATA impostata su questo percorso.\n"),
                    path, name);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
    return CIGO_EXIT_OK;
}
