"""What the terminal's tests share: cigo on a pseudo-terminal (its bytes) and in tmux (its screen), each in a
folder of its own, and a way to know that it has nothing more to do, without waiting by the clock."""

import contextlib
import fcntl
import os
import select
import struct
import termios
import time

import cigo_run
import terminal
import tmux

PROGRAM = str(cigo_run.PROGRAM)
SKIP = 77
NAME = "azienda_denominazione"  # 2.3, a short text


class Skipped(Exception):
    """What the test needs is not on this machine."""


def need(found, *what):
    if not found:
        raise AssertionError(" ".join(str(part) for part in what))


class Cigo(terminal.Program):
    """cigo on a pseudo-terminal; `where` holds its archive."""

    def __init__(self, where, *args, term="xterm-256color", environment=None, **options):
        env = {k: v for k, v in where.env.items() if k != "TERM"} | (environment or {})
        super().__init__(where.argv(args), term, environment=env, log=False, **options)

    def waiting(self):
        """Everything typed has been read and the program sleeps, or it has ended."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            state = file.read().rsplit(")", 1)[1].split()[0]
        left = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]
        return state == "Z" or (state == "S" and left == 0)

    def settled(self, limit=20):
        """All that is sent until the program waits for a key."""
        out, quiet, end = b"", 0, time.monotonic() + limit
        while quiet < 4:
            need(time.monotonic() < end, "does not settle", out[-300:])
            if select.select([self.master], [], [], 0.01)[0]:
                try:
                    out += os.read(self.master, 65536)
                except OSError:
                    break
                quiet = 0
            else:
                quiet = quiet + 1 if self.waiting() else 0
        return out

    def reaction(self, data):
        """What is sent for a key that is sure to show; a busy machine may take its time to begin."""
        self.send(data)
        need(select.select([self.master], [], [], 20)[0], "nothing is sent for", data)
        return self.settled()

    def press(self, data):
        self.send(data)
        return self.settled()

    def go(self, code):
        return self.press(b"\x07") + self.press(code.encode() + b"\r")


@contextlib.contextmanager
def on_pty(*args, where=None, ready="cigo", **options):
    """(where, cigo, what was sent first); `ready`: wait for this text, None = do not wait."""
    with cigo_run.place() if where is None else contextlib.nullcontext(where) as place:
        cigo = Cigo(place, *args, **options)
        try:
            first = cigo.read_until(ready.encode(), 20) + cigo.settled() if ready else b""
            yield place, cigo, first
        finally:
            cigo.close()


@contextlib.contextmanager
def in_tmux(*args, ready="1. Chi compila", size=(80, 24), where=None, **options):
    if tmux.missing():
        raise Skipped("tmux")
    data = where.data if where else None
    screen = tmux.Terminal([PROGRAM, *args], *size, data=data, **options)
    try:
        if ready:
            screen.wait(ready, 20)
        yield screen
    finally:
        screen.close()


def answer(where, field=NAME, case="demo"):
    """The stored text of a field, "" when there is none."""
    for line in where.cigo("answers", case).out.splitlines():
        if line.strip().startswith(field + ":"):
            return line.split(":", 1)[1].strip().strip('"')
    return ""
