"""T-editor: a long text in the user's own editor, which ends well, badly, or with the whole machine."""

import os
import signal
import stat
import time

import cigo_run
from harness import Cigo, need

FIELD = "8.2"


def editor(where, name, script):
    path = where.file(name, "#!/bin/sh\nhere=$(dirname \"$0\")\n" + script)
    path.chmod(0o700)
    return f"'{path}'"  # quoted: the folder's name may hold a blank


def at_text(where, command):
    cigo = Cigo(where, "demo", environment={"EDITOR": command, "VISUAL": ""})
    cigo.read_until(b"cigo", 20)
    cigo.settled()
    cigo.go(FIELD)
    return cigo


def t_editor():
    """A long text goes to EDITOR and comes back; a dead editor, or a dead machine, loses nothing of it."""
    with cigo_run.place() as where:
        good = editor(where, "good editor", 'stat -c %a "$1" >"$here/perms"; printf "\\nscritto fuori\\n" >>"$1"; test "$2" = ""\n')
        cigo = at_text(where, good)
        cigo.send(b"\x1d")
        cigo.read_until(b"ripreso")
        cigo.press(b"\t")
        need("scritto fuori" in where.cigo("answers", "demo").out, "not taken back")
        need((where.folder / "perms").read_text().strip() == "600", "not private")
        folder = where.data.parent / "testi"
        need(stat.S_IMODE(folder.stat().st_mode) == 0o700 and not list(folder.iterdir()), "the file is left")
        bad = editor(where, "bad", 'printf "\\nprima di cadere\\n" >>"$1"; kill -9 $$\n')
        cigo.close()
        cigo = at_text(where, bad)
        cigo.send(b"\x1d")
        cigo.read_until(b"finito male")
        cigo.press(b"\t")
        need("prima di cadere" in where.cigo("answers", "demo").out, "a dead editor's text is lost")
        cigo.close()
        cigo = at_text(where, "/nonexistent/editor")
        cigo.send(b"\x1d")
        cigo.read_until(b"non parte")
        cigo.close()
        everything_dies(where)


def t_editor_hangup():
    """The line drops while the editor runs, also one that lives on: cigo ends, what was saved there comes back."""
    for name, deaf in (("slow", ""), ("deaf", "trap '' HUP; ")):
        with cigo_run.place() as where:
            text = f"salvato da {name}"
            slow = editor(where, name, f'{deaf}printf "\\n{text}\\n" >>"$1"; echo $$ >"$here/pid"; exec sleep 60\n')
            cigo = at_text(where, slow)
            cigo.send(b"\x1d")
            child = started(where)
            os.close(cigo.master)  # the kernel hangs up: cigo, the editor and whoever else is there
            cigo.master = os.open(os.devnull, os.O_RDWR)
            for pid in (cigo.pid, child):
                os.kill(pid, signal.SIGHUP)
            try:
                cigo.wait()  # also while an editor that is deaf to it runs on, seen by nobody
            finally:
                if deaf:
                    os.kill(child, signal.SIGKILL)
                cigo.close()
            cigo = Cigo(where, "open", "demo")
            out = cigo.read_until(text.encode(), 20)
            cigo.settled()
            need("com'era" in out.decode("utf-8", "replace"), out)
            cigo.press(b"\t")
            cigo.close()
            need(text in where.cigo("answers", "demo").out, "lost with the line")


def started(where):
    """The editor's process, once it has written what it had to."""
    pid, end = where.folder / "pid", time.monotonic() + 10
    while not pid.exists() or not pid.read_text().strip():
        need(time.monotonic() < end, "the editor does not start")
        time.sleep(0.02)
    return int(pid.read_text())


def dies_in_editor(where, text):
    """cigo and the editor are killed when the text is saved."""
    (where.folder / "pid").unlink(missing_ok=True)
    slow = editor(where, "slow", f'printf "\\n{text}\\n" >>"$1"; echo $$ >"$here/pid"; exec sleep 60\n')
    cigo = at_text(where, slow)
    cigo.send(b"\x1d")
    child = started(where)
    os.kill(cigo.pid, signal.SIGKILL)
    os.kill(child, signal.SIGKILL)
    cigo.wait()
    cigo.close()


def everything_dies(where):
    dies_in_editor(where, "ultimo salvataggio")
    cigo = Cigo(where, "open", "demo")
    out = cigo.read_until("ultimo salvataggio".encode(), 20)
    cigo.settled()
    need("com'era" in out.decode("utf-8", "replace"), out)
    cigo.press(b"\t")
    cigo.close()
    need("ultimo salvataggio" in where.cigo("answers", "demo").out, "lost with the machine")


def t_editor_old():
    """What an editor left is older than the answer: which of the two, a person says."""
    for keys, taken in (([b"\r"], False), ([b"\x1b[B", b"\r", b"\t"], True)):
        with cigo_run.place() as where:
            where.cigo("demo")
            before = where.cigo("answers", "demo").out
            dies_in_editor(where, "scritto tempo fa")
            file, = (where.data.parent / "testi").iterdir()
            os.utime(file, (1_600_000_000, 1_600_000_000))
            cigo = Cigo(where, "open", "demo")
            cigo.read_until("cambiata dopo".encode(), 20)
            cigo.settled()
            for key in keys:
                cigo.press(key)
            cigo.close()
            after = where.cigo("answers", "demo").out
            need(("scritto tempo fa" in after) == taken and (taken or after == before), (taken, after))
            need(not list(file.parent.iterdir()), "the file is left")
