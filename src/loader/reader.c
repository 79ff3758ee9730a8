/* Maps by table: each entity has a list of its keys with the type of each and the place in its
 * struct. What is not in the list is reported with the nearest key that is. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>

enum { MAX_SHOWN = 80 }; /* bytes of a key in a message */

struct cigo_pos cigo_node_pos(const struct cigo_yaml_node *node)
{
    return node->key ? node->key_pos : node->pos;
}

const char *cigo_what(struct cigo_loader *l, const char *kind, const struct cigo_yaml_node *node)
{
    struct cigo_str key = cigo_str_of(node->key);
    key.n = key.n < MAX_SHOWN ? key.n : MAX_SHOWN;
    const struct cigo_str parts[] = {cigo_str_of(kind), CIGO_STR(" «"), key, CIGO_STR("»")};
    return cigo_arena_join(l->arena, parts, CIGO_N(parts));
}

static const char *shape(const struct cigo_yaml_node *node)
{
    if (node->type == CIGO_YAML_MAP)
        return "un gruppo di voci";
    if (node->type == CIGO_YAML_LIST)
        return "un elenco";
    return node->null ? "niente" : "un testo";
}

static void expected(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *wanted)
{
    if (node->key)
        cigo_complain(l, node->pos, "%.80s: mi aspettavo %s, ho trovato %s", node->key, wanted,
                      shape(node));
    else
        cigo_complain(l, node->pos, "mi aspettavo %s, ho trovato %s", wanted, shape(node));
}

/* Could there be a control or a bidi mark? They are ASCII, or begin with one of a few bytes. */
static bool is_suspect(struct cigo_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        i += cigo_utf8_plain((struct cigo_str){text.p + i, text.n - i});
        unsigned char c = i < text.n ? (unsigned char)text.p[i] : ' ';
        if ((c < 0x20 && c != '\n') || c == 0x7F || c == 0xC2 || c > 0xC3)
            return true;
    }
    return false;
}

/* Control characters that came in as escapes; line ends are text. */
static bool is_clean(struct cigo_str text)
{
    if (!is_suspect(text))
        return true;
    struct cigo_buf out;
    cigo_buf_init(&out, text.n * 4 + 16);
    bool clean = cigo_utf8_clean(text, CIGO_CLEAN_TEXT, &out) == 0;
    cigo_buf_finish(&out);
    return clean;
}

const char *cigo_node_text(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    if (node->type != CIGO_YAML_SCALAR || node->null) {
        expected(l, node, "un testo");
        return NULL;
    }
    struct cigo_str text = cigo_str_trim((struct cigo_str){node->text, node->n_text});
    if (text.n == 0) {
        cigo_complain(l, node->pos, "%s%smi aspettavo un testo, è vuoto",
                      node->key ? node->key : "", node->key ? ": " : "");
        return NULL;
    }
    if (!is_clean(text)) {
        cigo_complain(l, node->pos, "il testo contiene caratteri di controllo: li tolga");
        return NULL;
    }
    return text.n == node->n_text ? node->text : cigo_arena_str(l->arena, text);
}

bool cigo_node_bool(struct cigo_loader *l, const struct cigo_yaml_node *node, bool *ret_value)
{
    static const char *const words[] = {"false", "true"};
    size_t value;
    if (!cigo_node_word(l, node, words, CIGO_N(words), &value))
        return false;
    *ret_value = value == 1;
    return true;
}

bool cigo_node_count(struct cigo_loader *l, const struct cigo_yaml_node *node, size_t *ret_value)
{
    const char *text = cigo_node_text(l, node);
    if (!text)
        return false;
    size_t value = 0, i = 0;
    while (i < 9 && text[i] >= '0' && text[i] <= '9')
        value = value * 10 + (size_t)(text[i++] - '0');
    if (i == 0 || text[i]) {
        cigo_complain(l, node->pos, "%s: mi aspettavo un numero intero, ho trovato «%.80s»",
                      node->key ? node->key : "numero", text);
        return false;
    }
    *ret_value = value;
    return true;
}

bool cigo_node_date(struct cigo_loader *l, const struct cigo_yaml_node *node, int32_t *ret_date)
{
    const char *text = cigo_node_text(l, node);
    if (!text)
        return false;
    if (cigo_date_parse_iso(cigo_str_of(text), ret_date))
        return true;
    cigo_complain(l, node->pos,
                  "«%.80s» non è una data: mi aspettavo AAAA-MM-GG, dal 1900 al 2100 (per esempio "
                  "2026-11-23)",
                  text);
    return false;
}

bool cigo_node_word(struct cigo_loader *l, const struct cigo_yaml_node *node,
                    const char *const *words, size_t n, size_t *ret_index)
{
    const char *text = node ? cigo_node_text(l, node) : NULL;
    if (!text)
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(text, words[i]) == 0) {
            *ret_index = i;
            return true;
        }
    struct cigo_buf list;
    cigo_buf_init(&list, 1024);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&list, "%s%s", i == 0 ? "" : i + 1 == n ? " o " : ", ", words[i]);
    const char *nearest = cigo_str_nearest(cigo_str_of(text), words, n);
    cigo_complain(l, node->pos, "%s: mi aspettavo %s, ho trovato «%.80s»%s%s%s",
                  node->key ? node->key : "parola", list.p, text, nearest ? "; forse «" : "",
                  nearest ? nearest : "", nearest ? "»" : "");
    cigo_buf_finish(&list);
    return false;
}

bool cigo_node_list(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    if (node->type == CIGO_YAML_LIST)
        return true;
    expected(l, node, "un elenco ([a, b] o una voce per riga con «- »)");
    return false;
}

const char *const *cigo_node_texts(struct cigo_loader *l, const struct cigo_yaml_node *node,
                                   size_t *ret_n)
{
    *ret_n = 0;
    if (!node || !cigo_node_list(l, node))
        return NULL;
    const char **texts = cigo_arena_alloc(l->arena, (node->n + 1) * sizeof *texts);
    for (size_t i = 0; i < node->n; i++) {
        const char *text = cigo_node_text(l, node->items[i]);
        if (text)
            texts[(*ret_n)++] = text;
    }
    return texts;
}

static void read_id(struct cigo_loader *l, const struct cigo_yaml_node *node, const char **ret_id)
{
    const char *text = cigo_node_text(l, node);
    if (text && !cigo_is_id(text))
        cigo_complain(l, node->pos,
                      "%s: «%.80s» non è un id: mi aspettavo minuscole senza accenti, cifre e «_»",
                      node->key, text);
    *ret_id = text;
}

static void read_name(struct cigo_loader *l, const struct cigo_yaml_node *node, const char **ret_name)
{
    const char *text = cigo_node_text(l, node);
    if (text && !cigo_is_source_id(text))
        cigo_complain(l, node->pos,
                      "%s: «%.80s» non va: mi aspettavo il nome di una cartella, di minuscole senza accenti, cifre, "
                      "«-» e «_»",
                      node->key, text);
    *ret_name = text;
}

static void read_value(struct cigo_loader *l, const struct cigo_yaml_node *node,
                       enum cigo_key_type type, void *target)
{
    size_t at;
    switch (type) {
    case CIGO_KEY_HERE:
        break;
    case CIGO_KEY_TEXT:
        *(const char **)target = cigo_node_text(l, node);
        break;
    case CIGO_KEY_ID:
        read_id(l, node, target);
        break;
    case CIGO_KEY_NAME:
        read_name(l, node, target);
        break;
    case CIGO_KEY_EXPR:
        cigo_node_expr(l, node, target);
        break;
    case CIGO_KEY_PHRASE:
        cigo_node_phrase(l, node, target);
        break;
    case CIGO_KEY_BOOL:
        cigo_node_bool(l, node, target);
        break;
    case CIGO_KEY_COUNT:
        cigo_node_count(l, node, target);
        break;
    case CIGO_KEY_DATE:
        cigo_node_date(l, node, target);
        break;
    case CIGO_KEY_SOURCE:
        at = cigo_entries_need(l, CIGO_MAP_SOURCES, "una fonte di «sources»", node);
        if (at < l->form->n_sources)
            *(const struct cigo_source **)target = &l->form->sources[at];
        break;
    case CIGO_KEY_CHOICES:
        at = cigo_entries_need(l, CIGO_MAP_CHOICES, "un elenco di «choices»", node);
        if (at < l->form->n_choices)
            *(const struct cigo_choices **)target = &l->form->choices[at];
        break;
    }
}

static void unknown_key(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                        const struct cigo_key *keys, size_t n_keys)
{
    const char **names = cigo_alloc_array(n_keys + 1, sizeof *names);
    struct cigo_buf list;
    cigo_buf_init(&list, 1024);
    for (size_t i = 0; i < n_keys; i++) {
        names[i] = keys[i].name;
        cigo_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = cigo_str_nearest(cigo_str_of(node->key), names, n_keys);
    if (nearest)
        cigo_complain(l, node->key_pos, "%s: la chiave «%.80s» non esiste; forse «%s»", what,
                      node->key, nearest);
    else
        cigo_complain(l, node->key_pos, "%s: la chiave «%.80s» non esiste; ci sono: %s", what,
                      node->key, list.p);
    cigo_buf_finish(&list);
    free(names);
}

bool cigo_node_map(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                   const struct cigo_key *keys, size_t n_keys, void *entity)
{
    if (node->type != CIGO_YAML_MAP) {
        cigo_complain(l, node->pos, "%s: mi aspettavo le sue voci (chiave: valore), ho trovato %s",
                      what, shape(node));
        return false;
    }
    for (size_t i = 0; i < node->n; i++) {
        const struct cigo_yaml_node *item = node->items[i];
        size_t k = 0;
        while (k < n_keys && !cigo_same(keys[k].name, item->key))
            k++;
        if (k == n_keys)
            unknown_key(l, item, what, keys, n_keys);
        else
            read_value(l, item, keys[k].type, entity ? (char *)entity + keys[k].offset : NULL);
    }
    for (size_t k = 0; k < n_keys; k++)
        if (keys[k].required && !cigo_yaml_get(node, keys[k].name))
            cigo_complain(l, cigo_node_pos(node), "%s: manca «%s»", what, keys[k].name);
    return true;
}
