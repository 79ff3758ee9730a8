/* What the tables of places offer: for a municipality its province and CAP, for a codice fiscale the
 * birthplace. */

#include <cigo/exchange/person.h>
#include <cigo/exchange/towns.h>
#include <cigo/form/codice_fiscale.h>
#include <cigo/i18n/i18n.h>

const struct cigo_field *cigo_town_field(const struct cigo_form *form, const struct cigo_field *field)
{
    if (!field || field->group)
        return NULL;
    if (field->kind->id == CIGO_KIND_COMUNE)
        return field;
    for (size_t i = 0; i < form->n_fields; i++)
        if (form->fields[i].with_province == field || form->fields[i].with_cap == field)
            return &form->fields[i];
    return NULL;
}

static bool says(const struct cigo_session *session, const struct cigo_field *field, const char *text)
{
    return !field || !*text || strcmp(cigo_session_text(session, (struct cigo_place){.field = field}), text) == 0;
}

static bool complete(const struct cigo_session *session, const struct cigo_field *field, const struct cigo_town *town)
{
    return town->whole && says(session, field->with_province, town->province) &&
           says(session, field->with_cap, town->cap);
}

size_t cigo_town_offers(const struct cigo_desk *desk, const struct cigo_field *field,
                        struct cigo_town ret[CIGO_TOWNS_SHOWN])
{
    struct cigo_place place = {.field = field};
    if (!desk->towns || !field || field->kind->id != CIGO_KIND_COMUNE)
        return 0;
    const char *text = cigo_session_text(desk->session, place);
    size_t n = *text ? desk->towns(desk->data, cigo_str_of(text), ret, CIGO_TOWNS_SHOWN) : 0;
    for (size_t i = 0; i < n && i < CIGO_TOWNS_SHOWN; i++)
        if (complete(desk->session, field, &ret[i]))
            return 0;
    return n;
}

void cigo_town_text(const struct cigo_town *town, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s (%s)", town->name, town->province);
    if (*town->cap)
        cigo_buf_printf(out, _(", CAP %s"), town->cap);
}

static bool put(struct cigo_session *session, const struct cigo_field *field, const char *text, struct cigo_error *err)
{
    return !field || !*text ||
           cigo_session_set(session, (struct cigo_place){.field = field}, cigo_str_of(text), NULL, err);
}

bool cigo_town_put(struct cigo_session *session, const struct cigo_field *field, const struct cigo_town *town,
                   struct cigo_effects *ret_effects, struct cigo_error *err)
{
    cigo_session_begin(session, field->own);
    bool ok = town->whole || put(session, field, town->name, err); /* a whole name stays as it was written */
    ok = put(session, field->with_province, town->province, err) && ok;
    ok = put(session, field->with_cap, town->cap, err) && ok;
    return cigo_session_end(session, ret_effects, err) && ok;
}

void cigo_birth_text(const struct cigo_desk *desk, struct cigo_place place, struct cigo_buf *out)
{
    char code[5];
    struct cigo_birthplace birth;
    if (!desk->birthplace || !place.field || place.field->kind->id != CIGO_KIND_CODICE_FISCALE)
        return;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(desk->session), place);
    struct cigo_value value = cigo_cell_value(cell);
    if (value.storage == CIGO_TEXT && cigo_cf_place(value.s, code) &&
        desk->birthplace(desk->data, cigo_str_of(code), &birth))
        cigo_person_text(value.s, cigo_session_today(desk->session), &birth, out);
}
