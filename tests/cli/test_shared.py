"""One archive for several accounts: who writes a case, who reads it, who takes it; and many at once."""

import contextlib
import os
import re
import select
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import accounts
import cigo_run
import clients
from cigo_run import place

PROVA = "form: prova\nanswers: {motivo: gelo, racconto: Gelava.}\n"


class Person:
    """Somebody in plain lines, over pipes."""

    def __init__(self, where, data, *args, uid=None):
        words = accounts.prefix(uid, [accounts.group()[1]]) + where.argv([*args, "--lines"])
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, cwd=where.folder,
                                        env=accounts.environment(where, uid, data))
        self.start = self.until()

    def until(self, end=b"> "):
        out = b""
        while not out.endswith(end):
            assert select.select([self.process.stdout], [], [], 20)[0], f"no {end} after {out.decode()}"
            chunk = os.read(self.process.stdout.fileno(), 65536)
            assert chunk, out.decode()
            out += chunk
        return out.decode()

    def says(self, line, end=b"> "):
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        return self.until(end)

    def leave(self):
        self.process.communicate(b"/esci\n", timeout=30)
        return self.process.returncode

    def die(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


@contextlib.contextmanager
def studio():
    """A shared archive with one case, and the accounts that use it (None twice where there is only one)."""
    with place() as where:
        where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
        data = where.folder / "studio" / "studio.db"
        uids = accounts.UIDS[:2] if accounts.several() else (None, None)
        if uids[0]:
            accounts.homes(where, uids)
        run = where.cigo("--data", data, "init", "--group", accounts.group()[0])
        assert run.code == 0 and "è pronto" in run.out, run.err
        assert where.cigo("--data", data, "fill", "-", "--name", "caso", stdin=PROVA).code == 0
        yield where, data, uids


def name_of(uid):
    return f"uid {uid}" if uid else ""


def test_init():
    """Where it may be and where not, in words."""
    with place() as where:
        group = accounts.group()[0]
        for words, said in (
            (["init"], "--group"), (["init", "--group", group], "--data"),
            (["--data", where.folder / "x.db", "init", "--group", "nonc'è"], "non esiste"),
            (["--data", where.folder / "a/b/x.db", "init", "--group", group], "non esiste"),
            (["--data", where.folder / "home/x.db", "init", "--group", group], None),
            (["--data", where.folder / "home/x.db", "init", "--group", group], None),
            (["--data", where.folder / "home/y.db", "init", "--group", group], None),
            (["--data", "/proc/x.db", "init", "--group", group], "Non posso preparare"),
            (["--data", where.folder / "x.db", "init", "--group", group], "altri file"),
        ):
            run = where.cigo(*words)
            assert run.code == (0 if said is None else run.code or 99), (words, run.err)
            assert said is None or said in run.err, (words, run.err)
        if accounts.several():
            run = subprocess.run([*accounts.prefix(accounts.STRANGER), *where.argv(["--data", "/tmp/nulla/x.db", "init",
                                  "--group", "root"])], capture_output=True, env=where.env, check=False)
            assert run.returncode == 4 and "non ne fa parte" in run.stderr.decode(), run.stderr
            assert not os.path.exists("/tmp/nulla")


def test_followed_and_taken():
    """One writes, the other reads along; he is told when the case is free, and asked when the writer is gone."""
    with studio() as (where, data, (one, two)):
        anna = Person(where, data, "open", "caso", uid=one)
        assert "solo leggere" not in anna.start, anna.start
        bruno = Person(where, data, "open", "caso", uid=two)
        assert "è aperta da" in bruno.start and name_of(one) in bruno.start, bruno.start
        assert "Nulla di nuovo" in bruno.says("/aggiorna")
        assert "registrato" in anna.says("/vai 1.2\n-3", b"1.3> ")
        told = bruno.says("/vai 1.2")
        assert f"{name_of(one)} ha salvato" in told and "Ora: -3" in told, told
        # who works is never robbed, not by a command and not by an option
        assert "aperta da" in bruno.says("/prendi")
        third = Person(where, data, "open", "caso", "--take", uid=two)
        assert "solo leggere" in third.start, third.start
        assert third.leave() == 0
        assert anna.leave() == 0
        told = bruno.says("/aggiorna")
        assert "ora è libera" in told and "/prendi" in told, told
        assert "la scrive lei" in bruno.says("/prendi")
        assert "registrato" in bruno.says("/vai 1.2\n-5", b"1.3> ")
        bruno.die()

        anna = Person(where, data, "open", "caso", uid=one)
        assert "non c'è più" in anna.start and name_of(two) in anna.start, anna.start
        assert "/prendi" in anna.start
        assert "Resta in lettura" in anna.says("/prendi\nno")
        assert "la scrive lei" in anna.says("/prendi\nsi")
        assert "Ora: -5" in anna.says("/vai 1.2")
        anna.die()
        carla = Person(where, data, "open", "caso", "--take", uid=two)
        assert "solo leggere" not in carla.start, carla.start
        assert carla.leave() == 0
        base = sqlite3.connect(data)
        who = [row[0] for row in base.execute("SELECT who FROM journal WHERE place = 'gradi' ORDER BY id")]
        assert one is None or who == [name_of(one), name_of(two)], who
        base.close()


def test_followed_onto_the_portal():
    """What another saves is on the way onto the portal at once: a value, and the questions that it brings."""
    with studio() as (where, data, (one, two)):
        del where.env["CIGO_FORMS"]
        assert where.cigo("--data", data, "fill", cigo_run.SOURCE / "forms/cigo/demo.yaml", "--name", "demo").code == 0
        anna = Person(where, data, "open", "demo", uid=one)
        bruno = Person(where, data, "open", "demo", uid=two)
        bruno.says("/portale", b"portale> ")
        place, fields = re.search(r"Campo (\d+) di (\d+)\. 9\.1 ", bruno.says("9.1", b"portale> ")).groups()
        assert "registrato" in anna.says("/vai 9.1", b"9.1> ") + anna.says("diretto")
        told = bruno.says("/aggiorna", b"portale> ")
        more = re.search(rf"Campo {place} di (\d+)\. 9\.1 ", told)
        assert "ha salvato" in told and "diretto" in told.lower() and int(more.group(1)) > int(fields), told
        assert anna.leave() == 0 and bruno.leave() == 0


def test_commands_do_not_take():
    """A command that writes says who was writing, and takes nothing by itself."""
    with studio() as (where, data, (one, two)):
        anna = Person(where, data, "open", "caso", uid=one)
        words = ["--data", data, "delete", "caso", "--yes"]
        run = where.cigo(*words)
        assert run.code == 4 and "aperta da" in run.err, run.err
        anna.die()
        run = where.cigo(*words)
        assert run.code == 4 and "non c'è più" in run.err and "--take" in run.err, run.err
        assert where.cigo(*words, "--take").code == 0


def test_screen():
    """The full screen shows what another saves as soon as he does, and sends nothing while nothing happens."""
    sys.path[:0] = [str(cigo_run.SOURCE / "tests" / part) for part in ("terminal", "tui")]
    import harness  # noqa: E402

    with studio() as (where, data, (one, _)):
        anna = Person(where, data, "open", "caso", uid=one)
        where.env["CIGO_DATA"] = str(data)
        bruno = harness.Cigo(where, "open", "caso")
        try:
            assert "solo leggere" in bruno.settled().decode("utf-8", "replace")
            anna.says("/vai 1.7\nNevica da ieri.", b"> ")
            shown = wait(bruno, "ha salvato")
            assert name_of(one) in shown
            bruno.settled()
            assert "la scrive lei" not in shown
            anna.says("/dove")  # moving is no change
            assert bruno.settled() == b""
            anna.die()
            assert "interrotto" in wait(bruno, "interrotto")
        finally:
            bruno.close()


def wait(program, text):
    """All that it sends until the text is there; blanks on the screen may be jumps."""
    out, end = b"", time.monotonic() + 20
    while text.replace(" ", "") not in "".join(out.decode("utf-8", "replace").split()):
        assert time.monotonic() < end, out[-300:]
        out += program.settled()
    return out.decode("utf-8", "replace")


def test_many():
    """A few of the many of clients.py: nothing that was said to be saved is lost."""
    with place() as where:
        people, missing = clients.run(where, 6, 4, 0.1, 2)
        assert missing == 0 and all(len(client.latency) == 4 for client in people)


def mode(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def test_strangers():
    """Another account reads nothing and writes nothing: of a shared archive, of one's own, of what is exported."""
    with studio() as (where, data, (one, two)):
        if not one:
            print("skipped: other accounts need root and setpriv")
            return
        accounts.homes(where, [accounts.STRANGER])
        anna = Person(where, data, "open", "caso", uid=one)
        anna.says("/vai 1.7\nSegreto.", b"> ")
        assert {p.name: mode(p) for p in data.parent.iterdir()} == {
            "studio.db": 0o660, "studio.db-wal": 0o660, "studio.db-shm": 0o660}, list(data.parent.iterdir())
        out = where.folder / f"home{one}" / "fuori.json"
        words = accounts.prefix(one, [accounts.group()[1]]) + where.argv(["export", "caso", "--format", "json", "-o", out])
        run = subprocess.run(words, env=accounts.environment(where, one, data), capture_output=True, check=False)
        assert run.returncode == 0, run.stderr
        assert mode(out) == 0o600
        stranger = accounts.prefix(accounts.STRANGER)
        for path in [*data.parent.iterdir(), out, f"/proc/{anna.process.pid}/environ"]:
            for test in ("-r", "-w"):
                assert subprocess.run([*stranger, "test", test, str(path)], check=False).returncode != 0, (path, test)
        for args in (["list"], ["open", "caso", "--lines"], ["answers", "caso"], ["delete", "caso", "--yes"]):
            run = subprocess.run([*stranger, *where.argv(args)], input=b"", capture_output=True, check=False,
                                 env=accounts.environment(where, accounts.STRANGER, data))
            assert run.returncode == 4 and b"Segreto" not in run.stdout + run.stderr, (args, run)
        anna.leave()


def main():
    return cigo_run.main([test_init, test_followed_and_taken, test_commands_do_not_take, test_screen, test_many,
                          test_strangers])


if __name__ == "__main__":
    sys.exit(main())
