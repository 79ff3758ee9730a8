"""kill -9 at any moment: a seeded player fills cases through the real program, in plain lines over a pipe, on the
full screen of a pseudo-terminal, and with `cigo import`; SIGKILL falls after some milliseconds or after some bytes
of output. After each kill whatever was called saved is there, nothing is there by half, the archive is whole, the
journal agrees with the answers, and the next start says what happened and offers the unfinished text.

    player.py [--kills N] [--seed N] [--verbose]     the report's last line has the figures
"""

import argparse
import collections
import os
import random
import re
import select
import subprocess
import sys
import time

import cigo_run
from archive import Archive, from_program
from faces import Lines, harness, keys
from model import Player, State

CASE = "domanda"
KILLS_A_CASE = 15
STOPPED = ("fermato all'improvviso", "si è interrotto", "è di nuovo qui", "rimaste da incollare")
PROMPT = re.compile(r"(?m)^(?:[^\n]*> |\. )$")


class Lost(Exception):
    """Something is not as it must be after a kill."""


class Game:
    """One case and what is known of it: `states` may each be the right one after the next kill, the first
    because it was called saved, the others because they were on their way."""

    def __init__(self, where, chance):
        self.where, self.chance, self.player = where, chance, Player(chance)
        self.states, self.draft, self.owed = [State()], "", False
        self.rows = ""  # of a paste that was cut short: asked about at the next start
        self.counts = collections.Counter()
        self.did = collections.deque(maxlen=30)  # the last of what was typed, for the report of a loss
        begun = where.cigo("fill", "-", "--name", CASE, stdin="form: prova\nanswers: {motivo: gelo}\n")
        assert begun.code in (0, 3), begun.err

    def need(self, true, what):
        if not true:
            raise Lost(f"{what}\nThe last of what was done: {list(self.did)}")

    def saved(self, n):
        """The first n actions on their way have been called saved."""
        self.counts["saved"] += n
        del self.states[:n]

    def moment(self):
        """When to kill: seconds from now, or bytes of output from now."""
        return (self.chance.uniform(0, 0.012), 1 << 30) if self.chance.random() < 0.6 else (
            0.1, self.chance.randint(1, 2500))

    def listen(self, fd, pid):
        """Kills at some moment; all that was written before."""
        seconds, most = self.moment()
        out, end = b"", time.monotonic() + seconds
        while len(out) < most:
            left = end - time.monotonic()
            if left <= 0 or not select.select([fd], [], [], left)[0]:
                break
            more = os.read(fd, min(most - len(out), 65536))
            if not more:
                break
            out += more
        os.kill(pid, 9)
        return out

    def start_says(self, text):
        """What the start of a face shows first."""
        if self.owed:
            self.need(any(word in text for word in STOPPED), f"the start does not tell of the stop: {text}")
            self.counts["told"] += 1
        self.owed = False
        if self.draft:
            self.need(self.draft in text, f"the unfinished text «{self.draft}» is not offered: {text}")
            self.counts["drafts"] += 1
        if self.rows:
            self.need("rimaste da incollare" in text, f"the rows «{self.rows}» are not offered: {text}")
            self.counts["rows offered"] += 1

    def keep_draft(self):
        self.states.append(self.states[-1].put("racconto", self.draft))
        self.saved(1)
        self.draft = ""

    # ---- plain lines ----

    def play_lines(self):
        lines = Lines(self.where, CASE)
        self.did.append(f"lines, draft {self.draft!r}")
        self.start_says(lines.reply + lines.prompt)
        if self.rows:
            lines.say("no")
            self.rows = ""
        elif self.draft and self.chance.random() < 0.5:
            lines.say("si")
            self.keep_draft()
        elif self.draft:
            lines.say("no")
            self.draft = ""
        for _ in range(self.chance.randint(0, 3)):
            said, _, state = self.player.action(self.states[-1], "lines")
            for line in said:
                lines.say(line)
            self.did.append(said)
            self.states.append(state)
            self.saved(1)
        if self.chance.random() < 0.25 and self.states[-1].untold():
            self.draft = f"Un testo a metà {self.chance.randint(100, 999)}"
            for line in ("/vai 1.7", "/testo", self.draft):
                lines.say(line)
            lines.process.kill()
        else:
            self.burst(lines)
        lines.process.wait()
        for pipe in (lines.process.stdin, lines.process.stdout):
            pipe.close()
        self.owed = True

    def burst(self, lines):
        """Some actions at once, and the kill among them: each prompt that came back answers a line."""
        lasts, typed = [], []
        for _ in range(self.chance.randint(1, 4)):
            said, _, state = self.player.action(self.states[-1], "lines")
            self.states.append(state)
            typed += said
            lasts.append(len(typed))
        self.did.append(f"at once {typed}")
        lines.process.stdin.write("".join(f"{line}\n" for line in typed).encode())
        out = self.listen(lines.process.stdout.fileno(), lines.process.pid) + lines.process.stdout.read()
        text = out.decode("utf-8", "ignore")
        self.need("NON SALVATO" not in text.upper().replace("ANNULLATO", ""), text)
        done = len(PROMPT.findall(text))
        self.saved(sum(last <= done for last in lasts))
        # an unfinished long text may be a draft
        if "/testo" in typed:
            self.draft = None

    # ---- full screen ----

    def play_screen(self):
        with harness.on_pty("open", CASE, where=self.where, ready=None) as (_, cigo, _first):
            screen = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]|\x1b\(B", "", cigo.settled().decode("utf-8", "ignore"))
            self.start_says(screen)
            self.did.append(f"screen, draft {self.draft!r}")
            if self.draft:
                cigo.press(keys("Tab"))
                self.keep_draft()
            for _ in range(self.chance.randint(0, 2)):
                said, pressed, state = self.player.action(self.states[-1], "screen")
                self.did.append(f"keys for {said}")
                out = cigo.press(pressed)
                self.need(b"NON SALVATO" not in out, out)
                self.states.append(state)
                self.saved(1)
            pressed = b""
            for _ in range(self.chance.randint(1, 3)):
                said, more, state = self.player.action(self.states[-1], "screen")
                self.did.append(f"at once keys for {said}")
                pressed += more
                self.states.append(state)
            cigo.send(pressed)
            self.listen(cigo.master, cigo.pid)
            os.waitpid(cigo.pid, 0)
            cigo.status = -9
        self.owed, self.draft = True, None

    # ---- cigo import ----

    def play_import(self):
        names = [self.player.text("nome") for _ in range(self.chance.randint(1, 3))]
        before = self.states[-1]
        self.states.append(before.next(rows=tuple((("nome", name),) for name in names)))
        file = self.where.file("righe.csv", "nome\n" + "".join(f"{name}\n" for name in names))
        run = subprocess.Popen(self.where.argv(["import", CASE, "persone", file, "--replace"]), env=self.where.env,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            run.wait(self.chance.uniform(0.005, 0.05))
        except subprocess.TimeoutExpired:
            run.kill()
        said = run.communicate()[1].decode()
        if run.returncode >= 0:
            self.need(run.returncode in (0, 3), said)
            self.saved(1)
        self.owed = False  # said on standard error, perhaps with the process that was killed

    # ---- after the kill ----

    def check(self, harm=None):
        """The truth from now on, or Lost. `harm`: what a self-check does to the archive first."""
        self.counts["kills"] += 1
        self.did.append("killed")
        if harm:
            harm(self.where.data)
        read = self.where.cigo("answers", CASE)  # it opens the archive first, so the recovery is cigo's
        self.need(read.code == 0, read.err)
        if self.owed:
            self.need(STOPPED[0] in read.err, f"the next start says nothing: {read.err!r}")
            self.counts["told"] += 1
        archive = Archive(self.where.data, CASE)
        self.need(not archive.wrong, archive.wrong)
        fields, rows = from_program(read.out)
        seen = archive.seen()
        self.need((fields, rows) == (archive.fields, archive.rows()),
                  f"cigo answers: {read.out}, but the archive has {seen}")
        fits = [state for state in self.states if seen in state.possible()]
        self.need(fits, f"in the archive {seen}; possible {[state.seen() for state in self.states]}")
        known = fits[0].as_found(seen)
        self.states = [known if len(fits) == 1 else known.without_stacks()]
        self.counts["half lapsed"] += seen != known.seen()
        texts = [text for place, text in archive.draft.items() if not place.startswith("rows:")]
        self.rows = next((text for place, text in archive.draft.items() if place.startswith("rows:")), "")
        if self.draft:
            self.need(self.draft in texts, f"draft {archive.draft}, not {self.draft}")
        elif self.draft is None:
            half = next(iter(texts), "")
            self.draft = "" if half == dict(fits[0].fields).get("racconto") else half  # then it is not offered
        archive.unwind()
        self.need(not archive.wrong, archive.wrong)
        archive.db.close()

    def turn(self):
        face = self.chance.choices([self.play_lines, self.play_screen, self.play_import], [6, 3, 1])[0]
        self.counts[face.__name__] += 1
        face()


def play(kills, seed, verbose=False):
    """Counts; raises Lost."""
    counts, case = collections.Counter(), 0
    while counts["kills"] < kills:
        with cigo_run.place() as where:
            where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
            game = Game(where, random.Random(f"{seed}/{case}"))
            for _ in range(min(KILLS_A_CASE, kills - counts["kills"])):
                game.turn()
                game.check()
                if verbose:
                    print(game.counts, game.states[0].seen(), flush=True)
            counts += game.counts
        case += 1
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    began = time.monotonic()
    try:
        counts = play(args.kills, args.seed, args.verbose)
    except Lost as lost:
        print(f"LOST, seed {args.seed}: {lost}")
        return 1
    print(", ".join(f"{k} {v}" for k, v in sorted(counts.items())), f"in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
