"""The full screen on a pseudo-terminal, for a run in which a call fails: it must come to an end by itself, leave the
terminal as it found it, and leave no cursor hidden."""

import os
import select
import signal
import time

from faces import harness, keys
from model import in_row, there

# What is typed, in pieces; after each cigo is let finish.
PIECES = (
    keys(*there("1.2"), ("7",), "Enter"),
    keys(*there("2.1"), "Enter", "add", *in_row(2), ("Ivo",), "Enter"),
    keys(*there("1.7"), "Enter", ("Un testo",), "Tab"),
    keys("F11", "F12", "why"),
    keys("sections", "review"),
    keys("sections", *there("2.2"), ("Una nota",), "Enter"),
)
LEAVE = b"\x03\r"
AT_ONCE = b"\x1c\x1c"
PATIENCE = 30  # seconds
ENTER, LEFT, HIDDEN, SHOWN = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25l", b"\x1b[?25h"


class Ended:
    """As cigo_run.Result; `out` is all that the terminal was sent, `wrong` what is left of cigo in it."""

    def __init__(self, code, sent, wrong):
        self.code, self.out, self.err, self.wrong = code, sent.decode("utf-8", "replace"), "", wrong


def ended(cigo):
    pid, status = os.waitpid(cigo.pid, os.WNOHANG)
    if pid:
        cigo.status = os.waitstatus_to_exitcode(status)
    return cigo.status is not None


def rest(cigo):
    out = b""
    while select.select([cigo.master], [], [], 0)[0]:
        out += os.read(cigo.master, 65536)
    return out


def listen(cigo):
    """What is sent until cigo waits for a key or has ended."""
    out, quiet, end = b"", 0, time.monotonic() + PATIENCE
    while quiet < 2 and not ended(cigo):
        if time.monotonic() > end:
            return out
        if select.select([cigo.master], [], [], 0.005)[0]:
            out, quiet = out + os.read(cigo.master, 65536), 0
        else:
            quiet = quiet + 1 if cigo.waiting() else 0
    return out


def wrong_with(cigo, sent):
    if cigo.line_modes() != cigo.modes:
        return "the modes of the line are not as they were"
    if sent.count(ENTER) > sent.count(LEFT):
        return "the other screen is left on"
    if sent.rfind(HIDDEN) > sent.rfind(SHOWN):
        return "the cursor is left hidden"
    return ""


def play(where, args, env):
    """Types all of it, leaves, and says how cigo ended."""
    cigo = harness.Cigo(where, *args, environment={k: v for k, v in env.items() if k != "TERM"})
    try:
        sent = listen(cigo)
        for piece in (*PIECES, LEAVE, LEAVE, AT_ONCE):
            if cigo.status is None:
                cigo.send(piece)
                sent += listen(cigo)
        if cigo.status is None:
            return Ended(None, sent, "it does not end")
        sent += rest(cigo)
        if cigo.status == -signal.SIGQUIT:  # at once, in plain lines, where the full screen could not be had
            cigo.status = 130
        return Ended(cigo.status, sent, "" if cigo.status == -signal.SIGKILL else wrong_with(cigo, sent))
    finally:
        cigo.close()
