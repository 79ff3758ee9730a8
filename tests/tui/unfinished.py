"""Journeys that end in the middle of a text: it is there the next time."""

import contextlib
import os
import signal
import sqlite3
import time

from stage import again, answer_of, column, go, need


def killed(terminal):
    """kill -9 with text in the editor: the same field, with that text."""
    go(terminal, "2.3")
    terminal.keys("Enter").type(" interrotta").wait("interrotta")
    time.sleep(1.6)  # a second of silence puts the draft on disk
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.wait("fine 137")
    again(terminal)
    screen = terminal.wait("interrotta")
    need(any(l.startswith(">2.3") for l in screen.splitlines()), "not at the field:\n" + screen)
    terminal.keys("Enter").settled()
    need("interrotta" in answer_of(terminal, "demo", "azienda_denominazione"), "the draft was lost")


def left_half_written(terminal):
    """Ctrl-C in the editor makes no answer of it, it is there the next time; another key says what it kept."""
    go(terminal, "10.4")
    terminal.type("Catanz").wait("Catanz")
    terminal.keys("C-c").wait("non è una risposta")
    terminal.keys("Enter").wait("fine 0")
    need(answer_of(terminal, "demo", "dich_luogo") == "Padova", "half of it became the answer")
    again(terminal)
    terminal.wait("Catanz")
    terminal.keys("F10").wait("Tenuto: 10.4 Luogo della dichiarazione: Catanz")


def left_without_a_question(terminal):
    """A text half written in a row that is gone: it is shown."""
    terminal.keys("Escape").wait("esce")
    terminal.keys("Enter").wait("fine 0")
    with contextlib.closing(sqlite3.connect(terminal.data)) as db:
        db.execute("INSERT INTO draft(case_id, place, text) SELECT id, 'lavoratori/99999/nome', 'Mezzo nome' FROM cases")
        db.commit()
    again(terminal)
    terminal.wait("La sua domanda ora non c'è")
    terminal.wait("Mezzo nome")


def killed_in_cell(terminal):
    """kill -9 with text in a cell of a new row: the same cell, with that text."""
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    terminal.keys("End", "PageDown").wait("Riga nuova")
    terminal.keys("Home", "Right").type("Verd").wait("Verd")
    time.sleep(1.6)
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.wait("fine 137")
    again(terminal)
    terminal.wait("com'era.")
    terminal.type("i").keys("Enter").settled()
    need(column(terminal, "cognome")[5] == "Verdi", "the draft was lost")


def killed_while_marking(terminal):
    """kill -9 with a list of several open: the same list, with what was marked; the answer is what it was until Enter."""
    go(terminal, "4.8")
    terminal.keys("Enter", "Up", "Space").wait("1. [x] Sospensione")
    time.sleep(1.6)
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.wait("fine 137")
    need("sospensione" not in answer_of(terminal, "demo", "modalita"), "marks became the answer")
    again(terminal)
    terminal.wait("è di nuovo qui")
    terminal.wait("1. [x] Sospensione")
    terminal.keys("Enter").settled()
    need("sospensione" in answer_of(terminal, "demo", "modalita"), "the marks were lost")
    with contextlib.closing(sqlite3.connect(terminal.data)) as db:
        need(db.execute("SELECT count(*) FROM draft").fetchone() == (0,), "they are offered again")


def hung_up(terminal):
    """SIGHUP saves at once, without waiting for a silence."""
    go(terminal, "2.3")
    terminal.keys("Enter").type(" appesa").wait("appesa")
    os.kill(terminal.pid(), signal.SIGHUP)
    terminal.wait("fine 130")
    again(terminal)
    terminal.wait("appesa")


def rows_half_pasted(terminal):
    """Rows that plain lines left unpasted: one key pastes them at the end of their table, then nothing offers them."""
    terminal.keys("Escape").wait("esce")
    terminal.keys("Enter").wait("fine 0")
    rows = "\tVerdi\tUgo\n\tNeri\tIda\n"
    with contextlib.closing(sqlite3.connect(terminal.data)) as db:
        db.execute("INSERT INTO draft(case_id, place, text) SELECT id, 'rows:lavoratori', ? FROM cases", (rows,))
        db.commit()
    again(terminal)
    terminal.wait("Ci sono righe rimaste da incollare")
    terminal.keys("F10", "i").wait("Incollate 2 righe")
    need(column(terminal, "cognome")[5:] == ["Verdi", "Neri"], "not at the end")
    with contextlib.closing(sqlite3.connect(terminal.data)) as db:
        need(db.execute("SELECT count(*) FROM draft").fetchone() == (0,), "they are offered again")
