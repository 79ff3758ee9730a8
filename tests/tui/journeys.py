"""Journeys through the full screen in a real terminal (tmux): what a person does, and what must be so.

    journeys.py PROGRAM [NAME…]
"""

import os
import re
import sqlite3
import subprocess
import sys
import time

import tmux
import typed_case
import unfinished
from stage import TODAY, answer_of, cigo, column, demo, go, need

# ---- the journeys ----


def walk(terminal):
    """Every section of the demo, with the keys that the screen names."""
    terminal.keys("Enter")
    for number in range(1, 13):
        terminal.wait(f"{number}/12 ")
        terminal.keys("End").wait("Avanti:" if number < 12 else "Fine:")
        terminal.keys("Enter")
    terminal.wait("Prima di cominciare")
    terminal.keys("C-c").wait("Tutto è salvato")
    terminal.keys("Enter").wait("fine 0")


def resize_in_edit(terminal):
    go(terminal, "2.3")
    terminal.keys("Enter").type(" e figli").wait("e figli")
    for cols, rows in ((60, 20), (40, 12), (30, 8), (10, 3), (120, 40), (80, 24)):
        terminal.resize(cols, rows)
        terminal.settled()
    terminal.wait("e figli")
    terminal.type(" srl").keys("Enter")
    terminal.wait("e figli srl")
    need("e figli srl" in answer_of(terminal, "demo", "azienda_denominazione"), "the answer was not kept")


def detach_and_attach(terminal):
    """Another client of another size comes and goes; the text in the editor stays."""
    go(terminal, "2.3")
    terminal.keys("Enter").type("XYZ").wait("XYZ")
    terminal.resize(60, 20)
    terminal.wait("XYZ")
    terminal.keys("C-l")
    terminal.resize(80, 24)
    need("XYZ" in terminal.settled(), "the text is gone after a redraw")
    terminal.keys("Enter")


def undo_and_redo(terminal):
    go(terminal, "4.5")
    terminal.type("2/11").wait("= lunedì 2 novembre 2026")
    terminal.keys("Enter").wait("F11 annulla")
    terminal.wait("ERRORE")
    terminal.raw(b"\x1f").wait("Annullato")
    need(answer_of(terminal, "demo", "periodo_dal") == "16/11/2026", "not undone")
    terminal.keys("C-y").settled()
    need(answer_of(terminal, "demo", "periodo_dal").endswith("2/11/2026"), "not redone")


def problems(terminal):
    """A wrong date, the list, the jump, and back to the same place."""
    go(terminal, "4.5")
    terminal.type("31/2").keys("Enter").wait("non si può leggere")
    go(terminal, "9.1")
    before = terminal.focus()
    terminal.keys("F4").wait("Problemi")
    terminal.keys("Enter").wait(">4.5")
    terminal.wait("Che cosa fare")
    terminal.keys("F6").settled()
    need(terminal.focus() == before, f"F6 led to {terminal.focus()!r}, not {before!r}")


def rows(terminal):
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Schiavon")
    terminal.keys("C-k").settled()
    need(cigo(terminal, "answers", "demo").count("SCHPLA84H02G224N") == 2, "no copy")
    terminal.keys("C-u").wait("tolta")
    need(cigo(terminal, "answers", "demo").count("SCHPLA84H02G224N") == 1, "not removed")
    terminal.keys("F11").settled()
    need(cigo(terminal, "answers", "demo").count("SCHPLA84H02G224N") == 2, "not put back")
    go(terminal, "5.8/3")  # as the plain lines name it: the copy is row 2
    terminal.wait("Codice fiscale *: NRDGLI90R61G224P")


def menu(terminal, letter, text):
    terminal.keys("C-o").wait("Menu: Invio")
    terminal.type(letter).wait(text)


def first_cell(terminal):
    terminal.raw(b"\x1b[1;5H").keys("Home")
    terminal.settled()


def table_cells(terminal):
    """Cells edited in place; Esc keeps what was typed, too."""
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    before = column(terminal, "nome")
    terminal.keys("Right", "Right").type("Anna").keys("Tab").settled()
    need(column(terminal, "nome")[0] == "Anna", "the cell was not written")
    terminal.keys("BTab", "Down").type("Eva").wait("Chiude e tiene")
    terminal.keys("Escape").wait("Invio Scrive")
    need(column(terminal, "nome")[1] == "Eva", "Esc lost what was typed")
    terminal.keys("C-_").settled()
    terminal.keys("C-_").settled()
    need(column(terminal, "nome") == before, "not undone")


def table_view(terminal):
    """Ordered and filtered, filled down in what is in sight; the order of the case stays."""
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    before = column(terminal, "ore_richieste")
    terminal.keys("Right", "Right").settled()
    menu(terminal, "o", "ordinate per Nome")
    menu(terminal, "f", "Solo le righe con")
    terminal.type("operaio").keys("Enter").wait("3 su 5")
    first_cell(terminal)
    terminal.keys("Right", "Right", "Right", "Right").type("12").keys("Enter").settled()
    terminal.keys("Up", "C-Space", "Down", "Down").wait("Segnate: righe 3")
    menu(terminal, "g", "F11 annulla")
    need(column(terminal, "ore_richieste") == ["12", "12", "12", *before[3:]], "filled wrongly")
    terminal.keys("C-_").settled()
    terminal.keys("C-_").settled()
    need(column(terminal, "ore_richieste") == before, "not undone")


def table_rows(terminal):
    """Rows removed and put back where they were; cells pasted, and one undo for all of them."""
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    before = column(terminal, "nome")
    terminal.keys("Down").raw(b"\x1b[1;2B").wait("Segnate: righe 2")
    terminal.keys("C-u").wait("2 righe tolte")
    need(column(terminal, "nome") == [before[0], *before[3:]], "not removed")
    terminal.keys("C-o").wait("Rimette le righe")
    terminal.type("r").settled()
    need(column(terminal, "nome") == before, "not put back where they were")
    terminal.raw(b"\x1b[200~Cognome\tNome\r\nVerdi\tLuca\r\nGalli\tAda\r\n\x1b[201~").wait("Incollate 2 righe")
    need("Ada" in column(terminal, "nome"), "not pasted")
    terminal.keys("C-_").settled()
    need(column(terminal, "nome") == before, "the paste was not undone in one step")


def table_problem(terminal):
    """From the list of problems to the cell, mended there, and back to where one was."""
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    terminal.keys("Right", "Right", "Right", "Right").type("tante").keys("Enter").wait("non si può leggere")
    terminal.keys("Escape").wait(">5.8")
    go(terminal, "9.1")
    before = terminal.focus()
    terminal.keys("F4").wait("Problemi")
    terminal.keys("Enter").wait("Che cosa fare")
    terminal.type("64").keys("Enter").settled()
    terminal.keys("F6").settled()
    need(terminal.focus() == before, f"F6 led to {terminal.focus()!r}, not {before!r}")
    need(column(terminal, "ore_richieste")[0] == "64", "not mended")


def choose(terminal, entry):
    """Choose it in the menu."""
    terminal.keys("F10").wait("Men")
    for _ in range(60):
        if entry in terminal.focus():
            break
        terminal.keys("Down")
    return terminal.keys("Enter")


def faces(terminal):
    """To plain lines and back, at the same place."""
    go(terminal, "4.6")
    choose(terminal, "righe semplici").wait("4.6>")
    terminal.type("/vai 2.3").keys("Enter").wait("2.3>")
    terminal.type("/schermo").keys("Enter")
    terminal.wait(">2.3")


def languages(terminal):
    """To German and on to Italian, on the screen and in lines, at the same place and in the same face."""
    go(terminal, "4.6")
    choose(terminal, "Lingua dei testi").wait("Lingua (it italiano, de Deutsch")
    terminal.type("deutsch").keys("Enter").wait("Zeitraum bis")
    need("4.6 " in terminal.focus(), f"not at 4.6 but {terminal.focus()!r}")
    choose(terminal, "Zeilenmodus").wait("4.6>")
    terminal.type("/language it").keys("Enter").wait("Ora i testi sono in questa lingua: italiano")
    terminal.settled()
    terminal.type("/schermo").keys("Enter").wait("Periodo al")
    need("4.6 " in terminal.focus(), f"not at 4.6 but {terminal.focus()!r}")


def characters(terminal):
    """Accents in UTF-8, a Latin-1 byte, an accent of its own, and a paste of several lines in one."""
    go(terminal, "2.3")
    terminal.type("Perché").raw(b"\xe8").raw("e\u0300".encode()).keys("Enter")
    terminal.settled()
    need(answer_of(terminal, "demo", "azienda_denominazione") == "Perchéèè",
         "stored: " + answer_of(terminal, "demo", "azienda_denominazione"))
    go(terminal, "2.3")
    terminal.raw(b"\x1b[200~Rossi\r\nBianchi\x1b[201~").keys("Enter")
    terminal.settled()
    need(answer_of(terminal, "demo", "azienda_denominazione") == "Rossi Bianchi", "the paste was broken up")


def bare_locale(terminal):
    """In the locale C an accent is typed, shown and kept all the same."""
    other = demo(data=terminal.folder / "altri.db", environment={"LC_ALL": "C", "LANG": "C"})
    try:
        go(other, "2.3")
        other.type("Caffè più").keys("Enter")
        other.wait("Caffè più")
        need(answer_of(other, "demo", "azienda_denominazione") == "Caffè più", "the accents are lost")
    finally:
        other.close()


def twins(terminal):
    """Every function of the menu without a function key."""
    go(terminal, "4.5")
    for key, text in (("C-t", "I tasti"), ("C-p", "Perché si chiede"), ("C-r", "Problemi"), ("C-x", "mancano"),
                      ("C-o", "Menu"), ("C-w", "cambiato")):
        terminal.keys(key).wait(text)
        terminal.keys("Escape").settled()
        time.sleep(0.3)


def read_only(terminal):
    second = tmux.Terminal([sys.argv[1], "open", "demo"], data=terminal.data)
    try:
        second.wait("sola lettura")
    finally:
        second.close()


def disk_refuses(terminal):
    """Nothing can be written for a while: said loudly, typing goes on, and Ctrl-S makes up for it."""
    go(terminal, "2.3")
    lock = sqlite3.connect(terminal.data, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    terminal.type("Prima").keys("Enter").wait("NON SALVATO", seconds=30)
    go(terminal, "2.3")
    terminal.type("Seconda").keys("Enter")
    terminal.wait("Seconda", seconds=30)
    terminal.keys("C-c").wait("NON TUTTO", seconds=30)
    terminal.keys("Escape")
    lock.execute("ROLLBACK")
    lock.close()
    time.sleep(0.4)
    terminal.keys("C-s").wait("Tutto è salvato", seconds=30)
    need("NON SALVATO" not in terminal.settled(), "still said not to be saved")
    need(answer_of(terminal, "demo", "azienda_denominazione") == "Seconda", "not made up for")


def dumb(terminal):
    lines = tmux.Terminal([sys.argv[1], "open", "demo"], data=terminal.data, environment={"TERM": "dumb"})
    try:
        lines.wait("Invio per continuare")
    finally:
        lines.close()


def from_nothing():
    """The whole demo case, typed field by field on an empty one, is complete."""
    terminal = tmux.Terminal([sys.argv[1], "new", "--name", "digitata"], cols=100, rows=40)
    try:
        terminal.wait("1. Chi compila")
        typed_case.type_all(terminal)
        run = subprocess.run([sys.argv[1], "check", "digitata", "--data", str(terminal.data), "--today", TODAY],
                             text=True, capture_output=True)
        need("La domanda è completa" in run.stdout, run.stdout + run.stderr)
    except AssertionError:
        print(terminal.screen())
        raise
    finally:
        terminal.close()


def review(terminal):
    """From the review to an answer and back to the same line; what is not understood keeps one there."""
    terminal.keys("C-q").wait("> La pratica")
    for _ in range(4):
        terminal.keys("Tab")
    terminal.wait("> Sezione 4.")
    terminal.keys(*["Down"] * 5).wait("> 4.7 Data inizio effettivo")
    terminal.keys("Enter").wait("4/12 Causale")
    terminal.keys("C-u").type("31/2").keys("Enter").wait("La data non si può leggere")
    terminal.keys("Enter").keys("C-u").type("17/11/2026").keys("Enter").wait("Revisione")
    need("4.7 Data inizio effettivo" in terminal.focus(), "not back at the line: " + terminal.focus())
    terminal.wait("martedì 17 novembre 2026")
    need(answer_of(terminal, "demo", "inizio_effettivo") == "17/11/2026", "the answer was not kept")
    folder = terminal.folder / "pratica"
    terminal.keys("p").wait("solo Invio: pratica-demo")
    terminal.type(str(folder)).keys("Enter").wait("nella cartella", 30)
    need((folder / "SHA256SUMS").exists(), "no dossier")
    terminal.keys("Escape").wait("Prima di cominciare")


def onto_the_portal(terminal):
    """The value is in the clipboard of the terminal's user, byte for byte; ticks and place are kept."""
    terminal.tmux("set-option", "-s", "set-clipboard", "on")
    terminal.keys("End", "Enter").wait("Sul portale: campo 1 di")
    for code, field in (("2.3", "azienda_denominazione"), ("8.3", "rel_ragioni")):
        terminal.type(code).keys("Enter").wait(f"> [ ] {code} ")
        terminal.keys("Enter").wait("Negli appunti, se tmux lo permette")
        terminal.wait(f"> [x] {code} ")
        need(terminal.tmux("show-buffer") == answer_of(terminal, "demo", field), f"{code} is not in the clipboard")
    terminal.type("4.7").keys("Enter").wait("> [ ] 4.7 ")
    terminal.keys("Enter").wait("> [x] 4.7 ")
    need(terminal.tmux("show-buffer") == "16/11/2026", "the date is not as the portal takes it")
    terminal.keys("C-c").wait("Tutto è salvato")
    terminal.keys("Enter").wait("fine 0")
    terminal.tmux("respawn-pane", "-k", "-t", "w", f"'{sys.argv[1]}' portal demo --data '{terminal.data}'")
    terminal.wait("> [x] 4.7 ")
    terminal.wait("3 copiati")


STATES = re.compile(r"^[> ] +\d+\. .*?(?:completa|da correggere|in corso|da iniziare|non serve|…).*$", re.M)


def labels(screen):
    """What a page says beside its values: codes and alerts, in their order."""
    return re.findall(r"^[> ]*(\d+\.\d+) |(!! ERRORE .*|! AVVISO .*)$", screen, re.M)


def snapshot(terminal):
    """The same screens from a snapshot, at three sizes: the list of the sections, a page, a table, a card."""
    go(terminal, "4.5")
    terminal.type("01/11/2026").keys("Enter").settled()
    file = terminal.folder / "foto.json"
    cigo(terminal, "snapshot", "demo", str(file))
    other = tmux.Terminal([sys.argv[1], "snapshot", "--open", str(file)])
    try:
        other.settled()
        for cols, rows in ((80, 24), (60, 20), (40, 12)):
            for one in (terminal, other):
                one.resize(cols, rows)
                one.keys("C-e").wait("1. Chi compila")
            here, there = terminal.screen(), other.screen()
            # what is right of the state moves with the width of its column alone
            need(STATES.findall(here) == STATES.findall(there) and len(STATES.findall(here)) > 3, f"{here}\n{there}")
            for one in (terminal, other):
                go(one, "4.7")
            here, there = terminal.screen(), other.screen()
            need("data valida" in there and "16/11" not in there, there)
            need(cols < 80 or labels(here) == labels(there) != [], f"{here}\n{there}")
            for one in (terminal, other):
                one.keys("F10").type("a").wait("Da leggere")
            need("Errore" in other.screen() or cols < 60, other.screen())
            for one in (terminal, other):
                one.keys("Escape").wait("4/12")
        other.type("3").wait("qui si guarda soltanto")
        need("data valida" in other.wait(">4.7"), other.screen())
    finally:
        other.close()


UNFINISHED = [unfinished.killed, unfinished.left_half_written, unfinished.left_without_a_question,
              unfinished.killed_in_cell, unfinished.killed_while_marking, unfinished.hung_up, unfinished.rows_half_pasted]
JOURNEYS = [snapshot, walk, resize_in_edit, detach_and_attach, *UNFINISHED, undo_and_redo, problems, rows,
            faces, languages, table_cells, table_view, table_rows, table_problem, characters, bare_locale, twins, read_only,
            dumb, disk_refuses, review, onto_the_portal]


def play(journey):
    if journey is from_nothing:
        journey()
        return
    terminal = demo()
    try:
        journey(terminal)
    finally:
        terminal.close()


def main():
    if tmux.missing():
        return 77
    journeys = [*JOURNEYS, *([from_nothing] if typed_case.possible() else [])]
    wanted = sys.argv[2:]
    failed = 0
    for journey in journeys:
        if wanted and journey.__name__ not in wanted:
            continue
        start = time.monotonic()
        try:
            play(journey)
            print(f"ok {journey.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except AssertionError as error:
            failed += 1
            print(f"not ok {journey.__name__}: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.argv[1] = os.path.abspath(sys.argv[1])
    sys.exit(main())
