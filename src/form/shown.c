/* Answers and rows as people read them. */

#include <string.h>

#include <cigo/base/message.h>
#include <cigo/form/shown.h>

void cigo_choice_labels(const struct cigo_choices *list, struct cigo_str ids, struct cigo_buf *out)
{
    bool first = true;
    for (size_t i = 0; list && i < list->n; i++) {
        if (!cigo_multi_has(ids, cigo_str_of(list->items[i].id)))
            continue;
        cigo_buf_puts(out, first ? "" : ", ");
        cigo_buf_puts(out, list->items[i].label);
        first = false;
    }
}

void cigo_field_example(const struct cigo_field *field, struct cigo_buf *out)
{
    const char *example = field->example || field->ctx.choices ? field->example : field->kind->example;
    struct cigo_parsed parsed;
    if (!example)
        return;
    cigo_parsed_init(&parsed);
    if (field->ctx.choices)
        cigo_kind_parse(field->kind, &field->ctx, cigo_str_of(example), &parsed);
    if (parsed.value.storage == CIGO_TEXT)
        cigo_choice_labels(field->ctx.choices, parsed.value.s, out);
    else
        cigo_buf_puts(out, example);
    cigo_parsed_finish(&parsed);
}

void cigo_answers_echo(const struct cigo_answers *answers, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_cell cell = cigo_answers_cell(answers, place);
    if (!cell.raw)
        return;
    struct cigo_value value = cigo_cell_value(cell);
    const struct cigo_field *field = place.field;
    if (value.storage == CIGO_NULL)
        cigo_buf_puts(out, cell.raw);
    else if (field->kind->type == CIGO_TYPE_CHOICE || field->kind->type == CIGO_TYPE_MULTI)
        cigo_choice_labels(field->ctx.choices, value.s, out);
    else
        cigo_kind_echo(field->kind, &field->ctx, &value, out);
}

/* A title being written: columns in braces, and words between them. */
struct title {
    struct cigo_buf text;
    struct cigo_str words; /* since the last column */
    bool lacks;            /* the last column has no value in this row */
};

static void title_words(struct title *title)
{
    if (!title->lacks)
        cigo_buf_add(&title->text, title->words);
    else if (title->text.n)
        cigo_buf_putc(&title->text, ' ');
    title->words.n = 0;
}

/* Words stand only between values: "40 ore: 12", but "40" where the second is not given. */
static void title_column(struct title *title, const struct cigo_answers *answers, struct cigo_place place)
{
    struct cigo_buf value;
    cigo_buf_init(&value, 4096);
    if (place.field)
        cigo_answers_echo(answers, place, &value);
    if (value.n)
        title_words(title);
    cigo_buf_add(&title->text, cigo_buf_str(&value));
    title->lacks = !value.n;
    title->words.n = 0;
    cigo_buf_finish(&value);
}

void cigo_answers_row_title(const struct cigo_answers *answers, const struct cigo_group *group, int64_t row,
                            struct cigo_buf *out)
{
    struct title title = {0};
    cigo_buf_init(&title.text, 4096);
    for (const char *p = group->row_title ? group->row_title : ""; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (end) {
            struct cigo_str id = {p + 1, (size_t)(end - p - 1)};
            title_column(&title, answers, (struct cigo_place){cigo_group_field(group, id), group, row});
            p = end + 1;
        } else {
            title.words = (struct cigo_str){title.words.n ? title.words.p : p, title.words.n + 1};
            p++;
        }
    }
    title_words(&title);
    struct cigo_str trimmed = cigo_str_trim(cigo_buf_str(&title.text));
    const size_t number = cigo_rows_find(&answers->groups[group->index], row) + 1;
    if (trimmed.n)
        cigo_buf_add(out, trimmed);
    else
        cigo_buf_printf(out, _("riga %zu"), number);
    cigo_buf_finish(&title.text);
}
