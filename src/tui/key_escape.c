/* Escape sequences: those of the terminal's own description first, then the forms that xterm, rxvt, PuTTY,
 * the Linux console and the VT family share. A sequence that means nothing here is swallowed whole, so that
 * it is never typed into an answer. */

#include "key-impl-priv.h"

enum { ESC = 0x1b, DEL = 0x7f, MAX_SEQUENCE = 64 };
enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4 };
enum { PASTE_BEGIN = 200 };

struct csi {
    unsigned parameters[4]; /* 0: not given */
    size_t n;
    bool private_use; /* ? < = > before the parameters */
    bool mouse;       /* < */
};

static struct key plain(enum key_type type)
{
    return (struct key){.type = type};
}

static struct key function_key(unsigned number, unsigned modifiers)
{
    if (number >= 1 && number <= 12 && modifiers == MOD_SHIFT)
        number += 12;
    else if (modifiers != 0 || number < 1 || number > 24)
        return plain(KEY_TYPE_NONE);
    return (struct key){.type = KEY_TYPE_F, .code = number};
}

static enum key_type of_letter(unsigned char final)
{
    switch (final) {
    case 'A': case 'a': return KEY_TYPE_UP;
    case 'B': case 'b': return KEY_TYPE_DOWN;
    case 'C': case 'c': return KEY_TYPE_RIGHT;
    case 'D': case 'd': return KEY_TYPE_LEFT;
    case 'F': return KEY_TYPE_END;
    case 'H': return KEY_TYPE_HOME;
    case 'Z': return KEY_TYPE_BACKTAB;
    default: return KEY_TYPE_NONE;
    }
}

static enum key_type of_number(unsigned number)
{
    switch (number) {
    case 1: case 7: return KEY_TYPE_HOME;
    case 2: return KEY_TYPE_INSERT;
    case 3: return KEY_TYPE_DELETE;
    case 4: case 8: return KEY_TYPE_END;
    case 5: return KEY_TYPE_PAGE_UP;
    case 6: return KEY_TYPE_PAGE_DOWN;
    default: return KEY_TYPE_NONE;
    }
}

/* F1 is 11, but the numbers have gaps, those between the VT220's groups of keys. */
static unsigned function_number(unsigned number)
{
    static const unsigned char NUMBERS[] = {11, 12, 13, 14, 15, 17, 18, 19, 20, 21,
                                            23, 24, 25, 26, 28, 29, 31, 32, 33, 34};
    for (unsigned i = 0; i < sizeof NUMBERS; i++) {
        if (NUMBERS[i] == number)
            return i + 1;
    }
    return 0;
}

static struct key with_modifiers(enum key_type type, unsigned modifiers)
{
    bool ctrl = modifiers & MOD_CTRL, alt = modifiers & MOD_ALT;
    if (type == KEY_TYPE_LEFT && (ctrl || alt))
        type = KEY_TYPE_WORD_LEFT;
    else if (type == KEY_TYPE_RIGHT && (ctrl || alt))
        type = KEY_TYPE_WORD_RIGHT;
    else if (type == KEY_TYPE_HOME && ctrl)
        type = KEY_TYPE_CTRL_HOME;
    else if (type == KEY_TYPE_END && ctrl)
        type = KEY_TYPE_CTRL_END;
    return (struct key){.type = type, .shift = type != KEY_TYPE_NONE && (modifiers & MOD_SHIFT)};
}

/* The keyboard protocols that spell a key as its code point and modifiers (CSI u, modifyOtherKeys). */
static struct key spelt(unsigned code, unsigned modifiers)
{
    switch (code) {
    case ESC: return plain(KEY_TYPE_ESC);
    case '\r': case '\n': return plain(KEY_TYPE_ENTER);
    case '\t': return plain(modifiers & MOD_SHIFT ? KEY_TYPE_BACKTAB : KEY_TYPE_TAB);
    case 8: case DEL: return plain(KEY_TYPE_BACKSPACE);
    default: break;
    }
    if (code < 0x20 || (code > DEL && code < 0xa0) || (code >= 0xd800 && code < 0xe000) ||
        code > 0x10ffff)
        return plain(KEY_TYPE_NONE);
    if (modifiers & MOD_CTRL) {
        unsigned lower = code >= 'A' && code <= 'Z' ? code + 32 : code;
        bool known = (lower >= 'a' && lower <= 'z') || lower == ' ' || (lower >= '\\' && lower <= '_');
        return known ? (struct key){.type = KEY_TYPE_CTRL, .code = lower} : plain(KEY_TYPE_NONE);
    }
    return (struct key){.type = modifiers & MOD_ALT ? KEY_TYPE_ALT : KEY_TYPE_TEXT, .code = code};
}

static unsigned modifiers_of(unsigned parameter)
{
    return parameter > 0 ? (parameter - 1) & (MOD_SHIFT | MOD_ALT | MOD_CTRL) : 0;
}

static struct key tilde(struct key_decoder *decoder, const struct csi *csi, unsigned modifiers)
{
    unsigned number = csi->parameters[0];
    if (number == PASTE_BEGIN) {
        decoder->pasting = true;
        return plain(KEY_TYPE_NONE);
    }
    if (number == 27 && csi->n >= 3)
        return spelt(csi->parameters[2], modifiers);
    unsigned f = function_number(number);
    return f > 0 ? function_key(f, modifiers) : with_modifiers(of_number(number), modifiers);
}

/* A whole sequence: its parameters and its final byte. */
static struct key meaning(struct key_decoder *decoder, const struct csi *csi, unsigned char final)
{
    unsigned modifiers = modifiers_of(csi->parameters[1]);
    if (csi->mouse && final == 'M' && csi->n == 3) /* with a small letter the button was let go */
        return cigo_key_of_mouse(decoder, csi->parameters[0], csi->parameters[1], csi->parameters[2]);
    if (csi->private_use)
        return plain(KEY_TYPE_NONE);
    switch (final) {
    case '~':
        return tilde(decoder, csi, modifiers);
    case '^': /* rxvt: Ctrl, Shift, both */
        return tilde(decoder, csi, MOD_CTRL);
    case '$':
        return tilde(decoder, csi, MOD_SHIFT);
    case '@':
        return tilde(decoder, csi, MOD_CTRL | MOD_SHIFT);
    case 'u':
        return spelt(csi->parameters[0], modifiers);
    case 'P': case 'Q': case 'R': case 'S':
        if (csi->parameters[0] > 1)
            return plain(KEY_TYPE_NONE); /* a report of the cursor's place */
        return function_key(final - 'P' + 1u, modifiers);
    default: /* a small letter is rxvt's Shift */
        return with_modifiers(of_letter(final), final >= 'a' && final <= 'd' ? MOD_SHIFT : modifiers);
    }
}

static void read_parameters(struct cigo_str text, struct csi *csi)
{
    size_t most = sizeof csi->parameters / sizeof *csi->parameters;
    csi->n = text.n > 0 ? 1 : 0;
    csi->mouse = text.n > 0 && text.p[0] == '<';
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == ';' || c == ':')
            csi->n++;
        else if (c < '0' || c > '9')
            csi->private_use = true;
        else if (csi->n <= most && csi->parameters[csi->n - 1] < 100000000)
            csi->parameters[csi->n - 1] = csi->parameters[csi->n - 1] * 10 + (unsigned)(c - '0');
    }
}

/* rxvt ends Shift with some keys by a dollar sign, which elsewhere comes before the final byte. */
static bool rxvt_shift(struct cigo_str in, size_t i)
{
    if (in.p[i] != '$' || i == 2 || i > 4)
        return false;
    for (size_t k = 2; k < i; k++) {
        if (in.p[k] < '0' || in.p[k] > '9')
            return false;
    }
    return true;
}

/* A byte each, from a blank on: what terminals send that know no better. */
static struct key oldest_mouse(const struct key_decoder *decoder, struct cigo_str in)
{
    unsigned char bytes[3];
    memcpy(bytes, in.p + 3, sizeof bytes);
    if (bytes[0] < 0x20 || bytes[1] <= 0x20 || bytes[2] <= 0x20)
        return plain(KEY_TYPE_NONE);
    return cigo_key_of_mouse(decoder, bytes[0] - 0x20u, bytes[1] - 0x20u, bytes[2] - 0x20u);
}

static size_t take_csi(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key)
{
    size_t i = 2;
    if (in.n > 2 && (in.p[2] == '[' || in.p[2] == 'M')) { /* Linux console F1–F5; the oldest mouse */
        size_t size = in.p[2] == '[' ? 4 : 6;
        if (in.n < size)
            return idle ? in.n : 0;
        if (size == 4 && in.p[3] >= 'A' && in.p[3] <= 'E')
            *ret_key = function_key((unsigned)(in.p[3] - 'A') + 1, 0);
        if (size == 6)
            *ret_key = oldest_mouse(decoder, in);
        return size;
    }
    while (i < in.n && in.p[i] >= 0x20 && in.p[i] < 0x40 && !rxvt_shift(in, i) && i < MAX_SEQUENCE)
        i++;
    if (i == in.n && i < MAX_SEQUENCE)
        return !idle ? 0 : in.n;
    unsigned char final = (unsigned char)in.p[i];
    if (i == MAX_SEQUENCE || final < 0x20 || final >= DEL)
        return i; /* broken off: what broke it speaks for itself */
    struct csi csi = {0};
    read_parameters((struct cigo_str){in.p + 2, i - 2}, &csi);
    *ret_key = meaning(decoder, &csi, final);
    return i + 1;
}

/* Esc O: arrows in application mode, F1–F4, the keypad of the VT family; xterm puts modifiers before the
 * final byte. */
static size_t take_ss3(struct cigo_str in, bool idle, struct key *ret_key)
{
    size_t i = 2;
    struct csi csi = {0};
    while (i < in.n && i < 6 && ((in.p[i] >= '0' && in.p[i] <= '9') || in.p[i] == ';'))
        i++;
    if (i == in.n) {
        if (!idle)
            return 0;
        if (i == 2)
            *ret_key = (struct key){.type = KEY_TYPE_ALT, .code = 'O'};
        return in.n;
    }
    unsigned char final = (unsigned char)in.p[i];
    if (final < 0x20 || final >= DEL)
        return i;
    read_parameters((struct cigo_str){in.p + 2, i - 2}, &csi);
    unsigned modifiers = modifiers_of(csi.n > 1 ? csi.parameters[1] : csi.parameters[0]);
    if (final >= 'P' && final <= 'S')
        *ret_key = function_key(final - 'P' + 1u, modifiers);
    else if (final == 'M')
        ret_key->type = KEY_TYPE_ENTER;
    else if (final == 'I')
        ret_key->type = KEY_TYPE_TAB;
    else if (final >= 'j' && final <= 'y') /* keypad: j is *, p is 0 */
        *ret_key = (struct key){.type = KEY_TYPE_TEXT, .code = final - 0x40u};
    else /* a small letter is rxvt's Ctrl */
        *ret_key = with_modifiers(of_letter(final), final >= 'a' && final <= 'd' ? MOD_CTRL : modifiers);
    return i + 1;
}

/* Esc before a character is Alt. */
static size_t take_alt(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key)
{
    struct cigo_str rest = {in.p + 1, in.n - 1};
    unsigned char c = (unsigned char)rest.p[0];
    struct key key = plain(KEY_TYPE_NONE);
    size_t used = 1;
    if (c < 0x20 || c == DEL)
        key = (struct key){.type = KEY_TYPE_ALT, .code = c == 8 ? DEL : c};
    else
        used = cigo_key_take_text(decoder, rest, idle, &key);
    if (used == 0)
        return 0;
    if (key.type != KEY_TYPE_NONE)
        key.type = KEY_TYPE_ALT;
    *ret_key = key;
    return used + 1;
}

static size_t take_built_in(struct key_decoder *decoder, struct cigo_str in, bool idle,
                            struct key *ret_key)
{
    if (in.n == 1) {
        if (idle)
            ret_key->type = KEY_TYPE_ESC;
        return idle ? 1 : 0;
    }
    if (in.p[1] == '[' && in.n == 2 && idle) {
        *ret_key = (struct key){.type = KEY_TYPE_ALT, .code = '['};
        return 2;
    }
    if (in.p[1] == '[')
        return take_csi(decoder, in, idle, ret_key);
    if (in.p[1] == 'O')
        return take_ss3(in, idle, ret_key);
    if (in.p[1] != ESC)
        return take_alt(decoder, in, idle, ret_key);
    if (in.n == 2 && !idle)
        return 0;
    if (in.n == 2 || (in.p[2] != '[' && in.p[2] != 'O')) {
        ret_key->type = KEY_TYPE_ESC;
        return 1;
    }
    /* rxvt: Alt with a key is Esc before its sequence */
    size_t used = take_built_in(decoder, (struct cigo_str){in.p + 1, in.n - 1}, idle, ret_key);
    if (ret_key->type == KEY_TYPE_LEFT || ret_key->type == KEY_TYPE_RIGHT)
        *ret_key = with_modifiers(ret_key->type, MOD_ALT);
    return used == 0 ? 0 : used + 1;
}

size_t cigo_key_take_escape(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key)
{
    bool longer = false; /* a learnt sequence goes on from here */
    for (size_t i = 0; i < decoder->n_names; i++) {
        const struct key_name *name = &decoder->names[i];
        size_t n = name->n < in.n ? name->n : in.n;
        if (memcmp(name->sequence, in.p, n) != 0)
            continue;
        if (n == name->n) {
            *ret_key = name->key;
            return n;
        }
        longer = true;
    }
    if (longer && !idle)
        return 0;
    return take_built_in(decoder, in, idle, ret_key);
}
