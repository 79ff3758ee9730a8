"""Every call that can fail fails, one at a time, in scenarios of the real program (scenarios.py), by way of inject.so.
A first run lists the calls with the places in cigo that they came from; then some calls of each place fail, alone in
each of the ways in which that function can fail, and with all that follow; or SIGKILL falls instead. Each run must do what it would have done,
or say what went wrong and end with a failure; the archive must be whole and hold what was called saved, and nothing
may be left lying about, nor (--leaks) in memory.

    drive.py [--scenario NAME] [--group memory|file|sqlite|library] [--each N] [--runs N] [--seed N] [--workers N]
             [--places] [--leaks] [--call GROUP:N:once|on|kill:WAY]
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

import cigo_run
import screen
from scenarios import SCENARIOS, TABLES, state, template

GROUPS = ("memory", "file", "sqlite", "library")
RECORD = struct.Struct("24sIIII")
INJECT = os.environ.get("CIGO_INJECT", str(cigo_run.PROGRAM.parent / "tests/fault/inject.so"))
SUPPRESSED = pathlib.Path(__file__).with_name("lsan.supp").resolve()
FAST = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # where syncing costs nothing
CLEANERS = {"unlink", "unlinkat", "rmdir"}
ONCE_ONLY = CLEANERS | {"dup2"}  # for ever they do not fail (inject.c)
SKIP = 77
LEAKED = 23  # how LeakSanitizer ends a program
READ_ONLY = "guardare le domande ma non"
EMPTY = json.dumps([[] for _ in TABLES])
VOLATILE = re.compile(r"\.prima-[\d.TZ-]+|restano \d+ MB")
ARCHIVES = ("share/cigo/cigo.db", "other.db", "first.db", "stale.db")
CLOCK = re.compile(rb"DTSTAMP:\w+|\w{64}  [^\n]*\.ics\n")  # and the sum of a file that has it
KEPT = re.compile(r"\.prima-[\d.TZ-]+$")
COUNTED = b"gcov_do_dump" in cigo_run.PROGRAM.read_bytes()  # what the tests run of it: ./run coverage
PROMPT = re.compile(r"(?m)^(?:[^\n]*> |\. )$")


class Wrong(Exception):
    """A run that is not as it must be."""


def leak_sanitizer():
    """Its library, None where there is none."""
    run = subprocess.run(["cc", "-print-file-name=liblsan.so"], capture_output=True, text=True, check=False)
    return run.stdout.strip() if os.path.isabs(run.stdout.strip()) else None


def preload(folder, leaks):
    """What LD_PRELOAD gets; the library is copied, because its own path may have a blank in it. With `leaks` memory is
    LeakSanitizer's, which looks at the end for what nobody holds any more."""
    own = shutil.copy(INJECT, folder / "inject.so")
    return f"{own}:{leak_sanitizer()}" if leaks else str(own)


def plain(text):
    """Without what is of the moment."""
    return VOLATILE.sub("…", text)


def without_waivers(states):
    def table(rows):
        return [row for row in rows if "waiver" not in row and "acknowledged" not in row]

    return {name: [table(rows) for rows in json.loads(text)] for name, text in states.items()}


class Bench:
    """A folder in which a scenario is run again and again, from the same beginning."""

    def __init__(self, kept, root, leaks=False):
        self.kept, self.where = kept, cigo_run.Place.__new__(cigo_run.Place)
        self.where.folder = pathlib.Path(root) / "place"
        self.where.data = self.where.folder / "share/cigo/cigo.db"
        self.where.env = {k: str(v).replace(str(kept.folder), str(self.where.folder)) for k, v in kept.env.items()}
        self.outside = pathlib.Path(root)
        self.outside.mkdir()
        self.preload = preload(self.outside, leaks)
        self.where.env["LSAN_OPTIONS"] = f"suppressions=\"{SUPPRESSED}\":print_suppressions=0"

    def run(self, scenario, fault="", trace="", lines=None):
        shutil.rmtree(self.where.folder, ignore_errors=True)
        shutil.copytree(self.kept.folder, self.where.folder)
        hit = self.outside / "hit"
        hit.unlink(missing_ok=True)
        env = self.where.env | {"LD_PRELOAD": self.preload, "CIGO_FAULT": fault, "CIGO_FAULT_HIT": str(hit)}
        env |= {"CIGO_FAULT_TRACE": trace} if trace else {}
        if scenario.screen:
            return screen.play(self.where, scenario.args, env)
        run = subprocess.run(self.where.argv(scenario.args), input=scenario.input(lines).encode(), capture_output=True,
                             cwd=self.where.folder, env=env, timeout=60, check=False)
        return cigo_run.Result(run.returncode, run.stdout, run.stderr)

    def files(self):
        """What lies in the folder, but for what SQLite keeps beside an archive; without the time of a calendar."""
        return {str(p.relative_to(self.where.folder)): CLOCK.sub(b"", p.read_bytes())
                for p in self.where.folder.rglob("*") if p.is_file() and not re.search(r"-(wal|shm|journal)$", p.name)}

    def states(self):
        return {name: state(path) for name in ARCHIVES
                if (path := self.where.folder / name).exists()}


class Play:
    """One scenario: what it does when nothing fails, and what must hold when something does."""

    def __init__(self, bench, scenario):
        self.bench, self.scenario = bench, scenario
        steps = range(len(scenario.typed) + 1) if scenario.typed else [None]
        self.before = self.begin()
        self.passed = []  # the states that a conversation passes through
        for n in steps:
            self.clean = bench.run(scenario, lines=n)
            self.passed.append(bench.states())
        if self.clean.code not in (0, 1, 3):
            raise Wrong(f"{scenario.name} fails by itself: {self.clean.code} {self.clean.err or self.clean.out[-3000:]}")
        self.files = bench.files()

    def begin(self):
        return {name: state(self.bench.kept.folder / name) for name in ARCHIVES if name != "other.db"}

    def calls(self, groups, chance, most):
        """Of each place in cigo some of the calls: (name, group, n, ways)."""
        trace = self.bench.outside / "trace"
        self.bench.run(self.scenario, trace=str(trace))
        seen = {}
        for record in RECORD.iter_unpack(trace.read_bytes()):
            name, group, n, ways, stack = record
            if not n:
                break
            name = name.rstrip(b"\0").decode()
            if GROUPS[group] in groups:
                seen.setdefault((name, stack), []).append((name, GROUPS[group], n, ways))
        trace.unlink()
        return [call for calls in seen.values() for call in chance.sample(calls, min(most, len(calls)))]

    def faults(self, groups, chance, most, one_way):
        """`one_way`: each call fails in one of its ways only."""
        for name, group, n, ways in self.calls(groups, chance, most):
            found = [f"{group}:{n}:once:{way}" for way in range(ways)]
            if name not in ONCE_ONLY:
                found.append(f"{group}:{n}:on:0")
            if group == "file":
                found.append(f"{group}:{n}:kill:0")
            yield from [chance.choice(found)] if one_way else found

    # ---- what must hold ----

    def judge(self, fault):
        run = self.bench.run(self.scenario, fault)
        if not (self.bench.outside / "hit").exists():
            return "passed"
        if COUNTED and run.code == -11 and re.match("memory:.*:on:", fault):
            return "ended by gcov"  # which takes memory after main() and does not look
        if fault.startswith("memory") and run.code in (1, -6, -11, LEAKED) and (library := self.library(run)):
            return f"ended by {library}"
        try:
            if ":kill:" in fault:
                self.check_killed(run)
            else:
                self.check(run, fault)
        except (Wrong, AssertionError, OSError, UnicodeError) as wrong:
            raise Wrong(f"{type(wrong).__name__}: {wrong}\n--- code {run.code} (clean {self.clean.code})\n"
                        f"--- out {run.out[-1500:]}\n--- err {run.err[-3000:]}\n--- {self.place()}") from wrong
        return "killed" if run.code == -9 else "as ever" if run.code == self.clean.code else "said"

    def library(self, run):
        """Who takes it for granted that there is memory, while nothing is asked of anybody yet."""
        if not self.scenario.screen and "in libgcrypt" in run.err:
            self.need(self.allowed(self.bench.states()), "ended by libgcrypt, and the archive is neither before nor after")
            return "libgcrypt"
        if run.code == LEAKED:  # LeakSanitizer tells where it ended: who called, or whom
            place = (run.out + run.err).partition("SEGV on")[2].partition(" #2 ")[0]
            names = {"nss_": "glibc", "libtinfo": "ncurses", "libncursesw": "ncurses"}
        else:
            place = self.place()
            names = {"getpwuid": "glibc", "newterm": "ncurses", "_nc_": "ncurses", "start_color": "ncurses"}
        return next((library for name, library in names.items() if name in place), None)

    def check_screen(self, run):
        """What was not said to have failed is done; and whatever failed, the terminal is as it was."""
        self.need(not run.wrong, run.wrong)
        self.need(run.code in (0, 2, 4, 130), f"code {run.code}")
        self.need("Sanitizer" not in run.out and "runtime error" not in run.out, "a sanitizer's report")
        now = self.bench.states()
        if screen.ENTER.decode() not in run.out or "si lavora a righe" in run.out:
            return  # it could not be had: then all was typed into plain lines
        said = re.search(r"!!|(?i:non salvat|memoria|regola|sola lettura)|cigo: ", run.out)
        self.need(said or (run.code == 0 and now == self.passed[-1]), f"nothing is said: {self.difference(now)}")

    def check(self, run, fault):
        if self.scenario.screen:
            self.check_screen(run)
            return
        cigo_run.watch_errors(run)
        # a rule that could not be worked out is told by an alert of its own
        unknown = run.code == 1 and "ENG-RULE" in run.out + run.err
        ended = unknown or run.code == self.clean.code
        said = run.err.strip() or self.says(run) - self.says(self.clean)
        if not ended:
            self.need(run.code in (2, 4, 130), f"code {run.code}")
            self.need(said, "nothing is said")
        now = self.bench.states()
        if self.scenario.typed:
            self.check_typed(run, now, ended)
        elif ended:
            told = self.scenario.says or self.scenario.again
            self.need(unknown or (told and said) or plain(run.out) == plain(self.clean.out), "another output, called good")
            self.need(now == self.passed[-1], f"called good: {self.difference(now)}")
        else:
            self.need(self.allowed(now), f"neither before nor after: {self.difference(now)}")
        if self.scenario.again:
            self.check_again()
        kept = self.bench.kept.folder
        for name, content in self.bench.files().items():
            old = kept / name
            if KEPT.search(name):  # what restore took the place of
                self.need(state(self.bench.where.folder / name) == self.before["share/cigo/cigo.db"], f"{name} is another")
                continue
            if ".guasto-" in name and name in run.err:  # SQLite called it damaged, and that it was set aside is said
                continue
            meant = name in self.files or old.exists()
            self.need(meant or self.tolerated(name, fault), f"{name} is left")
            whole = name.endswith(".db") or content in (self.files.get(name), old.exists() and old.read_bytes())
            self.need(whole or name.startswith("state/") or self.scenario.loose, f"{name} is there by half")

    def says(self, run):
        return set(re.findall(self.scenario.says, run.out)) if self.scenario.says else set()

    def check_again(self):
        again = self.bench.where.cigo(*self.scenario.args)
        self.need((again.code, plain(again.out), again.err) == (self.clean.code, plain(self.clean.out), self.clean.err),
                  f"the next time: {again.code} {again.out} {again.err}")

    def check_killed(self, run):
        """Of a conversation what was called saved is there; and the next start makes a whole of what was under way."""
        self.need(run.code == -9, f"code {run.code}")
        now = self.bench.states()
        if self.scenario.screen:
            again = self.bench.where.cigo("answers", "a")
            self.need(again.code == 0, f"the next start: {again.code} {again.err}")
        elif self.scenario.typed:
            self.check_typed(run, now, False)
            again = self.bench.where.cigo("open", "a", "--lines", stdin="/esci\n")
            self.need(again.code in (0, 130), f"the next start: {again.code} {again.err}")  # 130: a draft is asked about
            healed = self.bench.states()
            lapsed = [passed for passed in self.passed if without_waivers(passed) == without_waivers(now)]
            self.need(healed in lapsed, f"after the next start: {self.difference(healed)}")
        else:
            self.need(self.allowed(now), f"neither before nor after: {self.difference(now)}")

    def difference(self, now):
        """In a line, what the archives have that they would not have at the end, and the other way round."""
        def all_of(states):
            return {(name, *map(str, row)) for name, text in states.items() for table in json.loads(text) for row in table}
        more, less = all_of(now) - all_of(self.passed[-1]), all_of(self.passed[-1]) - all_of(now)
        return f"has {sorted(more)[:5]}, has not {sorted(less)[:5]}"

    def allowed(self, now):
        """Before, after, and a case or an archive that was begun, with nothing in it yet."""
        if now in (self.before, self.passed[-1]):
            return True
        begun = {name: json.loads(text) for name, text in now.items()}
        for name, tables in begun.items():
            before = json.loads(self.before.get(name, EMPTY))
            cases = [case for case in tables[0] if case in before[0]] if tables else []
            begun[name] = json.dumps([cases, *tables[1:]] if tables else json.loads(EMPTY))
        return begun in (self.before, self.before | {name: EMPTY for name in now if name not in self.before})

    def check_typed(self, run, now, ended):
        """A conversation: what was answered by a prompt is there; more may be, as far as it was typed."""
        done = len(PROMPT.findall(run.out)) - 1
        # «NON SALVATO» is said: what came after is owed until it is said to be saved
        said = "ON SALVATO" in run.out.upper() or "SALVAT" in run.err.upper()
        if READ_ONLY in run.out and now == self.before:
            return
        first = 0 if said or done < 0 else min(done, len(self.passed) - 1)
        if "Una regola non ha potuto essere calcolata" in run.out:
            return  # then the conversation is another: what it needs to know is unknown
        # an answer is saved before the waiver that lapses with it
        able = [without_waivers(passed) for passed in self.passed[first:]]
        self.need(now in self.passed[first:] or (not ended and without_waivers(now) in able),
                  f"after {done} lines: {self.difference(now)}")
        if ended:
            self.need(now == self.passed[-1], f"called good: {self.difference(now)}")

    def tolerated(self, name, fault):
        """The unlinking itself was made to fail."""
        hit = (self.bench.outside / "hit").read_text(encoding="utf-8", errors="replace")
        return any(f"({cleaner}+" in hit for cleaner in CLEANERS) and ".cigo-" in name and bool(fault)

    def need(self, true, what):
        if not true:
            raise Wrong(what)

    def place(self):
        """The stack of the call that failed, with the names of cigo's functions."""
        hit = self.bench.outside / "hit"
        lines = hit.read_text(encoding="utf-8", errors="replace").splitlines() if hit.exists() else []
        offsets = [found[1] if (found := re.search(r"/cigo\(\+(0x[0-9a-f]+)\)", line)) else "" for line in lines]
        places = iter(subprocess.run(["addr2line", "-fpse", cigo_run.PROGRAM, *filter(None, offsets)],
                                     capture_output=True, text=True, check=False).stdout.splitlines())
        names = [next(places, "") if offset else re.sub(r".*[/(]([^/(]*\([^)]*\)|[^/(+]*\+?).*", r"\1", line)
                 for offset, line in zip(offsets, lines)]
        return " < ".join(name for name in names if name)


class Runner:
    """Scenarios, each begun once in each of a few folders that work side by side."""

    def __init__(self, kept, root, workers, leaks=False):
        self.benches = [Bench(kept, pathlib.Path(root) / str(i), leaks) for i in range(workers)]
        self.counts = collections.Counter()

    def play(self, scenario, faults):
        """`faults`: a function from the scenario as it is when nothing fails to the faults to be tried."""
        began, found = time.monotonic(), collections.Counter()
        plays = [Play(bench, scenario) for bench in self.benches]
        todo = faults(plays[0])
        with concurrent.futures.ThreadPoolExecutor(len(plays)) as pool:
            for some in pool.map(self.run_all, plays, [todo[i :: len(plays)] for i in range(len(plays))]):
                found += some
        self.counts += found
        print(f"{scenario.name}: {dict(sorted(found.items()))} in {time.monotonic() - began:.1f} s", flush=True)

    def run_all(self, one, faults):
        found = collections.Counter()
        for fault in faults:
            try:
                found[one.judge(fault)] += 1
            except (Wrong, subprocess.TimeoutExpired) as bad:
                found["WRONG"] += 1
                print(f"\nWRONG {one.scenario.name} {fault}: {bad}", flush=True)
        return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scenario", action="append")
    parser.add_argument("--group", action="append", choices=GROUPS)
    parser.add_argument("--each", type=int, help="calls of each place; without: 2, and 1 where a run takes long")
    parser.add_argument("--places", action="store_true", help="each place fails once, in one of its ways")
    parser.add_argument("--leaks", action="store_true", help="and nothing is leaked")
    parser.add_argument("--runs", type=int, help="no more runs than this of each scenario")
    parser.add_argument("--light", action="store_true", help="leave out the scenarios that take long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--call", help="GROUP:N:once|on|kill:WAY")
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    if args.leaks and not leak_sanitizer():
        print("skipped: the compiler has no LeakSanitizer")
        return SKIP
    began, chance = time.monotonic(), random.Random(args.seed)

    def faults(one):
        if args.call:
            return [args.call]
        each = args.each or (1 if one.scenario.heavy or args.places else 2)
        found = list(one.faults(args.group or GROUPS, chance, each, args.places))
        return found if args.runs is None else chance.sample(found, min(args.runs, len(found)))

    with cigo_run.place() as kept, tempfile.TemporaryDirectory(dir=FAST, prefix="cigo-fault-") as root:
        runner = Runner(template(kept, pathlib.Path(root) / "forms"), root, args.workers, args.leaks)
        for scenario in SCENARIOS:
            if scenario.name in args.scenario if args.scenario else not (args.light and scenario.heavy):
                runner.play(scenario, faults)
    counts = runner.counts
    print(f"\n{sum(counts.values())} runs:", ", ".join(f"{k} {v}" for k, v in sorted(counts.items())),
          f"in {time.monotonic() - began:.0f} s")
    return 1 if counts["WRONG"] or not counts else 0


if __name__ == "__main__":
    sys.exit(main())
