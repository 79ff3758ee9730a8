/* documenti.yaml → what a form's documents consist of. A block is a map; its first word says what it is, and
 * each sort has words of its own. */

#include "documents-priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cigo/loader/loader.h>

enum { MAX_LEVEL = 3 };

#define COMMON {"when", CIGO_KEY_EXPR, offsetof(struct cigo_doc_block, when), false}, \
               {"draft", CIGO_KEY_BOOL, offsetof(struct cigo_doc_block, draft), false}
#define PHRASE(name) {name, CIGO_KEY_PHRASE, offsetof(struct cigo_doc_block, text), true}
#define HERE(name, needed) {name, CIGO_KEY_HERE, 0, needed}

static const struct cigo_key heading_keys[] = {COMMON, PHRASE("heading"), HERE("level", false)};
static const struct cigo_key text_keys[] = {COMMON, PHRASE("text")};
static const struct cigo_key note_keys[] = {COMMON, PHRASE("note"), HERE("source", false)};
static const struct cigo_key fields_keys[] = {COMMON, HERE("fields", true)};
static const struct cigo_key words_keys[] = {COMMON, HERE("words", true)};
static const struct cigo_key rows_keys[] = {COMMON, HERE("rows", true), HERE("order", false), HERE("columns", true)};
static const struct cigo_key query_keys[] = {
    COMMON, HERE("columns", true), {"query", CIGO_KEY_EXPR, offsetof(struct cigo_doc_block, query.query), true}};
static const struct cigo_key sign_keys[] = {COMMON, PHRASE("sign"), HERE("fields", false)};
static const struct cigo_key part_keys[] = {COMMON, HERE("part", true)};
static const struct cigo_key break_keys[] = {COMMON, HERE("break", true)};

/* By enum cigo_doc_type. */
static const struct {
    const char *word;
    const struct cigo_key *keys;
    size_t n;
} sorts[] = {
    [CIGO_DOC_HEADING] = {"heading", heading_keys, CIGO_N(heading_keys)},
    [CIGO_DOC_TEXT] = {"text", text_keys, CIGO_N(text_keys)},
    [CIGO_DOC_NOTE] = {"note", note_keys, CIGO_N(note_keys)},
    [CIGO_DOC_FIELDS] = {"fields", fields_keys, CIGO_N(fields_keys)},
    [CIGO_DOC_WORDS] = {"words", words_keys, CIGO_N(words_keys)},
    [CIGO_DOC_ROWS] = {"rows", rows_keys, CIGO_N(rows_keys)},
    [CIGO_DOC_QUERY] = {"query", query_keys, CIGO_N(query_keys)},
    [CIGO_DOC_SIGN] = {"sign", sign_keys, CIGO_N(sign_keys)},
    [CIGO_DOC_PART] = {"part", part_keys, CIGO_N(part_keys)},
    [CIGO_DOC_BREAK] = {"break", break_keys, CIGO_N(break_keys)},
};

/* By enum cigo_doc_part. */
static const char *const parts[] = {"sections", "alerts", "checklist", "limits"};

static void read_level(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_doc_block *block)
{
    size_t level = 1;
    if (node && cigo_node_count(l, node, &level) && (level < 1 || level > MAX_LEVEL))
        cigo_complain(l, node->pos, "level: mi aspettavo un numero da 1 a %d", MAX_LEVEL);
    block->level = (unsigned)level;
}

static void read_special(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *document,
                         struct cigo_doc_block *block)
{
    const struct cigo_yaml_node *source = cigo_yaml_get(node, "source"), *rows = cigo_yaml_get(node, "rows");
    const struct cigo_yaml_node *items = cigo_yaml_get(node, "fields"), *order = cigo_yaml_get(node, "order");
    size_t part = 0;
    if (source)
        block->source = cigo_doc_source(l, source);
    if (rows)
        block->group = cigo_doc_group(l, rows);
    if (order && block->group)
        block->order = cigo_doc_order(l, block->group, order);
    if (!items)
        items = cigo_yaml_get(node, "words");
    block->items = cigo_doc_items(l, NULL, items, &block->n_items);
    block->query.id = document;
    if (block->type == CIGO_DOC_HEADING)
        read_level(l, cigo_yaml_get(node, "level"), block);
    if (block->type == CIGO_DOC_QUERY || block->group)
        cigo_doc_columns(l, cigo_yaml_get(node, "columns"), block);
    if (cigo_node_word(l, cigo_yaml_get(node, "part"), parts, CIGO_N(parts), &part))
        block->part = (enum cigo_doc_part)part;
}

static void read_block(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *document,
                       struct cigo_doc_block *block)
{
    const char *words[CIGO_N(sorts)];
    block->pos = node->pos;
    for (size_t i = 0; i < CIGO_N(sorts); i++) {
        words[i] = sorts[i].word;
        if (node->type != CIGO_YAML_MAP || !cigo_yaml_get(node, sorts[i].word))
            continue;
        /* `fields` belongs to a signature too */
        if (sorts[i].word == sorts[CIGO_DOC_FIELDS].word && cigo_yaml_get(node, "sign"))
            continue;
        block->type = (enum cigo_doc_type)i;
        if (cigo_node_map(l, node, sorts[i].word, sorts[i].keys, sorts[i].n, block))
            read_special(l, node, document, block);
        return;
    }
    if (node->type == CIGO_YAML_MAP && node->n)
        cigo_unknown(l, cigo_node_pos(node->items[0]), "un tipo di blocco", node->items[0]->key, words,
                     CIGO_N(words));
    else
        cigo_complain(l, node->pos, "mi aspettavo un blocco, per esempio «heading: …»");
}

static const struct cigo_key doc_keys[] = {
    {"title", CIGO_KEY_PHRASE, offsetof(struct cigo_doc, title), true},
    {"subject", CIGO_KEY_PHRASE, offsetof(struct cigo_doc, subject), false},
    {"blocks", CIGO_KEY_HERE, 0, true},
};

static void read_document(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_doc *doc)
{
    const char *what = cigo_what(l, "documento", node);
    const struct cigo_yaml_node *list = cigo_yaml_get(node, "blocks");
    doc->id = node->key;
    doc->pos = node->key_pos;
    cigo_check_id(l, node, what);
    if (!cigo_node_map(l, node, what, doc_keys, CIGO_N(doc_keys), doc) || !list || !cigo_node_list(l, list))
        return;
    struct cigo_doc_block *blocks = cigo_arena_alloc(l->arena, (list->n + 1) * sizeof *blocks);
    for (size_t i = 0; i < list->n; i++)
        read_block(l, list->items[i], doc->id, &blocks[i]);
    doc->blocks = blocks;
    doc->n_blocks = list->n;
}

static void read_documents(struct cigo_loader *l, const struct cigo_yaml_node *root,
                           struct cigo_documents *documents)
{
    static const struct cigo_key keys[] = {HERE("documents", true)};
    const struct cigo_yaml_node *map = cigo_yaml_get(root, "documents");
    if (!cigo_node_map(l, root, "documenti.yaml", keys, CIGO_N(keys), NULL) || !map)
        return;
    if (map->type != CIGO_YAML_MAP) {
        cigo_complain(l, map->pos, "documents: mi aspettavo «id: …»");
        return;
    }
    struct cigo_doc *items = cigo_arena_alloc(l->arena, (map->n + 1) * sizeof *items);
    for (size_t i = 0; i < map->n; i++)
        read_document(l, map->items[i], &items[i]);
    documents->items = items;
    documents->n = map->n;
}

struct cigo_documents *cigo_documents_load(const struct cigo_form *form, struct cigo_problems *problems)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_form copy = *form; /* the reader of entities wants a form that it may fill */
    struct cigo_loader l = {.form = &copy, .arena = arena, .problems = problems, .n_before = problems->n};
    struct cigo_documents *documents = cigo_arena_alloc(arena, sizeof *documents);
    const char *path = cigo_arena_printf(arena, "%s/documenti.yaml", form->dir);
    struct stat info;
    documents->arena = arena;
    if (lstat(path, &info) == 0) {
        const struct cigo_yaml_node *root = cigo_load_file(arena, path, problems);
        if (root)
            read_documents(&l, root, documents);
    }
    if (problems->n == l.n_before)
        return documents;
    cigo_load_keep_files(&l);
    cigo_arena_free(arena);
    return NULL;
}

void cigo_documents_free(struct cigo_documents *documents)
{
    if (documents)
        cigo_arena_free(documents->arena);
}
