/* A long text in the user's own editor. The text goes into a file beside the archive (0600), the terminal is
 * lent, and what comes back is in the box again, still to be confirmed. The draft is written before and the file
 * goes only when the new text is a draft too: whatever dies meanwhile, editor, line or cigo, the text is in one
 * of the two, and the next start finds it. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/editor.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { MOST_BYTES = 1 << 20 };

static enum cigo_editor_end run(struct app *app, const char *path)
{
    if (app->terminal)
        cigo_terminal_suspend(app->terminal);
    enum cigo_editor_end end = cigo_editor_run(app->desk->editor, path);
    if (app->terminal)
        cigo_terminal_resume(app->terminal);
    return end;
}

/* The file's text in the box, still to be confirmed; then the file may go. */
static bool take_back(struct app *app, const char *path)
{
    struct cigo_error err = {0};
    char *text;
    size_t n;
    if (!cigo_file_read(path, MOST_BYTES, &text, &n, &err))
        return false;
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--; /* that an editor puts at the end */
    cigo_edit_free(app->edit);
    app->edit = cigo_edit_new(true, (struct cigo_str){text, n});
    app->edit_box = true;
    app->draft_owed = true;
    free(text);
    cigo_tui_app_idle(app);
    if (!app->draft_owed)
        unlink(path);
    return true;
}

bool cigo_tui_can_edit_outside(const struct app *app)
{
    return app->view == VIEW_PAGE && !app->panel.open && app->focus_type == ITEM_FIELD && app->focus.field &&
           app->focus.field->kind->multiline && app->desk->editor && *app->desk->editor;
}

/* An editor left a text here, and another one was offered at the start: this goes first, but over nothing that is typed. */
static bool recovered(struct app *app)
{
    const char *path = cigo_desk_editor_file(app->desk, app->focus, app->arena);
    if (access(path, R_OK) != 0)
        return false;
    if (app->edit && cigo_edit_changed(app->edit))
        cigo_tui_say(app, STYLE_WARNING, _("Di questa risposta c'è un altro testo, rimasto nel suo programma: prima confermi questo "
                                           "con Tab."));
    else if (take_back(app, path))
        cigo_tui_say(app, STYLE_WARNING, _("Il testo che scriveva con il suo programma è qui, com'era salvato."));
    return true;
}

void cigo_tui_edit_outside(struct app *app)
{
    struct cigo_error err = {0};
    if (!cigo_tui_may_change(app) || recovered(app))
        return;
    if (!app->edit)
        cigo_tui_open_editor(app, NULL);
    app->draft_owed = true;
    cigo_tui_app_idle(app);
    const char *path = cigo_desk_editor_file(app->desk, app->focus, app->arena);
    if (!cigo_desk_editor_folder(app->desk, &err) || !cigo_file_write(path, cigo_edit_text(app->edit), true, &err)) {
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
        return;
    }
    enum cigo_editor_end end = run(app, path);
    if (end == CIGO_EDITOR_ALONE) /* its file stays: the next start finds what was saved there */
        return;
    bool back = take_back(app, path);
    if (end == CIGO_EDITOR_NONE)
        cigo_tui_say(app, STYLE_WARNING, _("«%s» non parte: indichi un altro programma in EDITOR."), app->desk->editor);
    else if (!back)
        cigo_tui_say(app, STYLE_WARNING, _("Il file del testo non si legge più: qui c'è il testo di prima."));
    else if (end == CIGO_EDITOR_BAD)
        cigo_tui_say(app, STYLE_WARNING, _("«%s» è finito male: questo è il testo che aveva salvato."), app->desk->editor);
    else
        cigo_tui_say(app, STYLE_OK, _("Testo ripreso dal suo programma. Tab lo conferma e va avanti."));
}
