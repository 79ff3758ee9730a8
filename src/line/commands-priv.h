#pragma once
/* What the list of commands (commands.c) runs and nobody else calls. What takes words after the command gets them,
 * without blanks before them; "" = none. */

#include "line-priv.h"

/* command_go.c */
void cigo_line_do_forward(struct line *line);
void cigo_line_do_back(struct line *line);
void cigo_line_do_go(struct line *line, const char *rest);
void cigo_line_do_sections(struct line *line);
void cigo_line_do_where(struct line *line);
void cigo_line_do_repeat(struct line *line);
void cigo_line_do_next(struct line *line);
void cigo_line_do_previous(struct line *line);
void cigo_line_do_return(struct line *line);

/* command_tell.c */
void cigo_line_do_check(struct line *line);
void cigo_line_do_explain(struct line *line, const char *rest);
void cigo_line_do_picture(struct line *line);
void cigo_line_do_screen_test(struct line *line);

/* command_case.c */
void cigo_line_do_acknowledge(struct line *line, const char *rest);
void cigo_line_do_contest(struct line *line, const char *rest);
void cigo_line_do_reopen(struct line *line, const char *rest);
void cigo_line_do_clear(struct line *line);
void cigo_line_do_text(struct line *line);
void cigo_line_do_dossier(struct line *line, const char *rest);
void cigo_line_do_draft(struct line *line, const char *rest);
void cigo_line_do_language(struct line *line, const char *wish);
void cigo_line_do_save(struct line *line);
void cigo_line_do_tour(struct line *line);
void cigo_line_do_switch(struct line *line);
void cigo_line_do_quit(struct line *line);
