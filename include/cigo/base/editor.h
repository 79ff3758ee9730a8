#pragma once
/* The user's own editor, on a file. */

enum cigo_editor_end {
    CIGO_EDITOR_GOOD,
    CIGO_EDITOR_BAD,  /* it ended with a failure or a signal */
    CIGO_EDITOR_NONE, /* it could not be started */
};

/* `command` is words as in a shell, quotes and backslashes keep blanks; the path comes after them. Waits for the
 * end; the terminal is the caller's to lend. */
enum cigo_editor_end cigo_editor_run(const char *command, const char *path);
