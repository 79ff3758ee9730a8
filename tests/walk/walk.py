"""A random walker: keys of every sort, pastes, clicks and sizes on the full screen of every kind of terminal, and lines
in the plain face, in bursts. After each burst cigo must answer; whoever is lost gets out and to a field of a name;
what is typed there is in the archive, also after SIGKILL; the archive is whole and its journal tells of all that it
holds; and every field that is visible then is reached, by its code and by moving.

    walk.py [--minutes M | --rounds N] [--seed N] [--only ROUND] [--thorough]     or these words in $WALK

A round has a number; `--seed N --only ROUND` plays it again. What fails is printed with both, and the walk goes on.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import random
import re
import signal
import sys
import time
import traceback

import cigo_run
import faces
import reach
from archive import Archive
from faces import Lines
from harness import Cigo, answer, need
from inputs import Keys, Sentences, TERMINALS

BOUND = 120  # seconds within which a key is answered, whatever else the machine does; see --patience
CASE = "domanda"
# form: where it lies, the text field that everybody sees, and the answers to begin with
FORMS = {"cigo": ("forms", "2.3", "azienda_denominazione"), "prova": ("tests/forms", "2.2", "nota"),
         "ais-fis": ("forms", "2.3", "azienda_denominazione")}


class AnyLines(Lines):
    """In each language, and in whatever question."""

    PROMPT = re.compile(rb"(?:^|\n)[^\n]*[>:.?] \Z")


def codes_of(where, folder):
    listed = where.cigo("form", "map", folder).out.split("\nAvvisi")[0]
    return re.findall(r"(?m)^ *(\d+\.\d+) \w+", listed)


def commands():
    text = (cigo_run.SOURCE / "src/session/features.c").read_text()
    return re.findall(r'\.(?:command|english) = "(\w+)"', text)


class Round:
    """A case of its own, walked through in several sittings."""

    def __init__(self, where, chance, counts):
        self.where, self.chance, self.counts = where, chance, counts
        self.log, self.typed = [], ""
        self.form = chance.choices(list(FORMS), [6, 3, 1])[0]
        folder, self.code, self.field = FORMS[self.form]
        where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / folder)
        where.env |= {"EDITOR": self.editor(), "ESCDELAY": "20", "ASAN_OPTIONS": self.options("ASAN_OPTIONS"),
                      "UBSAN_OPTIONS": self.options("UBSAN_OPTIONS"), "LANGUAGE": chance.choice(["it", "it", "en", "de"])}
        where.file("righe.csv", "nome;cognome;cf;ore\nAda;Rossi;SCHPLA84H02G224N;12\nUgo;Bo;x;=1\n")
        where.file("config/cigo/config.yaml", f"mouse: {chance.choice(['true', 'false'])}\n")
        self.codes = codes_of(where, cigo_run.SOURCE / folder / self.form)
        self.begin()

    def options(self, name):
        """A sanitizer's report goes to a file: on the screen it would be lost."""
        return f"{os.environ.get(name, '')}:log_path={self.where.folder}/sanitizer".lstrip(":")

    def editor(self):
        path = self.where.file("editor", '#!/bin/sh\necho "una riga in più" >>"$1"\n')
        path.chmod(0o700)
        return str(path)

    def begin(self):
        text = f"form: {self.form}\nanswers: {{}}\n"
        if self.form == "cigo" and self.chance.random() < 0.7:
            text = self.where.cigo("demo", "--answers").out
            lines = text.splitlines(keepends=True)
            simple = [i for i, line in enumerate(lines) if re.match(r"  \w+: [^|>\s]", line)]
            for i in self.chance.sample(simple, self.chance.choice([0, 0, 5, 30])):
                lines[i] = ""
            text = "".join(lines)
        begun = self.where.cigo("fill", "-", "--name", CASE, stdin=text)
        need(begun.code in (0, 1, 3), begun.err)

    def look(self):
        """What was typed last is there."""
        found = answer(self.where, self.field, CASE)
        need(self.typed in ("", found), f"{self.typed} was typed, {found!r} is there")

    def note(self, what):
        signal.alarm(5 * BOUND)
        self.log.append(what)
        self.counts["inputs"] += 1

    def ended(self, code, wanted=(0, 130)):
        """130 is Ctrl-C in plain lines, where one may have gone."""
        self.clean()
        need(code in wanted, "ended with", code)

    def clean(self):
        for report in pathlib.Path(self.where.folder).glob("sanitizer*"):
            raise AssertionError(report.read_text()[:6000])

    # ---- full screen ----

    def screen(self, start=b""):
        term = self.chance.choice(TERMINALS)
        size = {"rows": 24, "cols": 80}
        self.note(f"screen on {term}")
        cigo = Cigo(self.where, "open", CASE, term=term, before=lambda: os.chdir(self.where.folder), **size)
        try:
            cigo.settled(BOUND)
            keys = Keys(self.chance, term, self.codes)
            for _ in range(self.chance.randint(1, 12)):
                if not self.burst(cigo, keys):
                    self.counts["left"] += 1
                    return
            if self.out(cigo):
                self.type_and_see(cigo)
            self.leave(cigo)
        finally:
            cigo.close()
            self.clean()

    def burst(self, cigo, keys):
        """False when it was left for good."""
        for _ in range(self.chance.randint(1, 40)):
            what = keys.some()
            self.note(what)
            with contextlib.suppress(OSError):
                if isinstance(what, tuple):
                    cigo.resize(*what)
                else:
                    cigo.send(what)
                cigo.read(0, 0.05)
        return self.answers(cigo)

    def answers(self, cigo):
        """A new size and a wish to see all of it again show something: it is neither stuck nor gone."""
        cigo.settled(BOUND)
        if self.gone(cigo):
            return False
        cigo.resize(23, 79)
        cigo.settled(BOUND)
        cigo.resize(24, 80)
        cigo.send(b"\r" if reach.in_lines(cigo) else b"\x0c")
        need(reach.some(cigo, BOUND), "no answer to a key")
        cigo.settled(BOUND)
        self.counts["bursts"] += 1
        return not self.gone(cigo)

    def gone(self, cigo):
        if cigo.status is None:
            pid, status = os.waitpid(cigo.pid, os.WNOHANG)
            if pid:
                cigo.status = os.waitstatus_to_exitcode(status)
        if cigo.status is not None:
            self.ended(cigo.status)
        return cigo.status is not None

    def out(self, cigo):
        """Whoever is lost presses Esc, then goes to the list of the sections: the first time that may only close the
        question whether to leave. Before, what ends a paste: the terminal's mark; in paste mode Ctrl-D and a pause.
        False when plain lines were chosen."""
        if reach.in_lines(cigo):
            return False
        cigo.press(b"\x1b[201~")
        cigo.press(b"\x04")
        time.sleep(0.7)
        for key in [b"\x1b"] * 8 + [b"\x05"] * 2:
            with contextlib.suppress(OSError):
                cigo.press(key)
            time.sleep(0.03)
        return not self.gone(cigo)

    def type_and_see(self, cigo):
        """What is typed into a field is in the archive at once."""
        text = f"Prova {self.chance.randint(0, 10**9)}"
        cigo.go(self.code)
        cigo.press(text.encode() + b"\r")
        found = answer(self.where, self.field, CASE)
        need(found == text, f"{text} was typed, {found!r} is there; the screen:\n{reach.shown(cigo)}")
        self.typed = text
        self.counts["typed"] += 1

    def leave(self, cigo):
        way = self.chance.choice(["kill", "hangup", "close", "quit"])
        self.note(way)
        if way == "quit":
            cigo.press(b"\x03")
            with contextlib.suppress(OSError):
                cigo.press(b"\r")
        elif way == "close":
            os.close(cigo.master)
            os.close(cigo.slave)
        else:
            os.kill(cigo.pid, 9 if way == "kill" else 1)
        code = cigo.wait(BOUND)
        self.ended(code, {"kill": (-9,), "quit": (0, 130)}.get(way, (130,)))

    # ---- plain lines ----

    def lines(self):
        lines = AnyLines(self.where, CASE)
        try:
            sentences = Sentences(self.chance, commands(), self.codes)
            for _ in range(self.chance.randint(1, 80)):
                said = sentences.some()
                self.note(said)
                lines.say(said)
            self.counts["bursts"] += 1
            self.note("out, and type")
            for line in (".", "no", f"/vai {self.code}"):
                lines.say(line)
            self.typed = f"Prova {self.chance.randint(0, 10**9)}"
            lines.say(self.typed)
            self.look()
            self.counts["typed"] += 1
            if self.chance.random() < 0.5:
                lines.process.kill()
            else:
                lines.process.stdin.close()
            need(lines.process.wait(BOUND) in (0, -9, 130), "ended with", lines.process.returncode)
        finally:
            lines.process.kill()
            lines.process.communicate() if not lines.process.stdin.closed else lines.process.wait()
            lines.process.stdout.close()
            self.clean()

    # ---- between sittings ----

    def check(self):
        """The next start mends what a kill left; then all of it is there, and the journal tells of it."""
        read = self.where.cigo("answers", CASE)
        need(read.code == 0, read.err)
        self.look()
        archive = Archive(self.where.data, CASE)
        archive.unwind()
        archive.db.close()
        need(not archive.wrong, archive.wrong)
        self.clean()
        self.typed = ""

    def reached(self, thorough):
        codes = reach.visible(self.where, CASE)
        need(self.code in codes, "not a field", codes)
        lines = AnyLines(self.where, CASE)
        reach.by_code_in_lines(lines, codes)
        reach.by_moving_in_lines(lines, codes)
        lines.end()
        lines.process.stdout.close()
        some = codes if thorough else self.chance.sample(codes, 3)
        section = self.chance.choice(codes).split(".")[0]
        inside = codes if thorough else [code for code in codes if code.split(".")[0] == section]
        cigo = Cigo(self.where, "open", CASE)
        try:
            cigo.settled(BOUND)
            reach.by_code_on_screen(cigo, some)
            reach.by_moving_on_screen(cigo, inside)
        finally:
            cigo.close()
        self.clean()
        self.counts["reached"] += len(codes)

    def walk(self, thorough):
        for _ in range(self.chance.randint(1, 5)):
            self.chance.choices([self.screen, self.lines], [3, 1])[0]()
            self.check()
        self.reached(thorough)


def too_long(_number, _frame):
    raise AssertionError(f"no answer for {5 * BOUND} seconds")


def play(seed, number, counts, thorough):
    """None, or what went wrong."""
    with cigo_run.place() as where:
        walk = None
        try:
            walk = Round(where, random.Random(f"{seed}/{number}"), counts)
            walk.walk(thorough)
        except Exception:  # of whatever kind: the walk goes on
            done = "\n".join(f"  {what!r}" for what in (walk.log if walk else [])[-60:])
            return f"{traceback.format_exc()}\nlast of all:\n{done}"
        finally:
            signal.alarm(0)
    return None


def main():
    global BOUND
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", type=int)
    parser.add_argument("--thorough", action="store_true", help="every field on the screen too")
    parser.add_argument("--patience", type=int, default=BOUND, help="seconds; more for a machine that does much else")
    args = parser.parse_args(sys.argv[1:] or os.environ.get("WALK", "").split())
    BOUND = cigo_run.TIMEOUT = faces.SILENCE = args.patience
    signal.signal(signal.SIGALRM, too_long)
    counts, failed, began = collections.Counter(), 0, time.monotonic()
    number = args.only or 0
    while True:
        wrong = play(args.seed, number, counts, args.thorough)
        counts["rounds"] += 1
        if wrong:
            failed += 1
            print(f"FAILED: --seed {args.seed} --only {number}\n{wrong}\n", flush=True)
        number += 1
        enough = counts["rounds"] >= args.rounds if args.rounds else time.monotonic() - began > 60 * args.minutes
        if enough or args.only is not None:
            break
    told = ", ".join(f"{k} {v}" for k, v in sorted(counts.items()))
    print(f"seed {args.seed}: {told}, {failed} failed, in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
