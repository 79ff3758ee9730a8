/* Panels that show a text made elsewhere: the check of the whole case, and what the form knows of a word. */

#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static void show(struct app *app, const char *title, struct cigo_buf *text)
{
    cigo_tui_panel_open(app, title);
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, text->p);
    cigo_buf_finish(text);
}

void cigo_tui_show_check(struct app *app)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 16 << 20);
    cigo_check_text(app->session, app->desk->case_name, &text);
    show(app, _("Controllo di tutta la domanda"), &text);
}

void cigo_tui_ask_word(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_EXPLAIN);
}

void cigo_tui_explain(struct app *app, const char *word)
{
    struct cigo_buf text;
    if (!*word)
        return;
    cigo_buf_init(&text, 16 << 20);
    cigo_explain(app->session, cigo_str_of(word), &text);
    show(app, word, &text);
}
