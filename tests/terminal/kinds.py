"""T-01 … T-08: kinds of terminals, colours, character sets."""

import os
import re
import subprocess

from harness import answer, in_tmux, need, on_pty
from terminal import known
import cigo_run

EMPTY = "/nonexistent"


def t_01():
    """An unknown terminal: the nearest that is known, said; none at all: plain lines, said."""
    for term, instead in (("xterm-ghostty-x", "xterm-256color"), ("xterm-kitty-x", "xterm-256color"),
                          ("unbekannt", "vt100"), ("", "vt100")):
        with on_pty("demo", term=term) as (_, _, first):
            need(f"si usa {instead}".encode() in first, term, first)
    nothing = {"TERMINFO": EMPTY, "TERMINFO_DIRS": EMPTY, "HOME": EMPTY}
    if subprocess.run(["tput", "-T", "vt100", "cols"], env=nothing | {"PATH": os.environ["PATH"]}, check=False,
                      capture_output=True).returncode != 0:
        with on_pty("demo", term="unbekannt", environment=nothing, ready="si lavora a righe") as (_, _, first):
            need(b"\x1b" not in first, "escape sequences in lines", first)


def t_02():
    """TERM=dumb has no cursor movement: plain lines, no byte of rubbish."""
    with on_pty("demo", term="dumb", ready="Invio per continuare") as (_, _, first):
        need(b"\x1b" not in first, first)


def t_03():
    """Standard input or output that is no terminal: plain lines."""
    with cigo_run.place() as where:
        where.env["TERM"] = "xterm-256color"
        out = where.cigo("new", "--name", "a", stdin="/dove\n/esci\n").out
        need("cigo> " in out and "\x1b" not in out, out)
    with on_pty("new", "--name", "a", before=lambda: os.dup2(os.open(os.devnull, os.O_RDONLY), 0),
                ready="salvato") as (_, cigo, first):
        need(b"\x1b" not in first, first)
        need(cigo.wait() == 130, cigo.status)


def t_04():
    """The same screen on each kind of terminal; only its bytes differ, and the names of keys that one of them lacks."""
    lacking = {"vt220": ("F5 Prossimo", "Ctrl-N Prossimo")}
    seen = {}
    for term in ("xterm-256color", "linux", "vt100", "vt220", "screen", "tmux-256color"):
        if not known(term):
            continue
        with in_tmux("demo", environment={"TERM": term}) as screen:
            screen.keys("Enter").wait("1/12 ")
            seen[term] = screen.settled()
    first = seen["xterm-256color"].splitlines()[1:]
    for term, text in seen.items():
        here, instead = lacking.get(term, ("", ""))
        need("\n".join(text.splitlines()[1:]) == "\n".join(first).replace(here, instead), term, text)


def t_05():
    """No colour needed: with none the same words and signs; the background is the user's own."""
    plain = None
    for term, environment in (("xterm-256color", {}), ("xterm", {}), ("vt100", {}), ("xterm-256color", {"NO_COLOR": "1"})):
        with in_tmux("demo", environment={"TERM": term, **environment}) as screen:
            screen.keys("C-g").wait("Vai a")
            screen.type("4.5").keys("Enter").wait(">4.5")
            screen.type("31/2").keys("Enter").wait("!! ERRORE")
            text = screen.settled().splitlines()[1:]
            need(plain in (None, text), "differs", term, environment, "\n".join(text))
            plain = text
            styles = screen.screen(styles=True)
            coloured = re.search(r"\x1b\[3[0-7]|[34]8;5;", styles) is not None
            need(coloured == (term != "vt100" and not environment), term, environment, "colours", repr(styles))


def t_06():
    """No second character set (PuTTY draws lqqqk); --ascii sends nothing else; the menu has a test screen."""
    with on_pty("demo", term="xterm") as (_, cigo, first):
        out = first + cigo.press(b"\x0f") + cigo.press(b"\x1b")
        need(b"\x0e" not in out and b"\x1b(0" not in out, "line drawing", out)
    with on_pty("demo", "--ascii") as (_, cigo, first):
        out = first + cigo.go("2.3") + cigo.press(b"\x0f")
        need(all(byte < 0x80 for byte in out), "not ASCII", out)
    with in_tmux("demo") as screen:
        screen.keys("F10").wait("Menu")
        for _ in range(60):
            if "Prova lo schermo" in screen.focus():
                break
            screen.keys("Down")
        screen.keys("Enter").wait("─────")
        need("àèéìòù" in screen.screen() and "█" in screen.screen(), screen.screen())


def t_07():
    """In the locale C, or in none, an accent is typed, seen at once, and kept."""
    for locale in ({"LC_ALL": "C", "LANG": "C"}, {"LC_ALL": "", "LANG": "", "LC_CTYPE": ""}):
        with on_pty("demo", environment=locale) as (where, cigo, _):
            cigo.go("2.3")
            out = cigo.press("Caffè".encode())
            need("è".encode() in out, locale, out)
            out = cigo.press(b"x")
            need(b"x" in out, locale, "what follows is held back", out)
            cigo.press(b"\r")
            need(answer(where) == "Caffèx", answer(where))


def t_08():
    """A Latin-1 byte is its character; the client's setting is named once."""
    with in_tmux("demo") as screen:
        screen.keys("C-g").wait("Vai a")
        screen.type("2.3").keys("Enter").wait(">2.3")
        screen.type("Caff").raw(b"\xe8").wait("Latin-1")
        screen.keys("Enter").settled()
        screen.keys("Up", "Enter").settled()
        screen.raw(b"\xe8z").wait("Caffèèz")
        need("Latin-1" not in screen.settled(), "said twice")
