#pragma once
/* A machine's failure (a user's mistake is an alert, our bug an assert). The message is one sentence in the
 * user's language that says what happened and what to do, complete enough to be shown as it is. */

#include <cigo/base/message.h>
#include <stdbool.h>

enum cigo_exit {
    CIGO_EXIT_OK = 0,          /* complete, nothing wrong */
    CIGO_EXIT_ALERTS = 1,      /* at least one alert at error */
    CIGO_EXIT_USAGE = 2,       /* the file, the form or the command line cannot be used */
    CIGO_EXIT_MISSING = 3,     /* nothing wrong but something missing */
    CIGO_EXIT_STORAGE = 4,     /* storage failed */
    CIGO_EXIT_INTERRUPTED = 130, /* interrupted, saved */
};

struct cigo_error {
    enum cigo_exit code; /* CIGO_EXIT_USAGE or CIGO_EXIT_STORAGE as a rule */
    char text[1024];
};

/* Fill err (may be NULL) and return false, so that `return cigo_fail(err, …)` reads well. */
bool cigo_fail(struct cigo_error *err, enum cigo_exit code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Put "prefix: " before the message that is already there; returns false. */
bool cigo_fail_prefix(struct cigo_error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
