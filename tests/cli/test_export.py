"""The files that a case becomes: lossless, safe in a spreadsheet, marked, never over another file."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys

import cigo_run
from cigo_run import place

HOSTILE = "form: cigo\nanswers:\n  note_pratica: '=HYPERLINK(\"http://x\",\"a;b\")'\n  azienda_telefono: '+39 049 000000'\n  up_nome: \"'gi\u00e0 con apostrofo\"\n  azienda_csc: '-12000'\n"


def demo(where):
    assert where.cigo("demo").code == 0


def test_json_is_lossless():
    with place() as where:
        demo(where)
        where.file("h.yaml", HOSTILE + "  periodo_dal: quando capita\n  causale: mai vista\n".replace("mai vista", "{typed: mai vista}"))
        assert where.cigo("fill", "h.yaml", "--name", "h").code == 0
        for name in ("demo", "h"):
            run = where.cigo("export", name, "--format", "json", "-o", f"{name}.json")
            assert (run.code, run.out, run.err) == (0, "", ""), run.err
            assert os.stat(where.folder / f"{name}.json").st_mode & 0o777 == 0o600
            again = where.cigo("fill", f"{name}.json", "--name", f"{name}-2")
            assert again.out == f"{name}-2\n", again.err
            assert where.cigo("answers", name).out == where.cigo("answers", f"{name}-2").out
            about = json.loads((where.folder / f"{name}.json").read_text())["export"]
            assert about["check"] == json.loads(where.cigo("check", name, "--json").out)
            assert "non è stato trasmesso" in about["notice"]


def test_csv():
    with place() as where:
        demo(where)
        where.file("h.yaml", HOSTILE)
        where.cigo("fill", "h.yaml", "--name", "h")
        run = where.cigo("export", "h", "--format", "csv")
        assert run.out_bytes.count(b"\r\n") == run.out_bytes.count(b"\n")
        cells = {r[1]: r[3] for r in csv.reader(io.StringIO(run.out_bytes.decode(), newline=""))}
        assert cells["note_pratica"] == "'=HYPERLINK(\"http://x\",\"a;b\")"
        assert cells["azienda_telefono"] == "'+39 049 000000"
        assert cells["up_nome"] == "''già con apostrofo"
        assert cells["azienda_csc"] == "-12000"
        rows = list(csv.DictReader(io.StringIO(
            where.cigo("export", "demo", "--format", "csv", "--group", "lavoratori").out_bytes.decode(), newline="")))
        assert len(rows) == 5 and rows[0]["ore_richieste"] == "64", rows
        assert where.cigo("export", "demo", "--format", "csv", "--group", "5.8").out.startswith("cf,")
        for word, said in (("lavoratri", "forse «lavoratori»?"), ("x", "Ci sono: "), ("4.3", "Ci sono: ")):
            run = where.cigo("export", "demo", "--format", "csv", "--group", word)
            assert run.code == 2 and run.out == "" and said in run.err, run.err
        assert where.cigo("export", "demo", "--format", "text", "--group", "lavoratori").code == 2


def test_rows_that_cannot_be_told_apart():
    """The list of beneficiari has every row, and says which have no valid code, or one that came before."""
    with place() as where:
        demo(where)
        run = where.cigo("export", "demo", "--format", "beneficiari")
        assert run.code == 0 and "prima" not in run.err and "valido" not in run.err, run.err
        where.file("t.csv", "cf,cognome\nSCHPLA84H02G224N,a\nX1,b\n,c\nschpla84h02g224n,d\n")
        where.cigo("import", "demo", "5.8", "t.csv", "--append")
        for args in (("--format", "beneficiari"), ("--all", "--draft", "-o", "out")):
            run = where.cigo("export", "demo", *args)
            assert run.code == 0 and run.err.count("beneficiari: ") == 3, run.err
            assert "2 righe sono senza un valore valido di «Codice fiscale»: 7, 8. " in run.err, run.err
            assert "2 righe ripetono «Codice fiscale» di una riga prima: 6, 9." in run.err, run.err


def test_gate_and_draft():
    with place() as where:
        where.file("e.yaml", "form: cigo\nanswers: {}\n")
        where.cigo("fill", "e.yaml", "--name", "e")
        for args in (("--format", "text"), ("--all", "-o", "out")):
            run = where.cigo("export", "e", *args)
            assert run.code == 3 and run.out == "" and run.err.count("\n") == 1, run.err
            assert "cigo check e" in run.err and "manca" in run.err
        assert not (where.folder / "out").exists()
        for name in ("json", "csv", "beneficiari", "fruito", "ics", "checklist"):
            assert where.cigo("export", "e", "--format", name).code == 0, name
        text = where.cigo("export", "e", "--format", "text", "--draft")
        assert text.code == 0 and "BOZZA" in text.out and "non indicato" in text.out
        demo(where)
        assert "BOZZA" not in where.cigo("export", "demo", "--format", "text").out


def test_text_is_80_columns():
    with place() as where:
        demo(where)
        where.file("w.yaml", "form: cigo\nanswers:\n  note_pratica: " + "x" * 500 + "\n")
        where.cigo("fill", "w.yaml", "--name", "w")
        for name in ("demo", "w"):
            text = where.cigo("export", name, "--format", "text", "--draft").out
            assert max(map(len, text.splitlines())) <= 80
        assert text.replace("\n", "").replace(" ", "").count("x" * 500) == 1
        assert "4.7" in where.cigo("export", "demo", "--format", "text").out


def calendar(data):
    assert data.endswith(b"END:VCALENDAR\r\n") and data.count(b"\r\n") == data.count(b"\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_calendar():
    with place() as where:
        demo(where)
        where.file("a.yaml", where.cigo("demo", "--answers").out + "  esito: respinta\n  esito_ricevuto: 20/12/2026\n")
        assert where.cigo("fill", "a.yaml", "--name", "à, b; c\\d").code == 0
        one = calendar(where.cigo("export", "demo", "--format", "ics").out_bytes)
        assert one.count("BEGIN:VEVENT") == 1 and "DTSTART;VALUE=DATE:20261201" in one
        all_cases = calendar(where.cigo("calendar").out_bytes)
        # the term of filing is that of the case that is not filed; the other one has its own
        assert [x for x in all_cases if x.startswith("SUMMARY:Termine")] == ["SUMMARY:Termine di presentazione: demo"]
        assert all_cases.count("BEGIN:VEVENT") == 2
        assert all_cases.count("BEGIN:VALARM") == 2 * all_cases.count("BEGIN:VEVENT")
        assert "SUMMARY:Scadenza del ricorso: à\\, b\\; c\\\\d" in all_cases
        uids = [line for line in all_cases if line.startswith("UID:")]
        assert len(uids) == len(set(uids))
        assert all(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", x) for x in all_cases if x.startswith("DTSTAMP"))


def test_all_and_files():
    with place() as where:
        demo(where)
        run = where.cigo("export", "--all", "demo", "-o", "out")
        assert run.code == 0 and "da verificare sul portale" in run.err, run.err
        out = where.folder / "out"
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, check=True)
        names = {line.split("  ")[1] for line in (out / "SHA256SUMS").read_text().splitlines()}
        assert names == {p.name for p in out.iterdir()} - {"SHA256SUMS"} and len(names) == 9 + 2 * (cigo_run.PROGRAM.parent / "cigo-pdf").exists()
        assert all(n in (out / "INDICE.txt").read_text() for n in names - {"INDICE.txt"})
        assert where.cigo("export", "--all", "demo", "-o", "bozza", "--draft").code == 0
        drafts = {p.name for p in (where.folder / "bozza").iterdir()} - {"SHA256SUMS", "INDICE.txt"}
        assert drafts == {n.replace(".", "-BOZZA.") for n in names - {"INDICE.txt"}}, drafts
        assert "BOZZA, da non presentare" in (where.folder / "bozza" / "INDICE.txt").read_text()
        (out / "domanda.txt").write_text("mio")
        assert where.cigo("export", "demo", "--format", "text", "-o", "out/domanda.txt").code != 0
        assert (out / "domanda.txt").read_text() == "mio"
        assert where.cigo("export", "demo", "--format", "text", "-o", "out/domanda.txt", "--force").code == 0
        (out / "link.txt").symlink_to(out / "domanda.txt")
        before = (out / "domanda.txt").read_text()
        assert where.cigo("export", "demo", "--format", "json", "-o", "out/link.txt", "--force").code != 0
        assert (out / "domanda.txt").read_text() == before
        assert where.cigo("export", "demo").code == 2
        assert where.cigo("export", "demo", "--all").code == 2
        assert where.cigo("export", "demo", "--format", "doc").code == 2


FORMATS = ("beneficiari", "checklist", "csv", "fruito", "ics", "json", "pdf", "relazione", "relazione-txt", "text")


def every_format(where, forms, form):
    """All of them exist or are said not to be described, one by one as in the folder."""
    where.file("e.yaml", f"form: {form}\nanswers: {{}}\n")
    assert where.cigo(*forms, "fill", "e.yaml", "--name", form).code == 0, form
    pdf = (cigo_run.PROGRAM.parent / "cigo-pdf").exists()
    without = set()
    for name in FORMATS:
        if name in ("pdf", "relazione") and not pdf:
            continue
        run = where.cigo(*forms, "export", form, "--format", name, "--draft", "-o", f"{form}-{name}")
        assert run.code in (0, 2) and ".." not in run.err, (form, name, run.err)
        if run.code:
            assert "non descrive" in run.err and run.err.count("\n") == 1, (form, name, run.err)
            without.add(name)
    run = where.cigo(*forms, "export", "--all", form, "--draft", "-o", f"{form}-all")
    assert run.code == 0, (form, run.err)
    index = (where.folder / f"{form}-all" / "INDICE.txt").read_text()
    assert index.count("non lo descrive") >= len(without), (form, index)
    for line in index.splitlines():
        name, _, said = line.partition(": ")
        if "." in name and " " not in name:
            assert (where.folder / f"{form}-all" / name).exists() == ("non c'è" not in said), line
    return without


def test_every_form():
    """Each form in each format; what a form does not describe is skipped and said."""
    with place() as where:
        for folder in sorted((cigo_run.SOURCE / "forms").iterdir()):
            without = every_format(where, (), folder.name)
            assert without <= {"fruito"}, (folder.name, without)
        without = every_format(where, ("--forms", cigo_run.SOURCE / "tests" / "forms"), "prova")
        assert {"fruito", "beneficiari", "relazione-txt"} <= without, without


def test_complete_fis():
    """A whole case of the second form becomes a dossier; what its alerts ask for is in the list of documents."""
    with place() as where:
        text = (cigo_run.SOURCE / "forms" / "ais-fis" / "tests" / "01-ordinaria.yaml").read_text(encoding="utf-8")
        answers = "form: ais-fis\n" + text[text.index("answers:"):text.index("computed:")]
        where.file("f.yaml", answers)
        assert where.cigo("fill", "f.yaml", "--name", "f").code == 0
        run = where.cigo("export", "--all", "f", "-o", "out")
        assert run.code == 0, run.err
        report = (where.folder / "out" / "relazione.txt").read_text()
        assert "Fatturato del terzo trimestre" in report and "Firma: ____" in report, report
        where.file("g.yaml", answers.replace("pagamento: conguaglio", "pagamento: diretto\n  difficolta: x").replace(
            "    - {tipo: beneficiari}\n", "    - {tipo: altro}\n").replace("categoria: ordinaria", "categoria: straordinaria"))
        where.cigo("fill", "g.yaml", "--name", "g")
        due = where.cigo("export", "g", "--format", "checklist").out
        assert "Nessuno" not in due, due
        for document in ("Elenco dei beneficiari", "Verbale o accordo sindacale", "Documentazione finanziaria"):
            assert f"[ ] manca: {document}" in due, due


def test_nothing_made_leaves_nothing():
    with place() as where:
        folder = where.folder / "forms" / "ais-fis"
        shutil.copytree(cigo_run.SOURCE / "forms" / "ais-fis", folder)
        (folder / "beneficiari.yaml").write_text("[a]\n")
        where.file("e.yaml", "form: ais-fis\nanswers: {}\n")
        where.cigo("--forms", folder.parent, "fill", "e.yaml", "--name", "e")
        run = where.cigo("--forms", folder.parent, "export", "--all", "e", "--draft", "-o", "out")
        assert run.code == 2 and "voce: valore" in run.err and not (where.folder / "out").exists(), run.err
        (folder / "beneficiari.yaml").unlink()
        (folder / "documenti.yaml").unlink()
        run = where.cigo("--forms", folder.parent, "export", "--all", "e", "--draft", "-o", "out")
        assert run.code == 0 and "beneficiari" not in run.err, run.err


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_json_is_lossless, test_csv, test_rows_that_cannot_be_told_apart, test_every_form,
                            test_complete_fis, test_nothing_made_leaves_nothing, test_gate_and_draft, test_text_is_80_columns,
                            test_calendar, test_all_and_files]))
