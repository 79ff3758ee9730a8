"""The start screen in a real terminal (tmux), at three sizes: it is searched as one types, a case is opened from it, and
one comes back to the same place.

    start.py PROGRAM
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile

import tmux

SIZES = ((80, 24), (60, 20), (40, 12))
CASES = (
    ("gelo", "form: cigo\nanswers: {azienda_denominazione: Alfa Srl, periodo_dal: 5/4/2027, inizio_effettivo: 5/4/2027, causale: meteo}"),
    ("commesse", "form: cigo\nanswers: {azienda_cf: 1, azienda_denominazione: Beta Srl, up_nome: Officina di Però}"),
    ("vuota", "form: cigo\nanswers: {}"),
)


def cigo(data, *args, typed=""):
    run = subprocess.run([sys.argv[1], *args, "--data", data, "--today", "2026-11-23"], text=True, input=typed,
                         capture_output=True, check=False, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it"))
    if run.returncode:
        raise AssertionError(f"{args}: {run.stderr}")
    return run.stdout


def need(found, what):
    if not found:
        raise AssertionError(what)


def marked(terminal):
    lines = [line for line in terminal.settled().splitlines() if line.startswith(">")]
    need(len(lines) == 1, f"one line has the focus: {lines}")
    return lines[0]


def walk(folder, cols, rows):
    data = os.path.join(folder, f"{cols}.db")
    for name, answers in CASES:
        cigo(data, "fill", "-", "--name", name, typed=answers)
    terminal = tmux.Terminal([sys.argv[1]], cols, rows, data=data)
    try:
        terminal.wait("Domande: 3")
        need(re.search(r"> fra \d{3} g +1\. Alfa Srl", marked(terminal)), f"the days are whole: {marked(terminal)}")
        terminal.keys(*"periodo:2")
        terminal.wait("«periodo:2» non si capisce ancora:")
        terminal.wait("Domande: 3")
        terminal.keys(*"/4/2027..11/4/2027")
        terminal.wait("Domande: 1")
        need("Alfa Srl" in marked(terminal) and "non si capisce" not in terminal.settled(), "it is understood")
        terminal.keys("Escape")
        terminal.wait("Domande: 3")
        terminal.keys("Home")
        said = " ".join(terminal.settled().split("──")[-1].split())
        whole = "Modificata il" in said if rows > 12 else "mancano 46 risposte" in said  # then what counts
        need("In corso: 2 avvisi" in said and whole, "the chosen case, cut: " + said)
        terminal.keys("p", "e", "r", "o")
        terminal.wait("Domande: 1")
        need("Beta Srl" in marked(terminal), "the accent does not count")
        terminal.keys("Enter")
        terminal.wait("1. Chi compila")
        need(re.search(r"Termine( di presentazione)?: non ancora calcolabile\.", terminal.settled()),
             "what is not known yet has its name")
        terminal.keys("C-c")
        terminal.wait("Invio")
        terminal.keys("Enter")
        terminal.wait("Domande: 1")
        need("Beta Srl" in marked(terminal), "back at the same place, with the same search")
        terminal.keys("Escape")
        terminal.wait("Domande: 3")
        need("Beta Srl" in marked(terminal), "the focus stays on its case")
        said = " ".join(terminal.settled().split("──")[-1].split())
        need(rows == 12 or "Beta Srl, Officina di Però." in said, "which unit it is: " + said)
        need(cols < 80 or "da correggere !!1" in marked(terminal), "an error has its sign: " + marked(terminal))
        terminal.keys("F5")
        need("Invio Mette o toglie Esc Lascia" in terminal.wait("Etichetta da mettere"), "the keys of what is asked")
        terminal.keys("x", "y", "Enter")
        terminal.wait("Etichette" if rows > 12 else "Beta Srl")
        terminal.keys("F4")
        terminal.wait("Domande: 2")
        terminal.keys("F7")
        terminal.wait("Domande da parte: 1")
        need("Beta Srl" in marked(terminal), "what is set aside")
        terminal.keys("F1")
        terminal.wait("Ctrl-C: esce")
        terminal.keys("x", "C-a")
        terminal.wait("Domande da parte: 0")
        terminal.keys("Escape")
        terminal.wait("Domande: 3")
        terminal.keys("F8")
        terminal.wait("Domanda>")
        terminal.keys("1", "Enter")
        terminal.wait("per smettere")  # a case opened from plain lines opens in plain lines
        terminal.keys("q", "Enter")
        terminal.wait("cigo>")
        terminal.keys("/schermo", "Enter")
        terminal.wait("1. Chi compila")
        terminal.keys("C-c")
        terminal.wait("Invio")
        terminal.keys("Enter")
        terminal.wait("Domande: 3")
        terminal.keys("C-c")
        terminal.wait("fine 0")
    finally:
        terminal.close()
    tags = {case["name"]: case["tags"] for case in json.loads(cigo(data, "list", "--json"))}
    need(tags == {"gelo": [], "commesse": ["xy"], "vuota": []}, f"tags: {tags}")


def first_time(folder):
    """Who has no case is in the wizard at once."""
    terminal = tmux.Terminal([sys.argv[1]], data=os.path.join(folder, "nuovo.db"))
    try:
        terminal.wait("1. Chi compila")
        terminal.keys("C-c")
        terminal.wait("Invio")
        terminal.keys("Enter")
        terminal.wait("fine 0")
    finally:
        terminal.close()


def crashed(folder):
    """What happened the last time is said whole."""
    data = os.path.join(folder, "caduta.db")
    cigo(data, "fill", "-", "--name", CASES[0][0], typed=CASES[0][1])
    terminal = tmux.Terminal([sys.argv[1]], data=data)
    try:
        terminal.wait("Domande: 1")
        terminal.keys("Enter")
        terminal.wait("1. Chi compila")
        os.kill(terminal.pid(), signal.SIGKILL)
        terminal.wait("fine 137")
    finally:
        terminal.close()
    terminal = tmux.Terminal([sys.argv[1]], data=data)
    try:
        text = " ".join(terminal.wait("si è fermato").split())
        need("ci sono tutte" in text, text)
    finally:
        terminal.close()


def followed(folder):
    """What somebody else begins or deletes is in the list without a key, and the focus stays on its case."""
    data = os.path.join(folder, "seguita.db")
    for name, answers in CASES:
        cigo(data, "fill", "-", "--name", name, typed=answers)
    terminal = tmux.Terminal([sys.argv[1]], data=data)
    try:
        terminal.wait("Domande: 3")
        while "Beta Srl" not in marked(terminal):
            terminal.keys("Down")
        cigo(data, "delete", "gelo", "--yes")
        terminal.wait("Domande: 2")
        need("Beta Srl" in marked(terminal), "the focus stays on its case")
        cigo(data, "fill", "-", "--name", "altra", typed=CASES[0][1])
        terminal.wait("Domande: 3")
        need("Beta Srl" in marked(terminal), "the focus stays on its case")
        cigo(data, "delete", "commesse", "--yes")
        terminal.wait("Domande: 2")
        need("Beta Srl" not in terminal.settled(), "it is gone")
        terminal.keys("Home")
        terminal.settled()
        os.kill(terminal.pid(), signal.SIGSTOP)  # who presses Enter before the list is drawn anew
        cigo(data, "delete", "altra", "--yes")
        terminal.keys("Enter")
        os.kill(terminal.pid(), signal.SIGCONT)
        need("Domande: 1" in terminal.wait("Quella domanda non c'è più"), "the list as it is now")
        terminal.keys("C-c")
        terminal.wait("fine 0")
    finally:
        terminal.close()


def of_a_form(folder, cols, rows):
    """Of several forms one says which; cases say whose they are, and the new one is of that form."""
    data = os.path.join(folder, f"moduli-{cols}.db")
    cigo(data, "fill", "-", "--name", CASES[0][0], typed=CASES[0][1])
    terminal = tmux.Terminal([sys.argv[1]], cols, rows, data=data)
    try:
        terminal.wait("Domande: 1")
        terminal.keys("F2")
        terminal.wait("Di quale modulo? 1 CIGO, 2 FIS.")
        terminal.keys("Escape")
        terminal.wait("F2 Nuova")
        terminal.keys("F2")
        terminal.wait("Di quale modulo?")
        terminal.keys("2")
        terminal.wait("2. Datore di lavoro")
        terminal.keys("C-c")
        terminal.wait("Invio")
        terminal.keys("Enter")
        terminal.wait("Domande: 2")
        terminal.keys("f", "i", "s")
        terminal.wait("Domande: 1")
        need("FIS." in terminal.settled(), "the case says its form")
        terminal.keys("C-c")
        terminal.wait("fine 0")
    finally:
        terminal.close()


def main():
    if tmux.missing():
        print("skipped: no tmux")
        return 77
    with tempfile.TemporaryDirectory(prefix="cigo-start-") as folder:
        first_time(folder)
        crashed(folder)
        followed(folder)
        for cols, rows in SIZES:
            walk(folder, cols, rows)
            of_a_form(folder, cols, rows)
            print(f"ok {cols}x{rows}")
    return 0


sys.exit(main())
