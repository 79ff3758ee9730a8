/* libyaml's events → a tree. What the subset refuses is refused as the event arrives, so that deep
 * nesting never grows libyaml's stacks; the input is handed over in pieces, and a piece is refused
 * when one event has already swallowed more than a scalar may hold. Most files never come here: quick.c
 * reads them first, and what it is not sure of it leaves to libyaml, the only one that explains mistakes. */

#include "yaml-priv.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include <cigo/base/alloc.h>

enum { PIECE = 4096 };

struct builder {
    struct cigo_problems *problems;
    size_t n_before; /* problems that were there already */
    struct cigo_yaml_limits limits;
    struct cigo_yaml_text text;
    struct cigo_yaml_tree tree;
    size_t given;   /* bytes that libyaml has */
    size_t pending; /* of these, since the last event */
    bool swallowed; /* refused to give more */
    unsigned documents;
    bool stop;
};

static struct cigo_pos pos_of(const struct builder *b, const yaml_mark_t *mark)
{
    return (struct cigo_pos){b->tree.file, (unsigned)mark->line + 1, (unsigned)mark->column + 1};
}

static int give(void *data, unsigned char *buffer, size_t size, size_t *ret_size)
{
    struct builder *b = data;
    size_t left = b->text.shown.n - b->given;
    size_t n = size < left ? size : left;
    n = n < PIECE ? n : PIECE;
    /* an escape of 10 bytes may give one; comments and blanks count too, generously */
    if (b->pending > 10 * b->limits.scalar + 65536) {
        b->swallowed = true;
        return 0;
    }
    if (n)
        memcpy(buffer, b->text.shown.p + b->given, n);
    b->given += n;
    b->pending += n;
    *ret_size = n;
    return 1;
}

static void refuse_marks(struct builder *b, struct cigo_pos pos, const void *anchor,
                         const void *tag)
{
    if (anchor)
        cigo_problem(b->problems, pos,
                     "le ancore («&») non sono ammesse: scriva per esteso, o tra virgolette");
    if (tag)
        cigo_problem(
            b->problems, pos,
            "le etichette di tipo («!») non sono ammesse: tolga quanto segue «!», o lo metta "
            "tra virgolette");
}

static size_t count_chars(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

/* Copy the event's text, checked. */
static char *scalar_text(struct builder *b, const yaml_event_t *event, size_t *ret_n)
{
    struct cigo_pos pos = pos_of(b, &event->start_mark);
    size_t n = event->data.scalar.length;
    char *text = cigo_arena_str(b->tree.arena, (struct cigo_str){(char *)event->data.scalar.value, n});
    bool decoded = event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    const struct cigo_escape *lone;
    n = cigo_yaml_text_restore(&b->text, event->start_mark.index, decoded, text, n, &lone);
    if (lone)
        cigo_problem(b->problems, (struct cigo_pos){b->tree.file, lone->line, lone->column},
                     "«%.6s» è metà di un carattere: mi aspettavo la coppia \\ud8…–\\udb… e "
                     "\\udc…–\\udf…",
                     b->text.original.p + lone->offset);
    if (memchr(text, '\0', n))
        cigo_problem(b->problems, pos, "il testo contiene il carattere NUL: lo tolga");
    if (n > b->limits.scalar)
        cigo_problem(b->problems, pos, "testo di %zu byte: il massimo è %zu", n, b->limits.scalar);
    *ret_n = n;
    return text;
}

static void take_key(struct builder *b, const char *text, size_t n, bool plain, struct cigo_pos pos)
{
    if (n == 0)
        cigo_problem(b->problems, pos, "chiave vuota: mi aspettavo un nome prima di «:»");
    if (plain && strcmp(text, "<<") == 0)
        cigo_problem(b->problems, pos,
                     "la chiave di fusione «<<» non è ammessa: scriva per esteso");
    cigo_yaml_tree_key(&b->tree, text, pos);
}

static void on_scalar(struct builder *b, const yaml_event_t *event)
{
    struct cigo_pos pos = pos_of(b, &event->start_mark);
    yaml_scalar_style_t style = event->data.scalar.style;
    bool plain = style == YAML_PLAIN_SCALAR_STYLE;
    size_t n;
    const char *text = scalar_text(b, event, &n);
    refuse_marks(b, pos, event->data.scalar.anchor, event->data.scalar.tag);
    if (cigo_yaml_tree_wants_key(&b->tree)) {
        take_key(b, text, n, plain, pos);
        return;
    }
    struct cigo_yaml_node *node = cigo_yaml_tree_add(&b->tree, CIGO_YAML_SCALAR, pos);
    node->text = text;
    node->n_text = n;
    node->quoted = !plain;
    node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    node->null = plain && (n == 0 || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
    size_t span = event->end_mark.index - event->start_mark.index;
    node->folded = node->block || event->end_mark.line != event->start_mark.line ||
                   span != count_chars(text, n) + (plain ? 0 : 2);
}

static void on_alias(struct builder *b, const yaml_event_t *event)
{
    struct cigo_pos pos = pos_of(b, &event->start_mark);
    cigo_problem(b->problems, pos,
                 "i rimandi («*») non sono ammessi: scriva per esteso, o tra virgolette");
    if (cigo_yaml_tree_wants_key(&b->tree)) {
        take_key(b, "*", 1, false, pos);
        return;
    }
    struct cigo_yaml_node *node = cigo_yaml_tree_add(&b->tree, CIGO_YAML_SCALAR, pos);
    node->text = "";
    node->null = true;
}

static void on_open(struct builder *b, enum cigo_yaml_type type, struct cigo_pos pos,
                    const void *anchor, const void *tag)
{
    refuse_marks(b, pos, anchor, tag);
    if (cigo_yaml_tree_wants_key(&b->tree)) {
        cigo_problem(b->problems, pos, "una chiave dev'essere un nome, qui c'è %s",
                     type == CIGO_YAML_MAP ? "un gruppo di voci" : "un elenco");
        b->stop = true;
    } else if (b->tree.n_frames >= b->limits.depth) {
        cigo_problem(b->problems, pos, "più di %u livelli uno dentro l'altro: il massimo è %u",
                     b->limits.depth, b->limits.depth);
        b->stop = true;
    } else {
        cigo_yaml_tree_open(&b->tree, type, pos);
    }
}

static void on_close(struct builder *b)
{
    const struct cigo_yaml_node *node = cigo_yaml_tree_close(&b->tree);
    if (node->type == CIGO_YAML_MAP)
        cigo_yaml_check_keys(node, b->n_before + CIGO_YAML_MAX_PROBLEMS, b->problems);
}

static void on_document(struct builder *b, const yaml_event_t *event)
{
    struct cigo_pos pos = pos_of(b, &event->start_mark);
    if (event->data.document_start.version_directive ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end)
        cigo_problem(b->problems, pos, "le direttive («%%») non sono ammesse");
    if (++b->documents > 1) {
        cigo_problem(b->problems, pos, "un secondo documento («---») non è ammesso: ne tolga uno");
        b->stop = true;
    }
}

static void on_event(struct builder *b, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        on_document(b, event);
        break;
    case YAML_ALIAS_EVENT:
        on_alias(b, event);
        break;
    case YAML_SCALAR_EVENT:
        on_scalar(b, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        on_open(b, CIGO_YAML_LIST, pos_of(b, &event->start_mark), event->data.sequence_start.anchor,
                event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        on_open(b, CIGO_YAML_MAP, pos_of(b, &event->start_mark), event->data.mapping_start.anchor,
                event->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        on_close(b);
        break;
    default:
        break;
    }
    if (b->problems->n - b->n_before >= CIGO_YAML_MAX_PROBLEMS)
        b->stop = true;
}

static void on_failure(struct builder *b, const yaml_parser_t *parser)
{
    struct cigo_pos pos = pos_of(b, &parser->problem_mark);
    if (b->swallowed) {
        cigo_problem(b->problems, pos_of(b, &parser->mark),
                     "il testo che finisce qui (o non finisce) supera il massimo di %zu byte",
                     b->limits.scalar);
        return;
    }
    if (parser->error == YAML_MEMORY_ERROR)
        cigo_fatal("memoria esaurita durante la lettura di un file");
    cigo_yaml_explain(
        &(struct cigo_yaml_fault){
            .problem = parser->problem,
            .context = parser->context,
            .context_line = (unsigned)parser->context_mark.line + 1,
            .text = b->text.original,
            .index = parser->problem_mark.index,
        },
        pos, b->problems);
}

static void build(struct builder *b)
{
    yaml_parser_t parser;
    yaml_event_t event;
    if (!yaml_parser_initialize(&parser))
        cigo_fatal("memoria esaurita durante la lettura di un file");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&parser, give, b);
    for (bool end = false; !end && !b->stop;) {
        if (!yaml_parser_parse(&parser, &event)) {
            on_failure(b, &parser);
            break;
        }
        b->pending = 0;
        end = event.type == YAML_STREAM_END_EVENT;
        on_event(b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static struct cigo_yaml_limits limits_of(const struct cigo_yaml_limits *limits)
{
    struct cigo_yaml_limits all = limits ? *limits : (struct cigo_yaml_limits){0};
    if (!all.file)
        all.file = 4 << 20;
    if (!all.scalar)
        all.scalar = 64 << 10;
    if (!all.depth)
        all.depth = 16;
    return all;
}

const struct cigo_yaml_node *cigo_yaml_parse(struct cigo_arena *arena, const char *file,
                                             struct cigo_str text,
                                             const struct cigo_yaml_limits *limits,
                                             struct cigo_problems *problems)
{
    struct builder b = {.problems = problems, .n_before = problems->n, .limits = limits_of(limits)};
    struct cigo_yaml_tree *tree = &b.tree;
    tree->arena = arena;
    tree->file = cigo_arena_dup(arena, file);
    if (text.n > b.limits.file) {
        cigo_problem(problems, (struct cigo_pos){tree->file, 0, 0},
                     "il file è di %zu byte: il massimo è %zu", text.n, b.limits.file);
        return NULL;
    }
    if (cigo_yaml_text_init(&b.text, tree->file, text, problems) &&
        !cigo_yaml_quick(tree, &b.text, &b.limits))
        build(&b);
    cigo_yaml_text_finish(&b.text);
    cigo_yaml_tree_finish(tree);
    if (problems->n > b.n_before)
        return NULL;
    if (!tree->root) {
        struct cigo_yaml_node *root = cigo_yaml_tree_add(tree, CIGO_YAML_SCALAR, (struct cigo_pos){tree->file, 1, 1});
        root->text = "";
        root->null = true;
    }
    return tree->root;
}

const struct cigo_yaml_node *cigo_yaml_get(const struct cigo_yaml_node *map, const char *key)
{
    if (!map || map->type != CIGO_YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (cigo_same(map->items[i]->key, key))
            return map->items[i];
    return NULL;
}
