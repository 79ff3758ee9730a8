#pragma once
/* The plain-line front end: append only, no escape bytes, one fact a line. See man cigo(1). */

#include <stdio.h>
#include <cigo/session/desk.h>
#include <cigo/store/shelf.h>

struct cigo_line_options {
    FILE *in, *out;
    bool interactive; /* out is a terminal: pauses every 12 lines */
};

enum cigo_face_end cigo_line_run(struct cigo_desk *desk, const struct cigo_line_options *options);
/* The start screen; what is wanted then is in the shelf. Of the desk only the notice and `ascii` count. */
enum cigo_face_end cigo_line_shelf(struct cigo_shelf *shelf, struct cigo_desk *desk,
                                   const struct cigo_line_options *options);
/* A case as one line of sentences: "3. Rossi. Rossi Srl, Sede. Gelo, dal … al …. Completa. Termine …. Modificata …." */
void cigo_line_put_case(const struct cigo_shelf *shelf, const struct cigo_case_info *info, struct cigo_buf *out);
