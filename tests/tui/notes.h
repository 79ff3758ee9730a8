#pragma once
/* Notes as the driver keeps them: as long as the script, all of one moment. */

#include <cigo/session/desk.h>

bool driver_notes(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err);
bool driver_add_note(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err);
