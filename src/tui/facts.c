/* What the terminal is said to be able to do, for whoever helps from elsewhere. Nothing is sent to it. */

#include <stdint.h>
#include <unistd.h>
#include <cigo/tui/tui.h>
#include <curses.h>
#include <term.h> /* its macros take names like `lines` from every header after it */

static bool has_f_key(int number)
{
    char name[8];
    snprintf(name, sizeof name, "kf%d", number);
    const char *value = tigetstr(name);
    return value && (intptr_t)value != -1; /* -1: no such name */
}

static void list_keys(struct cigo_buf *keys)
{
    for (int f = 1; f <= 24; f++)
        if (has_f_key(f))
            cigo_buf_printf(keys, "%sF%d", keys->n ? " " : "", f);
}

void cigo_tui_facts(struct cigo_tui_facts *ret_facts)
{
    int status;
    ret_facts->library = curses_version();
    ret_facts->colours = -1;
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK)
        return;
    ret_facts->colours = tigetnum("colors");
    list_keys(&ret_facts->keys);
    del_curterm(cur_term);
}
