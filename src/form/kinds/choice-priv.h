#pragma once
/* Finding a choice by what a person typed. Shared by choice and multichoice. */

#include <cigo/form/kind.h>

enum cigo_match { CIGO_MATCH_NONE, CIGO_MATCH_ONE, CIGO_MATCH_MANY };

/* In this order: the id, the position from 1, the label, the only beginning of a label or an id. */
enum cigo_match cigo_choice_match(const struct cigo_choices *list, struct cigo_str text,
                                  const struct cigo_choice **ret_choice);
/* The report on a text that matches none, or several: which they are, and the nearest. */
void cigo_choice_report(const struct cigo_choices *list, struct cigo_str text,
                        enum cigo_match match, struct cigo_parsed *out);
