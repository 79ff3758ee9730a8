"""kill -9 while somebody types: several people at once, each in a copy of the same case on a pseudo-terminal of its
own, in the box of a long text, in a field of a page, in a cell of a table, with never so long a pause that cigo could
write in it. SIGKILL falls after some seconds; what was typed up to two seconds before is there, in its place, and
either face offers it at the next start.

    typist.py [--kills N] [--at-once N] [--seed N]     the report's last line has the longest loss that was seen
"""

import argparse
import collections
import contextlib
import heapq
import os
import random
import re
import select
import sys
import time

import cigo_run
from archive import Archive
from faces import Lines, harness, keys
from model import in_row, there

CASE = "domanda"
FILLED = "form: prova\nanswers: {motivo: gelo, persone: [{ore: 8}]}\n"
PROMISE = 2  # seconds
PLACES = {
    "racconto": keys(*there("1.7"), "Enter"),
    "nota": keys(*there("2.2"), "Enter"),
    "persone/1/nome": keys(*in_row(0)),
}
LETTERS = "abcdefghilmnopqrstuvz     àèéìòù€日"


class Lost(Exception):
    """Something that was typed is not there."""


class Typist:
    """One case, and who types in it. `typed`: the letters with the time at which each was sent."""

    def __init__(self, where, chance, patience):
        self.where, self.chance, self.typed = where, chance, []
        where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
        begun = where.cigo("fill", "-", "--name", CASE, stdin=FILLED)
        assert begun.code in (0, 3), begun.err
        self.place = chance.choice(list(PLACES))
        self.cigo = harness.Cigo(where, "open", CASE)
        self.cigo.settled()
        self.cigo.press(PLACES[self.place])
        now = time.monotonic()
        self.next, self.end = now, now + PROMISE + patience + chance.uniform(0.3, 1.5)

    def type(self, now):
        letter = self.chance.choice(LETTERS)
        self.typed.append((now, letter))
        self.cigo.send(letter.encode())
        self.next = now + self.chance.uniform(0.02, 0.3)

    def kill(self, now):
        self.killed = now
        os.kill(self.cigo.pid, 9)
        os.waitpid(self.cigo.pid, 0)
        self.cigo.status = -9
        self.cigo.close()

    def check(self, patience):
        """How long before the kill the first letter was typed that is not there."""
        read = self.where.cigo("answers", CASE)  # it opens the archive first, so the recovery is cigo's
        archive = Archive(self.where.data, CASE)
        archive.db.close()
        text = "".join(letter for _, letter in self.typed)
        draft = archive.draft.get(self.place, "")
        if read.code != 0 or archive.wrong:
            raise Lost(f"{read.err} {archive.wrong}")
        if not text.startswith(draft):
            raise Lost(f"typed «{text}», kept «{draft}»")
        lost = [self.killed - at for at, _ in self.typed[len(draft):]]
        longest = max(lost, default=0)
        if longest > PROMISE + patience:
            raise Lost(f"{self.place}: the last {longest:.2f} s of typing, «{text[len(draft):]}»")
        if draft:
            self.offered(draft)
        return longest

    def offered(self, draft):
        if self.chance.random() < 0.5:
            lines = Lines(self.where, CASE)
            shown = lines.reply + lines.prompt
            lines.process.kill()
            lines.process.communicate()
        else:
            with harness.on_pty("open", CASE, where=self.where, ready=None) as (_, cigo, _first):
                shown = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]|\x1b\(B", "", cigo.settled().decode("utf-8", "ignore"))
                draft = "è di nuovo qui"
        if draft.strip() not in shown:
            raise Lost(f"the next start does not offer «{draft}»: {shown}")


def play(typists):
    """All type at once, until each is killed."""
    turns = [(one.next, i) for i, one in enumerate(typists)]
    heapq.heapify(turns)
    while turns:
        at, i = heapq.heappop(turns)
        screens = [typists[j].cigo.master for j in (i, *(j for _, j in turns))]
        while (left := at - time.monotonic()) > 0 and (shown := select.select(screens, [], [], left)[0]):
            for master in shown:
                os.read(master, 65536)
        now = time.monotonic()
        if now >= typists[i].end:
            typists[i].kill(now)
        else:
            typists[i].type(now)
            heapq.heappush(turns, (typists[i].next, i))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--at-once", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began, chance, counts = time.monotonic(), random.Random(args.seed), collections.Counter()
    longest = bad = 0
    for _ in range(0, args.kills, args.at_once):
        patience = 0.5 + os.getloadavg()[0] / 4  # for a machine that is busy
        with contextlib.ExitStack() as stack:
            places = [stack.enter_context(cigo_run.place()) for _ in range(args.at_once)]
            typists = [Typist(where, random.Random(chance.random()), patience) for where in places]
            play(typists)
            for one in typists:
                counts[one.place] += 1
                counts["letters"] += len(one.typed)
                try:
                    longest = max(longest, one.check(patience))
                except Lost as lost:
                    bad += 1
                    print(f"LOST, seed {args.seed}: {lost}")
    print(", ".join(f"{k} {v}" for k, v in sorted(counts.items())),
          f"in {time.monotonic() - began:.1f} s; the longest loss {longest:.2f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
