/* Long judging is announced, short judging is not: measured from when the user pressed the key, and said once. */

#include <cigo/session/desk.h>

enum { PATIENCE_MS = 400 }; /* until then nobody wonders whether it stands still */

static void look(void *data)
{
    struct cigo_patience *patience = data;
    const struct cigo_desk *desk = patience->desk;
    if (patience->said || desk->now_ms(desk->data) - patience->since < PATIENCE_MS)
        return;
    patience->said = true;
    patience->say(patience->data);
}

void cigo_patience_begin(struct cigo_patience *patience, const struct cigo_desk *desk, void (*say)(void *data),
                         void *data)
{
    if (!desk->now_ms)
        return;
    *patience = (struct cigo_patience){.desk = desk, .say = say, .data = data, .since = desk->now_ms(desk->data)};
    cigo_rules_watch(cigo_session_rules(desk->session), look, patience);
}

void cigo_patience_end(struct cigo_patience *patience)
{
    if (patience->desk)
        cigo_rules_watch(cigo_session_rules(patience->desk->session), NULL, NULL);
    patience->desk = NULL;
}
