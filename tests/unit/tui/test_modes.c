/* The decoder with the mouse on, and in paste mode. */

#include "key-priv.h"
#include "unit.h"

static void feed(struct key_decoder *decoder, const char *bytes)
{
    cigo_key_decoder_feed(decoder, bytes, strlen(bytes));
}

static void expect(struct key_decoder *decoder, bool idle, enum key_type type, uint32_t code, size_t row)
{
    struct key key = cigo_key_decoder_next(decoder, idle);
    ck_assert_msg(key.type == type && key.code == code, "row %zu: type %d, code %u", row, (int)key.type,
                  (unsigned)key.code);
}

/* Presses of the left button and the wheel, far to the right too; nothing else, and nothing while it is off. */
START_TEST(mouse)
{
    static const struct {
        const char *bytes;
        enum mouse_act act;
        int row, col;
    } rows[] = {
        {"\x1b[<0;1;1M", MOUSE_PRESS, 0, 0},          {"\x1b[<0;300;40M", MOUSE_PRESS, 39, 299},
        {"\x1b[<4;5;6M", MOUSE_PRESS, 5, 4},          {"\x1b[<64;5;6M", MOUSE_WHEEL_UP, 5, 4},
        {"\x1b[<65;5;6M", MOUSE_WHEEL_DOWN, 5, 4},    {"\x1b[M !!", MOUSE_PRESS, 0, 0},
        {"\x1b[M`0\"", MOUSE_WHEEL_UP, 1, 15},
    };
    static const char *const nothing[] = {
        "\x1b[<0;1;1m", "\x1b[<0;0;1M", "\x1b[<0;1;0M", "\x1b[<1;1;1M", "\x1b[<2;1;1M", "\x1b[<32;1;1M",
        "\x1b[<0;99999;1M", "\x1b[<0;99999999999999999999;1M", "\x1b[<0;1M", "\x1b[<0;1;1;1M", "\x1b[<M",
        "\x1b[<;;M", "\x1b[M#!!", "\x1b[M \x01\x01", "\x1b[<-1;-1;-1M", "\x1b[<128;1;1M",
    };
    struct key_decoder *decoder = cigo_key_decoder_new();
    for (int on = 0; on < 2; on++) {
        cigo_key_decoder_mouse(decoder, on);
        for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
            feed(decoder, nothing[i]);
            feed(decoder, "x");
            expect(decoder, false, KEY_TYPE_TEXT, 'x', i);
        }
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            feed(decoder, rows[i].bytes);
            struct key key = cigo_key_decoder_next(decoder, false);
            if (!on)
                ck_assert_msg(key.type == KEY_TYPE_NONE, "row %zu, off", i);
            else
                ck_assert_msg(key.type == KEY_TYPE_MOUSE && key.code == rows[i].act && key.row == rows[i].row &&
                              key.col == rows[i].col, "row %zu: %d %d,%d", i, (int)key.code, key.row, key.col);
        }
    }
    cigo_key_decoder_free(decoder);
}
END_TEST

/* In paste mode nothing is a key, whatever it is made of, until a Ctrl-D that stands alone. */
START_TEST(paste_mode)
{
    struct key_decoder *decoder = cigo_key_decoder_new();
    cigo_key_decoder_mouse(decoder, true);
    cigo_key_decoder_paste(decoder);
    ck_assert_int_eq(cigo_key_decoder_pause(decoder, 150), 0);
    feed(decoder, "a\x1b[11~\x1b\x1bOP\x03\x1b[<0;1;1M\r\n\x1b[200~b\tc\x1b[201~\x1b");
    struct key key = cigo_key_decoder_next(decoder, false);
    ck_assert_int_eq(key.type, KEY_TYPE_PASTING);
    ck_assert_uint_gt(key.code, 20);
    expect(decoder, true, KEY_TYPE_NONE, 0, 1); /* a pause in it is not its end */
    feed(decoder, "\x04" "d\xc3\xa8");
    expect(decoder, true, KEY_TYPE_PASTING, key.code + 3, 2);
    ck_assert_int_eq(cigo_key_decoder_pause(decoder, 150), 0);
    feed(decoder, "\x04");
    expect(decoder, false, KEY_TYPE_PASTING, key.code + 4, 3);
    ck_assert_int_gt(cigo_key_decoder_pause(decoder, 150), 0);
    key = cigo_key_decoder_next(decoder, true);
    ck_assert_int_eq(key.type, KEY_TYPE_PASTE);
    ck_assert_str_eq(key.cells.p, "a\nb\tcd\xc3\xa8");
    ck_assert(!key.cut);
    feed(decoder, "x");
    expect(decoder, false, KEY_TYPE_TEXT, 'x', 4);
    /* the line drops in the middle: what came is there */
    cigo_key_decoder_paste(decoder);
    feed(decoder, "meta");
    cigo_key_decoder_close(decoder);
    key = cigo_key_decoder_next(decoder, true);
    ck_assert_int_eq(key.type, KEY_TYPE_PASTE);
    ck_assert_str_eq(key.paste.p, "meta");
    cigo_key_decoder_free(decoder);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("modes");
    UNIT_CASE(suite, "modes", mouse, paste_mode);
    return suite;
}
