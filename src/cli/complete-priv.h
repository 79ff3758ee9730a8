#pragma once
/* What the shells ask when a word is to be completed. */

#include <getopt.h>
#include "cli-priv.h"

extern const struct option cli_option_table[]; /* in the order of enum cli_option */
/* The words after "cigo complete": those of a command line without "cigo", the last one being typed ("" = nothing
 * yet). Prints what it can be; never fails, and changes nothing. */
int cli_complete(struct cli *cli, int argc, char **argv);
