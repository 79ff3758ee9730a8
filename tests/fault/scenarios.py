"""What is played while calls fail: each scenario is one run of cigo in a copy of the same folder. Its archive has the
case «a» of the small form of the tests, with answers, rows, a waiver, a draft and something to undo."""

import contextlib
import json
import shutil
import sqlite3
from dataclasses import dataclass

import cigo_run

CASE = "form: prova\nanswers: {motivo: gelo, gradi: 5, dal: 2/11/2026, importo: '12,50',\n" \
       "  persone: [{nome: Ada, ore: 8}, {nome: Ugo, ore: '7,5'}]}\n"
# Not the plain way of writing YAML, so that libyaml reads it too.
ANSWERS = "form: prova\n\"answers\": {motivo: gelo, 'gradi': 5, dal: 2/11/2026, racconto: \"Gelava\\u0021\",\n" \
          "          importo: '12,50', persone: [{nome: Ada, ore: 8}]}\n"
TYPED = ["/vai 1.2", "7", "/vai 2.1", "/nuova", "/cella 3 1 Ivo", "/vai 1.7", "/vai 2.2", "/vai 1.7",
         "/conferma R-RACCONTO visto", "/annulla", "/rifai", "/vai 2.2", "Una nota", "/vai 2.1", "/togli 1",
         "/vai 1.7", "/testo", "Un testo lungo,", "di due righe.", "."]
ROWS = "nome;ore\nEva;5\nLea;6,5\nZoe;7\n"


@dataclass(frozen=True)
class Scenario:
    name: str
    args: tuple
    stdin: str = ""
    loose: bool = False  # what it writes is never twice the same
    again: bool = False  # what it could not do is said, and done the next time
    says: str = ""  # how it says so where others write to standard error: what is found only then
    heavy: bool = False
    screen: bool = False  # on the full screen, with what screen.py types
    typed: tuple = ()  # lines of a conversation: what is in the archive after each counts

    def input(self, lines=None):
        return "".join(f"{line}\n" for line in self.typed[:lines]) + ("/esci\n" if self.typed else "") + self.stdin


SCENARIOS = [
    Scenario("check", ("check", "answers.yaml", "--json")),
    Scenario("check-cigo", ("check", "cigo.yaml", "--json"), heavy=True),
    Scenario("form-check", ("form", "check", cigo_run.SOURCE / "tests/forms/prova")),
    Scenario("fill", ("fill", "answers.yaml", "--name", "b")),
    Scenario("lines", ("open", "a", "--lines"), typed=tuple(TYPED)),
    Scenario("screen", ("open", "a"), screen=True),
    Scenario("answers", ("answers", "a")),
    Scenario("history", ("history", "a")),
    Scenario("list", ("list", "--json")),
    Scenario("list-anew", ("--data", "stale.db", "list", "--json"), again=True),
    Scenario("copy", ("copy", "a")),
    Scenario("delete", ("delete", "a", "--yes")),
    Scenario("rename", ("rename", "a", "z")),
    Scenario("import", ("import", "a", "persone", "rows.csv", "--replace")),
    Scenario("export", ("export", "demo", "--all", "--output", "out", "--draft"), heavy=True),
    Scenario("export-csv", ("export", "a", "--format", "csv", "--group", "persone", "--output", "p.csv", "--draft")),
    Scenario("export-json", ("export", "a", "--format", "json", "--draft")),
    Scenario("pack", ("pack", "a", "b.cigo")),
    Scenario("pack-locked", ("pack", "a", "b.cigo", "--secret-file", "word"), loose=True, heavy=True),
    Scenario("unpack", ("--data", "other.db", "unpack", "a.cigo")),
    Scenario("unpack-locked", ("--data", "other.db", "unpack", "locked.cigo", "--secret-file", "word"), heavy=True),
    Scenario("backup", ("backup", "copy.db")),
    Scenario("restore", ("restore", "old.db", "--yes")),
    Scenario("purge", ("purge", "a", "--yes"), says="non si è potuto vuotare"),
    Scenario("doctor", ("doctor",), again=True, says="(?m)^(?:ERRORE|AVVISO).*"),
    Scenario("migrate", ("--data", "first.db", "list"), again=True),
]


def template(where, forms):
    """The folder that each run begins with; `forms`: a new folder for both forms."""
    forms.mkdir()
    for form in ("tests/forms/prova", "forms/cigo"):
        # no links: when a folder does not go at once, tempfile changes the mode of what they lead to
        shutil.copytree(cigo_run.SOURCE / form, forms / form.rpartition("/")[2])
    where.env["CIGO_FORMS"] = str(forms)
    where.file("answers.yaml", ANSWERS)
    where.file("rows.csv", ROWS)
    where.file("cigo.yaml", 'form: cigo\n"answers": {azienda_denominazione: "Officine Prova"}\n')

    def good(*args, stdin=""):
        run = where.cigo(*args, stdin=stdin)
        assert run.code in (0, 1, 3), (args, run.code, run.out, run.err)
        return run

    good("fill", "-", "--name", "a", stdin=CASE)
    good("demo")
    good("backup", "old.db")
    good("open", "a", "--lines", stdin="/vai 1.4\n30/11/2026\n/vai 1.2\n6\n/esci\n")
    good("pack", "a", "a.cigo")
    where.file("word", "Parola segreta 1\n").chmod(0o600)
    good("pack", "a", "locked.cigo", "--secret-file", "word")
    first_version(where)
    shutil.copy(where.data, where.folder / "stale.db")
    with contextlib.closing(sqlite3.connect(where.folder / "stale.db")) as db:
        db.execute("DELETE FROM summary")
        db.commit()
    return where


def first_version(where):
    """An archive as the first cigo made it."""
    path = where.folder / "first.db"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript((cigo_run.SOURCE / "tests/fault/first.sql").read_text(encoding="utf-8"))
    path.chmod(0o600)


def state(path):
    """What an archive holds, without times; None where there is none. Raises if it is not whole."""
    if not path.exists():
        return None
    with contextlib.closing(sqlite3.connect(path)) as db:
        found = [line for (line,) in db.execute("PRAGMA integrity_check")]
        assert found == ["ok"], found
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return json.dumps([db.execute(sql).fetchall() for table, sql in TABLES.items() if table in tables])


TABLES = {
    "cases": "SELECT id, name, form FROM cases ORDER BY id",
    "answer": "SELECT case_id, field, text FROM answer ORDER BY case_id, field",
    "answer_row": "SELECT case_id, grp, row_id, data FROM answer_row ORDER BY case_id, grp, position",
    "waiver": "SELECT case_id, alert, row_id, state, reason FROM waiver ORDER BY 1, 2, 3",
    "journal": "SELECT case_id, action, type, place, old_text, new_text FROM journal ORDER BY case_id, id",
}
