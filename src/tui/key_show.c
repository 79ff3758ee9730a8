/* Keys and the bytes that made them, for people to read. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "key-priv.h"

static const char *const NAMES[] = {
    [KEY_TYPE_ENTER] = N_("Invio"),
    [KEY_TYPE_TAB] = "Tab",
    [KEY_TYPE_BACKTAB] = N_("Maiusc-Tab"),
    [KEY_TYPE_ESC] = "Esc",
    [KEY_TYPE_BACKSPACE] = "Backspace",
    [KEY_TYPE_DELETE] = N_("Canc"),
    [KEY_TYPE_INSERT] = "Ins",
    [KEY_TYPE_UP] = N_("Freccia su"),
    [KEY_TYPE_DOWN] = N_("Freccia giù"),
    [KEY_TYPE_LEFT] = N_("Freccia a sinistra"),
    [KEY_TYPE_RIGHT] = N_("Freccia a destra"),
    [KEY_TYPE_HOME] = "Home",
    [KEY_TYPE_END] = N_("Fine"),
    [KEY_TYPE_PAGE_UP] = N_("Pag su"),
    [KEY_TYPE_PAGE_DOWN] = N_("Pag giù"),
    [KEY_TYPE_WORD_LEFT] = N_("Ctrl-Freccia a sinistra"),
    [KEY_TYPE_WORD_RIGHT] = N_("Ctrl-Freccia a destra"),
    [KEY_TYPE_CTRL_HOME] = "Ctrl-Home",
    [KEY_TYPE_CTRL_END] = N_("Ctrl-Fine"),
};

static void show_code(uint32_t code, struct cigo_buf *out)
{
    if (code == ' ')
        cigo_buf_puts(out, _("Spazio"));
    else if (code < 0x20)
        cigo_buf_printf(out, "Ctrl-%c", (char)(code + 0x40));
    else if (code == 0x7f)
        cigo_buf_puts(out, "Backspace");
    else
        cigo_utf8_put(out, code);
}

void cigo_key_show(const struct key *key, struct cigo_buf *out)
{
    switch (key->type) {
    case KEY_TYPE_UNKNOWN:
        cigo_buf_puts(out, _("(cigo non conosce questo tasto)"));
        break;
    case KEY_TYPE_TEXT:
        show_code(key->code, out);
        break;
    case KEY_TYPE_LATIN1:
        show_code(key->code, out);
        cigo_buf_puts(out, _(" (in Latin-1: imposti il terminale su UTF-8)"));
        break;
    case KEY_TYPE_CTRL:
        cigo_buf_puts(out, "Ctrl-");
        show_code(key->code >= 'a' && key->code <= 'z' ? key->code - 32 : key->code, out);
        break;
    case KEY_TYPE_ALT:
        cigo_buf_puts(out, "Alt-");
        show_code(key->code, out);
        break;
    case KEY_TYPE_F:
        cigo_buf_printf(out, key->code > 12 ? _("Maiusc-F%d") : "F%d",
                        (int)(key->code > 12 ? key->code - 12 : key->code));
        break;
    case KEY_TYPE_MOUSE:
        cigo_buf_printf(out, key->code == MOUSE_PRESS ? _("mouse: clic, riga %d, colonna %d")
                             : key->code == MOUSE_WHEEL_UP ? _("mouse: rotella in su, riga %d, colonna %d")
                                                           : _("mouse: rotella in giù, riga %d, colonna %d"),
                        key->row + 1, key->col + 1);
        break;
    case KEY_TYPE_PASTE:
        cigo_buf_printf(out, _("testo incollato, %zu byte"), key->paste.n);
        break;
    default:
        if ((size_t)key->type < sizeof NAMES / sizeof *NAMES && NAMES[key->type])
            cigo_buf_puts(out, _(NAMES[key->type]));
    }
}

void cigo_key_show_f(int number, struct cigo_buf *out)
{
    if (number)
        cigo_key_show(&(struct key){.type = KEY_TYPE_F, .code = (uint32_t)number}, out);
}

void cigo_key_show_ctrl(char c, struct cigo_buf *out)
{
    if (c)
        cigo_key_show(&(struct key){.type = KEY_TYPE_CTRL, .code = (unsigned char)c}, out);
}

void cigo_key_show_both(int f, char ctrl, const char *between, struct cigo_buf *out)
{
    cigo_key_show_f(f, out);
    if (f && ctrl)
        cigo_buf_puts(out, between);
    cigo_key_show_ctrl(ctrl, out);
}

/* "^[[11~": control bytes as ^X, what is not ASCII in hexadecimal. */
void cigo_key_bytes_show(struct cigo_str bytes, struct cigo_buf *out)
{
    enum { MOST = 24 };
    for (size_t i = 0; i < bytes.n && i < MOST; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c < 0x20)
            cigo_buf_printf(out, "^%c", c + 0x40);
        else if (c < 0x7f)
            cigo_buf_putc(out, (char)c);
        else
            cigo_buf_printf(out, "\\x%02x", c);
    }
    if (bytes.n > MOST)
        cigo_buf_puts(out, "...");
}
