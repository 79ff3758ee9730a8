/* The list of features for the tests: one a line, tabs between id, F-key, Ctrl character, letter, label, what is
 * pressed, commands in Italian and English, their help, what is typed; a last word says "table" or "any"; "start" is the
 * start screen, whose ids are of a list of their own. */

#include <stdio.h>
#include <cigo/session/features.h>

static const char *text(const char *of)
{
    return of ? of : "";
}

static void tell(int id, const struct cigo_feature *f, const char *where)
{
    char ctrl[2] = {f->ctrl, '\0'}, letter[2] = {f->letter, '\0'};
    printf("%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id, f->f, ctrl, letter, text(f->label),
           text(f->pressed), text(f->command), text(f->english), text(f->help), text(f->typed), where);
}

int main(void)
{
    for (int id = 0; id < CIGO_N_FEATURES; id++)
        tell(id, cigo_feature((enum cigo_feature_id)id), id < CIGO_FIRST_TABLE_FEATURE ? "any" : "table");
    for (int id = 0; id < CIGO_N_SHELF_FEATURES; id++)
        tell(id, cigo_shelf_feature((enum cigo_shelf_feature_id)id), "start");
    return 0;
}
