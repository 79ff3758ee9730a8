#pragma once
/* Keys: from the bytes that a terminal sends to what the user meant. The decoder is a pure machine (no
 * terminal, no clock): tests and the fuzzer feed it bytes. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/buf.h>

enum key_type {
    KEY_TYPE_NONE,
    KEY_TYPE_TEXT,   /* one code point, in code */
    KEY_TYPE_CTRL,   /* Ctrl and the lower-case letter in code: 'a' … 'z', also '\\' ']' '^' '_' ' ' */
    KEY_TYPE_ALT,    /* Alt and the code point in code */
    KEY_TYPE_F,      /* function key, number in code (1–12); Shift-F gives 13–24 */
    KEY_TYPE_ENTER, KEY_TYPE_TAB, KEY_TYPE_BACKTAB, KEY_TYPE_ESC, KEY_TYPE_BACKSPACE, KEY_TYPE_DELETE,
    KEY_TYPE_INSERT, KEY_TYPE_UP, KEY_TYPE_DOWN, KEY_TYPE_LEFT, KEY_TYPE_RIGHT, KEY_TYPE_HOME,
    KEY_TYPE_END, KEY_TYPE_PAGE_UP, KEY_TYPE_PAGE_DOWN,
    KEY_TYPE_WORD_LEFT, KEY_TYPE_WORD_RIGHT, /* Ctrl or Alt with the arrows */
    KEY_TYPE_CTRL_HOME, KEY_TYPE_CTRL_END,
    KEY_TYPE_PASTE,  /* bracketed paste: `paste` holds the text, cleaned, LF kept */
    KEY_TYPE_PASTING, /* something came in paste mode: in code how many characters there are by now */
    KEY_TYPE_RESIZE, /* the terminal's size changed */
    KEY_TYPE_HANGUP, /* the terminal is gone, or SIGHUP, SIGTERM: save and leave */
    KEY_TYPE_UNKNOWN, /* a sequence that means nothing here; only for those who ask (`tell`) */
    KEY_TYPE_LATIN1, /* as TEXT, but it came as a Latin-1 byte: tell the user once */
    KEY_TYPE_MOUSE,  /* in code what it did, in row and col where (from 0); only after key_decoder_mouse */
    KEY_TYPE_WATCH,  /* what is watched beside the keyboard has something to say */
};
enum mouse_act { MOUSE_PRESS, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct key {
    enum key_type type;
    uint32_t code;
    int row, col;          /* MOUSE */
    bool shift;            /* with an arrow, Home, End, a page: where the terminal tells */
    struct cigo_str paste; /* borrowed until the next key */
    struct cigo_str cells; /* the same with its tabs: pasted into a table they part the columns */
    bool cut;              /* PASTE: it was longer than a paste may be */
};

struct key_decoder; /* partial sequences, paste in progress */
struct key_decoder *cigo_key_decoder_new(void);
void cigo_key_decoder_free(struct key_decoder *decoder);
void cigo_key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t n);
/* The next whole key, or NONE when more bytes are needed. `idle`: the pause after which what is pending is
 * taken as it is (a lone Esc, an unfinished UTF-8 character, a paste without end) has passed. */
struct key cigo_key_decoder_next(struct key_decoder *decoder, bool idle);
/* From now on UNKNOWN is given for a sequence that means nothing; else it is passed over. */
void cigo_key_decoder_tell(struct key_decoder *decoder);
/* Paste mode, for terminals that do not mark a paste: all that comes is text, until Ctrl-D and then nothing for a
 * while. Then PASTE is given. */
void cigo_key_decoder_paste(struct key_decoder *decoder);
/* No more bytes will come: what is pending in paste mode is all there is. */
void cigo_key_decoder_close(struct key_decoder *decoder);
/* Is what the mouse does a key? As long as it is not, its sequences are passed over. */
void cigo_key_decoder_mouse(struct key_decoder *decoder, bool on);
/* The bytes that the last key was made of; valid until the next feed (of a paste: none). */
struct cigo_str cigo_key_decoder_taken(const struct key_decoder *decoder);
/* Something is pending, so a pause must be waited for: false = wait for bytes without end (no timer). */
bool cigo_key_decoder_pending(const struct key_decoder *decoder);
/* How long to wait for what is pending, in milliseconds: `escape_ms` for an escape sequence, longer for a
 * character and a paste that are not whole. */
int cigo_key_decoder_pause(const struct key_decoder *decoder, int escape_ms);
/* Learn a sequence from the terminal's description (it must begin with Esc and be longer than that). */
void cigo_key_decoder_learn(struct key_decoder *decoder, const char *sequence, enum key_type type,
                       uint32_t code);
/* What a terminal's description (terminfo) calls its keys, in a fixed order; NULL after the last. */
struct key_capability {
    const char *name;
    enum key_type type;
    uint32_t code;
};
const struct key_capability *cigo_key_capability(size_t i);

/* ---- key_show.c: for people ---- */
void cigo_key_show(const struct key *key, struct cigo_buf *out);           /* "F4", "Ctrl-S", "Invio" */
void cigo_key_show_f(int number, struct cigo_buf *out);                    /* "F3", "Maiusc-F3"; nothing for 0 */
void cigo_key_show_ctrl(char c, struct cigo_buf *out);                     /* "Ctrl-Z"; nothing for 0 */
void cigo_key_show_both(int f, char ctrl, const char *between, struct cigo_buf *out); /* what there is of the two */
void cigo_key_bytes_show(struct cigo_str bytes, struct cigo_buf *out);     /* "^[[11~" */
