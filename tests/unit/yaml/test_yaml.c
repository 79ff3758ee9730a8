/* The YAML subset: what is read, what is refused and where, and that what is written reads back. */

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/arena.h>
#include <cigo/base/buf.h>

#include <cigo/yaml/yaml.h>

static struct cigo_arena *arena;
static struct cigo_problems problems;

static void setup(void)
{
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
}

static void teardown(void)
{
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

static const struct cigo_yaml_node *parse(struct cigo_str text)
{
    return cigo_yaml_parse(arena, "f", text, NULL, &problems);
}

/* The tree on one line: {k: v}, [v], "text", ~; a quoted scalar with ". */
static void dump(const struct cigo_yaml_node *node, struct cigo_buf *out)
{
    if (node->type == CIGO_YAML_SCALAR) {
        cigo_buf_printf(out, node->null ? "~" : node->quoted ? "\"%s\"" : "%s", node->text);
        return;
    }
    cigo_buf_puts(out, node->type == CIGO_YAML_MAP ? "{" : "[");
    for (size_t i = 0; i < node->n; i++) {
        if (i)
            cigo_buf_puts(out, ", ");
        if (node->type == CIGO_YAML_MAP)
            cigo_buf_printf(out, "%s: ", node->items[i]->key);
        dump(node->items[i], out);
    }
    cigo_buf_puts(out, node->type == CIGO_YAML_MAP ? "}" : "]");
}

static void print_problems(struct cigo_buf *out)
{
    cigo_buf_init(out, 1 << 20);
    cigo_problems_print(&problems, out);
}

static const struct {
    const char *text, *tree;
} good[] = {
    {"", "~"},
    {"# niente\n", "~"},
    {"a: 1\nb: no\nc: 012\nd: 2026.10\n", "{a: 1, b: no, c: 012, d: 2026.10}"},
    {"\xEF\xBB\xBF"
     "a: 1\n",
     "{a: 1}"},
    {"a: 1\r\nb:\r\n  - x\r\n  - y\r\n", "{a: 1, b: [x, y]}"},
    {"---\na: 1\n...\n", "{a: 1}"},
    {"a: ~\nb: null\nc:\nd: \"\"\ne: 'null'\nf: nullo\n",
     "{a: ~, b: ~, c: ~, d: \"\", e: \"null\", f: nullo}"},
    {"a: >\n  uno\n  due\nb: |\n  tre\n", "{a: \"uno due\n\", b: \"tre\n\"}"},
    {"{\t\"a\":\t[1,\t\"x\"],\n\t\"b\": {}\n}\n", "{a: [1, \"x\"], b: {}}"},
    {"{\"a\": \"\\u00e8 \\ud83d\\ude00 \\/ \\n\"}", "{a: \"\xC3\xA8 \xF0\x9F\x98\x80 / \n\"}"},
    {"{\"a\": \"\\\\ud83d \\uDBFF\\uDFFF\"}", "{a: \"\\ud83d \xF4\x8F\xBF\xBF\"}"},
    /* escapes are text outside double quotes, whatever stands beside them */
    {"a: C:\\ud83d\nb: '\\uDE00'\nc: \"\\ud83d\\ude00\" # \\ud800\nd: \\ud800\\\\ue000\n",
     "{a: C:\\ud83d, b: \"\\uDE00\", c: \"\xF0\x9F\x98\x80\", d: \\ud800\\\\ue000}"},
    {"[\"\\ud83d\\ude00\\ue000\xEE\xA0\x81\xEF\x80\x81\"]",
     "[\"\xF0\x9F\x98\x80\xEE\x80\x80\xEE\xA0\x81\xEF\x80\x81\"]"},
    {"a: l'azienda [x] {y}\n", "{a: l'azienda [x] {y}}"},
    {"a: '<<'\n\"<<\": 1\n", "{a: \"<<\", <<: 1}"},
};

START_TEST(reads)
{
    struct cigo_buf out;
    const struct cigo_yaml_node *root = parse(cigo_str_of(good[_i].text));
    if (!root) {
        print_problems(&out);
        ck_abort_msg("%s: %s", good[_i].text, out.p);
    }
    cigo_buf_init(&out, 1 << 16);
    dump(root, &out);
    ck_assert_str_eq(out.p, good[_i].tree);
    cigo_buf_finish(&out);
}
END_TEST

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }
static const struct {
    struct cigo_str text;
    const char *problems;
} bad[] = {
    {TEXT("a: 1\nb: 2\na: 3\n"), "f:3:1: la chiave «a» c'è già alla riga 1\n"},
    {TEXT("a: &x 1\nb: *x\n"),
     "f:1:4: le ancore («&») non sono ammesse: scriva per esteso, o tra virgolette\n"
     "f:2:4: i rimandi («*») non sono ammessi: scriva per esteso, o tra virgolette\n"},
    {TEXT("a: !!str 1\n"), "f:1:4: le etichette di tipo («!») non sono ammesse: tolga quanto segue "
                           "«!», o lo metta tra virgolette\n"},
    {TEXT("a: !x{ 1\n"),
     "f:1:6: le etichette di tipo («!») non sono ammesse: scriva tra virgolette "
     "un testo che comincia così\n"},
    {TEXT("a:\n  <<: 1\n"), "f:2:3: la chiave di fusione «<<» non è ammessa: scriva per esteso\n"},
    {TEXT("a: 1\n---\nb: 1\n"),
     "f:2:1: un secondo documento («---») non è ammesso: ne tolga uno\n"},
    {TEXT("%YAML 1.1\n---\na: 1\n"), "f:1:1: le direttive («%») non sono ammesse\n"},
    {TEXT("%YAML 9\n---\na: 1\n"), "f:1:8: le direttive («%») non sono ammesse\n"},
    {TEXT("a:\n\tb: 1\n"), "f:2:1: c'è una tabulazione al posto del rientro: usi spazi\n"},
    {TEXT("a: b\n\tc\n"), "f:2:1: c'è una tabulazione al posto del rientro: usi spazi\n"},
    {TEXT("? [a]\n: b\n"), "f:1:3: una chiave dev'essere un nome, qui c'è un elenco\n"},
    {TEXT("\"\": b\n"), "f:1:1: chiave vuota: mi aspettavo un nome prima di «:»\n"},
    {TEXT("a: 1\nb: citt\xE0\n"),
     "f:2:8: il byte 0xE0 non è testo UTF-8 (forse il file è in Latin-1 o Windows-1252): salvi il "
     "file in UTF-8\n"},
    {TEXT("\xFF\xFE"
          "a\0"),
     "f:1:1: il file è in UTF-16: salvi il file in UTF-8\n"},
    {TEXT("a: x\0y\n"),
     "f:1:5: carattere NUL: il file non è un testo, o è in UTF-16; lo salvi in UTF-8\n"},
    {TEXT("a: \"\\u0000\"\n"), "f:1:4: il testo contiene il carattere NUL: lo tolga\n"},
    {TEXT("a: \xC3\xA8\x1B\n"),
     "f:1:5: carattere di controllo U+001B non ammesso: lo tolga dal file\n"},
    {TEXT("a: [1, 2\n"), "f:2:1: nell'elenco aperto con «[» alla riga 1 manca una «,» o la «]»: ho "
                         "trovato la fine del file\n"},
    {TEXT("a: {b: 1 ]\n"),
     "f:1:10: nel gruppo aperto con «{» alla riga 1 manca una «,» o la «}»: ho trovato «]»\n"},
    {TEXT("a: 1\nb\n"),
     "f:3:1: alla riga 2 mi aspettavo «:» dopo la chiave (un testo su più righe va "
     "tra virgolette)\n"},
    {TEXT("a: b: c\n"), "f:1:5: «:» non può stare qui: scriva tra virgolette un testo che contiene "
                        "«: », e controlli i rientri\n"},
    {TEXT("- a\nb: 1\n"),
     "f:2:1: nell'elenco che comincia alla riga 1 mi aspettavo «- », ho trovato "
     "«b»: controlli i rientri\n"},
    {TEXT("a: 1\n- b\n"), "f:2:1: nelle voci che cominciano alla riga 1 mi aspettavo «chiave: "
                          "valore», ho trovato «-»: controlli i rientri e le virgolette\n"},
    {TEXT("a: @x\n"), "f:1:4: un valore non può cominciare con «@»: lo scriva tra virgolette\n"},
    {TEXT("a: \"x\n"), "f:2:1: le virgolette aperte alla riga 1 non sono chiuse\n"},
    {TEXT("a: \"\\q\"\n"),
     "f:1:5: dopo «\\» tra virgolette doppie mi aspettavo n, t, u, \" o \\: per "
     "una barra rovesciata scriva «\\\\»\n"},
    {TEXT("a: \"\\ud83d x\"\n"), "f:1:5: «\\ud83d» è metà di un carattere: mi aspettavo la coppia "
                                 "\\ud8…–\\udb… e \\udc…–\\udf…\n"},
    {TEXT("a:\n - \"x\\ude00\"\n"),
     "f:2:6: «\\ude00» è metà di un carattere: mi aspettavo la coppia "
     "\\ud8…–\\udb… e \\udc…–\\udf…\n"},
    {TEXT("{a: 1}}\n"), "f:1:7: il testo continua dopo la fine: mi aspettavo la fine del file, ho "
                        "trovato «}»\n"},
};

START_TEST(refuses)
{
    struct cigo_buf out;
    ck_assert_ptr_null(parse(bad[_i].text));
    print_problems(&out);
    ck_assert_str_eq(out.p, bad[_i].problems);
    cigo_buf_finish(&out);
}
END_TEST

static const struct cigo_yaml_node *parse_limits(const char *text, struct cigo_yaml_limits limits)
{
    return cigo_yaml_parse(arena, "f", cigo_str_of(text), &limits, &problems);
}

START_TEST(respects_limits)
{
    struct cigo_buf out;
    ck_assert_ptr_nonnull(parse_limits("[[[x]]]", (struct cigo_yaml_limits){.depth = 3}));
    ck_assert_ptr_null(parse_limits("\n [[[[x]]]]", (struct cigo_yaml_limits){.depth = 3}));
    ck_assert_ptr_nonnull(parse_limits("abcd", (struct cigo_yaml_limits){.scalar = 4}));
    ck_assert_ptr_null(parse_limits("abcde", (struct cigo_yaml_limits){.scalar = 4}));
    ck_assert_ptr_nonnull(parse_limits("abcd", (struct cigo_yaml_limits){.file = 4}));
    ck_assert_ptr_null(parse_limits("abcde", (struct cigo_yaml_limits){.file = 4}));
    print_problems(&out);
    ck_assert_str_eq(out.p, "f:1:1: il file è di 5 byte: il massimo è 4\n"
                            "f:1:1: testo di 5 byte: il massimo è 4\n"
                            "f:2:5: più di 3 livelli uno dentro l'altro: il massimo è 3\n");
    cigo_buf_finish(&out);
}
END_TEST

/* A file that would fill memory: one piece repeated, then refused at once. */
static const struct {
    const char *begin, *piece;
    size_t times;
    const char *says;
} floods[] = {
    {"", "[", 10000, "più di 16 livelli"},
    {"", "{a: ", 10000, "più di 16 livelli"},
    {"", "- ", 10000, "più di 16 livelli"},
    {"", "? ", 10000, "chiave dev'essere un nome"},
    {"a: ", "x", 10 << 20, "supera il massimo di 65536 byte"},
    {"a: \"", "xy ", 3 << 20, "supera il massimo di 65536 byte"},
    {"a: |\n", "  xy\n", 1 << 20, "supera il massimo di 65536 byte"},
    {"a: ", "x", 70000, "testo di 70000 byte"},
    {"", "a: &a 1\n", 100000, "le ancore"},
};

START_TEST(floods_stop)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 64 << 20);
    cigo_buf_puts(&text, floods[_i].begin);
    for (size_t i = 0; i < floods[_i].times; i++)
        cigo_buf_puts(&text, floods[_i].piece);
    struct cigo_yaml_limits limits = {.file = 64 << 20};
    ck_assert_ptr_null(cigo_yaml_parse(arena, "f", cigo_buf_str(&text), &limits, &problems));
    ck_assert_uint_ge(problems.n, 1);
    ck_assert_uint_le(problems.n, 50);
    ck_assert_msg(strstr(problems.items[0].text, floods[_i].says), "%s", problems.items[0].text);
    cigo_buf_finish(&text);
}
END_TEST

START_TEST(many_keys)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 64 << 20);
    for (int i = 0; i < 50000; i++)
        cigo_buf_printf(&text, "k%d: 1\n", i);
    const struct cigo_yaml_node *root = parse(cigo_buf_str(&text));
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(root->n, 50000);
    cigo_buf_puts(&text, "k77: 1\nk5: 2\nk77: 3\n");
    ck_assert_ptr_null(parse(cigo_buf_str(&text)));
    cigo_buf_finish(&text);
    print_problems(&text);
    ck_assert_str_eq(text.p, "f:50001:1: la chiave «k77» c'è già alla riga 78\n"
                             "f:50002:1: la chiave «k5» c'è già alla riga 6\n"
                             "f:50003:1: la chiave «k77» c'è già alla riga 78\n");
    cigo_buf_finish(&text);
}
END_TEST

START_TEST(positions)
{
    const struct cigo_yaml_node *root =
        parse(CIGO_STR("a: {\"\xC3\xA8\": x, b: 'it''s'}\nc: >\n  x\nd: \"\\ud83d\\ude00\"\ne: "
                       "f g\n"));
    ck_assert_ptr_nonnull(root);
    const struct cigo_yaml_node *a = cigo_yaml_get(root, "a");
    ck_assert_str_eq(a->items[0]->pos.file, "f");
    ck_assert_uint_eq(a->items[0]->key_pos.column, 5);
    ck_assert_uint_eq(a->items[0]->pos.column, 10);
    ck_assert(!a->items[0]->folded);
    ck_assert_uint_eq(a->items[1]->pos.column, 16);
    ck_assert(a->items[1]->folded && !a->items[1]->block);
    ck_assert(cigo_yaml_get(root, "c")->block && cigo_yaml_get(root, "c")->folded);
    ck_assert(cigo_yaml_get(root, "d")->folded);
    ck_assert_uint_eq(cigo_yaml_get(root, "d")->n_text, 4);
    ck_assert(!cigo_yaml_get(root, "e")->folded);
    ck_assert_uint_eq(cigo_yaml_get(root, "e")->pos.line, 5);
    ck_assert_ptr_null(cigo_yaml_get(root, "f"));
    ck_assert_ptr_null(cigo_yaml_get(cigo_yaml_get(root, "e"), "f"));
}
END_TEST

static const struct {
    const char *text, *written;
} scalars[] = {
    {"Rossi", "Rossi"},
    {"02/11/2026", "02/11/2026"},
    {"8:30", "8:30"},
    {"Sant'Angelo", "Sant'Angelo"},
    {"37,5", "\"37,5\""},
    {"sì", "sì"},
    {"", "\"\""},
    {"null", "\"null\""},
    {"~", "\"~\""},
    {"a: b", "\"a: b\""},
    {"a #b", "\"a #b\""},
    {"a:", "\"a:\""},
    {" a", "\" a\""},
    {"a ", "\"a \""},
    {"- a", "\"- a\""},
    {"---", "\"---\""},
    {"[x]", "\"[x]\""},
    {"riga\nriga \"due\"\\n", "\"riga\\nriga \\\"due\\\"\\\\n\""},
    {"\ttab\r\n", "\"\\ttab\\r\\n\""},
    {"\x01\x1B[2J\x7F", "\"\\u0001\\u001b[2J\\u007f\""},
    {"a\xC2\x85"
     "b\xE2\x80\xA8"
     "c\xE2\x80\xAE"
     "d\xEF\xBB\xBF",
     "\"a\\u0085b\\u2028c\\u202ed\\ufeff\""},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    {"a \\ud83d\\ude00", "\"a \\\\ud83d\\\\ude00\""},
    {"@x", "\"@x\""},
    {"x\xC2\xA0", "\"x\xC2\xA0\""},
};

START_TEST(writes)
{
    struct cigo_buf out;
    struct cigo_str text = cigo_str_of(scalars[_i].text);
    cigo_buf_init(&out, 4096);
    cigo_yaml_write_scalar(text, &out);
    ck_assert_str_eq(out.p, scalars[_i].written);
    /* back, in every place a scalar may stand in */
    static const char *const around[][2] = {{"a: ", "\n"}, {"{a: ", "}"}, {"a:\n  - ", "\n"}};
    for (size_t i = 0; i < 3; i++) {
        struct cigo_buf doc;
        cigo_buf_init(&doc, 4096);
        cigo_buf_printf(&doc, "%s%s%s", around[i][0], out.p, around[i][1]);
        const struct cigo_yaml_node *node = cigo_yaml_get(parse(cigo_buf_str(&doc)), "a");
        ck_assert_ptr_nonnull(node);
        if (node->type == CIGO_YAML_LIST)
            node = node->items[0];
        ck_assert_str_eq(node->text, text.p);
        ck_assert(!node->null);
        cigo_buf_finish(&doc);
    }
    cigo_buf_finish(&out);
}
END_TEST

/* Every pair of characters of interest survives, alone and inside a text. */
START_TEST(writes_pairs)
{
    static const char chars[] = " \t\n\r:#-?,[]{}&*!|>'\"%@`~<=a0.\\/\x7F\x01;()+";
    for (size_t i = 0; i < sizeof chars - 1; i++)
        for (size_t j = 0; j < sizeof chars - 1; j++) {
            const char text[] = {'x', chars[i], chars[j], '\0'};
            struct cigo_buf doc;
            for (size_t from = 0; from < 2; from++) {
                cigo_buf_init(&doc, 4096);
                cigo_buf_puts(&doc, "{k: ");
                cigo_yaml_write_scalar(cigo_str_of(text + from), &doc);
                cigo_buf_puts(&doc, ", l: 1}");
                const struct cigo_yaml_node *node = cigo_yaml_get(parse(cigo_buf_str(&doc)), "k");
                ck_assert_msg(node != NULL, "%s", doc.p);
                ck_assert_str_eq(node->text, text + from);
                cigo_buf_finish(&doc);
            }
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("yaml");
    TCase *tcase = tcase_create("yaml");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, reads, 0, sizeof good / sizeof *good);
    tcase_add_loop_test(tcase, refuses, 0, sizeof bad / sizeof *bad);
    tcase_add_test(tcase, respects_limits);
    tcase_add_loop_test(tcase, floods_stop, 0, sizeof floods / sizeof *floods);
    tcase_add_test(tcase, many_keys);
    tcase_add_test(tcase, positions);
    tcase_add_loop_test(tcase, writes, 0, sizeof scalars / sizeof *scalars);
    tcase_add_test(tcase, writes_pairs);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
