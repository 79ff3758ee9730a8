#pragma once
/* The full-screen application: what it knows, and how its parts meet.
 *
 *   key → action (actions.c) or the view's own keys → the app changes → cigo_tui_draw(app) → grid → terminal
 *
 * Drawing never changes the case and keys never draw. Moving never validates. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/import.h>
#include <cigo/exchange/portal.h>
#include <cigo/exchange/review.h>
#include <cigo/session/desk.h>
#include <cigo/session/features.h>
#include <cigo/session/table.h>
#include <cigo/tui/tui.h>
#include "edit-priv.h"
#include "grid-priv.h"
#include "terminal-priv.h"

enum view { VIEW_HOME, VIEW_PAGE, VIEW_TABLE, VIEW_REVIEW, VIEW_PORTAL, VIEW_CALL };

/* What can have the focus on a page (a section, or one row of a group). */
enum item_type { ITEM_FIELD, ITEM_GROUP, ITEM_COMPUTED, ITEM_NEXT, ITEM_NEW_ROW, ITEM_TABLE };
struct item {
    enum item_type type;
    struct cigo_place place;               /* FIELD, GROUP */
    const struct cigo_computed *computed;  /* COMPUTED: seen, never focused */
};

/* A choice or multichoice being answered: a list with type-to-find. */
struct picker {
    const struct cigo_field *field; /* NULL = closed */
    const struct cigo_choices *list; /* of the field; of a boolean yes and no */
    struct cigo_place place;
    struct cigo_buf filter;
    bool *chosen;   /* one for each choice */
    bool marked;    /* one of them was changed: that is an answer, by whatever key it closes */
    size_t focus;   /* among those that the filter lets through */
    size_t unsought; /* where it was before something was sought */
    bool multi;
};

/* A list that one scrolls and, where a line leads somewhere, jumps from. */
enum target_type {
    TARGET_NONE, TARGET_PLACE, TARGET_ACTION, TARGET_SECTION, TARGET_ALERT, TARGET_WHY, TARGET_RUN, TARGET_IMPORT
};
struct app;
struct panel_line {
    const char *text;
    enum style style;
    int indent;
    enum target_type target;
    struct cigo_place place;
    size_t number;       /* feature, section or column; for `run` */
    void (*run)(struct app *app, size_t number); /* RUN: after the panel is closed */
    char letter;         /* the key that takes this line, 0 = none */
    const char *alert;   /* id; row in place.row or alert_row */
    int64_t alert_row;
};
/* The window on it moves by rows of the screen. */
struct panel_at {
    size_t focus;        /* a line that leads somewhere */
    bool away;           /* none is in sight: nothing has the focus */
    size_t top;          /* first line in sight */
    int above, below;    /* rows of it that are not; rows of all below the window */
};
struct panel {
    bool open;
    char *title;
    struct cigo_arena *arena;
    struct panel_line *lines;
    size_t n, cap;
    struct panel_at at;
};

/* The review, and what is being changed from it. */
struct review_view {
    struct cigo_arena *arena;    /* of the list; NULL = never shown */
    struct cigo_review list;
    bool stale;                  /* an answer changed since it was made */
    bool hidden;                 /* with the answers that are not asked now */
    size_t focus, top, last;     /* lines; `last` is the last one in sight */
    int inner;                   /* rows of the focused line's value that are scrolled away */
    bool changing;               /* opened from here: after the answer one is back */
    enum view from;              /* … in the review, on the way onto the portal, on the telephone */
    struct cigo_place card;      /* … there: the place whose card it was */
    struct cigo_place *asked;    /* questions that the answer brought, to be asked first */
    size_t n_asked, cap_asked;
};

/* The way onto the portal. */
struct portal_view {
    struct cigo_arena *arena;
    struct cigo_portal_list list;
    bool stale;
    int inner; /* rows of the value that are scrolled away */
    int rows;  /* that the last frame had for it */
    int more;  /* rows of it that were too much for that frame */
};

/* A table from a file, in the panel until it is imported or left. */
struct import_view {
    struct cigo_import *import;  /* NULL = none */
    enum cigo_import_mode mode;
    const struct cigo_field *aside; /* what Space left out, of column aside_at; NULL = none */
    size_t aside_at;
    char *path; /* what was typed where no table is, to be mended; NULL = none */
};

/* The three screens for whoever starts for the first time. */
struct tour {
    size_t screen; /* from 1; 0 = not shown */
    int top;       /* first line shown */
};

/* What a press of the mouse means at a place of the screen: written down while that is drawn. */
enum hot_type { HOT_LINE, HOT_ITEM, HOT_ALERT, HOT_CHOICE, HOT_PANEL, HOT_CELL, HOT_EDIT, HOT_KEY };
struct hot {
    enum hot_type type;
    int row, col, rows, cols;
    size_t number;      /* LINE of the home, the review, the way onto the portal; CHOICE, PANEL; the column of CELL */
    struct item item;   /* ITEM, ALERT */
    struct cigo_place place; /* CELL; without a row the empty line */
    struct edit *edit;  /* EDIT */
    struct key key;     /* KEY: as if that had been pressed */
};
struct mouse_view {
    struct hot *hots;
    size_t n, cap;
    int row, col;       /* of the last press, if it only put the focus; else row is -1 */
};

/* What the focused place held, as far as it was read. */
struct history_view {
    struct cigo_arena *arena;
    struct cigo_history page; /* the last one */
    const struct cigo_past_value **items;
    size_t n, cap;
};

/* Where the user was, to the line. */
enum { MAX_TRAIL = 16 };
struct spot {
    enum view view;
    size_t section;
    struct cigo_place focus;
    enum item_type focus_type;
    const struct cigo_computed *computed;
    int top;
};

enum prompt_type {
    PROMPT_NONE, PROMPT_GO, PROMPT_ACKNOWLEDGE, PROMPT_CONTEST, PROMPT_QUIT, PROMPT_FIND, PROMPT_FILTER,
    PROMPT_DOSSIER, PROMPT_PRINT, PROMPT_LANGUAGE, PROMPT_IMPORT, PROMPT_EXPLAIN, PROMPT_UNDO, PROMPT_REDO, PROMPT_NOTE
};

struct app {
    struct cigo_desk *desk;
    struct cigo_session *session;
    const struct cigo_form *form;
    struct terminal *terminal;     /* NULL in tests */
    struct grid grid;
    struct cigo_arena *arena;      /* of one frame or one key */

    enum view view;
    size_t section;                /* of HOME's focus, and of the page */
    struct cigo_place focus;       /* on a page: the item; on a table: the cell, or the group */
    enum item_type focus_type;
    int top;                       /* first line shown */
    bool details;                  /* alerts at the focus unfolded */
    int inner;                     /* rows of what has the focus that are scrolled away: it is taller than the screen */
    const struct cigo_computed *computed; /* that has the focus */
    struct spot trail[MAX_TRAIL];  /* where F6 returns, the last first */
    size_t n_trail;

    struct edit *edit;             /* open when not NULL, at focus */
    bool edit_box;                 /* of several lines: takes the whole page */
    const struct cigo_field *outlined; /* whose outline is kept, NULL = none */
    struct cigo_buf outline;
    bool draft_owed;               /* typed since the last draft was written */
    int64_t draft_since;           /* … from when on, by the desk's clock; 0 = not looked at yet */
    unsigned no_f_keys;            /* a bit for each F-key that the terminal does not have */
    bool pasting;                  /* paste mode: all that comes is text */
    size_t pasted;                 /* … characters so far */
    bool mouse_after;              /* … the mouse was on, and will be again */
    struct picker picker;
    struct panel panel;
    struct review_view review;
    struct portal_view portal;
    struct import_view import;
    struct history_view history;
    struct tour tour;
    struct mouse_view mouse;
    bool step_done;                /* of the tutorial, by the last key */
    struct table_view *tables;     /* one for each group; table-priv.h */
    struct cigo_buf copied;        /* cells, tabs between them */
    struct cigo_place search_from; /* where finding began */
    bool prompt_failed;
    enum prompt_type prompt;
    struct edit *prompt_edit;
    char *prompt_alert;            /* acknowledge, contest */
    char *prompt_question;         /* undo, redo, language, dossier */
    int64_t prompt_row;

    struct cigo_patience patience; /* while a key is dealt with */
    struct cigo_buf message;       /* last but one line */
    enum style message_style;
    struct cigo_buf changes;       /* what the last answer changed, a line each */
    char *saved_position;
    bool leave_pressed;            /* Ctrl-\ was the last key: once more leaves at once */
    bool done;
    enum cigo_face_end end;
};

/* ---- app.c ---- */
void cigo_tui_app_init(struct app *app, struct cigo_desk *desk, int rows, int cols);
void cigo_tui_app_finish(struct app *app);
void cigo_tui_app_key(struct app *app, const struct key *key);
void cigo_tui_app_idle(struct app *app);    /* a pause without a key: what is owed goes to the disk */
void cigo_tui_app_save_place(struct app *app);
void cigo_tui_say(struct app *app, enum style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Show what an answer changed elsewhere. */
void cigo_tui_say_effects(struct app *app, const struct cigo_effects *effects);
const char *cigo_tui_kept(struct app *app, struct cigo_buf *buf); /* finishes buf; lives until the next key */

/* ---- follow.c: a case that somebody else writes ---- */
void cigo_tui_app_news(struct app *app); /* he may have saved, or left */
void cigo_tui_take(struct app *app);
bool cigo_tui_can_take(const struct app *app);

/* ---- draw.c ---- */
void cigo_tui_draw(struct app *app);
bool cigo_tui_too_small(const struct app *app); /* for anything but saying so */
void cigo_tui_draw_wait(struct app *app); /* over the last frame: the rules are still at work */
int cigo_tui_content_top(const struct app *app);
int cigo_tui_content_rows(const struct app *app);
int cigo_tui_message_rows(const struct app *app); /* what the message needs, a few at most */

/* ---- mouse.c ---- */
/* Something that one can click, drawn just now: what is drawn later lies above. The caller fills in the rest; the
 * pointer is good until the next one. */
struct hot *cigo_tui_hot(struct app *app, enum hot_type type, int row, int col, int rows, int cols);
void cigo_tui_hot_key(struct app *app, int row, int col, int cols, struct key key);
void cigo_tui_mouse_key(struct app *app, const struct key *key);
void cigo_tui_toggle_mouse(struct app *app);

/* ---- places.c ---- */
size_t cigo_tui_page_items(struct app *app, struct item **ret_items); /* of the page shown; in app->arena */
bool cigo_tui_same_item(const struct app *app, const struct item *item);
void cigo_tui_focus_item(struct app *app, const struct item *item);
void cigo_tui_move_focus(struct app *app, int by);
void cigo_tui_move_on(struct app *app, int by); /* after an answer: past what is computed */
void cigo_tui_go_home(struct app *app);
void cigo_tui_go_section(struct app *app, size_t section);
void cigo_tui_go_place(struct app *app, struct cigo_place place); /* opens its section, or its row */
void cigo_tui_remember(struct app *app);                          /* F6 comes back here */
void cigo_tui_return(struct app *app);
void cigo_tui_unfold(struct app *app, bool details);              /* the alerts at the focus, from their beginning */
bool cigo_tui_has_alert(const struct app *app);                   /* is there one at the focus? */
void cigo_tui_next_section(struct app *app);
struct cigo_rows *cigo_tui_rows_of(const struct app *app, const struct cigo_group *group);

/* ---- page_help.c ---- */
enum { PAGE_WIDE = 110, PAGE_HELP = 44 }; /* from how many columns the help stands beside the form; its own */
const char *cigo_tui_hint(struct app *app);    /* the question at the focus, NULL = none */
int cigo_tui_hint_rows(const struct app *app); /* kept for it at the foot; 0: under its field */
void cigo_tui_draw_hint(struct app *app);
void cigo_tui_draw_side_help(struct app *app);
const char *cigo_tui_outline(struct app *app); /* of the text being written; "" = none */

/* ---- page.c, home.c, table.c ---- */
void cigo_tui_draw_page(struct app *app);
/* Through what has the focus, if it is taller than the screen: by rows or screens; false: there is no more of it. */
bool cigo_tui_page_scroll(struct app *app, int by, bool screens);
bool cigo_tui_page_key(struct app *app, const struct key *key);
void cigo_tui_draw_home(struct app *app);
bool cigo_tui_home_key(struct app *app, const struct key *key);
void cigo_tui_draw_table(struct app *app);
bool cigo_tui_table_key(struct app *app, const struct key *key);
void cigo_tui_table_open(struct app *app, struct cigo_place place); /* a cell, a row, a group */
void cigo_tui_table_move(struct app *app, long rows, long columns);
void cigo_tui_table_move_on(struct app *app, int by); /* as Tab does: at the end of a row to the next */
void cigo_tui_table_finish(struct app *app);
struct cigo_table *cigo_tui_table_model(struct app *app, const struct cigo_group *group);
bool cigo_tui_table_next_problem(struct app *app); /* false: not in a table, or it has none */
bool cigo_tui_table_go_row(struct app *app, const char *words); /* "riga 37", "#37"; false: it is something else */
/* The prompt that finds: keys move the cursor; closed, one stays there or goes back. */
void cigo_tui_table_find_open(struct app *app);
bool cigo_tui_table_find_key(struct app *app, const struct key *key);
void cigo_tui_table_find_close(struct app *app, bool stay);
void cigo_tui_table_filter(struct app *app, const char *text, bool only_problems);
bool cigo_tui_table_fits(const struct app *app); /* is the screen large enough to edit cells? */
void cigo_tui_table_row_form(struct app *app);
void cigo_tui_table_edit(struct app *app, const struct key *key); /* NULL: the present text; else typed or pasted */
bool cigo_tui_table_editor_key(struct app *app, const struct key *key); /* in a cell: what closes it, and moves on */
/* Of the focused cell, and at the first one those of the row as a whole; in the arena. */
struct cigo_alerts cigo_tui_table_alerts(const struct app *app);
void cigo_tui_table_leave_editor(struct app *app); /* with what was typed, the cursor stays */
void cigo_tui_table_unmake_row(struct app *app); /* the row that was only made for an editor */
void cigo_tui_table_add(struct app *app);
bool cigo_tui_may_change(struct app *app); /* or says that this is read only */

/* ---- review.c, review_keys.c ---- */
void cigo_tui_go_review(struct app *app);
void cigo_tui_ask_dossier(struct app *app); /* a draft of what is not complete */
void cigo_tui_make_dossier(struct app *app, const char *dir);
void cigo_tui_print(struct app *app, const char *path);
void cigo_tui_draw_review(struct app *app);
void cigo_tui_make_review(struct app *app); /* anew if it is stale; the focus stays on its line */
/* Through the focused line, if it is taller than the screen: by rows or screens; false: there is no more of it. */
bool cigo_tui_review_scroll(struct app *app, int by, bool screens);
void cigo_tui_review_focus(struct app *app, size_t line);
bool cigo_tui_review_key(struct app *app, const struct key *key);
/* The line that has the focus, or NULL. */
const struct cigo_review_line *cigo_tui_review_line(const struct app *app);
/* Back from what was opened there: false when nothing was. */
bool cigo_tui_review_return(struct app *app);
/* After an answer: the questions that it brought, then back; false when it was not opened there. */
bool cigo_tui_review_next(struct app *app);
void cigo_tui_review_note(struct app *app, const struct cigo_effects *effects);
void cigo_tui_review_finish(struct app *app);

/* ---- portal.c, portal_keys.c ---- */
void cigo_tui_go_portal(struct app *app);
void cigo_tui_make_portal(struct app *app); /* anew if it is stale */
void cigo_tui_draw_portal(struct app *app);
bool cigo_tui_portal_key(struct app *app, const struct key *key);
bool cigo_tui_portal_find(struct app *app, struct cigo_place place); /* go there; false if it is not asked */
void cigo_tui_portal_go(struct app *app, size_t at);

/* ---- call.c: the cards of whoever guides a caller; places are gone to as on any page ---- */
void cigo_tui_go_call(struct app *app);
void cigo_tui_draw_call(struct app *app);
bool cigo_tui_call_key(struct app *app, const struct key *key);
void cigo_tui_call_place(struct app *app, struct cigo_place place);
void cigo_tui_call_section(struct app *app, size_t section);
bool cigo_tui_on_call(const struct app *app);   /* at a card, or answering from one */
void cigo_tui_call_away(struct app *app);       /* from the card onto its page, to answer there */
bool cigo_tui_call_back(struct app *app);       /* … the editor or the list closed: at the card; false: it was not from there */
bool cigo_tui_keeps_notes(const struct app *app);
void cigo_tui_show_notes(struct app *app);
void cigo_tui_add_note(struct app *app, const char *text);

/* ---- import.c ---- */
void cigo_tui_import_open(struct app *app, const char *typed); /* a path, for the group that has the focus */
bool cigo_tui_import_key(struct app *app, const struct key *key); /* false: not open, or the panel's own key */
void cigo_tui_import_help(struct app *app);
void cigo_tui_import_drop(struct app *app);

/* ---- answer.c ---- */
void cigo_tui_open_editor(struct app *app, const char *start); /* NULL: the present text; else it begins with this */
/* Another key than Enter, Tab or Esc closes it: what has become the answer by that is said. */
void cigo_tui_keep_aside(struct app *app);
void cigo_tui_say_kept(struct app *app, struct cigo_place place); /* what the answer is now, before what it changed */
void cigo_tui_close_editor(struct app *app, int move);
void cigo_tui_drop_editor(struct app *app); /* with what is in it */
void cigo_tui_keep_typed(struct app *app); /* as an answer; a long text stays open, the rest closes */
void cigo_tui_set_answer(struct app *app, struct cigo_place place, struct cigo_str text);
bool cigo_tui_editor_key(struct app *app, const struct key *key);
void cigo_tui_draw_box(struct app *app);
bool cigo_tui_complete_file(struct app *app, struct edit *edit); /* files.c; false: nothing to complete */

/* ---- draft.c: what is typed and not yet an answer ---- */
void cigo_tui_draft_write(struct app *app);       /* if any is owed; a failure is said, and it stays owed */
void cigo_tui_draft_typing(struct app *app);      /* after each key: writes it when it has been owed for too long */
int cigo_tui_draft_due(const struct app *app);    /* in how many milliseconds it is to be written if no key comes */
void cigo_tui_draft_forget(struct app *app);
void cigo_tui_resume_draft(struct app *app);      /* what was in the editor when the program ended is there again */

/* ---- paste_mode.c: for terminals that do not mark a paste ---- */
bool cigo_tui_can_paste(const struct app *app);
void cigo_tui_paste_mode(struct app *app);
/* In paste mode: true if the key was its own. PASTE ends it and goes on to where the focus is. */
bool cigo_tui_pasting_key(struct app *app, const struct key *key);
void cigo_tui_say_paste(struct app *app, const struct key *key, bool asked); /* what became of it, if that is not plain */
const char *cigo_tui_paste_banner(const struct app *app); /* NULL: not in paste mode; in the arena */

/* ---- outside.c: a long text in the user's own editor ---- */
bool cigo_tui_can_edit_outside(const struct app *app);
void cigo_tui_edit_outside(struct app *app);

/* ---- picker.c ---- */
void cigo_tui_open_picker(struct app *app, const char *filter);
void cigo_tui_resume_picker(struct app *app, struct cigo_str draft); /* with the marks that the draft has */
/* What was marked and is not an answer yet, as it would be one; false: nothing. */
bool cigo_tui_picker_marks(const struct app *app, struct cigo_buf *out);
void cigo_tui_close_picker(struct app *app);
bool cigo_tui_picker_key(struct app *app, const struct key *key);
void cigo_tui_draw_picker(struct app *app);

/* ---- book.c: the companies book ---- */
const char *cigo_tui_offer_text(struct app *app); /* for the focused field; NULL = nothing */
bool cigo_tui_can_accept(const struct app *app);
void cigo_tui_accept(struct app *app);
void cigo_tui_offer_typed(struct app *app);      /* in the editor, after a key */
bool cigo_tui_complete_company(struct app *app); /* … with Tab; false: nothing to complete */
bool cigo_tui_has_book(const struct app *app);
void cigo_tui_show_book(struct app *app);
void cigo_tui_show_remember(struct app *app);
void cigo_tui_say_book(struct app *app, struct cigo_place place);
void cigo_tui_leave_book(struct app *app); /* a section is left */

/* ---- towns.c: what the tables of places offer ---- */
bool cigo_tui_complete_town(struct app *app); /* in the editor; false: nothing to complete */
bool cigo_tui_can_fill_town(const struct app *app);
void cigo_tui_fill_town(struct app *app);
void cigo_tui_say_places(struct app *app, struct cigo_place place); /* after an answer, if nothing else was said */

/* ---- weeks.c: a total divided among weeks, as panels ---- */
bool cigo_tui_can_spread(const struct app *app);
void cigo_tui_show_weeks(struct app *app);

void cigo_tui_show_screen_test(struct app *app); /* screen_test.c */

/* ---- tutorial.c ---- */
bool cigo_tui_in_tutorial(const struct app *app);
int cigo_tui_step_rows(const struct app *app); /* kept for the step, above the content */
void cigo_tui_draw_step(struct app *app, int row, int rows);
void cigo_tui_show_step(struct app *app);
void cigo_tui_skip_step(struct app *app);
void cigo_tui_check_step(struct app *app);

/* ---- tour.c ---- */
void cigo_tui_show_tour(struct app *app);
void cigo_tui_draw_tour(struct grid *grid, struct tour *tour);
bool cigo_tui_tour_key(const struct grid *grid, struct tour *tour, const struct key *key); /* false: left, by an action */
/* ---- texts.c ---- */
void cigo_tui_show_check(struct app *app);
void cigo_tui_ask_word(struct app *app);
void cigo_tui_explain(struct app *app, const char *word);

/* ---- history.c ---- */
bool cigo_tui_has_history(const struct app *app);
void cigo_tui_show_history(struct app *app);
void cigo_tui_history_finish(struct app *app);

/* ---- undo.c ---- */
void cigo_tui_undo(struct app *app);
void cigo_tui_redo(struct app *app);
void cigo_tui_take_step(struct app *app, bool redo); /* without a question */

/* ---- prompt.c ---- */
void cigo_tui_prompt_open(struct app *app, enum prompt_type type);
void cigo_tui_change_language(struct app *app, const char *wish); /* the face ends, to begin again in the other */
bool cigo_tui_prompt_key(struct app *app, const struct key *key);
int cigo_tui_prompt_rows(const struct app *app);
void cigo_tui_draw_prompt(struct app *app, int row, int rows);

/* ---- waive.c ---- */
void cigo_tui_waive_here(struct app *app);
void cigo_tui_waive(struct app *app, enum cigo_alert_state state, struct cigo_str reason); /* the prompt's alert */

/* ---- actions.c: what the list of features does here ---- */
struct handler {
    void (*run)(struct app *app);           /* NULL: only a view's own keys do it */
    bool (*works)(const struct app *app);   /* NULL = always */
};
const struct handler *cigo_tui_handler(enum cigo_feature_id id);
extern const struct handler cigo_tui_table_handlers[CIGO_N_FEATURES]; /* table_actions.c */
bool cigo_tui_works(const struct app *app, enum cigo_feature_id id);
void cigo_tui_do(struct app *app, enum cigo_feature_id id);
/* Those with a key or a place in the menu, one after the other, those of a table first: in the menu of a table they
 * are what one looks for. From `i` on; false after the last. */
bool cigo_tui_next_feature(size_t *i, enum cigo_feature_id *ret_id);
/* The feature that the key asks for, one that works here if there is one; CIGO_N_FEATURES = none. */
enum cigo_feature_id cigo_tui_feature_of(const struct app *app, const struct key *key);
/* true if the key was a feature's; of `anywhere` one that works while something is asked, too. */
bool cigo_tui_action_key(struct app *app, const struct key *key);
bool cigo_tui_anywhere_key(struct app *app, const struct key *key);
bool cigo_tui_is_undo(const struct key *key);
int cigo_tui_f_key(const struct app *app, enum cigo_feature_id id); /* 0 = none, or one of the table has it here */ /* in an editor it is the editor's own */
/* "F3, Ctrl-Z": what there is of the two, 0 = none; in the app's arena */
const char *cigo_tui_keys_name(struct app *app, int f, char ctrl, const char *between);
bool cigo_tui_has_f_key(const struct app *app, int number); /* some terminals do not have them all, some none */
/* The key to name for a function on this terminal: its F-key where there is one, else its Ctrl key. */
const char *cigo_tui_key_name(struct app *app, enum cigo_feature_id id);

/* ---- footer.c ---- */
void cigo_tui_draw_footer(struct app *app, int row);
