/* The notes of the driver: a few, in memory, all of one moment; and where a dossier would be. */

#include "notes.h"

#include <stdio.h>

enum { MOST = 10 };
static struct cigo_note notes[MOST];
static char texts[MOST][200];
static size_t n_notes;

bool driver_dossier(void *data, const char *dir, bool draft, const char **ret_path, struct cigo_error *err)
{
    static char path[500];
    (void)data, (void)draft, (void)err;
    snprintf(path, sizeof path, "/casa/rossi/%s", dir);
    *ret_path = path;
    return true;
}

bool driver_add_note(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err)
{
    (void)data;
    (void)err;
    if (n_notes == MOST)
        return false;
    snprintf(texts[n_notes], sizeof texts[n_notes], "%s", text);
    notes[n_notes] = (struct cigo_note){.when = "oggi alle 10:42", .iso = "2026-11-23T09:42:00Z", .who = "verdi",
                                        .machine = "studio-1", .place = place, .seconds = seconds,
                                        .text = texts[n_notes]};
    n_notes++;
    return true;
}

bool driver_notes(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err)
{
    (void)data;
    (void)arena;
    (void)err;
    *ret_notes = (struct cigo_notes){notes, n_notes};
    return true;
}
