"""The tour: once for each person who starts without naming a case, in both faces; never for scripts."""

import sys

import cigo_run
import terminal
from cigo_run import place

FIRST = "Che cosa fa cigo"
SECTIONS = "1. Chi compila"


class Cigo(terminal.Program):
    """cigo on a pseudo-terminal, for somebody who has not seen the tour unless `toured`."""

    def __init__(self, where, *args, term="xterm-256color"):
        super().__init__(where.argv(args), term, rows=12, cols=40, log=False,
                         environment=where.env | {"TERM": term, "TERMINFO_DIRS": "/usr/share/terminfo:/lib/terminfo"})

    def until(self, mark):
        return self.read_until(mark.encode()).decode()

    def leave(self, keys):
        self.send(keys)
        assert self.wait() == 0, self.status


def starts(where, *args, term="xterm-256color", keys=b"\x1b", listed=False):
    """Does the tour come at this start? It is left with `keys`. Where cases are listed first, the first is opened."""
    cigo = Cigo(where, *args, term=term)
    try:
        if listed:
            cigo.until("Domanda> " if term == "dumb" else "Tasti")
            cigo.send(b"1\n" if term == "dumb" else b"\r")
        out = cigo.read_until(b". ")  # of the first screen or line
        toured = FIRST.encode() in out
        if toured:
            cigo.send(keys)
        if SECTIONS.encode() not in out:
            cigo.until("Chi compila")
        if term == "dumb":
            cigo.leave(b"/esci\n/esci\n" if listed else b"/esci\n")
        else:
            cigo.send(b"\x03")
            cigo.until("Esc")
            if listed:
                cigo.send(b"\r")
                cigo.until("Tasti")
            cigo.leave(b"\x03" if listed else b"\r")
        return toured
    finally:
        cigo.close()


def newcomer(where):
    where.toured.unlink()
    return where


def test_once_on_the_screen():
    with place() as where:
        assert starts(newcomer(where))
        assert where.toured.exists()
        assert not starts(where, listed=True)
        assert not starts(where, "demo")


def test_once_in_lines():
    with place() as where:
        assert starts(newcomer(where), "demo", term="dumb", keys=b"q\n")
        assert not starts(where, term="dumb", listed=True)


def test_not_for_experts():
    """Whoever names a case knows cigo; the tour is still owed to somebody who does not."""
    with place() as where:
        newcomer(where).cigo("fill", "-", "--name", "pratica", stdin="answers: {}\n")
        assert not starts(where, "open", "pratica")
        assert not starts(where, "open", "pratica", term="dumb")
        assert not starts(where, "new", "--name", "altra")
        assert not where.toured.exists()
        assert starts(where, listed=True)


def test_not_for_scripts():
    with place() as where:
        run = newcomer(where).cigo("new", stdin="/esci\n")
        assert FIRST not in run.out and "cigo> " in run.out, run.out
        run = where.cigo("demo")
        assert FIRST not in run.out and not where.toured.exists()


def test_not_where_it_cannot_be_remembered():
    """A home that cannot be written: better no tour than one each time."""
    with place() as where:
        newcomer(where)
        where.env["XDG_STATE_HOME"] = str(where.file("file", "no folder"))
        assert not starts(where)


def test_lines():
    """What is typed instead of Enter is not lost, and the tour comes again when it is asked for."""
    with place() as where:
        run = where.cigo("demo", "--answers")
        where.cigo("fill", "-", "--name", "pratica", stdin=run.out)
        typed = "/vai 2.3\n/presentazione\n\n/tour\n/dove\n/esci\n"
        out = where.cigo("open", "pratica", "--lines", stdin=typed).out
        assert out.count(FIRST) == 2 and out.count("Come ci si muove") == 1, out
        assert out.count("2.3. Denominazione") == 4 and out.count("Errori aperti") == 2 and "Tutto è salvato" in out, out


def test_by_itself():
    with place() as where:
        run = where.cigo("tour")
        assert run.code == 0 and all(f", {n} di 3." in run.out for n in (1, 2, 3)), run.out
        assert not where.data.exists(), "the tour needs no archive"
        cigo = Cigo(newcomer(where), "tour")
        try:
            cigo.until("1 di 3")
            cigo.send(b"\r")
            cigo.until("2")
            cigo.send(b"\r")
            cigo.leave(b"\r")
        finally:
            cigo.close()
        assert starts(where), "asked for is not shown by itself"


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
