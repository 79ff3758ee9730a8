#pragma once
/* Inside cli: what every command has at hand, and the options that commands share. */

#include <stdio.h>
#include <time.h>
#include <cigo/base/arena.h>
#include <cigo/base/book.h>
#include <cigo/base/error.h>
#include <cigo/base/problem.h>
#include <cigo/form/form.h>
#include <cigo/session/desk.h>
#include <cigo/session/history.h>
#include <cigo/session/session.h>
#include <cigo/store/gazetteer.h>
#include <cigo/store/store.h>
#include <cigo/tui/tui.h>
#include "durable-priv.h"
#include "past-priv.h"

enum cli_option {
    OPT_DATA, OPT_FORMS, OPT_TODAY, OPT_LANG, OPT_HELP, OPT_VERSION, /* everywhere */
    OPT_JSON, OPT_ALL, OPT_NAME, OPT_FORM, OPT_LINES, OPT_ANSWERS, OPT_YES,
    OPT_CAUSALE, OPT_START, OPT_EVENT, OPT_PLANNED, OPT_ASCII,
    OPT_FORMAT, OPT_OUTPUT, OPT_FORCE, OPT_DRAFT, OPT_GROUP,
    OPT_MAP, OPT_DRY_RUN, OPT_APPEND, OPT_REPLACE, OPT_UPDATE,
    OPT_EVEN, OPT_BY_CALENDAR,
    OPT_WIPE, OPT_FROM, OPT_TAKE,
    OPT_STATE, OPT_PERIOD, OPT_WITHIN, OPT_PROBLEMS, OPT_TAG, OPT_ARCHIVED, OPT_REMOVE, OPT_BACK,
    OPT_BEFORE, OPT_SINCE, OPT_SECRET, OPT_SECRET_FILE, OPT_BOTH, OPT_OPEN,
    OPT_COUNT
};
#define OPT_BIT(option) (UINT64_C(1) << (option))

/* What the user prefers where neither an option nor the environment says otherwise. */
struct preferences {
    enum cigo_tui_theme theme;
    int escape_ms;                /* 0: as usual */
    const char *language, *editor; /* NULL: as usual */
    bool ascii, lines, mouse;
    enum cigo_book_wish book;
};

#define CLI_USUAL_FORM "cigo" /* unless one says another */
enum { CLI_FORMS = 32 };        /* looked at, of those installed */
enum face { FACE_ANY, FACE_SCREEN, FACE_LINES };

struct cli {
    const char *options[OPT_COUNT]; /* value, "" for a flag that is given, NULL = not given */
    int argc;                       /* arguments after the command */
    char **argv;
    int32_t today;
    struct preferences preferences;
    const char *preferences_wrong;  /* what a full screen is to say of them, which covers what was said; NULL = nothing */
    enum face face;                 /* in which the user was last: it stays from one case to the next */
    bool newcomer;                  /* names no case on the command line: may be shown the tour */
    struct cigo_tutorial *tutorial; /* its case is the one that is opened; NULL = none */
    const char *language;           /* "it", "en"… */
    struct cigo_arena *arena;       /* for the life of the process */
    struct cigo_form *form;         /* once loaded */
    struct cigo_form_choice forms[CLI_FORMS]; /* those that are installed, once they were asked for */
    size_t n_forms;
    struct cigo_store *store;       /* once opened */
    struct cigo_gazetteer *gazetteer; /* once opened */
    struct cigo_store_notice notice;
    bool notice_shown;              /* by a front end; else it is said at the end */
    int64_t book_case;              /* … that the companies book is open beside; 0 = none */
    const char *first_notice;       /* of a case just made from another; NULL = none */
    const struct cigo_place *declare; /* … what is to be declared again in it */
    size_t n_declare;
};

/* One command: a row of the table in commands.c, sorted by name. */
struct command {
    const char *name;
    const char *usage;   /* "open DOMANDA"; translated */
    const char *summary; /* one line */
    const char *help;    /* more, or NULL */
    uint64_t options;    /* beside the global ones */
    int min_args, max_args; /* max -1 = any */
    int (*run)(struct cli *cli);
};
extern const struct command cli_commands[];
extern const size_t cli_n_commands;
const struct command *cli_command_find(const char *name);

/* Print "cigo: sentence" on standard error; returns the error's code. */
int cli_error(const struct cigo_error *err);
int cli_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Print problems, one a line, on standard error. */
void cli_problems(struct cigo_problems *problems);
void cli_print(FILE *out, const struct cigo_buf *buf);
/* JSON on standard output (cigo/exchange/json.h), and `end` after it; `value` is given up. */
struct json_t;
void cli_put_json(struct json_t *value, size_t flags, const char *end);
/* A line on standard output, through the one filter. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The text through the one filter, to `out`. */
void cli_shown(FILE *out, const char *text);

/* ---- harden.c: before anything else ---- */
void cli_harden(void);
void cli_large_pages(void); /* pages.c */

/* ---- environment.c: clock, user, paths; the only place that asks the machine ---- */
int32_t cli_today(void);
void cli_now(void *data, char ret_text[32]);  /* UTC, for the journal */
void cli_utc(time_t then, char ret_text[32]); /* in the same way */
void cli_stamp(char ret_text[32]);            /* local "2026-11-23-104203", for names of files */
long cli_days_since(time_t then);
void cli_clock(char ret_text[16]);            /* local "10:42:03", for people */
/* A time of the journal as people here read it: "25/11/2026 alle 17:46"; as it is, if it is none. */
void cli_local_time(const char *utc, char ret_text[40]);
bool cli_local_day(const char *utc, int32_t *ret_day); /* the day that it was here; false: no such time */
void cli_utc_of_day(int32_t day, char ret_utc[32]);    /* when it began here, as the store writes times */
/* The same for a sentence: "ieri alle 17:46". */
const char *cli_when(const struct cli *cli, struct cigo_arena *arena, const char *utc);
const char *cli_user(struct cli *cli);
const char *cli_home(void); /* the user's folder */
const char *cli_editor(struct cli *cli);  /* VISUAL, EDITOR, the preference; NULL = none */
bool cli_in_path(const char *program);
const char *cli_config_path(struct cli *cli);
const char *cli_state_dir(struct cli *cli); /* of what cigo remembers of the user, not of a case */
const char *cli_data_path(struct cli *cli);
bool cli_data_named(const struct cli *cli); /* by an option or in the environment: else it is the usual one */
const char *cli_data_dir(struct cli *cli); /* its folder */
/* Where the user's own files beside the archive are: its folder, or where it is shared, one of his own. */
const char *cli_own_dir(struct cli *cli);
/* The folder of the running program, or NULL. */
const char *cli_program_dir(struct cli *cli);
/* The folder that holds the forms: --forms, CIGO_FORMS, beside the program, installed. */
const char *cli_forms_dir(struct cli *cli);
/* A date as people write it; `cli_data` is a struct cli. */
bool cli_date(void *cli_data, const char *text, int32_t *ret_date);
/* Read an option's date; says what is wrong on standard error. */
bool cli_read_date(struct cli *cli, const char *option, const char *text, int32_t *ret_date);

/* ---- preferences.c ---- */
void cli_preferences(struct cli *cli); /* read them; what is wrong is said and passed over */
/* What a face says first, and once before it what is wrong with the preferences. */
const char *cli_first_words(struct cli *cli, bool lines, const char *notice);

/* ---- language.c ---- */
void cli_language(struct cli *cli); /* choose, and set up the program's texts */
/* While the wizard is at it: another language for the program's texts and those of the form, which is loaded anew. */
bool cli_language_change(struct cli *cli, const char *language, struct cigo_error *err);

/* For what is in Italian whatever the user reads: the texts of the program and of the form, until the end is called.
 * false: they are Italian, and nothing has to end. */
bool cli_italian(struct cli *cli);
void cli_italian_end(struct cli *cli);

struct cigo_desk;
/* On the desk: Italian, then what the form is translated into, and which of them it is now; in the form's arena. */
void cli_lay_languages(struct cli *cli, struct cigo_desk *desk);
/* The form's texts in the chosen language; problems of the translation are reported and nothing more. */
void cli_form_language(struct cli *cli, struct cigo_problems *problems);

/* ---- cases.c ---- */
bool cli_form_load(struct cli *cli, const char *id, struct cigo_error *err);
/* forms.c: the folders that hold a form; the forms that can be used, the usual one first; the short name of one, its id
 * when that is not known. */
void cli_form_ids(struct cli *cli, void (*each)(void *data, const char *id), void *data);
struct cigo_form_choices cli_forms(struct cli *cli);
const char *cli_form_name(struct cli *cli, const char *id);
bool cli_store_open(struct cli *cli, struct cigo_error *err);
bool cli_case_find(struct cli *cli, const char *name, struct cigo_case_info *ret_info,
                   struct cigo_error *err);
bool cli_case_by_id(struct cli *cli, int64_t id, struct cigo_case_info *ret_info,
                    struct cigo_error *err);
/* A group of the form that is open, by its id or code; the error names the nearest, or all of them. */
bool cli_group_find(struct cli *cli, const char *word, const struct cigo_group **ret_group, struct cigo_error *err);

/* The tables of places of this archive; nothing is read yet. */
struct cigo_gazetteer *cli_gazetteer(struct cli *cli);

/* What of a case was last read from the disk. */
struct follow_stamp {
    uint64_t action;
    char when[32], who[64];
};

struct open_case {
    struct cli *cli;
    struct cigo_case_info info;
    struct cigo_session *session;
    bool locked, read_only;
    enum cigo_lock lock; /* how it was found, when it was to be written */
    struct cigo_watch *watch; /* while it is followed; NULL where that cannot be */
    struct follow_stamp stamp;
    struct cigo_desk *desk;   /* in the wizard */
    struct cigo_book book;    /* … beside it */
    bool deleted;             /* by somebody else, while it is read */
    char news[1024];
    struct cli_durable durable; /* when it is open for writing */
    struct cli_past past;       /* the same */
    struct cigo_documents *documents; /* once they were wanted */
    uint64_t loaded;          /* the last action that was read from the disk */
    bool summarized, indexed; /* was the summary written, the words too; … */
    uint64_t summary;         /* … after which action */
    char notice[2048]; /* what the front end says at the start */
};
/* The word with which the store keeps it. */
enum cigo_alert_state cli_alert_state(const char *word);
/* A session over the stored case. `write`: take the lock and wire every action to the store; a case held
 * by somebody alive opens read-only, and the notice says who. Close also after a failure. */
bool cli_case_open(struct cli *cli, const struct cigo_case_info *info, bool write,
                   struct open_case *ret_case, struct cigo_error *err);
void cli_case_close(struct open_case *open_case);
/* The session as the case stands on disk now; `listener` (NULL = nobody) hears of actions from then on. */
bool cli_case_reload(struct open_case *open_case, const struct cigo_listener *listener, struct cigo_error *err);
/* One more thing that the front end says at the start. */
void cli_case_notice(struct open_case *open_case, const char *text);
/* For an error: why nothing can be changed in it, and how to take it over. What the archive says of itself is in it, so
 * that need not be said again at the end. */
const char *cli_case_why_read_only(struct open_case *open_case);
/* Write what lists show of the case as it is now; `words`: and what it is found by, which takes longer. */
void cli_case_summary(struct open_case *open_case, bool words);

/* ---- filter.c ---- */
/* What `cigo list` was asked for; says what is wrong. Texts are borrowed from the command line and cli->arena. */
struct cigo_case_filter;
bool cli_list_filter(struct cli *cli, struct cigo_case_filter *ret_filter);

/* ---- list.c ---- */
bool cli_summary_put(struct open_case *open_case, uint64_t action, bool words, struct cigo_error *err);
/* All cases with their summaries, made anew where they are not right (`words`: those too), by urgency. Texts in the
 * arena. */
bool cli_list(struct cli *cli, bool words, struct cigo_arena *arena, struct cigo_cases *ret_cases,
              struct cigo_error *err);

/* ---- writer.c: who writes a case ---- */
/* Take the lock (with --take also from who is gone), or read_only; the notice says why. */
bool cli_case_lock(struct open_case *open_case, struct cigo_error *err);
/* The same for what cannot be done otherwise: an error says who has it. */
bool cli_case_claim(struct open_case *open_case, struct cigo_error *err);
/* In words, in cli->arena; "" when there is nothing to say. */
const char *cli_holder_sentence(struct cli *cli, enum cigo_lock lock, const struct cigo_lock_holder *holder);
/* How it may be taken, as one more sentence after a blank; "" when it may not. */
const char *cli_take_in_face(enum cigo_lock lock);
const char *cli_take_in_command(enum cigo_lock lock);

/* ---- follow.c: a case that somebody else writes ---- */
void cli_follow_start(struct open_case *open_case); /* if it is read for that reason */
void cli_follow_end(struct open_case *open_case);
void cli_follow_look(void *data, struct cigo_news *ret_news);
enum cigo_take cli_follow_take(void *data, bool sure, const char **ret_text);

/* ---- history.c ---- */
/* The next page of what a place of the open case held (place zeroed: the whole case). Its texts are in `arena`. */
bool cli_history(struct open_case *open_case, struct cigo_arena *arena, struct cigo_history *history,
                 struct cigo_error *err);

/* ---- answers.c ---- */
struct cigo_yaml_node;
/* Read and parse an answers file ("-": standard input); nodes live in cli->arena. */
bool cli_answers_parse(struct cli *cli, const char *path, const struct cigo_yaml_node **ret_root,
                       struct cigo_error *err);
/* An answers file into a fresh session without a case. The file's problems are printed. */
bool cli_session_of_file(struct cli *cli, const char *path, struct cigo_session **ret_session,
                         struct cigo_error *err);
/* A new case from an answers file. `name` NULL = the next free one. */
bool cli_case_of_file(struct cli *cli, const char *path, const char *name,
                      struct cigo_case_info *ret_info, struct cigo_error *err);

/* ---- book.c ---- */
/* The companies book of the archive; `case_id` (0 = none) is the one that one may be quiet about. */
void cli_book(struct cli *cli, int64_t case_id, struct cigo_book *ret_book);

/* ---- editor_files.c: where long texts are while the user's own editor has them ---- */
void cli_editor_lay(struct open_case *open_case, struct cigo_desk *desk); /* which editor, and what files */
/* What an editor saved and nobody took back becomes the draft on the desk; what must wait is in the notice. */
void cli_editor_recover(struct open_case *open_case, struct cigo_desk *desk);
/* What lies there of a case that is no more. */
bool cli_editor_forget(struct cli *cli, const struct cigo_case_info *info, struct cigo_error *err);

/* ---- wizard.c: a front end over a stored case ---- */
bool cli_wants_lines(const struct cli *cli);
/* The full screen as the user wants it. */
struct cigo_tui_options cli_screen(const struct cli *cli);
/* One face after the other over a desk of one's own, as long as the user switches; `lines`: which, at the end too. */
enum cigo_face_end cli_faces(struct cli *cli, struct cigo_desk *desk, bool *lines, struct cigo_error *err);
int64_t cli_now_ms(void *data); /* as of the desk */
/* What the next face says first: nothing more; but when a full screen could not be had, which is said, what it would
 * have said. */
const char *cli_after_face(enum cigo_face_end end, const char *notice, const struct cigo_error *err);
/* How the program ends after a face; a failure is said. */
int cli_face_exit(enum cigo_face_end end, const struct cigo_error *err);
enum start { START_ANYWHERE, START_PORTAL, START_CALL };
int cli_wizard(struct cli *cli, const struct cigo_case_info *info, enum start start);

/* ---- snapshot_open.c: a snapshot in the faces; the exit code ---- */
int cli_snapshot_open(struct cli *cli, const char *path);

/* ---- notes.c: as the desk has them; `data` is an open case ---- */
bool cli_notes(void *data, struct cigo_arena *arena, struct cigo_notes *ret_notes, struct cigo_error *err);
bool cli_add_note(void *data, struct cigo_place place, int64_t seconds, const char *text, struct cigo_error *err);

/* ---- secret.c ---- */
/* The passphrase of --secret-file, or asked on the terminal (`twice`: it is new). In cli->arena. */
bool cli_secret(struct cli *cli, bool twice, struct cigo_str *ret_secret, struct cigo_error *err);

/* ---- cmd_care.c ---- */
/* Asks on the terminal; only a yes is one. */
bool cli_confirmed(void);
/* What cigo_store_scrub could not clean. */
void cli_say_log_stays(void);

/* ---- cmd_tour.c ---- */
/* Is it this person's first start? From then on it is not. */
bool cli_wants_tour(struct cli *cli);

/* ---- commands ---- */
int cmd_answers(struct cli *cli);
int cmd_archive(struct cli *cli);
int cmd_audit(struct cli *cli);
int cmd_backup(struct cli *cli);
int cmd_calendar(struct cli *cli);
int cmd_call(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_companies(struct cli *cli);
int cmd_copy(struct cli *cli);
int cmd_delete(struct cli *cli);
int cmd_demo(struct cli *cli);
int cmd_doctor(struct cli *cli);
int cmd_explain(struct cli *cli);
int cmd_export(struct cli *cli);
int cmd_fill(struct cli *cli);
int cmd_form(struct cli *cli);
int cmd_history(struct cli *cli);
int cmd_import(struct cli *cli);
int cmd_init(struct cli *cli);
int cmd_keys(struct cli *cli);
int cmd_list(struct cli *cli);
int cmd_new(struct cli *cli);
int cmd_open(struct cli *cli);
int cmd_pack(struct cli *cli);
int cmd_portal(struct cli *cli);
int cmd_snapshot(struct cli *cli);
int cmd_purge(struct cli *cli);
int cmd_rename(struct cli *cli);
int cmd_restore(struct cli *cli);
int cmd_tables(struct cli *cli);
int cmd_tag(struct cli *cli);
int cmd_term(struct cli *cli);
int cmd_tour(struct cli *cli);
int cmd_tutorial(struct cli *cli);
int cmd_unpack(struct cli *cli);
int cmd_value(struct cli *cli);
int cmd_weeks(struct cli *cli);
int cmd_continue(struct cli *cli); /* no command at all */
