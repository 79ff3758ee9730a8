/* One calm accent (a blue-green), grey for what is secondary, red and brown for alerts. The background is the
 * user's: the colours of the 256 are those that reach a contrast of about 4 on white and on black; with 8
 * only red and magenta are legible on both, so the rest is bold or reverse. What is being edited looks
 * plain, so that a typed character costs one byte. Alerts have a sign and a word besides. */

#include "theme-priv.h"

enum { OWN = -1, ACCENT = 31, ACCENT_DARK = 24, GREY = 243, RED = 196, BROWN = 130, GREEN = 28, WHITE = 231 };
enum { ANSI_RED = 1, ANSI_BLUE = 4, ANSI_MAGENTA = 5, ANSI_WHITE = 7 };

#define PLAIN {OWN, OWN, false, false, false}
#define BOLD {OWN, OWN, true, false, false}
#define REVERSE {OWN, OWN, false, false, true}

static const struct theme_look LOOKS_256[STYLE_COUNT] = {
    [STYLE_NORMAL] = PLAIN,
    [STYLE_TITLE] = {ACCENT, OWN, true, false, false},
    [STYLE_BANNER] = {WHITE, ACCENT_DARK, false, false, false},
    [STYLE_CODE] = {GREY, OWN, false, false, false},
    [STYLE_LABEL] = PLAIN,
    [STYLE_VALUE] = BOLD,
    [STYLE_EMPTY] = {GREY, OWN, false, false, false},
    [STYLE_HINT] = {GREY, OWN, false, false, false},
    [STYLE_COMPUTED] = {ACCENT, OWN, false, false, false},
    [STYLE_EDIT] = PLAIN,
    [STYLE_SELECTED] = {WHITE, ACCENT_DARK, true, false, false},
    [STYLE_MARK] = {ACCENT, OWN, false, false, false},
    [STYLE_ERROR] = {RED, OWN, true, false, false},
    [STYLE_WARNING] = {BROWN, OWN, true, false, false},
    [STYLE_INFO] = {ACCENT, OWN, false, false, false},
    [STYLE_OK] = {GREEN, OWN, false, false, false},
    [STYLE_FRAME] = {GREY, OWN, false, false, false},
    [STYLE_FOOTER] = {GREY, OWN, false, false, false},
    [STYLE_KEY] = {ACCENT, OWN, false, false, false},
};

static const struct theme_look LOOKS_8[STYLE_COUNT] = {
    [STYLE_NORMAL] = PLAIN,
    [STYLE_TITLE] = BOLD,
    [STYLE_BANNER] = {ANSI_WHITE, ANSI_BLUE, true, false, false},
    [STYLE_CODE] = PLAIN,
    [STYLE_LABEL] = PLAIN,
    [STYLE_VALUE] = BOLD,
    [STYLE_EMPTY] = PLAIN,
    [STYLE_HINT] = PLAIN,
    [STYLE_COMPUTED] = PLAIN,
    [STYLE_EDIT] = PLAIN,
    [STYLE_SELECTED] = REVERSE,
    [STYLE_MARK] = BOLD,
    [STYLE_ERROR] = {ANSI_RED, OWN, true, false, false},
    [STYLE_WARNING] = {ANSI_MAGENTA, OWN, true, false, false},
    [STYLE_INFO] = BOLD,
    [STYLE_OK] = PLAIN,
    [STYLE_FRAME] = PLAIN,
    [STYLE_FOOTER] = PLAIN,
    [STYLE_KEY] = BOLD,
};

/* The colours of AUTO, and what stands for them where the background is known: more contrast. */
static short shade(short color, enum cigo_tui_theme theme)
{
    static const struct {
        short any, light, dark;
    } shades[] = {{ACCENT, 24, 80}, {GREY, 240, 248}, {RED, 160, 210}, {BROWN, 94, 215}, {GREEN, 22, 114}};
    for (size_t i = 0; theme != CIGO_THEME_AUTO && i < sizeof shades / sizeof *shades; i++)
        if (shades[i].any == color)
            return theme == CIGO_THEME_DARK ? shades[i].dark : shades[i].light;
    return color;
}

struct theme_look cigo_theme_look(enum style style, int colors, enum cigo_tui_theme theme)
{
    if ((unsigned)style >= STYLE_COUNT)
        style = STYLE_NORMAL;
    if (colors >= 256) {
        struct theme_look rich = LOOKS_256[style];
        rich.fg = shade(rich.fg, theme);
        return rich;
    }
    struct theme_look look = LOOKS_8[style];
    if (colors >= 8)
        return look;
    if (look.bg != OWN)
        look = (struct theme_look)REVERSE;
    look.fg = look.bg = OWN;
    return look;
}
