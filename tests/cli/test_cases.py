"""Whole cases through the command line: the demo, the worked cases, and that filling in and writing out
the answers of a case changes nothing."""

import datetime
import json
import re
import subprocess
import sys

import cigo_run
from cigo_run import SHARED, SOURCE, place

KEYS = ["form", "form_version", "today", "complete", "counts", "missing", "alerts", "computed"]
ALERT_KEYS = {"id", "severity", "state", "at", "title", "why", "fix", "source"}


def answer_files():
    shared = SHARED / "cases"
    files = [p for p in sorted(shared.glob("*")) if p.suffix in (".yaml", ".json")] if shared.is_dir() else []
    return [p for p in files if ".expected." not in p.name]


def form_documents():
    """The whole cases that travel with the form, as answers files: a list of (name, text, today, test)."""
    for path in sorted((SOURCE / "forms/cigo/tests").glob("*.yaml")):
        text = path.read_text()
        head, found, rest = text.partition("\nanswers:\n")
        if not found:
            continue
        body = "\n".join(rest.split("\n"))
        end = re.search(r"^(?=\S)", body, re.M)
        answers = body[: end.start()] if end else body
        today = re.search(r"^today: *\"?([0-9-]+)", text, re.M)
        yield path.name, f"form: cigo\nanswers:\n{answers}", today.group(1) if today else cigo_run.TODAY


def place_of(at):
    assert set(at) <= {"field", "group", "row"} and at, at
    assert "row" not in at or (at["row"] >= 1 and "group" in at), at


def judged(where, what, today, *, case=None):
    """check --json, its shape verified; the object and the exit code."""
    run = where.cigo("check", what, "--json", "--today", today)
    assert run.err == "", run.err
    got = json.loads(run.out)
    assert [k for k in got if k in KEYS] == KEYS, list(got)
    assert got.get("case") == case, got.get("case")
    assert got["today"] == today and got["form"] == "cigo"
    for alert in got["alerts"]:
        assert ALERT_KEYS <= set(alert), alert
        assert alert["severity"] in ("error", "warning", "info")
        assert alert["state"] in ("open", "acknowledged", "contested")
        assert all(isinstance(alert[k], str) and alert[k] for k in ("title", "why", "fix", "source")), alert
        assert "{" not in alert["why"] + alert["fix"] + alert["title"], alert
        for at in alert["at"]:
            place_of(at)
    for missing in got["missing"]:
        place_of(missing)
    order = {"error": 0, "warning": 1, "info": 2}
    keys = [(order[a["severity"]], a["id"]) for a in got["alerts"]]
    assert keys == sorted(keys), keys
    counts = got["counts"]
    for word in order:
        assert counts[word] == sum(a["severity"] == word and a["state"] == "open" for a in got["alerts"])
    assert counts["missing"] == len(got["missing"])
    assert got["complete"] == (counts["error"] == 0 and counts["missing"] == 0)
    code = 1 if counts["error"] else 3 if counts["missing"] else 0
    assert run.code == code, (run.code, counts)
    return got


def computed_ids(where):
    """The computed ids that check --json must hold, from `form map`."""
    ids = []
    for line in where.cigo("form", "map").out.splitlines():
        found = re.match(r"  = (\w+) \[", line)  # a row's own stand deeper
        if found and "(interno)" not in line:
            ids.append(found.group(1))
    return set(ids)


def round_trip(where, text_or_path, today, name):
    """fill∘answers is the identity, and the case is judged like the file."""
    file = where.file("in.yaml", text_or_path) if isinstance(text_or_path, str) else text_or_path
    want = judged(where, file, today)
    run = where.cigo("fill", file, "--name", name, "--today", today)
    assert run.code == 0 and run.out == f"{name}\n" and run.err == "", run.err
    got = judged(where, name, today, case=name)
    del got["case"]
    assert got == want
    first = where.cigo("answers", name).out
    again = where.cigo("fill", "-", "--name", f"{name} bis", stdin=first)
    assert again.code == 0, again.err
    assert where.cigo("answers", f"{name} bis").out == first


def test_demo():
    with place() as where:
        run = where.cigo("demo")
        assert run.code == 0, run.err
        assert run.out.startswith("demo.\n") and "La domanda è completa." in run.out
        assert where.cigo("demo").out == run.out  # it is opened, not made again
        assert len(json.loads(where.cigo("list", "--json").out)) == 1
        got = judged(where, "demo", cigo_run.TODAY, case="demo")
        assert got["complete"] and got["counts"]["error"] == got["counts"]["warning"] == 0
        ids = computed_ids(where)
        assert len(ids) > 40 and set(got["computed"]) == ids, set(got["computed"]) ^ ids
        answers = where.cigo("demo", "--answers")
        assert answers.code == 0 and answers.err == ""
        round_trip(where, answers.out, cigo_run.TODAY, "copia")
        assert where.cigo("answers", "copia").out == where.cigo("answers", "demo").out
    with place() as where:
        assert where.cigo("demo", "--answers").code == 0
        assert not where.data.exists(), "--answers made an archive"


def check_days_left(where, cases):
    """The list counts the days as the case itself does: from today, or from the day of sending."""
    listed = {case["name"]: case for case in json.loads(where.cigo("list", "--json", "--all").out)}
    from_today = from_then = 0
    for case in cases:
        term, left = (case["computed"].get(name) for name in ("termine_presentazione", "giorni_al_termine"))
        line = listed[case["case"]]
        if term is None or line["term"] != term:
            continue  # another term is next
        assert line["days_left"] == left, (case["case"], line["days_left"], left)
        plain = (datetime.date.fromisoformat(term) - datetime.date.fromisoformat(cigo_run.TODAY)).days
        from_today += left == plain
        from_then += left != plain
    assert from_today and from_then, (from_today, from_then)


def test_form_cases():
    """Each case of the form, filled in and written out again."""
    n = 0
    with place() as where:
        for name, text, today in form_documents():
            round_trip(where, text, today, name)
            n += 1
        where.cigo("fill", "-", "--name", "spedita", stdin="form: cigo\nanswers: {causale: mancanza_lavoro, periodo_dal: "
                   "2/11/2026, inizio_effettivo: 2/11/2026, data_invio: 10/11/2026}\n")
        run = where.cigo("check", "--all", "--json", "--today", cigo_run.TODAY)
        assert len(json.loads(run.out)) == 2 * n + 1 and run.code in (0, 1, 3)
        check_days_left(where, json.loads(run.out))
        assert where.cigo("form", "test").code == 0
    assert n >= 30, n


def test_shared_cases():
    files = answer_files()
    if not files:
        print("skipped: no ../shared/cases")
        return
    with place() as where:
        for path in files:
            expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text())
            round_trip(where, path, expected["today"], path.stem)
    for only in ([], ["--only", "R-EMP-SCOPE,R-DL-START-FIELD,R-PER-ORDER,R-PER-MONDAY,R-PER-START,R-DEADLINE-ORD,"
                      "R-DEADLINE-EONE,R-DEADLINE-SAT,R-DEADLINE-NEAR,R-DUR-13W,R-WRK-WHO,R-WRK-DUP,R-APP-HOURS,"
                      "R-DIC-445,R-DIC-UNICA"]):
        run = subprocess.run(
            [sys.executable, "-B", SHARED / "cases/compare.py", "--cigo", cigo_run.PROGRAM, *only, SHARED / "cases"],
            capture_output=True, text=True, check=False,
        )
        assert run.returncode == 0, run.stdout


CAUSALI = ("mancanza_lavoro crisi_mercato fine_cantiere fine_fase perizia_variante materie_prime meteo sciopero "
           "calamita energia impraticabilita ordine_autorita guasto manutenzione").split()


def test_term_is_the_form():
    """cigo term says what a case with the same answers says, for each causale."""
    with place() as where:
        for causale in CAUSALI:
            for start in ("2026-11-02", "2026-11-18", "2026-10-31"):
                answers = (f"form: cigo\nanswers:\n  causale: {causale}\n  inizio_effettivo: {start}\n"
                           f"  energia_programmata: no\n")
                monday = {"2026-11-02": "2026-11-02", "2026-11-18": "2026-11-16", "2026-10-31": "2026-10-26"}
                answers += f"  periodo_dal: {monday[start]}\n"
                case = json.loads(where.cigo("check", "-", "--json", stdin=answers).out)["computed"]
                run = where.cigo("term", "--causale", causale, "--start", start, "--planned", "no", "--json")
                assert run.code == 0 and run.err == "", run.err
                term = json.loads(run.out)
                assert term, run.out
                for name, value in term.items():
                    assert case.get(name, value) == value, (causale, start, name, value, case.get(name))
                text = where.cigo("term", "--causale", causale, "--start", start, "--planned", "no").out
                year, month, day = term["termine_presentazione"].split("-")
                assert f"{day}/{month}/{year}" in text and term["termine_presentazione"] in text


def test_all():
    with place() as where:
        assert where.cigo("check", "--all").code == 0
        assert where.cigo("check", "--all", "--json").out.strip() == "[]"
        where.cigo("fill", "-", "--name", "manca", stdin="form: cigo\nanswers: {}\n")
        demo = where.cigo("demo", "--answers").out
        where.cigo("fill", "-", "--name", "ok", stdin=demo)
        assert where.cigo("check", "--all").code == 3
        where.cigo("fill", "-", "--name", "storta", stdin="form: cigo\nanswers: {azienda_cf: 1}\n")
        run = where.cigo("check", "--all", "--json")
        assert run.code == 1 and {c["case"] for c in json.loads(run.out)} == {"manca", "ok", "storta"}


def test_a_copy_of_what_was_sent_says_so():
    with place() as where:
        where.cigo("demo")  # it is sent
        run = where.cigo("copy", "demo", "due")
        assert run.code == 0 and run.out == "due\n"
        assert "«due» risulta già inviata come «demo»" in run.err and "cigo new --from demo." in run.err, run.err
        where.cigo("fill", "-", "--name", "nuova", stdin="form: cigo\nanswers: {}\n")
        assert where.cigo("copy", "nuova", "tre").err == ""


VECTORS = {"partitaiva.tsv": "partita_iva", "codicefiscale.tsv": "codice_fiscale", "iban.tsv": "iban",
           "matricola_inps.tsv": "matricola_inps"}


def test_value_vectors():
    """cigo value answers one line for each value given, and agrees on each row's own verdict."""
    folder = SHARED / "vectors"
    if not folder.is_dir():
        print("skipped: no ../shared/vectors")
        return
    with place() as where:
        for file, kind in VECTORS.items():
            rows = [line.split("\t") for line in (folder / file).read_text().splitlines() if line and line[0] != "#"]
            rows = rows[1:]
            run = where.cigo("value", kind, stdin="".join(row[0] + "\n" for row in rows))
            lines = run.out.splitlines()
            assert len(lines) == len(rows), (file, len(lines), len(rows))
            assert run.err == ""
            for row, line in zip(rows, lines):
                value, verdict, alert, message = line.split("\t")
                assert verdict in ("ok", "warning", "error"), line
                assert (alert == "" and message == "") if verdict == "ok" else alert.startswith("FMT-") and message
                if row[3] == "F" and row[1] in ("valid", "invalid"):  # a check digit's warning counts
                    assert (verdict == "ok") == (row[1] == "valid"), (file, row, line)


PARTS = {
    "form": [test_form_cases],
    "shared": [test_shared_cases],
    "rest": [test_demo, test_term_is_the_form, test_all, test_a_copy_of_what_was_sent_says_so,
             test_value_vectors],
}

if __name__ == "__main__":
    sys.exit(cigo_run.main([test for name in sys.argv[1:] or PARTS for test in PARTS[name]]))
