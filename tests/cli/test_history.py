"""What the journal remembers: undo and redo across sessions, and the history of a field."""

import sqlite3
import subprocess
import sys

import cigo_run

NAME = "2.3"


def lines(where, *typed, case="demo", end="/esci"):
    """What cigo says when these lines are typed into the case."""
    return where.cigo("open", case, "--lines", stdin="\n".join([*typed, end]) + "\n").out


def state(where, case="demo"):
    return where.cigo("answers", case).out


def said(out, *words):
    found = [line for line in out.splitlines() if any(word in line for word in words)]
    return [line.split("> ")[-1] for line in found]


def demo(where):
    where.cigo("demo")
    return state(where)


def test_undo_goes_on_in_the_next_session():
    with cigo_run.place() as where:
        first = demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl")
        alfa = state(where)
        lines(where, f"/vai {NAME}", "Beta srl")
        lines(where, "/vai 5.8", "/togli 2-3")
        last = state(where)
        out = lines(where, "/annulla", "/annulla")
        assert "2 righe rimesse (" in out, out
        assert "da «Beta srl» a «Alfa srl» (" in out, out
        assert state(where) == alfa
        out = lines(where, "/annulla")
        assert "a «Officine Brenta S.r.l.»" in out and state(where) == first
        out = lines(where, "/rifai", "/rifai")
        assert "a «Alfa srl» (" in out and "a «Beta srl» (" in out, out
        lines(where, "/rifai")
        assert state(where) == last
        assert "nulla da rifare" in lines(where, "/rifai")


def test_a_new_change_ends_redo():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl", "/annulla")
        lines(where, f"/vai {NAME}", "Gamma srl")
        before = state(where)
        assert "nulla da rifare" in lines(where, "/rifai") and state(where) == before
        lines(where, "/annulla")  # Gamma, and Alfa that was undone is passed over
        out = lines(where, "/annulla", "no")
        assert "Annullare: Risposte da file" in out and "Non è stato cambiato nulla" in out, out


def test_much_at_once_is_asked_and_comes_back():
    with cigo_run.place() as where:
        first = demo(where)
        out = lines(where, "/annulla", "si")
        assert "21 righe tolte" in out and state(where) != first, out
        assert "nulla da annullare" in lines(where, "/annulla")
        lines(where, "/rifai", "si")
        assert state(where) == first


def test_an_import_is_one_step():
    with cigo_run.place() as where:
        demo(where)
        head = "Nome,Cognome\n"
        rows = "".join(f"Nome{i},Cognome{i}\n" for i in range(300))
        table = where.file("tabella.csv", head + rows)
        before = state(where)
        run = where.cigo("import", "demo", "5.8", table, "--append", "--map", "Nome=nome,Cognome=cognome")
        assert run.code in (0, 1), run.err
        after = state(where)
        assert after.count("Cognome299") == 1
        out = lines(where, "/annulla", "si")
        assert "300 righe tolte" in out and state(where) == before, out
        lines(where, "/rifai", "si")
        assert state(where) == after
        lines(where, "/annulla", "si")
        assert state(where) == before


def test_undo_after_kill():
    with cigo_run.place() as where:
        first = demo(where)
        run = subprocess.Popen(where.argv(["open", "demo", "--lines"]), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, cwd=where.folder, env=where.env)
        run.stdin.write(f"/vai {NAME}\nAlfa srl\n/dove\n".encode())
        run.stdin.flush()
        seen = b""
        while b"Salvata alle" not in seen:
            seen += run.stdout.readline()
        run.kill()
        run.communicate()
        assert "Alfa srl" in state(where)
        assert "da «Alfa srl» a «Officine Brenta S.r.l.»" in lines(where, "/annulla")
        assert state(where) == first


def test_somebody_elses_change_is_asked():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl")
        db = sqlite3.connect(where.data)
        db.execute("UPDATE journal SET who = 'bianchi' WHERE new_text = 'Alfa srl'")
        db.commit()
        db.close()
        alfa = state(where)
        out = lines(where, "/annulla", "no")
        assert "L'ultima modifica è di bianchi. Annullare: " in out and state(where) == alfa, out
        lines(where, "/annulla", "si")
        assert "Officine Brenta" in state(where)


def test_undo_is_journalled_and_never_guesses():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl", "/annulla", "/rifai")
        db = sqlite3.connect(where.data)
        turns = [row[0] for row in db.execute("SELECT undo FROM journal WHERE place = 'azienda_denominazione' ORDER BY id")]
        assert turns == [0, 0, 1, 2], turns
        # the archive was changed behind cigo's back: what it holds now is not what that action left
        db.execute("UPDATE answer SET text = 'Delta srl' WHERE field = 'azienda_denominazione'")
        db.commit()
        db.close()
        before = state(where)
        out = lines(where, "/annulla")
        assert "nel frattempo è cambiato" in out and state(where) == before, out


TESTS = [test for name, test in sorted(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    sys.exit(cigo_run.main(TESTS))
