/* Yes or no: in words (in the languages of the texts; also as spreadsheets write them, which say true and false), by
 * initial, or by position in the menu "1 sì, 2 no". */

#include "kinds-priv.h"

#include <cigo/base/utf8.h>

CIGO_PARSE(boolean)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"si", 1}, {"s", 1}, {"si'", 1},   {"true", 1},  {"vero", 1},   {"wahr", 1},  {"1", 1},
                 {"ja", 1}, {"j", 1}, {"yes", 1},   {"y", 1},
                 {"no", 0}, {"n", 0}, {"nein", 0},  {"false", 0}, {"falso", 0}, {"falsch", 0}, {"2", 0}};
    struct cigo_buf plain, folded;
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_buf_init(&folded, text.n * 4 + 16);
    cigo_plain(text, &plain);
    cigo_utf8_fold(cigo_str_trim(cigo_buf_str(&plain)), &folded);
    cigo_read_bad(out, _("%s non è né sì né no."), cigo_quote(text, quote));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cigo_str_is(cigo_buf_str(&folded), words[i].word)) {
            cigo_buf_clear(&out->why);
            cigo_read_int(out, words[i].value);
        }
    }
    cigo_buf_finish(&folded);
    cigo_buf_finish(&plain);
}

CIGO_QUICK(boolean)
{
    (void)ctx;
    bool yes = cigo_str_is(text, "si"), no = cigo_str_is(text, "no");
    *ret_value = (struct cigo_value){.storage = CIGO_INT, .i = yes};
    return yes || no;
}

CIGO_FORMAT(boolean)
{
    (void)ctx;
    cigo_buf_puts(out, value->i ? "sì" : "no");
}

CIGO_ECHO(boolean)
{
    (void)ctx;
    cigo_buf_puts(out, value->i ? _("sì") : _("no"));
}

enum cigo_reply cigo_reply(const char *text)
{
    struct cigo_kind_ctx ctx = cigo_kind_ctx_plain(0); /* no day in it */
    struct cigo_parsed parsed;
    enum cigo_reply reply = CIGO_REPLY_OTHER;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(cigo_kind_get(CIGO_KIND_BOOLEAN), &ctx, cigo_str_of(text ? text : ""), &parsed);
    if (parsed.value.storage == CIGO_INT)
        reply = parsed.value.i ? CIGO_REPLY_YES : CIGO_REPLY_NO;
    cigo_parsed_finish(&parsed);
    return reply;
}
