"""The companies book from the command line: listed, shown, edited, forgotten for good, exported; a hostile one."""

import contextlib
import json
import os
import sqlite3
import stat
import subprocess
import sys

from cigo_run import place

VALUES = {
    1: {"denominazione": "Serramenti Valbruna S.r.l.", "codice_fiscale": "04617350261", "matricola": "8406231518"},
    2: {"numero": "3", "denominazione": "Magazzino di Valbruna"},
    3: {"cognome": "Mantovani", "nome": "Elsa", "codice_fiscale": "MNTLSE80A41H501J"},
    4: {"denominazione": "Serramenti Bellini", "codice_fiscale": "01234567897"},
}
ENTRIES = [(1, "company", None), (2, "unit", 1), (3, "signer", 1), (4, "company", None)]


@contextlib.contextmanager
def book(values=VALUES):
    """An archive that has these companies; only the index of names is made here as the program makes it."""
    with place() as where:
        assert where.cigo("list").code == 0
        with contextlib.closing(sqlite3.connect(where.data)) as db:
            for number, part, company in ENTRIES:
                db.execute("INSERT INTO book VALUES (?, ?, ?, '2026-11-20T08:00:00Z', 'anna')", (number, part, company))
                for name, text in values[number].items():
                    fold = "".join(c for c in text.lower() if c.isalnum())
                    db.execute("INSERT INTO book_value VALUES (?, ?, ?, ?)", (number, name, text, fold))
            db.commit()
        yield where


def test_a_company_is_found_by_its_name_and_codes():
    with book() as where:
        out = where.cigo("companies").out
        assert out.splitlines() == [
            "Azienda 1: Serramenti Valbruna S.r.l. Cambiata il 20/11/2026 alle 08:00 da anna.",
            "Azienda 4: Serramenti Bellini. Cambiata il 20/11/2026 alle 08:00 da anna.",
        ]
        assert where.cigo("companies", "list", "serramenti v").out == out.splitlines()[0] + "\n"
        assert "Nessuna" in where.cigo("companies", "list", "Zeta").out
        for name in ("1", "valbruna", "04617350261", "SERRAMENTI VALBRUNA", "8406231518"):
            shown = where.cigo("companies", "show", name)
            assert shown.code == 0, name
        assert "Magazzino di Valbruna" in shown.out and "Chi firma 3: Mantovani Elsa." in shown.out
        assert "Matricola INPS (matricola): 8406231518" in shown.out
        assert "2 aziende" in where.cigo("companies", "show", "serramenti").err


def test_what_is_edited_is_checked():
    with book() as where:
        assert where.cigo("companies", "edit", "3", "nome", "Elisa").code == 0
        assert "Mantovani Elisa" in where.cigo("companies", "show", "1").out
        assert where.cigo("companies", "edit", "1", "pec", "valbruna@pec.it").code == 0
        assert where.cigo("companies", "edit", "1", "matricola", "").code == 0
        values = json.loads(where.cigo("companies", "show", "1", "--json").out)[0]["values"]
        assert values["pec"] == "valbruna@pec.it" and "matricola" not in values
        for words in (("1", "pec", "nessuna"), ("1", "nosuch", "x"), ("9", "pec", "a@pec.it"), ("2", "numero", "tre"),
                      ("1", "denominazione", "x" * 2000)):
            assert where.cigo("companies", "edit", *words).code == 2, words
        kinds = [e["type"] for e in json.loads(where.cigo("audit", "--json").out)]
        assert kinds == ["book~"] * 3
        assert "ha cambiato nella rubrica: Chi firma 3." in where.cigo("audit").out


def test_what_is_forgotten_is_gone():
    with book() as where:
        assert "Non ho cambiato nulla" in where.cigo("companies", "forget", "1", stdin="no\n").out
        assert len(json.loads(where.cigo("companies", "--json").out)) == 2
        assert where.cigo("companies", "forget", "3", "--yes").code == 0
        assert where.cigo("companies", "forget", "serramenti valbruna", stdin="sì\n").code == 0
        assert [c["id"] for c in json.loads(where.cigo("companies", "--json").out)] == [4]
        left = b"".join(f.read_bytes() for f in where.data.parent.iterdir()).lower()
        for text in (b"valbruna", b"mantovani", b"04617350261", b"mntlse80"):
            assert text not in left, text
        assert b"bellini" in left
        assert where.cigo("companies", "forget", "1", "--yes").code == 2
        assert where.cigo("doctor", "--json").code == 0


def test_it_goes_where_the_archive_goes():
    with book() as where:
        export, copy = where.folder / "rubrica.json", where.folder / "copia.db"
        assert where.cigo("companies", "export", "-o", export).code == 0
        assert stat.S_IMODE(os.stat(export).st_mode) == 0o600
        assert where.cigo("companies", "export", "-o", export).code != 0, "a file that is there stays"
        whole = json.loads(export.read_text())
        assert [e["part"] for e in whole[0]["entries"]] == ["unit", "signer"]
        assert where.cigo("backup", copy).code == 0
        assert where.cigo("companies", "forget", "1", "--yes").code == 0
        assert where.cigo("restore", copy, "--yes").code == 0
        assert json.loads(where.cigo("companies", "--json").out) == whole


LEAVE = ["/vai 2.24", "", "/esci"]


def lines(where, *typed, form="cigo"):
    done = where.cigo("new", "--form", form, "--lines", stdin="\n".join([*typed, "/esci"]) + "\n")
    assert done.code == 0, done.err
    return done.out


def test_what_one_prefers():
    """One is asked; or it is kept and said; or the book is as if it were not."""
    name = ["/vai 2.3", "Officine Zeta"]
    for wish, asked, kept in ((None, True, 0), ("book: ask", True, 0), ("rubrica: sì", False, 1),
                              ("rubrica: no", False, 0)):
        with book() as where:
            if wish:
                where.file("config/cigo/config.yaml", wish + "\n")
            out = lines(where, *name, *LEAVE)
            assert ("/ricorda li mostra" in out) == asked, (wish, out)
            assert ("Nella rubrica: 1 dato nuovo." in out) == bool(kept), (wish, out)
            assert len(json.loads(where.cigo("companies", "--json").out)) == 2 + kept, wish
            offered = "Nella rubrica: Serramenti Valbruna S.r.l." in lines(where, "/vai 2.1", "04617350261", "/vai 2.3")
            assert offered == (wish != "rubrica: no"), wish
    with book() as where:
        where.file("config/cigo/config.yaml", "rubrica: forse\n")
        assert "sì, no o chiedi" in where.cigo("list").err


def test_another_form_knows_the_same_company():
    with book() as where:
        out = lines(where, "/vai 2.1", "valbruna", "/accetta", "/accetta", "/accetta tutto", "si", "/vai 3.2",
                    form="ais-fis")
        assert "2.1 registrato: 04617350261." in out and "2.8 registrato: Elsa." in out
        assert "Nella rubrica: Magazzino di Valbruna. /accetta lo scrive." in out


def test_former_cases_fill_it():
    with place() as where:
        assert where.cigo("demo").code == 0
        assert "28 dati nuovi" in where.cigo("companies", "remember", "demo").out
        assert "0 dati nuovi" in where.cigo("companies", "remember", "demo", "demo").out
        assert where.cigo("companies", "remember", "nosuch").code == 2
        assert "Aziende nella rubrica: 1." in where.cigo("doctor").out
        assert where.cigo("purge", "demo", "--yes").code == 0
        assert "Officine" in where.cigo("companies").out, "the book outlives the case"
        assert where.cigo("companies", "forget", "1", "--yes").code == 0
        left = b"".join(f.read_bytes() for f in where.data.parent.iterdir()).lower()
        assert b"officine" not in left and b"brunello" not in left


def test_a_hostile_book_shows_nothing_that_a_terminal_obeys():
    bad = "\x1b]0;x\x07\x1b[2J\u202eS.r.l."
    with book(VALUES | {1: {"denominazione": bad, bad: "x", "grande": "g" * 2_000_000}}) as where:
        for words in ((), ("show", "1"), ("--json",), ("export",)):
            out = where.cigo("companies", *words).out
            assert not set(out) & {"\x1b", "\x07", "\u202e"}, words
            assert len(out) < 20_000, words
        out = lines(where, "/vai 2.3", "/accetta 1", "/rubrica", "/accetta tutto", "no")
        assert "2.3 registrato" in out and not set(out) & {"\x1b", "\x07", "\u202e"}


def test_remembered_at_once_it_is_there_once():
    """Six at the same time: one company, one unit, one signer; and the book still knows whom the case speaks of."""
    with place() as where:
        where.cigo("demo")
        runs = [subprocess.Popen(where.argv(["companies", "remember", "demo"]), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, env=where.env, cwd=where.folder) for _ in range(6)]
        codes = {run.wait(timeout=60) for run in runs}
        assert 0 in codes and codes <= {0, 4}, codes
        with contextlib.closing(sqlite3.connect(where.data)) as db:
            counts = db.execute("SELECT part, count(*) FROM book GROUP BY part").fetchall()
        assert counts and all(n == 1 for _, n in counts), counts


def main():
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            test()
    return 0


if __name__ == "__main__":
    sys.exit(main())
