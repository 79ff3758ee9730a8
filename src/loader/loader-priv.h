#pragma once
/* Inside the loader. Loading goes through every file once and gathers the entries of each top-level
 * map; then each kind of entity is read in an order in which what it refers to is there already. An
 * entity that is wrong is kept half filled, so that one mistake is not reported twice as an unknown
 * name. */

#include <stddef.h>

#include <cigo/yaml/yaml.h>

#include <cigo/form/form.h>

#include <cigo/loader/loader.h>

enum { CIGO_LOAD_MAX_PROBLEMS = 200, CIGO_LOAD_FILE_SIZE = 4 << 20 };

/* The top-level maps, and the entries inside sections. */
enum cigo_load_map {
    CIGO_MAP_CHOICES,
    CIGO_MAP_SECTIONS,
    CIGO_MAP_GROUPS,
    CIGO_MAP_VIEWS,
    CIGO_MAP_ALERTS,
    CIGO_MAP_PARAMS,
    CIGO_MAP_WINDOWS,
    CIGO_MAP_WORDLISTS,
    CIGO_MAP_SOURCES,
    CIGO_MAP_GLOSSARY,
    CIGO_MAP_FIELDS,
    CIGO_MAP_COMPUTED,
    CIGO_MAP_COUNT
};

/* "4.10": section 4, number 10. */
struct cigo_code {
    unsigned section, number;
};

struct cigo_entry {
    const struct cigo_yaml_node *node;
    size_t section; /* index, of fields, groups and computed values */
    struct cigo_code code;
    size_t order; /* as read */
};

struct cigo_entries {
    struct cigo_entry *items; /* index = index in the form's own array */
    size_t n, cap;
    const char **names; /* sorted */
    size_t *index;      /* of names[i] in items */
};

/* Nodes of one kind, as read: holidays, and later parts of sections and groups. */
struct cigo_nodes {
    const struct cigo_yaml_node **items;
    size_t n, cap;
};

struct cigo_loader {
    struct cigo_form *form;
    struct cigo_arena *arena; /* the form's; the YAML trees live there too */
    struct cigo_problems *problems;
    size_t n_before; /* problems that were there already */
    struct cigo_entries maps[CIGO_MAP_COUNT];
    struct cigo_nodes holidays;
    const struct cigo_yaml_node *tutorial, *list, *filing; /* NULL = none */
    struct cigo_nodes section_parts,
        group_parts; /* an id again, with `fields` or `computed` only */
};

/* loader.c: report, up to a bound */
/* No more complaints are listed. */
bool cigo_complained_enough(const struct cigo_loader *l);
void cigo_complain(struct cigo_loader *l, struct cigo_pos pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* loader.c: positions name files in l's arena, which is about to go */
void cigo_load_keep_files(struct cigo_loader *l);

/* files.c: the folder */
/* Read a YAML file; NULL after a problem. */
const struct cigo_yaml_node *cigo_load_file(struct cigo_arena *arena, const char *path,
                                            struct cigo_problems *problems);
/* Paths of the .yaml files in dir/sub, sorted; none if there is no such folder. Arena. */
const char **cigo_load_list(struct cigo_arena *arena, const char *dir, const char *sub,
                            size_t *ret_n, struct cigo_problems *problems);

/* names.c: ids, codes, entries and what is nearest */
bool cigo_is_id(const char *text);
bool cigo_is_alert_id(const char *text);
bool cigo_is_source_id(const char *text);
bool cigo_parse_code(const char *text, struct cigo_code *ret_code); /* "4.10" */
int cigo_code_order(struct cigo_code a, struct cigo_code b);
/* Refuse a malformed or reserved id. */
void cigo_check_id(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what);
void cigo_entries_add(struct cigo_entries *entries, const struct cigo_yaml_node *node,
                      size_t section);
/* Report and drop ids that are there twice; build the look-up. */
void cigo_entries_names(struct cigo_loader *l, struct cigo_entries *entries);
/* Index of a name, or n. */
size_t cigo_entries_find(const struct cigo_entries *entries, const char *name);
/* "«x» non è <what>; forse «y»" */
void cigo_unknown(struct cigo_loader *l, struct cigo_pos pos, const char *what, const char *word,
                  const char *const *names, size_t n);
/* The entry that a node names, or n after a problem. */
size_t cigo_entries_need(struct cigo_loader *l, enum cigo_load_map map, const char *what,
                         const struct cigo_yaml_node *node);
/* Ids of fields, groups, computed values and views are unique together; codes too. */
void cigo_check_unique(struct cigo_loader *l);

/* headers.c: no heading of a group means two columns */
void cigo_check_headers(struct cigo_loader *l, const struct cigo_group *group);

/* reader.c: maps by table */
enum cigo_key_type {
    CIGO_KEY_HERE,    /* read by the entity's own code */
    CIGO_KEY_TEXT,    /* const char * */
    CIGO_KEY_ID,      /* const char *, snake_case */
    CIGO_KEY_NAME,    /* const char *, snake_case or kebab-case: the name of a folder */
    CIGO_KEY_EXPR,    /* struct cigo_expr */
    CIGO_KEY_PHRASE,  /* struct cigo_text: text with {expressions} */
    CIGO_KEY_BOOL,    /* bool */
    CIGO_KEY_COUNT,   /* size_t */
    CIGO_KEY_DATE,    /* int32_t */
    CIGO_KEY_SOURCE,  /* const struct cigo_source * */
    CIGO_KEY_CHOICES, /* const struct cigo_choices * */
};
struct cigo_key {
    const char *name;
    enum cigo_key_type type;
    size_t offset; /* in the entity */
    bool required;
};
#define CIGO_N(array) (sizeof(array) / sizeof *(array))

/* Fill an entity from a map: unknown keys and missing ones are problems. `what` names the entity in
 * messages ("campo «cf»"). False if the node is no map at all. */
bool cigo_node_map(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                   const struct cigo_key *keys, size_t n_keys, void *entity);
/* "campo «cf»", in the arena. */
const char *cigo_what(struct cigo_loader *l, const char *kind, const struct cigo_yaml_node *node);
/* Where an entity is named: its key, or itself in a list. */
struct cigo_pos cigo_node_pos(const struct cigo_yaml_node *node);
/* Readers of one value: NULL or false after a problem. */
const char *cigo_node_text(struct cigo_loader *l, const struct cigo_yaml_node *node);
bool cigo_node_bool(struct cigo_loader *l, const struct cigo_yaml_node *node, bool *ret_value);
bool cigo_node_count(struct cigo_loader *l, const struct cigo_yaml_node *node, size_t *ret_value);
bool cigo_node_date(struct cigo_loader *l, const struct cigo_yaml_node *node, int32_t *ret_date);
/* One of n words; its index. False (and *ret_index as it was) when absent (node NULL) or wrong. */
bool cigo_node_word(struct cigo_loader *l, const struct cigo_yaml_node *node,
                    const char *const *words, size_t n, size_t *ret_index);
bool cigo_node_list(struct cigo_loader *l, const struct cigo_yaml_node *node); /* is it a list? */
/* A list of texts; *ret_n is 0 when absent. */
const char *const *cigo_node_texts(struct cigo_loader *l, const struct cigo_yaml_node *node,
                                   size_t *ret_n);

/* texts.c: expressions and texts with {expressions} */
void cigo_node_expr(struct cigo_loader *l, const struct cigo_yaml_node *node,
                    struct cigo_expr *ret_expr);
void cigo_node_phrase(struct cigo_loader *l, const struct cigo_yaml_node *node,
                      struct cigo_text *ret_text);
/* The part between braces from p (after the brace): its end, or NULL if it does not close. */
const char *cigo_phrase_close(const char *p);

/* one file for each kind of entity; in this order */
void cigo_load_sources(struct cigo_loader *l);
void cigo_load_choices(struct cigo_loader *l);
void cigo_gather_sections(struct cigo_loader *l); /* sorts; fills the entries inside sections */
void cigo_load_fields(struct cigo_loader *l);
void cigo_load_book(struct cigo_loader *l); /* `book:` of fields */
void cigo_load_groups(struct cigo_loader *l);
void cigo_load_computed(struct cigo_loader *l);
void cigo_load_spreads(struct cigo_loader *l); /* of groups, from fields and computed values */
void cigo_load_sections(struct cigo_loader *l);
void cigo_load_views(struct cigo_loader *l);
/* The columns of a view, «nome: tipo»; also of a query in a document, which is loaded after the form. */
void cigo_view_columns(struct cigo_loader *l, const struct cigo_yaml_node *list, struct cigo_view *view);
void cigo_load_params(struct cigo_loader *l);
void cigo_load_windows(struct cigo_loader *l);
void cigo_load_holidays(struct cigo_loader *l);
void cigo_load_wordlists(struct cigo_loader *l);
void cigo_load_alerts(struct cigo_loader *l);
void cigo_load_glossary(struct cigo_loader *l); /* after what its `see` may name */
void cigo_load_tutorial(struct cigo_loader *l);
void cigo_load_list_def(struct cigo_loader *l); /* after fields and computed values */
void cigo_load_filing(struct cigo_loader *l);   /* `term:`, after alerts too */

/* fields.c, computed.c: shared by sections and groups */
void cigo_node_field(struct cigo_loader *l, const struct cigo_yaml_node *node, bool column,
                     struct cigo_field *field);
void cigo_node_computed(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        struct cigo_computed *computed);
/* The `kind` of an entity; text after a problem. Known: is it worth checking what depends on it? */
const struct cigo_kind *cigo_node_kind(struct cigo_loader *l, const struct cigo_yaml_node *node);
bool cigo_kind_is_known(const struct cigo_yaml_node *node);
void cigo_check_choices(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                        const struct cigo_kind *kind, const struct cigo_choices *choices);
enum cigo_portal cigo_node_portal(struct cigo_loader *l, const struct cigo_yaml_node *node);
/* The code of a field or group in its section. */
void cigo_node_code(struct cigo_loader *l, const struct cigo_yaml_node *node, size_t section,
                    const char *what, struct cigo_code *ret_code, const char **ret_text);

/* places.c: fields, columns and groups by name */
const struct cigo_field *cigo_find_column(const struct cigo_group *group, const char *name);
/* A column of the group that a node names; NULL after a problem. */
const struct cigo_field *cigo_need_column(struct cigo_loader *l, const struct cigo_group *group,
                                          const struct cigo_yaml_node *node);
/* A place: a column of the alert's own group, a field, a group, or `group.column`. */
bool cigo_need_place(struct cigo_loader *l, const struct cigo_group *each, const char *name,
                     struct cigo_pos pos, struct cigo_alert_place *ret_place);

/* The single field or computed value that a node names under `key` of `what`, of the wanted type (a decimal with 2
 * places). */
void cigo_need_single(struct cigo_loader *l, const char *what, const char *key, const struct cigo_yaml_node *node,
                      enum cigo_type want, struct cigo_single *ret);
void cigo_check_type(struct cigo_loader *l, const char *what, const char *key, const struct cigo_yaml_node *node,
                     enum cigo_type type, int places, enum cigo_type want);

/* alert_tests.c: the inline tests of an alert, whose own group is `each` */
void cigo_check_alert_tests(struct cigo_loader *l, const struct cigo_yaml_node *alert,
                            const struct cigo_group *each);
