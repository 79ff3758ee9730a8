/* The picture of the limits: a strip of weeks, a sign each, and bars against their limit.
 *
 * The form gives the facts in two views, `quadro_settimane` (week, state) and `quadro_barre` (what, used,
 * requested, limit, whether more may have been used); the states' signs and labels are choices of the form. A form
 * without them has no picture. The signs are ASCII and need no colour. */

#include <stdlib.h>
#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/exchange/picture.h>
#include <cigo/i18n/i18n.h>

enum { WEEKS_A_ROW = 26, MAX_WEEKS = 520, MAX_BARS = 8 };

struct builder {
    struct cigo_picture *picture;
    struct cigo_arena *arena;
    const struct cigo_view *weeks, *bars;
};

/* Another view of that name is none of the picture. */
static const struct cigo_view *view_of(const struct cigo_form *form, const char *id, const enum cigo_type *types, size_t n)
{
    const struct cigo_view *view = cigo_form_view(form, cigo_str_of(id));
    bool fits = view && view->n_columns == n;
    for (size_t i = 0; fits && i < n; i++)
        fits = view->types[i] == types[i] && (types[i] != CIGO_TYPE_CHOICE || view->choices[i]);
    return fits ? view : NULL;
}

static const struct cigo_view *weeks_of(const struct cigo_form *form)
{
    static const enum cigo_type types[] = {CIGO_TYPE_DATE, CIGO_TYPE_CHOICE};
    return view_of(form, "quadro_settimane", types, sizeof types / sizeof *types);
}

static const struct cigo_view *bars_of(const struct cigo_form *form)
{
    static const enum cigo_type types[] = {CIGO_TYPE_CHOICE, CIGO_TYPE_DECIMAL, CIGO_TYPE_DECIMAL, CIGO_TYPE_DECIMAL,
                                           CIGO_TYPE_BOOLEAN};
    return view_of(form, "quadro_barre", types, sizeof types / sizeof *types);
}

static const struct cigo_choice *choice_of(const struct cigo_view *view, size_t column,
                                           const struct cigo_value *value)
{
    return value->storage == CIGO_TEXT ? cigo_choice_find(view->choices[column], value->s) : NULL;
}

static void add_week(void *data, const struct cigo_value *columns)
{
    struct builder *builder = data;
    struct cigo_picture *picture = builder->picture;
    const struct cigo_choice *state = choice_of(builder->weeks, 1, &columns[1]);
    if (columns[0].storage != CIGO_INT || !state || picture->n_weeks == MAX_WEEKS)
        return;
    picture->weeks[picture->n_weeks++] =
        (struct cigo_picture_week){(int32_t)columns[0].i, state};
}

static void add_bar(void *data, const struct cigo_value *columns)
{
    struct builder *builder = data;
    struct cigo_picture *picture = builder->picture;
    const struct cigo_choice *what = choice_of(builder->bars, 0, &columns[0]);
    bool known = what && columns[1].storage == CIGO_INT && columns[2].storage == CIGO_INT &&
                 columns[3].storage == CIGO_INT;
    if (known && picture->n_bars < MAX_BARS)
        picture->bars[picture->n_bars++] =
            (struct cigo_picture_bar){what, columns[1].i, columns[2].i, columns[3].i,
                                      columns[4].storage == CIGO_INT && columns[4].i};
}

static int by_week(const void *a, const void *b)
{
    const struct cigo_picture_week *x = a, *y = b;
    return x->monday < y->monday ? -1 : x->monday > y->monday;
}

bool cigo_picture_of(const struct cigo_session *session, struct cigo_arena *arena,
                     struct cigo_picture *ret_picture)
{
    const struct cigo_form *form = cigo_session_form(session);
    struct cigo_rules *rules = cigo_session_rules(session);
    struct builder builder = {
        .picture = ret_picture,
        .arena = arena,
        .weeks = weeks_of(form),
        .bars = bars_of(form),
    };
    if (!builder.weeks || !builder.bars)
        return false;
    *ret_picture = (struct cigo_picture){
        .states = builder.weeks->choices[1],
        .weeks = cigo_arena_alloc(arena, MAX_WEEKS * sizeof *ret_picture->weeks),
        .bars = cigo_arena_alloc(arena, MAX_BARS * sizeof *ret_picture->bars),
    };
    cigo_rules_view_each(rules, builder.weeks, add_week, &builder);
    cigo_rules_view_each(rules, builder.bars, add_bar, &builder);
    qsort(ret_picture->weeks, ret_picture->n_weeks, sizeof *ret_picture->weeks, by_week);
    return ret_picture->n_weeks > 0;
}

const char *cigo_picture_why_none(const struct cigo_form *form)
{
    return weeks_of(form) && bars_of(form)
               ? _("Il quadro dei limiti si vede quando c'è il periodo richiesto.")
               : _("Per questa domanda il quadro dei limiti non c'è: il modulo non lo descrive.");
}

static char sign_of(const struct cigo_choice *state)
{
    const char *sign = cigo_choice_attr(state, "segno");
    return sign && *sign ? *sign : '?';
}

/* Rows of 26 signs, each after the Monday of its first week: 37 columns. */
static void strip(const struct cigo_picture *picture, struct cigo_buf *out)
{
    char date[CIGO_DATE_SIZE];
    for (size_t i = 0; i < picture->n_weeks; i++) {
        if (i % WEEKS_A_ROW == 0)
            cigo_buf_printf(out, "%s%s ", i ? "\n" : "", cigo_date_it(picture->weeks[i].monday, date));
        cigo_buf_putc(out, sign_of(picture->weeks[i].state));
    }
    cigo_buf_putc(out, '\n');
}

static void legend(const struct cigo_picture *picture, struct cigo_buf *out)
{
    for (size_t i = 0; i < picture->states->n; i++)
        cigo_buf_printf(out, "%s%c %s", i ? ", " : "", sign_of(&picture->states->items[i]),
                        picture->states->items[i].label);
}

size_t cigo_picture_run(const struct cigo_picture *picture, size_t first)
{
    size_t n = 1;
    while (first + n < picture->n_weeks &&
           picture->weeks[first + n].state == picture->weeks[first].state &&
           picture->weeks[first + n].monday == picture->weeks[first].monday + 7 * (int32_t)n)
        n++;
    return n;
}

/* One sentence for each run of weeks that are not simply free (the first state of the list). */
static void runs(const struct cigo_picture *picture, struct cigo_buf *out)
{
    char from[CIGO_DATE_SIZE], to[CIGO_DATE_SIZE];
    for (size_t i = 0, n; i < picture->n_weeks; i += n) {
        n = cigo_picture_run(picture, i);
        const struct cigo_picture_week *first = &picture->weeks[i];
        if (first->state == &picture->states->items[0])
            continue;
        cigo_date_it(first->monday, from);
        cigo_date_it(first->monday + 7 * (int32_t)n - 1, to);
        cigo_buf_printf(out,
                        ngettext("Dal %2$s al %3$s: %1$zu settimana, %4$s.\n",
                                 "Dal %2$s al %3$s: %1$zu settimane, %4$s.\n", n),
                        n, from, to, first->state->label);
    }
}

static void amount(int64_t value, struct cigo_buf *out)
{
    cigo_decimal_it(value, 2, false, out);
}

void cigo_picture_used(const struct cigo_picture_bar *bar, struct cigo_buf *out)
{
    if (bar->at_least)
        cigo_buf_puts(out, _("almeno "));
    amount(bar->used, out);
}

static int64_t left_of(const struct cigo_picture_bar *bar)
{
    return bar->limit - bar->used - bar->requested;
}

/* Where more may have been used, less is left and the limit is exceeded by more. */
static void put_left(const struct cigo_picture_bar *bar, struct cigo_buf *out)
{
    int64_t left = left_of(bar);
    if (bar->at_least)
        cigo_buf_puts(out, left < 0 ? _("almeno ") : _("al più "));
    amount(left < 0 ? -left : left, out);
}

void cigo_picture_left(const struct cigo_picture_bar *bar, struct cigo_buf *out)
{
    if (left_of(bar) < 0)
        cigo_buf_puts(out, _("oltre di "));
    put_left(bar, out);
}

static void bar_text(const struct cigo_picture_bar *bar, struct cigo_buf *out)
{
    cigo_buf_printf(out, _("%s: usate "), bar->what->label);
    cigo_picture_used(bar, out);
    cigo_buf_puts(out, _(", richieste "));
    amount(bar->requested, out);
    cigo_buf_puts(out, _(", massimo "));
    amount(bar->limit, out);
    cigo_buf_puts(out, left_of(bar) < 0 ? _(", oltre di ") : _(", ne restano "));
    put_left(bar, out);
    cigo_buf_puts(out, ".");
}

/* "####RRRR....", '!' over the limit. */
static void bar_draw(const struct cigo_picture_bar *bar, int width, struct cigo_buf *out)
{
    int64_t total = bar->used + bar->requested;
    int64_t scale = total > bar->limit ? total : bar->limit;
    for (int i = 0; i < width; i++) {
        /* the middle of this cell, in units of the bar: 128 bits are not needed, scale < 2^53 */
        int64_t here = scale / width * i + scale % width * i / width + scale / width / 2;
        char sign = here < bar->used ? '#' : here < total ? 'R' : '.';
        if (here >= bar->limit && here < total)
            sign = '!';
        cigo_buf_putc(out, sign);
    }
}

void cigo_picture_text(const struct cigo_picture *picture, struct cigo_buf *out)
{
    cigo_buf_puts(out, _("Quadro dei limiti. Un segno per settimana, dal lunedì scritto a sinistra.\n"));
    strip(picture, out);
    cigo_buf_puts(out, _("Segni: "));
    legend(picture, out);
    cigo_buf_puts(out, ".\n");
    runs(picture, out);
    for (size_t i = 0; i < picture->n_bars; i++) {
        cigo_buf_putc(out, '[');
        bar_draw(&picture->bars[i], 52, out);
        cigo_buf_puts(out, "]\n");
        bar_text(&picture->bars[i], out);
        cigo_buf_putc(out, '\n');
    }
}

void cigo_picture_words(const struct cigo_picture *picture, struct cigo_buf *out)
{
    runs(picture, out);
    for (size_t i = 0; i < picture->n_bars; i++) {
        bar_text(&picture->bars[i], out);
        cigo_buf_putc(out, '\n');
    }
}
