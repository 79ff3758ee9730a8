#pragma once
/* The Italian fiscal code of persons (D.M. 23-12-1976, D.M. 12-3-1974): form, check letter, and what it
 * says of surname, name and birth date. Values here are upper case without blanks. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

enum cigo_cf_part {
    CIGO_CF_OK, CIGO_CF_LENGTH, CIGO_CF_NAME_LETTERS, CIGO_CF_YEAR, CIGO_CF_MONTH, CIGO_CF_DAY,
    CIGO_CF_DATE, CIGO_CF_PLACE, CIGO_CF_CHECK
};

/* The first part that is wrong. Omocodia is valid; the check letter counts the text as written. */
enum cigo_cf_part cigo_cf_check(struct cigo_str cf);
char cigo_cf_check_letter(struct cigo_str first15);
/* Latest birth date ≤ reference that the code allows; false if the code is not valid. */
bool cigo_cf_birth(struct cigo_str cf, int32_t reference, int32_t *ret_date);
/* Letters that a surname / a name gives (3 letters, NUL-terminated). ñ counts as N, ß as SS, æ as AE. */
void cigo_cf_surname(struct cigo_str surname, char ret_letters[4]);
void cigo_cf_name(struct cigo_str name, char ret_letters[4]);
/* Year, month and day as the code of a man has them ("85M01"); a woman's day is 40 more. */
void cigo_cf_date(int32_t date, char ret_letters[6]);
/* The code of the birthplace ("H501"), omocodia undone; false if the code is not valid. */
bool cigo_cf_place(struct cigo_str cf, char ret_code[5]);
bool cigo_cf_is_woman(struct cigo_str cf); /* of a valid code */
