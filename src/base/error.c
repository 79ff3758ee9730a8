/* Sentences for machine failures. A sentence that is too long is cut between two characters. */

#include <cigo/base/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cigo/base/utf8.h>

/* vsnprintf may have cut inside the last character: drop what is left of it */
static void drop_cut_character(char *text)
{
    size_t n = strlen(text);
    size_t bad = cigo_utf8_bad((struct cigo_str){text, n});
    if (bad < n && n - bad < 4)
        text[bad] = '\0';
}

bool cigo_fail(struct cigo_error *err, enum cigo_exit code, const char *format, ...)
{
    if (err == NULL)
        return false;
    err->code = code;
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(err->text, sizeof err->text, format, ap);
    va_end(ap);
    if (n < 0)
        err->text[0] = '\0';
    if (n >= (int)sizeof err->text)
        drop_cut_character(err->text);
    return false;
}

bool cigo_fail_prefix(struct cigo_error *err, const char *format, ...)
{
    if (err == NULL)
        return false;
    char text[sizeof err->text];
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    size_t used = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    int m = snprintf(text + used, sizeof text - used, ": %s", err->text);
    if (used + (size_t)m >= sizeof text)
        drop_cut_character(text);
    memcpy(err->text, text, sizeof text);
    return false;
}
