"""What the differential tests share: cigo's verdicts, the peers where Debian installs them, and the disagreements, each
with its number in DISAGREEMENTS.md, where it is argued. One that has no number fails the test."""

import collections
import json
import pathlib
import re
import subprocess
import sys

import cigo_run

PAGE = pathlib.Path(__file__).with_name("DISAGREEMENTS.md")
SKIP = 77
# Debian's modules, for a Python that is not Debian's
sys.path.append("/usr/lib/python3/dist-packages")


def argued():
    return set(re.findall(r"(?m)^\| (D-\d+) \|", PAGE.read_text()))


def verdicts(kind, values):
    """Of each value (ok, warning, error)."""
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LANGUAGE": "it", "HOME": "/nonexistent"}
    run = subprocess.run([cigo_run.PROGRAM, "--today", cigo_run.TODAY, "value", kind], env=env, check=False,
                         input="".join(f"{value}\n" for value in values).encode(), capture_output=True)
    found = [line.rsplit(b"\t", 3)[1].decode() for line in run.stdout.splitlines()]
    assert len(found) == len(values), (kind, len(values), len(found), run.stderr)
    return found


class Tally:
    """Counts what agrees; keeps what does not, under its number or as unexplained."""

    def __init__(self, what):
        self.what, self.same = what, 0
        self.argued, self.wrong = collections.defaultdict(list), []

    def agree(self, n=1):
        self.same += n

    def differ(self, number, example):
        if number in argued():
            self.argued[number].append(example)
        else:
            self.wrong.append(f"{number}: {example}")

    def compare(self, example, ours, theirs, why):
        """`why()` gives the number under which a difference is filed, or None."""
        if ours == theirs:
            self.agree()
        else:
            self.differ(why(), f"{example}: cigo {ours}, {theirs} elsewhere")

    def say(self):
        """True when all is well."""
        print(f"{self.what}: {self.same} the same, {len(self.wrong)} not explained")
        for number, examples in sorted(self.argued.items()):
            print(f"  {number}: {len(examples)}, as {examples[0][:200]}")
        for wrong in self.wrong[:20]:
            print("  NOT EXPLAINED", wrong[:600])
        return not self.wrong


def missing(what, package):
    print(f"skipped: {what} is not here (Debian's package {package})")
    return SKIP


def told(program, what, inputs):
    """What cigo read of each input, by tests/differ/tell.c."""
    framed = b"".join(b"%d\n%s" % (len(data), data) for data in inputs)
    run = subprocess.run([program, what], input=framed, capture_output=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == len(inputs), (what, len(inputs), len(found), run.stderr)
    return found
