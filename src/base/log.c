/* One log sink, off until it is set. A line is cut at 512 bytes: the log is for names, not contents. */

#include <cigo/base/log.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

static void (*log_sink)(void *data, enum cigo_log_level level, const char *line);
static void *log_data;

void cigo_log_sink(void (*sink)(void *data, enum cigo_log_level level, const char *line), void *data)
{
    log_sink = sink;
    log_data = data;
}

void cigo_log(enum cigo_log_level level, const char *format, ...)
{
    if (log_sink == NULL)
        return;
    char line[512];
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(line, sizeof line, format, ap);
    va_end(ap);
    if (n >= 0)
        log_sink(log_data, level, line);
}
