#pragma once
/* The user's own editor, on a file. */

enum cigo_editor_end {
    CIGO_EDITOR_GOOD,
    CIGO_EDITOR_BAD,  /* it ended with a failure or a signal */
    CIGO_EDITOR_NONE, /* it could not be started */
    CIGO_EDITOR_ALONE, /* SIGHUP or SIGTERM came while it ran; it may live on, and so the file is left to it */
};

/* `command` is words as in a shell, quotes and backslashes keep blanks; the path comes after them. Waits for the
 * end, or for a signal that ends us too, which is passed on to whoever handles it; the terminal is the caller's to lend. */
enum cigo_editor_end cigo_editor_run(const char *command, const char *path);
