"""T-paste-mode: for terminals that do not mark what is pasted, the user says where it begins and ends."""

import os
import signal

from harness import answer, in_tmux, need, on_pty

MODE, END = b"\x1e", b"\x04"
NASTY = b"Rossi\x1b[11~\x1b\x1bOP\x03\x13\x1a\x11\x1b[<0;10;6M\x04\r\x1b[20~\x0cBianchi\r\nVerdi\x1c\x1c"


def paste(cigo, data):
    """Into paste mode, and out of it."""
    out = cigo.press(MODE)
    need(b"INCOLLA" in out, "no banner", out)
    need(cigo.press(data), "nothing is seen of it")
    cigo.send(END)
    return cigo.read_until(b"F10")


def t_paste_mode():
    """All that comes is text and no key, and what keys send is left out; lines are kept or joined, and that is said; one undo."""
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        out = paste(cigo, NASTY)
        need("3 righe unite in una" in out.decode("utf-8", "replace"), "not said", out)
        cigo.press(b"\r")
        need(answer(where) == "Rossi Bianchi Verdi", "not kept as text:", answer(where))
        cigo.press(b"\x1f")
        need(answer(where) == "Officine Brenta S.r.l.", "not undone in one step:", answer(where))
        cigo.go("8.2")
        paste(cigo, b"prima riga\rseconda riga\r")
        cigo.press(b"\t")
        text = where.cigo("answers", "demo").out
        need("prima riga\\nseconda riga" in text, "line ends are lost in a long text", text)
    line_drops()
    table()


def line_drops():
    """The line drops in the middle of a paste: what came is in the editor at the next start."""
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        cigo.press(MODE)
        cigo.press(b"meta di un n")
        os.kill(cigo.pid, signal.SIGHUP)
        need(cigo.wait() == 130, cigo.status)
        with on_pty("open", "demo", where=where) as (_, again, _):
            again.press(b"\r")
        need(answer(where) == "meta di un n", "lost:", answer(where))


def table():
    """Cells into a table, one step; a mark of bracketed paste around them is nothing."""
    with in_tmux("demo", size=(40, 12), ready="1. Chi") as screen:
        screen.keys("C-g").wait("Vai a")
        screen.type("5.8").keys("Enter").settled()
        screen.keys("Enter").wait("5 righe")
        screen.raw(MODE).wait("INCOLLA")
        screen.raw(b"\x1b[200~Cognome\tNome\r\nVerdi\tLuca\r\nGalli\tAda\r\n\x1b[201~").settled()
        need("INCOLLA" in screen.screen() and "5 righe" in screen.screen(), "ended too early", screen.screen())
        screen.raw(END).wait("Incollate 2 righe")
        screen.keys("C-_").wait("Schiavon")
