/* The decoder: every key in every known form, cut at every byte; characters, Latin-1, paste; and random
 * bytes, which must neither crash it nor make text that is not text. */

#include <stdlib.h>

#include <cigo/base/utf8.h>

#include "key-priv.h"
#include "unit.h"

struct row {
    const char *bytes;
    enum key_type type;
    uint32_t code;
};

static const struct row WHOLE[] = {
    {"a", KEY_TYPE_TEXT, 'a'},
    {" ", KEY_TYPE_TEXT, ' '},
    {"\xc3\xa8", KEY_TYPE_TEXT, 0xe8},
    {"\xe2\x82\xac", KEY_TYPE_TEXT, 0x20ac},
    {"\xf0\x9f\x98\x80", KEY_TYPE_TEXT, 0x1f600},
    {"\r", KEY_TYPE_ENTER, 0},
    {"\n", KEY_TYPE_ENTER, 0},
    {"\x1bOM", KEY_TYPE_ENTER, 0},
    {"\t", KEY_TYPE_TAB, 0},
    {"\x1b[Z", KEY_TYPE_BACKTAB, 0},
    {"\x7f", KEY_TYPE_BACKSPACE, 0},
    {"\x08", KEY_TYPE_BACKSPACE, 0},
    {"\x01", KEY_TYPE_CTRL, 'a'},
    {"\x03", KEY_TYPE_CTRL, 'c'},
    {"\x13", KEY_TYPE_CTRL, 's'},
    {"\x1a", KEY_TYPE_CTRL, 'z'},
    {"\x1c", KEY_TYPE_CTRL, '\\'},
    {"\x1d", KEY_TYPE_CTRL, ']'},
    {"\x1e", KEY_TYPE_CTRL, '^'},
    {"\x1f", KEY_TYPE_CTRL, '_'},
    {"\x1b" "b", KEY_TYPE_ALT, 'b'},
    {"\x1b\xc3\xa8", KEY_TYPE_ALT, 0xe8},
    {"\x1b\x7f", KEY_TYPE_ALT, 0x7f},
    {"\x1b\x08", KEY_TYPE_ALT, 0x7f},
    {"\x1b\r", KEY_TYPE_ALT, '\r'},
    {"\x1b[A", KEY_TYPE_UP, 0},
    {"\x1bOA", KEY_TYPE_UP, 0},
    {"\x1b[B", KEY_TYPE_DOWN, 0},
    {"\x1bOB", KEY_TYPE_DOWN, 0},
    {"\x1b[C", KEY_TYPE_RIGHT, 0},
    {"\x1bOC", KEY_TYPE_RIGHT, 0},
    {"\x1b[D", KEY_TYPE_LEFT, 0},
    {"\x1bOD", KEY_TYPE_LEFT, 0},
    {"\x1b[1;2A", KEY_TYPE_UP, 0},          /* Shift */
    {"\x1b[a", KEY_TYPE_UP, 0},             /* Shift in rxvt */
    {"\x1b[1;5C", KEY_TYPE_WORD_RIGHT, 0},  /* Ctrl */
    {"\x1b[1;3D", KEY_TYPE_WORD_LEFT, 0},   /* Alt */
    {"\x1bO5D", KEY_TYPE_WORD_LEFT, 0},
    {"\x1bO1;5C", KEY_TYPE_WORD_RIGHT, 0},
    {"\x1bOc", KEY_TYPE_WORD_RIGHT, 0},     /* Ctrl in rxvt */
    {"\x1bOd", KEY_TYPE_WORD_LEFT, 0},
    {"\x1b\x1b[D", KEY_TYPE_WORD_LEFT, 0},  /* Alt in rxvt */
    {"\x1b\x1b[C", KEY_TYPE_WORD_RIGHT, 0},
    {"\x1b[H", KEY_TYPE_HOME, 0},
    {"\x1bOH", KEY_TYPE_HOME, 0},
    {"\x1b[1~", KEY_TYPE_HOME, 0},
    {"\x1b[7~", KEY_TYPE_HOME, 0},
    {"\x1b[7$", KEY_TYPE_HOME, 0},          /* Shift in rxvt */
    {"\x1b[F", KEY_TYPE_END, 0},
    {"\x1bOF", KEY_TYPE_END, 0},
    {"\x1b[4~", KEY_TYPE_END, 0},
    {"\x1b[8~", KEY_TYPE_END, 0},
    {"\x1b[1;5H", KEY_TYPE_CTRL_HOME, 0},
    {"\x1b[7^", KEY_TYPE_CTRL_HOME, 0},
    {"\x1b[1;5F", KEY_TYPE_CTRL_END, 0},
    {"\x1b[8^", KEY_TYPE_CTRL_END, 0},
    {"\x1b[2~", KEY_TYPE_INSERT, 0},
    {"\x1b[3~", KEY_TYPE_DELETE, 0},
    {"\x1b[5~", KEY_TYPE_PAGE_UP, 0},
    {"\x1b[6~", KEY_TYPE_PAGE_DOWN, 0},
    {"\x1b[6;5~", KEY_TYPE_PAGE_DOWN, 0},
    {"\x1bOP", KEY_TYPE_F, 1},
    {"\x1b[[A", KEY_TYPE_F, 1},             /* Linux console */
    {"\x1b[11~", KEY_TYPE_F, 1},
    {"\x1b[1;2P", KEY_TYPE_F, 13},
    {"\x1b[P", KEY_TYPE_F, 1},
    {"\x1bOQ", KEY_TYPE_F, 2},
    {"\x1b[12~", KEY_TYPE_F, 2},
    {"\x1bOR", KEY_TYPE_F, 3},
    {"\x1bOS", KEY_TYPE_F, 4},
    {"\x1b[[D", KEY_TYPE_F, 4},
    {"\x1b[[E", KEY_TYPE_F, 5},
    {"\x1b[15~", KEY_TYPE_F, 5},
    {"\x1b[17~", KEY_TYPE_F, 6},
    {"\x1b[18~", KEY_TYPE_F, 7},
    {"\x1b[19~", KEY_TYPE_F, 8},
    {"\x1b[20~", KEY_TYPE_F, 9},
    {"\x1b[21~", KEY_TYPE_F, 10},
    {"\x1b[23~", KEY_TYPE_F, 11},
    {"\x1b[24~", KEY_TYPE_F, 12},
    {"\x1b[15;2~", KEY_TYPE_F, 17},
    {"\x1b[25~", KEY_TYPE_F, 13},
    {"\x1b[34~", KEY_TYPE_F, 20},
    {"\x1bOp", KEY_TYPE_TEXT, '0'},         /* keypad of the VT family */
    {"\x1bOy", KEY_TYPE_TEXT, '9'},
    {"\x1bOl", KEY_TYPE_TEXT, ','},
    {"\x1bOk", KEY_TYPE_TEXT, '+'},
    {"\x1b[97;5u", KEY_TYPE_CTRL, 'a'},
    {"\x1b[65;6u", KEY_TYPE_CTRL, 'a'},
    {"\x1b[232u", KEY_TYPE_TEXT, 0xe8},
    {"\x1b[98;3u", KEY_TYPE_ALT, 'b'},
    {"\x1b[27u", KEY_TYPE_ESC, 0},
    {"\x1b[13;2u", KEY_TYPE_ENTER, 0},
    {"\x1b[9;2u", KEY_TYPE_BACKTAB, 0},
    {"\x1b[127;5u", KEY_TYPE_BACKSPACE, 0},
    {"\x1b[27;5;99~", KEY_TYPE_CTRL, 'c'},
};

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

START_TEST(whole)
{
    const struct row *row = &WHOLE[_i];
    struct key_decoder *decoder = cigo_key_decoder_new();
    size_t n = strlen(row->bytes);
    for (size_t cut = 0; cut < n; cut++) {
        cigo_key_decoder_feed(decoder, row->bytes, cut);
        expect(decoder, false, KEY_TYPE_NONE, 0, (size_t)_i);
        ck_assert(cigo_key_decoder_pending(decoder) == (cut > 0));
        cigo_key_decoder_feed(decoder, row->bytes + cut, n - cut);
        feed(decoder, "x");
        expect(decoder, false, row->type, row->code, (size_t)_i);
        expect(decoder, false, KEY_TYPE_TEXT, 'x', (size_t)_i);
        ck_assert(!cigo_key_decoder_pending(decoder));
    }
    for (size_t i = 0; i < n; i++) {
        cigo_key_decoder_feed(decoder, row->bytes + i, 1);
        if (i + 1 < n)
            expect(decoder, false, KEY_TYPE_NONE, 0, (size_t)_i);
    }
    expect(decoder, false, row->type, row->code, (size_t)_i);
    cigo_key_decoder_free(decoder);
}
END_TEST

/* Sequences that mean nothing here are swallowed: what follows is the next key. */
START_TEST(swallowed)
{
    static const char *const ROWS[] = {
        "\x1b[?1;2c", "\x1b[12;40R", "\x1b[<0;10;20M", "\x1b[<0;10;20m", "\x1b[M !!", "\x1b[I", "\x1b[O",
        "\x1b[201~", "\x1b[99~", "\x1b[1;5P", "\x1b[[Z", "\x1bOX", "\x1b[E", "\x1b[?2004;2$y", "\xc2\x9b",
        "\x9b", "\x1b[1;2;3;4;5;6q", "\x1b[99999999999999999999~", "\x1b[49;5u", "\x1b[55296u",
    };
    struct key_decoder *decoder = cigo_key_decoder_new();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        feed(decoder, ROWS[i]);
        feed(decoder, "x");
        expect(decoder, false, KEY_TYPE_TEXT, 'x', i);
    }
    cigo_key_decoder_free(decoder);
}
END_TEST

/* Shift with an arrow is told apart from the arrow, in the forms of xterm and of rxvt. */
START_TEST(shifted)
{
    static const struct {
        const char *bytes;
        enum key_type type;
        bool shift;
    } rows[] = {
        {"\x1b[1;2A", KEY_TYPE_UP, true},   {"\x1b[1;2B", KEY_TYPE_DOWN, true},
        {"\x1b[1;2C", KEY_TYPE_RIGHT, true}, {"\x1b[1;2D", KEY_TYPE_LEFT, true},
        {"\x1b[a", KEY_TYPE_UP, true},       {"\x1b[7$", KEY_TYPE_HOME, true},
        {"\x1b[1;2F", KEY_TYPE_END, true},   {"\x1b[6;2~", KEY_TYPE_PAGE_DOWN, true},
        {"\x1b[A", KEY_TYPE_UP, false},      {"\x1bOB", KEY_TYPE_DOWN, false},
        {"\x1bOd", KEY_TYPE_WORD_LEFT, false},
    };
    struct key_decoder *decoder = cigo_key_decoder_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        feed(decoder, rows[i].bytes);
        struct key key = cigo_key_decoder_next(decoder, false);
        ck_assert_msg(key.type == rows[i].type && key.shift == rows[i].shift, "row %zu", i);
    }
    cigo_key_decoder_free(decoder);
}
END_TEST

/* Broken off by something else: that is not lost. */
START_TEST(broken_off)
{
    struct key_decoder *decoder = cigo_key_decoder_new();
    feed(decoder, "\x1b[1;\r\x1b[\xc3\xa8\x1bO\x1b[A");
    expect(decoder, false, KEY_TYPE_ENTER, 0, 0);
    expect(decoder, false, KEY_TYPE_TEXT, 0xe8, 1);
    expect(decoder, false, KEY_TYPE_UP, 0, 2);
    for (int i = 0; i < 1000; i++)
        feed(decoder, "\x1b[1111111111");
    while (cigo_key_decoder_next(decoder, false).type != KEY_TYPE_NONE)
        continue;
    cigo_key_decoder_free(decoder);
}
END_TEST

/* The pause has passed: what is there stands for itself. */
START_TEST(after_a_pause)
{
    static const struct {
        const char *bytes;
        enum key_type type;
        uint32_t code;
        int pause;
    } rows[] = {
        {"\x1b", KEY_TYPE_ESC, 0, 150},
        {"\x1b\x1b", KEY_TYPE_ESC, 0, 150},
        {"\x1bO", KEY_TYPE_ALT, 'O', 150},
        {"\x1b[", KEY_TYPE_ALT, '[', 150},
        {"\x1b[1;", KEY_TYPE_NONE, 0, 150},
        {"\x1b[[", KEY_TYPE_NONE, 0, 150},
        {"\xe8", KEY_TYPE_LATIN1, 0xe8, 500},
        {"\x1b[200~abc", KEY_TYPE_PASTE, 0, 2000},
        {"\x1b[200~abc\x1b[20", KEY_TYPE_PASTE, 0, 2000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct key_decoder *decoder = cigo_key_decoder_new();
        ck_assert_int_eq(cigo_key_decoder_pause(decoder, 150), 0);
        feed(decoder, rows[i].bytes);
        expect(decoder, false, KEY_TYPE_NONE, 0, i);
        ck_assert_int_eq(cigo_key_decoder_pause(decoder, 150), rows[i].pause);
        expect(decoder, true, rows[i].type, rows[i].code, i);
        while (cigo_key_decoder_pending(decoder))
            cigo_key_decoder_next(decoder, true);
        feed(decoder, "x");
        expect(decoder, false, KEY_TYPE_TEXT, 'x', i);
        cigo_key_decoder_free(decoder);
    }
}
END_TEST

START_TEST(latin1)
{
    struct key_decoder *decoder = cigo_key_decoder_new();
    feed(decoder, "\xe8 citt\xe0\xc3(\xe9\xe9.\x80");
    expect(decoder, false, KEY_TYPE_LATIN1, 0xe8, 0); /* said once */
    static const uint32_t REST[] = {' ', 'c', 'i', 't', 't', 0xe0, 0xc3, '(', 0xe9, 0xe9, '.', 0x20ac};
    for (size_t i = 0; i < sizeof REST / sizeof *REST; i++)
        expect(decoder, false, KEY_TYPE_TEXT, REST[i], i);
    ck_assert(!cigo_key_decoder_pending(decoder));
    cigo_key_decoder_free(decoder);
}
END_TEST

START_TEST(not_utf8)
{
    /* an overlong slash, a surrogate, past the last code point, a letter that is only a continuation */
    static const char *const ROWS[] = {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xbf"};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct key_decoder *decoder = cigo_key_decoder_new();
        feed(decoder, ROWS[i]);
        struct key key = cigo_key_decoder_next(decoder, false);
        ck_assert_msg(key.type == KEY_TYPE_LATIN1 && key.code == (unsigned char)ROWS[i][0], "row %zu", i);
        cigo_key_decoder_free(decoder);
    }
}
END_TEST

static struct key paste_of(struct key_decoder *decoder, const char *bytes)
{
    feed(decoder, "\x1b[200~");
    feed(decoder, bytes);
    feed(decoder, "\x1b[201~");
    return cigo_key_decoder_next(decoder, false);
}

START_TEST(paste)
{
    static const struct {
        const char *in, *paste, *cells;
    } rows[] = {
        {"", "", ""},
        {"abc", "abc", "abc"},
        {"a\r\nb\rc\nd", "a\nb\nc\nd", "a\nb\nc\nd"},
        {"a\tb\n", "a b\n", "a\tb\n"},
        {"a\r\rb\r\r", "a\nb\n", "a\nb\n"}, /* CRLF by way of tmux */
        {"a\r\rb\r", "a\n\nb\n", "a\n\nb\n"},
        {"a\n\nb\n\n", "a\n\nb\n\n", "a\n\nb\n\n"},
        {"\t\t", "  ", "\t\t"},
        {"x\x1b[31my\x1b[20z", "xy", "xy"},
        {"citt\xe0", "citt\xc3\xa0", "citt\xc3\xa0"},
        {"a\xe2\x80\xae" "b\x07", "ab", "ab"},
    };
    struct key_decoder *decoder = cigo_key_decoder_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct key key = paste_of(decoder, rows[i].in);
        ck_assert_int_eq(key.type, KEY_TYPE_PASTE);
        ck_assert_msg(cigo_str_is(key.paste, rows[i].paste), "row %zu", i);
        ck_assert_msg(cigo_str_is(key.cells, rows[i].cells), "row %zu", i);
        feed(decoder, "x");
        expect(decoder, false, KEY_TYPE_TEXT, 'x', i);
    }
    cigo_key_decoder_free(decoder);
}
END_TEST

START_TEST(paste_cut_anywhere)
{
    static const char BYTES[] = "\x1b[200~uno\x1b[2\xc3\xa8 due\x1b[201~x";
    for (size_t step = 1; step < sizeof BYTES; step++) {
        struct key_decoder *decoder = cigo_key_decoder_new();
        struct key key = {.type = KEY_TYPE_NONE};
        size_t at = 0;
        while (key.type == KEY_TYPE_NONE) {
            size_t n = sizeof BYTES - 1 - at < step ? sizeof BYTES - 1 - at : step;
            ck_assert_uint_gt(n, 0);
            cigo_key_decoder_feed(decoder, BYTES + at, n);
            at += n;
            key = cigo_key_decoder_next(decoder, false);
        }
        ck_assert_int_eq(key.type, KEY_TYPE_PASTE);
        ck_assert(cigo_str_is(key.paste, "uno\xc3\xa8 due"));
        cigo_key_decoder_feed(decoder, BYTES + at, sizeof BYTES - 1 - at);
        expect(decoder, false, KEY_TYPE_TEXT, 'x', step);
        cigo_key_decoder_free(decoder);
    }
}
END_TEST

START_TEST(huge_paste)
{
    static char body[3 << 20];
    memset(body, 'a', sizeof body);
    struct key_decoder *decoder = cigo_key_decoder_new();
    feed(decoder, "\x1b[200~");
    cigo_key_decoder_feed(decoder, body, sizeof body);
    feed(decoder, "\x1b[201~x");
    struct key key = cigo_key_decoder_next(decoder, false);
    ck_assert_int_eq(key.type, KEY_TYPE_PASTE);
    ck_assert_uint_ge(key.paste.n, 1 << 20);
    expect(decoder, false, KEY_TYPE_TEXT, 'x', 0);
    cigo_key_decoder_free(decoder);
}
END_TEST

START_TEST(learnt)
{
    struct key_decoder *decoder = cigo_key_decoder_new();
    cigo_key_decoder_learn(decoder, "\x1b[224z", KEY_TYPE_F, 1);
    cigo_key_decoder_learn(decoder, "\x1b\t", KEY_TYPE_BACKTAB, 0);
    cigo_key_decoder_learn(decoder, "\x1bOt", KEY_TYPE_F, 5); /* VT100: else the 4 of the keypad */
    cigo_key_decoder_learn(decoder, "\x1bzz", KEY_TYPE_DELETE, 0);
    cigo_key_decoder_learn(decoder, NULL, KEY_TYPE_F, 2);
    cigo_key_decoder_learn(decoder, "\x1b", KEY_TYPE_F, 2);
    cigo_key_decoder_learn(decoder, "q", KEY_TYPE_F, 2);
    static const struct row ROWS[] = {
        {"\x1b[224z", KEY_TYPE_F, 1}, {"\x1b\t", KEY_TYPE_BACKTAB, 0}, {"\x1bOt", KEY_TYPE_F, 5},
        {"\x1bzz", KEY_TYPE_DELETE, 0}, {"\x1bzx", KEY_TYPE_ALT, 'z'}, {"x", KEY_TYPE_TEXT, 'x'},
        {"q", KEY_TYPE_TEXT, 'q'}, {"\x1b[A", KEY_TYPE_UP, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        feed(decoder, ROWS[i].bytes);
        expect(decoder, false, ROWS[i].type, ROWS[i].code, i);
        if (i == 4)
            expect(decoder, false, KEY_TYPE_TEXT, 'x', i);
    }
    feed(decoder, "\x1bz");
    expect(decoder, false, KEY_TYPE_NONE, 0, 0);
    expect(decoder, true, KEY_TYPE_ALT, 'z', 0);
    feed(decoder, "\x1b");
    expect(decoder, true, KEY_TYPE_ESC, 0, 0);
    cigo_key_decoder_free(decoder);
}
END_TEST

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static void check_key(const struct key *key)
{
    if (key->type == KEY_TYPE_TEXT || key->type == KEY_TYPE_LATIN1)
        ck_assert((key->code >= 0x20 && key->code < 0x7f) || (key->code >= 0xa0 && key->code <= 0x10ffff));
    if (key->type == KEY_TYPE_F)
        ck_assert(key->code >= 1 && key->code <= 24);
    if (key->type == KEY_TYPE_PASTE)
        ck_assert_uint_eq(cigo_utf8_bad(key->paste), key->paste.n);
}

START_TEST(any_bytes)
{
    static const char LIKELY[] = "\x1b\x1b[[OO0123456789;;?<~$^@uMABCDFHPQRSZ \xe2\x82\xac\xc3\xa8";
    static const char *const MARKS[] = {"\x1b[200~", "\x1b[201~"};
    unsigned state = 42;
    struct key_decoder *decoder = cigo_key_decoder_new();
    for (int round = 0; round < 300000; round++) {
        unsigned dice = next_random(&state) % 100;
        char byte = (char)next_random(&state);
        if (dice < 70)
            byte = LIKELY[next_random(&state) % (sizeof LIKELY - 1)];
        if (dice > 97)
            feed(decoder, MARKS[dice % 2]);
        cigo_key_decoder_feed(decoder, &byte, 1);
        bool idle = next_random(&state) % 20 == 0;
        struct key key = cigo_key_decoder_next(decoder, idle);
        check_key(&key);
    }
    for (int i = 0; cigo_key_decoder_pending(decoder); i++) {
        ck_assert_int_lt(i, 1000);
        cigo_key_decoder_next(decoder, true);
    }
    cigo_key_decoder_free(decoder);
}
END_TEST

START_TEST(capabilities)
{
    size_t n = 0;
    const struct key_capability *one;
    for (; (one = cigo_key_capability(n)) != NULL; n++) {
        ck_assert_int_eq(one->name[0], 'k');
        for (size_t i = 0; i < n; i++)
            ck_assert_str_ne(cigo_key_capability(i)->name, one->name);
    }
    ck_assert_uint_gt(n, 24);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("key");
    TCase *each = tcase_create("each");
    tcase_add_loop_test(each, whole, 0, (int)(sizeof WHOLE / sizeof *WHOLE));
    suite_add_tcase(suite, each);
    UNIT_CASE(suite, "key", swallowed, shifted, broken_off, after_a_pause, latin1, not_utf8, paste,
              paste_cut_anywhere, huge_paste, learnt, any_bytes, capabilities);
    return suite;
}
