"""Plain lines on a terminal: the pause after twelve lines, signals that save, kill -9 that loses nothing."""

import contextlib
import os
import pty
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import termios
import time

import cigo_run
import spoken
from cigo_run import place


class Terminal:
    """cigo on a pseudo-terminal of its own; `seen` is all that it wrote."""

    def __init__(self, where, *args):
        self.seen = b""
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.chdir(where.folder)
            argv = where.argv(args)
            os.execve(argv[0], argv, where.env)
        modes = termios.tcgetattr(self.fd)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(self.fd, termios.TCSANOW, modes)

    def read(self, seconds):
        """What comes within the time; False when cigo has ended."""
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return False
            self.seen += data
            return bool(data)
        return True

    def until(self, pattern, start=0, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(pattern.encode(), self.seen[start:])
            if found:
                return found
            if not self.read(0.2):
                break
        found = re.search(pattern.encode(), self.seen[start:])
        assert found, f"«{pattern}» did not come:\n{self.text()[-1500:]}"
        return found

    def type(self, text):
        """A line; the place in `seen` where the answer to it begins."""
        start = len(self.seen)
        os.write(self.fd, f"{text}\n".encode())
        return start

    def ask(self, text, pattern):
        return self.until(pattern, self.type(text))

    def text(self):
        return self.seen.decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    def signal(self, number):
        os.kill(self.child, number)

    def end(self, seconds=20):
        """The exit code, negative for a signal; the terminal is closed."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                while self.read(0):
                    if not select.select([self.fd], [], [], 0)[0]:
                        break
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            self.read(0.02)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.fd)
        raise AssertionError("cigo did not end: " + self.text()[-500:])


def forms(where):
    where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")


def no_escapes(terminal):
    """Append only: no escape byte, no backspace, no carriage return but the terminal's own."""
    out = terminal.seen.replace(b"\r\n", b"\n")
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", out), out


def test_pause():
    """Never more than twelve lines without a pause; q ends the output; an answer is never swallowed."""
    with place() as where:
        forms(where)
        terminal = Terminal(where, "new", "--form", "prova", "--lines")
        terminal.until("cigo> $")
        start = terminal.type("/aiuto")
        for _ in range(8):
            found = terminal.until(r"(Invio per continuare, q per smettere: |cigo> )$", start)
            if found[1] == b"cigo> ":
                break
            lines = terminal.seen[start:].decode().replace("\r\n", "\n").split("\n")
            assert len(lines) - 1 <= 12, lines
            start = terminal.type("")
        assert "/vuota" in terminal.text()
        start = terminal.type("/aiuto")
        terminal.until("smettere: $", start)
        start = terminal.type("q")
        terminal.until("cigo> $", start)
        assert b"/vuota" not in terminal.seen[start:]
        terminal.ask("/esci", "Tutto è salvato")
        assert terminal.end() == 0
        no_escapes(terminal)


def test_typed_at_the_pause():
    """It answers no question that was not shown yet: at the next it is offered; a command is done."""
    for reply, wanted in (("", "02/11/2026"), ("3/11/2026", "3/11/2026"), ("/dove", "no answer")):
        with place() as where:
            forms(where)
            terminal = Terminal(where, "new", "--form", "prova", "--name", "a", "--lines")
            terminal.until("cigo> $")
            terminal.ask("1.4", r"1\.4> $")
            terminal.ask("/aiuto comandi", "smettere: $")
            start = terminal.type("02/11/2026")
            terminal.until(r"(?s)/vuota.*Alla pausa ha scritto «02/11/2026»: [^\r]*\r\n1\.4> $", start)
            assert b"smettere" not in terminal.seen[start:]
            terminal.ask(reply, r"1\.\d> $")
            terminal.ask("/esci", "Tutto è salvato")
            answers = where.cigo("answers", "a").out
            assert (f" al: {wanted}" in answers) or (" al:" not in answers and wanted == "no answer"), (reply, answers)
            no_escapes(terminal)
    with place() as where:
        forms(where)
        terminal = Terminal(where, "new", "--form", "prova", "--name", "a", "--lines")
        terminal.until("cigo> $")
        terminal.ask("/aiuto", "smettere: $")
        terminal.ask("/vai 1.4", r"1\.4> $")
        terminal.ask("/aiuto comandi", "smettere: $")
        terminal.ask(" \x1b[B", "smettere: $")  # blanks and arrows: no early answer
        assert "Alla pausa" not in terminal.text()


def heard(reply):
    """What an answer with many effects says when each pause gets this reply; and how many pauses there were."""
    with place() as where:
        terminal = Terminal(where, "demo", "--lines")
        asks = r"(smettere: |cigo> |\d\.\d+> )$"
        terminal.until(asks)
        while not terminal.seen.endswith(b"> "):
            terminal.ask("", asks)
        terminal.ask("/vai 4.5", r"4\.5> $")
        start = first = terminal.type("1/1/2026")
        pauses = 0
        while terminal.until(asks, start)[1].startswith(b"smettere"):
            pauses += 1
            start = terminal.type(reply)
        text = terminal.seen[first:].decode().replace("\r\n", "\n")
        terminal.ask("/esci", "Tutto è salvato")
        assert terminal.end() == 0
    return text, pauses


def test_pause_before_alerts():
    """q ends what is being said; each alert that comes after it is named all the same, and the next question asked."""
    (whole, many), (short, some) = heard(""), heard("q")
    named = re.compile(r"(?:ERRORE|AVVISO|NOTA) (R-[A-Z0-9-]+)\.")
    assert many and some and len(short) < len(whole), (many, some, short)
    assert named.findall(short) == named.findall(whole) != [], (short, whole)
    assert "\n4.6. " in short.replace("smettere: ", "\n") and short.endswith("4.6> "), short


def test_no_pause_in_a_pipe():
    with place() as where:
        forms(where)
        run = where.cigo("new", "--form", "prova", "--lines", stdin="/aiuto\n/aiuto\n/esci\n")
        assert run.code == 0 and "smettere" not in run.out
        spoken.check_lines(run.out)


def test_signals():
    """Ctrl-C, SIGTERM, SIGHUP and a lost line: saved, exit code 130, and it resumes at the same place. What is said
    begins a line of its own after what was being typed, which is not kept, and says so."""
    for name, act in (
        ("ctrl-c", lambda t: os.write(t.fd, b"\x03")),
        ("ctrl-d", lambda t: os.write(t.fd, b"\x04")),
        ("int", lambda t: t.signal(signal.SIGINT)),
        ("term", lambda t: t.signal(signal.SIGTERM)),
        ("hup", lambda t: t.signal(signal.SIGHUP)),
    ):
        with place() as where:
            forms(where)
            terminal = Terminal(where, "new", "--form", "prova", "--name", "a", "--lines")
            terminal.until("cigo> $")
            terminal.ask("1.3", "1.3> $")
            terminal.ask("04/11/2026", "1.4> $")
            if name != "ctrl-d":  # which hands over what was typed
                os.write(terminal.fd, "20/11".encode())
            act(terminal)
            code = terminal.end()
            assert code == 130, (name, code, terminal.text()[-300:])
            said = r"(?m)^Fine dell'ingresso\. Tutto è salvato fino all'ultimo Invio, una riga lasciata a metà no;"
            assert re.search(said, terminal.text()), (name, terminal.text()[-300:])
            no_escapes(terminal)
            assert "dal: 04/11/2026" in where.cigo("answers", "a").out
            again = where.cigo("open", "a", "--lines", stdin="/esci\n")
            assert "1.4> " in again.out and "interrotto" not in again.out, (name, again.out)


def test_signal_in_long_text():
    """What was written so far of a long text is offered at the next start."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        with place() as where:
            forms(where)
            terminal = Terminal(where, "new", "--form", "prova", "--name", "a", "--lines")
            terminal.until("cigo> $")
            terminal.ask("1.7", "1.7> $")
            terminal.ask("/testo", r"\. $")
            terminal.ask("Una riga,", r"\. $")
            terminal.ask("e un'altra", r"\. $")
            terminal.signal(number)
            assert terminal.end() == (-9 if number == signal.SIGKILL else 130)
            run = where.cigo("open", "a", "--lines", stdin="si\n/esci\n")
            assert "rimasto a metà" in run.out and "Una riga,\ne un'altra\n" in run.out, run.out
            assert 'racconto: "Una riga,\\ne un\'altra"' in where.cigo("answers", "a").out


def test_signal_in_pasted_rows():
    """Before the dot nothing is pasted, whatever ends it; each line that was entered is offered at the next start."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        with place() as where:
            where.cigo("demo")
            before = where.cigo("answers", "demo").out
            terminal = Terminal(where, "open", "demo", "--lines")
            while terminal.until("(smettere: |cigo> )$")[1] != b"cigo> ":
                terminal.ask("", "(smettere: |cigo> )$")
            terminal.ask("/vai 5.8", "5.8> $")
            terminal.ask("/cella 1 cognome", "Cognome> $")
            terminal.ask("/incolla", r"\. $")
            terminal.ask("Primo", r"\. $")
            os.write(terminal.fd, b"Sec")
            if number == signal.SIGINT:
                os.write(terminal.fd, b"\x03")
            else:
                terminal.signal(number)
            assert terminal.end() == (-9 if number == signal.SIGKILL else 130)
            assert number == signal.SIGKILL or "Non è stato incollato nulla" in terminal.text(), terminal.text()[-500:]
            assert where.cigo("answers", "demo").out == before, number
            out = where.cigo("open", "demo", "--lines", stdin="boh\n/esci\n").out
            assert "a partire da 5.8" in out and "\n1. Primo.\n" in out and "solo con no" in out, out
            assert where.cigo("answers", "demo").out == before, number
            where.cigo("open", "demo", "--lines", stdin="si\n/esci\n")
            after = where.cigo("answers", "demo").out
            assert after != before and after.count("cognome: Primo") == 1, after
            assert "da incollare" not in where.cigo("open", "demo", "--lines", stdin="/esci\n").out


def test_pasted_rows_go_only_on_no():
    """A command keeps them, a refusal too: then /incolla offers them where one is."""
    with place() as where:
        where.cigo("demo")
        out = where.cigo("open", "demo", "--lines", stdin="/vai 5.8\n/cella 1 14\n/incolla\nNeri\tUgo\n.\n/esci\n").out
        assert "Non ho incollato nulla" in out and "Le righe sono conservate" in out, out
        for typed in ("/dove\n/esci\n", "", "/vai 8.3\n/testo\n/esci\n"):
            out = where.cigo("open", "demo", "--lines", stdin=typed).out
            assert "\n1. Neri;Ugo.\nLe incollo ora?" in out and "Le righe non ci sono" not in out, out
        out = where.cigo("open", "demo", "--lines", stdin="/vai 5.8\n/cella 2 cognome\n/incolla\nsi\n/esci\n").out
        assert "Incollata 1 riga" in out and "cognome: Neri, nome: Ugo" in where.cigo("answers", "demo").out, out
        where.cigo("open", "demo", "--lines", stdin="/vai 5.8\n/incolla\nVerdi\n")
        assert "Le righe non ci sono più." in where.cigo("open", "demo", "--lines", stdin="no\n/esci\n").out
        assert "Verdi" not in where.cigo("open", "demo", "--lines", stdin="/esci\n").out


def test_half_written_text_goes_only_on_no():
    """Nothing but an explicit no takes it away; a command is done, and a new /testo does not take its place."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/vai 1.7\n/testo\nMezzo testo\n")
        for typed, said in (("\n\nforse\nsì, forse\n/esci\n", "solo con no"), ("/dove\n/esci\n", "Sezione"), ("", "Tutto è salvato"),
                            ("/vai 1.7\n/testo\n/esci\n", "resta conservato"), ("/testo\nboh\n", "Serve si o no")):
            out = where.cigo("open", "a", "--lines", stdin=typed).out
            assert said in out and "Mezzo testo\nLo tengo" in out, (typed, out)
            assert "racconto" not in where.cigo("answers", "a").out, typed
        out = where.cigo("open", "a", "--lines", stdin="/vai 1.7\n/testo\nno\nUn altro\n.\n/esci\n").out
        assert out.count("Mezzo testo") == 2 and 'racconto: Un altro' in where.cigo("answers", "a").out, out
        assert "Mezzo" not in where.cigo("open", "a", "--lines", stdin="/vai 1.1\n/esci\n").out


def test_half_written_text_without_a_question():
    """The row that it was written in is gone: the text is shown, and stays until another one is begun."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/esci\n")
        with contextlib.closing(sqlite3.connect(where.data)) as db:
            db.execute("INSERT INTO draft(case_id, place, text) SELECT id, 'persone/99/nome', 'Mezzo nome' FROM cases")
            db.commit()
        for _ in range(2):
            out = where.cigo("open", "a", "--lines", stdin="/esci\n").out
            assert "la sua domanda ora non c'è" in out and "\nMezzo nome\n" in out, out
        where.cigo("open", "a", "--lines", stdin="/vai 1.7\n/testo\nUn altro\n.\n/esci\n")
        assert "Mezzo nome" not in where.cigo("open", "a", "--lines", stdin="/esci\n").out


def test_editor():
    """/editor: the text goes to the user's program and what comes back is the answer; nothing stays behind."""
    with place() as where:
        forms(where)
        script = where.file("editor.sh", "#!/bin/sh\nprintf 'Prima riga,\\ne seconda.\\n' > \"$1\"\n")
        script.chmod(0o700)
        for program, wanted in ((str(script), "1.7 registrato"), ("no-such-program", "non parte"), ("true", "com'era")):
            where.env["EDITOR"] = where.env["VISUAL"] = program
            terminal = Terminal(where, "open" if where.data.exists() else "new", *(["a"] if where.data.exists() else
                                ["--form", "prova", "--name", "a"]), "--lines")
            terminal.until("> $")
            terminal.ask("/vai 1.7", "1.7> $")
            terminal.ask("/editor", wanted)
            terminal.ask("/esci", "Tutto è salvato")
            assert terminal.end() == 0
            no_escapes(terminal)
        assert 'racconto: "Prima riga,\\ne seconda."' in where.cigo("answers", "a").out
        assert not list(where.data.parent.glob("testi/*")), "a file stayed behind"


def test_editor_leaves_no_text():
    """What is no UTF-8 is no answer, half of it neither: the file stays."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/vai 1.7\nDi prima\n/esci\n")
        script = where.file("editor.sh", "#!/bin/sh\nprintf 'P\\000r\\000i\\000' > \"$1\"\n")
        script.chmod(0o700)
        where.env["EDITOR"] = where.env["VISUAL"] = str(script)
        terminal = Terminal(where, "open", "a", "--lines")
        terminal.until("> $")
        terminal.ask("/vai 1.7", "1.7> $")
        terminal.ask("/editor", r"UTF-8: ha dei byte zero\.\r?\n.*resta com'era")
        terminal.ask("/esci", "Tutto è salvato")
        assert terminal.end() == 0
        assert 'racconto: Di prima' in where.cigo("answers", "a").out and list(where.data.parent.glob("testi/*"))


def killed_in_editor(where, name, text):
    """cigo and the editor are killed once the text is saved; the file that it is in."""
    script = where.file("killer.sh", f"#!/bin/sh\nprintf '{text}\\n' > \"$1\"\nkill -9 $PPID\n")
    script.chmod(0o700)
    where.env["EDITOR"] = where.env["VISUAL"] = str(script)
    terminal = Terminal(where, "open", name, "--lines")
    terminal.until("> $")
    terminal.ask("/vai 1.7", "1.7> $")
    terminal.type("/editor")
    assert terminal.end() == -signal.SIGKILL
    files = list(where.data.parent.glob("testi/*"))
    assert len(files) == 1, files
    return files[0]


def opened(where, name, *lines):
    return where.cigo("open", name, "--lines", stdin="".join(f"{line}\n" for line in (*lines, "/esci"))).out


def test_left_in_the_editor():
    """What an editor saved before cigo was killed is offered at the next start; an answer of later is not covered unasked."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/esci\n")
        killed_in_editor(where, "a", "Scritto fuori")
        out = opened(where, "a", "si")
        assert "Scritto fuori\nLo tengo come risposta?" in out and "cambiata dopo" not in out, out
        assert 'racconto: Scritto fuori' in where.cigo("answers", "a").out
        assert not list(where.data.parent.glob("testi/*"))
        file = killed_in_editor(where, "a", "Di prima")
        os.utime(file, (1_600_000_000, 1_600_000_000))
        out = opened(where, "a", "no")
        assert "Di prima\nLa risposta è stata cambiata dopo. Quella di adesso.\nScritto fuori\nLo tengo" in out, out
        assert 'racconto: Scritto fuori' in where.cigo("answers", "a").out and "Di prima" not in opened(where, "a")
        # as it was: nothing to offer
        killed_in_editor(where, "a", "Scritto fuori")
        assert "Lo tengo" not in opened(where, "a") and not list(where.data.parent.glob("testi/*"))


def test_left_beside_another_text():
    """One half-written text at a time: the editor's waits, and is said."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/esci\n")
        killed_in_editor(where, "a", "Scritto fuori")
        with contextlib.closing(sqlite3.connect(where.data)) as db:
            db.execute("INSERT INTO draft(case_id, place, text) SELECT id, 'importo', 'Mezzo importo' FROM cases")
            db.commit()
        out = opened(where, "a", "no")
        assert "un testo anche per 1.7" in out and "Mezzo importo" in out and "Scritto fuori" not in out, out
        out = opened(where, "a", "si")
        assert "Scritto fuori\nLo tengo" in out and "Mezzo importo" not in out, out


def test_left_texts_are_of_their_case():
    """After a restore another case gets the number: a text of the first one never becomes its answer. Purge takes it away."""
    with place() as where:
        forms(where)
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/esci\n")
        where.cigo("backup", "copia.db")
        where.cigo("new", "--form", "prova", "--name", "b", "--lines", stdin="/esci\n")
        file = killed_in_editor(where, "b", "Di un altro cliente")
        assert file.name.startswith("2-")
        assert where.cigo("restore", "copia.db", "--yes").code == 0
        where.cigo("new", "--form", "prova", "--name", "c", "--lines", stdin="/esci\n")
        assert '"id": 2' in where.cigo("list", "--json").out
        assert "altro cliente" not in opened(where, "c", "/vai 1.7", "/editor")
        assert file.exists(), "the text of the case that may come back is gone"
    for command in ("purge", "delete"):
        with place() as where:
            forms(where)
            where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/esci\n")
            file = killed_in_editor(where, "a", "Di un cliente")
            for name in (f".{file.name}.swp", f"{file.name}~", f"#{file.name}#"):
                (file.parent / name).write_text("Di un cliente")
            other = file.parent / "99-0123456789abcdef0123456789abcdef-racconto.txt"
            other.write_text("Di un altro")
            assert where.cigo(command, "a", "--yes").code == 0
            assert list(file.parent.iterdir()) == [other], list(file.parent.iterdir())


def test_hangup():
    """The terminal goes away: cigo ends by itself, saved."""
    with place() as where:
        forms(where)
        terminal = Terminal(where, "new", "--form", "prova", "--name", "a", "--lines")
        terminal.until("cigo> $")
        terminal.ask("1.3", "1.3> $")
        terminal.ask("04/11/2026", "1.4> $")
        os.close(terminal.fd)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            done, status = os.waitpid(terminal.child, os.WNOHANG)
            if done:
                break
            time.sleep(0.02)
        assert done, "cigo went on without a terminal"
        assert os.waitstatus_to_exitcode(status) == 130, status
        assert "dal: 04/11/2026" in where.cigo("answers", "a").out
        # and a pipe that nobody reads any more
        read, write = os.pipe()
        os.close(read)
        process = subprocess.Popen(where.argv(["open", "a", "--lines"]), stdin=subprocess.PIPE, stdout=write,
                                   stderr=subprocess.DEVNULL, env=where.env, cwd=where.folder)
        os.close(write)
        process.communicate(b"/vai 1.4\n06/11/2026\n/esci\n", 20)
        assert process.returncode in (0, 4, 130), process.returncode
        assert "al: 06/11/2026" in where.cigo("answers", "a").out


KILLS = int(os.environ.get("CIGO_KILLS", "24"))


def test_kill():
    """kill -9 at random moments: what was called registered is there at the next start, which says so."""
    chance = random.Random(int(os.environ.get("CIGO_SEED", "20261123")))
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin="form: prova\nanswers: {motivo: gelo}\n").code == 0
        saved, taken = {}, 0
        for n in range(KILLS):
            terminal = Terminal(where, "open", "a", "--lines")
            terminal.until(r"> $")
            taken += "si è interrotto" in terminal.text()
            for _ in range(chance.randint(1, 5)):
                code, field, text = chance.choice(
                    [("1.3", "dal", f"{chance.randint(1, 28):02d}/11/2026"), ("1.2", "gradi", str(chance.randint(1, 40))),
                     ("1.6", "importo", str(chance.randint(1, 99999))), ("2.2", "nota", f"nota {chance.random()}")]
                )
                terminal.ask(f"/vai {code}", f"{code}> $")
                terminal.ask(text, "registrato")
                saved[field] = text
            # one more, of which nobody knows: killed while it is written
            terminal.ask("/vai 1.7", "1.7> $")
            terminal.type("Un racconto che forse c'è. " * 40)
            time.sleep(chance.random() * 0.02)
            terminal.signal(signal.SIGKILL)
            assert terminal.end() == -signal.SIGKILL
            answers = where.cigo("answers", "a")
            assert answers.code == 0, answers.err
            for field, text in saved.items():
                found = re.search(rf'^  {field}: "?(.*?)"?$', answers.out, re.M)
                assert found and found[1] == text, (n, field, text, answers.out)
            story = re.search(r"^  racconto: (.*)$", answers.out, re.M)
            assert not story or story[1].strip('"').strip() == ("Un racconto che forse c'è. " * 40).strip()
        assert taken == KILLS - 1, (taken, KILLS)


if __name__ == "__main__":
    sys.exit(cigo_run.main([test for name, test in list(globals().items()) if name.startswith("test_")]))
