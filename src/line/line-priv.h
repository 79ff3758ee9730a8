#pragma once
/* Inside the plain-line front end. */

#include <stdio.h>
#include <cigo/base/arena.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/portal.h>
#include <cigo/line/line.h>
#include <cigo/session/table.h>

/* Where the user is. No field and no group: the list of sections. A group without row: its rows. */
enum { MAX_TRAIL = 16 };

struct line {
    struct cigo_desk *desk;
    struct cigo_session *session;
    const struct cigo_form *form;
    const struct cigo_line_options *options;
    struct cigo_arena *arena;      /* reset before each command */
    const char *command;           /* as it was typed, while it runs; in the arena */
    struct cigo_place here;
    bool home;
    bool moved;                    /* describe the place before the next prompt */
    size_t section;                /* that was announced last; SIZE_MAX = none */
    unsigned lines;                /* printed since the last prompt */
    bool quiet;                    /* the user asked not to see more of this list or text; what he must know next,
                                      alerts and the next question, is said all the same */
    char *input;
    size_t cap_input;
    bool had_flow;                 /* the terminal listened for Ctrl-S and Ctrl-Q */
    char *ahead;                   /* typed at a pause: the next question offers it; a command is done there */
    bool done;
    enum cigo_face_end end;
    char *saved_position;
    const char *told;              /* id of the alert just said in full: it is not said again on arriving */
    const char *problem;           /* id of the alert that /prossimo showed last */
    int64_t problem_row;
    const struct cigo_field *problem_field;
    bool review;                   /* at the review (then home too): a code opens that answer */
    bool changing;                 /* opened from there: after the answer one returns */
    struct cigo_place changed;     /* what was opened */
    struct cigo_place *asked;      /* questions that the answer brought, to be asked first */
    size_t n_asked, cap_asked;
    struct cigo_place before_review; /* where one goes on when the review is left */
    bool before_home;
    const struct cigo_field *town; /* the municipality for which something was offered last, or NULL */
    const struct cigo_field *offered; /* just answered, and the companies book offers something for it; or NULL */
    struct cigo_table **tables;    /* of each group, NULL = not made yet */
    bool portal;                   /* on the way onto the portal (then home too) */
    bool from_portal;              /* what is changed was opened there */
    struct cigo_portal_list way;   /* made when one enters it */
    struct cigo_arena *way_arena;
    bool step_owed;                /* of the tutorial: it has to be said */
    struct cigo_history history;   /* the page that was shown last */
    struct cigo_arena *history_arena;
    const struct cigo_past_value **history_items; /* all that were shown, by their numbers */
    size_t n_history, cap_history;
    char *sought;                  /* by /trova, for the next one; NULL = nothing yet */
    struct cigo_place trail[MAX_TRAIL]; /* where /torna goes, the last last; nothing in a place = home */
    size_t n_trail;
    struct cigo_patience patience; /* from an input to the next question */
    struct cigo_buf effects;       /* what the last answer or command changed, a line each */
};

/* ---- out.c ---- */
void cigo_line_must_hear(struct line *line); /* what is said next is said even after "q" */
/* One fact: a line that ends with a full stop; every text passes the filter. */
void cigo_line_say(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Several lines at once, as the shared sentences make them. */
void cigo_line_say_lines(struct line *line, const char *text);
/* A text as it is, line by line, empty ones too: to be selected. */
void cigo_line_say_text(struct line *line, const char *text);
/* Tab-separated lines, for a person to copy: no pause, the tabs stay. */
void cigo_line_put_cells(struct line *line, const char *text);
bool cigo_line_input_waits(const struct line *line);
/* Print the prompt and read a line; NULL at the end of input. Borrowed until the next. */
const char *cigo_line_ask(struct line *line, const char *prompt);
/* Is there nothing, or nothing that can be seen? */
bool cigo_line_is_blank(const char *text);
/* Whatever is no yes is a no; the second asks whether what was said before is to be done, and says it if not. */
bool cigo_line_agrees(struct line *line, const char *prompt);
bool cigo_line_agrees_to_change(struct line *line);

/* ---- line.c ---- */
void cigo_line_catch_signals(const struct line *line); /* they end its input */

/* ---- flow.c ---- */
void cigo_line_flow_off(struct line *line); /* Ctrl-S stops nothing, until … */
void cigo_line_flow_back(const struct line *line);
bool cigo_line_is_flow(const struct line *line, char c); /* one of the two, which then is no text */

/* ---- places.c ---- */
/* The next or previous place that can be seen, row by row; false at either end (then `here` is home). */
bool cigo_line_step(struct line *line, int direction);
void cigo_line_go(struct line *line, struct cigo_place place);
/* /torna comes back here. */
void cigo_line_remember(struct line *line);
void cigo_line_travel(struct line *line, const char *word); /* remember, and go to what is named */
void cigo_line_return(struct line *line);
/* Is the place of `place` there, and asked? Of a row that is gone, its table: then `place` is that. */
bool cigo_line_still_there(const struct line *line, struct cigo_place *place);
void cigo_line_go_home(struct line *line);
/* "4.7", "causale", "R-PER-ORDER", "5.8/3", "4". False and a sentence when there is no such thing. */
bool cigo_line_go_to(struct line *line, const char *word);
size_t cigo_line_section_of(const struct line *line);
void cigo_line_prompt_text(const struct line *line, struct cigo_buf *out);
struct cigo_rows *cigo_line_rows_here(const struct line *line);

/* ---- describe.c ---- */
void cigo_line_describe(struct line *line);
void cigo_line_describe_help(struct line *line);
void cigo_line_list_sections(struct line *line);
/* What to have at hand: the obligatory answers, and where each is found. */
void cigo_line_list_before(struct line *line);
/* Once at the start, and with /dove. */
void cigo_line_say_where(struct line *line);
void cigo_line_say_review(struct line *line); /* what only the review counts, if anything */

/* ---- report.c ---- */
void cigo_line_report(struct line *line, const struct cigo_effects *effects, struct cigo_place answered);
void cigo_line_report_saved(struct line *line);
void cigo_line_list_effects(struct line *line);
/* An alert in full, of which the list holds only the head. */
void cigo_line_say_alert(struct line *line, const struct cigo_alert *head);
/* Format alerts share their ids: the field tells them apart. */
bool cigo_line_same_alert(const struct cigo_alert *a, const char *id, int64_t row, const struct cigo_field *at);
/* What showed only now that the section was left, and what the companies book may learn from it. */
void cigo_line_leave_section(struct line *line, size_t section);
/* To whoever goes on from its end: how many answers it still lacks, if any. */
void cigo_line_say_section_missing(struct line *line, size_t section);

/* ---- problems.c ---- */
void cigo_line_list_problems(struct line *line);
void cigo_line_list_missing(struct line *line);
/* Of a case just made from another: what is to be declared again. */
void cigo_line_list_again(struct line *line);
void cigo_line_next_problem(struct line *line);
void cigo_line_why(struct line *line, const char *word);

/* ---- waive.c ---- */
void cigo_line_waive(struct line *line, enum cigo_alert_state state, const char *rest);

/* ---- review.c ---- */
void cigo_line_review(struct line *line, const char *word); /* all, or the section that it names */
void cigo_line_list_hidden(struct line *line);
void cigo_line_dossier(struct line *line, const char *dir, bool draft);
void cigo_line_print(struct line *line, const char *path);
void cigo_line_change(struct line *line, const char *word);
void cigo_line_leave_review(struct line *line);
/* While an answer is changed: the questions that it brought are asked before one returns. */
void cigo_line_ask_shown(struct line *line, const struct cigo_effects *effects);
void cigo_line_back_to_review(struct line *line);

/* ---- portal.c ---- */
void cigo_line_portal(struct line *line);
void cigo_line_back_to_portal(struct line *line);
void cigo_line_portal_anew(struct line *line); /* other answers than before are there */
/* Where the user is on it. */
struct cigo_place cigo_line_portal_place(const struct line *line);
void cigo_line_portal_step(struct line *line, int direction);
void cigo_line_portal_tick(struct line *line, const char *rest); /* "no" takes it away */
void cigo_line_portal_find(struct line *line, const char *word);

/* ---- commands.c ---- */
/* A line that starts with "/". */
void cigo_line_run_command(struct line *line, const char *text);

/* ---- table.c: the rows of the group where the user is ---- */
/* Its table; the view of each group lasts as long as the front end. */
struct cigo_table *cigo_line_table(struct line *line);
void cigo_line_tables_free(struct line *line);
bool cigo_line_in_group(struct line *line); /* or a sentence */
/* "Riga 3 di 9: ROSSI MARIO; qualifica operaio; 1 errore." */
void cigo_line_say_row(struct line *line, size_t row);
void cigo_line_rows(struct line *line, const char *rest);
void cigo_line_sort(struct line *line, const char *rest);
void cigo_line_filter(struct line *line, const char *rest);
void cigo_line_find(struct line *line, const char *rest);

/* ---- table_names.c: false and a sentence when there is no such thing ---- */
/* "37", or "" for the row where the user is. Rows here and below are those of the view. */
bool cigo_line_named_row(struct line *line, const char *text, size_t *ret_row);
/* "3-7" too: the rows numbered 3 to 7 that are in sight; in an order in which others stand among them it is refused. */
bool cigo_line_named_span(struct line *line, const char *text, size_t *ret_row, size_t *ret_n);
/* That there is no row of this number, 0 = that one is needed. */
void cigo_line_say_row_range(struct line *line, unsigned long number);
/* The column that the text begins with, which is a part of the command; `*rest` moves past it. */
bool cigo_line_named_column(struct line *line, const char **rest, size_t *ret_column);

/* ---- table_edit.c ---- */
void cigo_line_row(struct line *line, const char *rest);
void cigo_line_new_row(struct line *line, const char *rest);
void cigo_line_remove_rows(struct line *line, const char *rest);
void cigo_line_restore_rows(struct line *line, const char *rest);
void cigo_line_duplicate_row(struct line *line, const char *rest);
void cigo_line_cell(struct line *line, const char *rest);
void cigo_line_fill(struct line *line, const char *rest);
void cigo_line_clear_cells(struct line *line, const char *rest);
void cigo_line_copy(struct line *line, const char *rest);
void cigo_line_totals(struct line *line, const char *rest);
/* The next or previous problem in the table where the user is; false when it has none. */
bool cigo_line_next_in_table(struct line *line, int direction);

/* What became of a text that was left half written. WAITS: neither kept nor dropped, it is on the disk as before. */
enum cigo_draft_end { CIGO_DRAFT_NONE, CIGO_DRAFT_WAITS, CIGO_DRAFT_KEPT, CIGO_DRAFT_DROPPED };

/* ---- import.c, paste.c: rows from elsewhere into the group where the user is ---- */
void cigo_line_import(struct line *line, const char *typed);
void cigo_line_paste(struct line *line);
/* Rows that were being pasted when the input ended. */
enum cigo_draft_end cigo_line_resume_rows(struct line *line, struct cigo_place place, const char *draft);
/* What many rows brought about: one by one if that can be listened to, else in numbers. */
void cigo_line_report_rows(struct line *line, const struct cigo_effects *effects);

/* ---- call.c: for whoever guides a caller ---- */
void cigo_line_describe_call(struct line *line);
void cigo_line_say_call(struct line *line); /* what one can do */
void cigo_line_call(struct line *line, const char *rest);
bool cigo_line_call_code(struct line *line, const char *text); /* on a call, a code: it went there */
void cigo_line_note(struct line *line, const char *rest);

/* ---- tutorial.c ---- */
void cigo_line_say_step(struct line *line);
void cigo_line_check_step(struct line *line); /* after what the user did */
void cigo_line_skip_step(struct line *line);

/* ---- tour.c ---- */
void cigo_line_tour(struct line *line);

/* ---- towns.c ---- */
/* What the tables of places, where there are some, say of an answer. */
void cigo_line_say_places(struct line *line, struct cigo_place place);
void cigo_line_complete(struct line *line, const char *word);

/* ---- book.c ---- */
void cigo_line_offer(struct line *line);                                /* where one arrives */
void cigo_line_say_book(struct line *line, struct cigo_place answered); /* where one has answered */
void cigo_line_leave_book(struct line *line);                           /* a section is left */
void cigo_line_accept(struct line *line, const char *rest);
void cigo_line_book(struct line *line, const char *rest);
void cigo_line_remember_company(struct line *line, const char *rest);

/* ---- follow.c: a case that somebody else writes ---- */
bool cigo_line_follow(struct line *line); /* read and say what is new; false: nothing */
void cigo_line_refresh(struct line *line, const char *rest);
void cigo_line_take(struct line *line, const char *rest);

/* ---- history.c ---- */
void cigo_line_history(struct line *line, const char *rest);
void cigo_line_take_back(struct line *line, const char *rest);
void cigo_line_history_free(struct line *line);

/* ---- search.c ---- */
void cigo_line_search(struct line *line, const char *rest);

/* ---- undo.c ---- */
void cigo_line_undo(struct line *line, const char *rest);
void cigo_line_redo(struct line *line, const char *rest);

/* ---- weeks.c ---- */
/* A total and its weeks: how they stand, or after a yes divided in the way that the word names. */
void cigo_line_spread(struct line *line, const char *word);

/* ---- longtext.c ---- */
/* At the start, and before another takes its place. */
enum cigo_draft_end cigo_line_resume_draft(struct line *line);
/* One is asked, and what is said then. Only an explicit no takes the draft away; at a command, and at the end of the
 * input, it stays for the next time. KEPT: yes, and the caller does it. */
struct draft_words {
    const char *question, *waits, *dropped, *unclear;
};
enum cigo_draft_end cigo_line_ask_draft(struct line *line, const struct draft_words *words);
void cigo_line_keep_draft(struct line *line, const char *place, struct cigo_str text); /* NUL-terminated; "" = none */
void cigo_line_forget_draft(struct line *line);
void cigo_line_long_text(struct line *line);
/* False: the line may be a slip, in the place of a long text or as a command for the shell, and the user says so. */
bool cigo_line_is_meant(struct line *line, struct cigo_place place, const char *text);
void cigo_line_outline(struct line *line, const char *rest);
void cigo_line_outside(struct line *line);

/* ---- line.c ---- */
/* "2.3 registrato: …" */
void cigo_line_say_answer(struct line *line, struct cigo_place place);
void cigo_line_answer(struct line *line, const char *text);
bool cigo_line_may_change(struct line *line); /* or it is said that the case is only to be read */
/* An answer elsewhere: nobody moves. */
void cigo_line_put(struct line *line, struct cigo_place place, const char *text);
