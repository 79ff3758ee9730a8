/* A table of places, as somebody may install it: read whole, or refused with a reason. Every row is found by its code,
 * and what is asked for answers within the table. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>

#include "folder.h"
#include "gazetteer-priv.h"

enum { MOST = 8 };

static const char *dir;
static char *file;

static void forget(void)
{
    free(file);
}

void fuzz_setup(void)
{
    dir = fuzz_folder();
    file = cigo_path_join(dir, "tabella");
    atexit(forget);
}

static void check_rows(const struct gazetteer_table *table)
{
    FUZZ_CHECK(table->n > 0 && table->layout != NULL);
    for (size_t i = 0; i < table->n; i++) {
        const char *const *cells = table->cells + i * (size_t)table->layout->n_columns;
        FUZZ_CHECK(cigo_gazetteer_find(table, cigo_str_of(cells[0])) == i);
    }
    FUZZ_CHECK(cigo_gazetteer_find(table, CIGO_STR("0000")) == table->n);
}

/* Installed, and asked for what is in it and for what is not. */
static void look_up(struct cigo_str input, const struct gazetteer_table *table)
{
    struct cigo_gazetteer_table installed = {0};
    struct cigo_town towns[MOST];
    struct cigo_birthplace place;
    struct cigo_error err = {0};
    FUZZ_CHECK(cigo_file_write(file, input, true, &err));
    FUZZ_CHECK(cigo_gazetteer_import(dir, file, true, &installed, &err) && installed.rows == table->n);
    struct cigo_gazetteer *gazetteer = cigo_gazetteer_open(dir);
    for (size_t i = 0; i < table->n && i < MOST; i++) {
        const char *const *cells = table->cells + i * (size_t)table->layout->n_columns;
        const char *label = cells[table->layout->label];
        cigo_gazetteer_birthplace(gazetteer, cigo_str_of(cells[0]), &place);
        bool is_town = table->layout == &cigo_gazetteer_layouts[TABLE_TOWNS];
        bool has_letter = strpbrk(label, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
        size_t n = cigo_gazetteer_towns(gazetteer, cigo_str_of(label), towns, MOST);
        FUZZ_CHECK((n > 0) == is_town || !has_letter);
        cigo_gazetteer_towns(gazetteer, (struct cigo_str){label, strlen(label) / 2}, towns, MOST);
    }
    cigo_gazetteer_free(gazetteer);
    FUZZ_CHECK(cigo_gazetteer_remove(dir, installed.name, &err));
}

void fuzz_input(struct cigo_str input)
{
    struct gazetteer_table table;
    struct cigo_error err = {0};
    char *text = cigo_alloc(input.n + 1);
    if (input.n > 0)
        memcpy(text, input.p, input.n);
    if (!cigo_gazetteer_read(text, input.n, &table, &err)) {
        FUZZ_CHECK(err.text[0] != '\0');
        return;
    }
    check_rows(&table);
    look_up(input, &table);
    cigo_gazetteer_table_finish(&table);
}
