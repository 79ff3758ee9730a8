#pragma once
/* The log: one sink, off unless set. Field names may be logged, contents never. */

enum cigo_log_level { CIGO_LOG_ERROR, CIGO_LOG_WARNING, CIGO_LOG_DEBUG };

void cigo_log_sink(void (*sink)(void *data, enum cigo_log_level level, const char *line), void *data);
void cigo_log(enum cigo_log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
