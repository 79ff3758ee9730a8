"""T-29 … T-32: hostile data, two sessions, a disk that fills up, files of answers that trick the reader."""

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import time

import cigo_run
from harness import answer, need, on_pty
from sizes import timers

HOSTILE = "A\\e]52;c;eA==\\aB\\e[31mC\\u009b31mD\\u202eE\\u2066F"  # in YAML's own escapes


def clean(data, what):
    """Escape sequences, C1 and direction marks are seen as marks or gone, never sent."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    for bad in ("\x1b]", "\x1b[31mC", "\x9b", "\u202e", "\u2066", "\x07"):
        need(bad not in text, what, repr(bad), repr(text[:400]))


def t_29():
    """Escapes, OSC 52, C1 and direction marks in answers, names and files never reach a terminal as such."""
    with cigo_run.place() as where:
        file = where.file("strano.yaml", f'form: cigo\nanswers:\n  azienda_denominazione: "{HOSTILE}"\n')
        where.cigo("fill", str(file), "--name", "x")
        for args in (("answers", "x"), ("check", "x"), ("check", "x", "--json"), ("list",),
                     ("export", "x", "--format", "text", "--draft"), ("export", "x", "--format", "json")):
            run = where.cigo(*args)
            clean(run.out.replace("\\u202e", ""), args)
            clean(run.err, args)
        for args in (("open", "x\x1b]52;c;eA==\x07"), ("check", "no\x1b[31mC.yaml"), ("fill", "no\u202e.yaml")):
            clean(where.cigo(*args).err, args)
        with on_pty("open", "x", where=where) as (_, cigo, first):
            out = first + cigo.go("2.3") + cigo.press(b"\r") + cigo.press(b"\x1b[F") + cigo.press(b"\r")
            clean(out, "screen")


def t_30():
    """A second session only reads, and says whose the first is; a dead one's lock is taken over, and said."""
    with on_pty("demo") as (where, first_one, _):
        with on_pty("open", "demo", where=where) as (_, cigo, first):
            need("sola lettura" in first.decode(), first)
            need("aperta da" in first.decode(), first)
            cigo.go("2.3")
            cigo.press(b"\rabc\r")
        need(not answer(where).endswith("abc"), "the second one wrote")
        os.kill(first_one.pid, 9)
        first_one.wait()
        with on_pty("open", "demo", where=where) as (_, cigo, first):
            need("si è interrotto" in first.decode(), first)
            cigo.go("2.3")
            cigo.press(b"\r\x15mio\r")
        need(answer(where) == "mio", answer(where))
        # the clock goes back, or the year changes: the case opens with the day it is told
        for today in ("2020-02-29", "2027-01-01"):
            need(where.cigo("check", "demo", "--today", today).code in (0, 1, 3), today)


def t_31():
    """The disk fills up under an open case: said at once, typing goes on, and later all of it is saved."""
    with on_pty("demo", before=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_DFL)) as (where, cigo, _):
        cigo.go("2.3")
        resource.prlimit(cigo.pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
        cigo.press(b"\r\x15senza posto")
        since = time.monotonic()
        out = cigo.press(b"\r").decode("utf-8", "replace")
        need("NON SALVATO" in out, "not said at once", out)
        need(time.monotonic() - since < 3, "the screen was blocked", time.monotonic() - since)
        cigo.go("2.11")
        cigo.press(b"\r\x15ancora\r")
        resource.prlimit(cigo.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        need("Tutto è salvato" in cigo.read_until("salvato".encode()).decode("utf-8", "replace"), "not made up for")
        need(answer(where) == "senza posto" and "ancora" in where.cigo("answers", "demo").out, "lost")
    full_disk()
    somebody_writes()


@contextlib.contextmanager
def small_disk(folder):
    """A file system of six megabytes there, where one may mount; what fills it up."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(folder)],
                             capture_output=True, check=False).returncode == 0
    filler = folder / "pieno"

    def fill():
        with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
            for size in (65536, 512):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(b"x" * size)
        return filler

    try:
        yield fill if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def full_disk():
    """The same on a real disk that is full, and with a text that is not an answer yet."""
    with cigo_run.place() as where:
        where.data.parent.mkdir(parents=True)
        with small_disk(where.data.parent) as fill:
            if not fill:
                return
            with on_pty("demo", where=where) as (_, cigo, _):
                cigo.go("2.3")
                filler = fill()
                cigo.press(b"\r\x15disco pieno")
                need("NON SALVATO" in cigo.press(b"\r").decode("utf-8", "replace"), "not said at once")
                cigo.go("2.10")
                cigo.press(b"\r\x15abbozzo")
                filler.unlink()
                cigo.read_until("Tutto è salvato".encode(), 15)
                cigo.press(b"\r")
            out = where.cigo("answers", "demo").out
            need("disco pieno" in out and "abbozzo" in out, "lost", out)


def somebody_writes():
    """The archive locked by another program: the screen goes on, and by itself makes up for it afterwards."""
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        cigo.press(b"\r\x15intanto")
        other = sqlite3.connect(where.data, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        cigo.send(b"\r")
        cigo.read_until(b"NON SALVATO")
        since = time.monotonic()
        for _ in range(6):
            cigo.press(b"\t")
        need(time.monotonic() - since < 4, "moving waits for the archive", time.monotonic() - since)
        other.execute("ROLLBACK")
        other.close()
        cigo.read_until("Tutto è salvato".encode(), 15)
        cigo.settled()
        need(answer(where) == "intanto", answer(where))
        need(timers(cigo.pid) in (-1, None), "a timer runs with nothing owed")


def t_32():
    """Twice the same key, aliases, depth, tabs, BOM, CRLF, Latin-1: refused with file:line:column, or read."""
    head = b"form: cigo\nanswers:\n"
    with cigo_run.place() as where:
        for name, text in {"twice": head + b"  azienda_cf: '1'\n  azienda_cf: '2'\n",
                           "alias": head + b"  azienda_cf: &a '1'\n  azienda_matricola: *a\n",
                           "deep": head + b"  azienda_cf: " + b"[" * 10000 + b"]" * 10000 + b"\n",
                           "tab": head + b"\tazienda_cf: '1'\n",
                           "latin1": head + b"  azienda_denominazione: Caff\xe8\n"}.items():
            where.file(name + ".yaml", text)
            run = where.cigo("check", name + ".yaml")
            need(run.code == 2 and f"{name}.yaml:" in run.err, name, run.code, run.err)
        for name, text in {"bom": b"\xef\xbb\xbf" + head, "crlf": head.replace(b"\n", b"\r\n")}.items():
            where.file(name + ".yaml", text + b"  azienda_denominazione: Rossi\n")
            need(where.cigo("check", name + ".yaml").code in (0, 1, 3), name)
