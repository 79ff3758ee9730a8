/* Languages by the names that their speakers give them: whoever looks for his own reads no other. */

#include <string.h>
#include <strings.h>
#include <cigo/i18n/i18n.h>

static const struct {
    const char *code, *name;
} LANGUAGES[] = {
    {"it", "italiano"},
    {"de", "Deutsch"},
    {"en", "English"},
};

const char *cigo_i18n_language_name(const char *code)
{
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        if (strcmp(LANGUAGES[i].code, code) == 0)
            return LANGUAGES[i].name;
    return code;
}

const char *cigo_i18n_language_find(const char *wish, const char *const *languages, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(wish, languages[i]) == 0 || strcasecmp(wish, cigo_i18n_language_name(languages[i])) == 0)
            return languages[i];
    return NULL;
}

void cigo_i18n_language_list(const char *const *languages, size_t n, struct cigo_buf *out)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = cigo_i18n_language_name(languages[i]);
        cigo_buf_printf(out, "%s%s", i ? ", " : "", languages[i]);
        if (name != languages[i])
            cigo_buf_printf(out, " %s", name);
    }
}
