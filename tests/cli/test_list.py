"""The list of cases: whoever wrote a case last, in whatever language, everybody reads and searches it in their own."""

import json
import re
import sqlite3
import sys

import cigo_run
from cigo_run import SOURCE, place

METEO = "form: cigo\nanswers: {causale: meteo, inizio_effettivo: 3/11/2026, periodo_dal: 2/11/2026}\n"
CRISI = "form: cigo\nanswers: {causale: mancanza_lavoro, inizio_effettivo: 3/11/2026, periodo_dal: 2/11/2026}\n"
SENT = ("form: cigo\nanswers: {causale: guasto, inizio_effettivo: 3/11/2026, periodo_dal: 2/11/2026, protocollo: X1, "
        "data_invio: 20/11/2026}\n")
# by each of: the id, the Italian words and the reader's, whoever wrote it
ITALIAN = {"A": ["causale:meteo", "causale:eventi", "eventi meteo"], "B": ["causale:mancanza_lavoro", "causale:lavoro", "mancanza"],
           "C": ["stato:lavorazione", 'stato:"in lav"']}
OTHERS = {
    "it": {},
    "en": {"A": ["causale:weather", "causale:eve", "weather"], "B": ["causale:lack", "lack orders"], "C": ["state:process"]},
    "de": {"A": ["causale:wetter", "wetterereig"], "B": ["causale:mangel", "mangel arbeit"], "C": ["state:bearb"]},
}
LABELS = {"it": ("Eventi meteo", "Termine di presentazione"), "en": ("Weather events", "Filing deadline"),
          "de": ("Wetterereignisse", "Einreichfrist")}


def lay(where, writers):
    for (name, text), writer in zip([("A", METEO), ("B", CRISI), ("C", SENT)], writers):
        run = where.cigo("--lang", writer, "fill", "-", "--name", name, stdin=text)
        assert run.code == 0, run.err


def found(where, language, words, today=cigo_run.TODAY):
    run = where.cigo("--lang", language, "list", "--json", words, "--today", today)
    return {case["name"] for case in json.loads(run.out)}


def check_reader(where, language):
    causale, term = LABELS[language]
    for out in (where.cigo("--lang", language, "list").out, where.cigo("--lang", language, "--lines", stdin="/esci\n").out):
        assert causale in out and term in out, (language, out)
        assert not any(label in out for other in LABELS.values() for label in other if label not in LABELS[language]), out
    for name, searches in [*ITALIAN.items(), *OTHERS[language].items()]:
        for words in searches:
            assert name in found(where, language, words), (language, words)
            assert found(where, language, words) != {"A", "B", "C"}, (language, words)
    assert found(where, language, "causale:zzz") == found(where, language, "zzz") == set()


def stored(where):
    with sqlite3.connect(where.data) as db:
        return (db.execute("SELECT name, state, term_label, causale, causale_label FROM cases JOIN summary ON case_id = id "
                           "ORDER BY name").fetchall(),
                [db.execute("SELECT count(*) FROM find WHERE find MATCH ?", (word,)).fetchone()[0]
                 for word in ("weather", "wetterereignisse", "eventi", "mangel", "mancanza")])


def test_languages():
    """Nothing of the archive depends on who wrote, and everybody reads all of it."""
    kept = []
    for writers in (["it", "it", "it"], ["en", "de", "en"]):
        with place() as where:
            lay(where, writers)
            for language in LABELS:
                check_reader(where, language)
            kept.append(stored(where))
    assert kept[0] == kept[1], kept


def test_old_archive():
    """One that was written when labels were kept in the writer's language heals when it is listed."""
    with place() as where:
        lay(where, ["it", "it", "it"])
        found(where, "it", "eventi")
        good = stored(where)
        with sqlite3.connect(where.data) as db:
            db.execute("UPDATE summary SET causale_label = 'Weather events'")
            db.execute("UPDATE cases SET term_label = 'Filing term', state = 'being processed'")
            db.execute("UPDATE find SET words = 'A weather events'")
            db.execute("ALTER TABLE cases DROP COLUMN touched")
            db.execute("PRAGMA user_version = 12")
        check_reader(where, "it")
        assert stored(where) == good, stored(where)


DIRECT = METEO.replace("{", "{pagamento: diretto, relazione_modo: pdf, ")
COUNT = re.compile(r"(\d+) (error|avvis)")


def test_counts():
    """Within the case it is said how many problems only the review and the list count."""
    with place() as where:
        assert where.cigo("fill", "-", "--name", "A", stdin=DIRECT).code == 0
        case = json.loads(where.cigo("list", "--json").out)[0]
        listed = {"error": case["errors"], "avvis": case["warnings"]}
        out = where.cigo("open", "A", "--lines", stdin="/problemi\n").out
        open_now = {"error": len(re.findall(r"^ERRORE", out, re.M)), "avvis": len(re.findall(r"^AVVISO", out, re.M))}
        said = re.findall(r"La revisione ne trova altri, e li conta anche l'elenco: (.*)\.", out)
        more = {kind: int(n) for n, kind in COUNT.findall(said[-1])}
        assert len(said) == 2 and more.get("error"), out
        assert listed == {kind: open_now[kind] + more.get(kind, 0) for kind in listed}, (listed, open_now, more)


EXAMPLE = re.compile(r"\b(?:stato|causale|entro|periodo):[\w/.-]*\w")
DOCUMENTS = ["README.md", "man/cigo.1", "man/it/cigo.1", "src/tui/shelf_draw.c", "src/line/shelf.c"]


def test_examples():
    """Each filter that is given as an example finds a case of weather, three days before its term."""
    examples = {(path, found) for path in DOCUMENTS for found in EXAMPLE.findall((SOURCE / path).read_text())}
    assert {path for path, _ in examples} == set(DOCUMENTS) and len({example for _, example in examples}) >= 5, examples
    with place() as where:
        lay(where, ["it", "it", "it"])
        for path, example in sorted(examples):
            assert "A" in found(where, "it", example, "2026-12-28"), (path, example)


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_languages, test_old_archive, test_counts, test_examples]))
