/* Keys and the editor: bytes from a terminal, decoded, typed into an editor that is drawn after each key. The
 * first byte says how: one line or many, the mouse, tell of unknown ones, paste mode. Cut into pieces
 * anywhere, the same bytes are the same keys. */

#include "fuzz.h"

#include <cigo/base/buf.h>
#include <cigo/base/utf8.h>

#include "edit-priv.h"

enum { MANY = 1, MOUSE = 2, TELL = 4, PASTE_MODE = 8, ROWS = 4, COLS = 13, ROOM = 16 << 20, LONG = 1 << 16 };

void fuzz_setup(void)
{
}

struct typist {
    struct key_decoder *decoder;
    struct edit *edit; /* NULL: the keys are only noted */
    struct grid grid;
    struct cigo_buf said;
    bool many;
};

static void type(struct typist *typist, const struct key *key)
{
    struct edit *edit = typist->edit;
    if (key->type == KEY_TYPE_CTRL && key->code == 'z')
        cigo_edit_undo(edit);
    else if (key->type == KEY_TYPE_CTRL && key->code == 'r')
        cigo_edit_redo(edit);
    else if (key->type == KEY_TYPE_MOUSE)
        cigo_edit_click(edit, &typist->grid, key->row, key->col);
    else
        cigo_edit_key(edit, key);
    cigo_grid_clear(&typist->grid);
    if (typist->many)
        cigo_edit_draw_box(edit, &typist->grid, 1, 1, ROWS - 1, COLS - 2);
    else
        cigo_edit_draw_line(edit, &typist->grid, 1, 1, COLS - 2);
    struct cigo_str text = cigo_edit_text(edit);
    struct cigo_buf clean;
    cigo_buf_init(&clean, ROOM);
    cigo_utf8_clean(text, typist->many ? CIGO_CLEAN_TEXT : CIGO_CLEAN_LINE, &clean);
    FUZZ_CHECK(cigo_str_eq(text, cigo_buf_str(&clean)));
    cigo_buf_finish(&clean);
    FUZZ_CHECK(cigo_edit_cursor(edit) <= text.n);
}

static void take(struct typist *typist, bool idle)
{
    struct key key;
    while ((key = cigo_key_decoder_next(typist->decoder, idle)).type != KEY_TYPE_NONE) {
        cigo_buf_printf(&typist->said, "%d %u %d,%d %d «", key.type, key.code, key.row, key.col, key.shift);
        cigo_buf_add(&typist->said, key.paste);
        cigo_buf_puts(&typist->said, "» ");
        cigo_key_show(&key, &typist->said);
        cigo_key_bytes_show(cigo_key_decoder_taken(typist->decoder), &typist->said);
        if (typist->edit && cigo_edit_text(typist->edit).n < LONG) /* what is cut and put back doubles: enough is enough */
            type(typist, &key);
    }
}

/* In pieces of `piece` bytes; what the keys were is left in `said`. */
static void play(struct typist *typist, unsigned how, struct cigo_str bytes, size_t piece)
{
    typist->decoder = cigo_key_decoder_new();
    cigo_buf_init(&typist->said, ROOM);
    cigo_key_decoder_mouse(typist->decoder, how & MOUSE);
    if (how & TELL)
        cigo_key_decoder_tell(typist->decoder);
    if (how & PASTE_MODE)
        cigo_key_decoder_paste(typist->decoder);
    for (size_t at = 0; at < bytes.n; at += piece) {
        cigo_key_decoder_feed(typist->decoder, bytes.p + at, bytes.n - at < piece ? bytes.n - at : piece);
        take(typist, false);
    }
    if (how & PASTE_MODE)
        cigo_key_decoder_close(typist->decoder);
    take(typist, true);
    FUZZ_CHECK(!cigo_key_decoder_pending(typist->decoder));
    cigo_key_decoder_free(typist->decoder);
}

void fuzz_input(struct cigo_str input)
{
    unsigned how = input.n ? (unsigned char)input.p[0] : 0;
    struct cigo_str bytes = input.n ? (struct cigo_str){input.p + 1, input.n - 1} : input;
    struct typist whole = {.many = how & MANY}, cut = {.edit = NULL};
    whole.edit = cigo_edit_new(whole.many, CIGO_STR("già qui"));
    cigo_grid_init(&whole.grid, ROWS, COLS);
    play(&whole, how, bytes, bytes.n + 1);
    play(&cut, how, bytes, 1);
    FUZZ_CHECK((how & PASTE_MODE) || cigo_str_eq(cigo_buf_str(&whole.said), cigo_buf_str(&cut.said)));
    cigo_buf_finish(&whole.said);
    cigo_buf_finish(&cut.said);
    cigo_grid_finish(&whole.grid);
    cigo_edit_free(whole.edit);
}
