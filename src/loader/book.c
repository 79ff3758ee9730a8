/* `book:` of a field: what of a company, a unit or who signs it is. Read after all fields, because no two may be the
 * same thing, and because whoever is to be recognised needs a key. */

#include "loader-priv.h"

#include <string.h>

struct mark {
    const char *company, *unit, *signer; /* one of them: its name there */
    bool key;
};

static const struct cigo_key mark_keys[] = {
    {"company", CIGO_KEY_ID, offsetof(struct mark, company), false},
    {"unit", CIGO_KEY_ID, offsetof(struct mark, unit), false},
    {"signer", CIGO_KEY_ID, offsetof(struct mark, signer), false},
    {"key", CIGO_KEY_BOOL, offsetof(struct mark, key), false},
};

static bool one_line(const struct cigo_field *field)
{
    return !field->kind->multiline && field->kind->id != CIGO_KIND_FILE;
}

static void read_mark(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_field *field)
{
    struct mark mark = {0};
    if (!node || !cigo_node_map(l, node, "book", mark_keys, CIGO_N(mark_keys), &mark))
        return;
    const char *const names[CIGO_BOOK_PARTS] = {NULL, mark.company, mark.unit, mark.signer};
    size_t named = 0;
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++) {
        if (!names[part])
            continue;
        named++;
        field->book = (enum cigo_book_part)part;
        field->book_name = names[part];
    }
    field->book_key = mark.key;
    if (named != 1)
        cigo_complain(l, node->key_pos, "campo «%s»: «book» vuole una sola fra company, unit e signer", field->id);
    if (!one_line(field))
        cigo_complain(l, node->key_pos, "campo «%s»: «book» non va con kind: %s", field->id, field->kind->name);
}

static void check_twice(struct cigo_loader *l, const struct cigo_yaml_node *node, const struct cigo_field *field)
{
    for (const struct cigo_field *other = l->form->fields; other < field; other++)
        if (field->book && other->book == field->book && strcmp(other->book_name, field->book_name) == 0)
            cigo_complain(l, node->pos, "campo «%s»: anche «%s» è %s di %s nella rubrica", field->id, other->id,
                          field->book_name, cigo_book_word(field->book));
}

/* Units and signers are those of a company: without a key of their own, and of hers, nobody is recognised. */
static void check_keys(struct cigo_loader *l)
{
    const struct cigo_field *first[CIGO_BOOK_PARTS] = {NULL};
    bool key[CIGO_BOOK_PARTS] = {false};
    for (size_t i = l->form->n_fields; i-- > 0;) {
        const struct cigo_field *field = &l->form->fields[i];
        first[field->book] = field;
        key[field->book] = key[field->book] || field->book_key;
    }
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++) {
        if (first[part] && !key[part])
            cigo_complain(l, first[part]->pos, "nessun campo con «book» di %s ha «key: true»",
                          cigo_book_word((enum cigo_book_part)part));
        if (first[part] && !first[CIGO_BOOK_COMPANY])
            cigo_complain(l, first[part]->pos, "«book» di %s vuole anche campi di company",
                          cigo_book_word((enum cigo_book_part)part));
    }
}

void cigo_load_book(struct cigo_loader *l)
{
    const struct cigo_entries *entries = &l->maps[CIGO_MAP_FIELDS];
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = cigo_yaml_get(entries->items[i].node, "book");
        read_mark(l, node, &l->form->fields[i]);
        check_twice(l, node, &l->form->fields[i]);
    }
    check_keys(l);
}
