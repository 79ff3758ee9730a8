"""T-14 … T-16, T-27, T-28, T-33 … T-35: sizes, other terminals in between, slow lines, and rest."""

import os
import select
import shutil
import subprocess
import time

import cigo_run
from harness import Skipped, answer, in_tmux, need, on_pty
from keys import escape


def in_editor(screen, text):
    screen.keys("C-g").wait("Vai a")
    screen.type("2.3").keys("Enter").wait(">2.3")
    screen.keys("Enter").type(text).wait(text)


def t_14():
    """Sizes change while one types and pastes, fifty in a second, down to 1x1: nothing typed is lost."""
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        cigo.press(b"\r\x15inizio")
        cigo.send(b"\x1b[200~ in")
        for i in range(50):
            cigo.resize(5 + i % 30, 10 + i * 2)
            cigo.read(0.01)
        cigo.send(b"collato\x1b[201~")
        for rows, cols in ((1, 1), (2, 500), (6, 30), (24, 80)):
            cigo.resize(rows, cols)
            cigo.settled()
        cigo.press(b"X\r")
        need(answer(where) == "inizio incollatoX", answer(where))


def t_15():
    """LINES and COLUMNS in the environment do not hide a change of size."""
    with on_pty("demo", environment={"LINES": "24", "COLUMNS": "80"}) as (_, cigo, _):
        cigo.resize(50, 120)
        out = cigo.settled()
        need(b"\x1b[50;" in out or b"\x1b[50d" in out, "the last row is not used", out)


def t_16():
    """24x80 to 6x30 show the focus and its value; below 6x20 a line says that all is saved."""
    with in_tmux("demo") as screen:
        in_editor(screen, "")
        for cols, rows in ((80, 24), (60, 20), (40, 12), (30, 6)):
            screen.resize(cols, rows)
            screen.wait("Brenta")
            need(screen.focus(), "no focus", rows, cols)
        screen.resize(19, 5)
        screen.wait("troppo")
        screen.resize(80, 24)
        screen.wait("Brenta")


def t_27():
    """tmux with its usual pause after Esc; screen; detached, and attached from another size."""
    with in_tmux("demo") as screen:
        screen.tmux("set-option", "-g", "escape-time", "500")
        in_editor(screen, "abc")
        screen.keys("Left").type("X").wait("abXc")
        screen.resize(50, 15)
        screen.wait("abXc")
        screen.resize(80, 24)
        escape(screen, "Invio conferma")
        need(screen.focus().startswith("2.3"), "arrow or Esc misread", screen.screen())
    if not shutil.which("screen"):
        raise Skipped("screen")
    with cigo_run.place() as where:
        env = where.env | {"TERM": "xterm-256color", "SCREENDIR": str(where.folder / "sockets")}
        (where.folder / "sockets").mkdir(mode=0o700)
        name = f"cigo{os.getpid()}"
        words = ["screen", "-S", name, "-U", "-d", "-m", *where.argv(["demo"])]
        subprocess.run(words, env=env, cwd=where.folder, check=True, timeout=20)
        try:
            shown, end = "", time.monotonic() + 15
            copy = where.folder / "copy"
            while "Chi compila" not in shown:
                need(time.monotonic() < end, "nothing in screen", shown)
                subprocess.run(["screen", "-S", name, "-X", "hardcopy", str(copy)], env=env, check=False, timeout=20)
                time.sleep(0.1)
                shown = copy.read_text(errors="replace") if copy.exists() else ""
            need("Lavoratori e ore" in shown, shown)
        finally:
            subprocess.run(["screen", "-S", name, "-X", "quit"], env=env, check=False, timeout=20)


def t_28():
    """9600 baud: what is typed ahead arrives, in order, through an answer, a list and a question."""
    with on_pty("demo") as (where, cigo, _):
        cigo.send(b"\x072.3\r\r\x15" + b"battuto in anticipo" + b"\r" + b"\x0f\x1b[A" + b"\x072.11\r\r\x15Altrove\r")
        end = time.monotonic() + 30
        while not (cigo.waiting() and not select.select([cigo.master], [], [], 0.1)[0]):
            need(time.monotonic() < end, "does not come to rest")
            if select.select([cigo.master], [], [], 0)[0]:
                os.read(cigo.master, 96)  # 960 bytes a second, ten times
                time.sleep(0.01)
        need(answer(where) == "battuto in anticipo", answer(where))
        need("Altrove" in where.cigo("answers", "demo").out, "what was typed after the list is lost")


def t_33():
    """Somebody's message over the screen: Ctrl-L sends all of it again."""
    with on_pty("demo") as (_, cigo, _):
        os.write(cigo.slave, b"\rMessaggio da root: il server si ferma\r\n")
        cigo.settled()
        out = cigo.press(b"\x0c").decode("utf-8", "replace")
        need(all(f"{n}. " in out for n in range(1, 13)) and "\x1b[2J" in out.replace("\x1b[H\x1b[J", "\x1b[2J"), out)


def t_34():
    """The last cell of the last row is never written: the screen would scroll."""
    with in_tmux("demo") as screen:
        for keys, text in ((["Enter"], "1/12 "), (["F1"], "Domanda"), (["F4"], "Problemi"), (["F10"], "Menu")):
            screen.keys(*keys).wait(text)
            for line in screen.settled().splitlines()[23:24]:
                need(len(line) < 80, repr(line))
            need(screen.screen().splitlines()[0].startswith(" cigo"), "scrolled", screen.screen())


def timers(pid):
    """The time limit of the poll in which the process sleeps, -1 = none, None where that cannot be seen."""
    try:
        with open(f"/proc/{pid}/syscall", encoding="ascii") as file:
            words = file.read().split()
    except OSError:
        return None
    if len(words) < 4 or words[0] not in ("7", "73"):  # poll, ppoll
        return None
    limit = int(words[3], 16)
    return -1 if limit in (0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF) else limit


def t_35():
    """At rest for ten seconds: nothing is sent, nothing runs, no timer waits; also with an editor open."""
    with on_pty("demo") as (_, cigo, _):
        cigo.go("2.3")
        cigo.press(b"\rabc")
        time.sleep(1.5)  # the draft of what is typed goes to disk after a second
        cigo.settled()
        need(timers(cigo.pid) in (-1, None), "a timer runs", timers(cigo.pid))
        before = cigo.cpu()
        out = cigo.read(10.0, 10.5)
        need(out == b"", "sent at rest", out)
        need(cigo.cpu() == before, "woken at rest", before, cigo.cpu())
