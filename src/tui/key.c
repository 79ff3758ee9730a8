/* From bytes to keys. The machine holds the bytes that it cannot decide on yet and never looks at a clock:
 * the caller says when the pause after which they stand for themselves has passed. A byte that is not
 * UTF-8 is a Latin-1 character: some clients still send that. */

#include "key-impl-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { EOT = 4, ESC = 0x1b, DEL = 0x7f, MAX_PASTE = 1 << 20 };
enum { PAUSE_CHARACTER = 500, PAUSE_PASTE = 2000 };

#define PASTE_BEGIN CIGO_STR("\x1b[200~")
#define PASTE_END CIGO_STR("\x1b[201~")

struct key_decoder *cigo_key_decoder_new(void)
{
    struct key_decoder *decoder = cigo_alloc(sizeof *decoder);
    cigo_buf_init(&decoder->raw, MAX_PASTE);
    cigo_buf_init(&decoder->paste, 2 * MAX_PASTE);
    cigo_buf_init(&decoder->cells, 2 * MAX_PASTE);
    return decoder;
}

void cigo_key_decoder_free(struct key_decoder *decoder)
{
    if (decoder == NULL)
        return;
    for (size_t i = 0; i < decoder->n_names; i++)
        free(decoder->names[i].sequence);
    free(decoder->names);
    free(decoder->bytes);
    cigo_buf_finish(&decoder->raw);
    cigo_buf_finish(&decoder->paste);
    cigo_buf_finish(&decoder->cells);
    free(decoder);
}

void cigo_key_decoder_learn(struct key_decoder *decoder, const char *sequence, enum key_type type,
                       uint32_t code)
{
    if (sequence == NULL || sequence[0] != ESC || sequence[1] == '\0')
        return;
    struct key_name *name = CIGO_PUSH(decoder->names, decoder->n_names, decoder->cap_names);
    *name = (struct key_name){cigo_strdup(sequence), strlen(sequence), {.type = type, .code = code}};
}

static void feed_input(struct key_decoder *decoder, const char *bytes, size_t n)
{
    if (decoder->at > 0) {
        memmove(decoder->bytes, decoder->bytes + decoder->at, decoder->n - decoder->at);
        decoder->n -= decoder->at;
        decoder->at = decoder->key_at = 0;
    }
    cigo_grow((void **)&decoder->bytes, &decoder->cap, decoder->n + n, 1);
    memcpy(decoder->bytes + decoder->n, bytes, n);
    decoder->n += n;
}

void cigo_key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t n)
{
    if (n > 0)
        feed_input(decoder, bytes, n);
}

static struct cigo_str input(const struct key_decoder *decoder)
{
    if (decoder->bytes == NULL)
        return (struct cigo_str){NULL, 0}; /* nothing came yet, and C adds nothing to NULL, not even 0 */
    return (struct cigo_str){decoder->bytes + decoder->at, decoder->n - decoder->at};
}

/* ---- characters ---- */

/* Bytes of the character that begins with this byte; 0 when none does. */
static size_t character_size(unsigned char lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static size_t take_latin1(struct key_decoder *decoder, unsigned char byte, struct key *ret_key)
{
    if (byte >= 0x80 && byte < 0xa0 && byte != 0x80)
        return 1; /* C1 controls mean nothing here; 0x80 is the euro sign of Windows clients */
    ret_key->type = decoder->told_latin1 ? KEY_TYPE_TEXT : KEY_TYPE_LATIN1;
    ret_key->code = byte == 0x80 ? 0x20ac : byte;
    decoder->told_latin1 = true;
    return 1;
}

size_t cigo_key_take_text(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key)
{
    unsigned char lead = (unsigned char)in.p[0];
    if (lead < 0x80) {
        *ret_key = (struct key){.type = KEY_TYPE_TEXT, .code = lead};
        return 1;
    }
    size_t size = character_size(lead), have = 1;
    while (have < in.n && have < size && ((unsigned char)in.p[have] & 0xc0) == 0x80)
        have++;
    if (size > 0 && have < size && have == in.n && !idle)
        return 0;
    uint32_t code;
    if (have < size || cigo_utf8_next((struct cigo_str){in.p, have}, &code) != size)
        return take_latin1(decoder, lead, ret_key);
    if (code >= 0xa0)
        *ret_key = (struct key){.type = KEY_TYPE_TEXT, .code = code};
    return size;
}

static void control_key(unsigned char c, struct key *ret_key)
{
    static const char LETTERS[] = " abcdefghijklmnopqrstuvwxyz.\\]^_";
    switch (c) {
    case 0x08: case DEL:
        ret_key->type = KEY_TYPE_BACKSPACE;
        break;
    case '\t':
        ret_key->type = KEY_TYPE_TAB;
        break;
    case '\r': case '\n':
        ret_key->type = KEY_TYPE_ENTER;
        break;
    default:
        *ret_key = (struct key){.type = KEY_TYPE_CTRL, .code = (uint32_t)LETTERS[c]};
    }
}

static size_t take_key(struct key_decoder *decoder, struct cigo_str in, bool idle, struct key *ret_key)
{
    unsigned char c = (unsigned char)in.p[0];
    if (c == ESC)
        return cigo_key_take_escape(decoder, in, idle, ret_key);
    if (c >= 0x20 && c != DEL)
        return cigo_key_take_text(decoder, in, idle, ret_key);
    control_key(c, ret_key);
    return 1;
}

/* ---- paste ---- */

/* CIGO_CLEAN_TEXT, tabs kept. */
static void clean_cells(struct cigo_str raw, struct cigo_buf *out)
{
    while (raw.n > 0) {
        const char *tab = memchr(raw.p, '\t', raw.n);
        size_t n = tab ? (size_t)(tab - raw.p) : raw.n;
        cigo_utf8_clean((struct cigo_str){raw.p, n}, CIGO_CLEAN_TEXT, out);
        if (tab) {
            cigo_buf_putc(out, '\t');
            n++;
        }
        raw = (struct cigo_str){raw.p + n, raw.n - n};
    }
}

static bool begins_with(struct cigo_str text, struct cigo_str start)
{
    return text.n >= start.n && memcmp(text.p, start.p, start.n) == 0;
}

/* A terminal that marks pastes does so in paste mode too. */
static void drop_marks(struct cigo_buf *raw)
{
    size_t to = 0;
    for (size_t from = 0; from < raw->n;) {
        struct cigo_str rest = {raw->p + from, raw->n - from};
        if (begins_with(rest, PASTE_BEGIN) || begins_with(rest, PASTE_END))
            from += PASTE_END.n;
        else
            raw->p[to++] = raw->p[from++];
    }
    raw->n = to;
    raw->p[to] = '\0';
}

/* tmux makes a CR of each LF, and so two of a CRLF. */
static void unpair_lines(struct cigo_buf *text)
{
    size_t n = cigo_str_unpair_lines(text->p, text->n);
    if (n < text->n)
        text->p[text->n = n] = '\0';
}

static struct key end_paste(struct key_decoder *decoder)
{
    if (decoder->paste_mode)
        drop_marks(&decoder->raw);
    decoder->pasting = decoder->paste_mode = false;
    cigo_buf_clear(&decoder->paste);
    cigo_buf_clear(&decoder->cells);
    cigo_utf8_clean(cigo_buf_str(&decoder->raw), CIGO_CLEAN_TEXT, &decoder->paste);
    clean_cells(cigo_buf_str(&decoder->raw), &decoder->cells);
    if (!memchr(decoder->raw.p, '\n', decoder->raw.n)) {
        unpair_lines(&decoder->paste);
        unpair_lines(&decoder->cells);
    }
    bool cut = decoder->raw.truncated;
    cigo_buf_clear(&decoder->raw);
    return (struct key){.type = KEY_TYPE_PASTE,
                        .paste = cigo_buf_str(&decoder->paste),
                        .cells = cigo_buf_str(&decoder->cells),
                        .cut = cut};
}

/* How many of the last bytes may be the beginning of the closing marker. */
static size_t marker_begun(struct cigo_str in)
{
    for (size_t n = PASTE_END.n - 1; n > 0; n--) {
        if (in.n >= n && memcmp(in.p + in.n - n, PASTE_END.p, n) == 0)
            return n;
    }
    return 0;
}

static struct key next_of_paste(struct key_decoder *decoder, bool idle)
{
    struct cigo_str in = input(decoder);
    const char *end = in.n > 0 ? memmem(in.p, in.n, PASTE_END.p, PASTE_END.n) : NULL;
    size_t n = end ? (size_t)(end - in.p) : in.n - marker_begun(in);
    cigo_buf_add(&decoder->raw, (struct cigo_str){in.p, n});
    decoder->at += end ? n + PASTE_END.n : n;
    if (end || idle)
        return end_paste(decoder);
    return (struct key){.type = KEY_TYPE_NONE};
}

/* A Ctrl-D with something after it came from what is pasted: only one that stands alone is the user's. */
static bool end_pressed(const struct key_decoder *decoder)
{
    return decoder->last_pasted == EOT;
}

static struct key next_in_paste_mode(struct key_decoder *decoder, bool idle)
{
    struct cigo_str in = input(decoder);
    for (size_t i = 0; i < in.n; i++)
        decoder->pasted += ((unsigned char)in.p[i] & 0xc0) != 0x80;
    cigo_buf_add(&decoder->raw, in);
    decoder->at = decoder->n;
    if (in.n > 0)
        decoder->last_pasted = in.p[in.n - 1];
    if (decoder->closed || (idle && end_pressed(decoder)))
        return end_paste(decoder);
    if (in.n == 0)
        return (struct key){.type = KEY_TYPE_NONE};
    return (struct key){.type = KEY_TYPE_PASTING, .code = (uint32_t)decoder->pasted};
}

void cigo_key_decoder_paste(struct key_decoder *decoder)
{
    decoder->pasting = decoder->paste_mode = true;
    decoder->pasted = 0;
    decoder->last_pasted = '\0';
    cigo_buf_clear(&decoder->raw);
}

void cigo_key_decoder_close(struct key_decoder *decoder)
{
    decoder->closed = true;
}

struct key cigo_key_decoder_next(struct key_decoder *decoder, bool idle)
{
    struct key key = {.type = KEY_TYPE_NONE};
    while (!decoder->pasting && decoder->at < decoder->n) {
        decoder->key_at = decoder->at;
        size_t used = take_key(decoder, input(decoder), idle, &key);
        decoder->at += used;
        if (decoder->tells && used > 0 && key.type == KEY_TYPE_NONE && !decoder->pasting)
            key.type = KEY_TYPE_UNKNOWN;
        if (used == 0 || key.type != KEY_TYPE_NONE)
            return key;
    }
    if (decoder->paste_mode || decoder->pasting) {
        key = decoder->paste_mode ? next_in_paste_mode(decoder, idle) : next_of_paste(decoder, idle);
        decoder->key_at = decoder->at; /* its bytes may have come and gone in pieces */
    }
    return key;
}

void cigo_key_decoder_mouse(struct key_decoder *decoder, bool on)
{
    decoder->mouse = on;
}

void cigo_key_decoder_tell(struct key_decoder *decoder)
{
    decoder->tells = true;
}

struct cigo_str cigo_key_decoder_taken(const struct key_decoder *decoder)
{
    if (decoder->bytes == NULL)
        return (struct cigo_str){NULL, 0};
    return (struct cigo_str){decoder->bytes + decoder->key_at, decoder->at - decoder->key_at};
}

bool cigo_key_decoder_pending(const struct key_decoder *decoder)
{
    return decoder->pasting || decoder->at < decoder->n;
}

int cigo_key_decoder_pause(const struct key_decoder *decoder, int escape_ms)
{
    if (decoder->paste_mode)
        return end_pressed(decoder) ? PAUSE_CHARACTER : 0;
    if (decoder->pasting)
        return PAUSE_PASTE;
    if (decoder->at == decoder->n)
        return 0;
    return decoder->bytes[decoder->at] == ESC ? escape_ms : PAUSE_CHARACTER;
}
