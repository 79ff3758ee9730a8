"""T-26: the mouse, off as long as nobody wants it, and complete and put back when it is on."""

import os
import re
import signal

import cigo_run
from editor import editor
from harness import answer, in_tmux, need, on_pty

ON, OFF = b"\x1b[?1000h\x1b[?1006h", b"\x1b[?1000l"
MODES = re.compile(rb"\x1b\[\?(?:9|1000|1001|1002|1003|1005|1006|1015)[hl]")
STRAY = (b"\x1b[<0;10;6M\x1b[<0;10;6m\x1b[<64;1;1M\x1b[M !!\x1b[<0;99999999999999999999;1M\x1b[<;;;;;M"
         b"\x1b[<35;300;300M\x1b[M\x7f\xff\xff\x1b[<0;-1;-1M")


def at(row, col):
    return f"\x1b[<0;{col};{row}M\x1b[<0;{col};{row}m".encode()


def place_of(screen, text):
    """Row and column, from 1, where the screen shows the text."""
    for row, line in enumerate(screen.settled().splitlines()):
        if text in line:
            return row + 1, line.index(text) + 1
    raise AssertionError(f"«{text}» is not on the screen:\n{screen.screen()}")


def click(screen, text, times=1):
    screen.raw(at(*place_of(screen, text)) * times)
    return screen.settled()


def off():
    """No byte for it, from the first to the last, also at a crash; what a terminal sends all the same is nothing."""
    with on_pty("demo") as (where, cigo, first):
        before = where.cigo("answers", "demo").out
        out = first + cigo.press(STRAY) + cigo.go("2.3") + cigo.press(b"\r") + cigo.press(STRAY)
        for piece in (STRAY[:4], STRAY[4:15], STRAY[15:]):  # and in pieces
            out += cigo.press(piece)
        out += cigo.press(b"\r")
        need(where.cigo("answers", "demo").out == before, "a stray click changed an answer")
        os.kill(cigo.pid, signal.SIGSEGV)
        cigo.wait()
        need(not MODES.search(out + cigo.read(0.1)), "a byte was sent for it")


def preferring(where):
    where.file("config/cigo/config.yaml", "mouse: true\n")
    return where


def given_back():
    """On from the first screen; off at the end, at a crash, while another program has the terminal."""
    for number in (signal.SIGSEGV, signal.SIGTERM):
        with cigo_run.place() as place, on_pty("demo", where=preferring(place)) as (_, cigo, first):
            need(ON in first, "not on", first[:80])
            os.kill(cigo.pid, number)
            cigo.wait()
            need(OFF in cigo.read(0.1), "still on after", number)
    with cigo_run.place() as place, on_pty("demo", where=preferring(place), job=True) as (_, cigo, _):
        out = b""
        cigo.send(b"\x1a")
        out += cigo.wait_log("stopped")
        need(out.count(OFF) == 1 and ON not in out, "on while it is stopped", out)
    with cigo_run.place() as place:
        quick = editor(preferring(place), "ed", 'printf "QUI" >/dev/tty\n')
        with on_pty("demo", where=place, environment={"EDITOR": quick, "VISUAL": ""}) as (_, cigo, _):
            cigo.go("8.2")
            out = cigo.press(b"\x1d")
            need(out.index(OFF) < out.index(b"QUI") < out.index(ON), "on under the editor", out[:200])
            out = cigo.press(b"\t") + cigo.press(b"\x03") + cigo.press(b"\r")
            need(cigo.wait() == 0 and OFF in out, "on after the end")


def far_to_the_right():
    """A click beyond column 223, where the older form of its messages ends."""
    with cigo_run.place() as place, on_pty("demo", where=preferring(place), rows=40, cols=300) as (where, cigo, _):
        cigo.go("4.5")
        cigo.press(b"\r\x152/11/2026\r")
        out = cigo.press(at(2, 290))  # the counts, in the corner
        need("Problemi: Invio" in out.decode("utf-8", "replace"), "nothing at column 290", out)


def complete():
    """Switched on in the menu: section, field, text, choice, table, alert, list, button, footer, wheel."""
    with in_tmux("demo") as screen:
        click(screen, "Azienda", 2)
        need("Domanda di integrazione" in screen.screen(), "a click did something while it was off")
        screen.keys("F10").wait("Menu")
        while "Mouse" not in screen.focus():
            screen.keys("Down")
        screen.keys("Enter").wait("Maiusc tenuto premuto")
        click(screen, "Azienda", 2)
        screen.wait(">2.1")
        click(screen, "Denominazione", 2)
        row, col = place_of(screen, "Brenta")
        screen.raw(at(row, col)).settled()
        screen.type("sul ").keys("Enter").wait("Officine sul Brenta")
        click(screen, "F10 Menu")
        screen.wait("Elenco dei problemi")
        click(screen, "Elenco delle sezioni")
        screen.wait("Domanda di integrazione")
        screen.raw(b"\x1b[<65;10;10M" * 3).settled()
        need("11. Allegati" in screen.focus(), "the wheel", screen.focus())
        screen.keys("F10").wait("Menu")
        while "Mouse" not in screen.focus():
            screen.keys("Down")
        screen.keys("Enter").wait("Mouse spento")


def t_26():
    """The mouse: off without a byte, complete when on, given back at every end."""
    off()
    given_back()
    far_to_the_right()
    complete()
