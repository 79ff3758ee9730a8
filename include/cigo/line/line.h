#pragma once
/* The plain-line front end: append only, no escape bytes, one fact a line. See man cigo(1). */

#include <stdio.h>
#include <cigo/session/desk.h>

struct cigo_line_options {
    FILE *in, *out;
    bool interactive; /* out is a terminal: pauses every 12 lines */
};

enum cigo_face_end cigo_line_run(struct cigo_desk *desk, const struct cigo_line_options *options,
                                 struct cigo_error *err);
