/* cigo form check, test, map, manual: for those who write forms. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/loader/loader.h>
#include <cigo/session/tutorial.h>
#include "form_test-priv.h"
#include "form_texts-priv.h"

static const char *form_dir(struct cli *cli)
{
    if (cli->argc > 1)
        return cli->argv[1];
    return cigo_arena_printf(cli->arena, "%s/cigo", cli_forms_dir(cli));
}

/* The problems name places in the documents, which live on until they are printed. */
static bool check_documents(const struct cigo_form *form, struct cigo_documents **ret_documents,
                            struct cigo_problems *problems)
{
    *ret_documents = cigo_documents_load(form, problems);
    bool ok = *ret_documents && cigo_rules_check_documents(form, *ret_documents, problems);
    return cigo_layouts_check(form, problems) && ok;
}

/* The functions that the steps of the tutorial name. */
static bool check_tutorial(const struct cigo_form *form, struct cigo_problems *problems)
{
    size_t before = problems->n;
    for (size_t i = 0; i < form->tutorial.n_steps; i++) {
        const struct cigo_step *step = &form->tutorial.steps[i];
        for (size_t j = 0; j < step->n_does; j++)
            if (cigo_tutorial_feature(step->does[j]) == CIGO_N_FEATURES)
                cigo_problem(problems, step->pos, "passo «%s»: «%s» non è una funzione: si scrive il comando delle "
                             "righe semplici, in inglese, o un tasto (F2)", step->id, step->does[j]);
    }
    return problems->n == before;
}

/* Load and check everything; problems are printed. */
static bool load_checked(struct cli *cli)
{
    struct cigo_problems problems;
    struct cigo_documents *documents = NULL;
    cigo_problems_init(&problems, cli->arena);
    cli->form = cigo_form_load(form_dir(cli), &problems);
    bool ok = cli->form && problems.n == 0;
    if (cli->form)
        ok &= cigo_rules_check(cli->form, &problems) && check_documents(cli->form, &documents, &problems) &&
              check_tutorial(cli->form, &problems);
    cli_problems(&problems);
    cigo_documents_free(documents);
    if (!ok)
        fprintf(stderr, "cigo: il modulo «%s» ha %zu %s.\n", form_dir(cli), problems.n,
                problems.n == 1 ? "errore" : "errori");
    cigo_problems_finish(&problems);
    return ok;
}

/* The form in that language: its texts are there, and their {expressions} are good ones. */
static bool check_language(struct cli *cli, const char *language)
{
    struct cigo_problems problems;
    struct cigo_translated counts;
    cigo_problems_init(&problems, cli->arena);
    struct cigo_form *form = cigo_form_load(form_dir(cli), &problems);
    bool ok = form && cigo_form_translate(form, language, &counts, &problems) && cigo_rules_check(form, &problems);
    cli_problems(&problems);
    if (ok)
        printf("Traduzione «%s»: %zu testi; ne mancano %zu; da rivedere, perché l'italiano è cambiato: %zu.\n",
               language, counts.texts, counts.missing, counts.stale);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
    return ok;
}

static int form_check(struct cli *cli)
{
    size_t n;
    bool ok = load_checked(cli);
    if (!ok)
        return CIGO_EXIT_USAGE;
    const char *const *languages = cigo_form_languages(cli->form, &n);
    for (size_t i = 0; i < n; i++)
        ok &= check_language(cli, languages[i]);
    if (!ok)
        return CIGO_EXIT_USAGE;
    const struct cigo_form *form = cli->form;
    printf("Il modulo %s, versione %s, è a posto. Sezioni: %zu; campi: %zu; gruppi: %zu; valori "
           "calcolati: %zu; avvisi: %zu.\n",
           form->id, form->version, form->n_sections, form->n_fields, form->n_groups,
           form->n_computed, form->n_alerts);
    return CIGO_EXIT_OK;
}

static int form_test(struct cli *cli)
{
    struct cigo_form_tests tests = {0};
    struct cigo_problems problems;
    if (!load_checked(cli))
        return CIGO_EXIT_USAGE;
    cigo_problems_init(&problems, cli->arena);
    bool ok = cigo_form_tests_load(cli->form, cli->arena, &tests, &problems);
    cli_problems(&problems);
    cigo_problems_finish(&problems);
    if (!ok) {
        cigo_form_tests_free(&tests);
        return CIGO_EXIT_USAGE;
    }
    size_t failed = 0;
    for (size_t i = 0; i < tests.n; i++) {
        struct cigo_buf out;
        cigo_buf_init(&out, 1 << 20);
        failed += !form_test_run(cli, &tests.items[i], &out);
        cli_shown(stdout, out.p);
        cigo_buf_finish(&out);
    }
    printf("%zu passed, %zu failed\n", tests.n - failed, failed);
    cigo_form_tests_free(&tests);
    return failed ? CIGO_EXIT_ALERTS : CIGO_EXIT_OK;
}

/* ---- map ---- */

static void condition(const char *what, const struct cigo_expr *expr, struct cigo_buf *out)
{
    if (expr->text)
        cigo_buf_printf(out, "    %s: %s\n", what, expr->text);
}

static void map_field(const struct cigo_field *field, const char *indent, struct cigo_buf *out)
{
    static const char *const portal[] = {"L", "P?", "P", "G"};
    cigo_buf_printf(out, "%s%s %s [%s] «%s»%s %s\n", indent, field->code ? field->code : "-",
                    field->id, field->kind->name, field->label, field->required ? " *" : "",
                    portal[field->portal]);
    condition("visibile se", &field->visible, out);
    condition("obbligatorio se", &field->required_if, out);
}

static void map_computed(const struct cigo_computed *computed, const char *indent, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s= %s [%s]%s\n", indent, computed->id, cigo_type_name(computed->type),
                    computed->internal ? " (interno)" : "");
    condition("valore", &computed->value, out);
}

static void map_group(const struct cigo_group *group, struct cigo_buf *out)
{
    cigo_buf_printf(out, "  %s %s: gruppo «%s», da %zu a %zu righe\n", group->code, group->id,
                    group->label, group->min_rows, group->max_rows);
    condition("visibile se", &group->visible, out);
    for (size_t i = 0; i < group->n_fields; i++)
        map_field(&group->fields[i], "    ", out);
    for (size_t i = 0; i < group->n_computed; i++)
        map_computed(&group->computed[i], "    ", out);
}

static void map_section(const struct cigo_form *form, const struct cigo_section *section,
                        struct cigo_buf *out)
{
    cigo_buf_printf(out, "\n%s %s «%s»\n", section->code, section->id, section->title);
    condition("visibile se", &section->visible, out);
    for (size_t i = 0; i < section->n_items; i++) {
        const struct cigo_item *item = &section->items[i];
        if (item->type == CIGO_ITEM_FIELD)
            map_field(&form->fields[item->index], "  ", out);
        else if (item->type == CIGO_ITEM_GROUP)
            map_group(&form->groups[item->index], out);
        else
            map_computed(&form->computed[item->index], "  ", out);
    }
}

static void map_alert(const struct cigo_alert_def *def, struct cigo_buf *out)
{
    static const char *const timing[] = {"subito", "a fine sezione", "alla revisione"};
    cigo_buf_printf(out, "  %s %s, %s%s%s «%s»\n", cigo_severity_word(def->severity), def->id,
                    timing[def->timing], def->each ? ", per ogni riga di " : "",
                    def->each ? def->each->id : "", def->title.source);
    condition("se", &def->when, out);
    for (size_t i = 0; i < def->n_at; i++) {
        const struct cigo_alert_place *at = &def->at[i];
        cigo_buf_printf(out, "    dove: %s%s%s\n", at->group ? at->group->id : "",
                        at->group && at->field ? "." : "", at->field ? at->field->id : "");
        condition("  se", &at->when, out);
    }
}

static int form_map(struct cli *cli)
{
    if (!load_checked(cli))
        return CIGO_EXIT_USAGE;
    const struct cigo_form *form = cli->form;
    struct cigo_buf out;
    cigo_buf_init(&out, 64 << 20);
    cigo_buf_printf(&out, "%s %s «%s»\n", form->id, form->version, form->title);
    for (size_t i = 0; i < form->n_sections; i++)
        map_section(form, &form->sections[i], &out);
    cigo_buf_puts(&out, "\nAvvisi\n");
    for (size_t i = 0; i < form->n_alerts; i++)
        map_alert(&form->alerts[i], &out);
    cli_shown(stdout, out.p);
    cigo_buf_finish(&out);
    return CIGO_EXIT_OK;
}

static int form_page(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_buf out;
    if (!load_checked(cli))
        return CIGO_EXIT_USAGE;
    cigo_buf_init(&out, 64 << 20);
    bool ok = form_manual(cli, &out, &err);
    if (ok)
        cli_print(stdout, &out);
    cigo_buf_finish(&out);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

static int form_translations(struct cli *cli)
{
    struct cigo_problems problems;
    struct cigo_buf out;
    if (strcmp(cli->language, "it") == 0)
        return cli_usage_error(_("l'italiano è la lingua del modulo; per un'altra: cigo form texts --lang en."));
    if (!load_checked(cli))
        return CIGO_EXIT_USAGE;
    cigo_problems_init(&problems, cli->arena);
    cigo_buf_init(&out, 64 << 20);
    bool ok = form_texts(cli->form, cli->language, &problems, &out);
    if (ok)
        cli_print(stdout, &out);
    cli_problems(&problems);
    cigo_buf_finish(&out);
    cigo_problems_finish(&problems);
    return ok ? CIGO_EXIT_OK : CIGO_EXIT_USAGE;
}

int cmd_form(struct cli *cli)
{
    const char *what = cli->argv[0];
    if (strcmp(what, "check") == 0)
        return form_check(cli);
    if (strcmp(what, "test") == 0)
        return form_test(cli);
    if (strcmp(what, "map") == 0)
        return form_map(cli);
    if (strcmp(what, "manual") == 0)
        return form_page(cli);
    if (strcmp(what, "texts") == 0)
        return form_translations(cli);
    return cli_usage_error(_("«%s» non è check, test, map, manual o texts; si scrive: cigo form "
                           "check|test|map|manual|texts [CARTELLA]"),
                           what);
}
