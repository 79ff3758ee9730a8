#pragma once
/* Notes as the driver keeps them: as long as the script, all of one moment; and a dossier that is not made. */

#include <cigo/session/desk.h>

bool driver_notes(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err);
bool driver_dossier(void *data, const char *dir, bool draft, const char **ret_path, struct cigo_error *err);
bool driver_add_note(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err);
