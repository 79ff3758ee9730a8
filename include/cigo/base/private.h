#pragma once
/* Keeping what is personal to its user. */

#include <stdbool.h>
#include <cigo/base/error.h>

/* No core file and no look from outside (ptrace, /proc) into this process. Children begin as usual. */
void cigo_private_process(void);
/* Make the folder with 0700, or make sure that it is a real folder, of this user, in which nobody else writes. */
bool cigo_private_folder(const char *path, struct cigo_error *err);
