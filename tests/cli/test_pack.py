"""A case goes to another archive and back: cigo pack, cigo unpack."""

import json
import os
import pty
import random
import re
import signal
import stat
import subprocess
import sys
import termios

import cigo_run
from cigo_run import place

ANSWERS = """form: prova
answers:
  motivo: gelo
  racconto: "Gelava forte; «così» dicono.\\n\\tE poi \\\\ ancora."
"""


class Desk:
    """One archive of several in one place."""

    def __init__(self, where, name):
        self.where, self.data = where, where.folder / name / "cigo.db"

    def cigo(self, *args, **more):
        return self.where.cigo("--data", self.data, *args, **more)

    def cases(self):
        return {case["name"] for case in json.loads(self.cigo("list", "--json").out)}

    def tags(self):
        return [case["tags"] for case in json.loads(self.cigo("list", "--json", "--all").out)]

    def history(self, name):
        mine = ("create", "export", "pack", "unpack", "rename", "tag")
        return [entry for entry in json.loads(self.cigo("audit", name, "--json").out) if entry["type"] not in mine]

    def answer(self, name, text):
        lines = f"/vai racconto\n/testo\n{text}\n.\n/esci\n"
        assert self.cigo("open", name, "--lines", stdin=lines).code == 0


def desks(where):
    where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
    here, there = Desk(where, "qui"), Desk(where, "la")
    assert here.cigo("fill", "-", "--name", "Rossi", stdin=ANSWERS).code == 0
    return here, there, where.folder / "rossi.cigo"


def test_there_and_back():
    with place() as where:
        here, there, file = desks(where)
        here.cigo("tag", "Rossi", "urgente")
        assert here.cigo("pack", "Rossi", file).code == 0
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
        assert here.cigo("pack", "Rossi", file).code != 0, "a file that is there stays"
        done = there.cigo("unpack", file)
        assert done.code == 0 and "«Rossi»" in done.out
        assert there.cigo("answers", "Rossi").out == here.cigo("answers", "Rossi").out
        assert [e["when"] for e in there.history("Rossi")] == [e["when"] for e in here.history("Rossi")] != []
        # tags are of the desk: they stay here, and those of the other desk there
        assert there.tags() == [[]]
        there.cigo("tag", "Rossi", "da Verdi")
        # the same again: nothing to do, nothing done
        again = there.cigo("unpack", file)
        assert again.code == 0 and "Sono uguali" in again.out and there.cases() == {"Rossi"}
        # it went on there, and comes back
        there.answer("Rossi", "Nevicava")
        assert there.cigo("pack", "Rossi", file, "--force").code == 0
        no = here.cigo("unpack", file, stdin="no\n")
        assert no.code == 2 and "Nevicava" not in here.cigo("answers", "Rossi").out
        assert here.cigo("unpack", file, stdin="si\n").code == 0
        assert here.cigo("answers", "Rossi").out == there.cigo("answers", "Rossi").out and here.cases() == {"Rossi"}
        assert (here.tags(), there.tags()) == ([["urgente"]], [["da Verdi"]])
        # the older file again
        here.answer("Rossi", "Pioveva")
        old = here.cigo("unpack", file)
        assert old.code == 0 and "più avanti" in old.out and "Pioveva" in here.cigo("answers", "Rossi").out


def half_written(desk):
    return "MEZZO TESTO" in desk.cigo("open", "Rossi", "--lines", stdin="/fine\n").out


def test_what_is_not_sent_yet_stays():
    """A text left half written and the ticks of the portal are in no history; an update takes neither away."""
    with place() as where:
        here, there, file = desks(where)
        assert here.cigo("pack", "Rossi", file).code == 0 and there.cigo("unpack", file).code == 0
        there.cigo("open", "Rossi", "--lines", stdin="/vai racconto\n/testo\nMEZZO TESTO DI LA\n")
        there.cigo("portal", "Rossi", "--lines", stdin="/copiato\n")
        portal = there.cigo("portal", "Rossi", "--lines", stdin="/esci\n").out
        assert half_written(there) and portal != here.cigo("portal", "Rossi", "--lines", stdin="/esci\n").out
        here.answer("Rossi", "Nevicava")
        assert here.cigo("pack", "Rossi", file, "--force").code == 0
        done = there.cigo("unpack", file, stdin="si\n")
        assert done.code == 0 and "restano" in done.out, done.out
        assert "Nevicava" in there.cigo("answers", "Rossi").out and half_written(there)
        assert there.cigo("portal", "Rossi", "--lines", stdin="/esci\n").out == portal
        # the answers are the same there now: here comes only what is not in them
        assert there.cigo("pack", "Rossi", file, "--force").code == 0
        no = here.cigo("unpack", file, stdin="no\n")
        assert no.code == 2 and "Testi a metà: 1." in no.out and "Sono uguali" not in no.out, no.out
        assert here.cigo("unpack", file, "--update").code == 0 and half_written(here)
        assert here.cigo("portal", "Rossi", "--lines", stdin="/esci\n").out == portal
        again = here.cigo("unpack", file)
        assert again.code == 0 and "Sono uguali" in again.out, again.out


def test_a_note_arrives_where_the_answers_went_on():
    with place() as where:
        here, there, file = desks(where)
        assert here.cigo("pack", "Rossi", file).code == 0 and there.cigo("unpack", file).code == 0
        there.answer("Rossi", "Nevicava")
        here.cigo("call", "Rossi", "--lines", stdin="/nota ha richiamato\n/esci\n")
        assert here.cigo("pack", "Rossi", file, "--force").code == 0
        done = there.cigo("unpack", file, stdin="si\n")
        assert done.code == 0 and "più avanti" in done.out and "Note: 1." in done.out, done.out
        assert "ha richiamato" in there.cigo("history", "Rossi").out
        assert "Nevicava" in there.cigo("answers", "Rossi").out


def test_what_does_not_go_together():
    with place() as where:
        here, there, file = desks(where)
        bad = here.cigo("pack", "Rossi", "-")
        assert bad.code == 2 and "nome" in bad.err and not (where.folder / "-").exists()
        assert here.cigo("pack", "Rossi", file).code == 0
        bad = there.cigo("unpack", file, "--update", "--name", "nuovo")
        assert bad.code == 2 and "--name" in bad.err and there.cases() == set()


def test_conflict():
    """Changed here and there: both are kept, or nothing is done."""
    with place() as where:
        here, there, file = desks(where)
        assert here.cigo("pack", "Rossi", file).code == 0 and there.cigo("unpack", file).code == 0
        here.answer("Rossi", "Qui")
        there.answer("Rossi", "Altrove")
        assert there.cigo("pack", "Rossi", file, "--force").code == 0
        before = here.cigo("answers", "Rossi").out
        for args, text in ((("unpack", file), ""), (("unpack", file), "no\n"), (("unpack", file, "--update"), "")):
            assert here.cigo(*args, stdin=text).code == 2 and here.cases() == {"Rossi"}
        assert here.cigo("unpack", file, stdin="si\n").code == 0
        assert here.cases() == {"Rossi", "Rossi (copia)"} and here.cigo("answers", "Rossi").out == before
        assert "Altrove" in here.cigo("answers", "Rossi (copia)").out
        # the name is somebody else's
        other = Desk(where, "terzo")
        assert other.cigo("fill", "-", "--name", "Rossi", stdin=ANSWERS).code == 0
        assert other.cigo("unpack", file).code == 0 and other.cases() == {"Rossi", "Rossi (copia)"}
        assert other.cigo("unpack", file, "--both", "--name", "Rossi").code == 2
        assert other.cigo("unpack", file, "--both", "--name", "Verdi").code == 0


def test_secret():
    with place() as where:
        here, there, file = desks(where)
        right = where.file("giusta", "cavallo batteria pinzetta\n")
        wrong = where.file("sbagliata", "cavallo batteria pinzette\n")
        short = where.file("corta", "abc\n")
        assert here.cigo("pack", "Rossi", file, "--secret-file", short).code == 2 and not file.exists()
        assert here.cigo("pack", "Rossi", file, "--secret-file", right).code == 0
        assert b"Gelava" not in file.read_bytes() and b"racconto" not in file.read_bytes()
        bad = there.cigo("unpack", file, "--secret-file", wrong)
        assert bad.code == 2 and "non è quella" in bad.err
        none = subprocess.run(where.argv(["--data", there.data, "unpack", file]), stdin=subprocess.DEVNULL,
                              capture_output=True, env=where.env, cwd=where.folder, start_new_session=True, check=False)
        assert none.returncode == 2 and b"--secret-file" in none.stderr
        assert there.cigo("unpack", file, "--secret-file", right).code == 0
        assert there.cigo("answers", "Rossi").out == here.cigo("answers", "Rossi").out
        # a bit here, a bit there: the whole file is sealed
        bytes_ = bytearray(file.read_bytes())
        for at in (25, 60, 80, len(bytes_) // 2, len(bytes_) - 1):
            bytes_[at] ^= 1
            assert there.cigo("unpack", where.file("cambiato", bytes(bytes_)), "--secret-file", right).code == 2, at
            bytes_[at] ^= 1
        # a header that is no header any more is a changed file too, not a failure of ours
        for at in (19, 50, 52, 75):
            spoilt = bytes(bytes_[:at]) + b"z" + bytes(bytes_[at + 1:])
            assert there.cigo("unpack", where.file("cambiato", spoilt), "--secret-file", right).code == 2, at


def test_asked_on_a_terminal():
    """The passphrase is asked twice and not shown."""
    with place() as where:
        here, there, file = desks(where)
        for args in (["pack", "Rossi", file, "--secret"], ["unpack", file]):
            pid, fd = pty.fork()
            if pid == 0:
                argv = where.argv(["--data", here.data if args[0] == "pack" else there.data, *args])
                os.execve(argv[0], argv, where.env)
            seen = b""
            for _ in range(2 if args[0] == "pack" else 1):
                while not seen.endswith(b": "):
                    seen += os.read(fd, 1000)
                os.write(fd, b"parola segretissima\n")
                seen += b"|"
            try:
                while chunk := os.read(fd, 1000):
                    seen += chunk
            except OSError:
                pass
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, seen
            assert b"segretissima" not in seen
        assert there.cases() == {"Rossi"}


def test_ended_at_the_passphrase():
    """Ctrl-C, or the end from outside, while the passphrase is typed: the terminal shows again what is typed."""
    with place() as where:
        here, _, file = desks(where)
        for ending in (b"\x03", signal.SIGTERM, signal.SIGHUP):
            pid, fd = pty.fork()
            if pid == 0:
                argv = where.argv(["--data", here.data, "pack", "Rossi", file, "--secret"])
                os.execve(argv[0], argv, where.env)
            seen = b""
            while not seen.endswith(b": "):
                seen += os.read(fd, 1000)
            assert not termios.tcgetattr(fd)[3] & termios.ECHO
            if isinstance(ending, bytes):
                os.write(fd, ending)
            else:
                os.kill(pid, ending)
            assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
            assert termios.tcgetattr(fd)[3] & termios.ECHO, ending
            os.close(fd)
        assert not file.exists()


def test_not_while_somebody_writes_it():
    """An update waits, a rename too; who writes it is said as people read it, and the status is that of a busy archive."""
    with place() as where:
        here, there, file = desks(where)
        assert here.cigo("pack", "Rossi", file).code == 0 and there.cigo("unpack", file).code == 0
        here.answer("Rossi", "Nevicava")
        assert here.cigo("pack", "Rossi", file, "--force").code == 0
        writer = subprocess.Popen(where.argv(["--data", there.data, "open", "Rossi", "--lines"]), stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, env=where.env, cwd=where.folder)
        writer.stdout.readline()
        for words in (["unpack", file, "--update"], ["rename", "Rossi", "Verdi"], ["delete", "Rossi", "--yes"]):
            run = there.cigo(*words)
            assert run.code == 4 and "aperta da" in run.err and there.cases() == {"Rossi"}, (words, run.err)
            assert not re.search(r"\d{4}-\d\d-\d\dT|processo", run.err), run.err
        assert "«Rossi (copia)»" in there.cigo("unpack", file, "--both").out
        writer.communicate(b"/esci\n")
        assert there.cigo("rename", "Rossi", "Verdi").code == 0 and there.cigo("unpack", file, "--update").code == 0
        assert "Nevicava" in there.cigo("answers", "Verdi").out
        assert there.cigo("open", "Verdi", "--lines", stdin="/esci\n").code == 0, "the lock stayed"


def sealed(text):
    import hashlib
    data = text if isinstance(text, bytes) else text.encode()
    return b"cigo-pack 1 sha256 " + hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def test_hostile():
    """Whatever the file: a clear sentence, and the archive as it was."""
    with place() as where:
        here, there, file = desks(where)
        assert here.cigo("pack", "Rossi", file).code == 0
        good = file.read_bytes()
        body = good.split(b"\n", 1)[1].decode()
        lines = body.splitlines()
        head = lines[0].split("\t")

        def rebuilt(*more, first=None):
            inner = [first or lines[0], *lines[1:-1], *more]
            return sealed("\n".join(inner) + f"\nend\t{len(inner)}\n")

        def headed(i, text):
            return rebuilt(first="\t".join([*head[:i], text, *head[i + 1:]]))

        attempts = [b"", b"cigo-pack 1 ", b"cigo-pack 2 sha256 x\n", good[:-10], good + b"x", good.replace(b"gelo", b"gela"),
                    sealed(""), sealed("\0\n"), sealed(b"\xff\xfe\n"), sealed(body.replace("end\t", "end\t9")),
                    sealed(body + "answer\tx\ty\n"), rebuilt("answer\tx"), rebuilt("zzz\t1"), rebuilt("answer\tmotivo\tdue"),
                    rebuilt("rows\trighe\t1\t0\t99999999\tx"), rebuilt("rows\trighe\tuno\t0\t1\tx"),
                    rebuilt("rows\trighe\t-5\t0\t1\tx"), rebuilt("rows\trighe\t1\t0\t3\tnome\\nx"),
                    rebuilt("rows\trighe\t1\t0\t2\tnome\\na\\nb", "rows\trighe\t2\t9999999\t1\tnome\\tx"),
                    rebuilt("draft\ta\tb", "draft\tc\td"), headed(1, "x"), headed(1, "../../etc/passwd"), headed(2, ""),
                    headed(3, "../../etc"), headed(3, "manca"), headed(12, "x"), headed(5, "x" * 1000),
                    headed(8, head[8] + "\\nBEGIN:VALARM"), headed(9, "ieri")]
        rng = random.Random(5)
        for _ in range(25):
            data = bytearray(body.encode())
            for _ in range(3):
                data[rng.randrange(len(data))] = rng.choice(b"\t\n\\\x1b0129ae\xff=")
            attempts.append(sealed(bytes(data)))
        there.cigo("list")
        taken = set()
        for i, attempt in enumerate(attempts):
            run = there.cigo("unpack", where.file("ostile", attempt))
            assert run.code in (0, 2, 4) and (run.code == 0) == (len(there.cases()) > len(taken)), (i, attempt, run.err)
            assert i >= len(attempts) - 25 or run.code != 0, (i, attempt)
            assert "\x1b" not in run.out + run.err
            taken = there.cases()
            for name in taken - {"Rossi"}:
                assert there.cigo("check", name).code in (0, 1, 2, 3, 4)
            assert there.cigo("purge", *taken, "--yes").code == 0 if taken else True
            taken = set()
        for path in ("/dev/zero", where.folder, where.folder / "manca"):
            assert there.cigo("unpack", path).code != 0


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_there_and_back, test_what_is_not_sent_yet_stays,
                            test_a_note_arrives_where_the_answers_went_on, test_what_does_not_go_together, test_conflict, test_secret, test_asked_on_a_terminal, test_ended_at_the_passphrase,
                            test_not_while_somebody_writes_it, test_hostile]))
