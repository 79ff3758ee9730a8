/* JSON as the program writes it: jansson, with texts that it would refuse made fit, and with no bytes that act on a terminal. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/json.h>

json_t *cigo_json_str(struct cigo_str text)
{
    if (cigo_utf8_bad(text) == text.n)
        return json_stringn(text.p, text.n);
    struct cigo_buf buf;
    cigo_buf_init(&buf, SIZE_MAX);
    for (uint32_t code; text.n > 0; cigo_utf8_put(&buf, code)) {
        size_t k = cigo_utf8_next(text, &code);
        text = (struct cigo_str){text.p + k, text.n - k};
    }
    json_t *json = json_stringn(buf.p, buf.n);
    cigo_buf_finish(&buf);
    return json;
}

json_t *cigo_json_text(const char *text)
{
    return text ? cigo_json_str(cigo_str_of(text)) : json_null();
}

json_t *cigo_json_filled(const char *text)
{
    return cigo_json_text(text && *text ? text : NULL);
}

bool cigo_json_put(json_t *value, size_t flags, struct cigo_buf *out)
{
    char *text = value ? json_dumps(value, flags) : NULL;
    bool written = text != NULL;
    if (written)
        cigo_utf8_json(cigo_str_of(text), out);
    free(text);
    json_decref(value);
    return written;
}
