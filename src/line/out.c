/* Output: append only, no escape byte, one fact a line. On a terminal it stops every twelve lines, so that
 * nothing scrolls away unheard; elsewhere never. */

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { PAUSE = 12, LONGEST = 1500 }; /* lines; bytes of a sentence that one can listen to */

static void put(const struct line *line, struct cigo_str text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    if (line->desk->ascii)
        cigo_utf8_ascii(text, &buf);
    else
        cigo_utf8_visible(text, &buf);
    fwrite(buf.p, 1, buf.n, line->options->out);
    cigo_buf_finish(&buf);
}

/* Typed ahead, or the rest of a paste: a pause would swallow it. */
bool cigo_line_input_waits(const struct line *line)
{
    struct pollfd fd = {.fd = fileno(line->options->in), .events = POLLIN};
    return line->ahead || poll(&fd, 1, 0) > 0;
}

static void pause_if_full(struct line *line)
{
    if (!line->options->interactive || line->lines < PAUSE || cigo_line_input_waits(line))
        return;
    const char *reply = cigo_line_ask(line, _("Invio per continuare, q per smettere: "));
    if (!reply || cigo_line_is_blank(reply))
        return;
    if (strcmp(reply, "q") == 0 || strcmp(reply, "Q") == 0)
        line->quiet = true;
    else
        line->ahead = cigo_strdup(reply); /* an answer that came early: the next question offers it */
}

/* The pause comes first: "q" there is for what went before. */
void cigo_line_must_hear(struct line *line)
{
    pause_if_full(line);
    line->quiet = false;
}

static void say_line(struct line *line, struct cigo_str text)
{
    pause_if_full(line);
    if (line->quiet)
        return;
    put(line, text);
    fputc('\n', line->options->out);
    line->lines++;
}

void cigo_line_say_lines(struct line *line, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        if (n)
            say_line(line, (struct cigo_str){text, n});
        text += n + (text[n] == '\n');
    }
}

void cigo_line_say_text(struct line *line, const char *text)
{
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        say_line(line, (struct cigo_str){p, n});
        p += n + (p[n] == '\n');
    }
}

void cigo_line_put_cells(struct line *line, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\t\n");
        put(line, (struct cigo_str){text, n});
        if (text[n])
            fputc(text[n], line->options->out);
        text += n + (text[n] != '\0');
    }
}

/* A sentence with a very long answer in it goes on to its beginning only; whole it is on paper, and after /testo. */
static void cut_long(struct cigo_buf *buf)
{
    if (buf->n <= LONGEST)
        return;
    size_t n = LONGEST;
    while (n && ((unsigned char)buf->p[n] & 0xC0) == 0x80)
        n--;
    size_t rest = cigo_utf8_count((struct cigo_str){buf->p + n, buf->n - n});
    buf->p[buf->n = n] = '\0';
    cigo_buf_printf(buf, _("… e altri %zu caratteri."), rest);
}

void cigo_line_say(struct line *line, const char *format, ...)
{
    struct cigo_buf buf;
    va_list ap;
    cigo_buf_init(&buf, 1 << 20);
    va_start(ap, format);
    cigo_buf_vprintf(&buf, format, ap);
    va_end(ap);
    for (size_t i = 0; i < buf.n; i++)
        if (buf.p[i] == '\n')
            buf.p[i] = ' ';
    cigo_sentence_end_once(&buf);
    cut_long(&buf);
    say_line(line, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
}

/* On paper and in a pipe nobody waits. */
static void say_wait(void *data)
{
    struct line *line = data;
    put(line, cigo_str_of(_("Controllo le righe…")));
    fputc('\n', line->options->out);
    fflush(line->options->out);
    line->lines++;
}

static void begin_patience(struct line *line)
{
    if (line->options->interactive)
        cigo_patience_begin(&line->patience, line->desk, say_wait, line);
}

static void show_prompt(struct line *line, const char *prompt)
{
    put(line, cigo_str_of(prompt));
    fflush(line->options->out);
    line->lines = 0;
    line->quiet = false;
}

/* Without the NULs, which would cut off what follows them, Ctrl-S and Ctrl-Q, and the sequences of keys that only the
 * full screen has: of these the number comes back. */
static size_t drop_keys(struct line *line, size_t n)
{
    size_t kept = 0, keys = 0;
    for (size_t i = 0; i < n; i++) {
        char c = line->input[i];
        size_t rest = c == '\x1b' ? cigo_utf8_key_rest((struct cigo_str){line->input + i + 1, n - i - 1}) : 0;
        i += rest;
        keys += rest > 0;
        if (c && !rest && !cigo_line_is_flow(line, c))
            line->input[kept++] = c;
    }
    while (kept && (line->input[kept - 1] == '\n' || line->input[kept - 1] == '\r'))
        kept--;
    line->input[kept] = '\0';
    return keys;
}

static const char *read_input(struct line *line, size_t *ret_keys)
{
    errno = 0;
    ssize_t n = getline(&line->input, &line->cap_input, line->options->in);
    if (n < 0 && errno == ENOMEM) /* not the end of the input, though getline says the same */
        cigo_no_memory();
    if (!line->options->interactive || n < 0) /* after Ctrl-C the terminal is still on the line being typed */
        fputc('\n', line->options->out);
    if (n < 0) {
        line->done = true;
        line->end = CIGO_FACE_INTERRUPTED;
        return NULL;
    }
    *ret_keys = drop_keys(line, (size_t)n);
    return line->input;
}

/* Keys that write nothing are no answer, and no Enter either: alone on their line they are as if not typed. */
static const char *prompt_input(struct line *line, const char *prompt)
{
    for (;;) {
        size_t keys = 0;
        show_prompt(line, prompt);
        const char *text = read_input(line, &keys);
        if (keys)
            cigo_line_say(line, _("Frecce e tasti funzione qui non scrivono: sono stati tolti dalla riga."));
        if (!text || *text || !keys)
            return text;
    }
}

/* What was typed at a pause. A command is for wherever one is. An answer could not know the question: that has been said
 * by now, and what is typed at it decides. */
static const char *ask_ahead(struct line *line, const char *prompt)
{
    char *ahead = line->ahead;
    const char *text = "";
    if (*ahead != '/') {
        cigo_line_say(line, _("Alla pausa ha scritto «%s»: Invio lo dà come risposta qui, un altro testo no."), ahead);
        text = prompt_input(line, prompt);
    }
    line->ahead = NULL;
    if (!text || *text) {
        free(ahead);
        return text;
    }
    free(line->input);
    line->input = ahead;
    line->cap_input = strlen(ahead) + 1;
    line->lines = 0;
    return ahead;
}

const char *cigo_line_ask(struct line *line, const char *prompt)
{
    cigo_patience_end(&line->patience);
    const char *text = line->ahead ? ask_ahead(line, prompt) : prompt_input(line, prompt);
    if (text)
        begin_patience(line);
    return text;
}

bool cigo_line_is_blank(const char *text)
{
    struct cigo_buf clean;
    cigo_buf_init(&clean, strlen(text) * 4 + 16);
    cigo_utf8_clean(cigo_str_of(text), CIGO_CLEAN_LINE, &clean);
    bool blank = cigo_str_trim(cigo_buf_str(&clean)).n == 0;
    cigo_buf_finish(&clean);
    return blank;
}

bool cigo_line_agrees(struct line *line, const char *prompt)
{
    return cigo_reply(cigo_line_ask(line, prompt)) == CIGO_REPLY_YES;
}

bool cigo_line_agrees_to_change(struct line *line)
{
    const char *reply = cigo_line_ask(line, _("si o no: "));
    bool yes = cigo_reply(reply) == CIGO_REPLY_YES;
    if (reply && !yes)
        cigo_line_say(line, _("Non è stato cambiato nulla."));
    return yes;
}
