/* A small form with one entity of each sort, and its files on disk. */

#include "forms.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char unit_form[] =
    "=== form.yaml\n"
    "form: prova\n"
    "format: 1\n"
    "version: 2026.11.1\n"
    "title: Modulo di prova\n"
    "order: presunto\n"
    "choices:\n"
    "  causale:\n"
    "    meteo: {label: Meteo, tags: [eone], soglia: \"3\"}\n"
    "    altro: Altro\n"
    "sections:\n"
    "  periodo:\n"
    "    code: 4\n"
    "    title: Periodo\n"
    "    fields:\n"
    "      dal: {code: 4.10, kind: date, label: Dal, required: true, min: "
        "2020-01-01, max: 2030-12-31}\n"
    "      causale: {code: 4.2, kind: choice, choices: causale, label: Causale, "
        "visible: dal IS NOT NULL, portal: confirmed}\n"
    "      nota: {code: 4.3, kind: text, label: Nota, max: 120, required: \"causale = "
        "'altro'\", source: legge}\n"
    "    computed:\n"
    "      fine: {kind: date, value: \"dal + param('giorni')\", show: banner, label: "
        "Termine}\n"
    "      quota: {kind: decimal, places: 4, internal: true, value: num('1')}\n"
    "  elenco:\n"
    "    code: 5\n"
    "    title: Elenco\n"
    "groups:\n"
    "  righe:\n"
    "    section: elenco\n"
    "    code: 5.1\n"
    "    label: Righe\n"
    "    key: cf\n"
    "    max_rows: 10\n"
    "    row_title: \"{nome} ({cf})\"\n"
    "    table: [cf, nome]\n"
    "    fields:\n"
    "      cf: {kind: codice_fiscale, label: Codice fiscale, personal: true}\n"
    "      nome: {kind: text, label: Nome}\n"
    "      ore: {kind: decimal, label: Ore, min: 0, max: \"100,5\", unit: ore}\n"
    "    computed:\n"
    "      doppio: {kind: decimal, value: ore + ore}\n"
    "views:\n"
    "  viste:\n"
    "    columns: {g: date, q: decimal 4, c: choice causale}\n"
    "    query: SELECT dal AS g, quota AS q, causale AS c FROM domanda\n"
    "alerts:\n"
    "  R-B:\n"
    "    severity: error\n"
    "    when: dal IS NULL\n"
    "    at: [dal]\n"
    "    title: Manca la data\n"
    "    why: \"Il termine {fine} e {{graffe}}: { nota = '}' }.\"\n"
    "    fix: La indichi.\n"
    "    source: legge\n"
    "    tests:\n"
    "      - {fires: {}}\n"
    "      - {silent: {dal: 01/01/2026}}\n"
    "  R-A:\n"
    "    severity: warning\n"
    "    timing: review\n"
    "    each: righe\n"
    "    peers: [cf]\n"
    "    at: {ore: ore > 5, nome: nome IS NULL}\n"
    "    title: Ore {ore}\n"
    "    why: Sono troppe (da verificare).\n"
    "    fix: Corregga.\n"
    "    source: [legge, memoria]\n"
    "    tests:\n"
    "      - {fires: {righe: [{ore: 6}]}, today: 2026-01-01, at: [ore]}\n"
    "      - {silent: {}}\n"
    "params:\n"
    "  giorni: {label: Giorni, unit: giorni, source: legge, values: {2016-01-01: 15, "
        "2020-01-01: unknown}}\n"
    "  massimale:\n"
    "    label: Massimale\n"
    "    kind: money\n"
    "    yearly: true\n"
    "    source: legge\n"
    "    values: {2025-01-01: 1404.03, 2025-07-01: 1410, 2026-01-01: 1423.69}\n"
    "windows:\n"
    "  blocco:\n"
    "    label: Blocco\n"
    "    spans:\n"
    "      - {from: 2020-02-01, to: 2020-03-31, source: legge}\n"
    "      - {from: 2020-04-01, to: 2020-04-30, source: legge, applied: false}\n"
    "holidays:\n"
    "  - {date: 12-25, name: Natale, source: legge}\n"
    "  - {date: easter+1, from: 1950, name: Lunedì dell'Angelo, source: legge}\n"
    "wordlists:\n"
    "  stagione:\n"
    "    words: [sosta invernale]\n"
    "    except: [non]\n"
    "    within: 20\n"
    "    source: legge\n"
    "sources:\n"
    "  legge: {cite: L. 1/2020, gist: Vale questo., checked: 2026-11-23, in_force: "
        "2020-01-01, confidence: C1}\n"
    "  memoria: {cite: Prassi, gist: Si ricorda., checked: 2026-11-01, confidence: MEM}\n";

static FILE *create(const char *dir, const char *name, size_t n)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%.*s", dir, (int)n, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    mkdir(path, 0700);
    *slash = '/';
    FILE *file = fopen(path, "w");
    ck_assert_msg(file != NULL, "cannot write %s", path);
    return file;
}

void unit_form_write(const char *dir, const char *files)
{
    static const char mark[] = "=== ";
    FILE *file = NULL;
    for (const char *line = files; *line;) {
        size_t n = strcspn(line, "\n");
        bool header = strncmp(line, mark, sizeof mark - 1) == 0;
        if (header && file)
            fclose(file);
        if (header)
            file = create(dir, line + sizeof mark - 1, n - (sizeof mark - 1));
        else
            fwrite(line, 1, n + (line[n] == '\n'), file);
        line += n + (line[n] == '\n');
    }
    if (file)
        fclose(file);
}

char *unit_replace(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    ck_assert_msg(at != NULL, "not in the text: %s", from);
    size_t before = (size_t)(at - text), size = strlen(text) + strlen(to) + 1;
    char *copy = malloc(size);
    snprintf(copy, size, "%.*s%s%s", (int)before, text, to, at + strlen(from));
    return copy;
}
