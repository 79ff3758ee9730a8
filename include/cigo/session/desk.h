#pragma once
/* The desk: what surrounds the open session while a front end runs. Made by cli; both front ends get the
 * same one. Functions that touch the disk are calls back into cli, so that neither front end knows the
 * store's wiring. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/book.h>
#include <cigo/base/error.h>
#include <cigo/base/town.h>
#include <cigo/session/history.h>
#include <cigo/session/session.h>
#include <cigo/session/tutorial.h>

/* What somebody else did to the case. */
struct cigo_news {
    bool changed;     /* the session holds other answers now */
    const char *text; /* to be said, "" = nothing; borrowed until the next */
};
enum cigo_take { CIGO_TAKE_DONE, CIGO_TAKE_ASK, CIGO_TAKE_NO };

/* What somebody noted about the case, on the telephone say. */
struct cigo_note {
    const char *when, *iso;  /* for people, and as it is kept */
    const char *who, *machine; /* machine "" = not known */
    struct cigo_place place; /* where it was written; zeroed = nowhere, or gone since */
    int64_t seconds;         /* into the call; -1 = there was none */
    const char *text;
};
struct cigo_notes {
    const struct cigo_note *items; /* the oldest first */
    size_t n;
};

struct cigo_desk {
    struct cigo_session *session;
    const char *case_name;
    const char *notice;    /* what opening found, "" = nothing; shown once */
    bool read_only;        /* somebody else writes */
    bool tour;             /* begin with the tour */
    struct cigo_tutorial *tutorial; /* the case is that of the tutorial; NULL = it is not */
    const char *resume;    /* the command that goes on with it; NULL = cigo open NAME */
    bool portal;           /* begin with the way onto the portal */
    bool call;             /* on the telephone: the faces show what an agent needs; cigo_desk_call */
    int64_t call_since;    /* … from when on, by now_ms */
    const char *position;  /* where the user was (opaque text made by a front end), "" = nowhere; a front
                              end leaves here where it ended, for the other one to go on */
    const struct cigo_place *declare; /* a case made from another: what is to be declared again, in order */
    size_t n_declare;
    struct cigo_arena *arena; /* for texts that a front end leaves behind */
    const char *draft_place, *draft_text; /* text that was still in the editor; NULL = none. Its place is a position, or
                                             one of cigo_rows_draft: then these are rows that were being pasted */
    bool draft_old;           /* the answer was changed after it was written */
    const char *home;         /* what ~ means in a path that is typed; NULL = nothing */
    const char *editor;       /* the user's own, with its arguments; NULL = none */
    const char *editor_files; /* how the paths of its files begin */
    const char *language;  /* of the texts, "it"; a front end that ends for another leaves the other here */
    const char *const *languages; /* that the texts are there in, this one among them */
    size_t n_languages;
    bool ascii;            /* no characters outside ASCII in decoration */
    void *data;
    bool (*save_position)(void *data, const char *position, struct cigo_error *err);
    bool (*save_draft)(void *data, const char *place, const char *text, struct cigo_error *err);
    /* What was copied to the portal: a place and a mark of its value; mark NULL takes the tick away. Place "" is
     * where the user is, its mark a place. `each` gives what is kept, in any order. */
    bool (*tick)(void *data, const char *place, const char *mark, struct cigo_error *err);
    void (*each_tick)(void *data, void (*each)(void *portal, const char *place, const char *mark), void *portal);
    bool (*retry_save)(void *data, struct cigo_error *err);
    /* What the report must say that this text goes into, lines as of cigo_outline; NULL where there are no documents. */
    void (*outline)(void *data, const struct cigo_field *field, struct cigo_buf *out);
    /* The next page of what a place held; its texts are in the arena. NULL where there is no journal. */
    bool (*history)(void *data, struct cigo_arena *arena, struct cigo_history *history, struct cigo_error *err);
    /* The notes of the case, in the arena; and one more, also from whoever may only read. NULL where none are kept. */
    bool (*notes)(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err);
    size_t notes_added; /* by the faces, while this desk lasted */
    bool (*add_note)(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err);
    /* The dossier into a folder, which is made; a draft also of a case that is not complete. Never over a file that
     * is there. *ret_path: the whole path of the folder, borrowed as long as the desk lasts. */
    bool (*dossier)(void *data, const char *dir, bool draft, const char **ret_path, struct cigo_error *err);
    /* The whole case as text into a new file, marked as a draft while it is not complete. */
    bool (*print)(void *data, const char *path, struct cigo_error *err);
    /* The tables of places that the user may have installed; NULL where there are none. As in
     * store/gazetteer.h: how many municipalities are called so, and a birthplace by its code. */
    size_t (*towns)(void *data, struct cigo_str start, struct cigo_town *ret, size_t max);
    bool (*birthplace)(void *data, struct cigo_str code, struct cigo_birthplace *ret_place);
    struct cigo_book *book; /* of companies; NULL = there is none here */
    uint64_t book_told;           /* what one was last asked to remember */
    /* While read_only because of somebody else: what is new (it is loaded into the session), and the wish to write
     * oneself. Where the one who wrote is gone a person decides: then ASK with the question, and once more with
     * `sure`. DONE: the case is the caller's, loaded as it stands, with the draft that was left in it, and read_only
     * is false. *ret_text is always a sentence to show, borrowed like news. */
    int watch; /* readable when there may be news; -1 = look when there is another reason to */
    bool ask_to_take; /* begin with the question */
    void (*look)(void *data, struct cigo_news *ret_news);
    enum cigo_take (*take)(void *data, bool sure, const char **ret_text);
    int beat_ms; /* how often to `beat` while nobody types, so that other machines see that one is there; 0 = never */
    void (*beat)(void *data);
    int64_t (*now_ms)(void *data);       /* a clock that only goes forward; NULL = none, and nothing is announced */
    const char *(*saved_at)(void *data); /* "10:42:03", "" = nothing saved yet in this run */
};

/* A call begins, or ends. */
void cigo_desk_call(struct cigo_desk *desk, bool on);
/* How long it has lasted; -1 without a call or without a clock. Nothing counts by itself. */
int64_t cigo_desk_call_seconds(const struct cigo_desk *desk);

/* How a front end ended. */
enum cigo_face_end {
    CIGO_FACE_QUIT,        /* the user left */
    CIGO_FACE_INTERRUPTED, /* end of input, hang-up, signal: saved, exit 130 */
    CIGO_FACE_SWITCH,      /* to the other front end, same place */
    CIGO_FACE_LANGUAGE,    /* the same again in desk->language, same place */
    CIGO_FACE_FAILED,      /* could not run at all; nothing lost */
};

/* Between begin and end, `say` is called once if judging the rules still goes on 0.4 s after begin. It runs in the
 * midst of it, so it must not ask the session anything. Both pointers stay valid until end, which may be called again. */
struct cigo_patience {
    const struct cigo_desk *desk; /* NULL = not begun */
    void (*say)(void *data);
    void *data;
    int64_t since;
    bool said;
};
void cigo_patience_begin(struct cigo_patience *patience, const struct cigo_desk *desk, void (*say)(void *data),
                         void *data);
void cigo_patience_end(struct cigo_patience *patience);

/* A position as text and back: "field", "group/row/column"; "" = home. Shared by both front ends. */
void cigo_position_format(struct cigo_place place, struct cigo_buf *out);
bool cigo_position_parse(const struct cigo_form *form, const char *text, struct cigo_place *ret_place);
/* The same of a draft of rows: where their first cell goes, in a group. Parse is false for any other draft. */
void cigo_rows_draft_format(struct cigo_place place, struct cigo_buf *out);
bool cigo_rows_draft_parse(const struct cigo_form *form, const char *text, struct cigo_place *ret_place);

/* The file in which the text at this place goes to the user's editor, in the arena; and the folder for it. */
const char *cigo_desk_editor_file(const struct cigo_desk *desk, struct cigo_place place, struct cigo_arena *arena);
bool cigo_desk_editor_folder(const struct cigo_desk *desk, struct cigo_error *err);
/* The folder that is proposed for the dossier: "pratica-rossi", which needs no quotes anywhere. In the arena. */
const char *cigo_desk_dossier_folder(const struct cigo_desk *desk, bool draft, struct cigo_arena *arena);
